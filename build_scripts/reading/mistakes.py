"""A model's errors as findings: where each stands, what is wrong in a person's words, and lines that mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as ReadOnly

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place, Scalar
from build_scripts.reading.comments import MESSAGE, as_comment, comment_sign
from build_scripts.reading.fields import nearest, shown
from build_scripts.reading.locations import Location, key_at, known_keys, node_at, place_at, slips_at
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.pasting import as_list, as_value
from build_scripts.reading.shapes import with_value, wrong_shape

_LONGEST_PASTE = 300
"""Characters of a value that is repeated in a line to paste."""


def explained(model: type[BaseModel], root: Mapping, errors: list[ErrorDetails]) -> list[Finding]:
    """The findings; a key that is missing because it is misspelt is reported once, where it is misspelt."""
    found: list[Finding] = []
    meant: set[Location] = set()
    gaps = _only_gaps(errors)
    for error in errors:
        if error["type"] == "extra_forbidden":
            guess, finding = _unknown(model, root, error["loc"], gaps)
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
    model: type[BaseModel], root: Mapping, location: Location, gaps: ReadOnly[Location, str]
) -> tuple[str, Finding]:
    """The key that was probably meant, and the finding about the one that is there."""
    known, key = known_keys(model, location[:-1]), str(location[-1])
    guess = slips_at(model, location[:-1]).get(key.casefold(), "")
    guess = guess or nearest(key, known) or gaps.get(location[:-1], "")
    place = place_at(root, location, of_key=True)
    message = f"unknown key `{shown(key)}`"
    if sign := comment_sign(key):
        node = node_at(root, location)
        words = node.text.partition("\n")[0] if isinstance(node, Scalar) else ""
        hint = as_comment((f"{' ' * (place.column - 1)}{key}: {words}",))
        return guess, Finding(Code.Y121, Severity.ERROR, place, MESSAGE.format(sign), hint)
    parents = [step for step in location[:-1] if isinstance(step, str)]
    if not guess and parents and any(key in known_keys(model, location[:at]) for at in range(len(location) - 1)):
        hint = to_paste(f"It does not belong under `{parents[-1]}:`; begin it further left:", f"{key}:")
    elif guess:
        hint = to_paste("Did you mean:", _line(guess, node_at(root, location)))
    elif isinstance(node := node_at(root, location), Scalar) and not node.text:
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
        before, own = (location[0], int(location[1]) - 1), node_at(root, location)
        whole = node_at(root, before) if before[1] >= 0 else None
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


def _only_gaps(errors: list[ErrorDetails]) -> dict[Location, str]:
    """The key that something lacks, by its place, where it lacks one and has one that nobody knows: `di` for `id`."""
    missing: dict[Location, list[str]] = {}
    unknown: Counter[Location] = Counter()
    for error in errors:
        parent = error["loc"][:-1]
        if error["type"] == "missing":
            missing.setdefault(parent, []).append(str(error["loc"][-1]))
        elif error["type"] == "extra_forbidden":
            unknown[parent] += 1
    return {parent: keys[0] for parent, keys in missing.items() if len(keys) == unknown[parent] == 1}


def _missing(root: Mapping, location: Location) -> Finding:
    parent = node_at(root, location[:-1])
    key = str(location[-1])
    if isinstance(parent, Mapping) and key in parent.items:
        place, message = parent.items[key][0].place, f"`{key}` has no value"
        return Finding(Code.Y202, Severity.ERROR, place, message, f"Write it after the colon: `{key}: …`.")
    return Finding(Code.Y202, Severity.ERROR, parent.place, f"`{key}` is missing", f"Add a line `{key}: …`.")


def _wrong_value(root: Mapping, error: ErrorDetails) -> Finding:
    node, location = node_at(root, error["loc"]), error["loc"]
    if location[-1:] == ("[key]",):
        node = key_at(root, location)
    if "message" in error.get("ctx", {}):
        context = error["ctx"]
        better = [as_value(words) for words in context["better"]] + list(context["yaml"])
        hint = to_paste(context["hint"], *(with_value(root, location, value) for value in better))
        place = Place(node.place.path, node.place.line, node.place.column + context["offset"])
        return Finding(Code(error["type"]), Severity.ERROR, place, context["message"], hint)
    message, hint = wrong_shape(root, location, node, error["type"])
    return Finding(Code.Y203, Severity.ERROR, node.place, message, hint)
