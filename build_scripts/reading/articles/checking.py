"""The proof that a conversion lost, added and moved no word: the source's words are the blocks' and the changes'.

A word is a run of letters and digits; every other visible character counts by itself. White space does not count,
nor, between characters of scripts written without spaces, does its absence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Block, BlockKind, Change, Place
from build_scripts.reading.articles.pieces import Reading
from build_scripts.reading.articles.redacting import without_addresses

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]+|[^\w\s]")
_NO_LETTER = re.compile(r"[\W_]+")
_SHOWN_AT_MOST = 12
"""Words that a finding quotes."""


def words_of(text: str) -> list[str]:
    """The words of a text in order."""
    return _WORD.findall(text)


def letters_of(text: str) -> list[str]:
    """The letters and digits of a text in order, for sources in which other characters may be markup."""
    return list(_NO_LETTER.sub("", text))


def check_words(path: str, reading: Reading, blocks: Sequence[Block], changes: Iterable[Change]) -> tuple[Finding, ...]:
    """Findings for words that differ between a source and what was made of it, before redaction. Empty when none do.

    The blocks' words (but for footnotes, which may have moved) must stand in the source in the same order, and what
    all blocks leave of it must be exactly the words of the changes and, at most, words of the markup.
    """
    units = letters_of if reading.letters else words_of
    source = units(reading.source)
    running = [unit for one in blocks if one.kind is not BlockKind.FOOTNOTE for unit in units(one.shown)]
    stranger = _first_stranger(source, running)
    if stranger is not None:
        quoted = running[stranger : stranger + _SHOWN_AT_MOST]
        return (_differs(path, quoted, "are on the page, but not there in the source", reading.letters),)
    there = Counter(running)
    there.update(unit for one in blocks if one.kind is BlockKind.FOOTNOTE for unit in units(one.shown))
    there.update(unit for change in changes for unit in units(change.words))
    wanted = Counter(source)
    wanted.update(units(reading.loose))
    lost, added = wanted - there, there - wanted
    if reading.markup:
        lost -= Counter(units(reading.markup))
    found = []
    if lost:
        found.append(_differs(path, list(lost.elements()), "are in the source, but not on the page", reading.letters))
    if added:
        found.append(_differs(path, list(added.elements()), "are on the page, but not in the source", reading.letters))
    return tuple(found)


def _first_stranger(source: Sequence[str], kept: Iterable[str]) -> int | None:
    """Which unit of `kept` is the first that cannot be found in `source` after those before it; None when all can."""
    rest = iter(source)
    # `in` reads the iterator up to and with the unit found, so each unit is looked for after the last.
    return next((index for index, unit in enumerate(kept) if unit not in rest), None)


def _differs(path: str, words: Sequence[str], what: str, letters: bool) -> Finding:
    quoted = without_addresses(("" if letters else " ").join(words[:_SHOWN_AT_MOST]))[:120]
    quoted = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in quoted)
    more = " …" if len(words) > _SHOWN_AT_MOST else ""
    name = "letters" if letters else "words"
    hint = "compare the article file with `edition text`; the words of the page must be those of the file"
    return Finding(Code.T110, Severity.ERROR, Place(path), f"{name} {what}: “{quoted}{more}”", hint)
