"""A list where text belongs, text where a list belongs: what it is called, and lines that mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.findings import to_paste
from build_scripts.model import Scalar
from build_scripts.reading.locations import Location
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.pasting import as_list, as_value, quoted

_ONE_WORD = re.compile(r"[\w-]+")


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
    if isinstance(node, Mapping) and len(words) == 1 == len(node.items):
        return to_paste("Write the text directly after the colon:", f"{key}: {as_value(words[0])}")
    return "Write the text directly after the colon; put it in quotes if its braces or colons are words."


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
