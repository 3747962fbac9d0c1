"""A model's errors as findings: where each stands, what is wrong in a person's words, and lines that mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from typing import TypeAlias, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place, Scalar
from build_scripts.reading.fields import nearest, shown
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.pasting import as_list, as_value, quoted

Location: TypeAlias = tuple[int | str, ...]
"""Where pydantic saw an error: keys and numbers of items, and names of the branches of a union."""

_LONGEST_PASTE = 300
"""Characters of a value that is repeated in a line to paste."""
_ONE_WORD = re.compile(r"[\w-]+")


def explained(model: type[BaseModel], root: Mapping, errors: list[ErrorDetails]) -> list[Finding]:
    """The findings; a key that is missing because it is misspelt is reported once, where it is misspelt."""
    found: list[Finding] = []
    meant: set[Location] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            guess, finding = _unknown(model, root, error["loc"], errors)
            meant.add((*error["loc"][:-1], guess))
            found.append(finding)
    split, in_splits = _split_items(root, errors)
    found += in_splits
    for error in errors:
        if error["type"] == "missing" and error["loc"] not in meant and error["loc"][:-1] not in split:
            found.append(_missing(root, error["loc"]))
        elif error["type"] not in ("missing", "extra_forbidden"):
            found.append(_wrong_value(root, error))
    return found


def _unknown(
    model: type[BaseModel], root: Mapping, location: Location, errors: list[ErrorDetails]
) -> tuple[str, Finding]:
    """The key that was probably meant, and the finding about the one that is there."""
    known, key = _known_keys(model, location[:-1]), str(location[-1])
    guess = _slips(model, location[:-1]).get(key.casefold(), "")
    guess = guess or nearest(key, known) or _only_gap(errors, location[:-1])
    place = _place(root, location, of_key=True)
    message = f"unknown key `{shown(key)}`"
    parents = [step for step in location[:-1] if isinstance(step, str)]
    if not guess and parents and any(key in _known_keys(model, location[:at]) for at in range(len(location) - 1)):
        hint = to_paste(f"It does not belong under `{parents[-1]}:`; begin it further left:", f"{key}:")
    elif guess:
        hint = to_paste("Did you mean:", _line(guess, _node(root, location)))
    elif isinstance(node := _node(root, location), Scalar) and not node.text:
        hint = (
            "It has no value. Does it belong to the words before it? Put them all in quotes: between { and } a comma "
            "ends a value."
        )
    else:
        hint = f"Known here: {', '.join(sorted(known))}." if len(known) <= 25 else "Known here: the variables of CSL."
    return guess, Finding(Code.Y201, Severity.ERROR, place, message, hint)


def _split_items(root: Mapping, errors: list[ErrorDetails]) -> tuple[frozenset[Location], list[Finding]]:
    """Items that together are one, cut by a dash before one of its keys: their places, and a finding for each dash."""
    lacking: dict[Location, set[str]] = {}
    for error in errors:
        if error["type"] == "missing" and len(error["loc"]) == 3:
            lacking.setdefault(error["loc"][:-1], set()).add(str(error["loc"][-1]))
    split: set[Location] = set()
    found: list[Finding] = []
    for location in sorted(lacking, key=str):
        before, own = (location[0], int(location[1]) - 1), _node(root, location)
        whole = _node(root, before) if before[1] >= 0 else None
        if not isinstance(own, Mapping) or not isinstance(whole, Mapping) or "id" not in lacking[location]:
            continue
        if before not in split and not lacking.get(before, set()) & own.items.keys():
            continue
        split |= {before, location}
        key, value = next(iter(own.items.values()))
        hint = to_paste("If it belongs to the item above, it has no hyphen:", _line(key.text, value))
        message = f"a hyphen before `{shown(key.text)}` begins a new item, which has no `id`"
        found.append(Finding(Code.Y202, Severity.ERROR, key.place, message, hint))
    return frozenset(split), found


def _line(key: str, value: Node) -> str:
    """A line to paste; of a value that is long or no text the key alone."""
    if isinstance(value, Scalar) and value.text and "\n" not in value.text and len(value.text) <= _LONGEST_PASTE:
        return f"{key}: {as_value(value.text)}"
    if isinstance(value, Sequence) and value.items and all(isinstance(item, Scalar) for item in value.items):
        return f"{key}: {as_list(item.text for item in value.items if isinstance(item, Scalar))}"
    return f"{key}:"


def _only_gap(errors: list[ErrorDetails], parent: Location) -> str:
    """The key that `parent` lacks, where it lacks one and has one that nobody knows: `di` for `id`."""
    inside = [error for error in errors if error["loc"][:-1] == parent]
    missing = [str(error["loc"][-1]) for error in inside if error["type"] == "missing"]
    unknown = [error for error in inside if error["type"] == "extra_forbidden"]
    return missing[0] if len(missing) == len(unknown) == 1 else ""


def _missing(root: Mapping, location: Location) -> Finding:
    parent = _node(root, location[:-1])
    key = str(location[-1])
    if isinstance(parent, Mapping) and key in parent.items:
        place, message = parent.items[key][0].place, f"`{key}` has no value"
        return Finding(Code.Y202, Severity.ERROR, place, message, f"Write it after the colon: `{key}: …`.")
    return Finding(Code.Y202, Severity.ERROR, parent.place, f"`{key}` is missing", f"Add a line `{key}: …`.")


def _wrong_value(root: Mapping, error: ErrorDetails) -> Finding:
    node, location = _node(root, error["loc"]), error["loc"]
    if location[-1:] == ("[key]",):
        node = _key(root, location)
    if "message" in error.get("ctx", {}):
        context = error["ctx"]
        better = [as_value(words) for words in context["better"]] + list(context["yaml"])
        hint = to_paste(context["hint"], *(_with(root, location, value) for value in better))
        place = Place(node.place.path, node.place.line, node.place.column + context["offset"])
        return Finding(Code(error["type"]), Severity.ERROR, place, context["message"], hint)
    message, hint = _wrong_shape(root, location, node, error["type"])
    return Finding(Code.Y203, Severity.ERROR, node.place, message, hint)


def _wrong_shape(root: Mapping, location: Location, node: Node, type_: str) -> tuple[str, str]:
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


def _with(root: Mapping, location: Location, value: str) -> str:
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


def _slips(model: type[BaseModel], location: Location) -> ReadOnly[str, str]:
    """What people write for keys of the model at `location`, in small letters."""
    slips = getattr(_model_at(model, location), "SLIPS", {})
    return slips if isinstance(slips, dict) else {}


def _node(root: Node, location: Location) -> Node:
    """The node at a pydantic location; steps that name a branch of a union are passed over."""
    node = root
    for step in location:
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def _key(root: Mapping, location: Location) -> Node:
    """The key that pydantic's `[key]` at the end of `location` speaks of."""
    parent = _node(root, location[:-2])
    return parent.items[str(location[-2])][0] if isinstance(parent, Mapping) else parent


def _place(root: Mapping, location: Location, *, of_key: bool) -> Place:
    parent = _node(root, location[:-1])
    if of_key and isinstance(parent, Mapping) and location[-1] in parent.items:
        return parent.items[str(location[-1])][0].place
    return _node(root, location).place


def _known_keys(model: type[BaseModel], location: Location) -> frozenset[str]:
    """The keys that the model at `location` knows."""
    fields = _model_at(model, location).model_fields
    return frozenset(info.alias or name for name, info in fields.items())


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    current = model
    for step in location:
        for name, info in current.model_fields.items():
            if step == (info.alias or name):
                current = next(_models_in(info.annotation), current)
    return current


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
