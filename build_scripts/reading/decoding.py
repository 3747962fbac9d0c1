"""Bytes of a hand-written file to text: UTF-8 only, line ends made one, characters checked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.reading.characters import FORBIDDEN, HIDDEN, describe, hidden_places, unbalanced_places

MAX_BYTES = 1_048_576
"""Of a YAML file."""
_MAX_REPORTED = 20
_LONE_RETURN = re.compile("\r(?!\n)")


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a YAML file with `\\n` line ends and no byte order mark, or None where it cannot be trusted.

    A UTF-8 byte order mark and CRLF are accepted; UTF-16, other encodings, control characters and files above
    `MAX_BYTES` are errors with their place. Files with line ends of two kinds are a notice.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        return None, (_error(Code.Y103, Place(path), message, "Split it: one sidecar holds the notes of one article."),)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4:2] == b"\0\0" or data[1:4:2] == b"\0\0":
        message = "the file is UTF-16, not UTF-8"
        return None, (_error(Code.Y101, Place(path), message, "Save it again with the encoding UTF-8."),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_undecodable(path, data, error),)
    line_ends = _mixed_line_ends(path, text)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    refused = _refused(path, text)
    return (None, refused) if refused else (text, line_ends)


def hidden_findings(path: str, text: str) -> tuple[Finding, ...]:
    """A finding for each hidden character in `text`, comments included, at its place."""
    if text.isascii() or HIDDEN.search(text) is None:
        return ()
    found: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.isascii() or not (hidden := hidden_places(line)):
            continue
        unbalanced = frozenset(unbalanced_places(line))
        for offset in hidden[:_MAX_REPORTED]:
            found.append(_hidden(Place(path, number, offset + 1), line[offset], offset in unbalanced))
        if len(found) >= _MAX_REPORTED:
            break
    return tuple(found[:_MAX_REPORTED])


def _hidden(place: Place, character: str, unbalanced: bool) -> Finding:
    what = describe(character)
    if unbalanced:
        message, hint = f"{what} is not closed on its line", "Delete it, or close it on the same line."
        return _error(Code.Y119, place, message, hint)
    message, hint = f"a character that cannot be seen: {what}", "Delete it, unless the words need it."
    return Finding(Code.Y117, Severity.WARNING, place, message, hint)


def without_doubles(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` without a hidden character reported as such where a key, id or address was refused for it.

    Keys, ids and addresses take up one line, so the line tells.
    """
    findings = tuple(findings)
    refused = {finding.place.line for finding in findings if finding.code == Code.Y116}
    hidden = {Code.Y117, Code.Y119}
    return tuple(finding for finding in findings if finding.code not in hidden or finding.place.line not in refused)


def place_at(path: str, text: str, offset: int) -> Place:
    """The place of a code point in a text whose lines end in `\\n`; `offset` runs from 0 to the text's length."""
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _undecodable(path: str, data: bytes, error: UnicodeDecodeError) -> Finding:
    before = data[: error.start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    byte = data[error.start]
    meant = bytes([byte]).decode("cp1252", errors="replace")
    guess = f" (in Windows-1252 it would be “{meant}”)" if meant.isprintable() and meant != "\ufffd" else ""
    message = f"the byte 0x{byte:02X} is not UTF-8{guess}"
    return _error(Code.Y101, place_at(path, before, len(before)), message, "Save the file with the encoding UTF-8.")


def _mixed_line_ends(path: str, text: str) -> tuple[Finding, ...]:
    returns = text.count("\r\n")
    if not returns or returns == text.count("\n"):
        return ()
    bare = re.search(r"(?<!\r)\n" if text.find("\r\n") < text.find("\n") else r"\r\n", text)
    line = text.count("\n", 0, bare.start()) + 1 if bare else 1
    message = "from here the lines end in another way than before (Windows and Unix mixed)"
    hint = "Save the file with one kind of line end; nothing is lost meanwhile."
    return (Finding(Code.Y118, Severity.NOTICE, Place(path, line), message, hint),)


def _refused(path: str, text: str) -> tuple[Finding, ...]:
    hits: list[Finding] = []
    for hit in FORBIDDEN.finditer(text):
        if len(hits) == _MAX_REPORTED:
            break
        what = describe(hit.group())
        hint = "Delete it; retype the word if one was there."
        if hit.group() == "\ufeff":
            what, hint = "the mark of a file's beginning (U+FEFF)", "It can't be seen: delete the line and retype it."
        if _LONE_RETURN.match(hit.group()):
            what, hint = "a carriage return alone (U+000D)", "Save the file with Unix or Windows line ends."
        hits.append(_error(Code.Y102, place_at(path, text, hit.start()), f"{what} may not stand in a text", hint))
    return tuple(hits)


def _error(code: Code, place: Place, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, place, message, hint)
