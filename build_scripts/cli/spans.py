"""Somebody's words in a summary on GitHub: they take no effect there, and their lists are cut truthfully."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 120
"""Characters of any one piece of somebody's words."""
BACKTICKS = re.compile(r"`+")


def listed(items: Iterable[str], budget: int, count: int) -> list[str]:
    """As many of the `items`, pieces of Markdown, as have room in `budget` bytes, and how many more there are of
    `count`. No more of them are taken, so that an iterator makes none that is not shown."""
    kept: list[str] = []
    for item in items:
        budget -= len(item.encode("utf-8", "replace")) + 1
        if budget < 0:
            break
        kept.append(item)
    more = count - len(kept)
    return [*kept, f"- and {more} more"] if more else kept


def code_span(text: str) -> str:
    """Somebody's words as a Markdown code span: one line, at most `LONGEST` characters, nothing invisible."""
    shown = "".join(_visible(c) for c in text[: LONGEST + 1])
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 1] + "…"
    fence = "`" * (1 + max((len(run) for run in BACKTICKS.findall(shown)), default=0))
    return f"{fence} {shown} {fence}" if shown else "` `"


def _visible(character: str) -> str:
    """The character itself, or its code point where a reviewer could not see it: controls, formats (bidi, zero
    width, tags), surrogates, private use and line separators."""
    if character != " " and unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}:
        return f"\\u{{{ord(character):04x}}}"
    return character
