"""Headline and credits of an article whose format has headings: what the sidecar's title and the signs say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_scripts.model import BlockKind
from build_scripts.reading import signs
from build_scripts.reading.articles.correcting import folded
from build_scripts.reading.articles.pieces import Piece

_NEAR = 6
"""Blocks from the start among which the headline is looked for."""


def with_front_matter(pieces: Sequence[Piece], title: str = "") -> list[Piece]:
    """The pieces with headline, credit lines, heading levels and closing addresses recognised.

    The headline is the block with the sidecar's title, else a first heading of level 1. Headings after it are of level
    2 to 6.
    """
    at = _headline(pieces, title)
    marked = [_levelled(piece) for piece in pieces]
    if at is not None:
        marked[at] = _as(pieces[at], BlockKind.HEADLINE)
        index = at + 1
        while index < len(marked) and _is_credit(marked[index]):
            marked[index] = _as(marked[index], BlockKind.CREDIT)
            index += 1
    last = len(marked) - 1
    while last > 0 and _is_closing_address(marked[last]):
        reason = "address of the original, kept with the article's particulars"
        marked[last] = replace(marked[last], aside=reason, what="moved")
        last -= 1
    return marked


def _headline(pieces: Sequence[Piece], title: str) -> int | None:
    wanted = folded(title).casefold()
    if wanted:
        for index, piece in enumerate(pieces[:_NEAR]):
            if folded(piece.block.shown).casefold() == wanted:
                return index
    first = pieces[0].block if pieces else None
    return 0 if first and first.kind is BlockKind.HEADING and first.level == 1 else None


def _levelled(piece: Piece) -> Piece:
    if piece.block.kind is not BlockKind.HEADING:
        return piece
    return replace(piece, block=replace(piece.block, level=min(6, max(2, piece.block.level))))


def _as(piece: Piece, kind: BlockKind) -> Piece:
    return replace(piece, block=replace(piece.block, kind=kind, level=0))


def _is_credit(piece: Piece) -> bool:
    return piece.block.kind is BlockKind.PARAGRAPH and not piece.block.containers and signs.is_credit(piece.block.shown)


def _is_closing_address(piece: Piece) -> bool:
    return piece.block.kind is BlockKind.PARAGRAPH and signs.is_address(piece.block.shown)
