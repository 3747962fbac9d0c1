"""What a reader can search for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing a search can hit: an article or one note. Made of sanitised text only."""

    url: str
    """Relative to the root of the site, no leading slash: `dossier/slug/#note-id`."""
    content: str
    """Plain text."""
    language: str
    """ISO 639-1, of the index it belongs to."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """What a hit shows; `title` above all."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
