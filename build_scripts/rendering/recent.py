"""Which notes are the newest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from build_scripts.rendering.summary import NoteSummary, Summary

MOST = 50
"""So many notes are recent."""


class Recent(NamedTuple):
    """A note with a date, and what happened then."""

    day: str
    """ISO 8601, perhaps partial."""
    is_new: bool
    """False: an older note that changed."""
    note: NoteSummary
    article: Summary


def recent_notes(articles: Iterable[Summary]) -> list[Recent]:
    """The notes that are shown and have a date, each once by the last thing that happened to it, at most `MOST`: the
    newest first, among equals in the order of `articles`."""
    found = [
        Recent(note.changed or note.created, not note.changed, note, article)
        for article in articles
        for note in article.notes
        if note.number is not None and (note.created or note.changed)
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)[:MOST]
