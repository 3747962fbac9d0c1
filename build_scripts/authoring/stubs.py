"""A new annotation at the end of a sidecar, written as the others in it are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from build_scripts.anchoring.matching import Selector
from build_scripts.authoring.editing import Change
from build_scripts.authoring.scalars import write_block, write_scalar
from build_scripts.authoring.tree import Branch, Leaf, Lines, NotEditableError, grow, last_line, walk
from build_scripts.reading.fields import RESERVED_IDS
from build_scripts.reading.sheets import Sheet, read_sheet

_LONGEST_ID = 40
_WORDS_OF_ID = 5
_SCHEMA = "# yaml-language-server: $schema=../../docs/schema/sidecar.schema.json\n"
UNWRITTEN = "Write the note here: what is known, who says so, what nobody knows."


@dataclass(frozen=True, slots=True)
class Stub:
    """What a new annotation is to say."""

    id: str
    selector: Selector
    kind: str
    verdict: str
    """Empty: none."""
    note: str
    """Empty: a text to be replaced, and the annotation is a draft."""
    more: tuple[Selector, ...] = ()
    """The other passages that the same note is about."""
    see: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    created: str = ""
    draft: bool = False
    comment: str = ""
    """One line above it; empty: none."""
    through: str = ""
    """The last words of the passage that `selector` begins; empty: it quotes all of it, or there are more passages."""


def make_id(words: str, taken: Collection[str]) -> str:
    """An id out of the first words, or `note-1` where they are in no Latin script; not one of those `taken`."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold().replace("'", "")
    made = ""
    for word in re.findall(r"[a-z0-9]+", plain)[:_WORDS_OF_ID]:
        if len(made) + len(word) >= _LONGEST_ID:
            break
        made = f"{made}-{word}".strip("-")
    letters = sum(character.isalnum() for character in words)
    if len(made) * 2 < letters and letters < _LONGEST_ID:
        made = ""  # mostly another script: what is left of it names nothing
    base = made or "note"
    if made and made not in taken and made not in RESERVED_IDS:
        return made
    return next(f"{base}-{n}" for n in range(2 if made else 1, len(taken) + 3) if f"{base}-{n}" not in taken)


def new_sidecar(title: str) -> str:
    """A sidecar with the least its article needs. Its rights are those that publish least."""
    return f"{_SCHEMA}article:\n  title: {write_scalar(title)}\n  rights: quoted\n\nannotations:\n"


def add(text: str, *stubs: Stub) -> Change:
    """The change that puts `stubs`, at least one, behind the last annotation. Raises `NotEditableError` where the
    annotations stand in brackets."""
    tree = grow(text)
    lines = Lines(text)
    pairs = (tree.pairs or []) if isinstance(tree, Branch) and not tree.flow else []
    found = next(((key, value) for key, value in pairs if key.text == "annotations"), None)
    if found is None:
        end = len(text.rstrip("\n"))
        return Change(end, end, f"\n\nannotations:\n{_all_written(stubs, Sheet())}")
    key, listed = found
    if isinstance(listed, Branch) and listed.items and not listed.flow:
        style = read_sheet(text)
        end = _end_of(text, listed, lines, style)
        return Change(end, end, "\n" * (style.blank + 1) + _all_written(stubs, style))
    if isinstance(listed, Leaf) and not listed.text and listed.start == listed.end:
        end = lines.starts[lines.line(key.start) + 1] - 1
        return Change(end, end, f"\n{_all_written(stubs, Sheet())}")
    if isinstance(listed, Branch) and not listed.items:
        return Change(listed.start, listed.end, f"\n{_all_written(stubs, Sheet())}")
    raise NotEditableError("the annotations are written in brackets; write them as a list with dashes first")


def entry(text: str, *stubs: Stub) -> str:
    """`stubs` as lines to paste at the end of the sidecar `text`, in its style; without a last line end."""
    return _all_written(stubs, read_sheet(text))


def _all_written(stubs: Sequence[Stub], style: Sheet) -> str:
    """Without a last line end."""
    return ("\n" * (style.blank + 1)).join(_written(stub, style) for stub in stubs)


def _written(stub: Stub, style: Sheet) -> str:
    """Without a last line end."""
    margin = " " * style.column
    note = stub.note or UNWRITTEN
    # A folded text would join the lines of a note of several.
    block = write_block(note, style.column, "|" if "\n" in note.strip("\n") else style.indicator)
    rows = [("id", stub.id), *_quoted(stub, style), ("kind", write_scalar(stub.kind))]
    rows += [("verdict", stub.verdict)] if stub.verdict else []
    rows += [("note", block)]
    rows += [(key, _in_brackets(values)) for key, values in (("see", stub.see), ("tags", stub.tags)) if values]
    rows += [(key, value) for key, value in (("author", stub.author), ("created", stub.created)) if value]
    rows += [("status", "draft")] if stub.draft or not stub.note else []
    dash = " " * style.dash
    above = f"{dash}# {stub.comment}\n" if stub.comment else ""
    return above + f"{dash}-".ljust(style.column) + f"\n{margin}".join(map(_row, rows))


def _row(pair: tuple[str, str]) -> str:
    key, value = pair
    return f"{key}:{value}" if value.startswith("\n") else f"{key}: {value}"


def _quoted(stub: Stub, style: Sheet) -> Iterator[tuple[str, str]]:
    """Nothing for a note on the whole article."""
    if stub.more:
        margin = " " * (style.column + 2)
        items = (f"\n{margin}  ".join(map(": ".join, _selector(one, style))) for one in (stub.selector, *stub.more))
        yield "quote", "".join(f"\n{margin}- {item}" for item in items)
    elif stub.selector.exact:
        yield from _selector(stub.selector, style)
        if stub.through:
            yield "through", write_scalar(stub.through, style.quotes)


def _selector(selector: Selector, style: Sheet) -> Iterator[tuple[str, str]]:
    exact, prefix, suffix = selector
    yield "quote", write_scalar(exact, style.quotes)
    yield from ((key, write_scalar(words, '"')) for key, words in (("prefix", prefix), ("suffix", suffix)) if words)


def _in_brackets(values: Sequence[str]) -> str:
    return f"[{', '.join(write_scalar(one, flow=True) for one in values)}]"


def _end_of(text: str, listed: Branch, lines: Lines, style: Sheet) -> int:
    """Where the last annotation's lines end, comments that are indented like its keys included."""
    row = max(last_line(leaf, lines) for leaf in walk(listed.items[-1]) if isinstance(leaf, Leaf))
    if lines.column(listed.end):
        row = max(row, lines.line(listed.end))
    rows = text.split("\n")
    while row + 1 < len(rows) and re.match(rf" {{{style.dash + 1},}}#", rows[row + 1]):
        row += 1
    return lines.starts[row + 1] - 1 if row + 1 < len(lines.starts) else len(text)
