"""What each note of a sidecar says, as a short digest, to tell one version from another.

Quick, for old versions are many: a note's lines are read by themselves, and those that were read once are known again.
Where a file is not laid out so that its lines can be told apart, it is read as a whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TypeAlias

from build_scripts.findings import Severity
from build_scripts.model import Scalar
from build_scripts.reading.composing import Composer, Limits
from build_scripts.reading.nodes import Mapping, Node, Sequence

NOT_SAID = frozenset({"author", "reviewed_by", "created", "changed"})
"""Keys that say who and when: another value of these is no other note."""

_LIST = re.compile(r"^annotations:[ \t]*(?:#.*)?\n", re.MULTILINE)
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_NEXT_KEY = re.compile(r"^[A-Za-z\"'_]", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_Plain: TypeAlias = "str | list[_Plain] | dict[str, _Plain]"


class NoteReader:
    """Reads one sidecar after the other; remembers the lines of notes that it met."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[str, str] | None] = {}

    def read(self, data: bytes) -> dict[str, str] | None:
        """A digest of what each note says, by its id. None for a file that can't be read or has a mistake in its YAML:
        nobody knows what it says."""
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return None
        pieces = _pieces(text)
        if pieces is not None:
            notes = [self._note(piece) for piece in pieces]
            if all(notes):
                return dict(note for note in reversed(notes) if note)
        root = _compose(text)
        listed = root.items.get("annotations", (None, None))[1] if isinstance(root, Mapping) else None
        if not isinstance(root, Mapping) or (listed is not None and not isinstance(listed, Sequence)):
            return None
        found = [_said(item) for item in (listed.items if listed else ())]
        return dict(note for note in reversed(found) if note)

    def _note(self, piece: str) -> tuple[str, str] | None:
        if piece not in self._met:
            root = _compose(piece)
            alone = isinstance(root, Sequence) and len(root.items) == 1
            self._met[piece] = _said(root.items[0]) if isinstance(root, Sequence) and alone else None
        return self._met[piece]


def _pieces(text: str) -> list[str] | None:
    """The lines of each note; None where they can't be told apart."""
    begins = list(_LIST.finditer(text))
    if len(begins) != 1:
        return None
    rest = text[begins[0].end() :]
    after = _NEXT_KEY.search(rest)
    rest = rest[: after.start()] if after else rest
    first = _ITEM.search(rest)
    if first is None:
        return None
    starts = [match.start() for match in _ITEM.finditer(rest) if match[1] == first[1]]
    return [rest[start:end] for start, end in zip(starts, [*starts[1:], len(rest)], strict=True)]


def _compose(text: str) -> Node | None:
    composer = Composer("", text, trusted=False, limits=Limits())
    error = composer.compose(text)
    wrong = any(finding.severity is Severity.ERROR for finding in composer.findings)
    return None if error is not None or composer.stopped or wrong else composer.root


def _said(node: Node) -> tuple[str, str] | None:
    """A note's id and the digest; None for what is no note."""
    id_ = node.items.get("id", (None, None))[1] if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(id_, Scalar):
        return None
    said = {key: _plain(value) for key, (_, value) in node.items.items() if key not in NOT_SAID}
    whole = json.dumps({key: value for key, value in said.items() if value}, sort_keys=True)
    return id_.text, hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _plain(node: Node) -> _Plain:
    """Lines may break anywhere inside a paragraph."""
    if isinstance(node, Scalar):
        return "\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(node.text.strip()))
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, (_, value) in node.items.items()}
