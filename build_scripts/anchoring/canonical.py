"""The one plain text of an article that selectors are matched against, and the way back to what is shown.

Canonical text: every block with words, in order, each normalised, joined by one newline. Normalised: invisible
characters dropped, NFC, every run of white space (no-break spaces included) one space, none at the ends.

Invisible are soft hyphens, zero-width spaces and joiners, direction marks, variation selectors and controls. One
exception: a ZWJ between two pictographs stays, because it makes them one emoji; without it the text could not tell a
family from three people. ZWJ and ZWNJ elsewhere are dropped here, so that a quotation typed without them is found;
what a reader sees (`Block.shown`) keeps every one of them.

This is the only module that converts between `ShownOffset` and `CanonicalOffset`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.anchoring.graphemes import ZWJ, is_boundary, is_pictograph, widen
from build_scripts.model import Article, CanonicalOffset, ShownOffset

_INVISIBLE = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f"  # controls that are not white space
    "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e"  # soft hyphen and unseen marks
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0"  # of no width
)
_UNPRINTED = re.compile("[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f\\uffa0]")
"""The invisible characters that Python counts as printable."""
_IS_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_IS_EXTENDER = re.compile("[\\u034f\\u180b-\\u180d\\u200c\\u200d\\ufe00-\\ufe0f]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text as selectors see it."""

    text: str
    origins: Sequence[int]
    """For each offset in `text` the offset in the original where that character begins; one more for the end."""
    ends: Sequence[int]
    """For each offset in `text` the offset in the original just after what stands before it; `ends[0]` is 0."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical text of one article."""

    text: str
    starts: tuple[int, ...]
    """For each block of the article, the offset its words begin at. A block without words has the offset of the next
    block with words, or one more than the length of `text`."""
    blocks: tuple[Normalised, ...]
    numbers: tuple[int | None, ...]
    """For each block its ¶, or that of the next numbered block before it; None before the first."""


def normalise(text: str) -> Normalised:
    """`text` in normal form, with the way back. Linear in the length of `text`."""
    if _is_normal(text):
        offsets = range(len(text) + 1)
        return Normalised(text, offsets, offsets)
    seen, starts, stops = _visible(text)
    characters: list[str] = []
    origins: list[int] = []
    ends: list[int] = [0]
    at = 0
    for piece in _pieces(seen):
        composed = unicodedata.normalize("NFC", piece)
        start, end = widen(text, starts[at], stops[at + len(piece) - 1])
        at += len(piece)
        if composed.isspace():
            if not characters or characters[-1] == " ":
                continue
            composed = " "
        characters.extend(composed)
        origins.extend([start] * len(composed))
        ends.extend([end] * len(composed))
    if characters and characters[-1] == " ":
        del characters[-1], origins[-1], ends[-1]
    origins.append(len(text))
    return Normalised("".join(characters), tuple(origins), tuple(ends))


def flatten(text: str) -> str:
    """A selector's words as they are compared: normalised and on one line."""
    return text if _is_normal(text) else normalise(text).text


def flatten_context(text: str) -> str:
    """A prefix or suffix as it is compared: normalised, but with one space kept at an end that has white space."""
    if not text or _is_normal(text):
        return text
    words = normalise(text).text
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() and words else ""
    return f"{before}{words}{after}"


def canonical_text(article: Article) -> Canonical:
    """The canonical text of `article`; empty for an article without words."""
    blocks: list[Normalised] = []
    starts: list[int] = []
    numbers: list[int | None] = []
    at = 0
    number = None
    for block in article.blocks:
        normal = normalise(block.shown)
        number = number if block.number is None else block.number
        blocks.append(normal)
        starts.append(at)
        numbers.append(number)
        if normal.text:
            at += len(normal.text) + 1
    text = "\n".join([block.text for block in blocks if block.text])
    return Canonical(text, tuple(starts), tuple(blocks), tuple(numbers))


def digest(canonical: Canonical) -> str:
    """SHA-256 of the canonical text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical.text.encode("utf-8", "surrogatepass")).hexdigest()


def place_of_start(canonical: Canonical, offset: CanonicalOffset) -> tuple[int, ShownOffset]:
    """Where a range that starts at `offset` starts in what is shown: the block's index and the offset in it.

    An `offset` on the newline between two blocks is the end of the first.
    """
    index = bisect_right(canonical.starts, offset) - 1
    return index, ShownOffset(canonical.blocks[index].origins[offset - canonical.starts[index]])


def place_of_end(canonical: Canonical, offset: CanonicalOffset) -> tuple[int, ShownOffset]:
    """Where a range that ends at `offset` ends in what is shown. `offset` is at least 1."""
    index = bisect_right(canonical.starts, offset - 1) - 1
    return index, ShownOffset(canonical.blocks[index].ends[offset - canonical.starts[index]])


def canonical_offset(canonical: Canonical, index: int, offset: ShownOffset) -> CanonicalOffset:
    """The canonical offset of the first character of block `index` that begins at `offset` of what is shown or
    after it; the end of the block when there is none."""
    normal = canonical.blocks[index]
    origins = normal.origins
    low, high = 0, len(normal.text)
    while low < high:
        middle = (low + high) // 2
        if origins[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return CanonicalOffset(canonical.starts[index] + low)


def number_at(canonical: Canonical, offset: CanonicalOffset) -> int | None:
    """The ¶ of the block at `offset`, or of the next numbered block before it; None before the first."""
    index = bisect_right(canonical.starts, offset) - 1
    return canonical.numbers[index] if index >= 0 else None


def _is_normal(text: str) -> bool:
    """Whether normalisation would leave `text` as it is: of most paragraphs this is all that need be asked. White
    space other than the space, controls and format characters are not printable."""
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    return text.isascii() or (not _UNPRINTED.search(text) and unicodedata.is_normalized("NFC", text))


def _visible(text: str) -> tuple[str, list[int], list[int]]:
    """`text` without its invisible characters; where each of the others begins and ends in `text`. Joiners and
    variation selectors end with the character they follow, since they are one cluster with it."""
    kept: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    for at, char in enumerate(text):
        if not _IS_INVISIBLE.match(char) or (char == ZWJ and _joins_pictographs(text, at)):
            kept.append(char)
            starts.append(at)
            stops.append(at + 1)
        elif stops and stops[-1] == at and _IS_EXTENDER.match(char):
            stops[-1] = at + 1
    return "".join(kept), starts, stops


def _pieces(text: str) -> list[str]:
    """`text` cut into what can be composed by itself: runs of white space, and clusters."""
    pieces: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if _cuts(text, at):
            pieces.append(text[start:at])
            start = at
    if text:
        pieces.append(text[start:])
    return pieces


def _cuts(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return before.isspace() != after.isspace()
    return is_boundary(text, at)


def _joins_pictographs(text: str, at: int) -> bool:
    """Whether the ZWJ at `at` stands after a pictograph (with its modifiers) and before another."""
    if at + 1 >= len(text) or not is_pictograph(text[at + 1]):
        return False
    before = at - 1
    while before >= 0 and (text[before] == "\ufe0f" or "\U0001f3fb" <= text[before] <= "\U0001f3ff"):
        before -= 1
    return before >= 0 and is_pictograph(text[before])
