"""Indentation made even: two spaces a level, dashes two spaces in from their key, one space after a dash.

Only the white space that lines begin with is changed. Words on later lines of a value keep their distance from one
another; comments go with the line below them or, where they were in line with something above, with that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from build_scripts.authoring.tree import Leaf, Lines, NotEditableError, Tree, grow, header, last_line

_STEP = 2
_BLANK = re.compile(r"[ \t]*\Z")


@dataclass(slots=True)
class _Plan:
    """What becomes of each line, by its number from 0."""

    lines: Lines
    tokens: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Old and new columns of the dashes, keys and values that open a line, from left to right."""
    later: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Of the later lines of a value, by how much they move and where they may not come left of."""
    inside: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Of the lines of a block scalar, the old and the new column of their text."""


def indent(text: str) -> str:
    """`text` with its indentation made even. Raises `NotEditableError` where `grow` does."""
    tree = grow(text)
    if tree is None:
        return text
    lines = Lines(text)
    plan = _Plan(lines)
    _plan_node(plan, tree, 0, (0, -_STEP))
    _plan_comments(plan)
    return "\n".join(_line(plan, number) for number in range(lines.count))


def _plan_node(plan: _Plan, node: Tree, new: int, parent: tuple[int, int]) -> None:
    """`new` is the column the node is to begin in if it opens a line; `parent` the old and the new column of the
    mapping or list it stands in."""
    lines = plan.lines
    if isinstance(node, Leaf) or node.flow:
        _plan_value(plan, node, new, parent)
        return
    old = lines.column(node.start)
    for key, value in node.pairs or ():
        _opens(plan, key.start, new)
        _plan_node(plan, value, new + _STEP, (old, new))
    reached = node.start - 1
    for item in node.items:
        dash = _dash(lines, item.start, old, reached)
        reached = dash
        _opens(plan, dash, new)
        _plan_node(plan, item, new + _STEP, (old, new))


def _opens(plan: _Plan, offset: int, new: int) -> bool:
    """Notes a token that opens its line, alone or after dashes."""
    line = plan.lines.line(offset)
    column = plan.lines.column(offset)
    before = plan.lines.text[plan.lines.starts[line] : offset]
    known = plan.tokens.setdefault(line, [])
    if before.strip(" -") or (before.strip() and not known):
        if not known:
            del plan.tokens[line]
        return False
    known.append((column, new))
    return True


def _plan_value(plan: _Plan, node: Tree, new: int, parent: tuple[int, int]) -> None:
    lines = plan.lines
    if isinstance(node, Leaf) and node.style in ("|", ">"):
        _plan_block(plan, node, parent)
        return
    if node.end > node.start:
        _opens(plan, node.start, new)
    for number in range(lines.line(node.start) + 1, lines.line(node.end) + 1):
        plan.later[number] = (parent[1] - parent[0], parent[1] + _STEP)


def _plan_block(plan: _Plan, leaf: Leaf, parent: tuple[int, int]) -> None:
    lines = plan.lines
    first, last = lines.line(leaf.start) + 1, last_line(leaf, lines)
    given = re.search(r"[1-9]", header(leaf, lines))
    words = [number for number in range(first, last + 1) if not _BLANK.match(_old_line(lines, number))]
    if given:
        step = int(given.group())
        old, new = max(parent[0], 0) + step, max(parent[1], 0) + step
    elif words:
        line = _old_line(lines, words[0])
        old, new = len(line) - len(line.lstrip(" ")), max(parent[1], -_STEP) + _STEP
    else:
        old, new = 0, 0
    for number in range(first, last + 1):
        plan.inside[number] = (old, new)


def _dash(lines: Lines, start: int, column: int, reached: int) -> int:
    """The offset of the dash, in `column`, of the item at `start`; it comes after `reached`."""
    line = lines.line(start)
    while lines.starts[line] + column > reached:
        offset = lines.starts[line] + column
        if lines.text[offset : offset + 1] == "-" and not lines.text[lines.starts[line] : offset].strip(" -"):
            return offset
        line -= 1
    raise NotEditableError("the file has a list that is written in a way nobody reads easily")


def _old_line(lines: Lines, number: int) -> str:
    return lines.text[lines.starts[number] : lines.starts[number + 1] - 1]


def _plan_comments(plan: _Plan) -> None:
    """Plans the lines that only hold a comment, by what stands around them."""
    lines = plan.lines
    below: tuple[int, int] | None = None
    waiting: dict[int, tuple[int, int] | None] = {}
    for number in reversed(range(lines.count)):
        if number in plan.tokens:
            below = plan.tokens[number][0]
        elif number not in plan.later and number not in plan.inside and _is_comment(lines, number):
            waiting[number] = below
    above: list[tuple[int, int]] = []
    for number in range(lines.count):
        if number in waiting:
            plan.tokens[number] = [_of_comment(_column(lines, number), waiting[number], above)]
        for token in plan.tokens.get(number, ()) if number not in waiting else ():
            above = [one for one in above if one[0] < token[0]]
            above.append(token)


def _is_comment(lines: Lines, number: int) -> bool:
    return _old_line(lines, number).lstrip().startswith("#")


def _of_comment(column: int, below: tuple[int, int] | None, above: list[tuple[int, int]]) -> tuple[int, int]:
    if below is not None and below[0] == column:
        return below
    for old, new in above:
        if old == column:
            return column, new
    return column, (below[1] if below is not None else 0)


def _column(lines: Lines, number: int) -> int:
    line = _old_line(lines, number)
    return len(line) - len(line.lstrip())


def _line(plan: _Plan, number: int) -> str:
    line = _old_line(plan.lines, number)
    if number in plan.inside:
        old, new = plan.inside[number]
        if _BLANK.match(line[:old]) and not line[old:].strip(" "):
            return " " * new + line[old:] if len(line) > old else ""
        return " " * new + line[old:]
    if number in plan.later:
        if _BLANK.match(line):
            return line
        moved, least = plan.later[number]
        rest = line.lstrip(" ")
        return " " * max(len(line) - len(rest) + moved, least) + rest
    if number not in plan.tokens:
        return line
    return _open_line(line, plan.tokens[number])


def _open_line(line: str, tokens: list[tuple[int, int]]) -> str:
    made = ""
    for place, (old, new) in enumerate(tokens):
        after = tokens[place + 1][0] if place + 1 < len(tokens) else len(line)
        made = made.ljust(new) + line[old:after].rstrip(" " if place + 1 < len(tokens) else "")
    return made
