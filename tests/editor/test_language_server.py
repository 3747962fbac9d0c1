"""What an annotator sees in VS Code: keys and kinds offered, each key explained, a wrong kind underlined."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.editor.language_server import ROOT, LanguageServer, install

SIDECAR = "annotations/cases/a-new-one.yml"
WRITTEN = """\
article:
  title: A title
annotations:
  - id: one
    kind: contxt
    note: Words.
  - id: two
    kind: language
    note: Words.
    stat
"""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    if why := install():
        pytest.skip(why)
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    yaml = {key.removeprefix("yaml."): value for key, value in settings.items() if key.startswith("yaml.")}
    nested = {"schemas": yaml["schemas"], "schemaStore": {"enable": False}, "format": {"enable": False}}
    asked = {**nested, "validate": True, "hover": True, "completion": True}
    with LanguageServer({"yaml": asked}) as running:
        yield running


def test_a_wrong_kind_is_underlined_in_its_place_and_the_kinds_are_named(server: LanguageServer) -> None:
    found = [one for one in server.open(SIDECAR, WRITTEN) if one["range"]["start"]["line"] == 4]
    assert [one["range"]["start"] for one in found] == [{"line": 4, "character": 10}]
    assert "context" in found[0]["message"]
    assert "question" in found[0]["message"]


def test_a_right_sidecar_has_nothing_underlined(server: LanguageServer) -> None:
    text = (ROOT / "annotations" / "cases" / "gulf-of-tonkin.yml").read_text("utf-8")
    assert server.open("annotations/cases/gulf-of-tonkin.yml", text) == []


def test_keys_are_offered_where_a_key_belongs(server: LanguageServer) -> None:
    server.open(SIDECAR, WRITTEN)
    offered = {item["label"] for item in server.complete(SIDECAR, 9, 8)}
    assert {"status", "quote", "verdict", "see", "tags"} <= offered
    assert "title" not in offered


def test_the_kinds_of_this_edition_are_offered_for_a_kind(server: LanguageServer) -> None:
    server.open(SIDECAR, WRITTEN.replace("kind: language", "kind: "))
    offered = {item["label"] for item in server.complete(SIDECAR, 7, 10)}
    assert {"claim", "context", "language", "question"} <= offered


def test_a_key_is_explained_with_an_example(server: LanguageServer) -> None:
    server.open(SIDECAR, WRITTEN)
    said = server.hover(SIDECAR, 3, 5)
    assert "name in its address" in said
    assert "third-hand-figure" in said


def test_types_of_sources_are_known(server: LanguageServer) -> None:
    path = "annotations/sources.yml"
    found = server.open(path, "references:\n  - id: one\n    type: newspaper\n    title: T\n")
    assert [one["range"]["start"] for one in found] == [{"line": 2, "character": 10}]
    assert "article-newspaper" in found[0]["message"]
