"""Notes that ask: the questions for discussion of the whole edition."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.model import CollectionSettings, Settings
from build_scripts.rendering.summary import NoteSummary, Summary

QUESTIONING = "questioning"
"""The motivation of a kind of note that asks (W3C Web Annotation Data Model, 3.3.5)."""


def asks(kind: str, settings: Settings) -> bool:
    """Whether notes of this kind are questions; not those of a kind that the settings do not know."""
    return kind in settings.kinds and settings.kinds[kind].motivation == QUESTIONING


def questions_of(summary: Summary, settings: Settings) -> tuple[NoteSummary, ...]:
    """The questions of an article that this build shows, in the order of their numbers."""
    return tuple(note for note in summary.notes if note.number is not None and asks(note.kind, settings))


def asked_by(articles: Mapping[str, Summary], settings: Settings) -> dict[str, str]:
    """What has questions, `collection/slug` or `collection`, and its title."""
    with_questions = {key: summary for key, summary in articles.items() if questions_of(summary, settings)}
    collections = {summary.collection for summary in with_questions.values()}
    return {
        **{key: summary.title for key, summary in with_questions.items()},
        **{collection: collection_settings(settings, collection).title for collection in sorted(collections)},
    }


def collection_settings(settings: Settings, collection: str) -> CollectionSettings:
    """What the settings say of a collection; one they do not name is called by its folder."""
    known = {one.id: one for one in settings.collections}
    return known.get(collection) or CollectionSettings(collection, collection.replace("-", " ").capitalize())
