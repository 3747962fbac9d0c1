"""YAML to paste: values and lines that read back as exactly the words they are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_LINE = re.compile(r"(?P<indent>\s*)(?P<dash>- +)?(?P<key>[A-Za-z_][\w-]*)\s*:\s+(?P<value>\S.*)")
_PLAIN = re.compile(r"[^\W_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*", re.ASCII)
_IN_BRACKETS = re.compile(r"[^,\[\]{}]*")
_OUTER_QUOTES = re.compile(r"\"(.*)\"|'(.*)'", re.DOTALL)


def as_value(words: str) -> str:
    """`words` as a value, in quotation marks where they need them."""
    if _PLAIN.fullmatch(words) and words == words.strip():
        return words
    return quoted(words)


def quoted(words: str) -> str:
    """`words` in quotation marks, single ones where double ones would need backslashes."""
    if ('"' in words or "\\" in words) and "'" not in words and words.isprintable():
        return f"'{words}'"
    return json.dumps(words, ensure_ascii=False)


def as_list(words: Iterable[str]) -> str:
    """A list in brackets."""
    return f"[{', '.join(as_value(one) if _IN_BRACKETS.fullmatch(one) else quoted(one) for one in words)}]"


def line_in_quotes(line: str) -> str:
    """The key of one line of a file with its whole value in quotation marks; empty where that can't be told: the line
    has no value, or begins a list or a long text."""
    match = _LINE.fullmatch(line)
    if match is None or match["value"][0] in "|>":
        return ""
    value = match["value"].rstrip()
    outer = _OUTER_QUOTES.fullmatch(value)
    if outer:
        value = outer[1] if outer[1] is not None else outer[2]
        value = value.replace("''", "'") if outer[1] is None else value
    return f"{match['key']}: {quoted(value)}"
