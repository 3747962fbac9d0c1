"""Picture files: which format, how large, and whether an SVG is only a picture. Nothing is decoded or drawn.

Formats by their published headers: PNG (ISO/IEC 15948), JPEG (ITU-T T.81), WebP (RFC 9649), SVG 1.1 and 2.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Picture, Place
from build_scripts.reading.files import MEGABYTE, read_file

PICTURE_LIMIT = 5 * MEGABYTE
_ROOT = re.compile(r"<svg\b(?P<attributes>[^>]*)>", re.DOTALL)
_LENGTH = re.compile(r"\s*(?P<number>\d{1,5}(?:\.\d+)?)(?:px)?\s*\Z")
_VIEW_BOX = re.compile(
    r"\bviewBox\s*=\s*[\"']\s*\S+[\s,]+\S+[\s,]+(?P<width>[\d.]{1,9})[\s,]+(?P<height>[\d.]{1,9})\s*[\"']"
)
_ACTIVE = re.compile(
    r"""
      <\s*(?:\w+:)?(?:script|foreignObject|iframe|handler|listener|set|animate\w*)\b   # elements that act, or hold HTML
    | \son[a-z]+\s*=                                                                   # handlers
    | javascript: | @import
    | (?:href|src)\s*=\s*["']\s*(?!\#|data:image/(?:png|jpeg|webp);)                   # anything loaded or linked to
    | url\(\s*["']?\s*(?!\#)
    | <!(?:DOCTYPE|ENTITY)\b
    | <\?xml-stylesheet
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What an SVG that is only a picture has none of. Errs on the safe side: words of a text may match too."""
_START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def read_picture(root: Path, path: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
    """The picture at `path` (POSIX, relative to `root`), or None with the reason at `place`, where it is asked for."""
    if not (root / path).exists():
        hint = f"Put the file at {path}, or correct the name."
        return None, (Finding(Code.T118, Severity.ERROR, place, f"the picture {path} is not there", hint),)
    data, findings = read_file(root, path, PICTURE_LIMIT)
    if data is None:
        return None, findings
    suffix = path.rpartition(".")[2]
    if suffix == "svg" and (found := _ACTIVE.search(data.decode("utf-8", "replace"))) is not None:
        near = " ".join(found[0].split())[:40]
        message = f"{path} is more than a picture: it has “{near}”"
        hint = "Export it as plain SVG, without scripts, links, fonts or pictures from elsewhere."
        return None, (Finding(Code.T121, Severity.ERROR, place, message, hint),)
    size = _READERS[suffix](data)
    if size is None or min(size) < 1:
        message = f"{path} is no {suffix.upper()} picture with a size"
        hint = "Save it again as SVG with a viewBox, PNG, JPEG or WebP, with the ending that belongs to it."
        return None, (Finding(Code.T121, Severity.ERROR, place, message, hint),)
    return Picture(path, hashlib.sha256(data).hexdigest(), *size), ()


def _svg(data: bytes) -> tuple[int, int] | None:
    try:
        root = _ROOT.search(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if root is None:
        return None
    lengths = [_attribute(root["attributes"], name) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return lengths[0], lengths[1]
    box = _VIEW_BOX.search(root["attributes"])
    try:
        return (round(float(box["width"])), round(float(box["height"]))) if box else None
    except ValueError:
        return None


def _attribute(attributes: str, name: str) -> int:
    """A length in pixels; 0 where there is none or it is in another unit."""
    found = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)[\"']", attributes)
    number = _LENGTH.match(found[1]) if found else None
    return round(float(number["number"])) if number else 0


def _png(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """From the first frame header; segments before it are passed over by their lengths."""
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _START_OF_FRAME:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if data[12:16] == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


_READERS = {"svg": _svg, "png": _png, "jpg": _jpeg, "jpeg": _jpeg, "webp": _webp}
