"""Comments as other languages write them: `<!-- … -->`, `// …`, `/* … */`."""

from __future__ import annotations

import re

from build_scripts.findings import to_paste

_BEGINS = re.compile(r" *(?P<sign><!--|//(?!\S*\.\S)|/\*)")
_SIGNS = re.compile(r"<!-+|-*->|/\*+|\*+/|^\s*//+|^\s*\*+(?=\s|$)")
_ENDS = {"<!--": "-->", "/*": "*/", "//": ""}
MESSAGE = "a comment begins with # here, not with “{}”"


def comment_sign(line: str) -> str:
    """The sign by which `line` begins a comment of another language; empty where it begins none."""
    found = _BEGINS.match(line)
    return found["sign"] if found else ""


def comment_lines(text: str, start: int) -> tuple[str, ...]:
    """The lines of the comment that begins with the line at offset `start`; the first alone where it has no end."""
    sign = comment_sign(text[start : text.find("\n", start) if "\n" in text[start:] else len(text)])
    end = text.find(_ENDS.get(sign, ""), start)
    found = text[start : max(end, start)].count("\n") if sign in ("<!--", "/*") else 0
    return tuple(text[start:].split("\n", found + 1)[: found + 1])


def as_comment(lines: tuple[str, ...]) -> str:
    """The cure: the same lines, each with `#` before its words."""
    words = [_SIGNS.sub("", line).strip() for line in lines]
    made = [
        f"{' ' * (len(line) - len(line.lstrip(' ')))}# {one}" for line, one in zip(lines, words, strict=True) if one
    ]
    if not made:
        return "Delete it."
    return to_paste("Delete it, or write it so:" if len(made) == 1 else "Delete it, or write it so, all of it:", *made)
