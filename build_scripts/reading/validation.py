"""Nodes through a pydantic model, and its errors back to places in the file, with cures.

A mistake costs as little as it can: the value it is in; where that value is required, or says where a note stands and
whether it is public, the whole item of the file's main list.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Scalar
from build_scripts.reading.decoding import without_doubles
from build_scripts.reading.fields import nearest
from build_scripts.reading.locations import Location
from build_scripts.reading.mistakes import explained
from build_scripts.reading.nodes import Mapping, Node, Sequence

M = TypeVar("M", bound=BaseModel)
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


class Strict(BaseModel):
    """The base of all our models: no unknown keys, no conversions, no changes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)
    SLIPS: ClassVar[ReadOnly[str, str]] = {}
    """What people write for its keys, in small letters."""


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
    withheld: frozenset[int] = frozenset()
    """The numbers, from 0, of items that lack a value which says where they stand or whether they are public."""


UNKNOWN = "?"
"""Stands for a kind that is missing in an item that is kept all the same."""


def validate(
    model: type[M], path: str, root: Node | None, main_list: str, before: Iterable[Finding], *, withhold: bool = False
) -> Validated[M]:
    """`root` as a `model`, whose field `main_list` is a list of mappings.

    An empty value counts as absent. With `withhold` an item is kept where it can be, though what it lacks forbids to
    show it. `before` are the findings of reading: they come first, and a line that has an error among them is not
    reported again.
    """
    findings = list(before)
    if not isinstance(root, Mapping):
        if root is not None:
            hint = f"It begins with a key and its colon, for instance `{main_list}:`."
            if isinstance(root, Sequence):
                hint = (
                    "Its head is missing. If an entry was pasted over the whole file, bring the earlier file back "
                    f"(nothing in it is lost) and put the entry at its end, below `{main_list}:`."
                )
            findings.append(Finding(Code.Y203, Severity.ERROR, root.place, "the file is not made of keys", hint))
        return Validated(None, (), tuple(findings))
    data, nodes = _plain(root, _keys(model)), _main_items(root, main_list)
    cut = {finding.place.line for finding in findings if finding.code is Code.Y115}  # which leaves some keys empty
    broken = {finding.place.line for finding in findings if finding.severity == Severity.ERROR} | cut
    kept: frozenset[int] = frozenset()
    for attempt in range(_ATTEMPTS):
        try:
            return Validated(model.model_validate(data), nodes, without_doubles(findings), kept)
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
        if attempt == 0:
            found = explained(model, root, errors)
            findings += [finding for finding in found if finding.place.line not in broken]
        saved = _withhold(data, main_list, errors) if withhold else frozenset()
        lost = _take_out(data, main_list, [one for one in errors if one["loc"] not in saved], whole=attempt > 0)
        numbers = [number for number in range(len(nodes)) if number not in lost]
        held = kept | {int(location[1]) for location in saved}
        kept = frozenset(new for new, old in enumerate(numbers) if old in held)
        nodes = tuple(node for number, node in enumerate(nodes) if number not in lost)
    return Validated(None, (), without_doubles(findings))


def _plain(node: Node, known: frozenset[str]) -> Plain:
    """Text, lists and dicts only; `known` keys without a value are left out. Another key without one may be the end of
    somebody's sentence, which a comma cut."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item, known) for item in node.items]
    return {
        key: value.text if isinstance(value, Scalar) else _plain(value, known)
        for key, (_, value) in node.items.items()
        if not (isinstance(value, Scalar) and not value.text and key in known)
    }


@cache
def _keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that a file may have, wherever it belongs."""
    schema = model.model_json_schema(by_alias=True)
    parts = (schema, *schema.get("$defs", {}).values())
    return frozenset(key for part in parts for key in part.get("properties", ()))


def _main_items(root: Mapping, main_list: str) -> tuple[Mapping, ...]:
    pair = root.items.get(main_list)
    if pair is None or not isinstance(pair[1], Sequence):
        return ()
    return tuple(item if isinstance(item, Mapping) else Mapping(item.place, {}) for item in pair[1].items)


def _withhold(data: Plain, main_list: str, errors: list[ErrorDetails]) -> frozenset[Location]:
    """Takes out what would cost an item, where it can do without; a kind that is missing becomes `UNKNOWN`. Returns
    which errors are done with."""
    done: set[Location] = set()
    items = data.get(main_list) if isinstance(data, dict) else None
    for error in errors:
        location = error["loc"]
        if len(location) < 3 or location[0] != main_list or not isinstance(items, list):
            continue
        item = items[int(location[1])]
        key = str(location[2])
        if not isinstance(item, dict):
            continue
        if error["type"] == "missing" and location[2:] == ("kind",):
            item["kind"] = UNKNOWN
        elif (error["type"] == "extra_forbidden" and nearest(str(location[-1]), _DECISIVE)) or (
            error["type"] != "missing" and key in _DECISIVE
        ):
            item.pop(key, None)
        else:
            continue
        done.add(location)
    return frozenset(done)


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


def _delete(data: Plain, location: Location) -> None:
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
