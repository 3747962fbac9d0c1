"""`edition fmt`: the layout of a hand-written file made even, without a change to what it says.

The style, in seven lines. Two spaces a level, dashes two spaces in from their key. One space after the colon of a key,
none before it. `- id:` first, then the keys in the order of the guide. One blank line between items and before a key
at the margin, nowhere two in a row. No white space at the end of a line, one line end at the end of the file. Comments
go with the key or item below them. Words, quotation marks, brackets and the lines of a text are never touched.
"""

from __future__ import annotations

import re

from build_scripts.authoring.editing import rewritten, text_of
from build_scripts.authoring.indenting import indent
from build_scripts.authoring.layout import arrange, space
from build_scripts.authoring.proving import meaning
from build_scripts.authoring.tree import Branch, Leaf, Lines, NotEditableError, Tree, grow, last_line, walk

_GAP = re.compile(r"[ \t]*:[ \t]+")


def format_file(path: str, data: bytes) -> bytes:
    """`data` in the style; itself where nothing is to change.

    For a file without syntax errors. Raises `NotEditableError` for one written in a way that is not edited, and where
    the result would not say the same: then nothing may be written.
    """
    text = text_of(data)
    if not text.strip() or grow(text) is None:
        return data
    made = rewritten(data, _trim(space(arrange(path, _trim(indent(_close_up(text)))))))
    if made != data and meaning(path, made) != meaning(path, data):
        raise NotEditableError(f"{path} can't be put in order without a change to what it says; it stays as it is")
    return made


def _close_up(text: str) -> str:
    """One space between the colon of a key and a value that begins on its line, none between key and colon."""
    tree = grow(text)
    branches = [node for node in walk(tree) if isinstance(node, Branch) and not node.flow] if tree else []
    gaps = sorted((key.end, value.start) for branch in branches for key, value in branch.pairs or ())
    made: list[str] = []
    reached = 0
    for start, end in gaps:
        if _GAP.fullmatch(text, start, end):
            made += text[reached:start], ": "
            reached = end
    return "".join([*made, text[reached:]])


def _trim(text: str) -> str:
    """Without white space at the ends of lines outside values, and with one line end at the end of the file."""
    tree = grow(text)
    if tree is None:
        return text
    lines = Lines(text)
    inside = _rows_of_values(tree, lines)
    rows = [row if number in inside else row.rstrip(" \t") for number, row in enumerate(text.split("\n"))]
    if len(rows) - 1 in inside:
        return "\n".join(rows)
    while len(rows) > 1 and not rows[-1] and not rows[-2] and len(rows) - 2 not in inside:
        rows.pop()
    return "\n".join([*rows, ""] if rows[-1] else rows)


def _rows_of_values(tree: Tree, lines: Lines) -> frozenset[int]:
    """The rows, from 0, whose end lies inside a value or belongs to a block scalar."""
    inside: set[int] = set()
    for node in walk(tree):
        if isinstance(node, Leaf):
            block = node.style in ("|", ">")
            inside.update(range(lines.line(node.start), last_line(node, lines) + (1 if block else 0)))
    return frozenset(inside)
