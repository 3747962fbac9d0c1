"""From an article and its anchors to one Markdown file: notes woven in, and taken out again.

`article_markdown` writes the article alone, `weave` the same with milestones, references and notes set into it;
`unweave` takes those out and leaves exactly what `article_markdown` wrote. The tokens are listed in `tokens`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_scripts.anchoring.canonical import Canonical, place_of_end, place_of_start
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Anchor, Article, Block, BlockKind, Figure, Format, FormatKind, Place, ShownOffset
from build_scripts.rendering.figures import figure_markdown
from build_scripts.rendering.inline import Insert, Rank, footnote_token, inline_markdown
from build_scripts.rendering.layout import Frame, frames
from build_scripts.rendering.tokens import MILESTONE, NOTE_BLOCK, REFERENCE, enclose_note, milestone


class WovenNote(NamedTuple):
    """A note as it goes into its article's page."""

    id: str
    number: int
    """From 1."""
    kind: str
    verdict: str
    """A value of `Verdict`, or empty."""
    html: str
    """Finished and sanitised; goes into the page as it is."""


class _Seam(NamedTuple):
    inserts: list[Insert]
    ending: list[WovenNote]


_UNCLASSED = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.HEADLINE, BlockKind.LIST_ITEM, BlockKind.CELL}
)
"""The kinds that need no class, because their element says what they are."""


def article_markdown(article: Article) -> str:
    """The article as Markdown without notes; ends with a newline. Empty for an article without words."""
    return _compose(article, {})


def weave(article: Article, canonical: Canonical, anchors: Sequence[Anchor], notes: Mapping[str, WovenNote]) -> str:
    """The article as Markdown with its notes. `canonical` is its canonical text; anchors without a place, and those
    whose annotation is not in `notes` (by id), are left out; their order does not matter."""
    return _compose(article, _seams(canonical, anchors, notes))


def unweave(markdown: str) -> str:
    """A woven article without its notes: what `article_markdown` made of it."""
    return MILESTONE.sub("", REFERENCE.sub("", NOTE_BLOCK.sub("", markdown)))


def check_woven(article: Article, woven: str) -> tuple[Finding, ...]:
    """That a woven article, its notes taken out, is the article; the finding if it is not."""
    if unweave(woven) == article_markdown(article):
        return ()
    message = "weaving changed the words of this article"
    hint = "Report this with the article: it is a fault of the program, and the page must not be published."
    return (Finding(Code.W101, Severity.ERROR, Place(article.path), message, hint),)


def _seams(canonical: Canonical, anchors: Sequence[Anchor], notes: Mapping[str, WovenNote]) -> dict[int, _Seam]:
    """What is set into each block, by the block's index."""
    seams: dict[int, _Seam] = {}
    last: dict[str, tuple[int, int]] = {}
    for anchor in anchors:
        note = notes.get(anchor.annotation)
        if note is None or anchor.start is None or anchor.end is None or anchor.start >= anchor.end:
            continue
        first_block, start = place_of_start(canonical, anchor.start)
        last_block, end = place_of_end(canonical, anchor.end)
        name = milestone(anchor.annotation, anchor.target)
        opening = Insert(start, Rank.MILESTONE_START, (-anchor.end, note.number, anchor.target), f"⟦{name}⟧")
        closing = Insert(end, Rank.MILESTONE_END, (-anchor.start, -note.number, -anchor.target), f"⟦/{name}⟧")
        seams.setdefault(first_block, _Seam([], [])).inserts.append(opening)
        seams.setdefault(last_block, _Seam([], [])).inserts.append(closing)
        last[note.id] = max(last.get(note.id, (-1, -1)), (last_block, end))
    for note_id, (block, stop) in last.items():
        note = notes[note_id]
        words = " ".join(filter(None, (f"^{note.id} {note.number} {note.kind}", note.verdict)))
        seams[block].inserts.append(Insert(stop, Rank.REFERENCE, (note.number,), f"⟦{words}⟧"))
        seams[block].ending.append(note)
    return seams


def _compose(article: Article, seams: Mapping[int, _Seam]) -> str:
    parts: list[str] = []
    waiting = list(article.figures)
    for group in frames(article.blocks):
        block = article.blocks[group[0].index]
        # The headline stays first: the page is built around it.
        while waiting and block.kind is not BlockKind.HEADLINE and _comes_before(waiting[0], block):
            parts.extend(figure_markdown(waiting.pop(0)))
        parts.extend(_table(article, group, seams) if group[0].table else _blocks(article, group, seams))
        ending = [note for frame in group if frame.index in seams for note in seams[frame.index].ending]
        parts.extend(enclose_note(note.id, note.html) for note in sorted(ending, key=lambda note: note.number))
    parts.extend(one for figure in waiting for one in figure_markdown(figure))
    return "\n\n".join(parts) + "\n" if parts else ""


def _comes_before(figure: Figure, block: Block) -> bool:
    """Footnotes come last, wherever in the file they stand."""
    return block.line >= figure.line or block.kind is BlockKind.FOOTNOTE


def _blocks(article: Article, group: Sequence[Frame], seams: Mapping[int, _Seam]) -> list[str]:
    parts = ["⟦-⟧"] if group[0].apart else []
    for frame in group:
        block = article.blocks[frame.index]
        words = _words(block, frame, seams, breakable=not frame.heading)
        parts.append(frame.first + f"\n{frame.rest}".join(words.split("\n")))
    return parts


def _words(block: Block, frame: Frame, seams: Mapping[int, _Seam], *, breakable: bool) -> str:
    lead = _lead(block, frame)
    seam = seams.get(frame.index)
    if block.kind is BlockKind.CODE:
        block = _as_code(block)
    words = inline_markdown(
        block, seam.inserts if seam else (), protected=bool(lead) or frame.heading > 0, breakable=breakable
    )
    heading = f"{'#' * frame.heading} " if frame.heading else ""
    return f"{heading}{lead}{words}"


def _lead(block: Block, frame: Frame) -> str:
    lead = f"⟦#{frame.value}⟧" if frame.value else ""
    if block.number is not None:
        lead += f"⟦¶{block.number}⟧"
    if block.kind is BlockKind.FOOTNOTE:
        return f"{lead}{footnote_token('fnote', block.label)}"
    return lead if block.kind in _UNCLASSED else f"{lead}⟦.{block.kind.value}⟧"


def _as_code(block: Block) -> Block:
    """A block of code as a paragraph whose words are all code: its lines keep their order and their marks."""
    kept = [item for item in block.formats if item.kind is not FormatKind.CODE]
    whole = Format(FormatKind.CODE, ShownOffset(0), ShownOffset(len(block.shown)))
    return Block(block.kind, block.shown, (whole, *kept), block.number)


def _table(article: Article, group: Sequence[Frame], seams: Mapping[int, _Seam]) -> list[str]:
    cells: dict[tuple[int, int], list[str]] = {}
    for frame in group:
        block = article.blocks[frame.index]
        _, row, column = block.cell or (0, 0, 0)
        cells.setdefault((row, column), []).append(_words(block, frame, seams, breakable=False))
    height, width = 1 + max(row for row, _ in cells), 1 + max(column for _, column in cells)
    rows = [
        "| " + " | ".join("⟦BR⟧".join(cells.get((row, column), [])) for column in range(width)) + " |"
        for row in range(height)
    ]
    rows.insert(1, "|" + " --- |" * width)
    return [f"\n{group[0].rest}".join([group[0].first + rows[0], *rows[1:]])]
