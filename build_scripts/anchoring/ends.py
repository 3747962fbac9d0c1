"""How a note on a long passage says where it stands: by the passage's first words and its last.

A quotation of every word breaks with any correction of the text between them. `describe` is the inverse of matching a
`quote`; this is the inverse of matching a `quote` that runs `through` later words. What counts as long is decided here,
for the command line, and in `annotate-ends.js`, for the page; `tests/cases/selectors` holds for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.graphemes import is_boundary, widen
from build_scripts.anchoring.matching import Haystack, Selector, Span, find_quote, first_after

LEAST = 3
"""Words that either end has, though fewer might do: the text may yet change, and words that could be anything are then
the first to stand in it twice."""
LEMMA = 10
"""Words that a lemma has at most, as good notes go; more than that over the border of two blocks are long."""
MANY = 25
"""More words than that are long in one block too. An end never has more."""
VERY = 50
"""More words than that are never quoted whole unless somebody asks for it."""

_UNSPACED = "\u0e00-\u109f\u1780-\u17ff\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
"""Scripts written without spaces between words; two signs count as a word."""
_WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^{_UNSPACED} \n]+")


class Passage(NamedTuple):
    """What a sidecar says of a place."""

    selector: Selector
    through: str = ""
    """The last words, where `selector` quotes only the first; empty: it quotes all."""


def count_words(words: str) -> int:
    """As they are counted for what is long; in scripts without spaces about as many as a reader would say."""
    return len(_WORD.findall(words))


def may_have_ends(words: str) -> bool:
    """Whether a passage is so long that an annotator is asked about it. A newline is the border of two blocks."""
    return count_words(words) > (LEMMA if "\n" in words else MANY)


def should_have_ends(words: str) -> bool:
    """Whether a passage is so long, or runs over so much, that it is named by its ends unless the annotator says
    otherwise."""
    return count_words(words) > (LEMMA if "\n" in words else VERY)


def describe_passage(
    text: str, start: int, end: int, places: Sequence[Span] | None = None, *, whole: bool = False
) -> Passage:
    """What to write of `text[start:end]`: its ends where it is long and they name it, else all of it, as `describe`
    does; `whole` asks for all of it in any case. Raises ValueError as `describe`."""
    ends = None if whole or not should_have_ends(text[start:end]) else describe_ends(text, start, end)
    return ends or Passage(describe(text, start, end, places))


def describe_ends(text: str, start: int, end: int) -> Passage | None:
    """The first and the last words of `text[start:end]`, each the fewest from `LEAST` on that name their place: the
    first by standing in the text once, with as little context as `describe` gives where up to `LEMMA` of them do not;
    the last by standing after those nowhere sooner.

    Placed as `placing` places, they give that range, widened to whole characters. None where nothing would be left out
    between them. Raises ValueError unless 0 <= start <= end <= len(text).
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"not a range of a text of {len(text)} characters: {start} to {end}")
    text = text.replace("\n", " ")
    start, end = widen(text, start, end)
    words = [Span(start + word.start(), start + word.end()) for word in _WORD.finditer(text[start:end])]
    first = _beginning(text, start, words)
    if first is None:
        return None
    length, stop = first
    haystack = Haystack(text)
    for word in reversed(words[max(length + 1, len(words) - MANY) : len(words) - LEAST + 1]):
        if not is_boundary(text, word.start):
            continue
        if first_after(haystack, text[word.start : end], stop).spans == (Span(word.start, end),):
            return Passage(describe(text, start, stop), text[word.start : end])
    return None


def _beginning(text: str, start: int, words: Sequence[Span]) -> tuple[int, int] | None:
    """How many words the quotation has and where it ends; None where a passage is too short to have a beginning."""
    stops = [
        (length, words[length - 1].end)
        for length in range(LEAST, min(LEMMA, len(words) - LEAST - 1) + 1)
        if is_boundary(text, words[length - 1].end)
    ]
    for length, stop in stops:
        if len(find_quote(text, text[start:stop], limit=2)) == 1:
            return length, stop
    return stops[0] if stops else None
