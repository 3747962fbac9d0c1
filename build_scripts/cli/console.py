"""What goes to the terminal, and how. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable

from build_scripts.findings import Finding, Severity, is_expected

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
_LEVEL = re.compile(r"^(\S+:\d+:\d+: )(error|warning|notice)\b", re.MULTILINE)


def has_colour() -> bool:
    """Honours https://no-color.org."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(report: str) -> str:
    """A report of findings with their severities in colour, where the terminal wants it."""
    if not has_colour():
        return report
    return _LEVEL.sub(lambda m: f"{m[1]}\x1b[{COLOURS[Severity(m[2])]}m{m[2]}\x1b[0m", report)


def result(text: str) -> None:
    """To standard output, as it is."""
    print(text)


def result_json(value: object) -> None:
    """One object on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """To standard error."""
    _end_progress()
    print(text, file=sys.stderr)


def fail(text: str) -> None:
    """One line with what can't be done."""
    say(f"\x1b[31medition:\x1b[0m {text}" if has_colour() else f"edition: {text}")


def progress(text: str) -> None:
    """What is being done now; each replaces the one before. On a terminal only."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def counted(count: int, one: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{count} {one}{'' if count == 1 else 's'}"


def tally(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; what there is none of is not named; `nothing to mend` when there is nothing. What
    nobody has to mend does not count."""
    found = [finding for finding in findings if not is_expected(finding)]
    parts = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in found)
        if count:
            parts.append(counted(count, severity))
    return ", ".join(parts) or "nothing to mend"
