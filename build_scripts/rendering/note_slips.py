"""What people type in notes for want of the right marks: it stays words, and its author is told.

Inline rules for markdown-it, tried where no rule of Markdown or of ours fits. Each leaves a token as those of
`note_syntax` do; how the words should have been typed is `mended`'s to say.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)+"
"""Of a source, as most are: words joined by hyphens. One plain word in brackets is an insertion."""
_TAGS = "a|abbr|b|big|blockquote|br|center|cite|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub"
_TAGS += "|sup|u|ul"
_TAG = re.compile(rf"<(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SPACED_LINK = re.compile(r"\[[^\[\]\n]+\]\s\((?:https?://|mailto:)[^\s()]+\)")
_REGISTER = re.compile(r"\[(?:glossary|sources|questions|timeline):[a-z0-9/-]+\](?![(\[])")
_SPACED_KEY = re.compile(r"\[[^\[\]@]*@\s+\w[^\[\]@]*\](?!\()")
_WITHOUT_AT = re.compile(rf"\[(?P<id>{_ID})(?:,\s[^\[\]@]{{1,60}})?\](?![(\[:])")

_PAIRS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "code": "`"}
_ELEMENT = re.compile(r"<(?P<tag>b|strong|i|em|cite|code)>(?P<words>[^<>]+)</(?P=tag)>", re.IGNORECASE)
_ANCHOR = re.compile(
    r"<a\s[^<>]*href=[\"']?(?P<url>https?://[^\"'<>\s]+)[\"']?[^<>]*>(?P<words>[^<>]+)</a>", re.IGNORECASE
)
_REFERENCE = re.compile(r"\[\[\s*(?P<target>[a-z0-9/-]+(?:(?:[#:]|¶\s?)[a-z0-9/-]+)?)", re.IGNORECASE)
_CITED = re.compile(
    r"@(?P<inside>[\w-]+(?:,\s*(?:[¶§]|pp?\.|nos?\.|chs?\.|vols?\.|docs?\.)\s*[\d–-]+(?:,\s*\d[\d–-]*)*)?)"
)
_COMMA_BETWEEN = re.compile(r",\s*(?=-?@)")


def add_slips(parser: MarkdownIt) -> None:
    """Teach `parser` the rules of this module; after all others."""
    parser.inline.ruler.push("slip-in-brackets", in_brackets)
    parser.inline.ruler.push("slip-html", html_tag)


def in_brackets(state: StateInline, silent: bool) -> bool:
    """`[words] (https://…)`, `[glossary:id]`, `[@ id]` and `[source-id, p. 3]`."""
    if state.linkLevel or state.src[state.pos] != "[" or state.src[state.pos - 1 : state.pos] == "[":
        return False
    for kind, pattern in _IN_BRACKETS:
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is not None:
            return _push(state, kind, match, silent)
    return False


def html_tag(state: StateInline, silent: bool) -> bool:
    """The beginning of an HTML element; its end is no slip of its own."""
    if state.src[state.pos] != "<":
        return False
    match = _TAG.match(state.src, state.pos, state.posMax)
    return match is not None and _push(state, "typed-html", match, silent)


_IN_BRACKETS = (
    ("spaced-link", _SPACED_LINK),
    ("single-brackets", _REGISTER),
    ("spaced-citation", _SPACED_KEY),
    ("without-at", _WITHOUT_AT),
)


def _push(state: StateInline, kind: str, match: re.Match[str], silent: bool) -> bool:
    """A token for the first character, or for a whole tag; what follows is read on as ever."""
    length = len(match[0]) if kind == "typed-html" else 1
    if not silent:
        token = state.push(kind, "", 0)
        token.content = state.src[state.pos : state.pos + length]
        token.meta["pos"] = state.pos
        token.meta["id"] = match["id"] if kind == "without-at" else ""
    state.pos += length
    return True


def mended(kind: str, words: str) -> str:
    """How what begins `words` should be typed; empty where that can't be told. `kind` is the type of a token."""
    mend = _MENDS.get(kind)
    return mend(words) if mend else ""


def _html(words: str) -> str:
    if match := _ELEMENT.match(words):
        mark = _PAIRS[match["tag"].lower()]
        return f"{mark}{match['words']}{mark}"
    match = _ANCHOR.match(words)
    return f"[{match['words']}]({match['url']})" if match else ""


def _link(words: str) -> str:
    match = _SPACED_LINK.match(words)
    return re.sub(r"\]\s\(", "](", match[0]) if match else ""


def _single(words: str) -> str:
    match = _REGISTER.match(words)
    return f"[{match[0]}]" if match else ""


def _spaced(words: str) -> str:
    match = _SPACED_KEY.match(words)
    return re.sub(r"@\s+", "@", match[0]) if match else ""


def _reference(words: str) -> str:
    match = _REFERENCE.match(words)
    return f"[[{match['target']}]]" if match else ""


def _citation(words: str) -> str:
    closed = re.match(r"\[[^\[\]]*\]", words)
    if closed:
        mend = _COMMA_BETWEEN.sub("; ", closed[0])
        return mend if mend != closed[0] else ""
    match = _CITED.match(words)
    return f"[@{match['inside']}]" if match else ""


_MENDS = {
    "typed-html": _html,
    "spaced-link": _link,
    "single-brackets": _single,
    "spaced-citation": _spaced,
    "malformed-reference": _reference,
    "malformed-citation": _citation,
}
