"""What stands around a block in formats with structure: quotations, list items, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.model import Block, BlockKind


@dataclass(slots=True)
class Item:
    """A list item that is being read."""

    ordinal: int
    """Its number in an ordered list, else 0."""
    begun: bool = False
    """Whether it has a block already."""


def placed(block: Block, containers: tuple[str, ...], items: Sequence[Item], label: str) -> Block:
    """The block as its surroundings make it: in a quotation, a list or a footnote.

    The first block of a list item carries the item's number; those after it, -1.
    """
    ordinal, kind = 0, block.kind
    if items:
        item = items[-1]
        ordinal = -1 if item.begun else item.ordinal
        item.begun = True
        kind = BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH else kind
    elif kind is BlockKind.PARAGRAPH and "quote" in containers:
        kind = BlockKind.QUOTATION
    if label:
        kind = BlockKind.FOOTNOTE
    return Block(
        kind,
        block.shown,
        block.formats,
        None,
        block.level if kind is BlockKind.HEADING else 0,
        containers,
        ordinal,
        block.cell if kind is BlockKind.CELL else None,
        label,
        block.line,
    )
