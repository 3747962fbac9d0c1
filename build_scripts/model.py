"""The values that travel down the pipeline: frozen records, one leaf module, no methods that do work.

Two coordinate systems are kept apart by type. A `ShownOffset` counts code points in the text of one block as a
reader sees it (`Block.shown`); a `CanonicalOffset` counts code points in the canonical text of a whole article
(see `anchoring.canonical`). Only `anchoring.canonical` converts between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

ShownOffset = NewType("ShownOffset", int)
"""Code points from the start of `Block.shown`, 0 to its length."""

CanonicalOffset = NewType("CanonicalOffset", int)
"""Code points from the start of an article's canonical text, 0 to its length."""


# ---------------------------------------------------------------- places in hand-written files


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file something stands, as an editor shows it."""

    path: str
    """POSIX path relative to the edition's root."""
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in code points."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text value from a hand-written file, and where it stands."""

    text: str
    place: Place
    """Of the value's first character (after the opening quote or the block indicator's line break)."""
    lines: tuple[Place, ...] = ()
    """Where each line of `text` begins, when lines of the value are lines of the file; otherwise empty."""


# ---------------------------------------------------------------- articles


class BlockKind(StrEnum):
    """What a block of an article is. The values are the words a sidecar uses under `structure: as:`."""

    HEADLINE = "headline"
    CREDIT = "credit"
    """A printed credit, date, by-line or translator's line above the text."""
    ORIGINAL_HEADLINE = "original-headline"
    """The headline of the text's first publisher, below that of whoever copied it: shown above the text, not as h1."""
    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    EPIGRAPH = "epigraph"
    CAPTION = "caption"
    CITATION = "citation"
    """A line that only names the source of what stands above it."""
    QUESTION = "question"
    ANSWER = "answer"
    TEASER = "teaser"
    """A link to another story that the source page put between the paragraphs."""
    BIOGRAPHY = "biography"
    LIST_ITEM = "list-item"
    CELL = "cell"
    CODE = "code"
    FOOTNOTE = "footnote"
    """A footnote of the article itself, never of the edition."""


NUMBERED = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.QUOTATION,
        BlockKind.EPIGRAPH,
        BlockKind.STANDFIRST,
        BlockKind.QUESTION,
        BlockKind.ANSWER,
        BlockKind.LIST_ITEM,
        BlockKind.BIOGRAPHY,
        BlockKind.CODE,
    }
)
"""The kinds of block that carry a paragraph number (¶)."""


class FormatKind(StrEnum):
    """Inline formatting that an article's own publisher printed."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    BREAK = "break"
    """A line break inside a block; `start == end`, and the character that follows is a space that stands for it."""
    FOOTNOTE = "footnote"
    """A reference to a footnote of the article; `start == end`, `target` is its label."""


@dataclass(frozen=True, slots=True)
class Format:
    """A stretch of inline formatting inside one block, half-open."""

    kind: FormatKind
    start: ShownOffset
    end: ShownOffset
    target: str = ""
    """Of a link, its address; of a footnote reference, the footnote's label."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article."""

    kind: BlockKind
    shown: str
    """The words as printed, one line, no Markdown: no-break spaces, soft hyphens and joiners kept. Of code its lines,
    joined by newlines. Empty only for an empty cell."""
    formats: tuple[Format, ...] = ()
    """Properly nested, sorted by (start, -end)."""
    number: int | None = None
    """The paragraph number, from 1, for the kinds in `NUMBERED`; None for the others."""
    level: int = 0
    """Of a heading, 2 to 6; of the others 0."""
    containers: tuple[str, ...] = ()
    """Enclosing Markdown containers, outermost first: `quote`, `ul`, `ol` (one per depth). Empty for the blocks of a
    plain text, also for its quotations: there `kind` alone says what a block is."""
    ordinal: int = 0
    """Of an item of an ordered list its number, from 1; of a continuation paragraph of an item -1; else 0."""
    cell: tuple[int, int, int] | None = None
    """Of a table cell: table, row and column, each from 0; row 0 is the header. A table without one begins with
    row 1."""
    label: str = ""
    """Of a footnote its label; of a question or answer the speaker, carried over from the last label."""
    line: int = 1
    """The line of the article file this block begins on, from 1."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something the edition changed in the text as found. Shown on the page under "What this edition changed"."""

    what: str
    """`omitted`, `redacted` or `moved`."""
    reason: str
    words: str
    """The words concerned as found; empty where the change is a redaction."""
    line: int
    """The line of the article file, from 1."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that can be shown."""

    path: str
    """POSIX, relative to the edition's root."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    width: int
    """In CSS pixels, at least 1; so is `height`."""
    height: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture between the blocks of an article. Its description is no part of the article's words."""

    source: str
    """`figures/name.svg`, relative to the folder of the article file."""
    description: str
    """What is to be seen, plain text, one line, not empty but for what was redacted."""
    line: int
    """The line of the article file, from 1: the figure stands before the first block of that line or a later one."""
    picture: Picture | None = None
    """None until its file was read; without it the figure is not shown."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was found, taken apart into blocks."""

    collection: str
    slug: str
    path: str
    """Of the article file, relative to the edition's root."""
    blocks: tuple[Block, ...]
    changes: tuple[Change, ...] = ()
    figures: tuple[Figure, ...] = ()
    """In order of their lines. Only a text that may be published has any."""


# ---------------------------------------------------------------- sidecars


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry under `structure`: what conversion guessed wrongly about one block."""

    block: Scalar
    """The beginning of the block's words."""
    kind: BlockKind | None
    """None: omit the block."""
    reason: str = ""
    occurrence: int = 1
    """Which of several blocks beginning so, from 1."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """An entry under `redact`: words that never leave the article file."""

    text: Scalar
    reason: str


class Rights(StrEnum):
    FULL = "full"
    """The text may be published."""
    QUOTED = "quoted"
    """Only lemmas and notes may be published."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a sidecar says of its article."""

    title: Scalar
    place: Place
    author: str = ""
    translator: str = ""
    publisher: str = ""
    via: tuple[str, ...] = ()
    """The chain of republication, nearest first."""
    published: str = ""
    """ISO 8601 date, perhaps partial; empty when not known."""
    date_printed: str = ""
    url: str = ""
    language: str = "en"
    """BCP 47."""
    rights: Rights = Rights.QUOTED
    licence: str = ""
    """For `rights: full`, the licence's short name, for instance `CC BY 4.0`."""
    encoding: str = "utf-8"
    content_selector: str = ""
    remove_selectors: tuple[str, ...] = ()
    summary: Scalar | None = None
    """Markdown in the notes' small syntax."""
    structure: tuple[Correction, ...] = ()
    redact: tuple[Redaction, ...] = ()
    order: int | None = None
    """Place in the collection's reading order; without it, by `published`, then by slug."""


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    OPINION = "opinion"


class Status(StrEnum):
    PUBLISHED = "published"
    DRAFT = "draft"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Target:
    """A TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4) with our `through`."""

    quote: Scalar
    prefix: Scalar | None = None
    suffix: Scalar | None = None
    through: Scalar | None = None
    """The annotation runs from the start of `quote` to the end of the first later occurrence of these words."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One note as its author wrote it."""

    id: str
    place: Place
    """Of its `id`."""
    targets: tuple[Target, ...]
    """Empty: a note on the whole article."""
    kind: str
    """A key of `Settings.kinds`."""
    note: Scalar
    verdict: Verdict | None = None
    see: tuple[Scalar, ...] = ()
    """Cross-reference targets without brackets, for instance `dossier/slug#note-id`."""
    tags: tuple[str, ...] = ()
    author: str = ""
    """An annotator's id; empty for a note that nobody signs."""
    reviewed_by: tuple[str, ...] = ()
    """Annotators' ids, each once."""
    created: str = ""
    """ISO 8601 date, perhaps partial, as the file has it; empty: the file does not say. So is `changed`."""
    changed: str = ""
    status: Status = Status.PUBLISHED
    withheld: bool = False
    """It has a mistake for which it is shown to nobody, not in a preview of drafts either. Its words and citations are
    checked like those of others."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The YAML file with one article's particulars and annotations."""

    path: str
    collection: str
    slug: str
    particulars: Particulars
    annotations: tuple[Annotation, ...] = ()


# ---------------------------------------------------------------- sources, glossary, timeline, settings


@dataclass(frozen=True, slots=True)
class Source:
    """A CSL item (CSL-YAML as Pandoc reads it)."""

    id: str
    place: Place
    item: Mapping[str, object]
    """The CSL-JSON object, all scalars text except the integers inside `date-parts`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, place, organisation, event or term of the glossary."""

    id: str
    place: Place
    type: str
    name: str
    note: Scalar
    aka: tuple[str, ...] = ()
    sources: tuple[Scalar, ...] = ()
    coordinates: tuple[str, str] | None = None
    """Latitude and longitude in decimal degrees, as written."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of the timeline."""

    date: str
    """ISO 8601 date, perhaps partial, or two joined by `/`."""
    place: Place
    event: Scalar
    sources: tuple[Scalar, ...] = ()
    see: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of annotation, as `extra.edition.kinds` defines it."""

    id: str
    label: str
    motivation: str
    """One of the W3C Web Annotation motivations."""
    shape: str
    """The underline's shape: solid, dashed, dotted, double or wavy."""
    colour: str
    """A name the stylesheet knows: a value of `data-colour`."""
    sign: str = ""
    """One or two characters before the numbers in the text, or nothing."""


@dataclass(frozen=True, slots=True)
class CollectionSettings:
    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """A hand-written page that the menu offers; the first stands in the head of every page and on the home page too."""

    page: str
    """Name below `docs/` without its suffix: `how-to-read` for `docs/how-to-read.md`."""
    title: str
    place: Place
    """In the settings."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """Somebody who writes or reviews notes, as `extra.edition.annotators` names them."""

    id: str
    name: str
    affiliation: str = ""
    orcid: str = ""
    """Sixteen digits in four groups joined by hyphens, the last perhaps X, and right by ISO/IEC 7064 MOD 11-2."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says of the edition: `site_name`, `site_url`, `repo_url` and `extra.edition`."""

    title: str
    description: str = ""
    url: str = ""
    repository: str = ""
    """Address of the repository, without a trailing slash; empty when there is none."""
    branch: str = "main"
    language: str = "en"
    style: str = "chicago"
    """`chicago`, `mla` or `apa`."""
    introduction: str = ""
    """Markdown, trusted: the home page's opening."""
    collections: tuple[CollectionSettings, ...] = ()
    """In the order of the home page; a collection found on disk but not named here comes after them by name."""
    guides: tuple[Guide, ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    annotators: Mapping[str, Annotator] = field(default_factory=dict)
    """By id, in the order of the settings."""


# ---------------------------------------------------------------- anchors


class AnchorStatus(StrEnum):
    ANCHORED = "anchored"
    FOLDED = "folded"
    AMBIGUOUS = "ambiguous"
    CONTRADICTED = "contradicted"
    ORPHAN = "orphan"
    UNCHECKED = "unchecked"
    """The text is not here."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The resolved place of one target, half-open, in the canonical text."""

    annotation: str
    """The annotation's id."""
    target: int
    """Which of the annotation's targets, from 0."""
    status: AnchorStatus
    start: CanonicalOffset | None = None
    """None unless `status` is anchored or folded; of an unchecked one, the place that was recorded, if any."""
    end: CanonicalOffset | None = None
    number: int | None = None
    """The ¶ of the block the anchor starts in, or of the next numbered block before it; None before the first."""
    text: str = ""
    """The canonical text between start and end; for an unplaced one, empty."""
