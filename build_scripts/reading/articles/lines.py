"""A plain text as lines that are blocks: hard wraps joined, glued lines parted, never a word changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from build_scripts.reading import signs
from build_scripts.reading.articles.correcting import folded

_WRAPPED_AT_MOST = 140
"""No hard-wrapped text has longer lines."""
_RAGGED_AT_MOST = 12
"""By how many characters a wrapped line may miss the width although the next word would have fitted."""
UNEVEN = 12
"""By how many characters two copies may differ: white space, characters nobody sees."""
_FAR = 4
"""How many blocks apart two copies of one caption may stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a plain text before its kind is known."""

    text: str
    """Without white space at its ends."""
    number: int
    """Of its first line in the file, from 1."""
    joined: bool = False
    """Whether no blank line stands before it."""
    cut: str = ""
    """The name of an image file that stood at its start."""


def read_lines(text: str) -> list[Line]:
    """The blocks of a plain text in order; empty for a text of white space."""
    runs = list(_runs(text))
    width = _wrapped_width(runs)
    lines = [line for run in runs for line in (_unwrap(run, width) if width else run)]
    return _split_datelines(_split_titles(_join_copies(_without_image_names(lines))))


def plain_lines(text: str) -> list[Line]:
    """The lines with words of a text, nothing joined or parted."""
    return [line for run in _runs(text) for line in run]


def _runs(text: str) -> Iterator[list[Line]]:
    run: list[Line] = []
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        words = raw.strip()
        if words:
            run.append(Line(words, number, joined=bool(run)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _wrapped_width(runs: Sequence[Sequence[Line]]) -> int:
    """The width a text was wrapped to; 0 when it was not.

    Wrapped is a text with no overlong line, in which nearly every line end is where the next word no longer fitted.
    """
    width = max((len(line.text) for run in runs for line in run if " " in line.text), default=0)
    if not 30 <= width <= _WRAPPED_AT_MOST:
        return 0
    ends = [_is_wrap(before, after, width) for run in runs for before, after in pairwise(run)]
    return width if len(ends) >= 3 and sum(ends) >= 0.75 * len(ends) else 0


def _is_wrap(before: Line, after: Line, width: int) -> bool:
    return len(before.text) + 1 + len(after.text.split(None, 1)[0]) > width - _RAGGED_AT_MOST


def _unwrap(run: Sequence[Line], width: int) -> Iterator[Line]:
    parts = [run[0].text]
    start = run[0]
    for before, after in pairwise(run):
        if _is_wrap(before, after, width) and not signs.is_address(after.text):
            parts.append(after.text)
            continue
        yield replace(start, text=" ".join(parts))
        parts, start = [after.text], after
    yield replace(start, text=" ".join(parts))


def _without_image_names(lines: Sequence[Line]) -> list[Line]:
    cleaned = []
    for line in lines:
        name = signs.image_name(line.text)
        rest = line.text[len(name) :].strip()
        cleaned.append(replace(line, text=rest, cut=name) if name and rest else line)
    return cleaned


def _join_copies(lines: Sequence[Line]) -> list[Line]:
    """Lines without a blank one between them that repeat, together, a block near by: one block, broken in this copy."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].joined and end - at < _FAR:
            end += 1
        whole = " ".join(line.text for line in lines[at:end]) if end - at > 1 else ""
        near = [*joined[-_FAR:], *lines[end : end + 1]]
        if whole and len(whole) <= 600 and _stands_in(whole, near):
            joined.append(replace(lines[at], text=whole))
            at = end
        else:
            joined.append(lines[at])
            at += 1
    return joined


def _stands_in(whole: str, near: Sequence[Line]) -> bool:
    """Whether one of the lines has these words. The lengths are compared first because folding costs time."""
    alike = [line for line in near if abs(len(line.text) - len(whole)) <= UNEVEN]
    return bool(alike) and folded(whole) in {folded(line.text) for line in alike}


def _split_titles(lines: Sequence[Line]) -> list[Line]:
    """In a list of related stories, part two titles on one line where the attribution of one ends (` – Reports`)."""
    parted: list[Line] = []
    at = 0
    while at < len(lines):
        parted.append(lines[at])
        at += 1
        if not signs.is_related_label(parted[-1].text):
            continue
        end = at
        while end < len(lines) and signs.is_title_like(lines[end].text, longest=500):
            end += 1
        tails = {tail for line in lines[at:end] if (tail := signs.source_tail(line.text))}
        for line in lines[at:end]:
            parted.extend(_part(line, tails))
        at = end
    return parted


def _part(line: Line, tails: set[str]) -> Iterator[Line]:
    joints = [re.escape(tail.strip()).replace(r"\ ", r"\s") for tail in sorted(tails)]
    match = re.search(rf"\s(?:{'|'.join(joints)})(?=\s+[A-ZÀ-Þ0-9“‘])", line.text) if joints else None
    if match is None:
        yield line
        return
    yield replace(line, text=line.text[: match.end()])
    yield from _part(replace(line, text=line.text[match.end() :].strip(), joined=True, cut=""), tails)


def _split_datelines(lines: Sequence[Line]) -> list[Line]:
    """Part a dateline run in before the first sentence of a text from that sentence."""
    for index, line in enumerate(lines[1:5], 1):
        end = signs.run_in_dateline(line.text) if len(line.text) > 160 else 0
        if end:
            first = replace(line, text=line.text[:end].strip())
            second = replace(line, text=line.text[end:].strip(), cut="")
            return [*lines[:index], first, second, *lines[index + 1 :]]
    return list(lines)
