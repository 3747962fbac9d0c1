"""From the tokens of a note to its HTML with slots, its words and the things it points at.

markdown-it's own renderer is not used: it knows nothing of slots, sets attributes that notes may not have, and
would have to be run a second time for the words alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place, Scalar
from build_scripts.rendering.bodies import Body, Citation, Cluster, Mode, Reference
from build_scripts.rendering.note_slips import mended
from build_scripts.rendering.note_syntax import MALFORMED_REFERENCE, reference_parts
from build_scripts.rendering.sanitising import REL
from build_scripts.rendering.sentences import sentences_at

_EXTERNAL = re.compile(r"(?:https?:|//)", re.IGNORECASE)

_BRACKETED = re.compile(" \x02c\\d+\x03|\x02c\\d+\x03")
"""The slot of a citation in brackets, with the space before it: a sentence quoted elsewhere goes without.
Two branches, not ` ?`, so that the search can pass over all other characters."""

_NEAR = 300
"""Characters from which a mistake is explained."""
_SHOWN = 60
"""Characters of them in a message."""
_FIXED = {
    "paragraph_close": "</p>",
    "bullet_list_open": "<ul>",
    "bullet_list_close": "</ul>",
    "ordered_list_open": "<ol>",
    "ordered_list_close": "</ol>",
    "list_item_open": "<li>",
    "list_item_close": "</li>",
    "blockquote_open": "<blockquote>",
    "blockquote_close": "</blockquote>",
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "link_close": "</a>",
    "paragraph_open": "<p>",
}
"""The tokens that are always written the same."""


def write_body(scalar: Scalar, source: str, tokens: Sequence[Token]) -> Body:
    """`source` is the text `tokens` come from, line for line that of `scalar`."""
    writer = _Writer(scalar, source.split("\n"))
    for token in tokens:
        writer.block(token)
    return writer.body()


def as_typed(scalar: Scalar, source: str) -> Body:
    """The words of `source` in paragraphs, no mark-up understood."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", source) if part.strip()]
    html = "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
    return Body(scalar.place.path, html, (), (), "\n".join(paragraphs))


class _Writer:
    """Writes one body and is thrown away with it."""

    def __init__(self, scalar: Scalar, lines: list[str]) -> None:
        self.scalar = scalar
        self.lines = lines
        self.html: list[str] = []
        self.texts: list[str] = []
        self.words: list[str] = []
        self.offset = 0
        """Code points in `words`."""
        self.pointings: list[tuple[int, bool, int]] = []
        """Of the block being written: offset in its words, whether it is a cluster, its number."""
        self.clusters: list[Cluster] = []
        self.references: list[Reference] = []
        self.findings: list[Finding] = []
        self.suspects: list[Reference] = []
        self.inline: Token = Token("inline", "", 0)
        self.starts: list[int] = []
        """Where the lines of `inline.content` begin."""

    def body(self) -> Body:
        return Body(
            self.scalar.place.path,
            "".join(self.html),
            tuple(self.clusters),
            tuple(self.references),
            "\n".join(self.texts),
            tuple(self.findings),
            tuple(self.suspects),
        )

    def block(self, token: Token) -> None:
        if token.type == "inline":
            self.inline = token
            self.starts.clear()
            for child in token.children or ():
                self.child(child)
            self.end_of_block()
        elif token.type == "fence":
            self.html.append(f"<pre><code>{escape(token.content, quote=False)}</code></pre>")
            self.texts.append(token.content.rstrip("\n"))
        elif not token.hidden:
            self.html.append(_FIXED[token.type])

    def end_of_block(self) -> None:
        text = "".join(self.words)
        self.texts.append(text)
        self.words.clear()
        self.offset = 0
        if self.pointings:
            sentences = sentences_at(text, [offset for offset, _, _ in self.pointings])
            for (_, is_cluster, i), sentence in zip(self.pointings, sentences, strict=True):
                words = _BRACKETED.sub("", sentence)
                if is_cluster:
                    self.clusters[i] = self.clusters[i]._replace(sentence=words)
                else:
                    self.references[i] = self.references[i]._replace(sentence=words)
            self.pointings.clear()

    def child(self, token: Token) -> None:
        if token.type == "text":
            self.write(escape(token.content, quote=False), token.content)
        elif token.type in _FIXED:
            self.html.append(_FIXED[token.type])
        else:
            _INLINE[token.type](self, token)

    def write(self, html: str, words: str) -> None:
        self.html.append(html)
        self.words.append(words)
        self.offset += len(words)

    def place(self, token: Token, offset: int) -> Place:
        """Of the code point `offset` after the beginning of an inline token of ours.

        Markdown takes indentation, `>` and `-` from the beginnings of lines, never from their ends, so what is left
        of a line is found by its end.
        """
        content = self.inline.content
        if not self.starts:
            self.starts = [0, *(match.end() for match in re.finditer("\n", content)), len(content) + 1]
        position = token.meta["pos"] + offset
        row = bisect_right(self.starts, position) - 1
        line = (self.inline.map or [0])[0] + row
        if line >= len(self.scalar.lines):
            return self.scalar.place
        left = content[self.starts[row] : self.starts[row + 1] - 1].rstrip()
        taken = len(self.lines[line].rstrip()) - len(left)
        start = self.scalar.lines[line]
        return Place(start.path, start.line, start.column + taken + position - self.starts[row])


def _code(writer: _Writer, token: Token) -> None:
    writer.write(f"<code>{escape(token.content, quote=False)}</code>", token.content)


def _link(writer: _Writer, token: Token) -> None:
    address = str(token.attrs["href"])
    title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    rel = f' rel="{REL}"' if _EXTERNAL.match(address) else ""
    writer.html.append(f'<a href="{escape(address)}"{title}{rel}>')


def _citation(writer: _Writer, token: Token) -> None:
    made = []
    for key in token.meta["keys"]:
        place = writer.place(token, key.offset)
        made.append(Citation(key.id, str(key.mode), key.prefix, key.suffix, place.line, place.column))
    slot = f"\x02{'t' if made[0].mode == Mode.IN_TEXT else 'c'}{len(writer.clusters)}\x03"
    writer.pointings.append((writer.offset, True, len(writer.clusters)))
    writer.clusters.append(Cluster(tuple(made), ""))
    writer.write(slot, slot)


def _reference(writer: _Writer, token: Token) -> None:
    target, label = reference_parts(token.content)
    place = writer.place(token, 0)
    slot = f"\x02x{len(writer.references)}\x03"
    writer.pointings.append((writer.offset, False, len(writer.references)))
    writer.references.append(Reference(target, label, "", place.line, place.column))
    writer.write(slot, label or slot)


def _malformed(
    code: Code, what: str, hint: str, severity: Severity = Severity.ERROR
) -> Callable[[_Writer, Token], None]:
    def write(writer: _Writer, token: Token) -> None:
        words = " ".join(writer.inline.content[token.meta["pos"] :][:_NEAR].split())
        mend = mended(token.type, words)
        near = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        cure = to_paste(f"{hint}. Did you mean:", mend) if mend else f"{hint}."
        writer.findings.append(Finding(code, severity, writer.place(token, 0), f"{what}: “{near}”", cure))
        writer.write(escape(token.content, quote=False), token.content)

    return write


def _without_at(writer: _Writer, token: Token) -> None:
    place = writer.place(token, 1)
    writer.suspects.append(Reference(token.meta["id"], "", "", place.line, place.column))
    writer.write(token.content, token.content)


def _break(html: str) -> Callable[[_Writer, Token], None]:
    return lambda writer, token: writer.write(html, " ")


_INLINE: dict[str, Callable[[_Writer, Token], None]] = {
    "softbreak": _break("\n"),
    "hardbreak": _break("<br>"),
    "code_inline": _code,
    "link_open": _link,
    "citation": _citation,
    "reference": _reference,
    "malformed-citation": _malformed(
        Code.C102,
        "a citation that cannot be read",
        "Write [@id, p. 12], with one @id in each part between semicolons; for a plain @ write \\@",
    ),
    "refused-link": _malformed(
        Code.Y207,
        "an address of a kind that is not allowed, so this is no link",
        "Link to http:, https: or mailto: only",
        Severity.WARNING,  # as words it does no harm
    ),
    "malformed-reference": _malformed(Code.X105, *MALFORMED_REFERENCE),
    "single-brackets": _malformed(Code.X105, "a cross-reference has two pairs of brackets", "Write both"),
    "spaced-citation": _malformed(Code.C102, "a citation that cannot be read", "Write the id directly after the @"),
    "spaced-link": _malformed(Code.X109, "no link, for the space in it", "Write ( directly after ]", Severity.WARNING),
    "typed-html": _malformed(
        Code.X109,
        "HTML is shown as it was typed",
        "Write **bold**, *italics*, [words](https://…), a blank line between paragraphs; for the very words, `<b>`",
        Severity.WARNING,
    ),
    "without-at": _without_at,
}
"""How the inline tokens are written that are not text and not in `_FIXED`."""
