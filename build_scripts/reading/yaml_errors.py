"""What a YAML parser's complaint means to the person who wrote the file, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import yaml

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.reading.comments import MESSAGE, as_comment, comment_lines, comment_sign
from build_scripts.reading.decoding import place_at
from build_scripts.reading.look_alikes import Slip, slip_in
from build_scripts.reading.pasting import line_in_quotes
from build_scripts.reading.tabs import as_words, without_tabs
from build_scripts.reading.yaml_lines import (
    KEY,
    bracket_of,
    depth,
    key_column,
    key_line_above,
    line_at,
    offset_of,
    tab_of,
    unclosed_above,
    value_bracket,
    written_above,
)

_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- )?[\w-]+(:)[^\s:/]")
_HAS_KEY = re.compile(r"\s*(?:- )*[^\s:#\"'][^:]*: +\S")
_MISFIT = "this line does not fit the lines above it"
_NEEDS_QUOTES = "Put the whole value in quotes."
_UNCLOSED = "the quotation mark opened here is never closed"
_CLOSE_QUOTE = "Close it; inside '…' an apostrophe is written ''."
_AFTER_BAR = re.compile(r"\s*(?:- )?([\w-]+: +[|>][+-]?) +(\S.*)")
_ONE_LINE = re.compile(r"\s*(?:- )?[\w-]+: +(?P<mark>[\"'])(?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A syntax error, explained."""

    finding: Finding
    unquoted: int | None = None
    """Offset of a character that would have been harmless inside quotes; None where quotes are not the cure."""
    comment: int = 0
    """How many lines, from that of the finding on, are only a comment."""


def explain(path: str, text: str, error: yaml.YAMLError | ValueError | OverflowError) -> Problem:
    """The parser's `error` in `text` as a finding with its cause, its place and its cure.

    The place lies within the file. Both of PyYAML's parsers are understood.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _problem(
            path, text, 0, Code.Y106, "this is not YAML", "Look for an escape such as `\\U` in double quotes."
        )
    place = offset_of(text, error.problem_mark)
    opened = offset_of(text, error.context_mark) if error.context_mark else place
    what, context = error.problem or "", error.context or ""
    if (slip := _slip(path, text, place, opened)) is not None:
        return slip
    if "mapping values are not allowed" in what:
        return _colon(path, text, place)
    if text[place : place + 1] == "\t" or "tab character" in what:
        place = tab_of(text, place)
        return _problem(path, text, place, Code.Y107, "a tab in the indentation", _without_tabs(text, place))
    if "start any token" in what:
        return _begins_wrongly(path, text, value_bracket(text, place) or place)
    if ("quoted scalar" in context and "end of stream" in what) or "document separator" in what:
        return _problem(path, text, opened, Code.Y109, _UNCLOSED, _closed(text, opened))
    if "escape" in what:
        hint = "Leave it out, or use single quotation marks, in which a backslash is a backslash"
        message = "a backslash inside double quotation marks, where it has a meaning of its own"
        return _problem(path, text, place, Code.Y106, message, _paste(hint, _single_quoted(line_at(text, place))))
    if "flow" in context:
        hint = "Close it; or, if the bracket is part of the words, put the whole value in quotes."
        return _problem(path, text, bracket_of(text, opened), Code.Y109, "the bracket opened here is not closed", hint)
    return _structure(path, text, place, opened, what, context)


def _structure(path: str, text: str, place: int, opened: int, what: str, context: str) -> Problem:
    line_start = text.rfind("\n", 0, place) + 1
    before = text[line_start:place]
    if any(mark in context for mark in ("alias", "anchor", "tag", "directive")):
        return _begins_wrongly(path, text, opened)
    if "block scalar" in context:
        words = _AFTER_BAR.fullmatch(line_at(text, place))
        hint = "Begin the text on the next line, indented"
        hint = to_paste(f"{hint}, with both lines:", words[1], f"  {words[2]}") if words else f"{hint}."
        return _problem(path, text, place, Code.Y106, "words after `|` or `>`", hint)
    if "could not find expected ':'" in what:
        message = "this line is neither a key with its colon nor part of a value"
        return _problem(path, text, opened, Code.Y106, message, _indented(text, opened))
    if "entries are not allowed" in what:
        message, hint = "a list cannot begin on the line of its key", "Put `- ` on the next line; or quote the value."
        return _problem(path, text, place, Code.Y106, message, hint)
    if before.rstrip().endswith(('"', "'")):
        unclosed = unclosed_above(text, line_start, before.rstrip())
        if unclosed is not None:
            return _problem(path, text, unclosed, Code.Y109, _UNCLOSED, _closed(text, unclosed))
        if sign := comment_sign(text[place:]):
            hint = _after_value(before, comment_lines(text, place)[0])
            return _problem(path, text, place, Code.Y121, MESSAGE.format(sign), hint)
        message = "words after the closing quotation mark"
        hint = "Inside \"…\" write \\\" for a quotation mark, inside '…' write '' for an apostrophe"
        line = line_in_quotes(line_at(text, place))
        hint = to_paste("Put marks around it that do not stand inside it:", line) if line else f"{hint}."
        return _problem(path, text, place, Code.Y108, message, hint)
    if before.rstrip().endswith(("]", "}")) and (bracket := value_bracket(text, place)) is not None:
        return _begins_wrongly(path, text, bracket)
    return _misfit(path, text, place)


def _after_value(before: str, words: str) -> str:
    comment = as_comment((words,)).split("\n")[-1].strip()
    return to_paste("Delete it, or write it so:", f"{before.strip().removeprefix('- ')}  {comment}")


def _indented(text: str, place: int) -> str:
    lines = as_words(text.split("\n"), text.count("\n", 0, place))
    if not lines:
        return "Add the key, or indent the line."
    what = "it belongs" if len(lines) == 1 else "they all belong"
    return to_paste(f"Add the key; or, if {what} to the words above, with these spaces:", *lines)


def _without_tabs(text: str, place: int) -> str:
    lines = without_tabs(text.split("\n"), text.count("\n", 0, place))
    if not lines:
        return "Use spaces; most editors can convert tabs."
    where = "here" if len(lines) == 1 else "in these lines, all of them"
    return to_paste(f"Use spaces instead, as many as {where}; most editors can convert tabs:", *lines)


def _misfit(path: str, text: str, place: int) -> Problem:
    """A line that is indented like none above it."""
    line, above = line_at(text, place), key_line_above(text, place)
    hint = "Indent it exactly like its neighbours"
    width = key_column(above)
    deep = depth(line)
    if not above or width == deep or not KEY.match(line.lstrip(" ")):
        return _problem(path, text, place, Code.Y106, _MISFIT, f"{hint}.")
    hint = f"{hint}, with {width} space{'' if width == 1 else 's'} where it has {deep}"
    return _problem(path, text, place, Code.Y106, _MISFIT, to_paste(f"{hint}:", " " * width + line.lstrip(" ")))


def _colon(path: str, text: str, colon: int) -> Problem:
    """A colon where YAML expects no key: a colon in the words, a key without its space, or a line too deep."""
    start = text.rfind("\n", 0, colon) + 1
    if _HAS_KEY.match(text[start:colon]):
        message = "a colon inside an unquoted value"
        hint = _paste(_NEEDS_QUOTES, line_in_quotes(line_at(text, colon)))
        return _problem(path, text, colon, Code.Y108, message, hint, colon)
    above_start, above = written_above(text, start)
    joined = _KEY_WITHOUT_SPACE.match(above)
    if joined:
        offset = above_start + joined.start(1)
        hint = to_paste("Write a space after it:", _spaced(above))
        return _problem(path, text, offset, Code.Y106, "no space after the colon of a key", hint)
    first = start + len(text[start:colon]) - len(text[start:colon].lstrip(" "))
    if ":" in above and not above.lstrip().startswith("#"):
        return _misfit(path, text, first)
    message, hint = "the line above is neither a key with its colon nor part of a value", "Add its key, or delete it."
    return _problem(path, text, above_start, Code.Y106, message, hint)


def _begins_wrongly(path: str, text: str, place: int) -> Problem:
    message = f"an unquoted value cannot begin with “{text[place : place + 1]}”"
    hint = _paste(_NEEDS_QUOTES, line_in_quotes(line_at(text, place)))
    return _problem(path, text, place, Code.Y108, message, hint, place)


def _slip(path: str, text: str, place: int, opened: int) -> Problem | None:
    """A line with a sign that only looks like the one YAML needs, or without one of them: that of the complaint, that
    where it begins, or the last one written above it, since the parser often stumbles a line too late."""
    starts = [text.rfind("\n", 0, offset) + 1 for offset in (opened, place)]
    above, words = written_above(text, starts[1])
    if depth(words) < depth(line_at(text, place)):  # deeper lines are probably words of a long text
        starts.append(above)
    if depth(words) <= depth(line_at(text, place)) and comment_sign(words):
        starts.insert(0, above)
    for start in dict.fromkeys(starts):
        if sign := comment_sign(line_at(text, start)):
            lines = comment_lines(text, start)
            made = _problem(path, text, start + depth(lines[0]), Code.Y121, MESSAGE.format(sign), as_comment(lines))
            return replace(made, comment=len(lines))
        slip = slip_in(line_at(text, start))
        if slip is not None:
            return _problem(path, text, start + slip.column, *_said(slip))
    return None


def _said(slip: Slip) -> tuple[Code, str, str]:
    return slip.code, slip.message, to_paste(slip.advice, *slip.paste)


def _paste(advice: str, line: str) -> str:
    return to_paste(f"{advice.removesuffix('.')}:", line) if line else f"{advice.removesuffix('.')}."


def _closed(text: str, opened: int) -> str:
    """The cure of a quotation mark that is not closed, where the value was probably meant to end with its line."""
    line = line_at(text, opened)
    match = _ONE_LINE.fullmatch(line)
    if match is None or match["mark"] in match["words"]:
        return _CLOSE_QUOTE
    return to_paste("Close it:", f"{line.strip().removeprefix('- ').rstrip()}{match['mark']}")


def _single_quoted(line: str) -> str:
    """The line with its value in single quotation marks; empty where that would need others inside."""
    match = _ONE_LINE.fullmatch(line.rstrip())
    if match is None or "'" in match["words"] or '"' in match["words"][:-1]:
        return ""
    return f"{line.strip()[: line.strip().index(match['mark'])].removeprefix('- ')}'{match['words'][:-1]}'"


def _spaced(line: str) -> str:
    key, _, value = line.strip().removeprefix("- ").partition(":")
    return f"{key}: {value}"


def _problem(
    path: str, text: str, offset: int, code: Code, message: str, hint: str, unquoted: int | None = None
) -> Problem:
    offset = min(offset, max(len(text.rstrip("\n")) - 1, 0))
    return Problem(Finding(code, Severity.ERROR, place_at(path, text, offset), message, hint), unquoted)
