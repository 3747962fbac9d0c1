"""Strangers' words as the text of a note: read as what they were written in, and unable to cite, refer or mark up.

A `[@citation]` or `[[cross-reference]]` of theirs would point into this edition at something they never saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from build_scripts.model import Place, Scalar
from build_scripts.reading.elsewhere.borrowed import Text, clean
from build_scripts.rendering.escaping import safe_address
from build_scripts.rendering.notes import parse_body

_ROUNDS = 20
"""Times a text is looked through again for what its last escapes have brought out."""
_SIGNS = re.compile(r"[\\`*_\[\]<>@]|&(?=#?\w+;)")
_LINE_START = re.compile(r"^([ ]*)(?:([-+#~])|(\d{1,9})([.)]))", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_BLOCKS = frozenset(
    {"address", "article", "aside", "div", "dl", "dt", "dd", "figure", "footer", "header", "hr", "ol", "p"}
)
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "table", "tr", "ul"}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_UNSEEN = frozenset({"script", "style", "template", "title", "head", "noscript", "iframe", "object", "svg"})


def note_text(texts: Iterable[Text]) -> str:
    """The bodies of one annotation as Markdown of the notes, a blank line between two; empty when they have no words.

    Rendered, it has no citation, no cross-reference and no finding. Markdown stays Markdown, of HTML emphasis, links,
    lists and quotations remain, and plain text shows the signs it was typed with.
    """
    parts = (_READERS[text.written_in](clean(text.words)).strip("\n") for text in texts)
    whole = "\n\n".join(part for part in parts if part.strip())
    lines = (line.rstrip() for line in whole.split("\n"))
    return tamed(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n"))


def tamed(words: str) -> str:
    """Markdown with a backslash before whatever would cite, refer or be a slip; what can't be tamed so is shown as it
    was typed."""
    text = words
    for _ in range(_ROUNDS):
        places = _pointing(text)
        if not places:
            return text
        text = _escaped_at(text, places)
    return as_typed(words)


def as_typed(words: str) -> str:
    """Markdown that shows `words` sign by sign."""
    signs = _SIGNS.sub(lambda sign: f"\\{sign[0]}", words)
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", signs)


def _pointing(text: str) -> set[tuple[int, int]]:
    """Line and column, from 1, of everything in a note's text that a check would look up or complain of."""
    lines = tuple(Place("", number) for number in range(1, text.count("\n") + 2))
    body = parse_body(Scalar(text, lines[0], lines))
    found = [(one.line, one.column) for one in (*body.references, *body.suspects)]
    found += [(one.line, one.column) for cluster in body.clusters for one in cluster.citations]
    found += [(one.place.line, one.place.column) for one in body.findings]
    return set(found)


def _escaped_at(text: str, places: Iterable[tuple[int, int]]) -> str:
    rows = text.split("\n")
    for line, column in sorted(places, reverse=True):
        row = rows[line - 1]
        at = column - 1
        while at > 0 and row[at].isalnum():
            at -= 1  # of the id in brackets without an `@`; a letter can't be escaped, its bracket can
        rows[line - 1] = f"{row[:at]}\\{row[at:]}"
    return "\n".join(rows)


class _FromHtml(HTMLParser):
    """The words of an HTML fragment in the notes' Markdown. What is unknown is passed over, its words kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0
        self.links: list[str] = []
        self.quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "blockquote":
            self.parts.append("\n\n\x02")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _MARKS:
            self.parts.append(_MARKS[tag])
        elif tag == "a":
            self.links.append(safe_address(dict(attrs).get("href") or ""))
            self.parts.append("[" if self.links[-1] else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif tag == "blockquote":
            self.parts.append("\x03\n\n")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _MARKS:
            self.parts.append(_MARKS[tag])
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.parts.append(f"]({address})" if address else "")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(as_typed(re.sub(r"\s+", " ", data)))


def _from_html(words: str) -> str:
    reader = _FromHtml()
    reader.feed(words)
    reader.close()
    rows: list[str] = []
    depth = 0
    for row in "".join(reader.parts).split("\n"):
        depth += row.count("\x02")
        bare = row.replace("\x02", "").replace("\x03", "").strip()
        rows.append(f"{'> ' * min(depth, 8)}{bare}".rstrip() if bare else "")
        depth = max(depth - row.count("\x03"), 0)
    return "\n".join(rows)


_READERS: dict[str, Callable[[str], str]] = {"markdown": str, "html": _from_html, "plain": as_typed}
