"""How the parts of the package may know each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "build_scripts"
ORDER = (
    "model",
    "findings",
    "edition",
    "reporting",
    "reading",
    "anchoring",
    "rendering",
    "authoring",
    "site",
    "pipeline",
    "cli",
    "__main__",
)
"""From the leaves up: a part imports from itself and from those before it."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

READS = frozenset({"open", "read_bytes", "read_text"})
WRITES = frozenset(
    {
        "write_bytes",
        "write_text",
        "mkdir",
        "rmdir",
        "unlink",
        "rename",
        "replace_file",
        "rmtree",
        "copytree",
        "copyfile",
    }
    | {"symlink_to", "touch", "makedirs", "removedirs", "ftruncate", "fdopen"}
)
READERS = {
    "cli/pull_request.py": "reads what CI wrote, no part of an edition",
    "__main__.py": "opens the null device when nobody reads the output any more",
}
"""Modules outside `reading` and `site` that open files, and why they may."""


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """The parts of the package a module imports."""
    for node in ast.walk(tree_of(path)):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith("build_scripts."):
                yield name.split(".")[1]
        if isinstance(node, ast.ImportFrom) and node.module == "build_scripts":
            yield from (alias.name for alias in node.names)


def called(path: Path) -> set[str]:
    """The last names of everything a module calls."""
    calls = (node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
    return {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    allowed = ORDER[: ORDER.index(part_of(path)) + 1]
    assert set(imported(path)) <= set(allowed)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_reading_opens_inputs_and_only_site_writes(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    if part_of(path) not in {"reading", "site"} and name not in READERS:
        assert not called(path) & READS
    if part_of(path) != "site":
        assert not called(path) & WRITES


def test_every_allowance_is_still_needed() -> None:
    assert all(called(PACKAGE / name) & READS for name in READERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_commands_print_and_exit(path: Path) -> None:
    if part_of(path) in {"cli", "__main__"} or path.name == "mkdocs_child.py":
        return
    assert not called(path) & {"print", "exit", "SystemExit"}
    text = path.read_text("utf-8")
    assert "sys.stdout" not in text
    assert "sys.stderr" not in text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_is_caught_unseen(path: Path) -> None:
    handlers = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler)]
    caught = {getattr(handler.type, "id", "") for handler in handlers}
    assert not caught & {"Exception", "BaseException"}
    assert all(handler.type is not None for handler in handlers)
