"""The inverse of matching: from a place to the shortest selector that names it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from build_scripts.anchoring.graphemes import is_boundary, widen
from build_scripts.anchoring.matching import Selector, Span, find_quote

FEW = 1000
"""Up to so many places of the same words are compared one by one; more are searched for."""
_WORD = 24
"""How far context is drawn out to whole words; longer ones, and scripts without spaces, are cut."""


def describe(text: str, start: int, end: int, places: Sequence[Span] | None = None) -> Selector:
    """The selector of `text[start:end]`, with as little prefix or suffix as makes it unambiguous, both only where one
    cannot do. Context runs to the end of a word where that is near.

    `find_quote(text, *describe(text, start, end))` is `((start, end),)` for every range that neither begins nor ends
    inside a character as a reader sees it; another range is widened to whole characters first. `anchoring` trims
    white space, so a range meant for a sidecar should not begin or end with any. `places` are all the places of the
    same words, if the caller has them. Raises ValueError unless 0 <= start <= end <= len(text).
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"not a range of a text of {len(text)} characters: {start} to {end}")
    text = text.replace("\n", " ")
    start, end = widen(text, start, end)
    exact = text[start:end]
    span = Span(start, end)
    if places is None:
        places = find_quote(text, exact, limit=FEW + 1)
    others = [place for place in places if place != span]
    if not others:
        return Selector(exact)
    if len(places) > FEW:
        before = _shortest(start, lambda length: _settles(text, span, length, 0))
        after = _shortest(len(text) - end, lambda length: _settles(text, span, 0, length))
    else:
        before = _within(start, 1 + max(_shared_before(text, start, other.start) for other in others))
        after = _within(len(text) - end, 1 + max(_shared_after(text, end, other.end) for other in others))
    if before is None and after is None:
        return _describe_between(text, span)
    lead, trail = _to_word_start(text, start, before), _to_word_end(text, end, after)
    if after is None or (before is not None and (before, start - lead) <= (after, trail - end)):
        return Selector(exact, text[lead:start], "")
    return Selector(exact, "", text[end:trail])


def _settles(text: str, span: Span, before: int, after: int) -> bool:
    prefix, suffix = text[span.start - before : span.start], text[span.end : span.end + after]
    return find_quote(text, text[span.start : span.end], prefix, suffix, limit=2) == (span,)


def _within(longest: int, length: int) -> int | None:
    return length if length <= longest else None


def _shared_before(text: str, one: int, other: int) -> int:
    """How many characters before `one` and before `other` are the same."""
    return _longest(min(one, other), lambda length: text[one - length : one] == text[other - length : other])


def _shared_after(text: str, one: int, other: int) -> int:
    """How many characters from `one` and from `other` on are the same."""
    rest = len(text) - max(one, other)
    return _longest(rest, lambda length: text[one : one + length] == text[other : other + length])


def _longest(limit: int, holds: Callable[[int], bool]) -> int:
    """The greatest length up to `limit` that holds; shorter ones do too."""
    first_failing = _shortest(limit, lambda length: not holds(length)) if limit else None
    return limit if first_failing is None else first_failing - 1


def _shortest(longest: int, settles: Callable[[int], bool]) -> int | None:
    """The least length up to `longest` that settles; longer ones do too. None when none does."""
    if longest < 1:
        return None
    high = 1
    while high < longest and not settles(high):
        high *= 2
    high = min(high, longest)
    if not settles(high):
        return None
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if settles(middle) else (middle, high)
    return high


def _describe_between(text: str, span: Span) -> Selector:
    """Neither neighbour alone is enough, as in `a a a a`: the shortest prefix that does with all that follows, then
    the shortest suffix that does with it."""
    start, end = span
    rest = len(text) - end
    before = _shortest(start, lambda length: _settles(text, span, length, rest)) or 0
    lead = _to_word_start(text, start, before)
    after = _shortest(rest, lambda length: _settles(text, span, start - lead, length)) or 0
    return Selector(text[start:end], text[lead:start], text[end : _to_word_end(text, end, after)])


def _to_word_start(text: str, start: int, length: int | None) -> int:
    at = start - (length or 0)
    while not is_boundary(text, at):
        at -= 1
    for candidate in range(at, max(at - _WORD, -1), -1):
        if candidate == 0 or text[candidate - 1] == " ":
            return candidate
    return at


def _to_word_end(text: str, end: int, length: int | None) -> int:
    at = end + (length or 0)
    while not is_boundary(text, at):
        at += 1
    for candidate in range(at, min(at + _WORD, len(text) + 1)):
        if candidate == len(text) or text[candidate] == " ":
            return candidate
    return at
