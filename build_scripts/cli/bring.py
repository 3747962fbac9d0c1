"""The command that imports files as found."""

from __future__ import annotations

from argparse import Namespace

from build_scripts.cli.console import result, say
from build_scripts.cli.reporting import report, status_of
from build_scripts.edition import find_root
from build_scripts.pipeline.importing import Source, apply, propose, save_plan
from build_scripts.reading.importing.showing import plan_table


def run(options: Namespace) -> int:
    root = find_root(options.directory)
    proposed = propose(root, Source(options.files, options.collection or "", options.plan))
    result(plan_table(proposed.plan).rstrip("\n"))
    report(proposed.findings, "text")
    if options.save_plan:
        save_plan(proposed, options.save_plan)
        say(
            f"The plan is in {options.save_plan}. Edit it, then: "
            f"edition import FILE… --plan {options.save_plan} --write"
        )
    status = status_of(proposed.findings, strict=False)
    if not options.write:
        say(f"Nothing is written. With --write: {len(proposed.files)} files, and none that exists is changed.")
    elif status:
        say("Nothing is written, because of the errors above.")
    else:
        for path in (written := apply(root, proposed)):
            say(f"wrote {path}")
        say(f"{len(written)} files written, {len(proposed.files) - len(written)} were there already")
    return status
