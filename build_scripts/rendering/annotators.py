"""Who writes and reviews notes, and where each has a page."""

from __future__ import annotations

from build_scripts.model import Settings

FOLDER = "annotators/"
"""The address of the list of all, relative to the root of the site."""


def name_of(id_: str, settings: Settings) -> str:
    """The name of an annotator; of one whom the settings do not name, the id."""
    return settings.annotators[id_].name if id_ in settings.annotators else id_


def url_of(id_: str, settings: Settings) -> str:
    """The address of an annotator's page, relative to the root of the site; empty for one whom the settings do not
    name."""
    return f"{FOLDER}{id_}/" if id_ in settings.annotators else ""
