"""A list where text belongs, text where a list belongs: what it is called, and lines that mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from build_scripts.findings import to_paste
from build_scripts.model import Scalar
from build_scripts.reading.locations import Location
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.pasting import as_list, as_value, quoted

_ONE_WORD = re.compile(r"[\w-]+")
_WRAPPERS = frozenset({"text", "body", "content", "value", "words"})
"""Keys that people put around a text; any other before a colon is words of theirs."""


def wrong_shape(root: Mapping, location: Location, node: Node, type_: str) -> tuple[str, str]:
    """Message and hint for a list where text belongs, or the like."""
    is_what = {Scalar: "text", Sequence: "a list", Mapping: "keys with their values"}[type(node)]
    if type_ == "string_type":
        return f"{is_what} where text belongs", _as_text(root, location, node)
    if type_ == "list_type":
        return f"{is_what} where a list belongs", _as_items(root, location, node)
    return f"{is_what} where keys and values belong", "Write `key: value`, one a line."


def _as_text(root: Mapping, location: Location, node: Node) -> str:
    """The cure of a list or of keys where text belongs."""
    key = _last_key(location)
    if isinstance(node, Sequence) and not node.in_brackets:
        return to_paste(
            "For a list inside the text, put `|` after the colon and leave the lines as they are:", f"{key}: |"
        )
    words = [item.text for item in _leaves(node)]
    if isinstance(node, Sequence) and isinstance(location[-1], int):
        return to_paste("There are more brackets than one pair:", f"{key}: {as_list(words)}")
    if isinstance(node, Sequence) and len(words) > 1 and all(_ONE_WORD.fullmatch(word) for word in words):
        return to_paste("Only one belongs here. Choose:", *(f"{key}: {as_value(word)}" for word in words))
    if isinstance(node, Sequence):
        return to_paste("If the brackets are words, put the whole value in quotes:", f"{key}: {quoted(_written(node))}")
    if isinstance(node, Mapping) and len(words) == 1 == len(node.items) and _is_wrapper(node, key):
        return to_paste("Write the text directly after the colon:", f"{key}: {as_value(words[0])}")
    if isinstance(node, Mapping) and (lines := _as_typed(node)):
        advice = "A colon makes a key of the words before it. Put `|` after the first; the text is indented below:"
        return to_paste(advice, f"{key}: |", *(f"  {line}" for line in lines))
    return "Write the text directly after the colon; put it in quotes if its braces or colons are words."


def _is_wrapper(node: Mapping, key: str) -> bool:
    """Whether the one key below `key` holds the text and is no part of it."""
    return next(iter(node.items)).casefold() in _WRAPPERS | {key}


def _as_typed(node: Mapping) -> list[str]:
    """The lines of a text whose colons made keys of it; empty where it can't be told: it is written in braces, begins a
    list, or has marks or breaks that what was read has no longer."""
    lines = []
    for key, value in node.items.values():
        if not isinstance(value, Scalar) or not value.text or "\n" in value.text:
            return []
        if value.place != replace(key.place, column=key.place.column + len(f"{key.text}: ")):
            return []
        lines.append(f"{key.text}: {value.text}")
    places = [key.place for key, _ in node.items.values()]
    below = [replace(node.place, line=node.place.line + number) for number in range(len(places))]
    return lines if places == below else []


def _as_items(root: Mapping, location: Location, node: Node) -> str:
    """The cure of a text or of keys where a list belongs."""
    key = _last_key(location)
    if isinstance(node, Scalar):
        return to_paste("Write it in brackets:", f"{key}: {as_list(part.strip() for part in node.text.split(','))}")
    first = next(iter(node.items), "") if isinstance(node, Mapping) else ""
    if first and isinstance(node, Mapping) and isinstance(node.items[first][1], Mapping):
        return to_paste(
            "Begin each with a hyphen and its id, and indent the rest below it:", f"- id: {as_value(first)}"
        )
    return "Begin each item with a hyphen and a space, on a line of its own."


def with_value(root: Mapping, location: Location, value: str) -> str:
    """A line to paste: the key that holds what stands at `location`, with `value`, which is YAML, in its place."""
    at, key, step = root, "", 0
    holder: Node = root
    for step_, name in enumerate(location):
        inside: Node | None = None
        if isinstance(holder, Mapping) and name in holder.items:
            key, step, inside = str(name), step_, holder.items[str(name)][1]
            at = holder
        elif isinstance(holder, Sequence) and isinstance(name, int) and name < len(holder.items):
            inside = holder.items[name]
        holder = inside if inside is not None else holder
    whole = at.items[key][1] if key else root
    number = next((name for name in location[step + 1 :] if isinstance(name, int)), None)
    if isinstance(whole, Sequence) and number is not None and not isinstance(whole.items[number], Scalar):
        return f"{key}: {value}"
    if isinstance(whole, Sequence) and number is not None:
        if not whole.in_brackets:
            return f"- {value}"
        items = [as_list([item.text])[1:-1] if isinstance(item, Scalar) else "…" for item in whole.items]
        items[number] = value
        return f"{key}: [{', '.join(items)}]"
    return f"{key}: {value}"


def _last_key(location: Location) -> str:
    return next((step for step in reversed(location) if isinstance(step, str) and not step.startswith(("<", "["))), "")


def _leaves(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _leaves(item)
    else:
        for _, value in node.items.values():
            yield from _leaves(value)


def _written(node: Node) -> str:
    """Brackets and braces as they were probably typed, on one line."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Sequence):
        return f"[{', '.join(_written(item) for item in node.items)}]"
    return f"{{{', '.join(f'{key}: {_written(value)}' for key, (_, value) in node.items.items())}}}"
