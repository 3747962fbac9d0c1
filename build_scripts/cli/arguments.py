"""The command line: what each command is called and takes."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from build_scripts.cli import ask, author, borrow, bring, build, counting, drift, editor, fix, serve
from build_scripts.cli.console import say

EXAMPLES = """\
examples:
  edition check                           everything that should be mended
  edition build --strict                  the site, in site/
  edition serve                           a live preview on this machine
  edition quote my-article "these words"  the entry to paste into a sidecar
  edition add my-article "these words"    the same, put there for you
  edition -C ../other check               the same for another edition

exit status: 0 nothing to mend, 1 findings, 2 the edition or the command line can't be used
"""


class Parser(argparse.ArgumentParser):
    """Names the nearest command when one is not known."""

    def error(self, message: str) -> NoReturn:
        if "invalid choice" in message and self.commands:
            wrong = message.split("'")[1] if "'" in message else ""
            near = difflib.get_close_matches(wrong, self.commands, n=1, cutoff=0.5)
            if wrong and wrong not in self.commands:
                message = f"there is no command {wrong!r}" + (f"; did you mean {near[0]}?" if near else "")
        self.print_usage(sys.stderr)
        say(f"{self.prog}: {message}")
        raise SystemExit(2)

    commands: tuple[str, ...] = ()


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, with `run` the function of the command. Exits with 2 for a wrong command line, 0 after `--help`."""
    options = make_parser().parse_args(arguments)
    # Not a default of argparse: the option stands before or after the command, and one default would hide the other.
    options.directory = getattr(options, "directory", Path())
    return options


def make_parser() -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument(
        "-C",
        dest="directory",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="the edition's folder (default: this one)",
    )
    parser = Parser(
        prog="edition",
        description="Turns articles as found and notes in YAML into an annotated reading edition.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[everywhere],
    )
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=argparse.ArgumentParser
    )
    for command in COMMANDS:
        added = commands.add_parser(
            command.name,
            help=command.purpose,
            description=f"{command.purpose[0].upper()}{command.purpose[1:]}.",
            epilog="examples:\n" + "\n".join(f"  edition {command.name} {one}".rstrip() for one in command.examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[everywhere],
        )
        added.set_defaults(run=command.run)
        command.add_options(added)
    parser.commands = tuple(commands.choices)
    return parser


def _add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--format", choices=formats, default="text", help="how the result is written (default: text)")


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only findings in these files or folders")
    _add_format(parser, "text", "github", "json")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument(
        "--since",
        metavar="REV",
        help="with --format github: put first what lies on the lines changed since this commit, branch or tag",
    )


def _add_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="an article, SLUG or COLLECTION/SLUG")


def _add_anchors(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", metavar="SLUG", help="only this article")
    _add_format(parser, "text", "json")
    parser.add_argument(
        "--record", action="store_true", help="remember the places for building where quoted texts are absent"
    )


def _add_quote(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="an article, SLUG or COLLECTION/SLUG")
    parser.add_argument("words", metavar="WORDS", help="the words to annotate, as printed")
    parser.add_argument("--selector", action="store_true", help="only the lines that say which words are meant")


def _add_fix(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files or folders")
    parser.add_argument("--write", action="store_true", help="with --all-safe: change the files without asking")
    parser.add_argument("--all-safe", action="store_true", help="only what can't change what a note is about or says")
    parser.add_argument("--dry-run", action="store_true", help="show what would change; ask nothing, change nothing")


def _add_drift(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", required=True, metavar="REV", help="a commit, branch or tag to compare with")
    parser.add_argument("--all", action="store_true", help="name the unchanged notes too")
    parser.add_argument(
        "--json", dest="format", action="store_const", const="json", default="text", help="one object for a program"
    )


def _add_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="an article, SLUG or COLLECTION/SLUG")
    parser.add_argument("words", metavar="WORDS", help="the words to annotate, as printed")
    parser.add_argument("--before", default="", metavar="WORDS", help="what stands right before them")
    parser.add_argument("--after", default="", metavar="WORDS", help="what stands right after them")
    parser.add_argument("--kind", default="", metavar="K", help="the kind of note (default: context)")
    parser.add_argument("--verdict", default="", metavar="V", help="of a claim (default: unverified)")
    parser.add_argument("--id", default="", metavar="ID", help="the note's id (default: made from the words)")
    parser.add_argument("--note", default="", metavar="TEXT", help="the note (default: a draft to be filled in)")


def _add_fmt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files or folders")
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 if something would change")
    _add_format(parser, "text", "github", "json")


def _add_stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--require",
        metavar="COLLECTION",
        help="status 1 unless each of its readings has the notes and sources asked for",
    )
    _add_format(parser, "text", "json")


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="warnings stop the build too")
    parser.add_argument("--private", action="store_true", help="show quoted texts too (into site-private/)")
    parser.add_argument("--keep-going", action="store_true", help="build a site in spite of errors")
    parser.add_argument("--site-dir", type=Path, metavar="D", help="where the site goes (default: site/)")
    _add_format(parser, "text", "github", "json")


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="default: 8000; 0 for any free one")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="text files as found")
    parser.add_argument("--collection", metavar="C", help="the collection the articles go to")
    parser.add_argument("--write", action="store_true", help="make the article files and sidecar stubs")
    parser.add_argument("--save-plan", type=Path, metavar="FILE", help="write the plan there, to be edited")
    parser.add_argument("--plan", type=Path, metavar="FILE", help="use the plan in this file")


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="write those that are not up to date")


def _add_import_annotations(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="JSON of Hypothesis, or Web Annotations in JSON-LD"
    )
    parser.add_argument("--article", required=True, metavar="ARTICLE", help="SLUG or COLLECTION/SLUG")
    parser.add_argument("--kind", default="", metavar="K", help="the kind of all notes (default: by their motivation)")
    parser.add_argument(
        "--page", action="append", default=[], metavar="URL", help="only annotations on this address; may be repeated"
    )
    parser.add_argument("--draft", action="store_true", help="all notes are drafts")
    parser.add_argument("--unplaced", type=Path, metavar="FILE", help="keep those without a place there")
    parser.add_argument("--write", action="store_true", help="add them to the sidecar (default: show them)")


def _rename(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form OLD=NEW")
    return old, new


def _add_import_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".bib, .ris or .json (CSL-JSON)")
    parser.add_argument(
        "--rename",
        type=_rename,
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="give the reference that would have the id OLD the id NEW; may be given several times",
    )
    parser.add_argument("--write", action="store_true", help="add them to annotations/sources.yml (default: show them)")


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
        _add_check,
        "every finding of the edition in one run",
        ("", "--format json", "annotations/cases"),
    ),
    Command("build", build.run, _add_build, "the Markdown, then the site", ("--strict", "--private")),
    Command("serve", serve.run, _add_serve, "a live preview, with drafts and quoted texts", ("", "--port 8001")),
    Command(
        "import",
        bring.run,
        _add_import,
        "splits files as found into articles",
        ("found.txt --collection dossier", "found.txt --collection dossier --write"),
    ),
    Command(
        "import-annotations",
        borrow.import_annotations,
        _add_import_annotations,
        "notes made with Hypothesis or as Web Annotations, into a sidecar",
        ("export.json --article my-article", "export.json --article my-article --kind context --write"),
    ),
    Command(
        "import-sources",
        borrow.import_sources,
        _add_import_sources,
        "references in BibTeX, RIS or CSL-JSON, into the sources",
        ("library.bib", "library.ris --write", "library.bib --rename smith-2016=smith-2016-war --write"),
    ),
    Command("text", ask.text, _add_text, "the canonical text of an article", ("my-article", "cases/my-article")),
    Command(
        "anchors",
        ask.anchors,
        _add_anchors,
        "every note with its status and place",
        ("my-article", "--format json", "--record"),
    ),
    Command(
        "quote",
        ask.quote,
        _add_quote,
        "the entry for a note on some words, to paste into the sidecar",
        ('my-article "eighteen civilians"', 'my-article "eighteen civilians" --selector'),
    ),
    Command(
        "add",
        author.add,
        _add_add,
        "a new note on some words, at the end of the article's sidecar",
        ('my-article "eighteen civilians"', 'my-article "the bridge" --after " was empty" --kind place'),
    ),
    Command(
        "fix",
        fix.run,
        _add_fix,
        "goes through what the check suggests, one finding after the other",
        ("", "annotations/cases", "--dry-run", "--write --all-safe"),
    ),
    Command(
        "fmt",
        author.fmt,
        _add_fmt,
        "an even layout for the hand-written files, their meaning unchanged",
        ("", "--check", "annotations/cases"),
    ),
    Command(
        "drift",
        drift.run,
        _add_drift,
        "what became of every note and its words since a revision",
        ("--since main", "--since HEAD~10 --json"),
    ),
    Command(
        "schema",
        editor.schema,
        _add_schema,
        "the JSON Schemas by which an editor completes and explains the hand-written files",
        ("", "--write"),
    ),
    Command(
        "stats",
        counting.run,
        _add_stats,
        "counts of words, notes, sources and cross-references",
        ("", "--format json", "--require cases"),
    ),
)
