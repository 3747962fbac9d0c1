"""Every annotation's place in its article, and a finding for each that has none."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.anchoring.canonical import Canonical, flatten, flatten_context, number_at
from build_scripts.anchoring.explaining import Explainer
from build_scripts.anchoring.matching import Haystack, Outcome, Selector, Span, first_after, resolve
from build_scripts.findings import Finding
from build_scripts.model import Anchor, AnchorStatus, Annotation, CanonicalOffset, Scalar, Status, Target

PLACED = frozenset({AnchorStatus.ANCHORED, AnchorStatus.FOLDED})


def anchor(canonical: Canonical, annotations: Sequence[Annotation]) -> tuple[tuple[Anchor, ...], tuple[Finding, ...]]:
    """One anchor for each target of each annotation, in their order, and what there is to mend.

    An annotation whose `status` is `orphaned` may be without a place; if all its targets have one, that is a finding.
    An annotation without targets, a note on the whole article, has no anchors.
    """
    haystack = Haystack(canonical.text)
    explain = Explainer(canonical, haystack)
    anchors: list[Anchor] = []
    findings: list[Finding] = []
    for annotation in annotations:
        outcomes = [_locate(haystack, target) for target in annotation.targets]
        for index, (target, (outcome, later)) in enumerate(zip(annotation.targets, outcomes, strict=True)):
            anchors.append(_anchor(canonical, haystack, annotation.id, index, later or outcome))
            findings.extend(_explain(explain, annotation, target, outcome, later))
        if annotation.status is Status.ORPHANED and outcomes and all(map(_is_placed, outcomes)):
            findings.append(explain.allowance_not_needed(annotation))
    return tuple(anchors), tuple(findings)


def _locate(haystack: Haystack, target: Target) -> tuple[Outcome, Outcome | None]:
    """What became of the quote; and of the whole target when it runs `through` later words, None when it does not
    or the quote has no place."""
    outcome = resolve(haystack, selector_of(target))
    if target.through is None or outcome.status not in PLACED:
        return outcome, None
    begin = outcome.spans[0]
    later = first_after(haystack, flatten(target.through.text), begin.end)
    if later.status is AnchorStatus.ORPHAN:
        return outcome, later
    folded = AnchorStatus.FOLDED in (outcome.status, later.status)
    status = AnchorStatus.FOLDED if folded else AnchorStatus.ANCHORED
    return outcome, Outcome(status, (Span(begin.start, later.spans[0].end),))


def _is_placed(outcomes: tuple[Outcome, Outcome | None]) -> bool:
    outcome, later = outcomes
    return (later or outcome).status in PLACED


def _explain(
    explain: Explainer, annotation: Annotation, target: Target, outcome: Outcome, later: Outcome | None
) -> list[Finding]:
    if (later or outcome).status is AnchorStatus.ANCHORED:
        return []
    if (later or outcome).status not in PLACED and annotation.status is Status.ORPHANED:
        return []
    if later is not None and target.through is not None and later.status is AnchorStatus.ORPHAN:
        return [explain.through_missing(annotation, target.through, outcome.spans[0])]
    if later is not None:
        return explain.folded_range(annotation, target, outcome, later)
    return [explain.outcome(annotation, target, outcome)]


def _anchor(canonical: Canonical, haystack: Haystack, annotation: str, target: int, outcome: Outcome) -> Anchor:
    if outcome.status not in PLACED:
        return Anchor(annotation, target, outcome.status)
    start, end = outcome.spans[0]
    number = number_at(canonical, CanonicalOffset(start))
    text = canonical.text[start:end]
    return Anchor(annotation, target, outcome.status, CanonicalOffset(start), CanonicalOffset(end), number, text)


def unchecked(annotations: Sequence[Annotation]) -> tuple[Anchor, ...]:
    """One anchor for each target, for an article whose text is not here and of which there is no record."""
    return tuple(
        Anchor(annotation.id, index, AnchorStatus.UNCHECKED)
        for annotation in annotations
        for index in range(len(annotation.targets))
    )


def selector_of(target: Target) -> Selector:
    """The target's words as they are compared."""
    return Selector(flatten(target.quote.text), _context(target.prefix), _context(target.suffix))


def _context(scalar: Scalar | None) -> str:
    return flatten_context(scalar.text) if scalar else ""
