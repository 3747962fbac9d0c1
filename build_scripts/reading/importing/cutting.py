"""Where one article ends and the next begins in a plain text that holds several.

Nothing printed separates them, so the signs are those a reader uses: a title followed by a credit or a date; the
address or `Continue reading` that closes what stands before; and, strongest, the title of a sidecar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.reading import signs
from build_scripts.reading.articles.correcting import folded
from build_scripts.reading.articles.lines import Line, plain_lines
from build_scripts.reading.importing.plan import Cut

_TITLE_LINES = 3
"""Lines over which a title may run."""
_LONGEST_TITLE = 600
"""Characters."""


@dataclass(frozen=True, slots=True)
class _Start:
    index: int
    reason: str
    sure: bool
    title: str = ""


def title_key(title: str) -> str:
    """Titles are compared NFC, white space collapsed, quotes and dashes folded, without regard to case."""
    return folded(title).casefold()


def cut_text(text: str, titles: Mapping[str, str]) -> tuple[Cut, ...]:
    """The articles of a text, in order, which together hold all its lines; empty for a text of white space.

    `titles` maps `title_key` of each known sidecar's title to the title as written.
    """
    lines = plain_lines(text)
    starts = _without_doubles(_starts(lines, titles), lines)
    ends = [*(start.index for start in starts[1:]), len(lines)]
    return tuple(
        Cut(lines[start.index].number, lines[end - 1].number, start.reason, start.sure, start.title)
        for start, end in zip(starts, ends, strict=False)
    )


def _starts(lines: Sequence[Line], titles: Mapping[str, str]) -> list[_Start]:
    found = []
    for index in range(len(lines)):
        start = _by_title(lines, index, titles) or _by_credit(lines, index) or _by_ending(lines, index)
        if start is None and index == 0:
            start = _Start(0, "the file begins here; no credit or date follows", False)
        if start:
            found.append(start)
    return found


def _by_title(lines: Sequence[Line], index: int, titles: Mapping[str, str]) -> _Start | None:
    if not titles or (index and lines[index].joined):
        return None
    words = ""
    for line in lines[index : index + _TITLE_LINES]:
        if len(line.text) > _LONGEST_TITLE or (words and not line.joined):
            return None
        words = f"{words} {line.text}".strip()
        title = titles.get(title_key(words))
        if title is not None:
            return _Start(index, "the title of a sidecar", True, title)
    return None


def _by_credit(lines: Sequence[Line], index: int) -> _Start | None:
    """A title-like line of its own, and a credit, a date or a dateline after it."""
    if lines[index].joined or index + 1 >= len(lines) or not _title_like(lines[index].text):
        return None
    following = lines[index + 1].text
    if signs.is_credit(following):
        return _Start(index, f"a title, then the credit line “{following}”", True)
    after = lines[index + 2].text if index + 2 < len(lines) else ""
    if signs.is_person(following) and signs.is_credit(after):
        return _Start(index, f"a title, then the name “{following}” and “{after}”", True)
    dateline = signs.run_in_dateline(following)
    if dateline and index == 0:
        return _Start(index, f"the file begins with a title, then the dateline “{following[:dateline].strip()}”", True)
    return None


def _title_like(words: str) -> bool:
    return signs.is_title_like(words) and not signs.is_related_label(words)


def _by_ending(lines: Sequence[Line], index: int) -> _Start | None:
    """A title-like line after a line that closes an article."""
    if index == 0 or lines[index].joined or not _title_like(lines[index].text):
        return None
    before = lines[index - 1].text
    if signs.is_address(before):
        return _Start(index, "a title after the address that closes the article before", False)
    if signs.is_navigation(before) and not signs.is_related_label(before):
        return _Start(index, f"a title after “{before}”", False)
    return None


def _without_doubles(starts: Sequence[_Start], lines: Sequence[Line]) -> list[_Start]:
    """Of two starts with only credits between them, one: a sidecar's title, else the first."""
    kept: list[_Start] = []
    for start in starts:
        between = lines[kept[-1].index + 1 : start.index] if kept else ()
        apart = not kept or not all(signs.is_credit(line.text) for line in between)
        if apart or (start.title and kept[-1].title):
            kept.append(start)
        elif start.title:
            # A line above the title, a rubric perhaps, belongs to the article when nothing else could claim it.
            index = 0 if kept[-1].index == 0 else start.index
            kept[-1] = _Start(index, start.reason, True, start.title)
    return kept
