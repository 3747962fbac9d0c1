"""A second check knows what the first one read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_scripts.pipeline.checking import check
from tests.building.running import change, snapshot
from tests.mistakes.cases import EDITION

MILL = "annotations/reports/the-mill.yml"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    change(root, MILL, "kind: context", "kind: contxt")
    change(root, MILL, "quote: a foreign hand", "quote: Where the watchman stood was never asked")
    return root


def test_a_second_check_reads_nothing_again_and_says_the_same(wrong: Path) -> None:
    told: list[str] = []
    first = check(wrong, told.append, remember=True)
    assert [line for line in told if line.startswith("reading")]
    told.clear()
    assert check(wrong, told.append, remember=True) == first
    assert [line for line in told if line.startswith("reading")] == []
    assert [finding.hint for finding in check(wrong, told.append)] == [finding.hint for finding in first]


def test_what_has_changed_is_read_again(wrong: Path) -> None:
    before = check(wrong, lambda _: None, remember=True)
    change(wrong, MILL, "kind: contxt", "kind: context")
    after = check(wrong, lambda _: None, remember=True)
    assert [one.code for one in before if one not in after] == ["S101"]


def test_a_check_that_may_not_remember_writes_nothing(wrong: Path) -> None:
    before = snapshot(wrong)
    check(wrong, lambda _: None)
    assert snapshot(wrong) == before


def test_where_nothing_can_be_written_down_the_check_goes_without(wrong: Path) -> None:
    (wrong / ".edition").write_text("a file where the folder should be", "utf-8")
    assert check(wrong, lambda _: None, remember=True) == check(wrong, lambda _: None)
