"""Places remembered for a text that is not always here. See `reading.records`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from build_scripts.anchoring.canonical import Canonical, digest
from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Anchor, AnchorStatus, Annotation, CanonicalOffset, Place, Target
from build_scripts.reading.records import Record, RecordedPlace

_CURE = to_paste("Put the text in its place and run:", "edition anchors --record")


def record_of(canonical: Canonical, annotations: Sequence[Annotation], anchors: Sequence[Anchor]) -> Record:
    """What is worth remembering: every target that has a place."""
    targets = {(a.id, index): target for a in annotations for index, target in enumerate(a.targets)}
    places = (
        RecordedPlace(
            anchor.annotation,
            anchor.target,
            _selector_digest(targets[anchor.annotation, anchor.target]),
            anchor.start,
            anchor.end,
            anchor.number,
        )
        for anchor in anchors
        if anchor.start is not None and anchor.end is not None
    )
    return Record(digest(canonical), tuple(sorted(places, key=lambda place: (place.annotation, place.target))))


def from_record(record: Record, annotations: Sequence[Annotation]) -> tuple[tuple[Anchor, ...], tuple[Finding, ...]]:
    """An unchecked anchor for each target, with its remembered place; a finding for each that has changed since."""
    known = {(place.annotation, place.target): place for place in record.places}
    anchors: list[Anchor] = []
    findings: list[Finding] = []
    for annotation in annotations:
        for index, target in enumerate(annotation.targets):
            place = known.get((annotation.id, index))
            if place is None or place.selector != _selector_digest(target):
                anchors.append(Anchor(annotation.id, index, AnchorStatus.UNCHECKED))
                message = f"the place of {annotation.id} was not recorded since its quote was written"
                findings.append(Finding(Code.S410, Severity.WARNING, target.quote.place, message, _CURE))
            else:
                start, end = CanonicalOffset(place.start), CanonicalOffset(place.end)
                anchors.append(Anchor(annotation.id, index, AnchorStatus.UNCHECKED, start, end, place.number))
    return tuple(anchors), tuple(findings)


def compare(path: str, record: Record, now: Record) -> tuple[Finding, ...]:
    """A finding when the text is here and says otherwise than the record at `path`."""
    if record == now:
        return ()
    what = "the text has changed" if record.text != now.text else "notes have changed"
    message = f"{what} since the notes' places were recorded"
    return (Finding(Code.S410, Severity.WARNING, Place(path), message, to_paste("Run:", "edition anchors --record")),)


def _selector_digest(target: Target) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of all that says where the target is."""
    scalars = (target.quote, target.prefix, target.suffix, target.through)
    words = "\0".join(scalar.text if scalar else "\1" for scalar in scalars)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
