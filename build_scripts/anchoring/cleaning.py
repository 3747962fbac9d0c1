"""What comes along when words are copied from a page, a PDF or a book, and what people put into a quotation.

They help a person: nothing is ever placed by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.anchoring.canonical import flatten


class Cleaned(NamedTuple):
    """A quotation without something that is probably not printed."""

    words: str
    without: str
    """What was taken out, as a message names it."""


_RULES = (
    ("the number of the paragraph", re.compile(r"\s*¶\s?\d+\s*"), " "),
    ("the number of the note", re.compile(r"(?<=[^\W\d_]|[”\"’)\]!?.])(?<!\d[.])\d{1,3}(?=\W|$)"), ""),
    ("the footnote’s mark", re.compile(r"\[(?:\^\w{1,8}|[\d*†]{1,3}|[a-z])\]"), ""),
    ("the words in brackets", re.compile(r"\s*\[[^\[\]]*\]"), ""),
    ("the Markdown of the article’s file", re.compile(r"(?:^|(?<=\s))#+\s|[*_`]+"), ""),
    ("the hyphen of the line’s end", re.compile(r"(?<=\w)[-‐]\s+(?=\w)"), ""),
    ("the quotation marks around it", re.compile(r"^[“”„«»‘’'\"]+|[“”„«»‘’'\"]+$"), ""),
)
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.)\s*")


def cleaned(quote: str) -> Iterator[Cleaned]:
    """`quote` without each thing that it holds and that may not be printed, then without all of them."""
    whole = quote
    for without, pattern, instead in _RULES:
        words = flatten(pattern.sub(instead, quote))
        if words and words != quote:
            yield Cleaned(words, without)
        whole = pattern.sub(instead, whole)
    words = flatten(whole)
    if words and words != quote:
        yield Cleaned(words, "what is not printed there")


def ends(quote: str) -> tuple[str, str] | None:
    """What stands before and after the words that an ellipsis leaves out; None without just one ellipsis inside."""
    parts = [part for part in _GAP.split(quote) if part]
    return (parts[0], parts[1]) if len(parts) == 2 else None
