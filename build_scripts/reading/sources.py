"""`annotations/sources.yml`: CSL-YAML as pandoc reads it, a list under `references:`."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from typing import Annotated, Any, TypeAlias, cast

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Scalar, Source
from build_scripts.reading.csl import DATES, NAME_PARTS, NAMES, TEXTS, TYPES
from build_scripts.reading.fields import (
    KILOBYTE,
    Id,
    Url,
    Words,
    check_date,
    check_period,
    one_of,
    refuse,
    shown,
    text_of_at_most,
)
from build_scripts.reading.nodes import Mapping
from build_scripts.reading.unique import first_of_each_id
from build_scripts.reading.validation import Strict, validate
from build_scripts.reading.yaml_text import read_yaml

DateParts: TypeAlias = list[list[int]]
_DATE_HINT = "Write `date-parts: [[2016, 12, 8]]`, or `issued: 2016-12-08`."


def _date_parts(value: object) -> object:
    """Lists of text to lists of integers: year, month, day; one date or two."""
    if not (isinstance(value, list) and 1 <= len(value) <= 2 and all(isinstance(part, list) for part in value)):
        raise refuse(Code.C202, "date-parts is not a list of dates", _DATE_HINT)
    return [_one_date(part) for part in value]


def _one_date(parts: list[object]) -> list[int]:
    if not (
        1 <= len(parts) <= 3 and all(isinstance(part, str) and re.fullmatch(r"-?[0-9]{1,4}", part) for part in parts)
    ):
        raise refuse(Code.C202, "a date is one to three numbers: year, month, day", _DATE_HINT)
    numbers = [int(cast(str, part)) for part in parts]
    if numbers[0] > 0:
        check_date("-".join(f"{number:0{4 if place == 0 else 2}}" for place, number in enumerate(numbers)))
    return numbers


def _from_iso(value: object) -> object:
    """A date written as one text, as pandoc allows, to `date-parts`."""
    if not isinstance(value, str):
        return value
    check_period(value)
    return {"date-parts": [date.split("-") for date in value.split("/")]}


class DateModel(Strict):
    date_parts: Annotated[DateParts | None, BeforeValidator(_date_parts), Field(alias="date-parts")] = None
    literal: Words | None = None
    raw: Words | None = None
    season: Words | None = None
    circa: Words | None = None


def _model(name: str, fields: dict[str, Any]) -> Any:
    """A model whose keys are CSL's, hyphens and all: a pair of type and default for each."""
    aliased: dict[str, Any] = {
        f"v_{key.replace('-', '_')}": (kind, Field(default=default, alias=key))
        for key, (kind, default) in fields.items()
    }
    return create_model(name, __base__=Strict, **aliased)


_Name: Any = _model("NameModel", dict.fromkeys(NAME_PARTS, (Words | None, None)))
_Date = Annotated[DateModel | None, BeforeValidator(_from_iso)]
_LongText = Annotated[str | None, AfterValidator(text_of_at_most(20 * KILOBYTE, "a text"))]
SourceModel = _model(
    "SourceModel",
    {
        "id": (Id, ...),
        "type": (Annotated[str, AfterValidator(one_of(TYPES, Code.C201))], ...),
        "URL": (Url | None, None),
        "categories": (list[Words] | None, None),
        "custom": (dict[str, Words] | None, None),
        **dict.fromkeys(NAMES, (list[_Name] | None, None)),
        **dict.fromkeys(DATES, (_Date, None)),
        **dict.fromkeys(TEXTS, (_LongText, None)),
    },
)


class SourcesModel(Strict):
    references: list[SourceModel] = Field(default=[])  # type: ignore[valid-type]


def read_sources(path: str, data: bytes) -> tuple[ReadOnly[str, Source], tuple[Finding, ...]]:
    """The sources by id, in the order of the file; empty where the file can't be read.

    A source with a mistake other than an unknown key is a finding and left out; of two with one id the first counts.
    Never raises for what `data` holds.
    """
    root, findings = read_yaml(path, data)
    read = validate(SourcesModel, path, root, "references", findings)
    if read.value is None:
        return {}, read.findings
    sources = [
        Source(node.items["id"][1].text, node.items["id"][1].place, _item(model))
        for model, node in zip(read.value.references, read.items, strict=True)
        if isinstance(node.items["id"][1], Scalar)
    ]
    unique, doubles = first_of_each_id(sources, "It is what citations call the source by.")
    untitled = [found for node in read.items for found in _untitled(node)]
    return {source.id: source for source in unique}, (*read.findings, *untitled, *doubles)


def _item(model: Strict) -> ReadOnly[str, object]:
    """The CSL-JSON object; a date or name whose parts were all mistakes is left out."""
    dumped: dict[str, object] = model.model_dump(by_alias=True, exclude_none=True)
    names = {key: [name for name in value if name] for key, value in dumped.items() if isinstance(value, list)}
    return {key: value for key, value in (dumped | names).items() if value}


def _untitled(node: Mapping) -> tuple[Finding, ...]:
    if "title" in node.items:
        return ()
    name = node.items["id"][1]
    words = shown(name.text) if isinstance(name, Scalar) else ""
    hint = "Add `title: …`; in brackets where it is a description: `[Letter to the editor]`."
    return (Finding(Code.C203, Severity.WARNING, name.place, f"the source “{words}” has no title", hint),)
