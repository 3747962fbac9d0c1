"""What compiling an article gave, as far as other pages need it, and how a second build remembers it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Settings
from build_scripts.pipeline.compiling import Compiled
from build_scripts.rendering.questions import asks
from build_scripts.rendering.summary import Summary, summary_from_json, summary_to_json


class Outcome(NamedTuple):
    """What compiling an article gave, as far as other pages need it."""

    summary: Summary | None
    about: str
    """Of the article's summary the `Body.html`; empty when it has none."""
    questions: Mapping[str, str]
    """Of the notes that ask the `Body.html`, by annotation id."""
    findings: tuple[Finding, ...]
    """Those of an article without a summary."""


def outcome_of(compiled: Compiled | None, settings: Settings, findings: tuple[Finding, ...]) -> Outcome:
    if compiled is None:
        return Outcome(None, "", {}, findings)
    asking = (note.id for note in compiled.summary.notes if asks(note.kind, settings))
    questions = {id_: compiled.bodies[id_].html for id_ in asking}
    return Outcome(compiled.summary, compiled.about.html if compiled.about else "", questions, findings)


def remember(outcome: Outcome) -> str:
    """One text, which `recall` understands."""
    if outcome.summary is not None:
        return f"S{json.dumps([outcome.about, outcome.questions])}\t{summary_to_json(outcome.summary)}"
    places = [(f.code, f.severity, f.place.path, f.place.line, f.place.column) for f in outcome.findings]
    words = [(f.message, f.hint) for f in outcome.findings]
    return f"F{json.dumps([places, words])}"


def recall(value: str) -> Outcome | None:
    """None for what was never remembered or has another shape than it should."""
    try:
        if value.startswith("S"):
            texts, _, summary = value[1:].partition("\t")
            about, questions = json.loads(texts)
            return Outcome(summary_from_json(summary), str(about), dict(questions), ())
        if value.startswith("F"):
            findings = (
                Finding(Code(code), Severity(severity), Place(path, line, column), message, hint)
                for (code, severity, path, line, column), (message, hint) in zip(*json.loads(value[1:]), strict=True)
            )
            return Outcome(None, "", {}, tuple(findings))
    except (ValueError, TypeError, IndexError, KeyError):
        return None
    return None
