"""Findings as people and programs read them. Their words come from contributors: one line each, nothing invisible."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from build_scripts.cli.console import COLOURS, has_colour, result, result_json, say, tally
from build_scripts.findings import Finding, Severity

LONGEST = 2000
"""Characters of a message or hint that are printed."""
GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def report(
    findings: Sequence[Finding], style: str, *, notices: bool = True, seconds: Mapping[str, float] | None = None
) -> None:
    """Writes the findings: as JSON or as workflow commands to standard output, as text to standard error.

    Without `notices` the text leaves them out, but counts them. `seconds`, how long each part of a build took, goes
    into the JSON.
    """
    if style == "json":
        timing = {} if seconds is None else {"seconds": dict(seconds)}
        result_json({"findings": [_row(finding) for finding in findings], **timing})
    elif style == "github":
        for finding in findings:
            result(github_line(finding))
    else:
        for finding in findings:
            if notices or finding.severity is not Severity.NOTICE:
                say(text_lines(finding, colour=has_colour()))
        say(tally(findings))


def status_of(findings: Iterable[Finding], *, strict: bool) -> int:
    """0 when nothing must be mended, else 1."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(finding.severity in grave for finding in findings))


def text_lines(finding: Finding, *, colour: bool) -> str:
    """`path:line:column: error A101: message`, and the cure below it."""
    place = f"{printable(finding.place.path)}:{finding.place.line}:{finding.place.column}"
    level = str(finding.severity)
    if colour:
        level = f"\x1b[{COLOURS[finding.severity]}m{level}\x1b[0m"
    return f"{place}: {level} {finding.code}: {printable(finding.message)}\n    {printable(finding.hint)}"


def github_line(finding: Finding) -> str:
    """A workflow command that puts the finding on its line of the diff."""
    place = finding.place
    where = f"file={_property(place.path)},line={place.line},col={place.column},title={finding.code}"
    words = _data(f"{printable(finding.message)}\n{printable(finding.hint)}")
    return f"::{GITHUB_LEVELS[finding.severity]} {where}::{words}"


def printable(text: str) -> str:
    """One line: line ends, controls, bidi controls and other invisible characters as escapes."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    return "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else _escape(c) for c in cut)


def _escape(character: str) -> str:
    return " " if character == "\u00a0" else ascii(character)[1:-1]


def _row(finding: Finding) -> dict[str, object]:
    return {
        "code": str(finding.code),
        "severity": str(finding.severity),
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "hint": finding.hint,
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
