"""What a note's text consists of once it is parsed: HTML with slots, and what goes into the slots.

Named tuples, not dataclasses: an edition of 3,000 articles reads some 200,000 of these back from its cache in
every build, and a named tuple is made five times faster and is already a JSON array.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from build_scripts.findings import Finding


class Mode(StrEnum):
    """How a citation names its source, in the words of Pandoc's `citationMode`."""

    NORMAL = "NormalCitation"
    """`[@id]`"""
    IN_TEXT = "AuthorInText"
    """`@id`: the author is part of the sentence."""
    NO_AUTHOR = "SuppressAuthor"
    """`[-@id]`"""


class Citation(NamedTuple):
    """One pointing at one source."""

    id: str
    mode: str
    """A value of `Mode`."""
    prefix: str
    """`see` in `[see @a]`."""
    suffix: str
    """All that follows the id, without the comma: `pp. 3–4, with a map`. Its beginning is the locator."""
    line: int
    """Of the `@`, in the file the body stands in, from 1."""
    column: int
    """From 1, in code points."""


class Cluster(NamedTuple):
    """The citations of one pair of brackets."""

    citations: tuple[Citation, ...]
    """At least one."""
    sentence: str
    """The sentence the cluster stands in, plain text without citations in brackets; an author in the text and a
    cross-reference without a label are slots, as in `Body.text`."""


class Reference(NamedTuple):
    """One cross-reference, `[[target|label]]` or an item under `see`."""

    target: str
    label: str
    """Empty: the edition finds one."""
    sentence: str
    """The sentence it stands in, as `Cluster.sentence`; empty for `see`."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """A parsed note, summary, glossary entry or timeline event."""

    path: str
    """The file it stands in, relative to the edition's root."""
    html: str
    """With a slot for every cluster and cross-reference: U+0002, a letter, its number from 0, U+0003. The letter is
    `x` for a cross-reference, `t` for an author in the text, `c` for a citation in brackets. Not yet sanitised: only
    `rendering.notes.fill_body` makes something fit for a page."""
    clusters: tuple[Cluster, ...]
    references: tuple[Reference, ...]
    text: str
    """The words alone, blocks joined by a newline, with the same slots; a cross-reference with a label is its label."""
    findings: tuple[Finding, ...] = ()
    """Citations and cross-references that are not well formed."""
    suspects: tuple[Reference, ...] = ()
    """What stands in brackets like a citation but has no `@`: one if it is the id of a source."""
