"""Articles in plain text: every non-empty line a block, and a guess at what each block is.

`GUESSES` is the order in which signs are looked for; the first that claims a block keeps it. What nothing claims is a
paragraph. All guesses can be corrected by the sidecar, none changes a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.model import Block, BlockKind, Change, Format, FormatKind, ShownOffset
from build_scripts.reading import signs
from build_scripts.reading.articles.claims import Claim, Claims, Guess
from build_scripts.reading.articles.correcting import folded
from build_scripts.reading.articles.heads import front_matter
from build_scripts.reading.articles.lines import UNEVEN, Line, read_lines
from build_scripts.reading.articles.pieces import Piece, Reading, heading_level
from build_scripts.reading.articles.quotations import quotations

_ADDRESS_INSIDE = re.compile(r"https?://[^\s<>“”\"]+", re.IGNORECASE)
_QUESTION = re.compile(r"(?:question|q|interviewer|journalist|reporter|correspondent)\s*:\s", re.IGNORECASE)
_LABEL = re.compile(r"([^\W\d_][^:.!?“”\"]{0,80}):\s")
_AUTHOR_IS = re.compile(
    r"\b(?:is|was) (?:an?|the) (?:[\w-]+,? ){0,6}(?:author|journalist|writer|contributor|columnist|analyst"
    r"|professor|editor|correspondent|lecturer|reporter|historian|activist|researcher|fellow)\b"
    r"|\bcan be reached at\b|\blives in\b"
)
_NAME_FIRST = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]+\s){2}")
BREAKS_OFF = "navigation of the source page: the text as found breaks off here"
_COPY_AT_MOST = 400
"""Characters of a caption that is looked for again near by."""


def read_text(text: str, title: str = "") -> Reading:
    """The blocks of a plain text; `title`, where a sidecar names it, decides which line is the headline."""
    lines = read_lines(text)
    claims: dict[int, Claim] = {}
    for guess in GUESSES:
        for index, claim in tuple(guess(lines, claims, title)):
            claims.setdefault(index, claim)
    paragraph = Claim(BlockKind.PARAGRAPH)
    pieces = tuple(_piece(line, claims.get(index, paragraph)) for index, line in enumerate(lines))
    return Reading(pieces, text)


def _piece(line: Line, claim: Claim) -> Piece:
    words, cut = line.text, []
    if line.cut:
        cut.append(Change("omitted", "name of an image file, not part of the text", line.cut, line.number))
    if claim.kind is BlockKind.CREDIT and (bare := words.rstrip(signs.DASHES + " \u00a0")) != words and bare:
        dash = words[len(bare) :].strip()
        cut.append(Change("omitted", "a dash that only separated this line from the next", dash, line.number))
        words = bare
    block = Block(
        claim.kind, words, _links(words), None, heading_level(claim.kind, 0), label=claim.label, line=line.number
    )
    return Piece(block, claim.aside, claim.what, tuple(cut))


def _links(words: str) -> tuple[Format, ...]:
    if "://" not in words:
        return ()
    found = []
    for match in _ADDRESS_INSIDE.finditer(words):
        address = match.group().rstrip(".,;:!?)]’'")
        start = match.start()
        found.append(Format(FormatKind.LINK, ShownOffset(start), ShownOffset(start + len(address)), address))
    return tuple(found)


def _closing_addresses(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    at = len(lines) - 1
    while at > 0 and signs.is_address(lines[at].text):
        yield at, Claim(BlockKind.PARAGRAPH, "address of the original, kept with the article's particulars", "moved")
        at -= 1


def _page_furniture(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    for index, line in enumerate(lines):
        if len(line.text) > 200:
            continue
        if signs.is_navigation(line.text) and not _labels_titles(lines, index):
            yield index, Claim(BlockKind.PARAGRAPH, BREAKS_OFF)
        elif signs.image_name(line.text) == line.text:
            yield index, Claim(BlockKind.PARAGRAPH, "name of an image file, not part of the text")


def _labels_titles(lines: Sequence[Line], index: int) -> bool:
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return signs.is_related_label(lines[index].text) and signs.is_title_like(following)


def _copies(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    """Short blocks that stand twice within a few blocks: captions, of which the first copy stays."""
    for index, line in enumerate(lines):
        near = range(max(0, index - 3), index)
        alike = [at for at in near if abs(len(lines[at].text) - len(line.text)) <= UNEVEN]
        if not alike or index in claims or len(line.text) > _COPY_AT_MOST or len(line.text.split()) < 4:
            continue
        key = folded(line.text)
        earlier = next((at for at in alike if folded(lines[at].text) == key), None)
        if earlier is not None:
            yield earlier, Claim(BlockKind.CAPTION)
            yield index, Claim(BlockKind.CAPTION, "the same caption again")


def _captions(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    yield from ((index, Claim(BlockKind.CAPTION)) for index, line in enumerate(lines) if signs.is_caption(line.text))


def _related(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    for index, line in enumerate(lines):
        if not signs.is_related_label(line.text):
            continue
        yield index, Claim(BlockKind.TEASER)
        at = index + 1
        while at < len(lines) and at not in claims and signs.is_title_like(lines[at].text):
            yield at, Claim(BlockKind.TEASER)
            at += 1


def _citations(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    yield from ((index, Claim(BlockKind.CITATION)) for index, line in enumerate(lines) if signs.is_citation(line.text))


def _quotations(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    cited = {index for index, claim in claims.items() if claim.kind is BlockKind.CITATION}
    quoted = [index for index in quotations([line.text for line in lines], cited) if index not in claims]
    yield from ((index, Claim(BlockKind.QUOTATION)) for index in quoted)


def _bare_citations(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    """A title alone directly after a quotation of several blocks: the source of the quotation."""
    for index, claim in claims.items():
        after = index + 1
        if claim.kind is not BlockKind.QUOTATION or after in claims or after >= len(lines) - 1:
            continue
        if signs.is_title_like(lines[after].text, 160) and not lines[after].text.endswith(("?", "!")):
            yield after, Claim(BlockKind.CITATION)


def _turns(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    """Questions and answers: who speaks is carried over to the paragraphs without a label of their own."""
    if not any(_QUESTION.match(line.text) for line in lines):
        return
    turn: Claim | None = None
    for index, line in enumerate(lines):
        label = _label(line.text)
        if label:
            asked = _QUESTION.match(line.text) is not None
            turn = Claim(BlockKind.QUESTION if asked else BlockKind.ANSWER, label=label)
        elif index in claims or signs.is_heading_like(line.text):
            turn = None
        if turn:
            yield index, turn


def _label(words: str) -> str:
    match = _LABEL.match(words)
    if match is None or len(match[1].split()) > 8:
        return ""
    return " ".join(match[1].split()) if _QUESTION.match(words) or signs.is_name_like(match[1]) else ""


def _teasers(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    for index, line in enumerate(lines[1:-1], 1):
        words = line.text
        if index in claims or not (signs.source_tail(words) or len(words.split()) >= 10):
            continue
        if signs.is_title_like(words) and signs.in_title_case(words):
            yield index, Claim(BlockKind.TEASER)


def _headings(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    for index, line in enumerate(lines[1:-1], 1):
        if index in claims or not signs.is_heading_like(line.text) or lines[index - 1].text.endswith(":"):
            continue
        following = lines[index + 1].text
        if line.text.endswith(":"):
            introduces = len(line.text) > 100 or following[:1] in signs.OPENING or lines[index + 1].joined
        else:
            introduces = signs.is_heading_like(following) and not _label(following)
        if not introduces:
            yield index, Claim(BlockKind.HEADING)


def _biography(lines: Sequence[Line], claims: Claims, title: str) -> Iterator[tuple[int, Claim]]:
    at = len(lines) - 1
    while at > 0 and at in claims and claims[at].aside:
        at -= 1
    words = lines[at].text if at > 2 else ""
    if at not in claims and len(words) <= 700 and _NAME_FIRST.match(words) and _AUTHOR_IS.search(words):
        yield at, Claim(BlockKind.BIOGRAPHY)


GUESSES: tuple[Guess, ...] = (
    _closing_addresses,
    front_matter,
    _page_furniture,
    _copies,
    _captions,
    _related,
    _citations,
    _quotations,
    _bare_citations,
    _turns,
    _teasers,
    _headings,
    _biography,
)
