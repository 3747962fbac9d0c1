"""Where a cross-reference leads, or why nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz, process

from build_scripts.findings import Code, to_paste
from build_scripts.rendering.summary import Summary

_TARGET = re.compile(
    r"""
    (?: (?P<register> glossary | sources | timeline | questions ) (?: : \s* (?P<entry> \S+ ) )?
      | (?P<article> [a-z0-9-]+ (?: / [a-z0-9-]+ )? )? (?: \# (?P<note> [^\s\#¶]+ ) | \s? ¶ \s? (?P<paragraph> \S+ ) )?
    )
    """,
    re.VERBOSE,
)


_NEAR = 66
"""Of 100, as RapidFuzz counts: names less alike than that are no help."""
_MUCH_LESS = 8
"""Names so much less like than the best are not offered beside it."""
_OFFERED = 3
_ENOUGH_LETTERS = 4


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
        hint = "Name an article, article#note-id, article¶12, glossary:id, sources:id, questions:article or timeline."
        guess = _meant(names, target, origin)
        hint = to_paste(f"{hint} Did you mean:", guess) if guess else hint
        return Problem(Code.X105, f"“{target}” is not the name of anything", hint)
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
        return _note(names, before, key, target)
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
        hint = to_paste("Name its collection too:", *sorted(candidates))
        return Problem(Code.X106, f"several articles are called “{name}”", hint)
    known = names.articles if "/" in name else names.slugs
    lost = any(name in (key, key.partition("/")[2]) for key in names.lost.articles)
    return Problem(Code.X101, f"there is no article “{name}”", nearest(name, known), lost)


def _meant(names: Names, target: str, origin: str) -> str:
    """What a target in another form than ours probably means, in our form; empty where it leads nowhere either."""
    bare = target.strip("[] ")
    if bare.startswith("@"):
        return f"[{bare}]"  # a citation
    bare = re.sub(r"^https?://[^/]+/|/+$", "", bare)
    bare = re.sub(r"\.(?:yml|yaml|md|txt|html?|docx)\b|/(?=#)", "", bare)
    bare = re.sub(r"\s*(?:#(?:note-)?|(?=¶))\s*", lambda hit: "#" if "#" in hit[0] else "", bare).replace("#p-", "¶")
    register, colon, name = bare.partition(":")
    named = _slug_of(name.strip() if colon else bare.partition("#")[0])
    choices = [bare, bare.lower(), *(f"{register.strip().lower()}:{named}" for _ in colon), named]
    choices += ["/".join(bare.lower().split("/")[-2:]), bare.lower().rpartition("/")[2]]
    choices += [key for key, article in names.articles.items() if article.title.casefold() == bare.casefold()]
    choices += [f"glossary:{id_}" for id_, entry in names.entries.items() if _is_called(entry, name if colon else bare)]
    known = (choice for choice in choices if choice != target and _TARGET.fullmatch(choice))
    return next((choice for choice in known if choice and isinstance(resolve(names, choice, origin), Destination)), "")


def _is_called(entry: str, name: str) -> bool:
    return entry.casefold().removeprefix("the ") == name.strip().casefold().removeprefix("the ")


def _slug_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _note(names: Names, before: str, key: str, target: str) -> Destination | Problem:
    notes = names.notes[key]
    written, _, id_ = target.partition("#")
    if id_ not in notes:
        shown = [known for known, number in notes.items() if number is not None]
        lost = id_ in names.lost.notes.get(key, ())
        elsewhere = [f"{other}#{id_}" for other, known in names.notes.items() if id_ in known]
        moved = to_paste("A note of that name is on another article:", *elsewhere) if len(elsewhere) == 1 else ""
        hint = moved or nearest(id_, shown, f"{written}#")
        return Problem(Code.X102, f"{key} has no note “{id_}”", hint, lost)
    if notes[id_] is None:
        return Problem(
            Code.X104,
            f"the note “{id_}” of {key} is not published",
            to_paste("Publish that note, or point at the article itself:", key),
            id_ in names.lost.notes.get(key, ()),
        )
    return Destination(f"{key}#{id_}", f"{key}/#note-{id_}", f"{before}note {notes[id_]}")


def _paragraph(article: Summary, before: str, key: str, number: str) -> Destination | Problem:
    if not (number.isascii() and number.isdecimal()) or number.startswith("0"):
        hint = to_paste("Write the number in figures, for instance:", f"{key}¶1")
        return Problem(Code.X103, f"“¶{number}” is not the number of a paragraph", hint)
    if article.paragraphs is not None and int(number[:9]) > article.paragraphs:
        return Problem(
            Code.X103,
            f"{key} has no ¶ {number[:20]}",
            f"Its last is ¶ {article.paragraphs}." if article.paragraphs else "It has no paragraphs.",
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
    written = id_.replace("-", " ")
    lost = id_ in {"glossary": names.lost.entries, "sources": names.lost.sources}.get(register, frozenset())
    called = {"glossary": names.entries, "sources": names.sources}.get(register, {})
    guess = next((id_ for id_, name in called.items() if _is_called(name, written)), "")
    hint = to_paste("Did you mean:", f"{register}:{guess}") if guess else nearest(id_, known, f"{register}:")
    what = "the glossary has no entry" if register == "glossary" else f"there is no “{register}:”"
    what = "there is no source" if register == "sources" else what
    return Problem(Code.X107, f"{what} “{id_}”", hint, lost)


def _questions(names: Names, name: str, origin: str) -> Destination | Problem:
    """Of a collection or an article."""
    key = name
    if key not in names.asked:
        if any(known.startswith(f"{key}/") for known in names.articles):
            return _nothing_asked(key)
        article = find_article(names, name, origin)
        if isinstance(article, Problem):
            known = names.asked if "/" in name else {asked.rpartition("/")[2] for asked in names.asked}
            hint = nearest(name, known, "questions:")
            return article._replace(hint=hint) if article.code is Code.X101 else article
        key = f"{article.collection}/{article.slug}"
    if key not in names.asked:
        return _nothing_asked(key)
    return Destination(f"questions:{key}", f"questions/#{questions_anchor(key)}", f"Questions on {names.asked[key]}")


def _nothing_asked(key: str) -> Problem:
    message = f"no note on {key} is a question for discussion"
    return Problem(Code.X107, message, "Ask one in its notes, or point elsewhere.")


def questions_anchor(key: str) -> str:
    """The id of the part of the list of questions that is about an article (`collection/slug`) or a collection."""
    return f"on-{key.replace('/', '--')}"


def nearest(name: str, known: Collection[str], before: str = "") -> str:
    """A hint that gives up to three of the `known` names that are near, each with `before` in front of it: guesses, for
    a person to judge. A name with all the words of `name`, or the other way round, is nearer than its letters say."""
    words = name.casefold().replace("-", " ").replace("/", " ")
    scored = process.extract(
        words,
        sorted(known),
        scorer=_likeness,
        processor=lambda one: one.casefold().replace("-", " ").replace("/", " "),
        limit=_OFFERED,
        score_cutoff=_NEAR,
    )
    best = [found for found, score, _ in scored if score >= scored[0][1] - _MUCH_LESS]
    if not best:
        return "Correct it, or add what it names."
    return to_paste("Did you mean:", *(f"{before}{one}" for one in best))


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    letters = fuzz.ratio(one, other)
    words = fuzz.token_set_ratio(one, other) if min(len(one), len(other)) >= _ENOUGH_LETTERS else 0.0
    return max(letters, 0.9 * words)
