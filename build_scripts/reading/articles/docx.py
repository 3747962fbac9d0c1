"""Articles from Word (Office Open XML), by way of pandoc; footnotes and endnotes stay footnotes of the article."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Particulars, Place
from build_scripts.reading.articles.decoding import LARGEST
from build_scripts.reading.articles.pandoc import document, read_tree
from build_scripts.reading.articles.pieces import Reading

UNPACKED = 100 * 1024 * 1024
"""Bytes a docx may have unpacked."""
RATIO = 200
"""How many times its size a docx may have unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TWIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STANDS_FOR = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def read_docx(path: str, data: bytes, particulars: Particulars | None) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The blocks of a Word document. Deletions of tracked changes are left out, insertions taken in."""
    parts, refusal = _unpacked(data)
    if refusal:
        hint = "Save the document again with a word processor."
        return None, (Finding(Code.T116, Severity.ERROR, Place(path), refusal, hint),)
    tree, findings = document(path, data, "docx")
    if tree is None:
        return None, findings
    pieces, links = read_tree(path, tree, particulars.title.text if particulars else "")
    notes = "\n".join(_text(parts[name]) for name in ("word/footnotes.xml", "word/endnotes.xml") if name in parts)
    return Reading(tuple(pieces), _text(parts["word/document.xml"]), loose=notes), (
        *findings,
        *links,
    )


def _unpacked(data: bytes) -> tuple[dict[str, bytes], str]:
    """The XML parts that hold words, by name; or why the file is refused. Nothing is unpacked beyond the caps."""
    if len(data) > LARGEST:
        return {}, f"the file has {len(data):,} bytes, more than {LARGEST:,}"
    allowed = min(UNPACKED, RATIO * len(data))
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > allowed:
                return {}, f"unpacked the file would have more than {allowed:,} bytes"
            for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
                if name in archive.namelist():
                    parts[name] = archive.read(name)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as problem:
        return {}, f"the file is no readable zip archive: {str(problem)[:80]}"
    if "word/document.xml" not in parts:
        return {}, "the archive has no word/document.xml"
    return parts, next((reason for part in parts.values() if (reason := _refuse_xml(part))), "")


def _refuse_xml(part: bytes) -> str:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        return "the document declares XML entities, which no word processor does"
    try:
        _root(part)
    except etree.XMLSyntaxError as problem:
        return f"the document's XML is damaged: {str(problem)[:80]}"
    return ""


def _root(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(part: bytes) -> str:
    """The words of one part of the document, a line a paragraph."""
    return "".join(_words(_root(part)))


def _words(element: etree._Element) -> Iterator[str]:
    name = element.tag if isinstance(element.tag, str) else ""
    if name in (_W + "moveFrom", _W + "del", _TWIN):
        return
    if name in (_W + "footnote", _W + "endnote") and element.get(_W + "type", "normal") != "normal":
        return
    if name in (_W + "t", _MATH):
        yield element.text or ""
    elif name.startswith(_W) and name.removeprefix(_W) in _STANDS_FOR:
        yield _STANDS_FOR[name.removeprefix(_W)]
    for child in element:
        yield from _words(child)
    if name == _W + "p":
        yield "\n"
