"""The order of an item's keys and the blank lines between items. Whole lines move; none is changed but for its dash."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from build_scripts.authoring.tree import Branch, Leaf, Lines, Tree, grow, keeps_blank_lines, last_line, walk
from build_scripts.edition import GLOSSARY, SOURCES, TIMELINE
from build_scripts.reading.entries import EntryModel, HappeningModel
from build_scripts.reading.sidecar_models import AnnotationModel

ORDER = {
    SOURCES: ("id", "type"),
    GLOSSARY: tuple(EntryModel.model_fields),
    TIMELINE: tuple(HappeningModel.model_fields),
}
"""The keys of an item in the order they are written in, by the path of the file; of any other it is a sidecar's."""
SIDECAR_ORDER = tuple(AnnotationModel.model_fields)


def arrange(path: str, text: str) -> str:
    """Each item's keys in their order, with the comments above them. An unknown key stays behind its neighbour; an
    item that is written in braces, or whose last line has no end, stays as it is."""
    known = ORDER.get(path, SIDECAR_ORDER)
    lines = Lines(text)
    rows = text.split("\n")
    for item in _items(grow(text)):
        order = _order([key.text for key, _ in item.pairs or ()], known)
        if order != sorted(order):
            _move(rows, lines, item, order)
    return "\n".join(rows)


def _items(tree: Tree | None) -> Iterator[Branch]:
    """The items of the lists that stand at the top of the file, as far as they are mappings of several lines."""
    for listed in _lists(tree):
        yield from (item for item in listed.items if isinstance(item, Branch) and item.pairs and not item.flow)


def _lists(tree: Tree | None) -> Iterator[Branch]:
    if isinstance(tree, Branch) and not tree.flow:
        for _, value in tree.pairs or ():
            if isinstance(value, Branch) and value.pairs is None and not value.flow:
                yield value


def _order(keys: Sequence[str], known: Sequence[str]) -> list[int]:
    """The numbers of the keys, from 0, in the order they should come."""
    ranks: list[int] = []
    for key in keys:
        ranks.append(known.index(key) if key in known else ranks[-1] if ranks else len(known))
    return sorted(range(len(keys)), key=lambda number: (ranks[number], number))


def _move(rows: list[str], lines: Lines, item: Branch, order: Sequence[int]) -> None:
    """Rearranges the rows of one item. Its first key may share its row with the dash."""
    pairs = item.pairs or []
    column = lines.column(item.start)
    starts = [lines.line(key.start) for key, _ in pairs]
    if len(set(starts)) < len(starts) or any(keeps_blank_lines(leaf, lines) for leaf in walk(item)):
        return
    end = max(last_line(leaf, lines) for leaf in walk(item) if isinstance(leaf, Leaf)) + 1
    end = max(end, lines.line(item.end) + 1 if lines.column(item.end) else end)
    if end >= len(rows):
        return
    firsts = [
        starts[0],
        *(_with_comments(rows, start, above, column) for above, start in pairwise(starts)),
    ]
    opening = rows[starts[0]][:column]
    rows[starts[0]] = " " * column + rows[starts[0]][column:]
    chunks = [rows[first:after] for first, after in zip(firsts, [*firsts[1:], end], strict=True)]
    moved = [row for number in order for row in chunks[number]]
    if opening.strip() and moved[0].lstrip().startswith("#"):
        rows[starts[0]] = opening + rows[starts[0]][column:]
        return
    moved[0] = opening + moved[0][column:]
    rows[firsts[0] : end] = moved


def _with_comments(rows: Sequence[str], start: int, above: int, column: int) -> int:
    """The first of the rows of comments in line with the key in row `start`, directly above it; below row `above`."""
    while start - 1 > above and rows[start - 1].startswith(" " * column + "#"):
        start -= 1
    return start


def space(text: str) -> str:
    """One blank line before each key at the top and between the items of a list at the top, none before the first of
    them, nowhere two in a row; comments above an item stay with it. Blank lines inside values are left."""
    tree = grow(text)
    if not isinstance(tree, Branch) or tree.flow or tree.pairs is None:
        return text
    lines = Lines(text)
    rows = text.split("\n")
    kept = _inside_values(tree, lines)
    listed_at = {listed.start for listed in _lists(tree)}
    tight = {lines.line(key.start) + 1 for key, value in tree.pairs if value.start in listed_at}
    for leaf in walk(tree):
        if isinstance(leaf, Leaf) and keeps_blank_lines(leaf, lines):
            tight.add(last_line(leaf, lines) + 1)
    starts = {lines.line(key.start) for key, _ in tree.pairs[1:]}
    for listed in _lists(tree):
        column = lines.column(listed.start)
        for item in listed.items[1:]:
            if isinstance(item, Branch) and not item.flow:
                starts.add(_dash_row(rows, lines.line(item.start), column))
    return "\n".join(_spaced(rows, starts, kept, tight))


def _dash_row(rows: Sequence[str], row: int, column: int) -> int:
    while rows[row][column : column + 1] != "-" or rows[row][:column].strip():
        row -= 1
    return row


def _inside_values(tree: Tree, lines: Lines) -> frozenset[int]:
    """The rows, from 0, that belong to a value and not to the layout, but for the one it begins in."""
    inside: set[int] = set()
    for node in walk(tree):
        if isinstance(node, Leaf):
            inside.update(range(lines.line(node.start) + 1, last_line(node, lines) + 1))
        elif node.flow:
            inside.update(range(lines.line(node.start) + 1, lines.line(node.end) + 1))
    return frozenset(inside)


def _spaced(rows: Sequence[str], starts: Collection[int], kept: frozenset[int], tight: Collection[int]) -> list[str]:
    """`starts` are the rows that, with the comments directly above them, come after a blank one. No blank one comes
    right before a row in `tight`: there it would belong to the value above, or part a list from its key."""
    heads = {_head(rows, row, kept) for row in starts}
    made: list[str] = []
    close = False
    waiting = False
    for number, row in enumerate(rows):
        close = close or number in tight
        last = number == len(rows) - 1
        if not row.strip() and number not in kept and not last:
            waiting = True
            continue
        if (waiting or number in heads) and made and not close and (row.strip() or not last):
            made.append("")
        made.append(row)
        close = waiting = False
    return made


def _head(rows: Sequence[str], row: int, kept: frozenset[int]) -> int:
    margin = rows[row][: len(rows[row]) - len(rows[row].lstrip())]
    while row > 0 and row - 1 not in kept and rows[row - 1].startswith(f"{margin}#"):
        row -= 1
    return row
