"""When notes were written and changed, out of a repository that is made for the test; never out of this one's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.findings import Finding
from build_scripts.model import Settings
from build_scripts.pipeline.citing import render_own
from build_scripts.pipeline.dating import days_of, with_dates
from build_scripts.pipeline.surveying import survey
from build_scripts.reading.note_values import NoteReader
from build_scripts.reading.versions import Version
from build_scripts.rendering.citing import all_cited
from tests.building.running import SMALL, change, edition, snapshot

WHO = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
BRIDGE = "annotations/tales/the-bridge.yml"

Commit = Callable[..., None]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings of Git."""
    for name, value in {**WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}.items():
        monkeypatch.setenv(name, value)


def git(root: Path, *arguments: str, day: str = "2020-01-01T12:00:00+00:00") -> str:
    dated = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": "2024-01-01T00:00:00+00:00"}
    done = subprocess.run(["git", "-C", str(root), *arguments], env=dated, capture_output=True, text=True, check=True)
    return done.stdout


def commit(root: Path, day: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x", day=f"{day}T12:00:00+00:00" if "T" not in day else day)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Two tales, committed on 3 March 2020."""
    root = Path(shutil.copytree(SMALL, tmp_path / "told"))
    git(root, "init", "-q", "-b", "main")
    commit(root, "2020-03-03")
    return root


def dated(root: Path) -> tuple[dict[str, tuple[str, str]], tuple[Finding, ...]]:
    found = survey(root, drafts=True, memo=None, tell=lambda _: None)
    with_days, findings = with_dates(found, root, root.parent / f"{root.name}-dates")
    notes = [note for article in with_days.index.articles.values() for note in article.notes]
    return {note.id: (note.created, note.changed) for note in notes}, findings


def days(root: Path) -> dict[str, tuple[str, str]]:
    found, findings = dated(root)
    assert findings == ()
    return found


def test_a_note_was_written_on_the_day_of_its_first_commit_and_changed_on_that_of_its_last(told: Path) -> None:
    change(told, BRIDGE, "Nobody did", "Not one did")
    commit(told, "2020-04-04")
    change(told, BRIDGE, "Not one did", "No one did")
    commit(told, "2020-05-05")
    new = "  - id: gazette\n    kind: context\n    note: A new note.\n"
    (told / BRIDGE).write_text((told / BRIDGE).read_text("utf-8") + new, "utf-8")
    commit(told, "2020-06-06")
    found = days(told)
    assert found["tuesday"] == ("2020-03-03", "")
    assert found["forty"] == ("2020-03-03", "2020-05-05")
    assert found["gazette"] == ("2020-06-06", "")


def test_another_layout_a_comment_another_order_and_another_name_of_the_file_are_no_change(told: Path) -> None:
    change(told, BRIDGE, "    quote: forty people drowned\n", '    # as printed\n    quote: "forty people drowned"\n')
    commit(told, "2020-04-04")
    text = (told / BRIDGE).read_text("utf-8")
    head, first, second = text.partition("annotations:\n")[0], *text.partition("annotations:\n")[2].split("  - ")[1:]
    (told / BRIDGE).write_text(f"{head}annotations:\n\n  - {second.rstrip()}\n\n  - {first.rstrip()}\n", "utf-8")
    commit(told, "2020-05-05")
    for name in ("annotations/tales/the-bridge.yml", "articles/tales/the-bridge.md"):
        git(told, "mv", name, name.replace("the-bridge", "a-bridge"))
    commit(told, "2020-06-06")
    change(told, BRIDGE.replace("the-", "a-"), "    kind: claim\n", "    kind: claim\n    reviewed_by: somebody\n")
    commit(told, "2020-07-07")
    found = days(told)
    assert found["tuesday"] == found["forty"] == ("2020-03-03", "")


@pytest.mark.parametrize(
    "setting", ["log.showRoot=false", "log.follow=true", "diff.renames=false", "diff.renameLimit=1"]
)
def test_settings_of_whoever_builds_make_no_other_days(told: Path, setting: str) -> None:
    git(told, "config", *setting.split("="))
    for name in ("the-bridge", "the-ferry"):
        sidecar = f"annotations/tales/{name}.yml"
        git(told, "mv", sidecar, sidecar.replace("the-", "a-"))
        git(told, "mv", *_moved(told, name))
        change(told, sidecar.replace("the-", "a-"), "kind: context", "kind: claim")
    commit(told, "2020-04-04")
    found = days(told)
    assert found["forty"] == ("2020-03-03", "")
    assert found["tuesday"] == ("2020-03-03", "2020-04-04")


def _moved(root: Path, name: str) -> tuple[str, str]:
    (article,) = (root / "articles" / "tales").glob(f"{name}.*")
    path = article.relative_to(root).as_posix()
    return path, path.replace("the-", "a-")


def test_the_day_is_that_of_the_authors_own_clock(told: Path) -> None:
    change(told, BRIDGE, "Nobody did", "No one did")
    commit(told, "2020-04-05T00:30:00+14:00")
    assert days(told)["forty"] == ("2020-03-03", "2020-04-05")
    change(told, BRIDGE, "No one did", "Not one did")
    commit(told, "2020-06-07T23:30:00-12:00")
    assert days(told)["forty"] == ("2020-03-03", "2020-06-07")


def test_what_the_file_says_goes_before_what_the_history_says(told: Path) -> None:
    change(told, BRIDGE, "    kind: claim\n", "    kind: claim\n    created: 1999-01-02\n")
    change(told, BRIDGE, "    kind: context\n", "    kind: context\n    created: 2020-03\n    changed: 2020-09\n")
    commit(told, "2020-04-04")
    found = days(told)
    assert found["forty"] == ("1999-01-02", "")
    assert found["tuesday"] == ("2020-03", "2020-09")


def test_nothing_is_made_up_for_what_is_not_committed(told: Path) -> None:
    change(told, BRIDGE, "Nobody did", "No one did")
    commit(told, "2020-04-04")
    change(told, BRIDGE, "No one did", "Not one did")
    new = "  - id: gazette\n    kind: context\n    note: A new note.\n"
    (told / BRIDGE).write_text((told / BRIDGE).read_text("utf-8") + new, "utf-8")
    shutil.copy(told / "annotations/tales/the-ferry.yml", told / "annotations/tales/a-raft.yml")
    found = days(told)
    assert found["tuesday"] == ("2020-03-03", "")
    assert found["forty"] == ("2020-03-03", "")
    assert found["gazette"] == ("", "")


def test_line_ends_of_another_system_are_no_uncommitted_change(told: Path) -> None:
    change(told, BRIDGE, "Nobody did", "No one did")
    commit(told, "2020-04-04")
    (told / BRIDGE).write_bytes((told / BRIDGE).read_bytes().replace(b"\n", b"\r\n"))
    assert days(told)["forty"] == ("2020-03-03", "2020-04-04")


def test_a_version_that_nobody_could_read_is_passed_over(told: Path) -> None:
    good = (told / BRIDGE).read_text("utf-8")
    (told / BRIDGE).write_text(good + '  - id: "open\n', "utf-8")
    commit(told, "2020-04-04")
    (told / BRIDGE).write_text(good.replace("Nobody did", "No one did"), "utf-8")
    commit(told, "2020-05-05")
    found = days(told)
    assert found["tuesday"] == ("2020-03-03", "")
    assert found["forty"] == ("2020-03-03", "2020-05-05")


def test_branches_that_meet_change_only_what_each_changed(told: Path) -> None:
    git(told, "checkout", "-q", "-b", "other")
    change(told, BRIDGE, "The parish book has", "The book of the parish has")
    commit(told, "2020-05-05")
    git(told, "checkout", "-q", "main")
    change(told, BRIDGE, "Nobody did", "No one did")
    commit(told, "2020-04-04")
    git(told, "merge", "-q", "--no-ff", "-m", "both", "other", day="2020-06-06T12:00:00+00:00")
    found = days(told)
    assert found["forty"] == ("2020-03-03", "2020-04-04")
    assert found["tuesday"] == ("2020-03-03", "2020-05-05")


def test_without_a_repository_a_commit_or_git_there_are_no_dates_and_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "told"))
    assert set(days(root).values()) == {("", "")}
    git(root, "init", "-q")
    assert set(days(root).values()) == {("", "")}
    commit(root, "2020-03-03")
    assert days(root)["forty"] == ("2020-03-03", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert set(days(root).values()) == {("", "")}


def test_a_repository_of_somebody_else_gives_no_dates_and_says_why(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    found, (finding,) = dated(told)
    assert set(found.values()) == {("", "")}
    assert (finding.code, finding.severity) == ("H101", "notice")
    assert "dubious ownership" in finding.message


def test_a_shallow_clone_has_the_days_of_what_is_in_it_and_says_that_older_ones_are_missing(
    told: Path, tmp_path: Path
) -> None:
    change(told, BRIDGE, "Nobody did", "No one did")
    commit(told, "2020-04-04")
    new = "  - id: gazette\n    kind: context\n    note: A new note.\n"
    (told / BRIDGE).write_text((told / BRIDGE).read_text("utf-8") + new, "utf-8")
    commit(told, "2020-05-05")
    git(tmp_path, "clone", "-q", "--depth", "2", told.as_uri(), "cut")
    found, (finding,) = dated(tmp_path / "cut")
    assert (finding.code, finding.severity) == ("H101", "notice")
    assert "shallow" in finding.message
    assert found["tuesday"] == ("", "")
    assert found["gazette"] == ("2020-05-05", "")
    git(tmp_path / "cut", "fetch", "-q", "--unshallow")
    assert days(tmp_path / "cut") == days(told)


def test_no_program_that_the_repository_names_is_run(told: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\nexit 1\n", "utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "diff.x.textconv", "filter.x.clean"):
        git(told, "config", key, str(trap))
    git(told, "config", "log.showSignature", "true")
    (told / ".git" / "info" / "attributes").write_text("*.yml diff=x filter=x\n", "utf-8")
    hooks = told / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(trap, hooks / hook)
    change(told, BRIDGE, "Nobody did", "No one did")
    assert days(told)["forty"] == ("2020-03-03", "")
    assert not (tmp_path / "sprung").exists()


def test_an_edition_below_the_root_of_its_repository_has_its_dates(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "all" / "readers" / "tales"))
    git(tmp_path / "all", "init", "-q")
    commit(tmp_path / "all", "2020-03-03")
    assert days(root)["forty"] == ("2020-03-03", "")


def test_what_is_remembered_is_as_good_as_what_is_read_and_a_new_commit_is_seen(told: Path) -> None:
    memo = told.parent / "told-dates"
    first = days(told)
    kept = memo.read_bytes()
    assert days(told) == first
    assert memo.read_bytes() == kept
    change(told, BRIDGE, "Nobody did", "No one did")
    commit(told, "2020-04-04")
    assert days(told)["forty"] == ("2020-03-03", "2020-04-04")
    memo.write_bytes(b"damaged")
    assert days(told)["forty"] == ("2020-03-03", "2020-04-04")


def test_a_note_is_cited_with_the_day_it_was_written(told: Path) -> None:
    found, _ = with_dates(survey(told, drafts=False, memo=None, tell=lambda _: None), told, told.parent / "dates")
    cited = [one.published for one in all_cited(found.index, Settings(title="Two tales")) if not one.id]
    assert set(cited) == {"2020-03-03"}
    assert render_own(found, told.parent / "cited")[1] == ()


def test_the_site_shows_the_days_and_two_clones_of_a_commit_make_the_same_bytes(told: Path, tmp_path: Path) -> None:
    change(told, BRIDGE, "Nobody did", "No one did")
    commit(told, "2020-04-04")
    sites = []
    for name in ("one", "two"):
        git(tmp_path, "clone", "-q", told.as_uri(), name)
        assert edition(tmp_path / name, "build", "--strict").returncode == 0
        sites.append(snapshot(tmp_path / name / "site"))
    assert sites[0] == sites[1]
    page = (tmp_path / "one" / "site" / "tales" / "the-bridge" / "index.html").read_text("utf-8")
    assert '<time datetime="2020-03-03">3 March 2020</time>, changed <time datetime="2020-04-04">' in page
    assert edition(tmp_path / "one", "build").stderr.count("; 0 files new or changed,") == 1


def test_a_check_does_not_look_into_the_history(told: Path) -> None:
    assert edition(told, "check").returncode == 0
    assert not (told / ".edition" / "dates").exists()


# ---------------------------------------------------------------- versions and values alone


SAID = {"a": {"n": "1"}, "b": {"n": "2"}, "c": {"n": "1"}, "broken": None}


def test_words_that_come_back_changed_on_the_day_they_came_back() -> None:
    versions = [Version("2020-03-03", "c", ("b",)), Version("2020-02-02", "b", ("a",)), Version("2020-01-01", "a", ())]
    assert days_of("c", versions, SAID)["n"][:2] == ("2020-01-01", "2020-03-03")


def test_a_change_that_a_merge_gave_up_is_none() -> None:
    versions = [Version("2020-02-02", "b", ("a",)), Version("2020-01-01", "a", ())]
    assert days_of("a", versions, SAID)["n"][:2] == ("2020-01-01", "")


def test_what_was_before_the_beginning_of_a_cut_history_is_not_known() -> None:
    versions = [Version("2020-03-03", "b", ("broken",)), Version("2020-01-01", "broken", None)]
    assert days_of("b", versions, SAID)["n"][:2] == ("", "")


def test_a_long_run_of_versions_that_cannot_be_read_is_gone_through_once() -> None:
    """Counted in what is looked up, not in seconds."""

    class Counting(dict[str, dict[str, str] | None]):
        asked = 0

        def get(self, key: str, default: object = None) -> dict[str, str] | None:
            self.asked += 1
            return super().get(key)

    broken = [Version("2020-02-02", f"b{number}", (f"b{number + 1}",)) for number in range(1, 1000)]
    versions = [Version("2020-03-03", "b0", ("b1",)), *broken, Version("2020-01-01", "b1000", ())]
    said = Counting({"b0": {"n": "2"}, "b1000": {"n": "1"}})
    assert days_of("b0", versions, said)["n"][:2] == ("2020-01-01", "2020-03-03")
    assert said.asked < 5000


@pytest.mark.parametrize(
    "text",
    [
        "annotations:\n  - id: a\n    note: |\n      Words.\n\n      - id: b\n  - id: b\n    note: More.\n",
        "annotations:\n- id: a\n  note: |\n    Words.\n\n    - id: b\n# x\n- {id: b, note: More.}\n",
        'annotations: [{id: a, note: "Words.\\n\\n- id: b"}, {id: b, note: More.}]\n',
        'annotations:\n  - note: "Words.\n\n\n  - id: b"\n    id: a\n  - id: b\n    note: More.\narticle: {title: T}\n',
    ],
)
def test_a_note_says_the_same_however_its_file_is_laid_out(text: str) -> None:
    usual = "annotations:\n  - {id: b, note: More.}\n  - id: a\n    note: |\n      Words.\n\n      - id: b\n"
    assert NoteReader().read(text.encode()) == NoteReader().read(usual.encode())


@pytest.mark.parametrize("data", [b"\xff", b"annotations:\n  - id: [\n", b"a: &x 1\nb: *x\n", b"[" * 100_000, b"- 1\n"])
def test_what_cannot_be_read_says_nothing(data: bytes) -> None:
    assert NoteReader().read(data) is None
