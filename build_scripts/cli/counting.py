"""The command that counts: stats."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from build_scripts.cli.console import progress, result, result_json, say
from build_scripts.edition import find_root
from build_scripts.pipeline.measuring import Counts, count, unmet
from build_scripts.pipeline.surveying import survey

WIDTH = 100
"""Columns of a table in text."""
LEGEND = (
    "quest: questions for discussion. overl: pairs of notes whose words overlap. spans: notes over several paragraphs. "
    "whole: notes on the whole article. srcs: sources cited. same, other: cross-references to other articles of the "
    "same collection and of others. back: references to the article."
)


def run(options: Namespace) -> int:
    """Status 1 when a collection lacks what `--require` asks of it."""
    counts = count(survey(find_root(options.directory), drafts=True, memo=None, tell=progress))
    lacking = unmet(counts, options.require) if options.require else ()
    if options.format == "json":
        rows = [{**asdict(one), "kinds": dict(one.kinds)} for one in counts]
        result_json({"articles": rows, **({"lacking": lacking} if options.require else {})})
    else:
        for line in table(counts):
            result(line)
    for line in lacking:
        say(line)
    if options.require and not lacking:
        say(f"{options.require}: every reading has what is asked of it")
    return int(bool(lacking))


def table(counts: Sequence[Counts]) -> Iterator[str]:
    """Lines of at most `WIDTH` columns, for names of articles up to 33 characters: two or more for each article, one
    of numbers and one of its kinds of notes and its figures."""
    names = [one.article.partition("/")[2] for one in counts]
    width = max((len(name) for name in names), default=7)
    yield f"{'article':{width}} words notes kinds quest overl spans whole  srcs  same other  back"
    collection = ""
    for one, name in zip(counts, names, strict=True):
        if one.article.partition("/")[0] != collection:
            collection = one.article.partition("/")[0]
            yield f"{collection}/"
        numbers = (
            one.words, one.notes, len(one.kinds), one.questions, one.overlaps, one.spanning, one.whole, one.sources,
            one.references.same, one.references.other, one.backlinks,
        )  # fmt: skip
        yield f"{name:{width}} " + " ".join(f"{'-' if number is None else number:>5}" for number in numbers)
        kinds = ", ".join(f"{kind}\u00a0{number}" for kind, number in one.kinds)
        drafts = f", besides {one.drafts}\u00a0drafts" if one.drafts else ""
        figures = f"; figures\u00a0{one.figures}" if one.figures else ""
        for line in textwrap.wrap(kinds + drafts + figures, WIDTH, initial_indent="  ", subsequent_indent="  "):
            yield line.replace("\u00a0", " ")
    yield ""
    yield from textwrap.wrap(LEGEND, WIDTH)
    yield f"{len(counts)} articles, {sum(one.notes for one in counts)} notes"
