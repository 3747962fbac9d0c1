"""The commands that take in what other programs export: annotations and bibliographies."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from build_scripts.cli.console import counted, result, say
from build_scripts.cli.reporting import report, status_of
from build_scripts.edition import SOURCES, find_root
from build_scripts.findings import RefusedError
from build_scripts.pipeline.appending import keep
from build_scripts.pipeline.borrowing import Brought, Loan, bring
from build_scripts.pipeline.collecting import collect, keep_sources
from build_scripts.site.disk import write


def import_annotations(options: Namespace) -> int:
    """Status 1 when an annotation could not be taken in; the others are, all the same."""
    root = find_root(options.directory)
    loan = Loan(options.files, options.article, options.kind, tuple(options.page), options.draft)
    _refuse_existing(options.unplaced)
    brought = bring(root, loan)
    if brought.findings:
        report(brought.findings, "text")
    _unplaced(brought, options.unplaced)
    notes = counted(len(brought.longer.added) if brought.longer else 0, "note")
    if brought.longer is None:
        say("there is nothing to add")
    elif options.write:
        keep(root, brought.longer)
        for note in brought.longer.added:
            result(f"{note.place.path}:{note.place.line}:{note.place.column}")
        say(f"added {notes} to {brought.longer.sheet.path}")
    else:
        result(brought.entries)
        say(f"Nothing is written. With --write: {notes} to {brought.longer.sheet.path}.")
    return status_of(brought.findings, strict=False)


def import_sources(options: Namespace) -> int:
    """Status 1 when a reference could not be taken in; the others are, all the same."""
    root = find_root(options.directory)
    collected = collect(root, options.files, options.rename)
    if collected.findings:
        report(collected.findings, "text")
    sources = counted(len(collected.added), "source")
    if not collected.added:
        say("there is nothing to add")
    elif options.write:
        keep_sources(root, collected)
        for one in collected.added:
            result(one.id)
        say(f"added {sources} to {SOURCES}")
    else:
        result(collected.entries)
        say(f"Nothing is written. With --write: {sources} to {SOURCES}.")
    return status_of(collected.findings, strict=False)


def _unplaced(brought: Brought, path: Path | None) -> None:
    if not brought.unplaced:
        return
    if path:
        write(path, f"{brought.unplaced}\n".encode())
        say(f"those without a place are in {path}: correct each `quote`, then put it into the sidecar")
    else:
        say(f"without a place, so not in the sidecar (--unplaced FILE keeps them):\n{brought.unplaced}")


def _refuse_existing(path: Path | None) -> None:
    if path and path.exists():
        raise RefusedError(f"{path} exists already; remove it or give another name")
