"""Editions to build: copied for each test, and one built once for all that only look."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.building.running import SMALL, edition


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small edition, never built."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("built") / "small"))
    done = edition(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of the small edition with its site, its Markdown and what the script remembers."""
    return Path(shutil.copytree(built_once, tmp_path / "built"))
