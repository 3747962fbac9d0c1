"""The command that builds the site."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from build_scripts.cli.console import progress, say, tally
from build_scripts.cli.reporting import report, status_of
from build_scripts.edition import find_root
from build_scripts.findings import Code
from build_scripts.pipeline.building import Built, Order, build
from build_scripts.pipeline.publishing import Mode

TOLD = frozenset({Code.H101})
"""Notices that are told all the same: a site without dates is another site."""


def run(options: Namespace) -> int:
    root = find_root(options.directory)
    mode = Mode.PRIVATE if options.private else Mode.DRAFTS if options.drafts else Mode.PUBLIC
    usual = root / ("site" if mode is Mode.PUBLIC else f"site-{mode}")
    site = Path(options.site_dir).absolute() if options.site_dir else usual
    built = build(Order(root, site, mode, strict=options.strict, keep_going=options.keep_going), progress)
    times = {"seconds": built.seconds, "processor": built.processor}
    report(built.findings, options.format, notices=False, told=TOLD, times=times)
    say(summary(built, site))
    return status_of(built.findings, strict=options.strict) if not options.keep_going else int(not built.published)


def summary(built: Built, site: Path) -> str:
    """What was built and how to look at it; or that nothing was."""
    if not built.published:
        stays = "the old site stays" if site.exists() else "there is no site"
        return f"Not built: {tally(built.findings)}; {stays}."
    seconds = sum(built.seconds.values())
    lines = (
        f"{built.pages} pages; {len(built.written)} files new or changed, in {seconds:.1f} seconds.",
        f"The site: {site / 'index.html'}",
        f"To look at it: python3 -m http.server --directory {site} 8000, then http://127.0.0.1:8000/",
    )
    return "\n".join(lines)
