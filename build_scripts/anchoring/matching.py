"""The place a quotation names, or why it names none. Nothing but what stands here places a note.

1. The words occur once: there. 2. Several times: prefix and suffix decide, or nothing does. 3. Nowhere: the same
again with typography folded. 4. Still nowhere: an orphan. A quotation whose prefix or suffix contradicts the only
place it could have is not placed. There is no rule about words, so every script is treated alike; but a range never
begins or ends inside a character as a reader sees it (see `graphemes`).

Implements the TextQuoteSelector of the W3C Web Annotation Data Model, 4.2.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from build_scripts.anchoring.folding import INSIDE, Folded, fold, fold_words
from build_scripts.anchoring.graphemes import is_boundary
from build_scripts.model import AnchorStatus

LISTED = 20
"""How many candidates an ambiguous quotation is reported with."""


class Span(NamedTuple):
    """A range of a text in code points, half-open."""

    start: int
    end: int


class Selector(NamedTuple):
    """A quotation ready to be compared: `canonical.flatten`ed words, `canonical.flatten_context`ed neighbours."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a selector."""

    status: AnchorStatus
    spans: tuple[Span, ...] = ()
    """The place, when `status` is anchored or folded; when ambiguous or contradicted the first candidates; else none.
    In the order of the text."""


class Haystack:
    """A text to be searched again and again: flattened to one line, and folded when that is first needed."""

    __slots__ = ("_folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text.replace("\n", " ")
        self._folded: Folded | None = None

    @property
    def folded(self) -> Folded:
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "", limit: int | None = None) -> tuple[Span, ...]:
    """Every place of `exact` directly between `prefix` and `suffix`, overlapping ones too, in order.

    All four are compared as they are, but a newline in `text` counts as a space. An empty `exact` is found at every
    boundary between characters. With `limit`, no more than so many.
    """
    return tuple(islice(_occurrences(text.replace("\n", " "), exact, prefix, suffix), limit))


def resolve(haystack: Haystack, selector: Selector) -> Outcome:
    """Where `selector` stands in the text."""
    exact, prefix, suffix = selector
    if not exact:
        return Outcome(AnchorStatus.ORPHAN)
    text = haystack.text
    first = text.find(exact)
    if first < 0:
        return _resolve_folded(haystack, selector)
    spans = tuple(islice(_occurrences(text, exact, start=first), 2))
    if len(spans) == 1 and not prefix and not suffix:
        return Outcome(AnchorStatus.ANCHORED, spans)
    if not spans:
        return _resolve_folded(haystack, selector)
    left = tuple(islice(_in_context(text, selector), LISTED)) if prefix or suffix else ()
    if len(left) == 1:
        return Outcome(AnchorStatus.ANCHORED, left)
    if left:
        return Outcome(AnchorStatus.AMBIGUOUS, left)
    if not prefix and not suffix:
        return Outcome(AnchorStatus.AMBIGUOUS, tuple(islice(_occurrences(text, exact, start=first), LISTED)))
    return _resolve_folded_context(haystack, selector)


def first_after(haystack: Haystack, exact: str, offset: int) -> Outcome:
    """The first place of `exact` that begins at `offset` or later, folded if need be; else an orphan."""
    text = haystack.text
    for span in _occurrences(text, exact, start=offset):
        return Outcome(AnchorStatus.ANCHORED, (span,))
    for span in _folded_occurrences(haystack, Selector(exact)):
        if span.start >= offset:
            return Outcome(AnchorStatus.FOLDED, (span,))
    return Outcome(AnchorStatus.ORPHAN)


def _occurrences(text: str, exact: str, prefix: str = "", suffix: str = "", start: int = 0) -> Iterator[Span]:
    needle = f"{prefix}{exact}{suffix}"
    lead, length = len(prefix), len(exact)
    at = text.find(needle, start)
    while at >= 0:
        begin = at + lead
        if is_boundary(text, begin) and is_boundary(text, begin + length):
            yield Span(begin, begin + length)
        if at >= len(text):
            return
        at = text.find(needle, at + 1)


def _in_context(text: str, selector: Selector) -> Iterator[Span]:
    """The places where prefix and suffix fit as written; failing that, the places where they fit when a space
    between them and the quotation is added or left out, which is what block scalars and plain scalars in YAML do."""
    exact, prefix, suffix = selector
    found = False
    for span in _occurrences(text, exact, prefix, suffix):
        found = True
        yield span
    if found:
        return
    before = {prefix.rstrip(), f"{prefix.rstrip()} "} if prefix.strip() else {prefix}
    after = {suffix.lstrip(), f" {suffix.lstrip()}"} if suffix.strip() else {suffix}
    yield from sorted({span for p in before for s in after for span in islice(_occurrences(text, exact, p, s), LISTED)})


def _resolve_folded(haystack: Haystack, selector: Selector) -> Outcome:
    candidates = tuple(islice(_folded_occurrences(haystack, Selector(selector.exact)), LISTED))
    if not candidates:
        return Outcome(AnchorStatus.ORPHAN)
    if not selector.prefix and not selector.suffix:
        return Outcome(AnchorStatus.FOLDED if len(candidates) == 1 else AnchorStatus.AMBIGUOUS, candidates)
    left = tuple(islice(_folded_occurrences(haystack, selector), LISTED))
    if not left:
        return Outcome(AnchorStatus.CONTRADICTED, candidates)
    return Outcome(AnchorStatus.FOLDED if len(left) == 1 else AnchorStatus.AMBIGUOUS, left)


def _resolve_folded_context(haystack: Haystack, selector: Selector) -> Outcome:
    """The words are there as typed, their neighbours are not: perhaps only their typography differs."""
    exact = selector.exact
    same = (s for s in _folded_occurrences(haystack, selector) if haystack.text[s.start : s.end] == exact)
    left = tuple(islice(same, LISTED))
    if len(left) == 1:
        return Outcome(AnchorStatus.FOLDED, left)
    if left:
        return Outcome(AnchorStatus.AMBIGUOUS, left)
    return Outcome(AnchorStatus.CONTRADICTED, find_quote(haystack.text, exact, limit=LISTED))


def _folded_occurrences(haystack: Haystack, selector: Selector) -> Iterator[Span]:
    folded = haystack.folded
    words = Selector(*map(fold_words, selector))
    for start, end in _in_context(folded.text, words):
        span = Span(folded.origins[start], folded.origins[end])
        if INSIDE not in span and is_boundary(haystack.text, span.start) and is_boundary(haystack.text, span.end):
            yield span
