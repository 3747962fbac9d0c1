"""Oddities of a text that nobody mends but an editor should know: they stay as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from build_scripts.model import Article, Block, BlockKind
from build_scripts.reading.articles.text import BREAKS_OFF

_NO_BREAK_SPACE = "\u00a0"


def remarks(article: Article, first: int) -> tuple[str, ...]:
    """One sentence an oddity, with the lines of the file; `first` is the article's first line there."""
    return tuple(_remarks(article, first - 1))


def _remarks(article: Article, before: int) -> Iterator[str]:
    lines = [str(line + before) for line in _unbalanced(article.blocks)]
    if lines:
        yield f"quotation marks that do not balance, kept as printed: line {', '.join(lines)}"
    spaces = sum(block.shown.count(_NO_BREAK_SPACE) for block in article.blocks)
    if spaces:
        yield f"no-break spaces ({spaces}), which notes may write as spaces"
    for change in article.changes:
        if change.reason == BREAKS_OFF:
            yield f"the text as found breaks off: line {change.line + before}"
        elif change.what == "redacted":
            yield f"an e-mail address, which is never published: line {change.line + before}"


def _unbalanced(blocks: Iterable[Block]) -> Iterator[int]:
    """Lines of blocks that open and close quotations unequally; a quotation over several blocks counts as one."""
    for quoted, run in groupby(blocks, key=lambda block: block.kind is BlockKind.QUOTATION):
        group = list(run)
        if quoted and sum(map(_surplus, group)) == 0:
            continue
        yield from (block.line for block in group if _surplus(block))


def _surplus(block: Block) -> int:
    return block.shown.count("“") - block.shown.count("”")
