"""A reference for BibTeX and what reads it (BibLaTeX, JabRef, Zotero)."""

from __future__ import annotations

import re

from build_scripts.rendering.citing import Cited, date_parts

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own abbreviations, which a style translates."""

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "{}$&%#_"},
}


def bibtex(cited: Cited, key: str) -> str:
    """The entry, with a newline at its end. `key` is what a document cites it by.

    Names and titles stand in braces of their own: an author is called as printed, capitals stay.
    """
    kind = "article" if cited.publisher else "misc"
    host = ("journal", cited.publisher) if cited.publisher else ("howpublished", cited.edition)
    date = date_parts(cited.published)
    fields = [
        ("author", _braced(cited.author)),
        ("title", _braced(cited.title)),
        (host[0], f"{{{tex(host[1])}}}"),
        ("year", f"{{{date[0]}}}" if date else ""),
        ("month", MONTHS[date[1] - 1] if len(date) > 1 and 1 <= date[1] <= 12 else ""),
        ("day", f"{{{date[2]}}}" if len(date) > 2 else ""),
        ("note", f"{{Annotated in {tex(cited.edition)}}}" if cited.publisher else ""),
        ("url", f"{{{_address(cited.address)}}}" if cited.address else ""),
        ("language", f"{{{tex(cited.language)}}}"),
    ]
    lines = [f"  {name} = {value}," for name, value in fields if value]
    return "\n".join((f"@{kind}{{{key},", *lines, "}", ""))


def tex(text: str) -> str:
    """Words on one line, in which TeX reads nothing but words."""
    return "".join(_ESCAPED.get(char, char) for char in " ".join(text.split()))


def _braced(text: str) -> str:
    return f"{{{{{tex(text)}}}}}" if text else ""


def _address(address: str) -> str:
    """As it is but for braces, which would end the field."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", address)
