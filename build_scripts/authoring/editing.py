"""The one way in which a file that a person wrote is changed: spans of its text are replaced, all else stays as it is.

Offsets count code points in the text as `reading.decoding.decode` gives it: `\\n` line ends, no byte order mark. The
bytes keep their mark, and each line its own line end.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_scripts.authoring.tree import Lines, NotEditableError
from build_scripts.findings import Edit
from build_scripts.model import Place

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """`text` in place of the words from `start` to `end`, half-open; the two are equal for an insertion."""

    start: int
    end: int
    text: str


def text_of(data: bytes) -> str:
    """The text that changes are counted in. Raises `NotEditableError` for what is not UTF-8."""
    try:
        return data.decode("utf-8").removeprefix(_MARK).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise NotEditableError("the file is not UTF-8") from error


def apply(data: bytes, changes: Iterable[Change]) -> bytes:
    """`data` with the changes made; those that lie outside the text or overlap raise `NotEditableError`.

    Two insertions at one offset are made in the order of their words.
    """
    text = text_of(data)
    raw = data.decode("utf-8")
    mark = len(raw) - len(raw.removeprefix(_MARK))
    returns = [hit.start() - number for number, hit in enumerate(re.finditer("\r\n", raw[mark:]))]
    usual = "\r\n" if raw[mark:].find("\r\n") == raw.find("\n") - 1 - mark and returns else "\n"
    parts: list[str] = []
    done = 0
    reached = -1
    for change in sorted(set(changes)):
        if not 0 <= change.start <= change.end <= len(text) or change.start < reached:
            raise NotEditableError("two changes touch the same words")
        reached = change.end
        start, end = (mark + at + bisect.bisect_left(returns, at) for at in (change.start, change.end))
        parts += [raw[done:start], change.text.replace("\n", _line_end(text, change.start, returns, usual))]
        done = end
    return "".join([*parts, raw[done:]]).encode("utf-8")


def _line_end(text: str, offset: int, returns: Sequence[int], usual: str) -> str:
    """Of the line an offset stands in; the file's first kind where that line has none."""
    at = text.find("\n", offset)
    if at < 0:
        return usual
    place = bisect.bisect_left(returns, at)
    return "\r\n" if place < len(returns) and returns[place] == at else "\n"


def rewritten(data: bytes, text: str) -> bytes:
    """`data` with `text` as its words: the lines that differ change, the others keep even their line ends."""
    old, new = text_of(data).split("\n"), text.split("\n")
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - first
    last = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    lines = Lines("\n".join(old))
    if first + last == len(old) == len(new):
        return data
    start = lines.offset(first, 0)
    end = lines.offset(len(old) - last, 0) if last else len(lines.text)
    words = "\n".join(new[first : len(new) - last])
    if last and len(new) - last > first:
        words += "\n"
    if not last and first == len(old):
        words = f"\n{words}"
    return apply(data, [Change(start, end, words)])


def as_edit(path: str, text: str, change: Change) -> Edit:
    """A change as an editor names it: by lines and columns."""
    lines = Lines(text)
    return Edit(_place(path, lines, change.start), _place(path, lines, change.end), change.text)


def as_change(text: str, edit: Edit) -> Change:
    """The inverse of `as_edit`."""
    lines = Lines(text)
    start, end = (lines.offset(place.line - 1, place.column - 1) for place in (edit.start, edit.end))
    return Change(start, end, edit.text)


def _place(path: str, lines: Lines, offset: int) -> Place:
    return Place(path, lines.line(offset) + 1, lines.column(offset) + 1)
