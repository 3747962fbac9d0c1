"""JSON Schemas for the annotator's editor, made of the very models that files are read with.

JSON Schema draft 7, which VS Code's YAML extension understands best. An editor's YAML has numbers and truth values
where this edition reads text, so wherever text is wanted the schema lets those pass too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel

from build_scripts.model import Annotator, BlockKind, Kind, Rights, Status, Verdict
from build_scripts.reading import schema_words as words
from build_scripts.reading.csl import DATES, NAMES, TYPES
from build_scripts.reading.entries import ENTRY_TYPES, EntryModel, GlossaryModel, HappeningModel, TimelineModel
from build_scripts.reading.fields import RESERVED_IDS
from build_scripts.reading.sidecar_models import (
    OMIT,
    AnnotationModel,
    ArticleModel,
    CorrectionModel,
    RedactionModel,
    SidecarModel,
    TargetModel,
)
from build_scripts.reading.sources import DateModel, NameModel, SourceModel, SourcesModel

Schema: TypeAlias = dict[str, Any]

FOLDER = "docs/schema"
NAMES_OF_FILES = ("sidecar", "sources", "glossary", "timeline")
DRAFT = "http://json-schema.org/draft-07/schema#"

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_WORDS: Schema = {**_TEXT, "minLength": 1, "pattern": r"\S"}
_ID: Schema = {
    "type": ["string", "integer"],
    "pattern": "^[a-z0-9][a-z0-9-]{0,63}$",
    "not": {"enum": sorted(RESERVED_IDS)},
}
_DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_DATE: Schema = {"type": ["string", "integer"], "pattern": f"^{_DAY}$"}
_PERIOD: Schema = {"type": ["string", "integer"], "pattern": f"^{_DAY}(/{_DAY})?$"}
_URL: Schema = {
    "type": "string",
    "pattern": '^(https?://[^\\s/?#<>"@\\\\]+([/?#][^\\s<>"\\\\]*)?|mailto:[^\\s@]+@[^\\s@]+)$',
}
_NUMBER: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]{1,6}$", "minimum": 0}
_LANGUAGE: Schema = {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}
_LIST: Schema = {"type": "array", "items": _WORDS}


def all_schemas(kinds: Mapping[str, Kind], annotators: Mapping[str, Annotator]) -> dict[str, str]:
    """The text of each schema, by path. Kinds of notes and annotators are settings: those of this edition are listed,
    so that the editor can offer them."""
    schemas = {
        "sidecar": _sidecar(kinds, annotators),
        "sources": _sources(),
        "glossary": _register("glossary", GlossaryModel, EntryModel, _ENTRY, words.GLOSSARY),
        "timeline": _register("timeline", TimelineModel, HappeningModel, _EVENT, words.TIMELINE),
    }
    return {
        f"{FOLDER}/{name}.schema.json": json.dumps(schemas[name], ensure_ascii=False, indent=2) + "\n"
        for name in NAMES_OF_FILES
    }


def _sidecar(kinds: Mapping[str, Kind], annotators: Mapping[str, Annotator]) -> Schema:
    said = words.SIDECAR
    person = _enum(annotators) if annotators else _ID
    correction = _object(CorrectionModel, "structure", said, {"as": _enum([*BlockKind, OMIT]), "occurrence": _NUMBER})
    redaction = _object(RedactionModel, "redact", said, {})
    target = {**_object(TargetModel, "quote", said | _quote_words(), {})}
    article = {
        "via": _LIST,
        "published": _DATE,
        "url": _URL,
        "language": _LANGUAGE,
        "rights": _enum(Rights),
        "remove_selectors": _LIST,
        "structure": {"type": "array", "items": correction},
        "redact": {"type": "array", "items": redaction},
        "order": _NUMBER,
    }
    annotation = {
        "id": _ID,
        "quote": {"anyOf": [_WORDS, {"type": "array", "minItems": 1, "items": {"anyOf": [_WORDS, target]}}]},
        "kind": _kinds(kinds),
        "verdict": _enum(Verdict),
        "see": _LIST,
        "tags": _LIST,
        "author": person,
        "reviewed_by": {"anyOf": [person, {"type": "array", "minItems": 1, "items": person}]},
        "created": _DATE,
        "changed": _DATE,
        "status": _enum(Status),
    }
    note = _object(AnnotationModel, "annotations", said, annotation)
    claim = {"properties": {"kind": {"const": "claim"}}, "required": ["kind"]}
    note |= {"if": claim, "then": {"required": ["verdict"]}, "else": {"not": {"required": ["verdict"]}}}
    parts = {
        "article": _object(ArticleModel, "article", said, article),
        "annotations": {"type": "array", "items": note},
    }
    return _file("sidecar", "A sidecar: what is known of one article, and the notes on it.", SidecarModel, parts, said)


def _sources() -> Schema:
    models = {"references": SourceModel, "name": NameModel, "date": DateModel}
    said = {f"{part}.{key}": f"`{key}` of CSL 1.0.2." for part, model in models.items() for key in _keys(model)}
    said |= words.SOURCES
    name = _object(NameModel, "name", said, {})
    parts = {"type": "array", "minItems": 1, "maxItems": 2, "items": _DATE_PARTS}
    date = {"anyOf": [_PERIOD, _object(DateModel, "date", said, {"date-parts": parts})]}
    values: dict[str, Schema] = {
        **{key: {"type": "array", "items": {"$ref": "#/definitions/name"}} for key in NAMES},
        **{key: {"$ref": "#/definitions/date"} for key in DATES},
        "id": _ID,
        "type": _enum(TYPES),
        "URL": _URL,
        "categories": _LIST,
        "custom": {"type": "object", "additionalProperties": _WORDS},
    }
    reference = _object(SourceModel, "references", said, values)
    listed = {"references": {"type": "array", "items": reference}}
    whole = _file("sources", "The sources that notes cite, as CSL-YAML.", SourcesModel, listed, said)
    return {**whole, "definitions": {"name": name, "date": date}}


_DATE_PARTS: Schema = {
    "type": "array",
    "minItems": 1,
    "maxItems": 3,
    "items": [
        {"type": ["integer", "string"], "pattern": "^-?[0-9]{1,4}$"},
        {"type": ["integer", "string"], "pattern": "^(0?[1-9]|1[0-2])$", "minimum": 1, "maximum": 12},
        {"type": ["integer", "string"], "pattern": "^(0?[1-9]|[12][0-9]|3[01])$", "minimum": 1, "maximum": 31},
    ],
}
_COORDINATES: Schema = {
    "type": "array",
    "minItems": 2,
    "maxItems": 2,
    "items": {
        "type": ["number", "string"],
        "pattern": r"^[+-]?[0-9]{1,3}(\.[0-9]{1,8})?$",
        "minimum": -180,
        "maximum": 180,
    },
}
_ENTRY: dict[str, Schema] = {
    "id": _ID,
    "type": {"type": "string", "enum": list(ENTRY_TYPES)},
    "aka": _LIST,
    "sources": _LIST,
    "coordinates": _COORDINATES,
}
_EVENT: dict[str, Schema] = {"date": _PERIOD, "sources": _LIST, "see": _LIST}


def _register(
    name: str, whole: type[BaseModel], item: type[BaseModel], values: Mapping[str, Schema], said: Mapping[str, str]
) -> Schema:
    (key,) = _keys(whole)
    parts: dict[str, Schema] = {key: {"type": "array", "items": _object(item, key, said, values)}}
    return _file(name, said[key], whole, parts, said)


def _file(
    name: str, title: str, model: type[BaseModel], parts: Mapping[str, Schema], said: Mapping[str, str]
) -> Schema:
    schema = _object(model, "", {f".{key}": text for key, text in said.items()}, parts)
    return {"$schema": DRAFT, "$id": f"{name}.schema.json", "title": title, **schema}


def _object(model: type[BaseModel], part: str, said: Mapping[str, str], values: Mapping[str, Schema]) -> Schema:
    """The keys of `model`, each with what is said of it under `part`; its value is text unless `values` has it."""
    properties = {key: _property(f"{part}.{key}", said, values.get(key, _WORDS)) for key in _keys(model)}
    fields = model.model_fields.items()
    required = [info.alias or name for name, info in fields if info.is_required()]
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required} if required else schema


def _property(name: str, said: Mapping[str, str], value: Schema) -> Schema:
    text = said[name]
    example = words.EXAMPLES.get(name)
    marked = f"{text}\n\nFor instance `{_shown(example)}`" if example is not None else text
    schema: Schema = {"description": text.replace("`", ""), "markdownDescription": marked}
    # Beside `$ref` draft 7 reads nothing else.
    schema = {**schema, "allOf": [value]} if "$ref" in value else {**value, **schema}
    return {**schema, "examples": [example]} if example is not None else schema


def _shown(example: object) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False).replace('"', "")


def _kinds(kinds: Mapping[str, Kind]) -> Schema:
    """The kinds of this edition's settings."""
    labels = [f"{kind.label} ({kind.motivation})" for kind in kinds.values()]
    return {"type": "string", "enum": list(kinds), "enumDescriptions": labels}


def _enum(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


def _quote_words() -> dict[str, str]:
    return {f"quote.{key}": words.SIDECAR[f"annotations.{key}"] for key in ("prefix", "suffix", "through")}


def _keys(model: type[BaseModel]) -> Iterable[str]:
    return [info.alias or name for name, info in model.model_fields.items()]
