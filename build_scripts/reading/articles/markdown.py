"""Articles in Markdown: CommonMark with tables and footnotes. Raw HTML is not read: it stays visible as words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Block, BlockKind, Change, Figure, FormatKind, Place
from build_scripts.reading.articles.containers import Item, placed
from build_scripts.reading.articles.figures import figure_of, leading_pictures
from build_scripts.reading.articles.front import with_front_matter
from build_scripts.reading.articles.inlines import Words, refused_link
from build_scripts.reading.articles.pieces import Piece, Reading

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,400}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_ENTITY = re.compile(r"(?<!`)(`++)[^`\n]++\1(?!`)|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_UNDESCRIBED = "a picture without a description"
_DEEPEST = 100
_OPENING = {"em_open": FormatKind.EMPHASIS, "strong_open": FormatKind.STRONG}


@cache
def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
        .enable("table")
        .use(footnote_plugin, inline=False)
    )
    # The plugin's last step drops footnotes that nothing refers to; here no words are dropped.
    parser.disable("footnote_tail")
    # The inline rules start at these characters only; stopping at fewer makes plain words quicker.
    parser.inline.terminator_re = re.compile(r"[\n!&*<\[\]\\_`]")
    # Links are judged by `inlines.is_allowed`, after the words inside them were kept; addresses stay as written.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def read_markdown(
    path: str, text: str, title: str = "", *, figures: bool = False
) -> tuple[Reading, tuple[Finding, ...]]:
    """The blocks of a Markdown article. `title`, where a sidecar names it, decides which block is the headline.

    With `figures` a picture on a line of its own is one, and words on the line below it are its caption; other
    pictures, and without `figures` all, are words: their description, which links to them.
    """
    matter = _FRONT_MATTER.match(text)
    skipped = matter.group() if matter and re.search(r"^[\w-]+:", matter.group(), re.MULTILINE) else ""
    environment: dict[str, object] = {}
    walk = _Walk(path, skipped.count("\n"), with_figures=figures)
    tokens = _parser().parse(text[len(skipped) :], environment)
    walk.through(tokens)
    pieces = [*with_front_matter(walk.pieces, title), *walk.footnotes]
    if skipped:
        change = Change("omitted", "front matter, which this edition keeps in the sidecar", "", 1)
        pieces = (
            [Piece(pieces[0].block, pieces[0].aside, pieces[0].what, (change, *pieces[0].cut)), *pieces[1:]]
            if pieces
            else []
        )
        walk.findings.append(_front_matter(path))
    source = text[len(skipped) :]
    if "&" in source:
        source = _ENTITY.sub(lambda match: match.group() if match[1] else html.unescape(match.group()), source)
    markup = " ".join([*walk.markup, *_references(environment)])
    return Reading(tuple(pieces), source, markup, letters=True, figures=tuple(walk.figures)), tuple(walk.findings)


def _references(environment: dict[str, object]) -> Iterator[str]:
    """The words of link reference definitions, which show nowhere."""
    references = environment.get("references")
    for label, one in references.items() if isinstance(references, dict) else ():
        # A definition's label is kept folded; both spellings may stand in the source, at each use of the link.
        yield f"{one.get('href', '')} {one.get('title', '')} {label} {label.lower()}"


def _front_matter(path: str) -> Finding:
    message = "the article begins with YAML front matter, which is not used"
    return Finding(Code.T111, Severity.WARNING, Place(path), message, "Move what is wanted into the sidecar.")


@dataclass(slots=True)
class _Walk:
    """The state of one walk through the tokens of an article."""

    path: str
    offset: int
    """Lines of the file before the first token's."""
    pieces: list[Piece] = field(default_factory=list)
    footnotes: list[Piece] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    with_figures: bool = False
    figures: list[Figure] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    """Words of the source that show nowhere."""
    containers: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    label: str = ""
    """Of the footnote being read."""
    level: int = 0
    """Of the heading being read."""
    tables: int = -1
    row: int = -1
    column: int = -1

    def through(self, tokens: Sequence[Token]) -> None:
        line = 1
        for token in tokens:
            if token.map:
                line = token.map[0] + 1 + self.offset
            self._step(token, line)

    def _step(self, token: Token, line: int) -> None:
        match token.type:
            case "inline":
                self._block(token, line)
            case "fence" | "code_block":
                self.markup.append(token.info)
                self._append(Block(BlockKind.CODE, token.content.strip("\n"), line=line))
            case "blockquote_open":
                self.containers.append("quote")
            case "bullet_list_open":
                self.containers.append("ul")
            case "ordered_list_open":
                self.containers.append("ol")
            case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                self.containers.pop()
            case "list_item_open":
                number = int(token.info) if token.info else 0
                self.markup.append(token.info)
                self.items.append(Item(number))
            case "list_item_close":
                self.items.pop()
            case "heading_open":
                self.level = int(token.tag[1])
            case "heading_close":
                self.level = 0
            case "table_open":
                self.tables, self.row = self.tables + 1, -1
            case "tr_open":
                self.row, self.column = self.row + 1, -1
            case "th_open" | "td_open":
                self.column += 1
            case "table_close":
                self.row = self.column = -1
            case "footnote_reference_open":
                self.label = token.meta["label"]
                self.markup.append(self.label)
            case "footnote_reference_close":
                self.label = ""

    def _block(self, token: Token, line: int) -> None:
        words = Words()
        cut: list[Change] = []
        children = token.children or []
        taken = self._figures(children, line)
        pictures = taken + self._inline(children[taken:], words, cut, line)
        for target in words.refused:
            self.findings.append(refused_link(Place(self.path, line), target))
        shown, formats = words.finish()
        if not shown and not cut and self.column < 0:
            return
        is_caption = taken or (pictures and not _beside_pictures(token))
        kind = BlockKind.CAPTION if is_caption else BlockKind.PARAGRAPH
        block = Block(kind, shown, formats, line=line)
        if self.column >= 0:
            block = Block(BlockKind.CELL, shown, formats, cell=(self.tables, self.row, self.column), line=line)
        elif self.level:
            block = Block(BlockKind.HEADING, shown, formats, level=self.level, line=line)
        self._append(block, tuple(cut))

    def _append(self, block: Block, cut: tuple[Change, ...] = ()) -> None:
        block = placed(block, tuple(self.containers), self.items, self.label)
        piece = Piece(block, cut=cut) if block.shown or block.kind is BlockKind.CELL else Piece(block, _UNDESCRIBED)
        (self.footnotes if self.label else self.pieces).append(piece)

    def _figures(self, tokens: Sequence[Token], line: int) -> int:
        """Take the figures at the start of a paragraph that stands in nothing; how many tokens they and the ends of
        their lines are."""
        inside = self.containers or self.label or self.level or self.column >= 0
        count = leading_pictures(tokens) if self.with_figures and not inside else 0
        for row, token in enumerate(tokens[:count:2]):
            figure, findings = figure_of(token, Place(self.path, line + row))
            self.markup += [token.content, str(token.attrGet("src") or ""), str(token.attrGet("title") or "")]
            self.findings.extend(findings)
            if figure is not None:
                self.figures.append(replace(figure, line=line))
        return count

    def _inline(self, tokens: Sequence[Token], words: Words, cut: list[Change], line: int) -> int:
        """Collect the words of a block; how many pictures stand among them."""
        pictures = 0
        for token in tokens:
            if token.type in ("text", "text_special"):
                words.add(token.content)
            elif token.type == "softbreak":
                words.add(" ")
            elif token.type == "hardbreak":
                words.mark(FormatKind.BREAK)
                words.add(" ")
            elif token.type == "code_inline":
                words.open(FormatKind.CODE)
                words.add(token.content)
                words.close()
            elif token.type in _OPENING:
                words.open(_OPENING[token.type])
            elif token.type == "link_open":
                self.markup += [str(token.attrGet("href") or ""), str(token.attrGet("title") or "")]
                words.open(FormatKind.LINK, str(token.attrGet("href") or ""))
            elif token.type in ("em_close", "strong_close", "link_close"):
                words.close()
            elif token.type == "footnote_ref":
                self.markup.append(token.meta["label"])
                words.mark(FormatKind.FOOTNOTE, token.meta["label"])
            elif token.type == "image":
                pictures += 1
                self._picture(token, words, cut, line)
        return pictures

    def _picture(self, token: Token, words: Words, cut: list[Change], line: int) -> None:
        source = str(token.attrGet("src") or "")
        self.markup += [source, str(token.attrGet("title") or "")]
        if not token.content.strip():
            cut.append(Change("omitted", _UNDESCRIBED, "", line))
            return
        words.open(FormatKind.LINK, source)
        self._inline(token.children or [], words, cut, line)
        words.close()


def _beside_pictures(token: Token) -> bool:
    """Whether words stand beside the pictures of a block."""
    return any(child.type != "image" and child.content.strip() for child in token.children or [])
