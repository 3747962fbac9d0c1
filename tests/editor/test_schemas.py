"""The schemas for an annotator's editor: as the models have it now, explained, and of one mind with the check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from build_scripts.pipeline.schemas import stale_schemas, write_schemas
from build_scripts.reading.schemas import all_schemas
from build_scripts.reading.settings import read_settings
from tests.building.running import ROOT, edition
from tests.mistakes.cases import EDITION, Mistake, lay_out, read_cases

SCHEMAS = ROOT / "docs" / "schema"
NAMES = ("sidecar", "sources", "glossary", "timeline")
SHIPPED = sorted((ROOT / "annotations").rglob("*.yml"))
BY_SCHEMA = {"Y201", "Y202", "Y203", "Y204", "Y205", "Y206", "Y207", "Y209", "Y211", "Y212"}
BY_SCHEMA |= {"S101", "S102", "S103", "C201", "C202", "G101"}
"""The findings that a schema can come to by itself, while somebody types."""
BEYOND = {
    "timeline-31-june": "which month has how many days is no pattern",
    "source-date-31": "as above",
    "timeline-range-backwards": "which of two dates is earlier is no pattern",
    "glossary-coordinates-swapped": "an editor sees two numbers, either of which may be a longitude",
    "link-bad-address": "what stands in a text is no matter of its shape",
}
"""Cases of those codes that only the check can judge, and why."""


def schema_for(path: str) -> dict[str, Any]:
    name = Path(path).stem if Path(path).stem in NAMES else "sidecar"
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def properties_in(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema knows, wherever it stands."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties" and not at.endswith("/if"):
                yield from ((f"{at}/{name}", said) for name, said in value.items())
            yield from properties_in(value, f"{at}/{key}")
    elif isinstance(schema, list):
        for value in schema:
            yield from properties_in(value, at)


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects_in(value)


def errors_in(path: str, text: str, schema: dict[str, Any] | None = None) -> list[str]:
    validator = jsonschema.Draft7Validator(schema or schema_for(path))
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader=yaml.BaseLoader))]  # noqa: S506


def test_the_schemas_say_what_models_and_settings_say_now() -> None:
    assert stale_schemas(ROOT) == ()


def test_the_command_names_what_is_old_and_writes_it(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes((EDITION / "mkdocs.yml").read_bytes())
    assert edition(tmp_path, "schema").returncode == 1
    written = edition(tmp_path, "schema", "--write")
    assert written.returncode == 0
    assert len(written.stdout.splitlines()) == len(NAMES)
    assert edition(tmp_path, "schema").returncode == 0
    assert write_schemas(tmp_path) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_lets_no_unknown_key_pass(name: str) -> None:
    schema = schema_for(f"{name}.yml")
    jsonschema.Draft7Validator.check_schema(schema)
    assert all(one.get("additionalProperties") not in (None, True) for one in objects_in(schema))


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_explained(name: str) -> None:
    said = dict(properties_in(schema_for(f"{name}.yml")))
    assert said
    assert [key for key, one in said.items() if not one.get("description") or not one.get("markdownDescription")] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_this_edition_is_as_the_schema_has_it(path: Path) -> None:
    assert errors_in(path.name, path.read_text("utf-8")) == []


def schema_of_the_catalogue(path: str) -> dict[str, Any]:
    """With the kinds and annotators of its edition."""
    settings, _ = read_settings("mkdocs.yml", (EDITION / "mkdocs.yml").read_bytes())
    name = Path(path).stem if Path(path).stem in NAMES else "sidecar"
    made: dict[str, Any] = json.loads(
        all_schemas(settings.kinds, settings.annotators)[f"docs/schema/{name}.schema.json"]
    )
    return made


JUDGED = [case for case in read_cases() if any(f" {code} " in case.found for code in BY_SCHEMA)]
SEEN = [case for case in JUDGED if case.name not in BEYOND]


def test_what_is_said_to_be_beyond_a_schema_is_in_the_catalogue() -> None:
    assert len(JUDGED) == len(SEEN) + len(BEYOND)
    assert len(SEEN) >= 50


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case.name)
def test_what_a_schema_can_see_it_refuses_and_the_cure_it_takes(case: Mistake, tmp_path: Path) -> None:
    schema = schema_of_the_catalogue(case.path)
    wrong = (lay_out(case, tmp_path / "wrong", EDITION, case.wrong) / case.path).read_text("utf-8")
    cured = (lay_out(case, tmp_path / "cured", EDITION, case.cured) / case.path).read_text("utf-8")
    try:
        errors = errors_in(case.path, wrong, schema)
    except yaml.YAMLError:
        return  # underlined by any editor
    assert errors
    assert errors_in(case.path, cured, schema) == []
