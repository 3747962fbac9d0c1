"""What a format's reader hands on: blocks as it found them, not yet corrected by the sidecar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from build_scripts.model import NUMBERED, Block, BlockKind, Change, Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and what its reader thinks should become of it."""

    block: Block
    aside: str = ""
    """Why the whole block is set aside; empty: it is kept."""
    what: str = "omitted"
    """Of a block set aside, the word for its `Change`."""
    cut: tuple[Change, ...] = ()
    """What was cut off the block: an image's file name, a dash that only separated."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as its format's reader took it apart."""

    pieces: tuple[Piece, ...]
    source: str
    """The words that must all be found again, in order: the source without its markup."""
    markup: str = ""
    """Words of `source` that belong to its markup (a link's address) and may be missing from the blocks."""
    loose: str = ""
    """Further words that must be found again, in any order: those of footnotes."""
    letters: bool = False
    """Whether only letters and digits are compared, because the source's other characters may be markup."""
    figures: tuple[Figure, ...] = ()


def settle(pieces: Iterable[Piece]) -> tuple[tuple[Block, ...], tuple[Change, ...]]:
    """The blocks that stay, numbered, and everything that was set aside, both in the order of the source."""
    blocks: list[Block] = []
    changes: list[Change] = []
    number = 0
    for piece in pieces:
        changes.extend(piece.cut)
        block = piece.block
        if piece.aside:
            changes.append(Change(piece.what, piece.aside, block.shown, block.line))
            continue
        if block.kind in NUMBERED and block.ordinal >= 0:
            number += 1
            block = replace(block, number=number)
        blocks.append(block)
    return tuple(blocks), tuple(changes)


def heading_level(kind: BlockKind, level: int) -> int:
    """The level a block of this kind carries: a heading's own or 2, of all others 0."""
    return (level or 2) if kind is BlockKind.HEADING else 0
