"""The files by which an editor, Codespaces and pre-commit are set up name what exists."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_scripts.cli.commands import COMMANDS
from tests.building.running import ROOT

COMMAND_NAMES = {command.name for command in COMMANDS}
SETTINGS = ROOT / ".vscode" / "settings.json"
JSON_FILES = sorted([*(ROOT / ".vscode").glob("*.json"), *(ROOT / ".devcontainer").glob("*.json")])


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def names_existing_commands(line: str) -> bool:
    words = shlex.split(line)
    if words[0] == ".venv/bin/edition":
        return words[1] in COMMAND_NAMES
    if words[0] == "make":
        return re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE) is not None
    return words[0] == "sh" and all((ROOT / word).is_file() for word in words[1:])


@pytest.mark.parametrize("path", JSON_FILES, ids=lambda path: path.name)
def test_the_files_can_be_read(path: Path) -> None:
    assert read(path)


def test_every_hand_written_file_has_its_schema_and_no_other() -> None:
    mapped = read(SETTINGS)["yaml.schemas"]
    assert sorted(mapped) == sorted(f"docs/schema/{path.name}" for path in (ROOT / "docs" / "schema").iterdir())
    for path in (ROOT / "annotations").rglob("*.yml"):
        found = [
            schema
            for schema, patterns in mapped.items()
            for pattern in ([patterns] if isinstance(patterns, str) else patterns)
            if path in set(ROOT.glob(pattern.lstrip("/")))
        ]
        first = path.read_text("utf-8").partition("\n")[0]
        assert len(found) == 1, path
        assert first.endswith(f"/{found[0].removeprefix('docs/')}"), path


def test_the_editor_does_not_rewrite_what_people_wrote() -> None:
    settings = read(SETTINGS)
    assert settings["yaml.format.enable"] is False
    assert settings["[yaml]"]["editor.formatOnSave"] is False


def test_codespaces_recommends_what_the_editor_does() -> None:
    wanted = read(ROOT / ".vscode" / "extensions.json")["recommendations"]
    assert read(ROOT / ".devcontainer" / "devcontainer.json")["customizations"]["vscode"]["extensions"] == wanted


def test_tasks_and_containers_run_what_exists() -> None:
    tasks = [task["command"] for task in read(ROOT / ".vscode" / "tasks.json")["tasks"]]
    container = read(ROOT / ".devcontainer" / "devcontainer.json")
    assert all(names_existing_commands(line) for line in [*tasks, container["postCreateCommand"]])
    assert 8000 in container["forwardPorts"]


def test_the_editor_reads_the_lines_of_the_check() -> None:
    pattern = re.compile(read(ROOT / ".vscode" / "tasks.json")["tasks"][0]["problemMatcher"]["pattern"]["regexp"])
    found = pattern.match("annotations/a/b.yml:3:12: error Y108 a colon inside an unquoted value")
    assert found is not None
    assert found.groups()[:5] == ("annotations/a/b.yml", "3", "12", "error", "Y108")


def test_the_hooks_run_what_exists_and_pin_the_rest() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    local = [hook for repo in hooks if repo["repo"] == "local" for hook in repo["hooks"]]
    ours = [hook for hook in local if hook["language"] == "system"]
    assert {hook["id"] for hook in ours} == {"edition-fmt", "edition-check"}
    assert all(names_existing_commands(hook["entry"]) for hook in ours)
    for hook in local:
        assert hook in ours or all("==" in package for package in hook["additional_dependencies"])
    assert all(re.fullmatch(r"v\d+\.\d+\.\d+", repo["rev"]) for repo in hooks if repo["repo"] != "local")
    for hook in local:
        assert any(re.search(hook["files"], path.relative_to(ROOT).as_posix()) for path in ROOT.glob("annotations/*/*"))


def test_yamllint_asks_for_nothing_that_our_files_have_not() -> None:
    rules = yaml.safe_load((ROOT / ".yamllint").read_text("utf-8"))
    assert rules["extends"] == "default"
    assert rules["rules"]["line-length"] == "disable"
    for path in (ROOT / "annotations").rglob("*.yml"):
        text = path.read_text("utf-8")
        assert text.endswith("\n")
        assert not re.search(r"[ \t]\n|\n{4}|\t", text), path
