"""A YAML file as nodes with the spans of its text they were written in: what an edit needs to find its place.

For files that `reading.read_yaml` has read without a syntax error: no anchors, no tags, one document.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from build_scripts.findings import RefusedError

_Event: TypeAlias = Any
"""An event or a mark. PyYAML's type stubs let every mark be None; its parsers always set them."""

_DEEPEST = 50
_LOADER = getattr(yaml, "CLoader", yaml.Loader)


class NotEditableError(RefusedError):
    """The text is no YAML, or YAML written in a way that is not edited by a program; one line."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar. `start` and `end` are offsets in code points, quotation marks and block indicator included."""

    text: str
    start: int
    end: int
    style: str
    """Empty for a plain one, else `'`, `"`, `|` or `>`."""


@dataclass(slots=True)
class Branch:
    """A mapping or a sequence."""

    start: int
    """Of a block collection, of its first key or dash."""
    end: int
    """After its bracket or, of a block collection, after its last leaf."""
    flow: bool
    pairs: list[tuple[Leaf, Tree]] | None
    """Of a mapping; None for a sequence."""
    items: list[Tree] = field(default_factory=list)


Tree: TypeAlias = Leaf | Branch


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.count = len(self.starts) - 1
        """Lines of the text; after a line end at its end comes one more, empty."""

    def offset(self, line: int, column: int) -> int:
        """Both from 0; never outside the text."""
        return min(self.starts[min(line, self.count)] + column, len(self.text))

    def line(self, offset: int) -> int:
        """The line an offset stands in, from 0."""
        return min(bisect.bisect_right(self.starts, offset) - 1, self.count - 1)

    def column(self, offset: int) -> int:
        """From 0, in code points."""
        return offset - self.starts[self.line(offset)]


def grow(text: str) -> Tree | None:
    """The tree of a text with `\\n` line ends and no byte order mark; None when there is nothing in it.

    Raises `NotEditableError` for syntax errors, anchors, aliases, tags, keys that are no text and `? key`.
    """
    lines = Lines(text)
    stack: list[Branch] = []
    keys: list[Leaf | None] = []
    root: Tree | None = None
    for event in _events(text):
        node = _node(event, lines)
        if type(event) in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            node = _closed(stack.pop(), event, lines)
            keys.pop()
        elif isinstance(node, Branch):
            if len(stack) > _DEEPEST:
                raise NotEditableError("the file is nested too deeply")
            stack.append(node)
            keys.append(None)
            continue
        if node is not None and stack:
            _add(stack[-1], keys, node, text)
        elif node is not None:
            root = node
    return root


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    try:
        while (event := loader.get_event()) is not None:
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise NotEditableError("the file has YAML anchors, aliases or tags")
            yield event
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise NotEditableError("the file is not YAML") from error
    finally:
        loader.dispose()


def _node(event: _Event, lines: Lines) -> Tree | None:
    kind = type(event)
    if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
        return None
    start = _offset(event.start_mark, lines)
    if kind is yaml.ScalarEvent:
        return Leaf(event.value, start, _offset(event.end_mark, lines), event.style or "")
    return Branch(start, start, bool(event.flow_style), [] if kind is yaml.MappingStartEvent else None)


def _offset(mark: _Event, lines: Lines) -> int:
    return lines.offset(mark.line, mark.column)


def _closed(branch: Branch, event: _Event, lines: Lines) -> Branch:
    if branch.flow:
        branch.end = _offset(event.end_mark, lines)
    return branch


def _add(parent: Branch, keys: list[Leaf | None], node: Tree, text: str) -> None:
    parent.end = max(parent.end, node.end)
    if parent.pairs is None:
        parent.items.append(node)
    elif keys[-1] is None:
        before = text[text.rfind("\n", 0, node.start) + 1 : node.start].split()
        if not isinstance(node, Leaf) or node.style in ("|", ">") or before[-1:] == ["?"]:
            raise NotEditableError("the file has a key that is not written as `key: value`")
        keys[-1] = node
    else:
        parent.pairs.append((keys[-1], node))
        keys[-1] = None


def walk(tree: Tree) -> Iterator[Tree]:
    """Every node, a parent before its children, in the order of the text; keys too."""
    yield tree
    if isinstance(tree, Branch):
        for key, value in tree.pairs or ():
            yield key
            yield from walk(value)
        for item in tree.items:
            yield from walk(item)


def last_line(leaf: Leaf, lines: Lines) -> int:
    """The last line, from 0, a leaf has words in; of a block scalar the blank lines that end it do not count, unless
    its header keeps them (`+`)."""
    if leaf.style not in ("|", ">"):
        return lines.line(leaf.end)
    first = lines.line(leaf.start)
    last = lines.line(leaf.end)
    if last > first and lines.starts[last] == leaf.end:
        last -= 1
    if keeps_blank_lines(leaf, lines):
        return last
    margin = _margin(leaf, lines, first, last)
    # A line of white space alone that reaches beyond the margin is a line of the value.
    while last > first and not (row := _row(lines, last)).strip() and len(row) <= margin:
        last -= 1
    return last


def _margin(leaf: Leaf, lines: Lines, first: int, last: int) -> int:
    """How many columns of the lines of a block scalar, from row `first` to `last`, do not belong to it."""
    for number in range(first + 1, last + 1):
        row = _row(lines, number)
        if row.strip():
            said = next(line for line in leaf.text.split("\n") if line.strip())
            return (len(row) - len(row.lstrip(" "))) - (len(said) - len(said.lstrip(" ")))
    return 0 if leaf.text.strip("\n") else len(lines.text)


def _row(lines: Lines, number: int) -> str:
    return lines.text[lines.starts[number] : lines.starts[number + 1] - 1]


def header(leaf: Leaf, lines: Lines) -> str:
    """Of a block scalar, `|` or `>` with its indicators: `|-`, `>2+`."""
    line = lines.text[leaf.start : lines.starts[lines.line(leaf.start) + 1] - 1]
    return line.split()[0]


def keeps_blank_lines(node: Tree, lines: Lines) -> bool:
    """Whether the blank lines after a value belong to it: of a block scalar with `+`."""
    return isinstance(node, Leaf) and node.style in ("|", ">") and "+" in header(node, lines)
