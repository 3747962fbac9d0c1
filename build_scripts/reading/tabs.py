"""Lines that begin with tabs, or too far left, written with the spaces they need."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.reading.look_alikes import KEYS
from build_scripts.reading.yaml_lines import KEY, depth, key_column

_TABBED = re.compile(r" *\t")
_ITEM = re.compile(r"- +[\w-]+:(?: |$)")
_OPENS_TEXT = re.compile(r".*: +[|>][+-]?\d?[+-]?\s*(?:#.*)?")
_STEP = 2


def without_tabs(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """Line `number`, from 0, and those right after it that begin with tabs too, as they should be written; nothing
    where no key above tells how far in they belong."""
    mended = list(lines[:number])
    while len(mended) < len(lines) and _TABBED.match(lines[len(mended)]):
        line = _with_spaces(mended, lines[len(mended)].strip())
        if line is None:
            break
        mended.append(line)
    return tuple(mended[number:])


def as_words(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """Line `number`, from 0, and those right after it that are as far left, as further words of the value above them;
    nothing where there is none."""
    mended = list(lines[:number])
    for line in lines[number:]:
        words = line.strip()
        if not words or depth(line) > depth(lines[number]) or KEY.match(words) or words.startswith(("- ", "#")):
            break
        moved = _with_spaces(mended, words)
        if moved is None:
            break
        mended.append(moved)
    return tuple(mended[number:])


def _with_spaces(above: Sequence[str], words: str) -> str | None:
    if not words:
        return ""
    if _ITEM.match(words):
        item = next((line for line in reversed(above) if _ITEM.match(line.lstrip(" "))), None)
        return " " * (depth(item) if item else _STEP) + words
    at = next((at for at in range(len(above) - 1, -1, -1) if _begins_key(above[at])), None)
    if at is None:
        return None
    key = key_column(above[at])
    in_text = _OPENS_TEXT.fullmatch(above[at]) is not None
    if KEY.match(words) and (words.partition(":")[0] in KEYS or not in_text):
        return " " * (key if above[at][:1].strip(" -") == "" else _STEP) + words
    text = next((line for line in above[at + 1 :] if line.strip()), "") if in_text else ""
    return " " * (depth(text) if depth(text) > key else key + _STEP) + words


def _begins_key(line: str) -> bool:
    """Of the words of a long text those that look like a key are mostly none: only known ones count there."""
    found = KEY.match(line.lstrip(" -"))
    return found is not None and (line.lstrip(" -").partition(":")[0] in KEYS or depth(line) <= 2 * _STEP)
