"""Where a cross-reference leads, or why nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz, process

from build_scripts.findings import Code
from build_scripts.rendering.summary import Summary

_TARGET = re.compile(
    r"""
    (?: (?P<register> glossary | sources | timeline | questions ) (?: : \s* (?P<entry> \S+ ) )?
      | (?P<article> [a-z0-9-]+ (?: / [a-z0-9-]+ )? )? (?: \# (?P<note> [^\s\#¶]+ ) | \s? ¶ \s? (?P<paragraph> \S+ ) )?
    )
    """,
    re.VERBOSE,
)


class Destination(NamedTuple):
    """Where a cross-reference leads."""

    key: str
    """The thing it leads to: `collection/slug`, `collection/slug#note-id`, `collection/slug¶12`, `glossary:id`,
    `sources:id`, `questions:collection/slug`, `questions:collection`, or the name of one of these lists or `timeline`
    alone. Backlinks are kept under this."""
    url: str
    """Relative to the root of the site, without a leading slash."""
    title: str
    """What to call it when the reference has no label. Plain text."""


class Problem(NamedTuple):
    """Why a cross-reference leads nowhere."""

    code: Code
    message: str
    hint: str
    follows: bool = False
    """What it names is written, but left out for a mistake of its own, which has its own finding."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What is written but could not be read, as ids."""

    articles: frozenset[str] = frozenset()
    """`collection/slug`."""
    notes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By `collection/slug`."""
    sources: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    """Of the glossary."""
    words: frozenset[str] = frozenset()
    """All words of damaged files that could be the id of a source."""
    unknown: bool = False
    """An article has no sidecar that could be looked into, so that nobody knows what its notes use."""


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that can be pointed at."""

    articles: Mapping[str, Summary]
    """By `collection/slug`."""
    slugs: Mapping[str, tuple[str, ...]]
    """The ids, `collection/slug`, of the articles with that slug."""
    entries: Mapping[str, str]
    """Of the glossary: id to name."""
    sources: Mapping[str, str]
    """Id to title, plain text."""
    notes: Mapping[str, Mapping[str, int | None]]
    """Of each article, by `collection/slug`: the id of each note and its number, None for one that is not shown."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What has questions for discussion: `collection/slug` to the article's title, and `collection` to its title."""
    lost: Lost = Lost()


def resolve(names: Names, target: str, origin: str) -> Destination | Problem:
    """`origin` is the article the reference is made in, `collection/slug`; empty outside an article.

    In the article itself `#note-id` and `¶12` need no name before them, and are not called by its title. A slug alone
    means the article of the same collection, else the only one of that slug.
    """
    match = _TARGET.fullmatch(target)
    if match is None or not target:
        return Problem(
            Code.X105,
            f"“{target}” is not the name of anything",
            "name an article, article#note-id, article¶12, glossary:id, sources:id, questions:article or timeline",
        )
    if match["register"] == "questions" and match["entry"]:
        return _questions(names, match["entry"], origin)
    if match["register"]:
        return _entry(names, match["register"], match["entry"] or "")
    article = find_article(names, match["article"] or origin, origin)
    if isinstance(article, Problem):
        return article
    key = f"{article.collection}/{article.slug}"
    before = "" if key == origin else f"{article.title}, "
    if match["note"]:
        return _note(names, before, key, match["note"])
    if match["paragraph"]:
        return _paragraph(article, before, key, match["paragraph"])
    return Destination(key, f"{key}/", article.title)


def find_article(names: Names, name: str, origin: str) -> Summary | Problem:
    """The article called `name`, a slug or `collection/slug`, by one who writes in `origin`."""
    if name in names.articles:
        return names.articles[name]
    near = f"{origin.partition('/')[0]}/{name}"
    if near in names.articles:
        return names.articles[near]
    candidates = names.slugs.get(name, ())
    if len(candidates) == 1:
        return names.articles[candidates[0]]
    if candidates:
        return Problem(
            Code.X106, f"several articles are called “{name}”", f"write one of {', '.join(sorted(candidates))}"
        )
    known = names.articles if "/" in name else names.slugs
    lost = any(name in (key, key.partition("/")[2]) for key in names.lost.articles)
    return Problem(Code.X101, f"there is no article “{name}”", nearest(name, known), lost)


def _note(names: Names, before: str, key: str, id_: str) -> Destination | Problem:
    notes = names.notes[key]
    if id_ not in notes:
        shown = [known for known, number in notes.items() if number is not None]
        lost = id_ in names.lost.notes.get(key, ())
        return Problem(Code.X102, f"{key} has no note “{id_}”", nearest(id_, shown), lost)
    if notes[id_] is None:
        return Problem(
            Code.X104, f"the note “{id_}” of {key} is not published", f"publish that note, or point at {key} itself"
        )
    return Destination(f"{key}#{id_}", f"{key}/#note-{id_}", f"{before}note {notes[id_]}")


def _paragraph(article: Summary, before: str, key: str, number: str) -> Destination | Problem:
    if not (number.isascii() and number.isdecimal()) or number.startswith("0"):
        return Problem(Code.X103, f"“¶{number}” is not the number of a paragraph", f"write {key}¶1, for instance")
    if article.paragraphs is not None and int(number[:9]) > article.paragraphs:
        return Problem(
            Code.X103,
            f"{key} has no ¶ {number[:20]}",
            f"its paragraphs are numbered 1 to {article.paragraphs}" if article.paragraphs else "it has no paragraphs",
        )
    return Destination(f"{key}¶{number}", f"{key}/#p-{number}", f"{before}¶ {number}")


def _entry(names: Names, register: str, id_: str) -> Destination | Problem:
    if not id_:
        return Destination(register, f"{register}/", register.capitalize())
    if register == "glossary" and id_ in names.entries:
        return Destination(f"glossary:{id_}", f"glossary/#entry-{id_}", names.entries[id_])
    if register == "sources" and id_ in names.sources:
        return Destination(f"sources:{id_}", f"sources/{id_}/", names.sources[id_])
    known: Collection[str] = {"glossary": names.entries, "sources": names.sources}.get(register, {})
    lost = id_ in {"glossary": names.lost.entries, "sources": names.lost.sources}.get(register, frozenset())
    return Problem(Code.X107, f"the {register} has no “{id_}”", nearest(id_, known), lost)


def _questions(names: Names, name: str, origin: str) -> Destination | Problem:
    """Of a collection or an article."""
    key = name
    if key not in names.asked:
        if any(known.startswith(f"{key}/") for known in names.articles):
            return _nothing_asked(key)
        article = find_article(names, name, origin)
        if isinstance(article, Problem):
            known = names.asked if "/" in name else {asked.rpartition("/")[2] for asked in names.asked}
            return article._replace(hint=nearest(name, known)) if article.code is Code.X101 else article
        key = f"{article.collection}/{article.slug}"
    if key not in names.asked:
        return _nothing_asked(key)
    return Destination(f"questions:{key}", f"questions/#{questions_anchor(key)}", f"Questions on {names.asked[key]}")


def _nothing_asked(key: str) -> Problem:
    message = f"no note on {key} is a question for discussion"
    return Problem(Code.X107, message, "ask one in its notes, or point elsewhere")


def questions_anchor(key: str) -> str:
    """The id of the part of the list of questions that is about an article (`collection/slug`) or a collection."""
    return f"on-{key.replace('/', '--')}"


def nearest(name: str, known: Collection[str]) -> str:
    """A hint that gives the nearest of the `known` names; a guess, for a person to judge."""
    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=50)
    return f"did you mean {found[0]}?" if found else "correct it, or add what it names"
