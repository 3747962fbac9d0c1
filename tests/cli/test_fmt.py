"""`edition fmt` as an editor and a hook meet it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.building.running import SMALL, edition, snapshot

BRIDGE = "annotations/tales/the-bridge.yml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    assert edition(root, "fmt").returncode == 0
    return root


def break_indent(root: Path) -> None:
    """The whole sidecar with dashes under their key."""
    file = root / BRIDGE
    head, rest = file.read_text("utf-8").split("annotations:\n")
    file.write_text(head + "annotations:\n" + "\n".join(line[2:] for line in rest.split("\n")), "utf-8")


def test_a_second_run_changes_nothing(small: Path) -> None:
    before = snapshot(small)
    done = edition(small, "fmt")
    assert (done.returncode, done.stdout) == (0, "")
    assert snapshot(small) == before


def test_an_uneven_file_is_named_and_put_in_order(small: Path) -> None:
    wanted = (small / BRIDGE).read_bytes()
    break_indent(small)
    done = edition(small, "fmt")
    assert (done.returncode, done.stdout) == (0, f"{BRIDGE}\n")
    assert (small / BRIDGE).read_bytes() == wanted


def test_a_check_changes_nothing_and_says_from_which_line_on(small: Path) -> None:
    break_indent(small)
    before = snapshot(small)
    done = edition(small, "fmt", "--check")
    assert done.returncode == 1
    assert f"{BRIDGE}:10:1: warning Y301" in done.stderr
    assert snapshot(small) == before
    (finding,) = json.loads(edition(small, "fmt", "--check", "--format", "json").stdout)["findings"]
    assert (finding["code"], finding["line"]) == ("Y301", 10)


def test_only_the_files_named_are_put_in_order(small: Path) -> None:
    break_indent(small)
    assert edition(small, "fmt", "--check", "annotations/sources.yml").returncode == 0
    assert edition(small, "fmt", "--check", "annotations/tales").returncode == 1
    assert edition(small, "fmt", "--check", "annotations/tails").returncode == 2


def test_a_file_with_a_syntax_error_is_left_with_its_finding_and_the_others_are_done(small: Path) -> None:
    break_indent(small)
    ferry = small / "annotations/tales/the-ferry.yml"
    ferry.write_text(ferry.read_text("utf-8").replace("title: ", "title: Orlow: "), "utf-8")
    before = ferry.read_bytes()
    done = edition(small, "fmt")
    assert done.returncode == 1
    assert "error Y108" in done.stderr
    assert done.stdout == f"{BRIDGE}\n"
    assert ferry.read_bytes() == before


def test_a_link_is_not_written_through(small: Path, tmp_path: Path) -> None:
    break_indent(small)
    outside = tmp_path / "outside.yml"
    shutil.move(small / BRIDGE, outside)
    (small / BRIDGE).symlink_to(outside)
    before = outside.read_bytes()
    edition(small, "fmt")
    assert outside.read_bytes() == before
    assert (small / BRIDGE).is_symlink()


def test_the_rights_of_a_file_stay(small: Path) -> None:
    break_indent(small)
    os.chmod(small / BRIDGE, 0o640)
    assert edition(small, "fmt").returncode == 0
    assert (small / BRIDGE).stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (small / BRIDGE).parent.iterdir()) == ["the-bridge.yml", "the-ferry.yml"]
