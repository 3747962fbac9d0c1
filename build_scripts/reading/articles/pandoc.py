"""HTML and Word articles by way of pandoc: its document tree, read directly, becomes blocks.

The tree and not pandoc's Markdown, because Markdown cannot say all of it (tables with paragraphs in their cells) and
every writing and reading again is a chance to lose words. Footnotes of the article become blocks after the text.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pypandoc  # type: ignore[import-untyped]

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Block, BlockKind, Change, FormatKind, Place
from build_scripts.reading.articles.containers import Item, placed
from build_scripts.reading.articles.front import with_front_matter
from build_scripts.reading.articles.inlines import Words, refused_link
from build_scripts.reading.articles.pieces import Piece

SECONDS = 20
"""How long pandoc may take for one article before it is stopped."""
_MEMORY = "-M1G"

_METADATA = {
    "title": BlockKind.HEADING,
    "subtitle": BlockKind.STANDFIRST,
    "author": BlockKind.CREDIT,
    "date": BlockKind.CREDIT,
    "abstract": BlockKind.PARAGRAPH,
}
"""Paragraphs that pandoc takes out of a Word document by the name of their style, in the order they are put back."""

Node = dict[str, object]
"""An element of pandoc's JSON: `t` its name, `c` its content."""


def document(path: str, data: bytes, source: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Pandoc's tree of a document (`source` is its name for the format); None, with an error, when it fails.

    Pandoc runs in its sandbox (it opens no file and no address), with 1 GB and `SECONDS` at most.
    """
    command = [pypandoc.get_pandoc_path(), "+RTS", _MEMORY, "-RTS", "--sandbox", "-f", source, "-t", "json"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None, (_failed(path, f"it took more than {SECONDS} seconds"),)
    except OSError as problem:
        return None, (_failed(path, problem.strerror or "it cannot be started"),)
    if done.returncode != 0:
        return None, (_failed(path, done.stderr.decode("utf-8", "replace")),)
    try:
        tree: Node = json.loads(done.stdout)
    except RecursionError:
        return None, (_failed(path, "its parts are nested too deeply"),)
    return tree, ()


def _failed(path: str, reason: str) -> Finding:
    shown = "".join(one if one.isprintable() else " " for one in reason)[:160].strip()
    message = f"pandoc could not convert the article: {shown}"
    return Finding(Code.T115, Severity.ERROR, Place(path), message, "Save the article as .md or .txt.")


def read_tree(path: str, tree: Node, title: str = "") -> tuple[list[Piece], tuple[Finding, ...]]:
    """The blocks of a document tree; title, subtitle, authors and date that pandoc took for metadata come first.

    `title`, where a sidecar names it, decides which block is the headline.
    """
    walk = _Walk(path)
    meta = tree.get("meta")
    try:
        for name in _METADATA:
            if isinstance(meta, dict) and isinstance(meta.get(name), dict):
                walk.metadata(name, meta[name])
        walk.blocks(_list(tree.get("blocks")))
    except RecursionError:
        return [], (_failed(path, "its parts are nested too deeply"),)
    return [*with_front_matter(walk.pieces, title), *walk.footnotes], tuple(walk.findings)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _node(value: object) -> tuple[str, object]:
    return (str(value.get("t", "")), value.get("c")) if isinstance(value, dict) else ("", None)


@dataclass(slots=True)
class _Walk:
    """The state of one walk through a document tree."""

    path: str
    pieces: list[Piece] = field(default_factory=list)
    footnotes: list[Piece] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    containers: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    label: str = ""
    """Of the footnote being read."""
    notes: int = 0
    """Footnotes met so far."""
    tables: int = -1

    def metadata(self, name: str, value: object) -> None:
        kind, content = _node(value)
        if kind == "MetaList":
            for one in _list(content):
                self.metadata(name, one)
        elif kind == "MetaBlocks":
            self.blocks(_list(content))
        elif kind in ("MetaInlines", "MetaString"):
            inlines = _list(content) if kind == "MetaInlines" else [{"t": "Str", "c": content}]
            self._words(inlines, _METADATA[name], level=1 if name == "title" else 0)

    def blocks(self, nodes: Iterable[object]) -> None:
        for node in nodes:
            self._block(*_node(node))

    def _block(self, kind: str, content: object) -> None:
        parts = _list(content)
        match kind:
            case "Para" | "Plain":
                self._words(parts, BlockKind.CAPTION if _only_pictures(parts) else BlockKind.PARAGRAPH)
            case "Header":
                level = parts[0]
                self._words(_list(parts[2]), BlockKind.HEADING, level=level if isinstance(level, int) else 2)
            case "LineBlock":
                lines = [[*_list(line), {"t": "LineBreak"}] for line in parts]
                self._words([inline for line in lines for inline in line], BlockKind.PARAGRAPH)
            case "CodeBlock":
                self._append(Block(BlockKind.CODE, str(parts[1]).strip("\n")))
            case "BlockQuote":
                self._inside("quote", parts)
            case "BulletList":
                self._list("ul", parts, 0)
            case "OrderedList":
                first = _list(parts[0])[0]
                self._list("ol", _list(parts[1]), first if isinstance(first, int) else 1)
            case "DefinitionList":
                for term, definitions in (_list(part)[:2] for part in parts):
                    self._words(_list(term), BlockKind.PARAGRAPH)
                    for definition in _list(definitions):
                        self._inside("quote", _list(definition))
            case "Div":
                self.blocks(_list(parts[1]))
            case "Figure":
                self._figure(parts)
            case "Table":
                self._table(parts)

    def _inside(self, container: str, nodes: Iterable[object]) -> None:
        self.containers.append(container)
        self.blocks(nodes)
        self.containers.pop()

    def _list(self, container: str, items: Iterable[object], first: int) -> None:
        for number, item in enumerate(items, first):
            self.items.append(Item(number if container == "ol" else 0))
            self._inside(container, _list(item))
            self.items.pop()

    def _figure(self, parts: Sequence[object]) -> None:
        """The pictures' descriptions and the printed caption, each a caption block."""
        before = len(self.pieces)
        self.blocks(_list(parts[2]))
        self.blocks(_list(_list(parts[1])[1]))
        self._as_captions(before)

    def _as_captions(self, since: int) -> None:
        for index in range(since, len(self.pieces)):
            block = self.pieces[index].block
            if block.kind is BlockKind.PARAGRAPH:
                self.pieces[index] = Piece(Block(BlockKind.CAPTION, block.shown, block.formats))

    def _table(self, parts: Sequence[object]) -> None:
        before = len(self.pieces)
        self.blocks(_list(_list(parts[1])[1]))
        self._as_captions(before)
        self.tables += 1
        head = _list(_list(parts[3])[1])
        body = [row for one in _list(parts[4]) for rows in _list(one)[2:] for row in _list(rows)]
        # A table without a header begins with row 1: row 0 is the header.
        for number, row in enumerate([*head, *body, *_list(_list(parts[5])[1])], 0 if head else 1):
            for column, cell in enumerate(_list(_list(row)[1])):
                self._cell(_list(cell), number, column)

    def _cell(self, cell: Sequence[object], row: int, column: int) -> None:
        """One cell; what pandoc sees as several paragraphs in it stands on several lines."""
        inner = _Walk(self.path, notes=self.notes)
        inner.blocks(_list(cell[4]))
        self.notes = inner.notes
        self.footnotes += inner.footnotes
        self.findings += inner.findings
        words = Words()
        for index, piece in enumerate(inner.pieces):
            if index:
                words.mark(FormatKind.BREAK)
                words.add(" ")
            words.include(piece.block.shown, piece.block.formats)
        shown, formats = words.finish()
        cut = tuple(change for piece in inner.pieces for change in piece.cut)
        self._append(Block(BlockKind.CELL, shown, formats, cell=(self.tables, row, column)), cut)

    def _words(self, inlines: Sequence[object], kind: BlockKind, level: int = 0) -> None:
        words = Words()
        cut: list[Change] = []
        self._inlines(inlines, words, cut)
        self.findings += [refused_link(Place(self.path), target) for target in words.refused]
        shown, formats = words.finish()
        if shown or cut:
            self._append(Block(kind, shown, formats, level=level), tuple(cut))

    def _append(self, block: Block, cut: tuple[Change, ...] = ()) -> None:
        block = placed(block, tuple(self.containers), self.items, self.label)
        empty = not block.shown and block.kind is not BlockKind.CELL
        piece = Piece(block, "a picture without a description" if empty else "", cut=() if empty else cut)
        (self.footnotes if self.label else self.pieces).append(piece)

    def _inlines(self, nodes: Iterable[object], words: Words, cut: list[Change]) -> None:
        for node in nodes:
            kind, content = _node(node)
            parts = _list(content)
            match kind:
                case "Str":
                    words.add(str(content))
                case "Space" | "SoftBreak":
                    words.add(" ")
                case "LineBreak":
                    words.mark(FormatKind.BREAK)
                    words.add(" ")
                case "Emph" | "Underline":
                    self._formatted(FormatKind.EMPHASIS, "", parts, words, cut)
                case "Strong":
                    self._formatted(FormatKind.STRONG, "", parts, words, cut)
                case "Strikeout" | "Superscript" | "Subscript" | "SmallCaps":
                    self._inlines(parts, words, cut)
                case "Span" | "Cite" | "Quoted":
                    self._inlines(_list(parts[1]), words, cut)
                case "Code":
                    words.open(FormatKind.CODE)
                    words.add(str(parts[1]))
                    words.close()
                case "Math":
                    words.add(str(parts[1]))
                case "Link":
                    target = str(_list(parts[2])[0])
                    self._formatted(FormatKind.LINK, target, _list(parts[1]), words, cut)
                case "Image":
                    self._picture(parts, words, cut)
                case "Note":
                    self._note(parts, words)

    def _formatted(
        self, kind: FormatKind, target: str, nodes: Iterable[object], words: Words, cut: list[Change]
    ) -> None:
        words.open(kind, target)
        self._inlines(nodes, words, cut)
        words.close()

    def _picture(self, parts: Sequence[object], words: Words, cut: list[Change]) -> None:
        """A picture is only its description, which links to it: nothing is fetched from elsewhere."""
        description, target = _list(parts[1]), str(_list(parts[2])[0])
        if description:
            self._formatted(FormatKind.LINK, target, description, words, cut)
        else:
            cut.append(Change("omitted", "a picture without a description", "", 1))

    def _note(self, nodes: Iterable[object], words: Words) -> None:
        self.notes += 1
        words.mark(FormatKind.FOOTNOTE, str(self.notes))
        outer = self.label, self.containers, self.items
        self.label, self.containers, self.items = str(self.notes), [], []
        self.blocks(nodes)
        self.label, self.containers, self.items = outer


def _only_pictures(inlines: Sequence[object]) -> bool:
    kinds = {_node(inline)[0] for inline in inlines} - {"Space", "SoftBreak", "LineBreak"}
    return kinds == {"Image"}
