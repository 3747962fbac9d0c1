"""Nodes out of a stream of YAML events, with a stack of our own.

PyYAML supplies the *event stream* only (YAML 1.1, libyaml's parser where it is compiled in); there are no resolvers and
no constructors here, and for untrusted files no anchors and no tags. So `no`, `1.10` and `2016-12-08` stay the text
that was written, no alias can multiply, and a deep or large file ends in a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place, Scalar
from build_scripts.reading.characters import FORBIDDEN, describe, hidden_places
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.pasting import as_value, line_in_quotes
from build_scripts.reading.repair import restore

_Parsed: TypeAlias = Any
"""An event or a mark. PyYAML's type stubs let every mark be None; its parsers always set them."""

_LOADER = getattr(yaml, "CLoader", yaml.Loader)
_ALIAS = re.compile(r"(?:^|(?<=[\s,\[]))\*([\w-]+)(?=[\s,\]]|$)")
_MOST = 10
"""Lines that are named in a hint."""
_COMMENT_AFTER_VALUE = re.compile(r"[ \t]#")
_COMMENT_FOR_VALUE = re.compile(r"[ \t]*#[^ \t#]")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a YAML file may hold before it is refused."""

    depth: int = 8
    nodes: int = 200_000


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    place: Place
    items: list[Node] | None
    """Of a sequence; None for a mapping."""
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None
    begins_again: bool = False
    """Its first key came a second time: probably a dash is missing, and the keys that follow repeat for that reason."""
    anchor: str | None = None
    in_brackets: bool = False
    is_lacking: bool = False
    """Keys that it was to take from elsewhere: as an item of a list it is left out, for all that would be said of it is
    that they are missing."""


class Composer:
    """Builds nodes from events with a stack of its own: as deep as `limits`, never as deep as Python's."""

    def __init__(self, path: str, text: str, trusted: bool, limits: Limits) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.text = text
        self.trusted = trusted
        self.comments = not trusted and "#" in text
        self.limits = limits
        self.root: Node | None = None
        self.stopped = False
        self.findings: list[Finding] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.aliases: dict[str, list[int]] | None = None
        self.refused: dict[str, Scalar | None] = {}
        """Anchors that were reported together with their aliases; None for one of a list or of keys."""
        self.count = 0
        self.documents = 0

    def compose(self, repaired: str) -> yaml.YAMLError | ValueError | OverflowError | None:
        """Compose `repaired`, the file's text with stand-ins; returns the parser's complaint, if any.

        ValueError and OverflowError are how PyYAML's own scanner meets an impossible escape such as `"\\UFFFFFFFF"`.
        """
        loader = _LOADER(repaired)
        next_event = loader.get_event
        try:
            while not self.stopped:
                event = next_event()
                if event is None:
                    break
                if type(event) is yaml.ScalarEvent:  # by far the most
                    self._add(self._scalar(event), event.anchor)
                else:
                    self._take(event)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            return error
        finally:
            loader.dispose()
        return None

    def _take(self, event: _Parsed) -> None:
        kind = type(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, None if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)

    def _place(self, mark: _Parsed) -> Place:
        line = min(mark.line, len(self.lines) - 1)
        return Place(self.path, line + 1, min(mark.column, len(self.lines[line])) + 1)

    def _report(self, code: Code, place: Place, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(code, severity, place, message, hint))

    def _document(self, event: _Parsed) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "Delete the line `---`, or put what follows into a file of its own."
            self._report(Code.Y112, self._place(event.start_mark), "a second document begins here", hint)
            self.stopped = True
        elif not self.trusted and (event.version or event.tags):
            hint = "Delete the line; it is not needed."
            self._report(Code.Y112, self._place(event.start_mark), "a YAML directive", hint)

    def _scalar(self, event: _Parsed) -> Scalar:
        start, end, text, style = event.start_mark, event.end_mark, event.value, event.style
        if not text.isascii():
            text = restore(text)
        if event.anchor or event.tag:
            return self._marked(event, text)
        if style in ("|", ">"):
            return self._block(start.line + 1, text, literal=style == "|")
        if not style:
            place = Place(self.path, start.line + 1, start.column + 1)
            if self.comments and "#" in self.lines[end.line if end.line < len(self.lines) else -1]:
                self._check_comment(end, text)
            return Scalar(text, place, (place,) if start.line == end.line else ())
        place = Place(self.path, start.line + 1, start.column + 2)
        if style == '"' and "\\" in self.text[start.index : end.index]:
            text = self._without_escapes(text, place)
        whole = start.line == end.line and end.index - start.index == len(text) + 2
        return Scalar(text, place, (place,) if whole else ())

    def _block(self, first: int, text: str, *, literal: bool) -> Scalar:
        """`first` is the line, from 0, after the one with `|` or `>`."""
        if not literal or not text:
            line = next((n for n in range(first, len(self.lines)) if self.lines[n].strip()), first)
            line = min(line, len(self.lines) - 1)
            indent = len(self.lines[line]) - len(self.lines[line].lstrip(" "))
            return Scalar(text, Place(self.path, line + 1, indent + 1))
        places = []
        for number, words in enumerate(text.removesuffix("\n").split("\n"), first):
            if number >= len(self.lines):
                break
            places.append(Place(self.path, number + 1, len(self.lines[number]) - len(words) + 1))
        return Scalar(text, places[0], tuple(places))

    def _marked(self, event: _Parsed, text: str) -> Scalar:
        """A scalar with an anchor or tag: a finding, and the text as the author probably meant it."""
        place = self._place(event.start_mark)
        if self.trusted:
            return Scalar(text, place)
        written = self.text[event.start_mark.index : event.end_mark.index].strip()
        if event.anchor and self._lines_with(event.anchor):
            self.refused[event.anchor] = Scalar(text, place)
            self._refuse_anchor(event.anchor, place, "the words")
            return Scalar(text, place)
        self._refuse_mark(event, place)
        return Scalar(text or written, place)

    def _lines_with(self, anchor: str) -> list[int]:
        """Numbers of the lines in which its alias stands; the file is searched once for all."""
        if self.aliases is None:
            self.aliases = {}
            for number, line in enumerate(self.lines, 1):
                for name in _ALIAS.findall(line) if "*" in line else ():
                    self.aliases.setdefault(name, []).append(number)
        return self.aliases.get(anchor, [])

    def _refuse_anchor(self, anchor: str, place: Place, what: str) -> None:
        at, name = self._lines_with(anchor), _short(anchor)
        where = f"line{'s' if len(at) > 1 else ''} {', '.join(map(str, at[:_MOST]))}{', …' if len(at) > _MOST else ''}"
        message = f"`&{name}` gives a name to what follows (an anchor), which the files of an edition do not know"
        hint = (
            f"Delete `&{name}`."
            if not at
            else f"Delete `&{name}`, and in place of `*{name}` ({where}) write {what} out."
        )
        self._report(Code.Y110, place, message, hint)

    def _refuse_mark(self, event: _Parsed, place: Place) -> None:
        if event.anchor:
            message = f"`&` at the beginning means something else to YAML (an anchor): `&{_short(event.anchor)}`"
            self._report(Code.Y110, place, message, self._in_quotes(place))
        else:
            message = "`!` at the beginning means something else to YAML (a tag)"
            self._report(Code.Y111, place, message, self._in_quotes(place))

    def _in_quotes(self, place: Place) -> str:
        line = line_in_quotes(self.lines[place.line - 1])
        return to_paste("Put the whole value in quotes:", line) if line else "Put the whole value in quotes."

    def _check_comment(self, end: _Parsed, text: str) -> None:
        if end.line >= len(self.lines):
            return
        line = self.lines[end.line]
        cut = (_COMMENT_AFTER_VALUE if text else _COMMENT_FOR_VALUE).match(line, end.column)
        if cut:
            place = Place(self.path, end.line + 1, line.index("#", end.column) + 1)
            message = "what follows ` #` is a comment and not part of the value"
            hint = "If a comment is meant, put two spaces before the #; else put the value in quotes"
            quoted = line_in_quotes(line)
            hint = to_paste(f"{hint}:", quoted) if quoted else f"{hint}."
            self._report(Code.Y115, place, message, hint, Severity.WARNING)

    def _without_escapes(self, text: str, place: Place) -> str:
        """`text` with a space for each character that came in by an escape such as `"\\0"` and no text may hold."""
        for offset in hidden_places(text)[:1]:
            message = f"an escape makes a character that cannot be seen: {describe(text[offset])}"
            self._report(Code.Y117, place, message, "Delete the escape, unless the words need it.", Severity.WARNING)
        refused = FORBIDDEN.search(text)
        if refused is None:
            return text
        message = f"an escape makes a character that no text may hold: {describe(refused.group())}"
        self._report(Code.Y102, place, message, "Delete the escape.")
        return FORBIDDEN.sub(" ", text)

    def _alias(self, event: _Parsed) -> None:
        place = self._place(event.start_mark)
        if self.trusted:
            self._add(self.anchors.get(event.anchor, Scalar("", place)), None)
            return
        top = self.stack[-1] if self.stack else None
        merged = top is not None and top.key is not None and top.key.text == "<<"
        named = self.refused.get(event.anchor)
        if named is not None and not merged:
            self._add(Scalar(named.text, place), None)
            return
        is_value = top is not None and not top.in_brackets and (top.items is not None or top.key is not None)
        if top is not None and is_value and (merged or event.anchor in self.refused):
            top.is_lacking = True
            if event.anchor not in self.refused:
                self._refuse_merge(event.anchor, top.key.place if top.key else place)
            top.key = None
            return
        message = f"`*` at the beginning means something else to YAML (an alias): `*{_short(event.anchor)}`"
        self._report(Code.Y110, place, message, self._in_quotes(place))
        self._add(Scalar(f"*{event.anchor}", place), None)

    def _refuse_merge(self, anchor: str, place: Place) -> None:
        message = f"`<<: *{_short(anchor)}` takes keys from elsewhere, which the files of an edition do not know"
        self._report(Code.Y110, place, message, "Delete the line, and write the keys out that it was to bring.")

    def _open(self, event: _Parsed, items: list[Node] | None) -> None:
        place = self._place(event.start_mark)
        if len(self.stack) == self.limits.depth:
            hint = "Put the value in quotes if its brackets are words; otherwise make it flatter."
            self._report(Code.Y104, place, f"more than {self.limits.depth} levels inside one another", hint)
            self.stopped = True
            return
        if not self.trusted and event.anchor:
            self.refused[event.anchor] = None
            self._refuse_anchor(event.anchor, place, "the keys" if items is None else "the list")
        elif not self.trusted and event.tag:
            self._refuse_mark(event, place)
        self.stack.append(_Open(place, items, anchor=event.anchor, in_brackets=bool(event.flow_style)))

    def _close(self) -> None:
        done = self.stack.pop()
        if done.is_lacking and self.stack and self.stack[-1].items is not None:
            return
        node: Node = Mapping(done.place, done.pairs)
        if done.items is not None:
            node = Sequence(done.place, tuple(done.items), done.in_brackets)
        self._add(node, done.anchor)

    def _add(self, node: Node, anchor: str | None) -> None:
        self.count += 1
        if self.count > self.limits.nodes:
            message = f"more than {self.limits.nodes:,} values in one file"
            self._report(Code.Y103, node.place, message, "Split the file.")
            self.stopped = True
            return
        if anchor and self.trusted:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.items is not None:
            top.items.append(node)
        elif top.key is None:
            top.key = self._key(node)
        else:
            self._pair(top, top.key, node)

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        hint = "Put the value in quotes: brackets and braces mean something in YAML."
        self._report(Code.Y114, node.place, "brackets or braces where a key belongs", hint)
        return Scalar(_NOT_TEXT, node.place)

    def _pair(self, top: _Open, key: Scalar, node: Node) -> None:
        top.key = None
        if key.text == _NOT_TEXT:
            return
        if not self.trusted and not key.text.isascii() and (hidden := hidden_places(key.text)):
            place = Place(self.path, key.place.line, key.place.column + hidden[0])
            message = f"a key with a character that cannot be seen: {describe(key.text[hidden[0]])}"
            self._report(Code.Y116, place, message, "Retype the key.")
        earlier = top.pairs.get(key.text)
        if earlier is None:
            top.pairs[key.text] = (key, node)
        elif not self.trusted and not top.begins_again:
            top.begins_again = earlier is next(iter(top.pairs.values()))
            message = f"`{_short(key.text)}` stands here a second time; first in line {earlier[0].place.line}"
            hint = "Delete one of the two, or give it the key that was meant."
            if top.begins_again and len(self.stack) > 1:
                words = f"{key.text}: {as_value(node.text)}" if isinstance(node, Scalar) else f"{key.text}:"
                hint = to_paste("If a new item begins here, give it its hyphen:", f"- {_short(words)}")
            self._report(Code.Y113, key.place, message, hint)


_NOT_TEXT = "\x00 a list or mapping"
"""The key of a pair whose key is no text: such a pair is dropped once it is reported. No file can hold this text."""


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
