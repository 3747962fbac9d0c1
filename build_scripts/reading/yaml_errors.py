"""What a YAML parser's complaint means to the person who wrote the file, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from build_scripts.findings import Code, Finding, Severity
from build_scripts.reading.decoding import place_at

_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- )?[\w-]+(:)[^\s:/]")
_HAS_KEY = re.compile(r"\s*(?:- )*[^\s:#\"'][^:]*: +\S")
_VALUE_BRACKET = re.compile(r"\s*(?:- )?[\w-]+: +([\[{])")
_KEY_AND_QUOTE = re.compile(r"\s*(?:- )?[\w-]+: +([\"'])")
_NEEDS_QUOTES = "Put the whole value in quotes."
_UNCLOSED = "the quotation mark opened here is never closed"
_CLOSE_QUOTE = "Close it; inside '…' an apostrophe is written ''."


@dataclass(frozen=True, slots=True)
class Problem:
    """A syntax error, explained."""

    finding: Finding
    unquoted: int | None = None
    """Offset of a character that would have been harmless inside quotes; None where quotes are not the cure."""


def explain(path: str, text: str, error: yaml.YAMLError | ValueError | OverflowError) -> Problem:
    """The parser's `error` in `text` as a finding with its cause, its place and its cure.

    The place lies within the file. Both of PyYAML's parsers are understood.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _problem(
            path, text, 0, Code.Y106, "this is not YAML", "Look for an escape such as `\\U` in double quotes."
        )
    place = _offset(text, error.problem_mark)
    opened = _offset(text, error.context_mark) if error.context_mark else place
    what, context = error.problem or "", error.context or ""
    if "mapping values are not allowed" in what:
        return _colon(path, text, place)
    if text[place : place + 1] == "\t" or "tab character" in what:
        place = _tab(text, place)
        message, hint = "a tab in the indentation", "Use spaces; most editors can convert tabs."
        return _problem(path, text, place, Code.Y107, message, hint)
    if "start any token" in what:
        return _begins_wrongly(path, text, _value_bracket(text, place) or place)
    if ("quoted scalar" in context and "end of stream" in what) or "document separator" in what:
        return _problem(path, text, opened, Code.Y109, _UNCLOSED, _CLOSE_QUOTE)
    if "escape" in what:
        hint = "Write \\\\ for a backslash, or use single quotes, in which a backslash is a backslash."
        return _problem(path, text, place, Code.Y106, "a backslash that is no escape in double quotes", hint)
    if "flow" in context:
        hint = "Close it; or, if the bracket is part of the words, put the whole value in quotes."
        return _problem(path, text, _bracket(text, opened), Code.Y109, "the bracket opened here is not closed", hint)
    return _structure(path, text, place, opened, what, context)


def _structure(path: str, text: str, place: int, opened: int, what: str, context: str) -> Problem:
    line_start = text.rfind("\n", 0, place) + 1
    before = text[line_start:place]
    if any(mark in context for mark in ("alias", "anchor", "tag", "directive")):
        return _begins_wrongly(path, text, opened)
    if "block scalar" in context:
        message, hint = (
            "words after `|` or `>`",
            "Begin the text on the next line, indented; or put the value in quotes.",
        )
        return _problem(path, text, place, Code.Y106, message, hint)
    if "could not find expected ':'" in what:
        message, hint = (
            "this line is neither a key with its colon nor part of a value",
            "Add the key, or indent the line.",
        )
        return _problem(path, text, opened, Code.Y106, message, hint)
    if "entries are not allowed" in what:
        message, hint = "a list cannot begin on the line of its key", "Put `- ` on the next line; or quote the value."
        return _problem(path, text, place, Code.Y106, message, hint)
    if before.rstrip().endswith(('"', "'")):
        unclosed = _unclosed_above(text, line_start, before.rstrip())
        if unclosed is not None:
            return _problem(path, text, unclosed, Code.Y109, _UNCLOSED, _CLOSE_QUOTE)
        message = "words after the closing quotation mark"
        hint = "Inside \"…\" write \\\" for a quotation mark, inside '…' write '' for an apostrophe."
        return _problem(path, text, place, Code.Y108, message, hint)
    if before.rstrip().endswith(("]", "}")):
        bracket = _value_bracket(text, place)
        return _problem(path, text, place, Code.Y108, "words after the closing bracket", _NEEDS_QUOTES, bracket)
    message, hint = "this line does not fit the lines above it", "Indent it exactly like its neighbours."
    return _problem(path, text, place, Code.Y106, message, hint)


def _colon(path: str, text: str, colon: int) -> Problem:
    """A colon where YAML expects no key: a colon in the words, a key without its space, or a line too deep."""
    start = text.rfind("\n", 0, colon) + 1
    if _HAS_KEY.match(text[start:colon]):
        message = "a colon inside an unquoted value"
        return _problem(path, text, colon, Code.Y108, message, _NEEDS_QUOTES, colon)
    above_start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    above = text[above_start : max(start - 1, 0)]
    joined = _KEY_WITHOUT_SPACE.match(above)
    if joined:
        offset = above_start + joined.start(1)
        return _problem(path, text, offset, Code.Y106, "no space after the colon of a key", "Write `key: value`.")
    first = start + len(text[start:colon]) - len(text[start:colon].lstrip(" "))
    if ":" in above and not above.lstrip().startswith("#"):
        message = "this line does not fit the lines above it"
        hint = "Indent it exactly like its neighbours; or put the value above it in quotes."
        return _problem(path, text, first, Code.Y106, message, hint)
    message, hint = "the line above is neither a key with its colon nor part of a value", "Add its key, or delete it."
    return _problem(path, text, above_start, Code.Y106, message, hint)


def _begins_wrongly(path: str, text: str, place: int) -> Problem:
    message = f"an unquoted value cannot begin with “{text[place : place + 1]}”"
    return _problem(path, text, place, Code.Y108, message, _NEEDS_QUOTES, place)


def _problem(
    path: str, text: str, offset: int, code: Code, message: str, hint: str, unquoted: int | None = None
) -> Problem:
    offset = min(offset, max(len(text.rstrip("\n")) - 1, 0))
    return Problem(Finding(code, Severity.ERROR, place_at(path, text, offset), message, hint), unquoted)


def _value_bracket(text: str, place: int) -> int | None:
    """Where the value of this line's key begins with a bracket, up to `place`."""
    start = text.rfind("\n", 0, place) + 1
    bracket = _VALUE_BRACKET.match(text, start)
    return bracket.start(1) if bracket and bracket.end() <= place else None


def _unclosed_above(text: str, line_start: int, before: str) -> int | None:
    """The mark that an earlier line left open, where the parser took this line's opening mark for its end."""
    here = _KEY_AND_QUOTE.fullmatch(before)
    if not here:
        return None
    while line_start > 0:
        line_end = line_start - 1
        line_start = text.rfind("\n", 0, line_end) + 1
        above = _KEY_AND_QUOTE.match(text, line_start, line_end)
        if above and above.group(1) == here.group(1) and above.group(1) not in text[above.end() : line_end]:
            return above.start(1)
    return None


def _tab(text: str, place: int) -> int:
    start = text.rfind("\n", 0, place) + 1
    found = text.find("\t", start, max(place + 1, start + 1))
    return found if found >= 0 else place


def _bracket(text: str, opened: int) -> int:
    """The last opening bracket at or before `opened`: the parser may name the place after it."""
    if text[opened : opened + 1] in ("[", "{"):
        return opened
    return max(text.rfind("[", 0, opened), text.rfind("{", 0, opened), 0)


def _offset(text: str, mark: yaml.Mark) -> int:
    """The mark's offset in `text`; lines and columns are trusted, not `index`, which counts what was read ahead."""
    start = 0
    for _ in range(mark.line):
        end = text.find("\n", start)
        if end < 0:
            return len(text)
        start = end + 1
    end = text.find("\n", start)
    return min(start + mark.column, end if end >= 0 else len(text))
