"""From the bytes of an article file to its text: the right characters, or a refusal that names the byte.

Never does U+FFFD stand in for a byte that could not be read. What is hidden from a reviewer's eye is reported.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place
from build_scripts.reading.characters import unbalanced_places

LARGEST = 20 * 1024 * 1024
"""Bytes an article file may have."""

_ENCODINGS = re.compile(
    r"utf-?8(?:-sig)?|utf-?(?:16|32)(?:-[lb]e)?|ascii|latin-?1|cp\d{3,4}|iso8859-\d{1,2}|koi8-[rut]|mac-[a-z]+|gbk|gb2312|gb18030|hz"
    r"|big5(?:hkscs)?|shift_jis(?:x0213|_2004)?|euc_(?:jp|kr|jis_2004|jisx0213)|johab|iso2022_(?:jp|kr)[\w]*|tis-620|ptcp154|kz1048",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_HIDDEN = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BROKEN = re.compile(
    "[\ufdd0-\ufdef\ufffd-\uffff]|[ÂÃ][\u0080-\u00bf]|â€[™œ\u009d˜“”¦¢]|â\u0080[\u0080-\u00bf]|Ð[\u0080-\u00bf°-¿]Ñ|ï»¿"
)
_BROKEN_BEGINS = re.compile("[\ufdd0-\ufdef\ufffd-\uffffÂÃâÐï]")
_TAGS = range(0xE0000, 0xE0080)
_WIDE = "If that is what the file is, write in the sidecar:"


def mark_of(data: bytes) -> str:
    """The encoding that a byte order mark at the start says, or the empty string."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def decode(path: str, data: bytes, encoding: str = "utf-8") -> tuple[str | None, tuple[Finding, ...]]:
    """The text of an article file without its byte order mark; line ends as they are.

    `encoding` is what the sidecar (or the page itself) declares. None, with an error, when the bytes are not in that
    encoding, hold a NUL, or are more than `LARGEST`.
    """
    if len(data) > LARGEST:
        message = f"the article has {len(data):,} bytes, more than {LARGEST:,}"
        return None, (_finding(Code.T102, Severity.ERROR, Place(path), message, "Divide it into several articles."),)
    refusal = _refuse_name(path, data, encoding)
    if refusal:
        return None, (refusal,)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        return None, (_undecodable(path, data, encoding, problem),)
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        return None, (_nul(path, data, text),)
    return text, (*_hidden(path, text), *_broken(path, text))


def _finding(code: Code, severity: Severity, place: Place, message: str, hint: str) -> Finding:
    return Finding(code, severity, place, message, hint)


def _refuse_name(path: str, data: bytes, encoding: str) -> Finding | None:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        name = ""
    if not _ENCODINGS.fullmatch(name):
        message = f"no text encoding is called {encoding[:40]!r}"
        return _finding(
            Code.T103,
            Severity.ERROR,
            Place(path),
            message,
            to_paste("Write in the sidecar, for instance:", "encoding: windows-1252"),
        )
    marked = mark_of(data)
    if marked and not name.startswith(marked) and not name.startswith(marked.replace("-", "_")):
        message = f"the file begins with the byte order mark of {marked} but is declared to be {name}"
        return _finding(
            Code.T104, Severity.ERROR, Place(path), message, to_paste("Write in the sidecar:", f"encoding: {marked}")
        )
    return None


def _undecodable(path: str, data: bytes, encoding: str, problem: UnicodeDecodeError) -> Finding:
    start = problem.start
    line, before = _byte_line(data, start)
    column = len(before.decode(encoding, errors="ignore")) + 1
    message = f"byte {start} (0x{data[start]:02X}) is not {encoding}: {problem.reason}"
    return _finding(Code.T104, Severity.ERROR, Place(path, line, column), message, _encoding_hint(data))


def _byte_line(data: bytes, offset: int) -> tuple[int, bytes]:
    """The line a byte stands in, from 1, and the bytes of that line before it."""
    head = data[:offset]
    newline = max(head.rfind(b"\n"), head.rfind(b"\r"))
    line = head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n") + 1
    return line, head[newline + 1 :]


def _encoding_hint(data: bytes) -> str:
    """A suggestion, by trying the likeliest encodings; a suggestion only, because many bytes fit several."""
    sample = data[: 1 << 20]
    if sample.count(0) > len(sample) // 8:
        return to_paste(_WIDE, "encoding: utf-16-le", "encoding: utf-16-be")
    if any(byte in sample for byte in b"\x81\x8d\x8f\x90\x9d"):
        likely = (f"encoding: {name}" for name in ("shift_jis", "gbk", "windows-1251"))
        return to_paste("Write the file's encoding in the sidecar, for instance:", *likely)
    return to_paste("If the file is in Windows Western encoding, write in the sidecar:", "encoding: cp1252")


def _nul(path: str, data: bytes, text: str) -> Finding:
    offset = data.find(b"\x00")
    line, _ = _byte_line(data, offset)
    message = f"byte {offset} is NUL, which no text has"
    wide = text.count("\x00") > len(text) // 8
    hint = to_paste(_WIDE, "encoding: utf-16-le", "encoding: utf-16-be") if wide else "Remove the byte."
    return _finding(Code.T105, Severity.ERROR, Place(path, line), message, hint)


def place_at(path: str, text: str, offset: int) -> Place:
    """The line and column of a character of a text with any line ends."""
    line = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset) + 1
    column = offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset))
    return Place(path, line, column)


def _hidden(path: str, text: str) -> tuple[Finding, ...]:
    if text.isascii() and text.isprintable():
        return ()
    first: dict[str, int] = {}
    count: dict[str, int] = {}
    for match in _HIDDEN.finditer(text):
        if not _is_joiner_at_work(text, match.start()):
            first.setdefault(match.group(), match.start())
            count[match.group()] = count.get(match.group(), 0) + 1
    unbalanced = _unbalanced_bidi(text) if any(_BIDI.match(character) for character in first) else -1
    found = [_hidden_finding(path, text, character, offset, count[character]) for character, offset in first.items()]
    if unbalanced >= 0:
        message = "a direction control is not closed in its paragraph: the words after it may show in another order"
        hint = "Look at the passage in an editor that shows control characters; remove what should not be there."
        found.append(_finding(Code.T106, Severity.WARNING, place_at(path, text, unbalanced), message, hint))
    return tuple(found)


def _hidden_finding(path: str, text: str, character: str, offset: int, count: int) -> Finding:
    tagged = ord(character) in _TAGS
    name = unicodedata.name(character, "control character")
    times = "once" if count == 1 else f"{count} times"
    message = f"the text holds U+{ord(character):04X} ({name}), which nobody sees, {times}; here is the first"
    hint = "See that it hides nothing; it is kept as it was found, and passed over when notes look for their place."
    return _finding(
        Code.T106, Severity.WARNING if tagged else Severity.NOTICE, place_at(path, text, offset), message, hint
    )


def _is_joiner_at_work(text: str, offset: int) -> bool:
    """Whether a zero-width joiner or non-joiner stands where scripts and emoji need one: beside a non-Latin character.

    Tag characters in the flag of a region of a country are such a use, too.
    """
    if ord(text[offset]) in _TAGS:
        start = offset
        while start > 0 and offset - start < 8 and ord(text[start]) in _TAGS:
            start -= 1
        return text[start] == "\U0001f3f4"
    return text[offset] in "\u200c\u200d" and offset > 0 and ord(text[offset - 1]) > 0x2AF


def _unbalanced_bidi(text: str) -> int:
    """Where the first direction control stands that its paragraph does not close; -1 when all are closed."""
    for line in re.finditer(r"[^\r\n]+", text):
        places = unbalanced_places(line.group()) if _BIDI.search(line.group()) else ()
        if places:
            return line.start() + places[0]
    return -1


def _broken(path: str, text: str) -> tuple[Finding, ...]:
    match = None if text.isascii() or not _BROKEN_BEGINS.search(text) else _BROKEN.search(text)
    if match is None:
        return ()
    message = f"the text was broken before it came here: {match.group()!r} stands for another character"
    hint = "It is kept as found; if this edition may mend the file, look for a better copy of the article."
    return (_finding(Code.T107, Severity.NOTICE, place_at(path, text, match.start()), message, hint),)
