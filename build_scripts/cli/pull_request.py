"""What a reviewer of a pull request is told beside the diff: a summary in Markdown, and which trusted files change.

    python -m build_scripts.cli.pull_request trusted CHANGED
    python -m build_scripts.cli.pull_request summary FINDINGS CHANGED [REVISION]

`CHANGED` is the output of `git diff --name-only -z`, `FINDINGS` that of `edition check --format json`, `REVISION` what
the edition in this folder is compared with. They come from whoever opened the pull request, so their words appear in
code spans only, one line each, with nothing invisible.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from build_scripts.cli.console import counted
from build_scripts.cli.review import what_changed
from build_scripts.cli.spans import code_span, listed
from build_scripts.edition import find_root
from build_scripts.findings import Code, RefusedError, Severity
from build_scripts.pipeline.reviewing import review_since
from build_scripts.reporting import expected

TRUSTED = (
    ".ci/",
    ".devcontainer/",
    ".github/",
    ".pre-commit-config.yaml",
    ".vscode/",
    "Makefile",
    "build_scripts/",
    "docs/assets/",
    "docs/overrides/",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements/",
    "tests/",
)
"""Files and, with a slash at the end, folders whose contents run or decide what runs."""

MOST = 300
"""Findings listed; GitHub refuses a summary of more than 1 MiB."""
_FILES, _FINDINGS = 150_000, 200_000
"""Bytes of the two lists."""
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+/actions/runs/[0-9]+", re.ASCII)


class Line(NamedTuple):
    """One finding, as the JSON has it."""

    severity: str
    code: str
    place: str
    message: str
    hint: str


def trusted_files(changed: Sequence[str]) -> tuple[str, ...]:
    """Those of the changed files that are trusted, sorted. A folder counts with all that is in it."""
    return tuple(sorted(name for name in changed if any(_is_within(name, trusted) for trusted in TRUSTED)))


def _is_within(name: str, trusted: str) -> bool:
    return name == trusted or (trusted.endswith("/") and PurePosixPath(name).is_relative_to(trusted))


def trusted_line(changed: Sequence[str]) -> str:
    """One line for the log, without any contributor's words; empty when no trusted file changes."""
    count = len(trusted_files(changed))
    if not count:
        return ""
    files = counted(count, "trusted file")
    return f"::warning title=Trusted files::this pull request changes trusted files ({files}; see the summary)\n"


def summary(findings: Sequence[Line], changed: Sequence[str], news: Sequence[str] = ()) -> str:
    """GitHub-flavoured Markdown: the trusted files that change, `news` of the edition, then every finding, errors
    first."""
    parts = ["## The edition after this pull request", ""]
    trusted = trusted_files(changed)
    if trusted:
        parts += [
            "**This pull request changes trusted files.** They run, or decide what runs. Read them before you merge:",
            "",
            *listed((f"- {code_span(name)}" for name in trusted[:MOST]), _FILES, len(trusted)),
            "",
        ]
    parts += news
    parts += ["### Findings", ""] if news else []
    absent = [line for line in findings if line.code == Code.S408 and line.severity == Severity.NOTICE]
    findings = [line for line in findings if line not in absent]
    last = [expected(len(absent)).rstrip("\n"), ""] if absent else []
    if not findings:
        says = "every quotation was found where its note says" + (", as far as its text is here" if absent else "")
        return "\n".join([*parts, f"No findings: {says}.", "", *last])
    ordered = sorted(findings, key=lambda line: (list(Severity).index(Severity(line.severity)), line.place))
    parts += [_counts(ordered), ""]
    parts += listed((_item(line) for line in ordered[:MOST]), _FINDINGS, len(ordered))
    return "\n".join([*parts, "", *last])


def _counts(findings: Sequence[Line]) -> str:
    counts = {severity: sum(line.severity == severity for line in findings) for severity in Severity}
    return ", ".join(counted(n, severity) for severity, n in counts.items() if n) + "."


def _item(line: Line) -> str:
    head = f"- {line.severity} {code_span(line.code)} at {code_span(line.place)}: {code_span(line.message)}"
    advice, *paste = line.hint.split("\n")
    return "".join([f"{head}  \n  To mend it: {code_span(advice)}", *(f"  \n  {code_span(one)}" for one in paste)])


def read_findings(text: str) -> tuple[Line, ...]:
    """The findings of `edition check --format json`. Raises ValueError or KeyError when it is something else."""
    return tuple(
        Line(
            str(Severity(f["severity"])),
            str(f["code"]),
            f"{f['path']}:{f['line']}:{f['column']}",
            str(f["message"]),
            str(f["hint"]),
        )
        for f in json.loads(text)["findings"]
    )


def read_changed(data: bytes) -> tuple[str, ...]:
    """File names ended by a NUL each; bytes that are not UTF-8 become surrogates, which are shown as code points."""
    return tuple(name.decode("utf-8", "surrogateescape") for name in data.split(b"\0") if name)


def news_since(root: Path, revision: str, environment: Mapping[str, str]) -> list[str]:
    """What changed since `revision`, or one line that says why it is not known. `environment` has what GitHub says of
    the run."""
    run = "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}"
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    address = run.format_map({name: environment.get(name, "") for name in names})
    try:
        review = review_since(find_root(root), revision)
    except RefusedError as error:
        return [f"What changes in the edition can't be told: {code_span(str(error))}", ""]
    return what_changed(review, f"{address}#artifacts" if _ADDRESS.fullmatch(address) else "")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m build_scripts.cli.pull_request", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("trusted").add_argument("changed", type=Path)
    summarising = commands.add_parser("summary")
    summarising.add_argument("findings", type=Path)
    summarising.add_argument("changed", type=Path)
    summarising.add_argument("revision", nargs="?", default="")
    asked = parser.parse_args(arguments)
    changed = read_changed(asked.changed.read_bytes())
    if asked.command == "trusted":
        sys.stdout.write(trusted_line(changed))
    else:
        news = news_since(Path(), asked.revision, os.environ) if asked.revision else []
        sys.stdout.write(summary(read_findings(asked.findings.read_text("utf-8")), changed, news))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
