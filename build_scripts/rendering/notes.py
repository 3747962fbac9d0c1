"""The text of a note, from the Markdown its author wrote to HTML that is fit for a page.

In two steps, because what a citation looks like is known only when the whole edition has been read:
`parse_body` finds what the note says and points at, `fill_body` puts the citations and links in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt

from build_scripts.model import Scalar
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.note_slips import add_slips
from build_scripts.rendering.note_syntax import add_syntax
from build_scripts.rendering.note_writing import as_typed, write_body
from build_scripts.rendering.sanitising import SCHEMES, sanitise

_DEPTH = 40
"""How deep quotations, lists and emphasis may nest. markdown-it drops what lies deeper, so such a body is not
parsed at all but shown as it was typed."""

_SLOT_MARKS = re.compile("[\x00\x02\x03]")
_SLOT = re.compile("\x02([ctx])(\\d+)\x03")
_SCHEME = re.compile(r"\s*(?P<scheme>[^\s/?#:]*):")


def _is_allowed(url: str) -> bool:
    match = _SCHEME.match(url)
    return match is None or match["scheme"].lower() in SCHEMES


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEPTH})
    parser.disable(["code", "heading", "lheading", "hr", "html_block", "reference", "html_inline", "image"])
    add_syntax(parser)
    add_slips(parser)
    # The rules that are left start at these characters only; stopping at fewer makes plain words twice as fast.
    parser.inline.terminator_re = re.compile(r"[\n!&*<@\[\]\\_`]")
    parser.validateLink = _is_allowed  # type: ignore[method-assign]
    return parser


_PARSER = _parser()
"""Holds no state between two texts."""


def parse_body(scalar: Scalar) -> Body:
    """Paragraphs, emphasis, links, lists, quotations, code, citations and cross-references; anything else,
    HTML included, is words. An empty text gives an empty body."""
    source = _SLOT_MARKS.sub("\ufffd", scalar.text)
    tokens = _PARSER.parse(source)
    if any(token.nesting == 1 and token.level >= _DEPTH - 1 for token in tokens):
        return as_typed(scalar, source)
    return write_body(scalar, source, tokens)


def fill_body(body: Body, citations: Sequence[str], links: Sequence[str]) -> str:
    """The finished element, one line unless code holds several.

    `citations` has the HTML for each of `body.clusters`, `links` for each of `body.references`; both are
    sanitised here with the rest. Right-to-left text sets itself apart (`dir="auto"`).
    """

    def fill(slot: re.Match[str]) -> str:
        return (links if slot[1] == "x" else citations)[int(slot[2])]

    return f'<div class="body" dir="auto">{sanitise(_SLOT.sub(fill, body.html))}</div>'


def fill_text(text: str, author: Callable[[int], str], title: Callable[[int], str]) -> str:
    """Plain text with its text slots filled, for backlinks, search and lists.

    A citation in brackets is left out with the space before it; one in the text becomes `author(i)`, whom cluster i
    names; a cross-reference without a label becomes `title(i)`.
    """

    filled = []
    end = 0
    for slot in _SLOT.finditer(text):
        before = text[end : slot.start()]
        end = slot.end()
        if slot[1] == "c":
            filled.append(before[:-1] if before[-1:].isspace() else before)
        else:
            filled += before, (author if slot[1] == "t" else title)(int(slot[2]))
    return "".join([*filled, text[end:]])
