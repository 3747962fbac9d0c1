"""The sentence around a place in a text: what a backlink shows of the note it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

_END = re.compile(
    r"""
    [.!?…。！？]                      # one set, so that the search can pass over all other characters
    (?:
      (?<=[.!?…]) [.!?…]* ["”’')\]]*  # the stop, and what closes with it
      (?: \s? \x02c\d+\x03 )*       # a citation after the stop belongs to the sentence before it
      \s+ (?= [^\s a-z] )           # a sentence begins with anything but a small letter
    | (?<=[。！？]) [。！？]* [」』”’)）]*  # scripts that leave no space
    )
    """,
    re.VERBOSE,
)
"""Errs on the side of too long a sentence. Linear: each repetition is of characters the next part cannot begin with."""

_BEFORE_WORD = re.compile(r"[\s(\[“‘\"']")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")

_ABBREVIATIONS = frozenset(
    """
    p pp no nos vol vols ch chap art arts para paras fig cf ed eds trans ca c vs v etc al eg ie e.g i.e
    mr mrs ms dr st prof gen col lt capt maj sgt sen rep gov adm brig hon rev sr jr
    jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co dept
    """.split()  # noqa: SIM905 (a list of words reads better as words)
)

_LONGEST = 1000
"""Code points of a sentence that are kept: 20 KB without a full stop must not be repeated a thousand times."""


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the sentences of one block of text, in order, without the space between them.

    They cover all of `text` that is not white space; an empty text has none.
    """
    cuts = [0]
    for end in _END.finditer(text):
        if end[0][0] == "." and _is_abbreviation(text[max(0, end.start() - 12) : end.start()]):
            continue
        cuts.append(end.end())
    cuts.append(len(text))
    bounds = []
    for start, end_ in pairwise(cuts):
        piece = text[start:end_]
        stripped = piece.strip()
        if stripped:
            first = start + len(piece) - len(piece.lstrip())
            bounds.append((first, first + len(stripped)))
    return bounds


def _is_abbreviation(before: str) -> bool:
    """Whether the full stop after `before` ends a word cut short, or an initial, rather than a sentence."""
    word = _BEFORE_WORD.split(before)[-1]
    return (
        word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()) or _INITIALS.fullmatch(word) is not None
    )


def sentences_at(text: str, offsets: Sequence[int]) -> list[str]:
    """For each offset, in code points and ascending, the sentence of `text` that holds it, its white space
    collapsed, a very long one cut short; empty for an offset between sentences."""
    bounds = sentence_bounds(text)
    made: dict[int, str] = {}
    found = []
    for offset in offsets:
        i = bisect_right(bounds, (offset, len(text) + 1)) - 1
        inside = i >= 0 and offset < bounds[i][1]
        if inside and i not in made:
            made[i] = _shortened(" ".join(text[slice(*bounds[i])].split()))
        found.append(made[i] if inside else "")
    return found


def _shortened(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rpartition(" ")[0] + " …"
