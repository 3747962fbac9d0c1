"""Reads the recorded places of notes (`annotations/<collection>/<slug>.anchors.json`).

A text that may not be published may be absent where the site is built. The record says where its notes stand, so that
their order and paragraph numbers survive; it holds no word of the text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place


@dataclass(frozen=True, slots=True)
class RecordedPlace:
    """Where one target stood when the text was last here."""

    annotation: str
    target: int
    """From 0."""
    selector: str
    """A digest of the target's selector, which shows whether the sidecar has changed since."""
    start: int
    """In the canonical text, half-open with `end`."""
    end: int
    number: int | None
    """The ¶."""


@dataclass(frozen=True, slots=True)
class Record:
    text: str
    """The SHA-256 of the canonical text, in hexadecimal."""
    places: tuple[RecordedPlace, ...]
    """In order of annotation and target."""


def read_record(path: str, data: bytes) -> tuple[Record | None, tuple[Finding, ...]]:
    """The record, or None with a finding: it is made by a command, so a damaged one is not worth mending by hand."""
    try:
        value = json.loads(data.decode("utf-8"))
        places = tuple(_place(fields) for fields in value["places"])
        text = value["text"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None, (_damaged(path),)
    return (Record(text, places), ()) if isinstance(text, str) else (None, (_damaged(path),))


def _place(fields: dict[str, object]) -> RecordedPlace:
    """Raises TypeError or KeyError for anything but what `record_text` writes."""
    texts = (fields["annotation"], fields["selector"])
    numbers = (fields["target"], fields["start"], fields["end"])
    paragraph = fields["paragraph"]
    match (*texts, *numbers, paragraph):
        case (str(annotation), str(selector), int(target), int(start), int(end), int() | None as number):
            return RecordedPlace(annotation, target, selector, start, end, number)
    raise TypeError("not a recorded place")


def record_text(record: Record) -> str:
    """The file's text: one place a line, so that a change is a line of a diff."""
    rows = []
    for place in record.places:
        row = {
            "annotation": place.annotation,
            "target": place.target,
            "selector": place.selector,
            "start": place.start,
            "end": place.end,
            "paragraph": place.number,
        }
        rows.append(f"    {json.dumps(row)}")
    places = ",\n".join(rows)
    return f'{{\n  "text": {json.dumps(record.text)},\n  "places": [\n{places}\n  ]\n}}\n'


def _damaged(path: str) -> Finding:
    hint = to_paste("Put the text in its place and run:", "edition anchors --record")
    return Finding(Code.S409, Severity.ERROR, Place(path), "the record of the notes' places can't be read", hint)
