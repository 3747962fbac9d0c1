"""What can be found: one record for each article and one for each note, out of finished text alone.

Nothing here reads HTML, so nothing hidden in HTML is indexed; titles are made here, so no note can choose its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.rendering.bodies import Body
from build_scripts.rendering.filling import filled_text
from build_scripts.rendering.pages.book import Book, shows_text
from build_scripts.rendering.pages.note import kind_label
from build_scripts.rendering.search import SearchRecord
from build_scripts.rendering.summary import NoteSummary, Summary, article_id


def article_record(summary: Summary, about: Body | None, words: str, book: Book) -> SearchRecord:
    """`words` is the canonical text, left out where this build may not show it; `about` the article's summary."""
    parts = (summary.title, _plain(about, summary, book) if about else "", words if shows_text(summary, book) else "")
    content = "\n".join(part for part in parts if part)
    return SearchRecord(
        url=f"{summary.collection}/{summary.slug}/",
        content=content,
        language=_language(summary.language),
        meta={"title": summary.title, "type": "article", "publisher": summary.publisher},
        filters={"type": ("article",), "collection": (summary.collection,)},
    )


def note_records(summary: Summary, bodies: Mapping[str, Body], book: Book) -> tuple[SearchRecord, ...]:
    """One for each note that is shown. `bodies` are the notes' texts by annotation id."""
    return tuple(
        _note_record(summary, note, _plain(bodies[note.id], summary, book), book)
        for note in summary.notes
        if note.number is not None
    )


def _plain(body: Body, summary: Summary, book: Book) -> str:
    return filled_text(body.text, body.clusters, body.references, book.index, article_id(summary))


def _note_record(summary: Summary, note: NoteSummary, text: str, book: Book) -> SearchRecord:
    label = kind_label(book.settings.kinds, note.kind)
    return SearchRecord(
        url=f"{summary.collection}/{summary.slug}/#note-{note.id}",
        content="\n".join(part for part in (note.lemma, text) if part),
        language=_language(book.settings.language),
        meta={
            "title": f"Note {note.number} on {summary.title}",
            "type": "note",
            "number": str(note.number),
            "kind": label,
            "verdict": note.verdict,
            "lemma": note.lemma,
            "article": summary.title,
        },
        filters={"type": ("note",), "kind": (label,), "collection": (summary.collection,)},
    )


def _language(tag: str) -> str:
    """The primary subtag, which is what the search engine keeps its indexes by."""
    return tag.split("-")[0].lower() or "en"
