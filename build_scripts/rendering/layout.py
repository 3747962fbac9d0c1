"""Where each block of an article stands in the Markdown: its containers' signs, its heading, its list number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_scripts.model import Block, BlockKind

_LISTS = ("ul", "ol")
_INDENT = "    "
"""What Python-Markdown asks of everything that belongs to a list item."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around one block's words."""

    index: int
    """Of the block in its article."""
    first: str = ""
    """Before the block's first line."""
    rest: str = ""
    """Before its other lines."""
    heading: int = 0
    """Level of the heading, 1 to 6; 0 for anything else."""
    value: int = 0
    """The number of an ordered list's item where it does not follow from the item before; else 0."""
    table: bool = False
    apart: bool = False
    """A list that would be taken for a continuation of the one before it."""


class _Open:
    """The containers that are open, and how far their ordered lists have counted."""

    def __init__(self) -> None:
        self.containers: tuple[str, ...] = ()
        self.counts: list[int] = []

    def enter(self, block: Block, containers: tuple[str, ...]) -> tuple[str, str, int]:
        """Signs before the first line and the others, and the number to state (0: none)."""
        kept = _common(self.containers, containers)
        innermost = max((depth for depth, name in enumerate(containers) if name in _LISTS), default=-1)
        first = rest = ""
        value = 0
        counts = (self.counts + [0] * len(containers))[: len(containers)]
        for depth, name in enumerate(containers):
            if depth >= kept:
                counts[depth] = 0
            if name == "quote":
                first, rest = first + "> ", rest + "> "
                continue
            begins = depth >= kept or (depth == innermost and block.kind is BlockKind.LIST_ITEM and block.ordinal >= 0)
            if begins:
                counts[depth], value = _count(counts[depth], block.ordinal if depth == innermost else 0)
                counts[depth + 1 :] = [0] * (len(containers) - depth - 1)
            marker = f"{counts[depth]}. " if name == "ol" else "- "
            first, rest = first + (marker if begins else _INDENT), rest + _INDENT
        self.containers, self.counts = containers, counts
        return first, rest, value


def frames(blocks: Sequence[Block]) -> Iterator[list[Frame]]:
    """The blocks that have words, in groups that must not be torn apart: a list, a quotation, a table, or one block
    that stands alone."""
    group: list[Frame] = []
    key: tuple[object, ...] = ()
    opened = _Open()
    headline = False
    for index, block in enumerate(blocks):
        if not block.shown.strip():
            continue
        containers = _containers(block)
        restarts = containers[:1] == ("ol",) and len(containers) == 1 and _is_first_item(block)
        own = _key(index, block, containers)
        if group and (own != key or restarts):
            yield group
            group = []
        if not group:
            apart = bool(containers) and containers[0] in _LISTS and opened.containers[:1] in (("ul",), ("ol",))
            opened = _Open()
            key = own
        else:
            apart = False
        first, rest, value = opened.enter(block, containers)
        heading = _heading(block, headline=headline)
        headline = headline or block.kind is BlockKind.HEADLINE
        group.append(Frame(index, first, rest, heading, value, block.cell is not None, apart))
    if group:
        yield group


def _key(index: int, block: Block, containers: tuple[str, ...]) -> tuple[object, ...]:
    """Equal for neighbours that stand in one group."""
    if block.cell is not None:
        return ("table", block.cell[0])
    return ("in", containers[0]) if block.containers else ("alone", index)


def _containers(block: Block) -> tuple[str, ...]:
    """The block's containers, with the one its kind implies."""
    if block.kind is BlockKind.LIST_ITEM and not any(name in _LISTS for name in block.containers):
        return (*block.containers, "ol" if block.ordinal > 0 else "ul")
    if block.kind is BlockKind.QUOTATION and "quote" not in block.containers:
        return (*block.containers, "quote")
    return block.containers


def _is_first_item(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM and block.ordinal == 1


def _heading(block: Block, *, headline: bool) -> int:
    if block.kind is BlockKind.HEADLINE:
        return 2 if headline else 1
    return min(max(block.level, 2), 6) if block.kind is BlockKind.HEADING else 0


def _count(before: int, ordinal: int) -> tuple[int, int]:
    """The item's number, and the number to state: 0 where it follows from the item before."""
    following = before + 1
    return (ordinal, ordinal) if ordinal > 0 and ordinal != following else (following, 0)


def _common(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
