"""`annotations/glossary.yml` (a list under `entries:`) and `annotations/timeline.yml` (a list under `events:`)."""

from __future__ import annotations

import re
from typing import Annotated, cast

from pydantic import AfterValidator, Field

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Entry, Happening, Scalar
from build_scripts.reading.fields import Body, Id, Period, Words, one_of, refuse
from build_scripts.reading.nodes import Mapping, Sequence
from build_scripts.reading.pasting import as_list
from build_scripts.reading.unique import first_of_each_id
from build_scripts.reading.validation import Strict, validate
from build_scripts.reading.yaml_text import read_yaml

ENTRY_TYPES = ("person", "place", "organisation", "event", "term")
_SEXAGESIMAL = re.compile(
    r"""(?P<degrees>\d{1,3})\s*°\s*(?:(?P<minutes>\d{1,2})\s*[′'’]\s*)?(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*[″"”]\s*)?
        (?P<side>[NSEW])""",
    re.VERBOSE | re.ASCII,
)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,8})?", re.ASCII)


def _check_coordinates(value: list[str]) -> list[str]:
    """Latitude, -90 to 90, and longitude, -180 to 180, in decimal degrees."""
    if (
        len(value) == 2
        and all(_DEGREES.fullmatch(number) for number in value)
        and abs(float(value[0])) <= 90
        and abs(float(value[1])) <= 180
    ):
        return value
    better = _meant(value)
    hint = "Write latitude and longitude in decimal degrees, as in `coordinates: [35.95, 39.01]`."
    hint += " Did you mean:" if better else ""
    raise refuse(Code.G101, "these coordinates are no place on earth", hint, yaml=[as_list(better)] if better else [])


def _meant(value: list[str]) -> list[str]:
    """Coordinates with longitude first, or in degrees and minutes, as they should be; empty where it can't be told."""
    if len(value) != 2:
        return []
    if all(_DEGREES.fullmatch(number) for number in value):
        latitude, longitude = float(value[1]), float(value[0])
        return value[::-1] if abs(latitude) <= 90 and abs(longitude) <= 180 else []
    parts = [_SEXAGESIMAL.fullmatch(number.strip()) for number in value]
    return [_decimal(part) for part in parts if part] if all(parts) else []


def _decimal(part: re.Match[str]) -> str:
    degrees = int(part["degrees"]) + int(part["minutes"] or 0) / 60 + float(part["seconds"] or 0) / 3600
    sign = "-" if part["side"] in "SW" else ""
    return f"{sign}{degrees:.4f}".rstrip("0").rstrip(".")


class EntryModel(Strict):
    id: Id
    type: Annotated[str, AfterValidator(one_of(ENTRY_TYPES))]
    name: Words
    aka: list[Words] = Field(default=[])
    note: Body
    sources: list[Words] = Field(default=[])
    coordinates: Annotated[list[str], AfterValidator(_check_coordinates)] | None = None


class GlossaryModel(Strict):
    entries: list[EntryModel] = Field(default=[])


class HappeningModel(Strict):
    date: Period
    event: Body
    sources: list[Words] = Field(default=[])
    see: list[Words] = Field(default=[])


class TimelineModel(Strict):
    events: list[HappeningModel] = Field(default=[])


def read_glossary(path: str, data: bytes) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """The glossary's entries in the order of the file; of two with one id the first. Never raises for `data`."""
    root, findings = read_yaml(path, data)
    read = validate(GlossaryModel, path, root, "entries", findings)
    if read.value is None:
        return (), read.findings
    pairs = tuple(zip(read.value.entries, read.items, strict=True))
    unique, doubles = first_of_each_id(
        (_entry(model, node) for model, node in pairs), "It is the entry's permanent address."
    )
    misplaced = [found for model, node in pairs for found in _coordinates_of_no_place(model, node)]
    return unique, (*read.findings, *misplaced, *doubles)


def read_timeline(path: str, data: bytes) -> tuple[tuple[Happening, ...], tuple[Finding, ...]]:
    """The timeline's rows in the order of the file. Never raises for what `data` holds."""
    root, findings = read_yaml(path, data)
    read = validate(TimelineModel, path, root, "events", findings)
    if read.value is None:
        return (), read.findings
    rows = tuple(
        Happening(
            model.date, _value(node, "date").place, _value(node, "event"), _list(node, "sources"), _list(node, "see")
        )
        for model, node in zip(read.value.events, read.items, strict=True)
    )
    return rows, read.findings


def _entry(model: EntryModel, node: Mapping) -> Entry:
    coordinates = (model.coordinates[0], model.coordinates[1]) if model.coordinates else None
    return Entry(
        id=model.id,
        place=_value(node, "id").place,
        type=model.type,
        name=" ".join(model.name.split()),
        note=_value(node, "note"),
        aka=tuple(" ".join(name.split()) for name in model.aka),
        sources=_list(node, "sources"),
        coordinates=coordinates if model.type == "place" else None,
    )


def _coordinates_of_no_place(model: EntryModel, node: Mapping) -> tuple[Finding, ...]:
    if model.coordinates is None or model.type == "place":
        return ()
    hint = "Delete them, or write `type: place`."
    message = f"coordinates on an entry of the type “{model.type}”"
    return (Finding(Code.G102, Severity.WARNING, node.items["coordinates"][0].place, message, hint),)


def _value(node: Mapping, key: str) -> Scalar:
    return cast(Scalar, node.items[key][1])  # the model has seen to it


def _list(node: Mapping, key: str) -> tuple[Scalar, ...]:
    value = node.items[key][1] if key in node.items else None
    return tuple(item for item in value.items if isinstance(item, Scalar)) if isinstance(value, Sequence) else ()
