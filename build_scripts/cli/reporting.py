"""Prints findings and decides the exit status."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from build_scripts.cli.console import coloured, result, say, tally
from build_scripts.findings import Code, Cure, Finding, Severity
from build_scripts.model import Place
from build_scripts.reporting import Nearness, as_github, as_json, as_text, in_order, visible


def report(
    findings: Sequence[Finding],
    style: str,
    *,
    notices: bool = True,
    told: Collection[Code] = (),
    times: Mapping[str, Mapping[str, float]] | None = None,
    nearness: Callable[[Place], Nearness] | None = None,
) -> None:
    """As `json` or `github` to standard output, as `text` to standard error.

    Without `notices` the text leaves them out but for those with a code in `told`, and counts them. `times`, how long
    each part of a build took by one clock or another, goes into the JSON under the names of the clocks. `nearness` says
    for `github` which findings come first.
    """
    if style == "json":
        whole = json.loads(as_json(findings))
        for row, finding in zip(whole["findings"], in_order(findings), strict=True):
            row |= {"cures": [_cure(cure) for cure in finding.cures]} if finding.cures else {}
        result(json.dumps({**whole, **{clock: dict(laps) for clock, laps in (times or {}).items()}}, indent=2))
    elif style == "github":
        sys.stdout.write(as_github(findings, secrets.token_hex(20), nearness))
    else:
        shown = [one for one in findings if notices or one.severity is not Severity.NOTICE or one.code in told]
        if shown:
            say(coloured(as_text(shown).rstrip("\n")))
        say(tally(findings))


def status_of(findings: Iterable[Finding], *, strict: bool) -> int:
    """0 when nothing must be mended, else 1."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(finding.severity in grave for finding in findings))


def _cure(cure: Cure) -> dict[str, object]:
    """For a program that offers or makes it: `text` goes where `line`, `column` to `end_line`, `end_column` is now."""
    edits = [
        {
            "line": edit.start.line,
            "column": edit.start.column,
            "end_line": edit.end.line,
            "end_column": edit.end.column,
            "text": edit.text,
        }
        for edit in cure.edits
    ]
    return {"says": visible(cure.says), "safe": cure.safe, "edits": edits}
