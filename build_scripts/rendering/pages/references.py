"""Lists that close a page: sources cited, what refers to it, what it refers to, what the edition changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from build_scripts.model import Change
from build_scripts.rendering.crossrefs import Destination
from build_scripts.rendering.filling import filled_text
from build_scripts.rendering.index import GLOSSARY, TIMELINE, Backlink, Index, Origin, Use
from build_scripts.rendering.pages.book import Book, source_link
from build_scripts.rendering.pages.page import esc, link
from build_scripts.rendering.pages.phrases import date_in_words
from build_scripts.rendering.summary import Summary, article_id


class Outgoing(NamedTuple):
    """One cross-reference that the page makes."""

    note: str
    """The id of the note that makes it; empty for the article's summary."""
    number: int | None
    destination: Destination
    sentence: str
    """The sentence it stands in, plain text, slots filled; empty for an item under `see`."""


def sources_cited(summary: Summary, book: Book, root: str) -> str:
    """Full references of what an article cites, by source id, each with the way to the page of its source. Empty
    without sources."""
    cited = [
        (source, book.citations.bibliography.get(source, ""))
        for source in sorted(book.index.cited.get(article_id(summary), ()))
    ]
    items = [f"<li><bdi>{reference}</bdi> {_more(source, book, root)}</li>" for source, reference in cited if reference]
    if not items:
        return ""
    return f'<section><h2 id="sources-cited">Sources cited</h2><ul class="references">{"".join(items)}</ul></section>'


def _more(source: str, book: Book, root: str) -> str:
    """An article of the edition has its own page, any other source a list of its uses."""
    own = not book.index.source_urls[source].startswith("sources/")
    return source_link(source, book, root, "In this edition" if own else "Where it is used")


def outgoing(index: Index, summary: Summary) -> tuple[Outgoing, ...]:
    """Every cross-reference that the summary and the notes of an article make, in the order of the page; those to the
    article itself left out."""
    key = article_id(summary)
    notes = (note for note in summary.notes if note.number is not None)
    made = [
        ("", None, summary.clusters, summary.references),
        *((note.id, note.number, note.clusters, note.references) for note in notes),
    ]
    return tuple(
        Outgoing(note, number, found, filled_text(reference.sentence, clusters, references, index, key))
        for note, number, clusters, references in made
        for reference in references
        if (found := index.destinations.get((key, reference.target))) is not None
        and found.key.partition("#")[0].partition("\u00b6")[0] != key
    )


def incoming(index: Index, summary: Summary) -> tuple[Backlink, ...]:
    """Every cross-reference from elsewhere to this article, its paragraphs and its notes; those of its own left out."""
    key = article_id(summary)
    last = summary.paragraphs or max((note.paragraph or 0 for note in summary.notes), default=0)
    keys = [key, *(f"{key}\u00b6{number}" for number in range(1, last + 1))]
    keys.extend(f"{key}#{part}" for note in summary.notes for part in (f"note-{note.id}", note.id))
    found = [backlink for wanted in keys for backlink in index.backlinks.get(wanted, ())]
    return tuple(dict.fromkeys(backlink for backlink in found if backlink.origin.key != key))


def origin_link(origin: Origin, root: str) -> str:
    """`Note 3 on *title*`, the title alone for an article's summary, `Glossary: name`, `Timeline: date`."""
    if origin.key == TIMELINE:
        words = f"Timeline: {esc(date_in_words(origin.title))}"
    elif origin.key == GLOSSARY:
        words = f"Glossary: {esc(origin.title)}"
    else:
        title = f"<cite>{esc(origin.title)}</cite>"
        words = f"Note {origin.number} on {title}" if origin.number is not None else title
    return f'<a href="{esc(root + origin.url)}">{words}</a>'


def backlink_list(backlinks: Iterable[Backlink], root: str) -> str:
    """Who refers to this, each with the sentence it stands in; empty without backlinks."""
    items = [
        f"<li>{origin_link(backlink.origin, root)}{_sentence(backlink.sentence)}</li>"
        for backlink in dict.fromkeys(backlinks)
    ]
    return f'<ul class="uses">{"".join(items)}</ul>' if items else ""


def use_list(uses: Iterable[Use], root: str) -> str:
    """Each citation of a source: from where, with which locator, in which sentence; empty without uses."""
    items = []
    for use in uses:
        locator = f" <span>({esc(use.locator)})</span>" if use.locator else ""
        items.append(f"<li>{origin_link(use.origin, root)}{locator}{_sentence(use.sentence)}</li>")
    return f'<ul class="uses">{"".join(items)}</ul>' if items else ""


def outgoing_list(outgoing: Iterable[Outgoing], root: str) -> str:
    """What the page refers to; each destination once, with the notes that lead there."""
    by_destination: dict[str, list[Outgoing]] = {}
    for one in outgoing:
        by_destination.setdefault(one.destination.url, []).append(one)
    items = []
    for same in by_destination.values():
        destination = same[0].destination
        notes = [f'<a href="#note-{one.note}">note {one.number}</a>' for one in same if one.note]
        notes = list(dict.fromkeys(notes))
        where = f" <span>(in {', '.join(notes)})</span>" if notes else ""
        sentence = next((one.sentence for one in same if one.sentence), "")
        items.append(f"<li>{link(destination.url, destination.title, root)}{where}{_sentence(sentence)}</li>")
    return f'<ul class="uses">{"".join(items)}</ul>' if items else ""


def changes_section(changes: Iterable[Change], *, with_words: bool) -> str:
    """What the edition changed in the text as found. `with_words` is for texts that may be shown: the words set aside
    are the publisher's too. Never the words of a redaction."""
    items = []
    for change in changes:
        words = f": <q>{esc(change.words)}</q>" if with_words and change.words and change.what != "redacted" else ""
        items.append(f"<li>{esc(change.what.capitalize())}{words} <span>({esc(change.reason)})</span></li>")
    if not items:
        return ""
    return (
        '<section class="changes"><h2 id="what-this-edition-changed">What this edition changed</h2>'
        f"<ul>{''.join(items)}</ul></section>"
    )


def section(anchor: str, heading: str, html: str) -> str:
    """A headed section, or nothing where `html` is empty."""
    return f'<section><h2 id="{anchor}">{esc(heading)}</h2>{html}</section>' if html else ""


def _sentence(sentence: str) -> str:
    return f'<blockquote dir="auto">{esc(sentence)}</blockquote>' if sentence else ""
