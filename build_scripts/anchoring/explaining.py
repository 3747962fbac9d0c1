"""What to tell an annotator whose quotation could not be placed as it stands: the reason, and YAML to paste."""

from __future__ import annotations

import json

from build_scripts.anchoring.canonical import Canonical, flatten, number_at
from build_scripts.anchoring.cleaning import cleaned, ends
from build_scripts.anchoring.describing import FEW, describe
from build_scripts.anchoring.matching import LISTED, Haystack, Outcome, Selector, Span, find_quote, first_after, resolve
from build_scripts.anchoring.suggesting import suggest
from build_scripts.findings import Code, Finding, Severity, in_marks, to_paste
from build_scripts.model import AnchorStatus, Annotation, CanonicalOffset, Scalar, Target

_AROUND = 30
"""Characters of context shown on either side of a candidate."""
_SHOWN = 80
"""Characters of a quotation repeated in a message."""
_ENOUGH = 100
"""Findings of one kind in one article that get a cure of their own. After so many something else is wrong, and the
time is bounded."""


NOTHING_LIKE_IT = "Nothing like it is in the article: correct the quote, or say `status: orphaned` to keep the note."
"""The hint where there is nothing to offer."""
_WORK = 200_000_000
"""Characters of text that may be searched for such cures: with a text of 10 MB, twenty get one."""


class Explainer:
    """Findings for one article's annotations."""

    def __init__(self, canonical: Canonical, haystack: Haystack) -> None:
        self._canonical = canonical
        self._haystack = haystack
        self._enough = min(_ENOUGH, max(_WORK // max(len(haystack.text), 1), 3))
        self._suggested = 0
        self._listed = 0

    def outcome(self, annotation: Annotation, target: Target, outcome: Outcome) -> Finding:
        """For a quote that is folded, ambiguous, contradicted or an orphan."""
        if outcome.status is AnchorStatus.FOLDED:
            return self._folded(annotation, target, outcome.spans[0])
        if outcome.status is AnchorStatus.AMBIGUOUS:
            return self._ambiguous(annotation, target, outcome)
        if outcome.status is AnchorStatus.CONTRADICTED:
            return self._contradicted(annotation, target, outcome)
        if not flatten(target.quote.text):
            message = f"the quote of “{annotation.id}” has no words"
            hint = "Quote the words the note is about, or leave `quote` out for a note on the whole article."
            return Finding(Code.A107, Severity.ERROR, target.quote.place, message, hint)
        message = f"{_brief(target.quote)} is nowhere in the article{in_note(annotation.id)}"
        return Finding(Code.A104, Severity.ERROR, target.quote.place, message, self._orphan_hint(target.quote))

    def through_missing(self, annotation: Annotation, through: Scalar, begin: Span) -> Finding:
        """The quote has its place, but the words the annotation runs `through` do not come after it."""
        message = f"{_brief(through)} does not come after the quote{in_note(annotation.id)}"
        near = self._suggest(through.text, begin.end)
        if near:
            words = (self._haystack.text[span.start : span.end] for span in near)
            hint = to_paste("Did you mean:", *(_yaml_line("through", one) for one in words))
        else:
            hint = "Quote words that stand after the quote, or leave `through` out."
        return Finding(Code.A105, Severity.ERROR, through.place, message, hint)

    def folded_range(self, annotation: Annotation, target: Target, outcome: Outcome, later: Outcome) -> list[Finding]:
        """For a range of which one end or both were found by folding."""
        findings = []
        if outcome.status is AnchorStatus.FOLDED:
            findings.append(self._folded(annotation, target, outcome.spans[0]))
        if target.through is not None:
            end = later.spans[0].end
            printed = self._printed_end(flatten(target.through.text), end)
            if printed is not None:
                findings.append(_printed(annotation, target.through, [("through", printed)]))
        return findings

    def allowance_not_needed(self, annotation: Annotation) -> Finding:
        """Every target of an annotation with `status: orphaned` has its place."""
        message = f"“{annotation.id}” says `status: orphaned`, but its words are in the article"
        return Finding(
            Code.A106,
            Severity.WARNING,
            annotation.place,
            message,
            to_paste("Delete `status: orphaned`, or write:", "status: published"),
        )

    def _folded(self, annotation: Annotation, target: Target, span: Span) -> Finding:
        text = self._haystack.text
        pairs = []
        if flatten(target.quote.text) != text[span.start : span.end]:
            pairs.append(("quote", text[span.start : span.end]))
        if target.prefix is not None and (words := flatten(target.prefix.text)):
            pairs.append(("prefix", text[max(span.start - len(words) - 1, 0) : span.start]))
        if target.suffix is not None and (words := flatten(target.suffix.text)):
            pairs.append(("suffix", text[span.end : span.end + len(words) + 1]))
        return _printed(annotation, target.quote, pairs)

    def _printed_end(self, words: str, end: int) -> str | None:
        """The words before `end` as printed; None when they are as quoted."""
        text = self._haystack.text
        if text.endswith(words, 0, end):
            return None
        for length in range(max(len(words) - 8, 1), len(words) + 9):
            start = max(end - length, 0)
            if Haystack(text[start:end]).folded.text == Haystack(words).folded.text:
                return text[start:end]
        return text[max(end - len(words), 0) : end]

    def _ambiguous(self, annotation: Annotation, target: Target, outcome: Outcome) -> Finding:
        many = f"{LISTED} times or more" if len(outcome.spans) >= LISTED else f"{len(outcome.spans)} times"
        given = ", even with its prefix and suffix" if target.prefix or target.suffix else ""
        message = f"{_brief(target.quote)} stands {many} in the article{given}{in_note(annotation.id)}"
        return Finding(Code.A101, Severity.ERROR, target.quote.place, message, self._candidates(target.quote, outcome))

    def _contradicted(self, annotation: Annotation, target: Target, outcome: Outcome) -> Finding:
        which = " and ".join(name for name, value in (("prefix", target.prefix), ("suffix", target.suffix)) if value)
        verb = "do" if " and " in which else "does"
        message = f"{_brief(target.quote)} is in the article, but its {which} {verb} not fit there"
        message += in_note(annotation.id)
        return Finding(Code.A102, Severity.ERROR, target.quote.place, message, self._candidates(target.quote, outcome))

    def _candidates(self, quote: Scalar, outcome: Outcome) -> str:
        """Every candidate with what settles it; when there are very many, or very many such findings, only some."""
        words = flatten(quote.text)
        first = outcome.spans[0]
        places = find_quote(self._haystack.text, self._haystack.text[first.start : first.end], limit=FEW + 1)
        self._listed += 1
        if self._listed > self._enough:
            return f"Give a prefix or suffix; the first {self._enough} findings like this say which."
        spans = outcome.spans if len(places) <= FEW else outcome.spans[:3]
        if len(spans) == 1:
            advice = "If this is the place, take the prefix and suffix out or correct them; else correct the quote:"
        else:
            more = len(places) - len(spans) if LISTED <= len(outcome.spans) < len(places) <= FEW else 0
            advice = f"Choose one{f' (there are {more} more)' if more else ''}; put it with the quote:"
        return to_paste(advice, *(line for span in spans for line in self._choice(words, span, places)))

    def _choice(self, quoted: str, span: Span, places: tuple[Span, ...]) -> list[str]:
        """A remark that shows the place, and the lines that settle it."""
        return [f"# {self._show(span)}", *self._cure(quoted, span, places)]

    def _show(self, span: Span) -> str:
        text = self._haystack.text
        number = number_at(self._canonical, CanonicalOffset(span.start))
        before, after = max(span.start - _AROUND, 0), min(span.end + _AROUND, len(text))
        lead, trail = "…" if before else "", "…" if after < len(text) else ""
        words = text[span.start : span.end]
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        where = f"¶{number} " if number is not None else ""
        return f"{where}{lead}{text[before : span.start]}⟨{shown}⟩{text[span.end : after]}{trail}"

    def _cure(self, quoted: str, span: Span, places: tuple[Span, ...]) -> list[str]:
        printed = self._haystack.text[span.start : span.end]
        own = printed == self._haystack.text[places[0].start : places[0].end]
        selector = describe(self._haystack.text, *span, places if own else None)
        pairs = [] if printed == quoted else [("quote", printed)]
        pairs += [(name, words) for name, words in zip(Selector._fields[1:], selector[1:], strict=True) if words]
        return _yaml(pairs)

    def _orphan_hint(self, quote: Scalar) -> str:
        words = flatten(quote.text)
        sure = self._without_what_is_not_printed(words) if self._suggested < self._enough else ""
        if sure:
            self._suggested += 1
            return sure
        near = self._suggest(words, 0)
        if not near:
            return NOTHING_LIKE_IT
        choices = [self._selector(span) for span in near]
        if len(choices) == 1:
            return to_paste("Did you mean:", *choices[0])
        shown = [[f"# {self._show(span)}", *lines] for span, lines in zip(near, choices, strict=True)]
        return to_paste("Did you mean one of these:", *(line for lines in shown for line in lines))

    def _without_what_is_not_printed(self, words: str) -> str:
        """A hint for a quotation that is in the article but for what was copied or put in with it; else empty."""
        for clean in cleaned(words):
            span = self._only_place(clean.words)
            if span is not None:
                return to_paste(f"Leave out {clean.without}:", *self._selector(span))
        parts = ends(words)
        if parts is not None:
            begin = resolve(self._haystack, Selector(parts[0]))
            later = first_after(self._haystack, parts[1], begin.spans[0].end) if len(begin.spans) == 1 else None
            if later is not None and later.spans:
                end = later.spans[0]
                lines = [
                    *self._selector(begin.spans[0]),
                    *_yaml([("through", self._haystack.text[end.start : end.end])]),
                ]
                return to_paste("For words left out, say where the passage begins and ends, with both lines:", *lines)
        several = [self._only_place(part.strip()) for part in words.split(";")]
        places = [span for span in several if span is not None]
        if len(places) == len(several) > 1:
            quotes = ", ".join(json.dumps(self._haystack.text[a:b], ensure_ascii=False) for a, b in places)
            return to_paste("Several passages are a list:", f"quote: [{quotes}]")
        span = self._only_place(words)
        return to_paste("Capitals are as printed:", *self._selector(span)) if span else ""

    def _only_place(self, words: str) -> Span | None:
        """Of words that stand in the article once, capitals or not."""
        found = resolve(self._haystack, Selector(words))
        if found.spans:
            return found.spans[0] if len(found.spans) == 1 else None
        text, wanted = self._haystack.text.lower(), words.lower()
        if not wanted or len(text) != len(self._haystack.text) or text.count(wanted) != 1:
            return None
        return Span(text.index(wanted), text.index(wanted) + len(wanted))

    def _selector(self, span: Span) -> list[str]:
        """The lines that name the place."""
        selector = describe(self._haystack.text, *span)
        pairs = zip(("quote", *Selector._fields[1:]), selector, strict=True)
        return _yaml([(name, words) for name, words in pairs if words])

    def _suggest(self, words: str, start: int) -> tuple[Span, ...]:
        self._suggested += 1
        if self._suggested > self._enough:
            return ()
        near = suggest(self._haystack.text[start:], flatten(words))
        return tuple(Span(span.start + start, span.end + start) for span in near)


def in_note(id_: str) -> str:
    """What follows a message: the note it is about."""
    return f" (in the note “{id_}”)"


def _printed(annotation: Annotation, scalar: Scalar, pairs: list[tuple[str, str]]) -> Finding:
    message = f"{_brief(scalar)} is printed with other quotes, dashes or ligatures{in_note(annotation.id)}"
    return Finding(Code.A103, Severity.NOTICE, scalar.place, message, to_paste("As printed:", *_yaml(pairs)))


def _brief(scalar: Scalar) -> str:
    words = flatten(scalar.text)
    words = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return in_marks(words)


def _yaml(pairs: list[tuple[str, str]]) -> list[str]:
    """Lines of keys with double-quoted values: what YAML reads back exactly as it stands."""
    return [_yaml_line(key, words) for key, words in pairs]


def _yaml_line(key: str, words: str) -> str:
    return f"{key}: {json.dumps(words, ensure_ascii=False)}"
