"""A Python-Markdown extension: the tokens of a woven page become marks, note references, ids and notes.

Three steps. Before Python-Markdown parses anything, finished notes and other finished HTML (`⟦html⟧` … `⟦/html⟧`, the
frame that the page modules put around an article) are taken out, so that no parser works on them.
In the tree, tokens inside headings are set apart in the one element that tables of contents and page titles leave
out. In the finished HTML, one pass cuts the text at every milestone and every tag: each run of text then carries the
set of notes over it, whatever the notes cross. Cutting the text of the HTML and not the tree costs nothing for
elements that Markdown builders would look at again, and nothing for a page without tokens.

A token that is unknown, or a milestone without its other end, is shown as the text it is: no words are lost.
"""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from build_scripts.rendering.runs import mark_up
from build_scripts.rendering.written_in import PutLinksIn

_NOTE_OPEN = re.compile(r"⟦note ([a-z0-9-]+)⟧ *")
_NOTE_CLOSE = "⟦/note⟧"
_FRAMES = {"⟦html⟧": "⟦/html⟧", "⟦FIGURE⟧": "⟦/FIGURE⟧"}
"""How finished HTML begins and ends that is no note."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTES_HERE = re.compile(r"<p>⟦notes ([0-9]+)⟧</p>")
_PARAGRAPHS = ("⟦¶", "⟦.", "⟦notes ")
_TOKEN = re.compile(r"⟦[^⟦⟧<>\n]*⟧")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ESCAPED = re.compile("\x02([0-9]+)\x03")
_STASHED = re.compile("\x02[^\x03]*\x03")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
ASIDE = "fnref:token"
"""Id of the temporary `sup` around a token in a heading: tables of contents leave out `sup` elements whose id begins
with `fnref`. The pass over the HTML removes it."""


class _Notes:
    """The finished notes of the page that is being converted, and its other finished HTML."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.frames: set[int] = set()
        """Which of the groups are finished HTML other than notes."""
        self.has_tokens = False

    def clear(self) -> None:
        self.groups.clear()
        self.frames.clear()
        self.has_tokens = False


class TakeNotesOut(Preprocessor):
    """Replaces each run of note blocks by a paragraph that says where they stood."""

    def __init__(self, md: Markdown, notes: _Notes) -> None:
        super().__init__(md)
        self._notes = notes

    def run(self, lines: list[str]) -> list[str]:
        self._notes.clear()
        self._notes.has_tokens = any("⟦" in line for line in lines)
        if not any(close in lines for close in (_NOTE_CLOSE, *_FRAMES.values())):
            return lines
        return self._without_notes(lines)

    def _without_notes(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        fence = ""
        adjoining = False
        at = 0
        last_note = _last(_NOTE_CLOSE, lines)
        last = {opening: _last(close, lines) for opening, close in _FRAMES.items()}
        while at < len(lines):
            line = lines[at]
            if not fence and at < last.get(line, -1):
                close = lines.index(_FRAMES[line], at)
                self._notes.frames.add(len(self._notes.groups))
                self._keep(lines[at + 1 : close], kept, adjoining=False)
                adjoining = False
                at = close + 1
                continue
            if line.startswith("⟦note ") and not fence and at < last_note and _NOTE_OPEN.fullmatch(line):
                close = lines.index(_NOTE_CLOSE, at)
                self._keep(lines[at + 1 : close], kept, adjoining=adjoining)
                adjoining = True
                at = close + 1
                continue
            if line and not line.isspace():
                adjoining = False
                if line[0] in " `~":
                    fence = _fence_after(line, fence)
            if not adjoining:
                kept.append(line)
            at += 1
        return kept

    def _keep(self, html: list[str], kept: list[str], *, adjoining: bool) -> None:
        if adjoining:
            self._notes.groups[-1].append("\n".join(html))
            return
        if kept and kept[-1]:
            kept.append("")
        kept.extend([f"⟦notes {len(self._notes.groups)}⟧", ""])
        self._notes.groups.append(["\n".join(html)])


class OwnParagraphs(BlockProcessor):
    """Takes the blocks that begin with a token of ours: they are paragraphs, whatever else they might look like, so
    no other processor need look at them. Where notes stood, no inline pattern need either."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith(_PARAGRAPHS) and not self.parser.state.isstate("list")

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        SubElement(parent, "p").text = AtomicString(block) if block.startswith("⟦notes ") else block


class SetHeadingTokensApart(Treeprocessor):
    """Keeps tokens out of page titles, tables of contents and the ids of headings."""

    def __init__(self, md: Markdown, notes: _Notes) -> None:
        super().__init__(md)
        self._notes = notes

    def run(self, root: Element) -> None:
        if not self._notes.has_tokens:
            return
        used: set[str] = set()
        for element in root.iter():
            if element.tag in _HEADINGS:
                for part in list(element.iter()):
                    _set_apart(part)
                if "id" not in element.attrib:
                    element.set("id", _heading_id(element, used))


class MarkUp(Postprocessor):
    """Tokens to HTML, before raw HTML is put back and so never inside of it."""

    def run(self, text: str) -> str:
        return mark_up(text) if "⟦" in text else text


class PutNotesBack(Postprocessor):
    """The finished notes, byte for byte, in the place of their paragraph."""

    def __init__(self, md: Markdown, notes: _Notes) -> None:
        super().__init__(md)
        self._notes = notes

    def run(self, text: str) -> str:
        groups = self._notes.groups
        if not groups or "⟦notes " not in text:
            return text

        def notes_of(match: re.Match[str]) -> str:
            index = int(match[1])
            if index >= len(groups):
                return match[0]
            html = "\n".join(groups[index])
            if index in self._notes.frames:
                return html
            return f'<div class="notes">\n{html}\n</div>'

        return _NOTES_HERE.sub(notes_of, text)


class MarksExtension(Extension):
    """Registers the steps: note blocks go before white space is touched, marks come before raw HTML is put back."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name Python-Markdown calls
        notes = _Notes()
        md.preprocessors.register(PutLinksIn(md), "edition_put_links_in", 45)
        md.preprocessors.register(TakeNotesOut(md, notes), "edition_take_notes_out", 40)
        md.parser.blockprocessors.register(OwnParagraphs(md.parser), "edition_own_paragraphs", 110)
        md.treeprocessors.register(SetHeadingTokensApart(md, notes), "edition_heading_tokens", 15)
        md.postprocessors.register(MarkUp(md), "edition_marks", 35)
        md.postprocessors.register(PutNotesBack(md, notes), "edition_put_notes_back", -10)


def makeExtension(**options: object) -> MarksExtension:  # noqa: N802  # the name Python-Markdown calls
    """The extension; it has no options."""
    return MarksExtension(**options)


def _last(line: str, lines: list[str]) -> int:
    """The index of the last such line; -1 where there is none."""
    return len(lines) - 1 - lines[::-1].index(line) if line in lines else -1


def _fence_after(line: str, fence: str) -> str:
    """The fence of the code block that `line` is in or opens; empty outside of any."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match[1]
    closes = match[1][0] == fence[0] and len(match[1]) >= len(fence) and not line[match.end() :].strip()
    return "" if closes else fence


def _set_apart(element: Element) -> None:
    """Puts each token in the element's own text, and in that after its children, into a `sup` of its own."""
    for child in list(element):
        if child.tail and "⟦" in child.tail:
            pieces = _TOKEN.split(child.tail)
            tokens = _TOKEN.findall(child.tail)
            child.tail = pieces[0]
            at = list(element).index(child) + 1
            for token, tail in zip(tokens, pieces[1:], strict=True):
                element.insert(at, _aside(token, tail))
                at += 1
    if element.text and "⟦" in element.text and element.get("id") != ASIDE:
        pieces = _TOKEN.split(element.text)
        tokens = _TOKEN.findall(element.text)
        element.text = pieces[0]
        for at, (token, tail) in enumerate(zip(tokens, pieces[1:], strict=True)):
            element.insert(at, _aside(token, tail))


def _aside(token: str, tail: str) -> Element:
    aside = Element("sup", {"id": ASIDE})
    aside.text = token
    aside.tail = tail
    return aside


def _heading_id(element: Element, used: set[str]) -> str:
    """`h-` and the heading's words, so that it can't be the id of a note, a paragraph or a part of the theme."""
    words = "".join(_heading_words(element))
    words = _STASHED.sub("", _ESCAPED.sub(lambda match: chr(int(match[1])), words))
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = _NOT_IN_ID.sub("-", plain).strip("-")[:60].rstrip("-")
    own = f"h-{slug}" if slug else f"h-{len(used) + 1}"
    candidate, count = own, 1
    while candidate in used:
        count += 1
        candidate = f"{own}-{count}"
    used.add(candidate)
    return candidate


def _heading_words(element: Element) -> list[str]:
    words = [] if element.get("id") == ASIDE else [element.text or ""]
    for child in element:
        words.extend(_heading_words(child))
        words.append(child.tail or "")
    return words
