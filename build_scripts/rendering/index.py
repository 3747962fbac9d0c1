"""What the whole edition knows of itself: where every cross-reference leads and who points at what.

Addresses here are relative to the root of the site and have no leading slash (`dossier/slug/#note-id`); a page
puts its own way to the root (`../../`) before them. `rendering.indexing` makes an index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.model import Entry, Happening, Source
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.crossrefs import Destination
from build_scripts.rendering.summary import Summary

GLOSSARY = "glossary"
TIMELINE = "timeline"
HOME = "home"
"""The `Origin.key` of what stands in the glossary, in the timeline or on the home page."""
WRITTEN = "written:"
"""The beginning of the `Origin.key` of a page written by hand; its path follows."""


class Origin(NamedTuple):
    """The place a citation or cross-reference is made from."""

    key: str
    """`collection/slug`, `glossary`, `timeline`, `home` or `written:` and the path of a page."""
    title: str
    """The title of the article or page; of a glossary entry its name, of a row of the timeline its date, of the home
    page the edition's title."""
    note: str
    """The note's id; of a glossary entry its id; empty for an article's summary and for the timeline."""
    number: int | None
    """The note's number; None for what is not a note."""
    url: str


class Use(NamedTuple):
    """One citation of a source, seen from the source."""

    origin: Origin
    sentence: str
    """The sentence the citation stands in, plain text; empty where the source stands in a list (`sources:`)."""
    locator: str
    """`p. 12`, as written; empty when there is none."""


class Backlink(NamedTuple):
    """One cross-reference, seen from its target."""

    origin: Origin
    sentence: str
    """Plain text; empty for an item under `see`."""


@dataclass(frozen=True, slots=True)
class Index:
    """The whole edition, for the pages."""

    articles: Mapping[str, Summary]
    """By `collection/slug`, in reading order: collections in the order of the settings, then by name; within one by
    `order`, `published`, slug."""
    collections: Mapping[str, tuple[str, ...]]
    """The ids (`collection/slug`) of each collection's articles, in reading order. No collection is empty."""
    sources: Mapping[str, Source]
    """Those of `sources.yml` and the articles themselves, by id: an article's is its slug, where several articles
    have that slug `collection--slug`."""
    source_urls: Mapping[str, str]
    """Where a citation of each of `sources` leads: `sources/id/`, of an article its own page. A source without `uses`
    has no page."""
    entries: Mapping[str, Entry]
    """The glossary by id, in the order of the names."""
    entry_bodies: Mapping[str, Body]
    """The parsed `note` of each, by id."""
    introduction: Body
    """The parsed `introduction` of the settings; empty when there is none."""
    happenings: tuple[Happening, ...]
    """In order of date."""
    happening_bodies: tuple[Body, ...]
    """The parsed `event` of each of `happenings`."""
    destinations: Mapping[tuple[str, str], Destination]
    """Where each cross-reference leads: by (`Origin.key`, target as written). One that leads nowhere is not here."""
    source_ids: Mapping[tuple[str, str], str]
    """The key in `sources` of each citation: by (`Origin.key`, id as written). An unknown one is not here."""
    uses: Mapping[str, tuple[Use, ...]]
    """By key of `sources`; in reading order, then the glossary, the timeline, the home page and pages written
    by hand. A source that nothing
    uses is not here."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    """By `Destination.key`, in the same order. What nothing points at is not here."""
    cited: Mapping[str, tuple[str, ...]]
    """The keys in `sources` of what each article, the glossary, the timeline and the home page cite; by `Origin.key`,
    each once, in order of first use."""
