"""The commands that change hand-written files: fmt, add, fix."""

from __future__ import annotations

from argparse import Namespace

from build_scripts.cli.console import result, say
from build_scripts.cli.reporting import report, status_of
from build_scripts.edition import find_root
from build_scripts.findings import Finding
from build_scripts.pipeline.editing import formatted, out_of_layout, save


def fmt(options: Namespace) -> int:
    """Files that can't be read are reported and left; the others are put in order all the same."""
    root = find_root(options.directory)
    findings: list[Finding] = []
    seen = changed = 0
    for draft, found in formatted(root, options.paths):
        findings += found
        seen += draft is not None
        if draft is None or draft.before == draft.after:
            continue
        changed += 1
        if options.check:
            findings.append(out_of_layout(draft))
        else:
            save(root, draft)
            result(draft.path)
    if findings or options.format == "json":
        report(findings, options.format)
    say(f"{changed} of {seen} files {'would change' if options.check else 'changed'}")
    return status_of(findings, strict=True)
