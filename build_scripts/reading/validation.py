"""Nodes through a pydantic model, and its errors back to places in the file, with cures.

A mistake costs as little as it can: the value it is in; where that value is required, or says where a note stands and
whether it is public, the whole item of the file's main list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Scalar
from build_scripts.reading.decoding import without_doubles
from build_scripts.reading.fields import nearest, shown
from build_scripts.reading.nodes import Mapping, Node, Sequence

M = TypeVar("M", bound=BaseModel)
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
_Location: TypeAlias = tuple[int | str, ...]


class Strict(BaseModel):
    """The base of all our models: no unknown keys, no conversions, no changes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


_ATTEMPTS = 4
"""Taking a wrong value out may leave a required key missing, which takes its item out in the next attempt."""

_DECISIVE = ("quote", "prefix", "suffix", "through", "status")
"""Keys that say where a note stands and whether it is public: a note that misspells one must not be shown."""


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """What is left of a file once its mistakes are taken out."""

    value: M | None
    """None where something the whole file needs is missing."""
    items: tuple[Mapping, ...]
    """The nodes of the main list's items, item for item those of `value`."""
    findings: tuple[Finding, ...]


def validate(model: type[M], path: str, root: Node | None, main_list: str, before: Iterable[Finding]) -> Validated[M]:
    """`root` as a `model`, whose field `main_list` is a list of mappings.

    An empty value counts as absent. `before` are the findings of reading: they come first, and a line that has an error
    among them is not reported again.
    """
    findings = list(before)
    if not isinstance(root, Mapping):
        if root is not None:
            hint = f"It begins with a key and its colon, for instance `{main_list}:`."
            findings.append(Finding(Code.Y203, Severity.ERROR, root.place, "the file is not made of keys", hint))
        return Validated(None, (), tuple(findings))
    data, nodes = _plain(root), _main_items(root, main_list)
    broken = {finding.place.line for finding in findings if finding.severity == Severity.ERROR}
    for attempt in range(_ATTEMPTS):
        try:
            return Validated(model.model_validate(data), nodes, without_doubles(findings))
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
        if attempt == 0:
            found = _explained(model, root, errors)
            findings += [finding for finding in found if finding.place.line not in broken]
        lost = _take_out(data, main_list, errors, whole=attempt > 0)
        nodes = tuple(node for number, node in enumerate(nodes) if number not in lost)
    return Validated(None, (), without_doubles(findings))


def _plain(node: Node) -> Plain:
    """Text, lists and dicts only; keys without a value are left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {
        key: value.text if isinstance(value, Scalar) else _plain(value)
        for key, (_, value) in node.items.items()
        if not (isinstance(value, Scalar) and not value.text)
    }


def _main_items(root: Mapping, main_list: str) -> tuple[Mapping, ...]:
    pair = root.items.get(main_list)
    if pair is None or not isinstance(pair[1], Sequence):
        return ()
    return tuple(item if isinstance(item, Mapping) else Mapping(item.place, {}) for item in pair[1].items)


def _take_out(data: Plain, main_list: str, errors: list[ErrorDetails], *, whole: bool) -> frozenset[int]:
    """Takes the mistakes out of `data`; returns the numbers, from 0, of the main list's items that went with them.

    `whole`: with the value they are part of.
    """
    lost = set()
    for error in errors:
        location, unknown, missing = error["loc"], error["type"] == "extra_forbidden", error["type"] == "missing"
        if len(location) > 1 and location[0] == main_list:
            key = str(location[2]) if len(location) > 2 else ""
            decisive = nearest(str(location[-1]), _DECISIVE) if unknown else key in _DECISIVE
            if decisive or not key or (missing and len(location) == 3):
                lost.add(int(location[1]))
            else:
                _delete(data, location[:3] if whole else location)
        elif not missing or len(location) > 2:
            _delete(data, location[:2] if whole else location)
    items = data.get(main_list) if isinstance(data, dict) else None
    if isinstance(items, list):
        items[:] = [item for number, item in enumerate(items) if number not in lost]
    return frozenset(lost)


def _delete(data: Plain, location: _Location) -> None:
    """Takes out the innermost key that `location` passes through."""
    parent: Plain = data
    last: tuple[dict[str, Plain], str] | None = None
    for step in location:
        if isinstance(parent, dict) and isinstance(step, str) and step in parent:
            last, parent = (parent, step), parent[step]
        elif isinstance(parent, list) and isinstance(step, int) and step < len(parent):
            parent = parent[step]
    if last:
        last[0].pop(last[1], None)


def _explained(model: type[BaseModel], root: Mapping, errors: list[ErrorDetails]) -> list[Finding]:
    """The findings; a key that is missing because it is misspelt is reported once, where it is misspelt."""
    found: list[Finding] = []
    meant: set[_Location] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            known = _known_keys(model, error["loc"][:-1])
            key = str(error["loc"][-1])
            guess = nearest(key, known) or _only_gap(errors, error["loc"][:-1])
            meant.add((*error["loc"][:-1], guess))
            listed = (
                f"Known here: {', '.join(sorted(known))}." if len(known) <= 25 else "Known here: the variables of CSL."
            )
            hint = f"Did you mean `{guess}`?" if guess else listed
            place = _place(root, error["loc"], of_key=True)
            found.append(Finding(Code.Y201, Severity.ERROR, place, f"unknown key `{shown(key)}`", hint))
    for error in errors:
        if error["type"] == "missing" and error["loc"] not in meant:
            found.append(_missing(root, error["loc"]))
        elif error["type"] not in ("missing", "extra_forbidden"):
            found.append(_wrong_value(root, error))
    return found


def _only_gap(errors: list[ErrorDetails], parent: _Location) -> str:
    """The key that `parent` lacks, where it lacks one and has one that nobody knows: `di` for `id`."""
    inside = [error for error in errors if error["loc"][:-1] == parent]
    missing = [str(error["loc"][-1]) for error in inside if error["type"] == "missing"]
    unknown = [error for error in inside if error["type"] == "extra_forbidden"]
    return missing[0] if len(missing) == len(unknown) == 1 else ""


def _missing(root: Mapping, location: _Location) -> Finding:
    parent = _node(root, location[:-1])
    key = str(location[-1])
    if isinstance(parent, Mapping) and key in parent.items:
        place, message = parent.items[key][0].place, f"`{key}` has no value"
    else:
        place, message = parent.place, f"`{key}` is missing"
    return Finding(Code.Y202, Severity.ERROR, place, message, f"Add `{key}: …`.")


def _wrong_value(root: Mapping, error: ErrorDetails) -> Finding:
    node = _node(root, error["loc"])
    if error["loc"][-1:] == ("[key]",):
        node = _key(root, error["loc"])
    if "message" in error.get("ctx", {}):
        context = error["ctx"]
        return Finding(Code(error["type"]), Severity.ERROR, node.place, context["message"], context["hint"])
    is_what = {Scalar: "text", Sequence: "a list", Mapping: "keys and values"}[type(node)]
    if error["type"] == "string_type":
        message = f"{is_what} where text belongs"
        hint = "Put the value in quotes if its brackets or colons are words."
    elif error["type"] == "list_type":
        message = f"{is_what} where a list belongs"
        words = shown(node.text) if isinstance(node, Scalar) else "…"
        hint = f"Write `[{words}]`, or one line with `- ` for each."
    else:
        message, hint = f"{is_what} where keys and values belong", "Write `key: value`, one a line."
    return Finding(Code.Y203, Severity.ERROR, node.place, message, hint)


def _node(root: Node, location: _Location) -> Node:
    """The node at a pydantic location; steps that name a branch of a union are passed over."""
    node = root
    for step in location:
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def _key(root: Mapping, location: _Location) -> Node:
    """The key that pydantic's `[key]` at the end of `location` speaks of."""
    parent = _node(root, location[:-2])
    return parent.items[str(location[-2])][0] if isinstance(parent, Mapping) else parent


def _place(root: Mapping, location: _Location, *, of_key: bool) -> Place:
    parent = _node(root, location[:-1])
    if of_key and isinstance(parent, Mapping) and location[-1] in parent.items:
        return parent.items[str(location[-1])][0].place
    return _node(root, location).place


def _known_keys(model: type[BaseModel], location: _Location) -> frozenset[str]:
    """The keys that the model at `location` knows."""
    current = model
    for step in location:
        for name, info in current.model_fields.items():
            if step == (info.alias or name):
                current = next(_models_in(info.annotation), current)
    return frozenset(info.alias or name for name, info in current.model_fields.items())


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
