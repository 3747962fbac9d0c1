"""What the whole edition knows of itself: where every cross-reference leads and who points at what.

Addresses here are relative to the root of the site and have no leading slash (`dossier/slug/#note-id`); a page
puts its own way to the root (`../../`) before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.model import Entry, Happening, Source
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.summary import Summary


class Origin(NamedTuple):
    """The place a citation or cross-reference is made from."""

    key: str
    """`collection/slug`, `glossary` or `timeline`."""
    title: str
    """The article's title; of a glossary entry its name, of a row of the timeline its date."""
    note: str
    """The note's id; of a glossary entry its id; empty for an article's summary and for the timeline."""
    number: int | None
    """The note's number; None for what is not a note."""
    url: str


class Use(NamedTuple):
    """One citation of a source, seen from the source."""

    origin: Origin
    sentence: str
    """Plain text with slots filled; empty where the source stands in a list (`sources:`)."""
    locator: str
    """`p. 12`, as written; empty when there is none."""


class Backlink(NamedTuple):
    """One cross-reference, seen from its target."""

    origin: Origin
    sentence: str
    """Plain text with slots filled; empty for an item under `see`."""


class Destination(NamedTuple):
    """Where a cross-reference leads."""

    key: str
    """The thing it leads to: `collection/slug`, `collection/slug#note-id`, `collection/slug¶12`, `glossary:id`,
    `sources:id` or `timeline`. Backlinks are kept under this."""
    url: str
    title: str
    """What to call it when the reference has no label."""


@dataclass(frozen=True, slots=True)
class Index:
    """The whole edition, for the pages."""

    articles: Mapping[str, Summary]
    """By `collection/slug`, in reading order: collections in the order of the settings, then by name; within one by
    `order`, `published`, slug."""
    collections: Mapping[str, tuple[str, ...]]
    """The ids (`collection/slug`) of each collection's articles, in reading order. No collection is empty."""
    sources: Mapping[str, Source]
    """Those of `sources.yml` and, under their slugs, the articles themselves, by id."""
    entries: Mapping[str, Entry]
    """The glossary by id, in the order of the names."""
    entry_bodies: Mapping[str, Body]
    happenings: tuple[Happening, ...]
    """In order of date."""
    happening_bodies: tuple[Body, ...]
    """One for each of `happenings`."""
    destinations: Mapping[tuple[str, str], Destination]
    """Where each cross-reference leads: by (collection it is made in, or empty; target as written). One that leads
    nowhere is not here."""
    uses: Mapping[str, tuple[Use, ...]]
    """By source id; in reading order. Only sources that are used have a page."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    """By `Destination.key`, in reading order."""
    cited: Mapping[str, tuple[str, ...]]
    """The ids of the sources each article uses, by `collection/slug`, each once, in order of first use."""
