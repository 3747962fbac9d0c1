"""Lines of a file as the very bytes they are."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def slice_lines(data: bytes, encoding: str, first: int, last: int) -> bytes:
    """The bytes of the lines `first` to `last` (from 1, both included) with their line ends.

    Lines end with LF, CRLF or CR. A byte order mark stays with line 1. Raises UnicodeDecodeError where `data` is not
    in that encoding.
    """
    text = data.decode(encoding)
    start = at = 0
    for number in range(1, last + 1):
        if number == first:
            start = at
        match = _LINE.match(text, at)
        at = match.end() if match else at
    return data[_bytes_before(text, start, encoding) : _bytes_before(text, at, encoding)]


def _bytes_before(text: str, offset: int, encoding: str) -> int:
    """How many bytes a character of the text stands after; a mark that the encoding writes is counted."""
    return len(text[:offset].encode(encoding)) if offset else 0
