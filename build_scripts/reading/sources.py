"""`annotations/sources.yml`: CSL-YAML as pandoc reads it, a list under `references:`."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from typing import Annotated, Any, TypeAlias, cast

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Scalar, Source
from build_scripts.reading.csl import DATES, KEY_SLIPS, NAME_PARTS, NAMES, TEXTS, TYPE_SLIPS, TYPES
from build_scripts.reading.fields import (
    KILOBYTE,
    Id,
    Url,
    Words,
    check_period,
    exists,
    one_of,
    refuse,
    shown,
    text_of_at_most,
)
from build_scripts.reading.nodes import Mapping
from build_scripts.reading.pasting import as_list
from build_scripts.reading.unique import first_of_each_id
from build_scripts.reading.validation import Strict, validate
from build_scripts.reading.yaml_text import read_yaml

DateParts: TypeAlias = list[list[int]]
_DATE_HINT = "Write year, month, day in two pairs of brackets, as in `date-parts: [[2016, 12, 8]]`"


def _date_parts(value: object) -> object:
    """Lists of text to lists of integers: year, month, day; one date or two."""
    if not (isinstance(value, list) and 1 <= len(value) <= 2 and all(isinstance(part, list) for part in value)):
        flat = isinstance(value, list) and 1 <= len(value) <= 3 and all(isinstance(part, str) for part in value)
        better = [f"[[{', '.join(value)}]]"] if flat and isinstance(value, list) else []
        hint = f"{_DATE_HINT}{':' if better else '.'}"
        raise refuse(Code.C202, "date-parts is not a list of dates", hint, yaml=better)
    return [_one_date(part) for part in value]


def _one_date(parts: list[object]) -> list[int]:
    if not (
        1 <= len(parts) <= 3 and all(isinstance(part, str) and re.fullmatch(r"-?[0-9]{1,4}", part) for part in parts)
    ):
        raise refuse(Code.C202, "a date is one to three numbers: year, month, day", f"{_DATE_HINT}.")
    numbers = [int(cast(str, part)) for part in parts]
    if numbers[0] > 0 and not exists(*numbers):
        if turned := _year_first(numbers):
            hint = f"Write the year first, then the month, then the day{':' if len(turned) == 1 else '. Choose:'}"
            raise refuse(Code.Y205, f"“{shown('-'.join(map(str, numbers)))}” is not a date", hint, yaml=turned)
        hint = "That day or month is none. Look it up, or leave it out:"
        better = numbers[:2] if len(numbers) == 3 and exists(*numbers[:2]) else numbers[:1]
        raise refuse(Code.Y205, f"“{shown('-'.join(map(str, numbers)))}” is not a date", hint, yaml=[f"[{better}]"])
    return numbers


def _year_first(numbers: list[int]) -> list[str]:
    """A date whose year was written last, as it must be: two where day and month could change places."""
    *others, year = numbers
    if year < 100 or not others or others[0] > 31:
        return []
    orders = dict.fromkeys([(year, *reversed(others)), (year, *others)])  # most of the world, then the United States
    return [f"[{list(one)}]" for one in orders if exists(*one)]


def _from_iso(value: object) -> object:
    """A date written as one text, as pandoc allows, to `date-parts`."""
    if not isinstance(value, str):
        return value
    check_period(value)
    return {"date-parts": [date.split("-") for date in value.split("/")]}


def _names(value: object) -> object:
    """Passes lists of names with their parts on; a name that is one text is refused with its parts told apart."""
    if isinstance(value, str):
        raise _name_in_parts(value, "[{}]")
    return value


def _name(value: object) -> object:
    if isinstance(value, str):
        raise _name_in_parts(value, "{}")
    return value


def _name_in_parts(name: str, shape: str) -> Exception:
    """A name's last word is taken for the family's, as it mostly is where a name is written in one."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        given, _, family = name.strip().rpartition(" ")
    person = f"{{family: {as_list([family])[1:-1]}, given: {as_list([given])[1:-1]}}}" if given else ""
    office = f"{{literal: {as_list([name])[1:-1]}}}"
    yaml = [shape.format(one) for one in (person, office) if one]
    return refuse(Code.Y203, "a name in one piece", "Write a person in parts, or an institution as it is:", yaml=yaml)


class DateModel(Strict):
    date_parts: Annotated[DateParts | None, BeforeValidator(_date_parts), Field(alias="date-parts")] = None
    literal: Words | None = None
    raw: Words | None = None
    season: Words | None = None
    circa: Words | None = None


class _Sourcelike(Strict):
    SLIPS = KEY_SLIPS


def _model(name: str, fields: dict[str, Any], base: type[Strict] = Strict) -> Any:
    """A model whose keys are CSL's, hyphens and all: a pair of type and default for each."""
    aliased: dict[str, Any] = {
        f"v_{key.replace('-', '_')}": (kind, Field(default=default, alias=key))
        for key, (kind, default) in fields.items()
    }
    return create_model(name, __base__=base, **aliased)


NameModel: Any = _model("NameModel", dict.fromkeys(NAME_PARTS, (Words | None, None)))
_Names = Annotated[list[Annotated[NameModel, BeforeValidator(_name)]] | None, BeforeValidator(_names)]
_Date = Annotated[DateModel | None, BeforeValidator(_from_iso)]
_LongText = Annotated[str | None, AfterValidator(text_of_at_most(20 * KILOBYTE, "a text"))]
SourceModel = _model(
    "SourceModel",
    {
        "id": (Id, ...),
        "type": (Annotated[str, AfterValidator(one_of(TYPES, Code.C201, TYPE_SLIPS))], ...),
        "URL": (Url | None, None),
        "categories": (list[Words] | None, None),
        "custom": (dict[str, Words] | None, None),
        **dict.fromkeys(NAMES, (_Names, None)),
        **dict.fromkeys(DATES, (_Date, None)),
        **dict.fromkeys(TEXTS, (_LongText, None)),
    },
    _Sourcelike,
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
