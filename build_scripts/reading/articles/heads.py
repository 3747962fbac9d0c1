"""What stands above the text of a plain article: headline, credits, the original headline, epigraph, standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.model import BlockKind
from build_scripts.reading import signs
from build_scripts.reading.articles.claims import Claim, Claims
from build_scripts.reading.articles.correcting import folded
from build_scripts.reading.articles.lines import Line

_EPIGRAPH = re.compile(r"[“\"«„].{1,2000}[”\"»“]\s*[—–―-]\s*[A-ZÀ-Þ][^.!?]{1,160}$")


def _find_title(lines: Sequence[Line], title: str) -> int | None:
    """Which of the first lines is the title a sidecar names; None when it is none of them or no title is named."""
    wanted = folded(title).casefold()
    near = range(min(4, len(lines)))
    return next((index for index in near if wanted and folded(lines[index].text).casefold() == wanted), None)


def front_matter(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    """Headline, credit lines, the original's headline, epigraph and standfirst."""
    at = _find_title(lines, title)
    if at is None and lines and (signs.is_title_like(lines[0].text) or _credit_follows(lines)):
        at = 0
    if at is None:
        return
    headline = lines[at].text
    yield at, Claim(BlockKind.HEADLINE)
    start = at = at + 1
    while at < min(len(lines), start + 8) and _is_front_credit(lines, at, start):
        yield at, Claim(BlockKind.CREDIT)
        at += 1
    if at < len(lines) - 1 and at > start and _stands_as_title(lines[at].text):
        retold = _retells(lines[at].text, headline)
        if lines[at].joined or (retold and _in_quotation_marks(lines[at].text)):
            yield at, Claim(BlockKind.ORIGINAL_HEADLINE if retold else BlockKind.HEADING)
            at += 1
    if at < len(lines) and _EPIGRAPH.match(lines[at].text):
        yield at, Claim(BlockKind.EPIGRAPH)
        at += 1
    if at < len(lines) - 1 and not lines[at].joined and _is_standfirst(lines[at].text):
        yield at, Claim(BlockKind.STANDFIRST)


def _credit_follows(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and len(lines[0].text) <= 250 and signs.is_credit(lines[1].text)


def _is_front_credit(lines: Sequence[Line], at: int, start: int) -> bool:
    """Whether a line above the text is a credit: by its own signs, or a name alone that touches another credit."""
    if signs.is_credit(lines[at].text):
        return True
    if not signs.is_person(lines[at].text):
        return False
    before = at > start and lines[at].joined
    after = at + 1 < len(lines) and lines[at + 1].joined and signs.is_credit(lines[at + 1].text)
    alone = at == start and at + 1 < len(lines) and signs.is_credit(lines[at + 1].text)
    return before or after or alone


def _stands_as_title(words: str) -> bool:
    return signs.is_title_like(words.strip('“”"«»„')) or (signs.is_heading_like(words) and not words.endswith(":"))


def _in_quotation_marks(words: str) -> bool:
    return words[0] in '“"«„' and words[-1] in '”"»“'


def _retells(words: str, headline: str) -> bool:
    """Whether two lines share so many longer words that one is another headline of the same text."""
    first, second = (set(re.findall(r"\w{4,}", one.casefold())) for one in (words, headline))
    return len(words.split()) >= 5 and len(first & second) >= 2


def _is_standfirst(words: str) -> bool:
    return len(words.split()) >= 8 and signs.is_title_like(words)
