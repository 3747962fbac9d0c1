"""Every command: what it is called, what it is for, what runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from build_scripts.cli import ask, author, borrow, bring, build, counting, drift, editor, fix, serve
from build_scripts.cli.options import (
    for_add,
    for_anchors,
    for_build,
    for_check,
    for_drift,
    for_fix,
    for_fmt,
    for_import,
    for_import_annotations,
    for_import_sources,
    for_quote,
    for_schema,
    for_serve,
    for_stats,
    for_text,
)


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    run: Callable[[argparse.Namespace], int]
    """Returns the exit status."""
    add_options: Callable[[argparse.ArgumentParser], None]
    purpose: str
    examples: tuple[str, ...]
    """What follows the name."""


COMMANDS = (
    Command(
        "check",
        ask.check,
        for_check,
        "every finding of the edition in one run",
        ("", "--format json", "annotations/cases"),
    ),
    Command("build", build.run, for_build, "the Markdown, then the site", ("--strict", "--private", "--drafts")),
    Command("serve", serve.run, for_serve, "a live preview, with drafts and quoted texts", ("", "--port 8001")),
    Command(
        "import",
        bring.run,
        for_import,
        "splits files as found into articles",
        ("found.txt --collection dossier", "found.txt --collection dossier --write"),
    ),
    Command(
        "import-annotations",
        borrow.import_annotations,
        for_import_annotations,
        "notes made with Hypothesis or as Web Annotations, into a sidecar",
        ("export.json --article my-article", "export.json --article my-article --kind context --write"),
    ),
    Command(
        "import-sources",
        borrow.import_sources,
        for_import_sources,
        "references in BibTeX, RIS or CSL-JSON, into the sources",
        ("library.bib", "library.ris --write", "library.bib --rename smith-2016=smith-2016-war --write"),
    ),
    Command("text", ask.text, for_text, "the canonical text of an article", ("my-article", "cases/my-article")),
    Command(
        "anchors",
        ask.anchors,
        for_anchors,
        "every note with its status and place",
        ("my-article", "--format json", "--record"),
    ),
    Command(
        "quote",
        ask.quote,
        for_quote,
        "the entry for a note on some words, to paste into the sidecar",
        (
            'my-article "eighteen civilians"',
            'my-article "eighteen civilians" --selector',
            'my-article "In May the bridge" --through "was empty again"',
        ),
    ),
    Command(
        "add",
        author.add,
        for_add,
        "a new note on some words, at the end of the article's sidecar",
        ('my-article "eighteen civilians"', 'my-article "the bridge" --after " was empty" --kind place'),
    ),
    Command(
        "fix",
        fix.run,
        for_fix,
        "goes through what the check suggests, one finding after the other",
        ("", "annotations/cases", "--dry-run", "--write --all-safe"),
    ),
    Command(
        "fmt",
        author.fmt,
        for_fmt,
        "an even layout for the hand-written files, their meaning unchanged",
        ("", "--check", "annotations/cases"),
    ),
    Command(
        "drift",
        drift.run,
        for_drift,
        "what became of every note and its words since a revision",
        ("--since main", "--since HEAD~10 --json"),
    ),
    Command(
        "schema",
        editor.schema,
        for_schema,
        "the JSON Schemas by which an editor completes and explains the hand-written files",
        ("", "--write"),
    ),
    Command(
        "stats",
        counting.run,
        for_stats,
        "counts of words, notes, sources and cross-references",
        ("", "--format json", "--require cases"),
    ),
)
