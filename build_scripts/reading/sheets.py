"""How a sidecar is laid out: what has to be known to write one more annotation as the others in it are.

By its lines, not by its tree: every page of an article is told it, and a tree would cost as much as all the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_LIST = re.compile(r"^annotations:(?P<value>[^#\n]*)", re.MULTILINE)
_KEYS = re.compile(r"[\w-]+[ \t]*:(?:\s|$)")


class Form(StrEnum):
    """What stands under `annotations`."""

    LIST = "list"
    EMPTY = "empty"
    """The key alone."""
    BRACKETS = "brackets"
    """`[]`: they have to go before anything comes below."""
    FLOW = "flow"
    """A list in brackets, which takes no entry in lines."""
    NONE = "none"
    """The key is not there."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The layout of one sidecar; the defaults are those of a new one."""

    form: Form = Form.EMPTY
    line: int = 0
    """Below which the next entry goes, from 1; 0 where there is no such line."""
    last: bool = True
    """Whether nothing but blank lines and comments stands below it."""
    dash: int = 2
    """The column of the dashes, from 0."""
    column: int = 4
    """Of the keys."""
    blank: int = 1
    """Lines between two annotations, 0 or 1."""
    quotes: str = ""
    """What most quotes stand in: nothing, `'` or `"`."""
    indicator: str = "|"
    """What most notes begin with: `|` or `>`."""


def read_sheet(text: str) -> Sheet:
    """The layout of a sidecar that is YAML; of any other text some layout. `text` has `\\n` line ends."""
    found = _LIST.search(text)
    rows = text.split("\n")
    if found is None:
        return Sheet(Form.NONE, _last_row(rows), last=True)
    row = text.count("\n", 0, found.start())
    dash = _first_dash(rows, row + 1)
    value = "".join(found["value"].split())
    if value or dash is None:
        form = Form.EMPTY if not value else Form.BRACKETS if value == "[]" else Form.FLOW
        return Sheet(form, row + 1, last=_is_last(rows, row))
    return _of_list(rows, row + 1, dash)


def _of_list(rows: list[str], first: int, dash: int) -> Sheet:
    """`first` is the row below the key."""
    opens = re.compile(rf" {{{dash}}}-(?: +|$)")
    items, end = [], first
    for number in range(first, len(rows)):
        row = rows[number]
        if opens.match(row):
            items.append(number)
        elif row.strip() and _indent(row) <= dash:
            if row.lstrip().startswith("#"):
                continue
            break
        if row.strip():
            end = number
    column = next(filter(None, (_column(rows, item, opens) for item in reversed(items))), dash + 2)
    quotes, notes = _values(rows[first : end + 1], column, "quote"), _values(rows[first : end + 1], column, "note")
    blank = _blank_above(rows, items[-1]) if len(items) > 1 else 1
    quote = _most(("'" if v[0] == "'" else '"' if v[0] == '"' else "" for v in quotes if v[0] not in "|>"), "")
    indicator = _most((value[0] for value in notes if value[0] in "|>"), "|")
    return Sheet(Form.LIST, end + 1, _is_last(rows, end), dash, column, blank, quote, indicator)


def _first_dash(rows: list[str], start: int) -> int | None:
    row = next((row for row in rows[start:] if row.strip() and not row.lstrip().startswith("#")), "")
    return _indent(row) if re.match(r" *-(?: |$)", row) else None


def _column(rows: list[str], item: int, opens: re.Pattern[str]) -> int:
    """Of the item's keys; 0 for one in braces."""
    match = opens.match(rows[item])
    at, row = (match.end(), rows[item]) if match else (0, "")
    if at == len(row):
        row = next((row for row in rows[item + 1 :] if row.strip() and not row.lstrip().startswith("#")), "")
        at = _indent(row)
    return at if _KEYS.match(row, at) else 0


def _values(rows: list[str], column: int, key: str) -> list[str]:
    """What stands behind a key on its line; not behind those of other columns, as of text that looks like a key."""
    pattern = re.compile(rf"(?: {{{column}}}|(?= *- )[ -]{{{column}}}){key}[ \t]*:[ \t]+(?P<value>[^#\s].*)")
    return [match["value"] for row in rows if (match := pattern.match(row))]


def _most(found: Iterable[str], otherwise: str) -> str:
    counted = Counter(found)
    return counted.most_common(1)[0][0] if counted else otherwise


def _blank_above(rows: list[str], row: int) -> int:
    row -= 1
    while row > 0 and rows[row].lstrip().startswith("#"):
        row -= 1
    return 0 if rows[row].strip() else 1


def _is_last(rows: list[str], row: int) -> bool:
    return not any(other.strip() and not other.lstrip().startswith("#") for other in rows[row + 1 :])


def _last_row(rows: list[str]) -> int:
    return max((number for number, row in enumerate(rows, 1) if row.strip()), default=0)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
