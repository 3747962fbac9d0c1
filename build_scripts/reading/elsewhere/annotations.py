"""A file of annotations from elsewhere, whichever of the two formats it is in."""

from __future__ import annotations

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.reading.elsewhere import hypothesis, web_annotation
from build_scripts.reading.elsewhere.borrowed import Borrowed, name_of
from build_scripts.reading.elsewhere.json_text import WrongTypeError, read_json
from build_scripts.reading.fields import KILOBYTE, shown

MOST = 10_000
"""Annotations of one file."""
_LONGEST_QUOTE = 10 * KILOBYTE
_LONGEST_TEXT = 20 * KILOBYTE
_EXPORT = "Export it again; if that does not help, add the note by hand with `edition add`."
_KNOWN = "Give a JSON export of Hypothesis, or Web Annotations (W3C) in JSON-LD."


def read_annotations(path: str, data: bytes) -> tuple[tuple[Borrowed, ...], tuple[Finding, ...]]:
    """The annotations in the order of the file. One that can't be used is a finding; the others remain. Never
    raises for what `data` holds."""
    value, unreadable = read_json(path, data, Code.E101)
    if unreadable:
        return (), unreadable
    try:
        rows = list(web_annotation.flatten(value))
    except WrongTypeError as error:
        return (), (Finding(Code.E101, Severity.ERROR, Place(path), f"{shown(path)}: {error}", _KNOWN),)
    findings: list[Finding] = []
    if not any(isinstance(row, dict) and _is_known(row) for row in rows):
        if rows or not isinstance(value, dict | list):
            message = f"{shown(path)} holds no annotations of a kind that is known"
            findings.append(Finding(Code.E101, Severity.ERROR, Place(path), message, _KNOWN))
        return (), tuple(findings)
    if len(rows) > MOST:
        message = f"{shown(path)} holds {len(rows):,} annotations; only the first {MOST:,} are taken"
        findings.append(Finding(Code.E101, Severity.ERROR, Place(path), message, "Divide it into several files."))
    found: list[Borrowed] = []
    for number, row in enumerate(rows[:MOST], 1):
        try:
            found.append(_bounded(_read(number, row)))
        except WrongTypeError as error:
            key = row.get("id") if isinstance(row, dict) else ""
            message = f"{name_of(number, key if isinstance(key, str) else '')} can't be used: {error}"
            findings.append(Finding(Code.E102, Severity.ERROR, Place(path), message, _EXPORT))
    return tuple(found), tuple(findings)


def _is_known(row: dict[str, object]) -> bool:
    return web_annotation.is_annotation(row) or hypothesis.is_row(row)


def _read(number: int, row: object) -> Borrowed:
    if not isinstance(row, dict):
        raise WrongTypeError("it is not an object")
    if web_annotation.is_annotation(row):
        return web_annotation.read_annotation(number, row)
    if hypothesis.is_row(row):
        return hypothesis.read_row(number, row)
    raise WrongTypeError("it is of no kind that is known")


def _bounded(one: Borrowed) -> Borrowed:
    for chain in one.targets:
        for quote in chain:
            if not quote.exact.strip():
                raise WrongTypeError("its quotation has no words")
            if max(len(part) for part in quote) > _LONGEST_QUOTE:
                raise WrongTypeError(f"its quotation is longer than {_LONGEST_QUOTE:,} characters")
    if sum(len(text.words) for text in one.texts) > _LONGEST_TEXT:
        raise WrongTypeError(f"its text is longer than {_LONGEST_TEXT:,} characters")
    return one
