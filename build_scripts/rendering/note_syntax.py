"""What the notes' Markdown has of its own: citations as Pandoc writes them, and `[[cross-references]]`.

Inline rules for markdown-it. Each leaves a token whose `content` is the source as written and whose `meta["pos"]`
is where in the inline source it begins; a citation also leaves its `keys`, as `meta["keys"]`. Inside the words of a
link neither is recognised: no link holds a link.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, fence, list_block
from markdown_it.rules_core import StateCore, block
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from build_scripts.rendering.bodies import Mode

ID = r"\w(?:\w|[:.\#$%&\-+?<>~/](?=\w))*"
"""A citation's id: Pandoc's rule, a word character, then words joined by single punctuation characters."""

_BARE = re.compile(rf"@(?P<id>{ID})")
_AFTER_BARE = re.compile(r"\s?\[(?P<suffix>[^\[\]@]{1,200})\](?![(\[:])")
_BRACKETS = re.compile(r"\[(?P<inside>[^\[\]]*)\](?!\()")
_HAS_KEY = re.compile(rf"(?:^|[\s(;“‘\-–—])@{ID}")
_KEY = re.compile(rf"(?P<prefix>[^@]*?)(?P<minus>-?)@(?P<id>{ID})(?P<suffix>.*)", re.DOTALL)
_NOT_BEFORE_KEY = frozenset("/_.=&?#%@:+")
_ADDRESSED = re.compile(r"\[[^\[\]]*\]\(\s*<?(?P<address>[a-zA-Z][\w+.\-]*:[^\s)]*)")
REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|\n]*)(?:\|(?P<label>[^\[\]|]*))?\]\]")
MALFORMED_REFERENCE = (
    "a cross-reference that cannot be read",
    "Write [[article]], [[article#note-id]], [[article¶12]] or [[glossary:id]], each with |label if you like",
)
"""What to say of one, and its cure."""


_ONE_PARAGRAPH = re.compile(r"(?:(?:[^\s>*+\-`~\d]|[*+\-](?=[^\s*+\-]))[^\n]*(?:\n(?!\n)|\n*\Z))+")
"""A text of which no line is blank, or begins as a list, a quotation, a fence or an indented line might."""


class Key(NamedTuple):
    """One `@id` inside brackets."""

    id: str
    mode: Mode
    prefix: str
    suffix: str
    offset: int
    """Of the `@`, from the beginning of the source as written."""


def add_syntax(parser: MarkdownIt) -> None:
    """Teach `parser` the rules of this module."""
    parser.inline.ruler.before("link", "cross-reference", cross_reference)
    parser.inline.ruler.before("link", "citation", bracketed_citation)
    parser.inline.ruler.after("link", "refused-link", refused_link)
    parser.inline.ruler.push("bare-citation", bare_citation)
    parser.inline.ruler.push("picture", picture_as_link)
    parser.core.ruler.at("block", blocks)
    parser.block.ruler.at("list", list_from_one, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at("fence", fence_with_one_word, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def blocks(state: StateCore) -> None:
    """Most notes are one paragraph, which needs no looking for blocks. What may be anything else is looked through."""
    if state.inlineMode or not _ONE_PARAGRAPH.fullmatch(state.src):
        block(state)
        return
    content = mdTrim(state.src)
    lines = [0, content.count("\n") + 1]
    state.tokens += [
        Token("paragraph_open", "p", 1, map=lines, block=True),
        Token("inline", "", 0, map=lines, level=1, children=[], content=content, block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]


def _push(state: StateInline, kind: str, length: int, silent: bool) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = state.src[state.pos : state.pos + length]
        token.meta["pos"] = state.pos
    state.pos += length
    return True


def cross_reference(state: StateInline, silent: bool) -> bool:
    """`[[target]]` or `[[target|label]]`; a label may run over a line's end."""
    if state.linkLevel or not state.src.startswith("[[", state.pos):
        return False
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    meant = state.src[state.pos + 2 : state.pos + 3].isalnum()
    if match is None or not match["target"].strip():
        return link(state, silent) or (meant and not silent and _push(state, "malformed-reference", 1, silent))
    return _push(state, "reference", len(match[0]), silent)


def bracketed_citation(state: StateInline, silent: bool) -> bool:
    """`[see @a, pp. 3–4; -@b]`."""
    if state.linkLevel or state.src[state.pos] != "[":
        return False
    match = _BRACKETS.match(state.src, state.pos, state.posMax)
    if match is None or "@" not in match["inside"] or _HAS_KEY.search(match["inside"]) is None:
        return False
    if silent:
        return _push(state, "", len(match[0]), silent)
    found = keys(match[0])
    _push(state, "citation" if found else "malformed-citation", len(match[0]), silent)
    state.tokens[-1].meta["keys"] = found
    return True


def bare_citation(state: StateInline, silent: bool) -> bool:
    """`@id` or `@id [p. 12]`, where no word, address or e-mail address precedes it. After a bracket it is one that was
    never closed, or that holds brackets."""
    if state.linkLevel or state.src[state.pos] != "@":
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    match = None if before.isalnum() or before in _NOT_BEFORE_KEY else _BARE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if before == "[" and state.src[max(state.pos - 2, 0)] != "\\":
        return _push(state, "malformed-citation", match.end() - state.pos, silent)
    end = (_AFTER_BARE.match(state.src, match.end(), state.posMax) or match).end()
    source = state.src[state.pos : end]
    _push(state, "citation", end - state.pos, silent)
    if not silent:
        state.tokens[-1].meta["keys"] = keys(source)
    return True


def refused_link(state: StateInline, silent: bool) -> bool:
    """`[words](address)` with an address that may not be linked to: it stays words, and its author should know."""
    if state.linkLevel or state.src[state.pos] != "[":
        return False
    match = _ADDRESSED.match(state.src, state.pos, state.posMax)
    if match is None or state.md.validateLink(match["address"]):
        return False
    return _push(state, "refused-link", 1, silent)


def picture_as_link(state: StateInline, silent: bool) -> bool:
    """`![words](address)` becomes a link: a note loads nothing from elsewhere."""
    if not state.src.startswith("![", state.pos):
        return False
    state.pos += 1
    if not state.linkLevel and link(state, silent):
        return True
    state.pos -= 1
    return False


def list_from_one(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A numbered list begins with 1: a paragraph that begins `2016. ` is one, and keeps its number."""
    if silent:
        return list_block(state, start, end, silent)
    first = state.bMarks[start] + state.tShift[start]
    if state.src[first : first + 1].isdecimal() and not re.match(r"0*1[.)]", state.src[first : first + 12]):
        return False
    return list_block(state, start, end, silent)


def fence_with_one_word(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A code fence is followed by nothing or one word, the language; more would be words nobody sees."""
    info = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].lstrip("`~")
    return len(info.split()) < 2 and fence(state, start, end, silent)


def keys(source: str) -> tuple[Key, ...]:
    """The keys of a citation as written: `@id`, `@id [p. 12]` or `[…@a…; …]`.

    Empty when a part between semicolons has no id, or more than one.
    """
    if not source.startswith("["):
        name, _, rest = source.partition("[")
        return (Key(name.strip()[1:], Mode.IN_TEXT, "", _tidy(rest.rstrip("]")), 0),)
    found = []
    offset = 1
    for part in source[1:-1].split(";"):
        match = _KEY.fullmatch(part)
        if match is None or _HAS_KEY.search(match["suffix"]) is not None:
            return ()
        mode = Mode.NO_AUTHOR if match["minus"] else Mode.NORMAL
        at = offset + match.start("id") - 1
        found.append(Key(match["id"], mode, _tidy(match["prefix"]), _tidy(match["suffix"]), at))
        offset += len(part) + 1
    return tuple(found)


def _tidy(words: str) -> str:
    return " ".join(words.strip().removeprefix(",").split())


def reference_parts(source: str) -> tuple[str, str]:
    """Target and label (empty when there is none) of a cross-reference as written."""
    target, _, label = source[2:-2].partition("|")
    return target.strip(), " ".join(label.split())
