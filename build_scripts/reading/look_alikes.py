"""Lines that are not YAML for one sign: one that only looks like the one that is needed, or one that is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.findings import Code
from build_scripts.reading.characters import describe

# fmt: off
KEYS = frozenset({
    "article", "annotations", "references", "entries", "events", "id", "quote", "prefix", "suffix", "through", "kind",
    "verdict", "note", "see", "tags", "author", "reviewed_by", "created", "changed", "status", "title",
    "translator", "publisher", "via", "published", "date_printed", "url", "language", "rights", "licence", "encoding",
    "content_selector", "remove_selectors", "summary", "structure", "redact", "order", "block", "as", "reason",
    "occurrence", "text", "type", "name", "aka", "sources", "coordinates", "date", "event",
})
# fmt: on
"""The keys of sidecars, glossary and timeline, and the lists of all files. A line that begins with one of these words
was meant to be a key."""

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_SPACES}]")
_HEAD = re.compile(f"[ {_SPACES}]*(?:-[ {_SPACES}]*)?(?:[\\w-]+:[ {_SPACES}]*)?")
_DASH = re.compile(r" *(?P<sign>[‐‑‒–—―−•·▪*])[ \u00a0](?P<rest>.*)")
_TIGHT = re.compile(r"(?P<indent> *)-(?P<rest>[\w]+:(?: .*)?)")
_KEY = re.compile(
    r"(?P<head> *(?:- +)?)(?P<open>[“”\"']?)(?P<key>[\w-]+)(?P=open)?(?P<sign>\s*[：﹕=]\s*|\s+|:)(?P<rest>.*)"
)
_BARE_ITEM = re.compile(r" *- +(?P<id>[a-z0-9][a-z0-9-]*)\s*")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with one line."""

    code: Code
    column: int
    """From 0."""
    message: str
    advice: str
    paste: tuple[str, ...]


def slip_in(line: str) -> Slip | None:
    """The slip in a line that YAML can't read; None where it has none of these. Only for lines that are no words of a
    long text: there all of this is allowed."""
    return _odd_space(line) or _odd_dash(line) or _odd_colon(line) or _bare_item(line)


def _odd_space(line: str) -> Slip | None:
    head = _HEAD.match(line)
    odd = _ODD_SPACE.search(line, 0, head.end() if head else 0)
    if odd is None:
        return None
    message = f"a space that is none to YAML: {describe(odd.group())}"
    return Slip(Code.Y121, odd.start(), message, "Type a plain space instead:", (_ODD_SPACE.sub(" ", line),))


def _odd_dash(line: str) -> Slip | None:
    if match := _DASH.fullmatch(line):
        message = f"“{match['sign']}” does not begin an item of a list"
        return Slip(Code.Y121, match.start("sign"), message, "Type a hyphen and a space:", (f"- {match['rest']}",))
    if match := _TIGHT.fullmatch(line):
        message = "no space after the hyphen that begins an item"
        column = match.end("indent")
        return Slip(Code.Y106, column, message, "Write a space after it:", (f"- {match['rest']}",))
    return None


def _odd_colon(line: str) -> Slip | None:
    match = _KEY.fullmatch(line)
    if match is None or match["key"] not in KEYS:
        return None
    paste = f"{match['key']}: {match['rest']}".rstrip()
    sign = match["sign"].strip()
    if sign == ":":
        if not match["rest"] or match["rest"][0] in " \t" or match["open"]:
            return None
        message = "no space after the colon of a key"
        return Slip(Code.Y106, match.start("sign"), message, "Write a space after it:", (paste,))
    if sign:
        message = f"“{sign}” is not the colon of a key"
        column = match.start("sign") + match["sign"].index(sign)
        return Slip(Code.Y121, column, message, "Type a plain colon and a space:", (paste,))
    message = f"`{match['key']}` has no colon"
    return Slip(Code.Y106, match.start("key"), message, "Write a colon and a space after it:", (paste,))


def _bare_item(line: str) -> Slip | None:
    match = _BARE_ITEM.fullmatch(line)
    if match is None or match["id"] in KEYS:
        return None
    message = "an item that begins without a key"
    return Slip(Code.Y106, match.start("id"), message, "If this is the id, say so:", (f"- id: {match['id']}",))
