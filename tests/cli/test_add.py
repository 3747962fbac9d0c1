"""`edition add` as an annotator meets it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.building.running import SMALL, change, edition, snapshot

BRIDGE = "annotations/tales/the-bridge.yml"
FERRY = "annotations/tales/the-ferry.yml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_a_new_note_is_a_draft_on_its_words_and_the_place_to_go_on_is_printed(small: Path) -> None:
    before = (small / BRIDGE).read_text("utf-8")
    done = edition(small, "add", "the-bridge", "The river is", "--kind", "claim")
    assert done.returncode == 0, done.stderr
    after = (small / BRIDGE).read_text("utf-8")
    assert after.startswith(before)
    path, line, column = done.stdout.strip().rsplit(":", 2)
    assert path == BRIDGE
    assert after.splitlines()[int(line) - 1][int(column) - 1 :].startswith("Write the note here")
    assert after.endswith("    status: draft\n")
    assert edition(small, "check", "--strict").returncode == 0
    rows = json.loads(edition(small, "anchors", "the-bridge", "--format", "json").stdout)["anchors"]
    assert (rows[-1]["id"], rows[-1]["text"]) == ("the-river-is", "The river is")


def test_a_note_that_is_given_is_no_draft(small: Path) -> None:
    assert edition(small, "add", "the-bridge", "The river is", "--note", "So: says\nthe parish.").returncode == 0
    after = (small / BRIDGE).read_text("utf-8")
    assert after.endswith("    kind: context\n    note: |\n      So: says\n      the parish.\n")
    assert edition(small, "check", "--strict").returncode == 0


def test_words_in_several_places_are_told_apart_by_what_stands_beside_them(small: Path) -> None:
    before = snapshot(small)
    done = edition(small, "add", "the-bridge", "The bridge at Orlow")
    assert done.returncode == 1
    assert done.stderr.startswith("error A101 “The bridge at Orlow” stands 2 times in the article\n")
    assert '    edition add the-bridge "The bridge at Orlow" --before "Orlow "\n' in done.stderr
    assert "new" not in done.stderr
    assert snapshot(small) == before
    assert edition(small, "add", "the-bridge", "The bridge at Orlow", "--before", "Orlow ").returncode == 0
    rows = json.loads(edition(small, "anchors", "the-bridge", "--format", "json").stdout)["anchors"]
    assert rows[-1]["paragraph"] == 1


def test_words_that_are_nowhere_bring_near_ones_and_nothing_is_written(small: Path) -> None:
    before = snapshot(small)
    done = edition(small, "add", "the-bridge", "forty peeple drownd")
    assert done.returncode == 1
    assert '    edition add the-bridge "forty people drowned"\n' in done.stderr
    assert snapshot(small) == before


def test_a_note_on_a_long_passage_runs_through_its_last_words(small: Path) -> None:
    done = edition(small, "add", "the-bridge", "nobody was on it", "--through", "drown a goat")
    assert done.returncode == 0, done.stderr
    assert "    quote: nobody was on\n    through: drown a goat\n" in (small / BRIDGE).read_text("utf-8")
    rows = json.loads(edition(small, "anchors", "the-bridge", "--format", "json").stdout)["anchors"]
    assert rows[-1]["text"].startswith("nobody was on it. Two") or rows[-1]["text"].startswith("nobody was on it.\nTwo")
    assert rows[-1]["text"].endswith("drown a goat")


def test_last_words_that_are_nowhere_bring_near_ones(small: Path) -> None:
    before = snapshot(small)
    done = edition(small, "add", "the-bridge", "nobody was on it", "--through", "drown a gaot")
    assert done.returncode == 1
    assert '    edition add the-bridge "nobody was on it" --through "drown a goat"\n' in done.stderr
    assert snapshot(small) == before


def test_an_article_without_a_sidecar_gets_one(small: Path) -> None:
    (small / FERRY).unlink()
    assert edition(small, "add", "the-ferry", "eleven people").returncode == 0
    text = (small / FERRY).read_text("utf-8")
    assert "  title: The ferry at Orlow\n  rights: quoted\n" in text
    assert edition(small, "check", FERRY, "--strict").returncode == 0


def test_an_id_is_not_used_twice(small: Path) -> None:
    assert edition(small, "add", "the-bridge", "The river is").returncode == 0
    assert edition(small, "add", "the-bridge", "The river is").returncode == 0
    assert "- id: the-river-is-2\n" in (small / BRIDGE).read_text("utf-8")
    done = edition(small, "add", "the-bridge", "The river is", "--id", "forty")
    assert done.returncode == 2
    assert "forty" in done.stderr


@pytest.mark.parametrize(
    "options",
    [("--kind", "claimm"), ("--verdict", "wrong"), ("--kind", "place", "--verdict", "disputed"), ("--id", "Forty One")],
)
def test_what_no_note_may_say_is_refused_and_nothing_is_written(small: Path, options: tuple[str, ...]) -> None:
    before = snapshot(small)
    done = edition(small, "add", "the-bridge", "The river is", *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert snapshot(small) == before


def test_a_sidecar_with_a_syntax_error_is_left_with_its_finding(small: Path) -> None:
    change(small, BRIDGE, "title: ", "title: Orlow: ")
    before = snapshot(small)
    done = edition(small, "add", "the-bridge", "The river is")
    assert done.returncode == 1
    assert "error Y108" in done.stderr
    assert snapshot(small) == before


def test_a_sidecar_that_is_a_link_is_refused(small: Path, tmp_path: Path) -> None:
    shutil.move(small / BRIDGE, tmp_path / "outside.yml")
    (small / BRIDGE).symlink_to(tmp_path / "outside.yml")
    before = (tmp_path / "outside.yml").read_bytes()
    assert edition(small, "add", "the-bridge", "The river is").returncode == 2
    assert (tmp_path / "outside.yml").read_bytes() == before


def test_who_gives_an_articles_title_is_told_its_name(small: Path) -> None:
    done = edition(small, "quote", "the bridge  at Orlow", "The river is")
    assert done.returncode == 2
    assert "is a title; the article is called tales/the-bridge" in done.stderr
