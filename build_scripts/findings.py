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

    S402 = "S402"  # an article without a sidecar
    S403 = "S403"  # two files for one article
    S404 = "S404"  # a name no address can be made of
    S405 = "S405"  # a symbolic link, or a path out of the edition
    S406 = "S406"  # a file that can't be read
    S407 = "S407"  # a file too large
    S408 = "S408"  # a sidecar whose article is not here
    W401 = "W401"  # a hand-written page where a made one belongs
    W402 = "W402"  # MkDocs found something in a page
    W403 = "W403"  # one article stopped the script itself


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
