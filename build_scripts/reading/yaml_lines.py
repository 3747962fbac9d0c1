"""Lines of a YAML file around an offset, where the file can't be parsed. Offsets count from 0."""

from __future__ import annotations

import re

import yaml

_VALUE_BRACKET = re.compile(r"\s*(?:- )?[\w-]+: +([\[{])")
_KEY_AND_QUOTE = re.compile(r"\s*(?:- )?[\w-]+: +([\"'])")
KEY = re.compile(r"[\w-]+:(?: |$)")


def depth(line: str) -> int:
    """The spaces it begins with."""
    return len(line) - len(line.lstrip(" "))


def line_at(text: str, offset: int) -> str:
    """Without its line end."""
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]


def written_above(text: str, start: int) -> tuple[int, str]:
    """Offset and words of the last line with any before the one that begins at `start`; 0 and none when none has."""
    while start > 0:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            return start, text[start:end]
    return 0, ""


def key_line_above(text: str, place: int) -> str:
    """The last line above that begins a key; empty without one."""
    start = text.rfind("\n", 0, place) + 1
    while start > 0:
        start, line = written_above(text, start)
        if KEY.match(line.lstrip(" -")):
            return line
    return ""


def key_column(line: str) -> int:
    """Where the key of a line begins, from 0."""
    return len(line) - len(line.lstrip(" -"))


def value_bracket(text: str, place: int) -> int | None:
    """Where the value of this line's key begins with a bracket, up to `place`."""
    start = text.rfind("\n", 0, place) + 1
    bracket = _VALUE_BRACKET.match(text, start)
    return bracket.start(1) if bracket and bracket.end() <= place else None


def unclosed_above(text: str, line_start: int, before: str) -> int | None:
    """The mark that an earlier line left open, where the parser took this line's opening mark for its end."""
    here = _KEY_AND_QUOTE.fullmatch(before)
    if not here:
        return None
    while line_start > 0:
        line_end = line_start - 1
        line_start = text.rfind("\n", 0, line_end) + 1
        above = _KEY_AND_QUOTE.match(text, line_start, line_end)
        if above and above.group(1) == here.group(1) and above.group(1) not in text[above.end() : line_end]:
            return above.start(1)
    return None


def tab_of(text: str, place: int) -> int:
    start = text.rfind("\n", 0, place) + 1
    found = text.find("\t", start, max(place + 1, start + 1))
    return found if found >= 0 else place


def bracket_of(text: str, opened: int) -> int:
    """The last opening bracket at or before `opened`: the parser may name the place after it."""
    if text[opened : opened + 1] in ("[", "{"):
        return opened
    return max(text.rfind("[", 0, opened), text.rfind("{", 0, opened), 0)


def offset_of(text: str, mark: yaml.Mark) -> int:
    """The mark's offset in `text`; lines and columns are trusted, not `index`, which counts what was read ahead."""
    start = 0
    for _ in range(mark.line):
        end = text.find("\n", start)
        if end < 0:
            return len(text)
        start = end + 1
    end = text.find("\n", start)
    return min(start + mark.column, end if end >= 0 else len(text))
