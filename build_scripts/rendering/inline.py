"""The Markdown of one block's words: their formatting, and what weaving sets between them.

Markdown's own signs are used wherever Python-Markdown reads them as meant; a token stands in where it would not:
emphasis inside emphasis, against another or against white space, and code with characters that code can't show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from build_scripts.model import Block, Format, FormatKind
from build_scripts.rendering.escaping import Replacement, escape, replacements, safe_address


class Rank(IntEnum):
    """In which order things stand that stand between the same two characters."""

    FORMAT_END = 0
    MILESTONE_END = 1
    FOOTNOTE = 2
    REFERENCE = 3
    BREAK = 4
    MILESTONE_START = 5
    FORMAT_START = 6


class Insert(NamedTuple):
    """Something set between two characters of a block."""

    offset: int
    """In `Block.shown`."""
    rank: int
    order: tuple[int, ...]
    """Among those of one rank at one offset."""
    text: str


class _Signs(NamedTuple):
    start: int
    end: int
    kind: FormatKind
    opening: str
    closing: str
    raw: bool
    """Whether the words between are written without escapes."""


_STARS = {FormatKind.EMPHASIS: "*", FormatKind.STRONG: "**"}
_NAMES = {FormatKind.EMPHASIS: "EM", FormatKind.STRONG: "STRONG", FormatKind.CODE: "CODE"}
_PLAIN_CODE = re.compile(r"[^\s`<>&\\|⟦⟧\x00-\x1f](?:[^`<>&\\|⟦⟧\x00-\x1f]*[^\s`<>&\\|⟦⟧\x00-\x1f])?")
_PLAIN_LABEL = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def inline_markdown(block: Block, inserts: Sequence[Insert], *, protected: bool, breakable: bool) -> str:
    """The block's words as Markdown. `protected`: something already stands before them on their line, so they can't
    begin a list or a heading. `breakable`: a line break may be written as one, without it always as a token."""
    shown = block.shown
    starts = () if protected else (0,)
    if not block.formats and not inserts:
        return _assemble(shown, replacements(shown, starts), ()).strip(" ")
    signs = _signs(shown, block.formats)
    breaks = sorted({f.start for f in block.formats if f.kind is FormatKind.BREAK})
    plain = [at for at in breaks if breakable and _may_break(shown, at, breaks)]
    events = [*_format_events(signs), *_breaks(breaks, plain), *_footnotes(block.formats)]
    events.extend(inserts)
    links = [sign for sign in signs if sign.kind is FormatKind.LINK]
    settled = sorted(_outside_links(event, links) for event in events)
    new = replacements(shown, (*starts, *plain))
    new.extend(Replacement(sign.start - 1, "\\!") for sign in links if shown[sign.start - 1 : sign.start] == "!")
    raw = [(sign.start, sign.end) for sign in signs if sign.raw]
    new = [item for item in new if not any(start <= item.offset < end for start, end in raw)]
    return _assemble(shown, sorted(set(new)), settled).strip(" ")


def footnote_name(label: str) -> str:
    """A footnote's label as part of an id: itself where it may be one, else its code points."""
    return label if _PLAIN_LABEL.fullmatch(label) else "x" + "-".join(f"{ord(char):x}" for char in label[:8])


def footnote_token(word: str, label: str) -> str:
    """`⟦fn 2⟧` or `⟦fnote 2⟧`; with the label as printed where that is not its name."""
    name = footnote_name(label)
    return f"⟦{word} {name}⟧" if name == label else f"⟦{word} {name} {escape(label)}⟧"


def _assemble(shown: str, new: Sequence[Replacement], events: Sequence[Insert]) -> str:
    pieces: list[str] = []
    at = 0
    pending = iter(new)
    item = next(pending, None)
    for event in events:
        while item is not None and item.offset < event.offset:
            pieces.append(shown[at : item.offset])
            pieces.append(item.text)
            at = item.offset + 1
            item = next(pending, None)
        if event.offset > at:
            pieces.append(shown[at : event.offset])
            at = event.offset
        pieces.append(event.text)
    while item is not None:
        pieces.append(shown[at : item.offset])
        pieces.append(item.text)
        at = item.offset + 1
        item = next(pending, None)
    pieces.append(shown[at:])
    return "".join(pieces)


def _signs(shown: str, formats: Sequence[Format]) -> list[_Signs]:
    signs: list[_Signs] = []
    for item in formats:
        if item.start >= item.end:
            continue
        around = [sign for sign in signs if sign.end > item.start]
        if any(sign.raw for sign in around):
            continue
        if item.kind is FormatKind.LINK:
            address = safe_address(item.target)
            if address and not any(sign.kind is FormatKind.LINK for sign in around):
                signs.append(_Signs(item.start, item.end, item.kind, "[", f"]({address})", raw=False))
        elif item.kind is FormatKind.CODE:
            signs.append(_code(shown, item, formats))
        elif item.kind in _STARS:
            signs.append(_emphasis(shown, item, signs, around))
    return signs


def _code(shown: str, item: Format, formats: Sequence[Format]) -> _Signs:
    words = shown[item.start : item.end]
    alone = not any(f is not item and f.start < item.end and f.end > item.start for f in formats)
    after_backslash = shown[item.start - 1 : item.start] == "\\" or shown[item.end : item.end + 1] == "`"
    touching = any(f is not item and f.kind is FormatKind.CODE and item.start == f.end for f in formats)
    inside_breaks = any(f.kind is FormatKind.BREAK and item.start < f.start < item.end for f in formats)
    if alone and _PLAIN_CODE.fullmatch(words) and not (after_backslash or touching or inside_breaks):
        return _Signs(item.start, item.end, item.kind, "`", "`", raw=True)
    return _Signs(item.start, item.end, item.kind, "⟦CODE⟧", "⟦/CODE⟧", raw=False)


def _emphasis(shown: str, item: Format, before: Sequence[_Signs], around: Sequence[_Signs]) -> _Signs:
    starred = any(sign.opening.startswith("*") for sign in around)
    touching = any(sign.opening.startswith("*") and sign.end == item.start for sign in before)
    if starred or touching or shown[item.start].isspace() or shown[item.end - 1].isspace():
        name = _NAMES[item.kind]
        return _Signs(item.start, item.end, item.kind, f"⟦{name}⟧", f"⟦/{name}⟧", raw=False)
    return _Signs(item.start, item.end, item.kind, _STARS[item.kind], _STARS[item.kind], raw=False)


def _format_events(signs: Sequence[_Signs]) -> list[Insert]:
    events = []
    for index, sign in enumerate(signs):
        events.append(Insert(sign.start, Rank.FORMAT_START, (index,), sign.opening))
        events.append(Insert(sign.end, Rank.FORMAT_END, (-index,), sign.closing))
    return events


def _may_break(shown: str, at: int, breaks: Sequence[int]) -> bool:
    """Whether two spaces and a new line at `at` would leave words on both lines."""
    later = [other for other in breaks if other > at]
    following = shown[at : later[0]] if later else shown[at:]
    return bool(shown[:at].strip()) and bool(following.strip())


def _breaks(breaks: Sequence[int], plain: Sequence[int]) -> list[Insert]:
    return [Insert(at, Rank.BREAK, (), "  \n" if at in plain else "⟦BR⟧") for at in breaks]


def _footnotes(formats: Sequence[Format]) -> list[Insert]:
    return [
        Insert(item.start, Rank.FOOTNOTE, (index,), footnote_token("fn", item.target))
        for index, item in enumerate(formats)
        if item.kind is FormatKind.FOOTNOTE
    ]


def _outside_links(event: Insert, links: Sequence[_Signs]) -> Insert:
    """References hold a link of their own, so one that falls inside a link stands after it."""
    if event.rank in (Rank.REFERENCE, Rank.FOOTNOTE):
        for link in links:
            if link.start < event.offset < link.end:
                return event._replace(offset=link.end)
    return event
