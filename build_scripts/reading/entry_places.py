"""Entries that do not begin under the others, as after pasting one too far left or right.

YAML reads such an entry as words of the note above it, as more keys of that note, or not at all, and then stumbles over
one line after the other. So they are looked for in the text, before it is parsed: an entry begins with `- id:`, and a
line with a key that entries need follows soon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import yaml

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place
from build_scripts.reading.yaml_lines import depth

_ITEM = re.compile(r"(?P<indent> *)(?P<dash>- +)id:(?: +(?P<id>\S.*))?")
_KEY = re.compile(r" *([\w-]+):(?: |$)")
_FENCE = re.compile(r" *(?:- +)?(?:```|~~~)")
_SECTION = re.compile(r"[^\s#\-][^:]*:\s*(?:#.*)?$")
_NEEDED = frozenset({"quote", "kind", "verdict", "note", "type", "title", "name", "date", "event"})
_NEAR = 4
"""Lines below `- id:` in which one of them is looked for."""
_USUAL = 2
"""Columns an entry stands in under its list, as the editor's forms and `edition fmt` write it."""
_BEGINS = f"\n{' ' * _USUAL}- id:"
_BELOW = " " * (_USUAL + 2)
_LONGEST = 100
"""Lines of an entry that are repeated in a hint."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Misplaced:
    """An entry that is out of line."""

    start: int
    """The line of its `- id:`, from 0."""
    end: int
    """The line after its last."""
    lines: tuple[str, ...]
    """What belongs in place of as many lines from the first: of that alone, of all, or, where it stands in the middle
    of another, of that one's other lines too, which come before it now."""
    line: int
    """The first that is out of line."""
    column: int
    """Of the first word in it, from 0."""
    message: str
    inside: bool = False
    """In the middle of another."""


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    column: int
    """Of its dash."""
    dash: int
    """Columns from the dash to `id`."""
    key: int | None
    """The column of the key that follows; None where none does."""
    name: str


def without_misplaced(path: str, text: str) -> tuple[str, tuple[Finding, ...]]:
    """`text` with such entries emptied, so that every other line stays where it is, and one finding for each."""
    found = misplaced(text)
    if not found:
        return text, ()
    lines = text.split("\n")
    for one in found:
        lines[one.start : one.end] = [""] * (one.end - one.start)
    return "\n".join(lines), tuple(_finding(path, one) for one in found)


def _finding(path: str, one: Misplaced) -> Finding:
    if len(one.lines) > _LONGEST:
        hint = "Move all its lines until they stand under those of the other entries."
    elif one.inside:
        advice = "Another stands around it and ends first. Put these lines in place of its own and those that follow"
        hint = to_paste(f"{advice}, all of them:", *one.lines)
    elif len(one.lines) == 1:
        hint = to_paste("Put this line in its place:", *one.lines)
    else:
        hint = to_paste("Put these lines in place of the whole entry, all of them:", *one.lines)
    return Finding(Code.Y122, Severity.ERROR, Place(path, one.line + 1, one.column + 1), one.message, hint)


def misplaced(text: str) -> tuple[Misplaced, ...]:
    """The entries of `text` that are out of line, from top to bottom. Costs one search where there are none."""
    if _is_even(text):
        return ()
    lines = text.split("\n")
    return tuple(one for section in _sections(lines) for one in _in_section(lines, *section))


def _is_even(text: str) -> bool:
    """Whether every entry stands as it usually does; quickly, for nearly all files are like that."""
    entries = text.split(_BEGINS)
    if text.count("- id:") >= len(entries):
        return False
    for entry in entries[1:]:
        below = entry.find("\n") + 1
        if not entry.startswith(_BELOW, below) or entry[below + len(_BELOW) : below + len(_BELOW) + 1] in (
            "",
            " ",
            "\n",
        ):
            return False
    return True


def _sections(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First line and line after the last of what stands under each key at the margin."""
    starts = [number for number, line in enumerate(lines) if line[:1].strip("#-") and _SECTION.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        yield start + 1, end


def _in_section(lines: Sequence[str], start: int, end: int) -> Iterator[Misplaced]:
    entries = list(_entries(lines, start, end))
    if not entries:
        return
    counted = Counter(entry.column for entry in entries)
    counted[_USUAL] *= 2
    column = max(counted, key=lambda one: (counted[one], one == _USUAL))
    ends = [entry.line for entry in entries[1:]] + [end]
    for entry, limit in zip(entries, ends, strict=True):
        inside = entry.column + entry.dash
        if entry.key is None or (entry.column == column and entry.key == inside):
            continue
        end = _end(lines, entry, limit)
        made = _mended(lines, entry, column, end)
        if made is not None:
            yield _after(made, _rest(lines, end, limit, column))


def _entries(lines: Sequence[str], start: int, end: int) -> Iterator[_Entry]:
    """Those of one section, but none inside the fences of a code block."""
    fenced = -1
    for number in range(start, end):
        line = lines[number]
        if fenced >= 0 and line.strip() and depth(line) < fenced:
            fenced = -1
        if _FENCE.match(line):
            fenced = -1 if fenced >= 0 else depth(line)
        match = _ITEM.match(line) if fenced < 0 and "id:" in line else None
        if match is None:
            continue
        column = _key_column(lines, number, end)
        yield _Entry(number, len(match["indent"]), len(match["dash"]), column, (match["id"] or "").strip())


def _key_column(lines: Sequence[str], number: int, end: int) -> int | None:
    """Of the key below the `- id:` of line `number`, where one soon follows that an entry can't be without: words of a
    note may look like the rest."""
    column: int | None = None
    seen = 0
    for at in range(number + 1, end):
        line = lines[at]
        if not line.strip():
            continue
        key = _KEY.match(line)
        if seen == _NEAR or _ITEM.match(line) or (key is None and column is None):
            break
        column = depth(line) if column is None else column
        if key and key[1] in _NEEDED:
            return column
        seen += 1
    return None


def _end(lines: Sequence[str], entry: _Entry, limit: int) -> int:
    """The line after the last of its own: what stands further left belongs to the note it was pasted into."""
    least = min(entry.key or 0, entry.column + 1)
    end = entry.line + 1
    for number in range(entry.line + 1, limit):
        if lines[number].strip():
            if depth(lines[number]) < least:
                break
            end = number + 1
    return end


def _mended(lines: Sequence[str], entry: _Entry, column: int, end: int) -> Misplaced | None:
    """The entry where it belongs; None where only some of its lines are out of line, which the parser tells better."""
    inside, key = column + entry.dash, entry.key or 0
    head = " " * column + lines[entry.line].lstrip(" ")
    rest = [_moved(line, inside - key, inside) for line in lines[entry.line + 1 : end]]
    if entry.column == column:
        below = next(at for at in range(entry.line + 1, end) if lines[at].strip())
        message = f"the lines below `- id: {_short(entry.name)}` begin {_by(key - inside)}"
        made = Misplaced(entry.line, end, (head, *rest), below, key, message)
        return made if _reads(made.lines) else None
    message = f"`- id: {_short(entry.name)}` begins {_by(entry.column - column)}, not under the entries around it"
    whole = (head,) if key == inside else (head, *rest)
    return Misplaced(entry.line, end, whole, entry.line, entry.column, message)


def _rest(lines: Sequence[str], start: int, limit: int, column: int) -> Sequence[str]:
    """The lines from `start` on that belong to the entry around; none where what follows is no part of one."""
    end = start
    for number in range(start, limit):
        if lines[number].strip():
            if depth(lines[number]) <= column:
                break
            end = number + 1
    return lines[start:end]


def _after(made: Misplaced, rest: Sequence[str]) -> Misplaced:
    if not rest or len(made.lines) == 1:
        return made
    return replace(made, lines=(*rest, *made.lines), inside=True)


def _moved(line: str, by: int, least: int) -> str:
    if not line.strip():
        return ""
    return " " * max(depth(line) + by, least) + line.lstrip(" ")


def _reads(lines: Sequence[str]) -> bool:
    try:
        for _ in yaml.parse("\n".join(lines), Loader=_LOADER):
            pass
    except (yaml.YAMLError, ValueError, OverflowError):
        return False
    return True


def _by(columns: int) -> str:
    """`columns` too many, or too few where negative."""
    many = f"{abs(columns)} column{'' if abs(columns) == 1 else 's'}"
    return f"{many} too far {'right' if columns > 0 else 'left'}"


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
