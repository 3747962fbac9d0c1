"""From Pandoc's inlines to HTML.

Only what citeproc makes is known here. Anything else counts as the words in it, raw HTML as words too; and the
result still passes `sanitising.sanitise`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from build_scripts.model import Source
from build_scripts.rendering.article_sources import date_of, full_name, title_of
from build_scripts.rendering.sanitising import REL

_WRAPPED = {
    "Emph": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span class="small-caps">', "</span>"),
}
_PLAIN = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def citation_html(inlines: Sequence[Any], prefix: str, name: Callable[[str], str]) -> str:
    """The inline citation that Pandoc put into a `Cite`.

    What a style sets as a footnote stands in parentheses instead, for our notes are notes already. Each link to a
    source has the slot U+0002, id, U+0003 for its address. `prefix` is that of the first citation: in parentheses it
    keeps the small letter it was written with. `name` gives the words for a source of which a style leaves nothing
    (the author suppressed where only the author is printed). Empty when there is nothing to show at all.
    """
    parts: list[str] = []
    for inline in inlines:
        if inline["t"] == "Note":
            inside = _without_stop(_html([piece for block in inline["c"] for piece in block["c"]], name))
            if prefix[:1] != inside[:1] == prefix[:1].upper():
                inside = prefix[:1] + inside[1:]
            parts.append(f" ({inside})" if parts else f"({inside})")
        else:
            parts.append(_html([inline], name))
    return "".join(parts)


def entry_html(blocks: Sequence[Any]) -> str:
    """One entry of the bibliography."""
    return " ".join(_html(block["c"], str) for block in blocks if block["t"] in ("Para", "Plain")).strip()


def plain_entry(source: Source) -> str:
    """A reference in no particular style, where the style prints none (Chicago's leaves dictionaries and interviews
    to the notes): authors, title, where it stands, date, address."""
    names = source.item.get("author")
    authors = ", ".join(filter(None, map(full_name, names))) if isinstance(names, list) else ""
    place = str(source.item.get("container-title") or source.item.get("publisher") or "")
    parts = [authors, f"“{title_of(source)}”", place, date_of(source)]
    words = ". ".join([escape(part.replace("*", ""), quote=False) for part in parts if part]) + "."
    address = str(source.item.get("URL") or "")
    return f"{words} {_link(escape(address, quote=False), address, str)}" if address else words


def _without_stop(html: str) -> str:
    return re.sub(r"(?<!\.)\.((?:</\w+>)*)$", r"\1", html)


def _html(inlines: Sequence[Any], name: Callable[[str], str]) -> str:
    return "".join([_one(inline, name) for inline in inlines])


def _one(inline: Any, name: Callable[[str], str]) -> str:
    kind, content = inline["t"], inline.get("c")
    if kind == "Str":
        return escape(content, quote=False)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _WRAPPED:
        start, end = _WRAPPED[kind]
        return f"{start}{_html(content, name)}{end}"
    if kind == "Quoted":
        start, end = _QUOTES[content[0]["t"]]
        return f"{start}{_html(content[1], name)}{end}"
    if kind == "Link":
        return _link(_html(content[1], name), content[2][0], name)
    if kind in ("Span", "Cite"):
        return _html(content[1], name)
    if kind in ("Underline", "Strikeout"):
        return _html(content, name)
    return escape(content[-1], quote=False) if isinstance(content, list) and isinstance(content[-1], str) else ""


def _link(words: str, address: str, name: Callable[[str], str]) -> str:
    if address.startswith("#ref-"):
        id_ = address.removeprefix("#ref-")
        return f'<a class="citation" href="\x02{id_}\x03">{words.strip() or escape(name(id_), quote=False)}</a>'
    if address.startswith(("https://", "http://")):
        return f'<a href="{escape(address)}" rel="{REL}">{words}</a>'
    return words
