"""An article's words made safe for Python-Markdown: nothing in them is markup, HTML, an attribute list or a token.

Written for Python-Markdown with any of its extensions that this project uses. A backslash is used where every
configuration understands it, a character reference where only some do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_SPECIAL = re.compile(r"[\\`*_\[\]{}#<|&⟦⟧\x00-\x1f\x7f]")
_LINE_START = re.compile(r"\s*(?:([-+!])|([>=:~])|[0-9]+(\.))")
"""What would begin a list, an admonition, a quotation, a heading or a definition at the start of a line."""
_REFERENCES = {"<": "&lt;", "&": "&amp;", "|": "&#124;", "⟦": "&#10214;", "⟧": "&#10215;", ">": "&gt;"}
_ALLOWED = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@)", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = re.compile(r"""[\s"'()<>\[\]\\^`{|}⟦⟧*_\x00-\x20\x7f]""")
_ENTITY_LIKE = re.compile(r"&(?=#?[0-9a-zA-Z]+;)")


class Replacement(NamedTuple):
    """One character to be written differently."""

    offset: int
    text: str


def replacements(text: str, line_starts: Sequence[int] = ()) -> list[Replacement]:
    """What to replace in `text` so that Markdown shows it as it is, by offset. `line_starts` are the offsets at which
    a line of Markdown begins."""
    found = [Replacement(match.start(), _written(match)) for match in _SPECIAL.finditer(text)]
    for start in line_starts:
        match = _LINE_START.match(text, start)
        if match and match.lastindex:
            at = match.start(match.lastindex)
            sign = text[at]
            written = f"\\{sign}" if sign in "-+!." else _REFERENCES.get(sign, f"&#{ord(sign)};")
            found.append(Replacement(at, written))
    if line_starts:
        found = sorted(set(found))
    return found


def escape(text: str) -> str:
    """`text` for the middle of a line."""
    return _SPECIAL.sub(_written, text)


def safe_address(url: str) -> str:
    """`url` for `[…](…)`: only http, https and mailto; empty when it is anything else."""
    url = url.strip()
    if not _ALLOWED.match(url):
        return ""
    url = _UNSAFE_IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
    return _ENTITY_LIKE.sub("&amp;", url)


def _written(match: re.Match[str]) -> str:
    sign = match[0]
    if sign == "&":
        after = match.string[match.end() : match.end() + 1]
        return "&amp;" if after.isalnum() or after == "#" else "&"
    if sign in _REFERENCES:
        return _REFERENCES[sign]
    if sign.isspace():
        return " "
    return "" if sign < " " or sign == "\x7f" else f"\\{sign}"
