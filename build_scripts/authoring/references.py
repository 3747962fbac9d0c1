"""New entries of `annotations/sources.yml`, in the file's order and style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.authoring.editing import Change
from build_scripts.authoring.scalars import write_scalar
from build_scripts.authoring.tree import Branch, Leaf, Lines, NotEditableError, grow, last_line, walk

_KEY = "references"
BEGINNING = "references:\n"


@dataclass(frozen=True, slots=True)
class NewSource:
    """What a new entry is to say."""

    id: str
    item: Mapping[str, object]
    """Without its id; texts, lists of names, dates."""
    comment: str = ""
    """One line above it."""


def insertions(text: str, sources: Sequence[NewSource]) -> list[Change]:
    """The changes that put each of `sources` before the first entry whose id comes after its own, where the ids of the
    file are in alphabetical order; else all at the end. Raises `NotEditableError` for entries in brackets."""
    tree = grow(text)
    pairs = (tree.pairs or []) if isinstance(tree, Branch) and not tree.flow else []
    found = next((value for key, value in pairs if key.text == _KEY), None)
    ordered = sorted(sources, key=lambda one: one.id)
    if found is None or (isinstance(found, Leaf) and not found.text) or (isinstance(found, Branch) and not found.items):
        written = "\n\n".join(written_source(one) for one in ordered)
        if found is None:
            end = len(text.rstrip("\n"))
            return [Change(end, end, ("\n\n" if end else "") + BEGINNING + written)]
        return [Change(found.start, found.end, f"\n{written}")]
    if not isinstance(found, Branch) or found.flow or found.pairs is not None:
        raise NotEditableError("the references are written in brackets; write them as a list with dashes first")
    return _among(text, found, ordered)


def _among(text: str, listed: Branch, ordered: Sequence[NewSource]) -> list[Change]:
    lines, rows = Lines(text), text.split("\n")
    dash = lines.column(listed.start)
    heads = [_head(rows, lines.line(item.start), dash) for item in listed.items]
    ids = [_id(item) for item in listed.items]
    blank = "\n" if len(heads) < 2 or not rows[heads[-1] - 1].strip() else ""
    groups: dict[int, list[NewSource]] = {}
    for source in ordered:
        after = [number for number, id_ in enumerate(ids) if id_ > source.id] if ids == sorted(ids) else []
        groups.setdefault(after[0] if after else len(ids), []).append(source)
    changes = []
    for number, group in groups.items():
        written = [written_source(one, dash) for one in group]
        if number < len(ids):
            at = lines.starts[heads[number]]
            changes.append(Change(at, at, "".join(f"{one}\n{blank}" for one in written)))
        else:
            at = _end(listed, lines, rows)
            changes.append(Change(at, at, "".join(f"\n{blank}{one}" for one in written)))
    return changes


def _id(item: object) -> str:
    pairs = (item.pairs or []) if isinstance(item, Branch) else []
    return next((value.text for key, value in pairs if key.text == "id" and isinstance(value, Leaf)), "")


def _head(rows: Sequence[str], row: int, dash: int) -> int:
    """The first of the comments directly above an entry that begins in `row`."""
    while row > 0 and re.match(rf" {{{dash}}}#", rows[row - 1]):
        row -= 1
    return row


def _end(listed: Branch, lines: Lines, rows: Sequence[str]) -> int:
    row = max(last_line(leaf, lines) for leaf in walk(listed.items[-1]) if isinstance(leaf, Leaf))
    if lines.column(listed.end):
        row = max(row, lines.line(listed.end))
    return lines.starts[row + 1] - 1 if row + 1 < len(rows) else len(lines.text)


def written_source(source: NewSource, dash: int = 2) -> str:
    """Without a last line end."""
    margin = " " * (dash + 2)
    rows = [f"id: {source.id}"]
    for key, value in source.item.items():
        if isinstance(value, list):
            names = [f"{margin}  - {_in_braces(name)}" for name in value if isinstance(name, Mapping)]
            rows.append("\n".join([f"{key}:", *names]))
        elif isinstance(value, Mapping):
            rows.append(f"{key}: {_in_braces(value)}")
        else:
            rows.append(f"{key}: {write_scalar(str(value))}")
    above = f"{' ' * dash}# {source.comment}\n" if source.comment else ""
    return f"{above}{' ' * dash}- " + f"\n{margin}".join(rows)


def _in_braces(value: Mapping[str, object]) -> str:
    parts = (
        f"{key}: {one if isinstance(one, list) else write_scalar(str(one), flow=True)}" for key, one in value.items()
    )
    return f"{{{', '.join(parts)}}}"
