"""The proof that a conversion lost, added and moved no word: the source's words are the blocks' and the changes'.

A word is a run of letters and digits; every other visible character counts by itself. White space does not count,
nor, between characters of scripts written without spaces, does its absence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Block, BlockKind, Change, Place
from build_scripts.reading.articles.pieces import Reading
from build_scripts.reading.articles.redacting import without_addresses

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]+|[^\w\s]")
_NO_LETTER = re.compile(r"[\W_]+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_SHOWN_AT_MOST = 12
"""Words that a finding quotes."""


def words_of(text: str) -> list[str]:
    """The words of a text in order."""
    return _WORD.findall(text)


def plain_words_of(text: str) -> list[str]:
    """The runs of letters and digits of a text in order, for sources in which other characters may be markup."""
    return _PLAIN_WORD.findall(text)


def letters_of(text: str) -> list[str]:
    """The letters and digits of a text in order, for sources in which markup may stand inside a word."""
    return list(_NO_LETTER.sub("", text))


def check_words(path: str, reading: Reading, blocks: Sequence[Block], changes: Sequence[Change]) -> tuple[Finding, ...]:
    """Findings for words that differ between a source and what was made of it, before redaction. Empty when none do.

    The blocks' words (but for footnotes, which may have moved) must stand in the source in the same order, and what
    all blocks leave of it must be exactly the words of the changes and, at most, words of the markup.
    """
    if _is_the_same(reading, blocks, changes):
        return ()
    if not reading.letters:
        return _compare(path, reading, blocks, changes, words_of)
    # Markup inside words (`un*believ*able`) makes other words of them, but leaves their letters.
    in_words = _compare(path, reading, blocks, changes, plain_words_of)
    return in_words and _compare(path, reading, blocks, changes, letters_of)


def _is_the_same(reading: Reading, blocks: Sequence[Block], changes: Sequence[Change]) -> bool:
    """Whether blocks and changes in order of their lines are the source but for white space: mostly so, and quick."""
    parts = [(one.line, 0, one.words) for one in changes] + [(one.line, 1, one.shown) for one in blocks]
    parts.sort(key=lambda part: part[:2])
    return not reading.loose and reading.source.split() == " ".join(words for _, _, words in parts).split()


def _compare(
    path: str, reading: Reading, blocks: Sequence[Block], changes: Sequence[Change], units: Callable[[str], list[str]]
) -> tuple[Finding, ...]:
    joint = "" if units is letters_of else " "
    source = units(reading.source)
    running = units("\n".join([one.shown for one in blocks if one.kind is not BlockKind.FOOTNOTE]))
    footnotes = [one.shown for one in blocks if one.kind is BlockKind.FOOTNOTE]
    elsewhere = units("\n".join([*footnotes, *(change.words for change in changes)]))
    if source == running and not elsewhere and not reading.loose:
        return ()
    stranger = _first_stranger(source, running)
    if stranger is not None:
        quoted = running[stranger : stranger + _SHOWN_AT_MOST]
        return (_differs(path, quoted, "are on the page, but not there in the source", joint),)
    there = Counter(running)
    there.update(elsewhere)
    wanted = Counter(source)
    wanted.update(units(reading.loose))
    lost, added = wanted - there, there - wanted
    if reading.markup:
        lost -= Counter(units(reading.markup))
    found = []
    if lost:
        found.append(_differs(path, list(lost.elements()), "are in the source, but not on the page", joint))
    if added:
        found.append(_differs(path, list(added.elements()), "are on the page, but not in the source", joint))
    return tuple(found)


def _first_stranger(source: Sequence[str], kept: Iterable[str]) -> int | None:
    """Which unit of `kept` is the first that cannot be found in `source` after those before it; None when all can."""
    rest = iter(source)
    # `in` reads the iterator up to and with the unit found, so each unit is looked for after the last.
    return next((index for index, unit in enumerate(kept) if unit not in rest), None)


def _differs(path: str, words: Sequence[str], what: str, joint: str) -> Finding:
    quoted = without_addresses(joint.join(words[:_SHOWN_AT_MOST]))[:120]
    quoted = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in quoted)
    more = " …" if len(words) > _SHOWN_AT_MOST else ""
    name = "words" if joint else "letters"
    hint = "Compare the article file with `edition text`; the words of the page must be those of the file."
    return Finding(Code.T110, Severity.ERROR, Place(path), f"{name} {what}: “{quoted}{more}”", hint)
