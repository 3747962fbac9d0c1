"""Going on after a syntax error, so that one run shows every mistake and one broken note does not cost the others.

A repair never changes where anything stands: characters are replaced one for one, lines are emptied, none is removed.
"""

from __future__ import annotations

import re

from build_scripts.reading.yaml_errors import Problem

MAX_REPAIRS = 20
"""Syntax errors reported for one file before reading it is given up."""

_STAND_INS = {character: chr(0xF7E0 + place) for place, character in enumerate(":@`%|>*&!?-,[]{}#")}
"""For a character that ended a value too early, a private-use one that YAML takes for a letter."""
_RESTORED = {ord(stand_in): character for character, stand_in in _STAND_INS.items()}
_ANY_STAND_IN = re.compile(f"[{''.join(_STAND_INS.values())}]")
_ITEM = re.compile(r"( *)-(?: |$)")
_TOP_KEY = re.compile(r"[^\s#\-\[\]{}][^#]*:(?:\s|$)|[\"'].*:(?:\s|$)")


def repair(text: str, problem: Problem) -> str | None:
    """`text` with the cause of `problem` made harmless, or None where the rest can't be trusted.

    A character that merely needed quotes is replaced by a stand-in (`restore` brings it back), a comment is emptied;
    otherwise the list item around the problem is.
    """
    if problem.unquoted is not None and not _ANY_STAND_IN.search(text[problem.unquoted]):
        stand_in = _STAND_INS.get(text[problem.unquoted])
        if stand_in:
            return text[: problem.unquoted] + stand_in + text[problem.unquoted + 1 :]
    lines = text.split("\n")
    if problem.comment:
        at = problem.finding.place.line - 1
        lines[at : at + problem.comment] = [""] * problem.comment
        return "\n".join(lines)
    item = item_around(lines, problem.finding.place.line - 1)
    if item is None:
        return None
    lines[item[0] : item[1]] = [""] * (item[1] - item[0])
    return "\n".join(lines)


def restore(value: str) -> str:
    """A value with its own characters in place of stand-ins."""
    return value if value.isascii() or not _ANY_STAND_IN.search(value) else value.translate(_RESTORED)


def item_around(lines: list[str], bad: int) -> tuple[int, int] | None:
    """First line and line after the last, from 0, of the outermost list item that line `bad` belongs to."""
    section = next((number for number in range(bad, -1, -1) if _TOP_KEY.match(lines[number])), None)
    if section is None:
        return None
    starts = [(number, hit) for number in range(section + 1, len(lines)) if (hit := _ITEM.match(lines[number]))]
    if not starts or starts[0][0] > bad:
        return None
    width = len(starts[0][1].group(1))
    own = [number for number, hit in starts if len(hit.group(1)) == width]
    first = max(number for number in own if number <= bad)
    after = [number for number in own if number > bad]
    after += [number for number in range(bad + 1, len(lines)) if _TOP_KEY.match(lines[number])]
    return first, min(after, default=len(lines))
