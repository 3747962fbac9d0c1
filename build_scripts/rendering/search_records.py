"""What can be found: one record for each article and one for each note, out of finished text alone.

Nothing here reads HTML, so nothing hidden in HTML is indexed; titles are made here, so no note can choose its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.model import Rights, Settings
from build_scripts.rendering.pages.note import kind_label
from build_scripts.rendering.search import SearchRecord
from build_scripts.rendering.summary import NoteSummary, Summary


def article_record(summary: Summary, about: str, words: str, *, private: bool) -> SearchRecord:
    """`about` is the summary and `words` the canonical text, plain; `words` are left out where the text may not be
    published, unless the build is private."""
    open_text = private or summary.rights == Rights.FULL
    content = "\n".join(part for part in (summary.title, about, words if open_text else "") if part)
    return SearchRecord(
        url=f"{summary.collection}/{summary.slug}/",
        content=content,
        language=_language(summary.language),
        meta={"title": summary.title, "type": "article", "publisher": summary.publisher},
        filters={"type": ("article",), "collection": (summary.collection,)},
    )


def note_records(summary: Summary, texts: Mapping[str, str], settings: Settings) -> tuple[SearchRecord, ...]:
    """One for each note that is shown. `texts` are the notes' words, plain, slots filled, by annotation id."""
    return tuple(
        _note_record(summary, note, texts[note.id], settings) for note in summary.notes if note.number is not None
    )


def _note_record(summary: Summary, note: NoteSummary, text: str, settings: Settings) -> SearchRecord:
    label = kind_label(settings.kinds, note.kind)
    return SearchRecord(
        url=f"{summary.collection}/{summary.slug}/#note-{note.id}",
        content="\n".join(part for part in (note.lemma, text) if part),
        language=_language(settings.language),
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
