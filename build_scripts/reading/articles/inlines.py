"""Collecting the words of one block and the formatting over them, whatever the format of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Format, FormatKind, Place, ShownOffset

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ALLOWED = frozenset({"http", "https", "mailto"})


def is_allowed(target: str) -> bool:
    """Whether a link may lead there: http, https, mailto, or a relative address. Hidden characters do not help it."""
    bare = _CONTROL.sub("", target)
    scheme = _SCHEME.match(bare)
    return bool(bare) and "\\" not in bare and (scheme is None or scheme[1].lower() in _ALLOWED)


def refused_link(place: Place, target: str) -> Finding:
    """The finding for a link that leads to where links may not lead."""
    shown = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in target[:80])
    message = f"a link to “{shown}” is left out; its words stay"
    return Finding(Code.T117, Severity.WARNING, place, message, "Links may be http, https, mailto or relative.")


class Words:
    """The words of one block while they are collected. `finish` gives what `Block` wants."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[int, FormatKind, str, int]] = []
        self._formats: list[tuple[int, FormatKind, str, int, int]] = []
        self._opened = 0
        self.refused: list[str] = []
        """Targets of links that were left out."""

    def add(self, words: str) -> None:
        """Add words as they are shown."""
        self._parts.append(words)
        self._length += len(words)

    def open(self, kind: FormatKind, target: str = "") -> None:
        """Begin a stretch of formatting here; `close` ends the innermost one."""
        self._open.append((self._opened, kind, target, self._length))
        self._opened += 1

    def close(self) -> None:
        """End the innermost stretch. An empty one, and a link to where links may not lead, leave no trace."""
        order, kind, target, start = self._open.pop()
        if kind is FormatKind.LINK and not is_allowed(target):
            self.refused.append(target)
        elif self._length > start:
            self._formats.append((order, kind, target, start, self._length))

    def mark(self, kind: FormatKind, target: str = "") -> None:
        """A point: a line break or a reference to a footnote."""
        self._formats.append((self._opened, kind, target, self._length, self._length))
        self._opened += 1

    def include(self, words: str, formats: Sequence[Format]) -> None:
        """Add words that carry formats already."""
        for one in formats:
            moved = (one.start + self._length, one.end + self._length)
            self._formats.append((self._opened, one.kind, one.target, *moved))
            self._opened += 1
        self.add(words)

    def finish(self) -> tuple[str, tuple[Format, ...]]:
        """The words without white space at their ends, and the formats over them, outer before inner."""
        text = "".join(self._parts)
        shown = text.strip()
        skipped = len(text) - len(text.lstrip())
        formats = []
        for order, kind, target, start, end in self._formats:
            first, last = (min(max(at - skipped, 0), len(shown)) for at in (start, end))
            if last > first or start == end:
                formats.append((first, -last, order, Format(kind, ShownOffset(first), ShownOffset(last), target)))
        return shown, tuple(one[3] for one in sorted(formats, key=lambda one: one[:3]))
