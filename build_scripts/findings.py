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
    C101 = "C101"  # a citation of a source that is not in sources.yml
    C102 = "C102"  # a citation that cannot be read
    C103 = "C103"  # a source that nothing uses
    C104 = "C104"  # a source and an article, or two sources, under one id
    C105 = "C105"  # the citations could not be rendered
    C106 = "C106"  # the program that renders citations has a remark
    X101 = "X101"  # a cross-reference to an article that is not there
    X102 = "X102"  # a cross-reference to a note that its article does not have
    X103 = "X103"  # a cross-reference to a paragraph past the article's last
    X104 = "X104"  # a cross-reference to a note that is not published
    X105 = "X105"  # a cross-reference that cannot be read
    X106 = "X106"  # a cross-reference by a slug that several collections use
    X107 = "X107"  # a cross-reference to a glossary entry or source that is not there


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
