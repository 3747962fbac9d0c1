"""What a page shows, letter by letter: for tests that compare it with the blocks it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

import markdown

from build_scripts.anchoring.canonical import canonical_text, place_of_end, place_of_start
from build_scripts.model import Anchor, AnchorStatus, Article, Block, BlockKind, CanonicalOffset, FormatKind
from build_scripts.rendering.escaping import safe_address
from build_scripts.rendering.weaving import WovenNote

EXTENSIONS = ["build_scripts.rendering.marks", "admonition", "attr_list", "fenced_code", "tables", "toc"]
_APPARATUS = {"pilcrow", "ref", "fnref", "fn-back", "notes"}
_FORMATS = {"em": "em", "strong": "strong", "code": "code", "a": "a"}
_VOID = {"br", "hr", "img"}


class Letter(NamedTuple):
    """One visible character."""

    char: str
    formats: frozenset[str]
    notes: frozenset[str]


@dataclass
class Shown:
    """The letters of a page, and its elements that matter."""

    letters: list[Letter]
    references: list[str]
    ids: list[str]

    @property
    def words(self) -> str:
        return "".join(letter.char for letter in self.letters)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = Shown([], [], [])
        self.stack: list[tuple[str, set[str], dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.shown.ids.append(given["id"])
        if given.get("id", "").startswith("ref-"):
            self.shown.references.append(given["id"].removeprefix("ref-"))
            assert not any(open_tag == "a" for open_tag, _, _ in self.stack), "a link in a link"
        if tag not in _VOID:
            self.stack.append((tag, set(given.get("class", "").split()), given))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack[-1][0] == tag, f"</{tag}> closes <{self.stack[-1][0]}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        if any(classes & _APPARATUS for _, classes, _ in self.stack):
            return
        formats = frozenset(_FORMATS[tag] for tag, _, _ in self.stack if tag in _FORMATS)
        marks = [given for tag, _, given in self.stack if tag == "mark"]
        assert len(marks) <= 1, "a mark in a mark"
        notes = frozenset(marks[0]["data-notes"].split()) if marks else frozenset()
        self.shown.letters.extend(Letter(char, formats, notes) for char in data if not char.isspace())


def convert(text: str) -> str:
    """As the site converts a page."""
    return markdown.Markdown(extensions=EXTENSIONS).convert(text)


def read(html: str) -> Shown:
    """What `html` shows, white space aside."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.stack, f"left open: {[tag for tag, _, _ in reader.stack]}"
    return reader.shown


def expected(article: Article, anchors: tuple[Anchor, ...]) -> list[Letter]:
    """The letters an article has, with the formats and notes over each."""
    canonical = canonical_text(article)
    letters: list[Letter] = []
    for index, block in enumerate(article.blocks):
        over = []
        for anchor in anchors:
            if anchor.start is not None and anchor.end is not None:
                start, end = place_of_start(canonical, anchor.start), place_of_end(canonical, anchor.end)
                over.append((anchor.annotation, start, end))
        for at, char in enumerate(block.shown):
            if char.isspace() or char < " ":
                continue
            notes = frozenset(note for note, start, end in over if start <= (index, at) < end)
            letters.append(Letter(char, _formats(block, at), notes))
    return letters


def _formats(block: Block, at: int) -> frozenset[str]:
    names = {FormatKind.EMPHASIS: "em", FormatKind.STRONG: "strong", FormatKind.CODE: "code", FormatKind.LINK: "a"}
    found = {
        names[item.kind]
        for item in block.formats
        if item.kind in names
        and item.start <= at < item.end
        and (item.kind is not FormatKind.LINK or safe_address(item.target))
    }
    return frozenset(found | ({"code"} if block.kind is BlockKind.CODE else set()))


def placed(annotation: str, start: int, end: int, target: int = 0) -> Anchor:
    return Anchor(annotation, target, AnchorStatus.ANCHORED, CanonicalOffset(start), CanonicalOffset(end))


def notes_for(anchors: tuple[Anchor, ...]) -> dict[str, WovenNote]:
    """A note for each annotation, numbered by their ids."""
    ids = sorted({anchor.annotation for anchor in anchors})
    return {
        name: WovenNote(name, number, "claim", "unverified", f'<aside class="note" id="note-{name}">*x* ⟦y⟧</aside>')
        for number, name in enumerate(ids, 1)
    }
