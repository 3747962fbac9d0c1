"""The commands that change hand-written files: fmt, add, fix."""

from __future__ import annotations

from argparse import Namespace

from build_scripts.cli.console import result, say
from build_scripts.cli.reporting import report, status_of
from build_scripts.edition import find_root
from build_scripts.findings import Code, Finding, in_marks
from build_scripts.model import Status
from build_scripts.pipeline.adding import Wish, add_note
from build_scripts.pipeline.editing import formatted, out_of_layout, save
from build_scripts.reporting import as_answer, as_text

_JUST_TYPED = frozenset({Code.A101, Code.A102, Code.A104, Code.A105})
"""Findings about words of the command line, which stand at no place in a file."""


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


def add(options: Namespace) -> int:
    """Prints where to go on writing, as `path:line:column`, for an editor to open."""
    root = find_root(options.directory)
    wish = Wish(
        options.article,
        options.words,
        options.before,
        options.after,
        options.through,
        options.kind,
        options.verdict,
        options.id,
        options.note,
    )
    added = add_note(root, wish)
    if added.place is None or added.annotation is None:
        for finding in added.findings:
            told = as_answer(finding) if finding.code in _JUST_TYPED else as_text([finding])
            say(told.rstrip("\n"))
        say("nothing is written")
        return 1
    made = added.annotation
    result(f"{added.place.path}:{added.place.line}:{added.place.column}")
    verdict = f", {made.verdict}" if made.verdict else ""
    target = made.targets[0]
    until = f" … {target.through.text}" if target.through else ""
    say(f"added “{made.id}” ({made.kind}{verdict}) on {in_marks(target.quote.text + until)}")
    if made.status is Status.DRAFT:
        say("it is a draft: write the note at the place above, then delete the line `status: draft`")
    return 0
