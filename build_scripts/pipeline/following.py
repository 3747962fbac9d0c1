"""Which findings would only repeat what another says: references to what is written, but left out for a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from build_scripts import edition as layout
from build_scripts.edition import ArticleFiles
from build_scripts.findings import Code, Finding, Severity
from build_scripts.reading.written import written_ids, written_words
from build_scripts.rendering.crossrefs import Lost

_OF_SOURCES = frozenset({Code.C201, Code.C202})
"""Mistakes for which a source is left out."""

_QUOTED_ANEW = re.compile(r'(?:quote|through): "')


def is_damaged(path: str | None, findings: Iterable[Finding]) -> bool:
    """Whether the file at `path` has a mistake for which things in it may have been left out. A note whose quote is
    not found stays, so findings on anchoring do not count."""
    return any(
        found.place.path == path
        and found.severity is Severity.ERROR
        and (found.code[0] in "YSG" or found.code in _OF_SOURCES)
        for found in findings
    )


def lost_in(sidecars: Mapping[str, bytes], articles: Mapping[str, bool], registers: Mapping[str, bytes]) -> Lost:
    """`sidecars` are the damaged ones, by article id; `articles` those that could not be read, by id, and whether they
    have a sidecar with anything in it; `registers` the damaged ones, by path."""
    words: set[str] = set()
    for data in (*sidecars.values(), *(data for path, data in registers.items() if path != layout.SOURCES)):
        words |= written_words(data)
    return Lost(
        articles=frozenset(articles),
        notes={key: written_ids(data) for key, data in sidecars.items()},
        sources=written_ids(registers.get(layout.SOURCES, b"")),
        entries=written_ids(registers.get(layout.GLOSSARY, b"")),
        words=frozenset(words),
        unknown=not all(articles.values()),
    )


def without_echoes(where: ArticleFiles, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without what a mistake in the sidecar brings with it: a quote that was altered by a stray mark is not found, and
    the recorded places lack a note that is left out. A value that
    is to be replaced needs no quotation marks. An article without words has no block to correct."""
    found = tuple(findings)
    altered = {one.place for one in found if one.code in (Code.Y110, Code.Y111)}
    damaged = is_damaged(where.sidecar, found)
    idle = {Code.S410} if damaged else set()
    if any(one.code is Code.T101 for one in found):
        idle |= {Code.T108, Code.T109}
    better = {one.place.line for one in found if one.place.path == where.sidecar and is_quoted_anew(one)}
    return tuple(
        one
        for one in found
        if one.code not in idle
        and not (one.code[0] == "A" and one.place in altered)
        and not (one.code is Code.Y108 and one.place.path == where.sidecar and one.place.line in better)
    )


def is_quoted_anew(finding: Finding) -> bool:
    """Whether its cure gives the line other words in quotation marks, so that marks around those it has are no cure."""
    paste = finding.hint.split("\n")[1:]
    return finding.code in (Code.A104, Code.A105) and any(_QUOTED_ANEW.match(line) for line in paste)


def of_the_text_meant(
    where: ArticleFiles, findings: Iterable[Finding], in_names: Iterable[Finding]
) -> Iterator[Finding]:
    """Of two texts for one article nobody knows which is meant, so that notes not found in the one say nothing."""
    stem = f"articles/{where.id}"
    doubtful = any(one.code is Code.S403 and one.place.path.rpartition(".")[0] == stem for one in in_names)
    return (one for one in findings if not doubtful or (one.code[0] != "A" and one.code not in (Code.T108, Code.T109)))
