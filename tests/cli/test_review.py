"""A pull request as CI plays it: a base, a head, the environment GitHub sets; and what its reviewer reads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.cli.pull_request import Line, news_since, summary
from build_scripts.cli.review import what_changed
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.pipeline.drifting import Drift, Fate, NoteDrift
from build_scripts.pipeline.passages import Passage
from build_scripts.pipeline.reviewing import Review, Thing, ThingChange, review_since
from build_scripts.reading.history import read_touched
from build_scripts.reporting import as_github
from tests.building.running import ROOT, SMALL, change, edition, environment
from tests.pipeline.test_drifting import git

BRIDGE = "annotations/tales/the-bridge.yml"
TEXT = "articles/tales/the-bridge.md"
RUN = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "17"}
LIMIT = 1_000_000
"""Bytes of a summary that GitHub takes, and a little less."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An edition at the root of its repository, with a base commit."""
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "base")
    return root


def proposed(root: Path) -> None:
    """A branch with every kind of change, merged into the base as GitHub does for the check."""
    git(root, "switch", "-q", "-c", "proposal")
    change(root, TEXT, "fell on a Tuesday", "fell on a Monday")
    change(root, BRIDGE, "quote: fell on a Tuesday", "quote: fell on a Monday")
    change(root, BRIDGE, "verdict: contradicted", "verdict: supported")
    change(root, BRIDGE, "publisher: The Orlow Gazette", "publisher: The Gazette")
    with (root / BRIDGE).open("a", encoding="utf-8") as sidecar:
        sidecar.write("\n  - id: goat\n    quote: a goat\n    kind: context\n    note: Of no known owner.\n")
    sidecar_text = (root / "annotations/tales/the-ferry.yml").read_text("utf-8")
    head, _, _ = sidecar_text.partition("annotations:")
    (root / "annotations/tales/the-ferry.yml").write_text(head, "utf-8")
    with (root / "annotations/sources.yml").open("a", encoding="utf-8") as sources:
        sources.write("\n  - id: almanac\n    type: book\n    title: An almanac\n")
    git(root, "commit", "-q", "-a", "-m", "proposal")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "as it would be merged", "proposal")


def played(root: Path) -> str:
    """The summary that the last steps of the workflow write."""
    variables = {**environment(), **RUN, "GITHUB_STEP_SUMMARY": str(root / ".edition" / "summary.md")}
    (root / ".edition").mkdir(exist_ok=True)
    python = f"{sys.executable} -P -m build_scripts"
    steps = (
        "git diff --name-only -z HEAD^1 HEAD >.edition/changed-files",
        f"{python} check --format json >.edition/findings.json || test $? -eq 1",
        f"{python}.cli.pull_request summary .edition/findings.json .edition/changed-files HEAD^1"
        ' >>"$GITHUB_STEP_SUMMARY"',
    )
    variables["PYTHONPATH"] = os.pathsep.join([str(ROOT), variables.get("PYTHONPATH", "")])
    for step in steps:
        done = subprocess.run(["sh", "-ec", step], cwd=root, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return (root / ".edition" / "summary.md").read_text("utf-8")


def test_the_steps_played_here_are_those_of_the_workflow() -> None:
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    assert "fetch-depth: 0" in workflow, "so that the commit merged into, HEAD^1, is there"
    assert "git diff --name-only -z HEAD^1 HEAD >.edition/changed-files" in workflow
    assert "edition check --strict --format github --since HEAD^1\n" in workflow
    assert "summary .edition/findings.json .edition/changed-files HEAD^1 >>" in workflow


def test_a_reviewer_reads_in_plain_words_what_changes(small: Path) -> None:
    proposed(small)
    text = played(small)
    assert "1 note added" in text
    assert "- ` tales/the-bridge#goat ` on ` a goat `, ¶ 2" in text
    assert "open ` tales/the-bridge/index.html#note-goat `" in text
    assert "verdict was ` contradicted `, is ` supported `" in text
    assert "#### Notes removed" in text
    assert "- added: ` almanac `, ` An almanac ` · open ` sources/almanac/index.html `" in text
    assert "- changed: ` tales/the-bridge `, ` The bridge at Orlow ` (` publisher, its text `)" in text
    assert "[the artifact `site` of this run](https://github.com/a/b/actions/runs/17#artifacts)" in text


def test_a_note_with_a_mistake_is_told_with_all_that_is_wrong_in_it_and_is_on_no_page(small: Path) -> None:
    with (small / BRIDGE).open("a", encoding="utf-8") as sidecar:
        sidecar.write("\n  - id: goat\n    quote: a gaot\n    kind: contxt\n    note: Of no owner [@nobody].\n")
    git(small, "commit", "-q", "-a", "-m", "a note")
    text = played(small)
    assert "1 note added" in text
    assert "it has a mistake, and is on no page until that is mended" in text
    assert "index.html#note-goat" not in text
    assert {code for code in ("S101", "A104", "C101") if f"` {code} `" in text} == {"S101", "A104", "C101"}


def test_words_changed_under_a_note_come_first_with_a_warning(small: Path) -> None:
    proposed(small)
    text = played(small)
    warning = text.index("#### :warning: The words these notes are about have changed")
    assert warning < text.index("#### Notes changed") < text.index("#### Notes added") < text.index("### Findings")
    assert "stood on ` fell on a Tuesday ` and stands now on ` fell on a Monday `" in text


def test_a_renamed_note_is_told_as_changed_and_that_links_to_it_break(small: Path) -> None:
    change(small, BRIDGE, "id: forty", "id: the-forty")
    told = "\n".join(what_changed(review_since(small, "HEAD")))
    assert "1 note changed." in told
    assert "id was ` forty `, is ` the-forty `; **links to its old address no longer find it**" in told
    assert "removed" not in told


def test_where_nothing_of_the_edition_changes_it_says_so(small: Path) -> None:
    lines = news_since(small, "HEAD", {})
    assert "No note, article, source, glossary entry or row of the timeline changes." in lines


def test_a_base_that_is_not_there_leaves_the_findings_standing(small: Path) -> None:
    news = news_since(small, "HEAD^1", RUN)
    assert news[0].startswith("What changes in the edition can't be told: ` there is no revision HEAD^1")
    assert "` n `" in summary([Line("error", "A1", "a.yml:1:1", "n", "do so")], (), news)


def test_a_link_is_made_only_of_what_github_says_of_a_run(small: Path) -> None:
    change(small, BRIDGE, "kind: context", "kind: claim\n    verdict: opinion")
    for odd in ({}, {**RUN, "GITHUB_REPOSITORY": "a/b) [x](https://evil.example"}, {**RUN, "GITHUB_RUN_ID": "1\n# x"}):
        assert not any("](http" in line for line in news_since(small, "HEAD", odd))


def test_glossary_and_timeline_are_told_too(small: Path) -> None:
    change(small, "annotations/glossary.yml", "  - id: orlow", "  - id: orlowa")
    things = {(one.thing, one.id, one.fate) for one in review_since(small, "HEAD").things}
    assert things == {(Thing.ENTRY, "orlow", "removed"), (Thing.ENTRY, "orlowa", "added")}


def test_an_article_that_is_new_or_gone_is_told(small: Path) -> None:
    shutil.copy(small / TEXT, small / "articles/tales/copy.md")
    shutil.copy(small / BRIDGE, small / "annotations/tales/copy.yml")
    (small / "articles/tales/the-ferry.txt").unlink()
    (small / "annotations/tales/the-ferry.yml").unlink()
    told = [(one.id, one.fate, one.page) for one in review_since(small, "HEAD").things]
    assert told == [("tales/copy", "added", "tales/copy/index.html"), ("tales/the-ferry", "removed", "")]


def test_the_difference_of_two_long_notes_is_seen(small: Path) -> None:
    long = "Many words that both have. " * 20
    change(small, BRIDGE, "note: The parish book", f"note: {long}The parish book")
    git(small, "commit", "-q", "-a", "-m", "long")
    change(small, BRIDGE, "has the same day", "has another day")
    text = "\n".join(news_since(small, "HEAD", {}))
    assert "has the same day" in text
    assert "has another day" in text


def test_nobodys_words_take_effect_in_the_summary(small: Path) -> None:
    nasty = "x` <img src=y> [a](b) ::error::z \\u202e"
    change(
        small, BRIDGE, "    kind: context\n", "    kind: context\n    tags: ['" + nasty.replace("'", "") + "\u202e']\n"
    )
    text = "\n".join(news_since(small, "HEAD", {}))
    (row,) = [line for line in text.splitlines() if "tags was" in line]
    assert "`` x` <img src=y> [a](b) ::error::z \\u202e\\u{202e} ``" in row


def test_the_summary_of_a_huge_pull_request_is_cut_truthfully_and_stays_below_githubs_limit() -> None:
    bad = "\u202e" * 300
    changes = tuple((f"key{n}", bad, bad + "x") for n in range(8))
    place = Place("annotations/x/y.yml", 3)
    notes = tuple(
        NoteDrift("x/y", f"n{n}", fate, passage, (bad,) * 4, (bad,) * 4, 1, 2, changes, place)
        for n in range(3000)
        for fate, passage in ((Fate.KEPT, Passage.CHANGED), (Fate.ADDED, Passage.FOUND), (Fate.REMOVED, Passage.GONE))
    )
    things = tuple(ThingChange(thing, f"i{n}", bad, "added", page=bad) for n in range(3000) for thing in Thing)
    news = what_changed(Review(Drift("0" * 40, notes, (bad,) * 3000, (bad,) * 3000), things))
    findings = [Line("error", "A1", f"{n}.yml:1:1", bad, "\n".join([bad] * 9)) for n in range(5000)]
    text = summary(findings, [f"tests/{bad}{n}" for n in range(5000)], news)
    assert len(text.encode()) < LIMIT
    section = text.partition("#### Notes added")[2].partition("####")[0]
    shown = section.count("- ` x/y#n")
    assert f"- and {3000 - shown} more" in section
    assert "9000" not in section


def test_of_many_findings_github_is_given_as_many_as_it_shows_and_told_the_rest() -> None:
    found = [Finding(Code.A104, severity, Place("a.yml", n), "m", "h") for n in range(1, 26) for severity in Severity]
    lines = as_github(found, "0" * 40).splitlines()
    for severity in Severity:
        commands = [line for line in lines if line.startswith(f"::{severity} ")]
        assert len(commands) == 10
        assert commands[-1].startswith(f"::{severity} title=And 16 more::16 more")


def test_of_many_findings_those_on_the_lines_of_the_pull_request_come_first_then_those_of_its_files(
    small: Path,
) -> None:
    notes = "".join(f"\n  - id: old-{n}\n    quote: nowhere {n}\n    kind: context\n    note: x\n" for n in range(12))
    with (small / BRIDGE).open("a", encoding="utf-8") as sidecar:
        sidecar.write(notes)
    git(small, "commit", "-q", "-a", "-m", "a base with much to mend")
    new = "\n  - id: new\n    quote: not in the text\n    kind: context\n    note: ++ b/annotations/tales/x.yml\n"
    with (small / "annotations/tales/the-ferry.yml").open("a", encoding="utf-8") as sidecar:
        sidecar.write(new)
    change(small, "articles/tales/the-ferry.txt", "carried eleven people", "carried twelve people")
    done = edition(small, "check", "--format", "github", "--since", "HEAD")
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert len(errors) == 10
    assert "file=annotations/tales/the-ferry.yml,line=20,col=12" in errors[0], "on a line of the diff"
    assert "file=annotations/tales/the-ferry.yml,line=13,col=12" in errors[1], "of the article changed"
    assert all("file=annotations/tales/the-bridge.yml" in line for line in errors[2:-1])
    assert errors[-1] == "::error title=And 5 more::5 more of this severity (5 elsewhere): see the summary, or the log"


def test_without_the_base_the_findings_come_all_the_same_and_it_is_said(small: Path) -> None:
    change(small, BRIDGE, "quote: fell on a Tuesday", "quote: fell on a Sunday")
    done = edition(small, "check", "--format", "github", "--since", "HEAD^1")
    assert done.returncode == 1
    assert "::error file=annotations/tales/the-bridge.yml,line=11,col=12" in done.stdout
    assert "can't be put first: there is no revision HEAD^1" in done.stderr


def test_lines_of_a_diff_are_those_of_git_whatever_stands_in_the_files(small: Path) -> None:
    odd = small / "docs" / "odd name é.md"
    odd.write_text("one\n++ b/x\n-- a/x\n@@ -1 +1 @@\nfive", "utf-8")
    (small / "docs" / "gone.md").write_text("x\n", "utf-8")
    git(small, "add", "-A")
    git(small, "commit", "-q", "-m", "more")
    odd.write_text("one\n++ b/annotations/x.yml\n@@ -9 +9 @@\nfive\nsix\n", "utf-8")
    (small / "docs" / "gone.md").unlink()
    (small / "docs" / "about.md").write_bytes(b"\0")
    found = read_touched(small, "HEAD")
    assert found.files == {"docs/odd name é.md", "docs/gone.md", "docs/about.md"}
    (ranges,) = found.lines.values()
    assert {line for lines in ranges for line in lines} == {2, 3, 4, 5}
