"""Passages that resemble words which are nowhere. They help a person; nothing is ever placed by them."""

from __future__ import annotations

from rapidfuzz import fuzz

from build_scripts.anchoring.graphemes import widen
from build_scripts.anchoring.matching import Span

MOST = 3
"""Suggestions for one quotation."""
_LEAST_SCORE = 60.0
"""Of 100, as RapidFuzz counts: below this, passages have little more than common words in common."""
_STOPS = ",;:."
_GRAM = 4
_PROBES = 24
"""How many four-letter samples of the quotation are looked up to find the regions worth comparing."""
_HITS = 64
"""How many occurrences of one sample are counted; a more frequent one says nothing."""
_REGIONS = 6
_LONGEST = 600
"""Characters of a quotation that are compared; what is beyond stays uncompared, to bound the time."""


def suggest(text: str, quote: str) -> tuple[Span, ...]:
    """Up to `MOST` passages of `text` (on one line) that resemble `quote`, the nearest first; they do not overlap.

    Looks only at the regions that share most four-letter samples with the quotation: time grows linearly with the
    text, and by no more than a few milliseconds a megabyte.
    """
    wanted = quote[:_LONGEST]
    scored: list[tuple[float, Span]] = []
    for region in _regions(text, wanted):
        alignment = fuzz.partial_ratio_alignment(wanted, text[region.start : region.end], score_cutoff=_LEAST_SCORE)
        if alignment is not None and alignment.dest_end > alignment.dest_start:
            start, end = region.start + alignment.dest_start, region.start + alignment.dest_end
            passage = _without_stop(text, _trimmed(text, _whole_words(text, start, end), wanted), wanted)
            scored.append((fuzz.ratio(wanted, text[passage.start : passage.end]), passage))
    scored.sort(key=lambda item: (-item[0], item[1]))
    chosen: list[Span] = []
    for score, span in scored:
        if score >= _LEAST_SCORE and all(span.end <= other.start or other.end <= span.start for other in chosen):
            chosen.append(span)
    return tuple(chosen[:MOST])


def _trimmed(text: str, passage: Span, quote: str) -> Span:
    """Without words at its ends for which it resembles the quotation less: the alignment is as long as the quotation,
    and where the text says the same in fewer words it takes others along, even of another paragraph."""
    best, score = passage, fuzz.ratio(quote, text[passage.start : passage.end])
    while True:
        words = text[best.start : best.end]
        shorter = [Span(best.start + words.find(" ") + 1, best.end), Span(best.start, best.start + words.rfind(" "))]
        if " " not in words:
            return best
        scores = [fuzz.ratio(quote, text[one.start : one.end]) for one in shorter]
        if max(scores) <= score:
            return best
        score, best = max(scores), shorter[scores.index(max(scores))]


def _without_stop(text: str, passage: Span, quote: str) -> Span:
    """Without a comma or stop at the end, which is there for coming without a space, where the quotation has none."""
    end = passage.end
    while end > passage.start and text[end - 1] in _STOPS and quote.rstrip()[-1:] not in _STOPS:
        end -= 1
    return Span(passage.start, end) if end > passage.start else passage


def _regions(text: str, quote: str) -> list[Span]:
    """The parts of the text, a little longer than the quotation, in which most of its samples occur."""
    width = max(2 * len(quote), 80)
    if len(text) <= 4 * width:
        return [Span(0, len(text)), *(Span(at, at + width) for at in range(0, len(text), max(width // 2, 1)))]
    votes: dict[int, int] = {}
    step = max((len(quote) - _GRAM) // _PROBES, 1)
    for begin in range(0, max(len(quote) - _GRAM + 1, 1), step):
        for bucket in _buckets(text, quote[begin : begin + _GRAM], width // 2):
            votes[bucket] = votes.get(bucket, 0) + 1
    best = sorted(votes, key=lambda bucket: (-votes[bucket] - votes.get(bucket + 1, 0), bucket))[:_REGIONS]
    half = width // 2
    return [Span(max((bucket - 1) * half, 0), min((bucket + 2) * half, len(text))) for bucket in best]


def _buckets(text: str, gram: str, size: int) -> set[int]:
    found: set[int] = set()
    at = text.find(gram)
    hits = 0
    while at >= 0 and hits < _HITS:
        found.add(at // size)
        hits += 1
        at = text.find(gram, at + 1)
    return found if hits < _HITS else set()


def _whole_words(text: str, start: int, end: int) -> Span:
    """The range widened to the spaces around it, where they are near; never into the middle of a character."""
    start, end = widen(text, start, end)
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    lead = text.rfind(" ", max(start - 16, 0), start) + 1
    trail = text.find(" ", end, end + 16)
    if lead or start <= 16:
        start = lead
    if trail >= 0:
        end = trail
    elif len(text) - end <= 16:
        end = len(text)
    return Span(start, end)
