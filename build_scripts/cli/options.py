"""What each command takes."""

from __future__ import annotations

import argparse
from pathlib import Path


def _add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--format", choices=formats, default="text", help="how the result is written (default: text)")


def for_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only findings in these files or folders")
    _add_format(parser, "text", "github", "json")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument(
        "--since",
        metavar="REV",
        help="with --format github: put first what lies on the lines changed since this commit, branch or tag",
    )


def for_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="an article, SLUG or COLLECTION/SLUG")


def for_anchors(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", metavar="SLUG", help="only this article")
    _add_format(parser, "text", "json")
    parser.add_argument(
        "--record", action="store_true", help="remember the places for building where quoted texts are absent"
    )


def for_quote(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="an article, SLUG or COLLECTION/SLUG")
    parser.add_argument("words", metavar="WORDS", help="the words to annotate, as printed; of a long passage the first")
    parser.add_argument("--through", default="", metavar="WORDS", help="the last words of a long passage")
    parser.add_argument("--whole", action="store_true", help="quote every word of it, however long it is")
    parser.add_argument("--selector", action="store_true", help="only the lines that say which words are meant")


def for_fix(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files or folders")
    parser.add_argument("--write", action="store_true", help="with --all-safe: change the files without asking")
    parser.add_argument("--all-safe", action="store_true", help="only what can't change what a note is about or says")
    parser.add_argument("--dry-run", action="store_true", help="show what would change; ask nothing, change nothing")


def for_drift(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", required=True, metavar="REV", help="a commit, branch or tag to compare with")
    parser.add_argument("--all", action="store_true", help="name the unchanged notes too")
    parser.add_argument(
        "--json", dest="format", action="store_const", const="json", default="text", help="one object for a program"
    )


def for_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="an article, SLUG or COLLECTION/SLUG")
    parser.add_argument("words", metavar="WORDS", help="the words to annotate, as printed")
    parser.add_argument("--before", default="", metavar="WORDS", help="what stands right before them")
    parser.add_argument("--after", default="", metavar="WORDS", help="what stands right after them")
    parser.add_argument("--through", default="", metavar="WORDS", help="of a long passage the last words")
    parser.add_argument("--kind", default="", metavar="K", help="the kind of note (default: context)")
    parser.add_argument("--verdict", default="", metavar="V", help="of a claim (default: unverified)")
    parser.add_argument("--id", default="", metavar="ID", help="the note's id (default: made from the words)")
    parser.add_argument("--note", default="", metavar="TEXT", help="the note (default: a draft to be filled in)")


def for_fmt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files or folders")
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 if something would change")
    _add_format(parser, "text", "github", "json")


def for_stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--require",
        metavar="COLLECTION",
        help="status 1 unless each of its readings has the notes and sources asked for",
    )
    _add_format(parser, "text", "json")


def for_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="warnings stop the build too")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--private", action="store_true", help="show quoted texts too (into site-private/)")
    shown.add_argument("--drafts", action="store_true", help="show drafts too, for reviewers (into site-drafts/)")
    parser.add_argument("--keep-going", action="store_true", help="build a site in spite of errors")
    parser.add_argument("--site-dir", type=Path, metavar="D", help="where the site goes (default: site/)")
    _add_format(parser, "text", "github", "json")


def for_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="default: 8000; 0 for any free one")


def for_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="text files as found")
    parser.add_argument("--collection", metavar="C", help="the collection the articles go to")
    parser.add_argument("--write", action="store_true", help="make the article files and sidecar stubs")
    parser.add_argument("--save-plan", type=Path, metavar="FILE", help="write the plan there, to be edited")
    parser.add_argument("--plan", type=Path, metavar="FILE", help="use the plan in this file")


def for_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="write those that are not up to date")


def for_import_annotations(parser: argparse.ArgumentParser) -> None:
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


def for_import_sources(parser: argparse.ArgumentParser) -> None:
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
