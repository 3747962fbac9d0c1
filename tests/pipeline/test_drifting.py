"""What became of notes and their words since a revision."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from build_scripts.pipeline.drifting import Drift, Fate, NoteDrift, drift_since
from build_scripts.pipeline.passages import Ground, Passage
from build_scripts.pipeline.reviewing import review_since
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
    change(small, BRIDGE, "- id: forty\n    quote: forty people drowned", "- id: fourty\n    quote: forty people")
    change(small, BRIDGE, "note: Nobody did; compare", "note: Somebody counted them; compare")
    found = drift_since(small, "HEAD")
    assert of(found, "fourty").fate is Fate.ADDED
    assert of(found, "forty").fate is Fate.REMOVED
    assert of(found, "forty").then == ("forty people drowned",)


def test_a_note_under_another_id_is_told_as_the_same_note_with_all_that_it_says_otherwise(small: Path) -> None:
    change(small, BRIDGE, "id: forty", "id: the-forty")
    change(small, BRIDGE, "verdict: contradicted", "verdict: supported")
    found = drift_since(small, "HEAD")
    note = of(found, "the-forty")
    assert (note.fate, note.passage) == (Fate.KEPT, Passage.UNCHANGED)
    assert note.changes == (("id", "forty", "the-forty"), ("verdict", "contradicted", "supported"))
    assert "forty" not in {one.id for one in found.notes}


def test_two_new_notes_on_the_words_of_a_removed_one_are_not_taken_for_it(small: Path) -> None:
    words = "    quote: forty people drowned\n    kind: context\n    note: "
    text = (small / BRIDGE).read_text("utf-8")
    begin = text.index("  - id: forty\n")
    end = text.find("\n  - id: ", begin)
    entries = f"  - id: one\n{words}One thing.\n\n  - id: two\n{words}Another.\n"
    (small / BRIDGE).write_text(text[:begin] + entries + (text[end:] if end > 0 else ""), "utf-8")
    fates = {note.id: note.fate for note in drift_since(small, "HEAD").notes if note.id in ("forty", "one", "two")}
    assert fates == {"forty": Fate.REMOVED, "one": Fate.ADDED, "two": Fate.ADDED}


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


FERRY = "annotations/tales/the-ferry.yml"
FERRY_TEXT = "articles/tales/the-ferry.txt"
FERRY_RECORD = "annotations/tales/the-ferry.anchors.json"


@pytest.fixture
def recorded(small: Path) -> Path:
    """As an edition that may not publish the text of the ferry: the places of its notes are committed, the text is
    not, though it lies here."""
    assert edition(small, "anchors", "--record").returncode == 0
    (small / ".gitignore").write_text(f"{FERRY_TEXT}\n", "utf-8")
    git(small, "rm", "-q", "--cached", FERRY_TEXT)
    git(small, "add", "-A")
    git(small, "commit", "-q", "-m", "without the text")
    return small


def outcome(root: Path, id_: str) -> tuple[Passage, Ground]:
    note = of(drift_since(root, "HEAD"), id_)
    return note.passage, note.ground


def record_again(root: Path) -> None:
    """And the text goes."""
    assert edition(root, "anchors", "--record").returncode == 0
    (root / FERRY_TEXT).unlink()


def test_a_text_that_is_here_now_stands_for_the_one_of_then_where_the_record_says_it_is_the_same(
    recorded: Path,
) -> None:
    assert outcome(recorded, "calf") == (Passage.UNCHANGED, Ground.WORDS)
    change(recorded, FERRY, "a piano and a calf", "a piano")
    note = of(drift_since(recorded, "HEAD"), "calf")
    assert (note.passage, note.ground) == (Passage.CHANGED, Ground.WORDS)
    assert (note.then, note.now) == (("a piano and a calf",), ("a piano",))


def test_a_text_that_is_absent_then_and_now_is_unchanged_where_both_records_say_so(recorded: Path) -> None:
    (recorded / FERRY_TEXT).unlink()
    found = drift_since(recorded, "HEAD")
    assert found.absent == ("tales/the-ferry",)
    assert outcome(recorded, "calf") == (Passage.UNCHANGED, Ground.SAME_TEXT)
    assert of(found, "calf").number_now == 1
    assert not of(found, "calf").is_news


def test_words_that_moved_in_an_absent_text_have_moved_by_the_records(recorded: Path) -> None:
    change(recorded, FERRY_TEXT, "The ferry took over", "Nobody knows.\n\nThe ferry took over")
    record_again(recorded)
    note = of(drift_since(recorded, "HEAD"), "calf")
    assert (note.passage, note.ground) == (Passage.MOVED, Ground.PLACES)
    assert (note.number_then, note.number_now) == (1, 2)


def test_in_a_changed_text_that_is_absent_words_in_their_paragraph_are_unchanged_as_far_as_known(
    recorded: Path,
) -> None:
    change(recorded, FERRY_TEXT, "on Wednesday", "on Thursday")
    record_again(recorded)
    assert outcome(recorded, "calf") == (Passage.UNCHANGED, Ground.PLACES)
    told = edition(recorded, "drift", "--since", "HEAD").stderr
    assert "tales/the-ferry: the text has changed and is not here; of 2 notes only the recorded place" in told


def test_another_quote_in_an_absent_text_is_told_as_other_words(recorded: Path) -> None:
    change(recorded, FERRY, "quote: a piano and a calf", "quote: a piano")
    record_again(recorded)
    assert outcome(recorded, "calf") == (Passage.CHANGED, Ground.SAME_TEXT)


def test_words_of_which_only_the_end_changed_have_changed_by_their_recorded_length(recorded: Path) -> None:
    change(recorded, FERRY, "quote: a piano and a calf", "quote: a piano\n    through: calf")
    assert edition(recorded, "anchors", "--record").returncode == 0
    git(recorded, "commit", "-q", "-a", "-m", "through")
    change(recorded, FERRY_TEXT, "a piano and a calf", "a piano and a small calf")
    record_again(recorded)
    assert outcome(recorded, "calf") == (Passage.CHANGED, Ground.PLACES)


def test_a_quote_written_after_its_place_was_recorded_is_unknown_and_the_reason_is_said(recorded: Path) -> None:
    (recorded / FERRY_TEXT).unlink()
    change(recorded, FERRY, "quote: a piano and a calf", "quote: a piano")
    assert outcome(recorded, "calf") == (Passage.UNKNOWN, Ground.NOT_RECORDED)
    done = edition(recorded, "drift", "--since", "HEAD")
    assert "no place of this note was recorded since its quote was written" in done.stdout
    assert "what became of the words under 1 note is unknown" in done.stderr
    assert "edition anchors --record" in done.stderr


def test_a_damaged_record_is_as_none(recorded: Path) -> None:
    (recorded / FERRY_TEXT).unlink()
    (recorded / FERRY_RECORD).write_text("{", "utf-8")
    assert outcome(recorded, "calf") == (Passage.UNKNOWN, Ground.NO_RECORD)


def test_words_no_longer_in_a_text_that_is_here_are_gone_though_then_only_their_place_was_recorded(
    recorded: Path,
) -> None:
    change(recorded, FERRY_TEXT, "a piano and a calf", "a horse")
    assert outcome(recorded, "calf") == (Passage.GONE, Ground.PLACES)


def test_a_comparison_asks_git_as_often_for_many_articles_as_for_few(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    run = subprocess.run

    def counted(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(command[command.index("-C") + 2])
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    assert len(review_since(small, "HEAD").drift.notes) == 4
    assert asked == ["rev-parse", "ls-tree", "cat-file"]


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
