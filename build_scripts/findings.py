"""Findings: what a person should mend. Data, collected first and judged at the end.

The list of codes here is the only list; `docs/findings.md` has a heading for each and a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from build_scripts.model import Place


class Severity(StrEnum):
    ERROR = "error"
    """The published build fails."""
    WARNING = "warning"
    """The published build fails with `--strict`."""
    NOTICE = "notice"
    """Worth knowing; never fails a build."""


class Code(StrEnum):
    """Stable codes. Y YAML, S sidecar, A anchoring, C citation, X cross-reference, T text, W weaving, G glossary."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend."""

    code: Code
    severity: Severity
    place: Place
    message: str
    """What is wrong, with the offending words; one line, no control characters."""
    hint: str
    """What to do: the cure, where possible the exact text to paste."""
