"""Which blocks of a plain text are a quotation set apart, as far as their marks and neighbours show it.

Printed marks are often unbalanced; they are never mended, and where they do not decide, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

_LONGEST = 20
"""Blocks over which one quotation may run."""
_OPENS_LATE = re.compile(r"[^“”]{1,120}:\s*“")


def quotations(blocks: Sequence[str], cited: Collection[int]) -> list[int]:
    """Indices, in order, of the blocks that are quotations.

    `cited` are the indices of blocks that only name a source; a quotation may end before one of them.
    """
    found: set[int] = set()
    for index in sorted(cited):
        found.update(_before_citation(blocks, index))
    index = 0
    while index < len(blocks):
        end = _end_of_run(blocks, index, cited)
        if end > index + 1 or _stands_alone(blocks, index):
            found.update(range(index, end))
        index = max(end, index + 1)
    return sorted(found - set(cited))


def _before_citation(blocks: Sequence[str], cited: int) -> Iterator[int]:
    """The blocks between one that ends in a colon and the citation."""
    for index in range(cited - 1, max(-1, cited - 9), -1):
        if blocks[index].endswith(":"):
            yield from range(index + 1, cited)
            return


def balance(words: str) -> int:
    """How many curly double quotations a block leaves open; negative when it closes some that others opened.

    An opening mark after a letter, or before white space or punctuation, stands for a closing one.
    """
    depth = 0
    for match in re.finditer("[“”]", words):
        mark, at = match.group(), match.start()
        after = words[at + 1 : at + 2]
        closes = mark == "”" or not after or after.isspace() or after in ",.;:)]"
        depth += -1 if closes else 1
    return depth


def _end_of_run(blocks: Sequence[str], start: int, cited: Collection[int]) -> int:
    """One past the last block of the quotation that opens at `start` and runs on; `start + 1` when none does."""
    words = blocks[start]
    if not (words.startswith("“") or _OPENS_LATE.match(words)) or start in cited or balance(words) <= 0:
        return start + 1
    return _opened_once(blocks, start, cited) or _reopened(blocks, start, cited)


def _opened_once(blocks: Sequence[str], start: int, cited: Collection[int]) -> int:
    for index in range(start + 1, min(len(blocks), start + _LONGEST)):
        if index in cited or blocks[index].startswith("“"):
            return 0
        if balance(blocks[index]) < 0:
            return index + 1
    return 0


def _reopened(blocks: Sequence[str], start: int, cited: Collection[int]) -> int:
    index = start + 1
    while index < len(blocks) and index not in cited and blocks[index].startswith("“"):
        index += 1
        if balance(blocks[index - 1]) <= 0:
            break
    return index


def _stands_alone(blocks: Sequence[str], index: int) -> bool:
    """Whether one block is a quotation and nothing else, introduced by a block that ends in a colon."""
    words = blocks[index]
    if index == 0 or not blocks[index - 1].endswith(":") or not words.startswith("“"):
        return False
    return words.endswith(("”", "“")) or balance(words) > 0
