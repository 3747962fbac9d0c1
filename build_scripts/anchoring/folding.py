"""Typographic folding: the same words whichever quotes, dashes, dots and ligatures they were typed with.

Folded are quotation marks and apostrophes, dashes, the ellipsis and Latin ligatures of type. Not folded are case,
accents, white space or anything else that could make other words of the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼʹ‹›＇´`", "'"),
        **dict.fromkeys("“”„‟″«»〝〞＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)
_SEVERAL = {
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_UNEQUAL = re.compile(f"[{''.join(_SEVERAL)}]|-{{2,}}|''")
"""What changes its length: ligatures, the ellipsis, dashes typed as several hyphens, a quotation mark typed as two."""

INSIDE = -1
"""In `Folded.origins`: no offset of the original corresponds, for instance between the two letters of a ligature."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back."""

    text: str
    origins: Sequence[int]
    """For each offset in `text`, its end included, the offset in the original, or `INSIDE`."""


def fold(text: str) -> Folded:
    """`text` folded. Linear in its length; text without anything to fold comes back as it is."""
    text = text.translate(_ONE_TO_ONE)
    if not _UNEQUAL.search(text):
        return Folded(text, range(len(text) + 1))
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _UNEQUAL.finditer(text):
        pieces.append(text[at : match.start()])
        origins.extend(range(at, match.start()))
        new = _replacement(match[0])
        pieces.append(new)
        origins.extend([match.start()] + [INSIDE] * (len(new) - 1))
        at = match.end()
    pieces.append(text[at:])
    origins.extend(range(at, len(text) + 1))
    return Folded("".join(pieces), origins)


def fold_words(text: str) -> str:
    """`text` folded, without the way back."""
    return fold(text).text


def _replacement(found: str) -> str:
    if found[0] == "-":
        return "-"
    return '"' if found == "''" else _SEVERAL[found]
