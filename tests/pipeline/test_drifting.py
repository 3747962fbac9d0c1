"""What became of notes and their words since a revision."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from build_scripts.pipeline.drifting import Drift, Fate, NoteDrift, Passage, drift_since
from build_scripts.reading.history import HistoryError
from tests.building.running import SMALL, change, edition

BRIDGE = "annotations/tales/the-bridge.yml"
TEXT = "articles/tales/the-bridge.md"
WHO = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(root: Path, *arguments: str) -> None:
    quiet = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env=quiet)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Committed, and below the root of its repository."""
    root = Path(shutil.copytree(SMALL, tmp_path / "repository" / "small"))
    git(root.parent, "init", "-q")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-q", "-m", "as it was")
    return root


def of(found: Drift, id_: str) -> NoteDrift:
    (note,) = (note for note in found.notes if note.id == id_)
    return note


def test_nothing_is_news_where_nothing_changed(small: Path) -> None:
    found = drift_since(small, "HEAD")
    assert len(found.notes) == 4
    assert not any(note.is_news for note in found.notes)
    assert {note.passage for note in found.notes} == {Passage.UNCHANGED}


def test_words_in_another_paragraph_have_moved(small: Path) -> None:
    change(small, TEXT, "Two papers wrote", "Nobody knows more.\n\nTwo papers wrote")
    note = of(drift_since(small, "HEAD"), "forty")
    assert (note.passage, note.number_then, note.number_now) == (Passage.MOVED, 2, 3)
    assert of(drift_since(small, "HEAD"), "tuesday").passage is Passage.UNCHANGED


def test_words_that_are_gone_are_told_with_the_nearest(small: Path) -> None:
    change(small, TEXT, "forty people drowned", "fourteen people drowned")
    note = of(drift_since(small, "HEAD"), "forty")
    assert note.passage is Passage.GONE
    assert note.then == ("forty people drowned",)
    assert note.now == ("fourteen people drowned",)


def test_a_quote_turned_into_its_opposite_is_told_with_both_wordings(small: Path) -> None:
    change(small, BRIDGE, "quote: forty people drowned", "quote: not deep enough to drown a goat")
    note = of(drift_since(small, "HEAD"), "forty")
    assert note.passage is Passage.CHANGED
    assert (note.then, note.now) == (("forty people drowned",), ("not deep enough to drown a goat",))
    assert note.changes == (("quote", "forty people drowned", "not deep enough to drown a goat"),)


def test_a_note_rewritten_in_place_is_told(small: Path) -> None:
    change(small, BRIDGE, "Nobody did; compare", "All of them did; compare")
    change(small, BRIDGE, "verdict: contradicted", "verdict: supported")
    note = of(drift_since(small, "HEAD"), "forty")
    assert note.passage is Passage.UNCHANGED
    assert note.is_news
    assert [key for key, _, _ in note.changes] == ["verdict", "note"]


def test_another_layout_of_the_same_note_is_no_news(small: Path) -> None:
    change(small, BRIDGE, "note: Nobody did; compare", "note: |\n      Nobody did;\n      compare")
    assert not of(drift_since(small, "HEAD"), "forty").is_news


def test_new_and_removed_notes_are_told(small: Path) -> None:
    change(small, BRIDGE, "- id: forty", "- id: fourty")
    found = drift_since(small, "HEAD")
    assert of(found, "fourty").fate is Fate.ADDED
    assert of(found, "forty").fate is Fate.REMOVED
    assert of(found, "forty").then == ("forty people drowned",)


def test_a_new_article_and_a_removed_one_bring_and_take_their_notes(small: Path) -> None:
    (small / "annotations/tales/the-ferry.yml").rename(small / "annotations/tales/the-raft.yml")
    (small / "articles/tales/the-ferry.txt").rename(small / "articles/tales/the-raft.txt")
    fates = {(note.article, note.fate) for note in drift_since(small, "HEAD").notes}
    assert ("tales/the-ferry", Fate.REMOVED) in fates
    assert ("tales/the-raft", Fate.ADDED) in fates


def test_passages_of_a_text_that_is_absent_are_unknown_and_the_notes_are_compared_all_the_same(small: Path) -> None:
    (small / "articles/tales/the-ferry.txt").unlink()
    change(small, "annotations/tales/the-ferry.yml", "a piano and a calf", "a piano")
    found = drift_since(small, "HEAD")
    assert found.absent == ("tales/the-ferry",)
    assert of(found, "calf").passage is Passage.UNKNOWN
    assert of(found, "calf").changes[0][0] == "quote"


def test_a_sidecar_that_cannot_be_read_is_named_and_its_notes_are_not_called_removed(small: Path) -> None:
    (small / BRIDGE).write_bytes(b"\xff\xfe")
    found = drift_since(small, "HEAD")
    assert found.unreadable == (BRIDGE,)
    assert {note.article for note in found.notes} == {"tales/the-ferry"}


@pytest.mark.parametrize(
    "revision", ["--output=stolen", "HEAD --all", "HEAD;touch x", "$(touch x)", "", "nowhere", "-h", "é"]
)
def test_what_is_no_revision_is_refused_in_one_line(small: Path, revision: str) -> None:
    with pytest.raises(HistoryError) as refused:
        drift_since(small, revision)
    assert "\n" not in str(refused.value)
    assert not list(small.parent.rglob("x")) + list(small.parent.rglob("stolen"))


def test_a_folder_without_a_history_is_refused(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    with pytest.raises(HistoryError, match="not a git repository"):
        drift_since(root, "HEAD")


def test_the_command_shows_the_words_then_and_now_and_ends_with_one_when_they_changed(small: Path) -> None:
    change(small, TEXT, "forty people drowned", "fourteen people drowned")
    done = edition(small, "drift", "--since", "HEAD")
    assert done.returncode == 1
    assert done.stdout == (
        "tales/the-bridge#forty: its words are gone\n"
        "    then ¶ 2 “forty people drowned”\n"
        "    near “fourteen people drowned”\n"
    )
    rows = json.loads(edition(small, "drift", "--since", "HEAD", "--json").stdout)["notes"]
    assert [(row["id"], row["passage"]) for row in rows][1] == ("forty", "gone")
