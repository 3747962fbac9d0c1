"""Lines that were copied together with what stood before them, or to a place where none belongs: the plus signs of a
diff, the numbers of lines, an entry above the file's head.

YAML stumbles over each such line by itself, so they are looked for in the text, before it is parsed, and only where no
long text can stand: at the margin, or where numbers follow one another before keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place
from build_scripts.reading.look_alikes import KEYS
from build_scripts.reading.repair import MAX_REPAIRS, item_around
from build_scripts.reading.yaml_lines import KEY, depth, key_column, key_line_above

_PLUS = re.compile(r"\+(?: {2,}\S| *- |[\w-]+:(?: |$))")
_ANY_PLUS = re.compile(r"^\+[ -]|^\+[\w-]+:", re.MULTILINE)
_OF_DIFF = re.compile(r"\+.*|- {2,}[\w-]+:.*|- +- .*|@@ .*|diff --git .*|--- a/.*")
_NUMBERED = re.compile(r" *(?P<number>\d{1,4})(?: ?[|│]|:)?(?:[ \t]+(?P<words>\S.*)|[ \t]*)")
_ANY_NUMBERED = re.compile(r"^ *\d{1,4}(?: ?[|│]|:)?[ \t]+(?:- +)?[\w-]+:(?: |$)", re.MULTILINE)
_ITEM_ABOVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?P<entry> *- +id:)")
_HEAD = re.compile(r"^(?:article|annotations):(?: |$)", re.MULTILINE)
_USUAL = 2
_TEXT = 4
"""Columns from which on a long text may stand, where all of this is allowed."""
_LONGEST = 100
"""Lines that are repeated in a hint."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of such lines."""

    start: int
    """Its first line, from 0."""
    end: int
    """The line after its last."""
    lines: tuple[str, ...]
    """What was meant, as far in as its place asks for."""
    message: str
    advice: str
    code: Code = Code.Y120


def without_pasted(path: str, text: str) -> tuple[str | None, tuple[Finding, ...]]:
    """`text` with such lines emptied, and the entry too that some of them belong to, so that every other line stays
    where it is; one finding for each run of them. None where nothing else is left, or where there are as many as
    `MAX_REPAIRS`. Costs a search where there are none.
    """
    if not (_ANY_PLUS.search(text) or _ANY_NUMBERED.search(text) or _ITEM_ABOVE.match(text)):
        return text, ()
    lines = text.split("\n")
    found = [*_above_the_head(text, lines), *islice(_blocks(lines), MAX_REPAIRS)]
    for block in found:
        lines[block.start : block.end] = [""] * (block.end - block.start)
    for block in found:
        around = (
            None if block.lines[:1] and block.lines[0].lstrip().startswith("- ") else item_around(lines, block.start)
        )
        if around is not None:
            lines[around[0] : around[1]] = [""] * (around[1] - around[0])
    findings = tuple(_finding(path, text.split("\n"), block) for block in found)
    left = "\n".join(lines)
    given_up = len(found) >= MAX_REPAIRS
    return (left if not found or (left.strip() and not given_up) else None), findings


def _finding(path: str, lines: Sequence[str], block: _Block) -> Finding:
    hint = to_paste(f"{block.advice}:", *block.lines) if 0 < len(block.lines) <= _LONGEST else f"{block.advice}."
    place = Place(path, block.start + 1, depth(lines[block.start]) + 1)
    return Finding(block.code, Severity.ERROR, place, block.message, hint)


def _above_the_head(text: str, lines: Sequence[str]) -> Iterator[_Block]:
    entry, head = _ITEM_ABOVE.match(text), _HEAD.search(text)
    if entry is None or head is None:
        return
    start, end = text.count("\n", 0, entry.start("entry")), text.count("\n", 0, head.start())
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    message = f"an entry above `{head.group().strip()}`, where none belongs"
    yield _Block(
        start, end, _aligned(lines[start:end], _USUAL), message, "Move it to the end, below `annotations:`", Code.Y106
    )


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    at = 0
    while at < len(lines):
        block = _of_diff(lines, at) or _of_numbers(lines, at)
        if block is not None:
            yield block
        at = block.end if block else at + 1


def _of_diff(lines: Sequence[str], start: int) -> _Block | None:
    end = start
    while end < len(lines) and _OF_DIFF.fullmatch(lines[end]):
        end += 1
    if not any(_PLUS.match(line) for line in lines[start:end]):
        return None
    added = [line[1:] for line in lines[start:end] if line.startswith("+") and not line.startswith("+++ ")]
    while added and not added[0].strip():
        del added[0]
    if len([line for line in lines[start:end] if not line.startswith("+")]):
        advice = "Keep the lines with a plus sign, without the sign; delete the others. What stays"
    else:
        advice = "Take the plus sign away" if end - start == 1 else "Take the plus signs away, of all these lines"
    message = "copied from a comparison of two versions, with the signs before the lines"
    return _Block(start, end, _aligned(added, _column(lines, start, added)), message, advice)


def _of_numbers(lines: Sequence[str], start: int) -> _Block | None:
    end, first, words = start, 0, []
    while end < len(lines) and (match := _NUMBERED.fullmatch(lines[end])):
        first = int(match["number"]) if end == start else first
        if int(match["number"]) != first + end - start:
            break
        words.append(" " * match.start("words") + match["words"] if match["words"] else "")
        end += 1
    keys = [line for line in words if KEY.match(line.lstrip(" -")) and line.lstrip(" -").partition(":")[0] in KEYS]
    if not keys or depth(lines[start]) >= (1 if end - start == 1 else _TEXT):
        return None
    message = "copied together with the numbers of the lines"
    advice = "Take the number away" if end - start == 1 else "Take the numbers away, of all these lines"
    return _Block(start, end, _aligned(words, _column(lines, start, words)), message, advice)


def _column(lines: Sequence[str], start: int, words: Sequence[str]) -> int:
    """Where the first of `words`, in place of line `start`, is to begin."""
    first = next((line.lstrip() for line in words if line.strip()), "")
    if first.startswith("- "):
        item = next((line for line in lines if line.lstrip(" ").startswith("- id:")), None)
        return depth(item) if item is not None else _USUAL
    if KEY.fullmatch(first) or first.partition(":")[0] in ("article", "annotations"):
        return 0
    return key_column(key_line_above("\n".join([*lines[:start], ""]), sum(len(line) + 1 for line in lines[:start])))


def _aligned(lines: Sequence[str], column: int) -> tuple[str, ...]:
    """They all moved by as much as brings the first of them to `column`."""
    by = column - next((depth(line) for line in lines if line.strip()), 0)
    moved = [" " * max(depth(line) + by, 0) + line.strip(" ") if line.strip() else "" for line in lines]
    while moved and not moved[-1]:
        moved.pop()
    return tuple(moved)
