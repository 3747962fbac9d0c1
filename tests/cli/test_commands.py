"""The commands as a person or a program meets them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from build_scripts.cli.commands import COMMANDS
from tests.building.running import ROOT, SMALL, change, command, edition, environment, snapshot

BRIDGE = "annotations/tales/the-bridge.yml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    done = edition(SMALL, name, "--help")
    assert done.returncode == 0
    assert f"edition {name}" in done.stdout.split("examples:")[1]


def test_help_names_every_command_and_the_exit_status() -> None:
    told = edition(SMALL, "--help").stdout
    assert all(command.name in told for command in COMMANDS)
    assert "exit status: 0" in told


def test_an_unknown_command_suggests_the_nearest() -> None:
    done = edition(SMALL, "chekc")
    assert done.returncode == 2
    assert "did you mean check?" in done.stderr
    assert not done.stdout


def test_the_folder_may_be_named_before_and_after_the_command(small: Path) -> None:
    before = subprocess.run(command(small, "check"), env=environment(), check=False, cwd="/", capture_output=True)
    after = edition(Path("/nowhere"), "check", "-C", str(small))
    assert (before.returncode, after.returncode) == (0, 0)


def test_a_folder_without_an_edition_ends_with_two_and_one_line(tmp_path: Path) -> None:
    done = edition(tmp_path, "check")
    assert done.returncode == 2
    assert done.stderr.strip() == f"edition: {tmp_path} has no mkdocs.yml; name the edition's folder with -C"


def test_json_stands_alone_on_standard_output(small: Path) -> None:
    change(small, BRIDGE, "forty people drowned", "fifty people drowned")
    done = edition(small, "check", "--format", "json")
    assert done.returncode == 1
    (finding,) = (one for one in json.loads(done.stdout)["findings"] if one["severity"] == "error")
    assert set(finding) == {"code", "severity", "path", "line", "column", "message", "hint", "cures"}
    assert [set(cure) for cure in finding["cures"]] == [{"says", "safe", "edits"}]
    assert (finding["path"], finding["line"]) == (BRIDGE, 15)


def test_text_goes_to_standard_error_with_place_code_and_cure(small: Path) -> None:
    change(small, BRIDGE, "@parish", "@parrish")
    done = edition(small, "check")
    assert done.returncode == 1
    assert not done.stdout
    assert f"{BRIDGE}:13:" in done.stderr
    assert "error C101" in done.stderr
    assert "\x1b[" not in done.stderr


def test_github_lines_are_workflow_commands_and_guard_everything_else(small: Path) -> None:
    change(small, BRIDGE, "@parish", "@parrish")
    lines = edition(small, "check", "--format", "github").stdout.splitlines()
    stop = lines.index(next(line for line in lines if line.startswith("::stop-commands::")))
    token = lines[stop].removeprefix("::stop-commands::")
    assert f"::{token}::" in lines
    assert any(line.startswith(f"::error file={BRIDGE},line=13,") for line in lines)


def test_a_check_of_some_paths_names_only_their_findings(small: Path) -> None:
    change(small, BRIDGE, "@parish", "@parrish")
    assert edition(small, "check", "annotations/tales/the-ferry.yml").returncode == 0
    assert edition(small, "check", "annotations/tales").returncode == 1


def test_a_check_writes_nothing_but_what_it_remembers(small: Path) -> None:
    before = snapshot(small)
    assert edition(small, "check").returncode == 0
    after = snapshot(small)
    assert {path: after[path] for path in before} == before
    assert {path.partition("/")[0] for path in after.keys() - before.keys()} == {".edition"}


def test_the_canonical_text_is_printed_as_it_is(small: Path) -> None:
    done = edition(small, "text", "the-ferry")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "The ferry at Orlow",
        "The ferry took over on Wednesday and carried eleven people, a piano and a calf.",
    ]


def test_an_unknown_article_suggests_the_nearest(small: Path) -> None:
    done = edition(small, "text", "the-bridg")
    assert done.returncode == 2
    assert "did you mean the-bridge?" in done.stderr


def test_anchors_say_where_every_note_stands(small: Path) -> None:
    rows = json.loads(edition(small, "anchors", "--format", "json").stdout)["anchors"]
    assert [(row["article"], row["id"], row["status"]) for row in rows] == [
        ("tales/the-bridge", "tuesday", "anchored"),
        ("tales/the-bridge", "forty", "anchored"),
        ("tales/the-ferry", "calf", "anchored"),
        ("tales/the-ferry", "unsure", "anchored"),
    ]
    text = edition(small, "text", "the-bridge").stdout
    forty = rows[1]
    assert text[forty["start"] : forty["end"]] == forty["text"] == "forty people drowned"
    assert forty["paragraph"] == 2


def test_recorded_places_stand_in_for_an_absent_text(small: Path) -> None:
    here = json.loads(edition(small, "anchors", "the-ferry", "--format", "json").stdout)["anchors"]
    assert edition(small, "anchors", "--record").returncode == 0
    record = (small / "annotations" / "tales" / "the-ferry.anchors.json").read_text("utf-8")
    assert "piano" not in record
    assert not (small / "annotations" / "tales" / "the-bridge.anchors.json").exists()
    (small / "articles" / "tales" / "the-ferry.txt").unlink()
    gone = json.loads(edition(small, "anchors", "the-ferry", "--format", "json").stdout)["anchors"]
    assert [(row["start"], row["end"], row["paragraph"]) for row in gone] == [
        (row["start"], row["end"], row["paragraph"]) for row in here
    ]
    assert {row["status"] for row in gone} == {"unchecked"}


def test_a_record_that_is_out_of_date_is_a_finding(small: Path) -> None:
    assert edition(small, "anchors", "--record").returncode == 0
    change(small, "annotations/tales/the-ferry.yml", "a piano and a calf", "a piano")
    done = edition(small, "check", "--strict")
    assert done.returncode == 1
    assert "warning S410" in done.stderr
    (small / "articles" / "tales" / "the-ferry.txt").unlink()
    assert "warning S410" in edition(small, "check", "--strict").stderr


def test_a_quote_is_ready_to_paste(small: Path) -> None:
    done = edition(small, "quote", "the-bridge", "the river is")
    assert done.returncode == 1
    assert "quote: The river is" in done.stdout
    done = edition(small, "quote", "the-bridge", "The bridge at Orlow")
    assert done.returncode == 0
    assert "2 times" in done.stderr
    assert done.stdout.count("quote:") == 2
    assert "prefix:" in done.stdout or "suffix:" in done.stdout


def test_a_pasted_quote_anchors(small: Path) -> None:
    found = edition(small, "quote", "the-bridge", "nobody was on it", "--selector").stdout
    added = f"  - id: nobody\n{found}    kind: context\n    note: So says the parish.\n"
    (small / BRIDGE).write_text((small / BRIDGE).read_text("utf-8") + added, "utf-8")
    assert edition(small, "check").returncode == 0


def test_a_pasted_entry_is_a_note_without_a_finding(small: Path) -> None:
    found = edition(small, "quote", "the-bridge", "The bridge at Orlow").stdout
    assert "# before the first paragraph\n  - id: the-bridge-at-orlow\n" in found
    entry = found.partition("# ¶ 1\n")[2]
    (small / BRIDGE).write_text((small / BRIDGE).read_text("utf-8") + entry, "utf-8")
    assert edition(small, "check", "--strict").returncode == 0
    rows = json.loads(edition(small, "anchors", "the-bridge", "--format", "json").stdout)["anchors"]
    assert (rows[-1]["id"], rows[-1]["status"], rows[-1]["paragraph"]) == ("the-bridge-at-orlow", "anchored", 1)


def test_a_long_passage_is_printed_by_its_beginning_and_its_end(small: Path) -> None:
    ends = "    quote: The bridge at Orlow fell\n    through: drown a goat.\n"
    text = edition(small, "text", "the-bridge").stdout.partition("\n")[2]
    for asked in ((text,), ("The bridge at Orlow fell", "--through", "goat.")):
        done = edition(small, "quote", "the-bridge", *asked)
        assert done.returncode == 0, done.stderr
        assert ends in done.stdout
        whole = edition(small, "quote", "the-bridge", *asked, "--whole").stdout
        assert "through:" not in whole
        assert "forty people" in whole
    selector = edition(
        small, "quote", "the-bridge", "The bridge at Orlow fell", "--through", "goat.", "--selector"
    ).stdout
    added = f"  - id: all-of-it\n{selector}    kind: context\n    note: So says the parish.\n"
    (small / BRIDGE).write_text((small / BRIDGE).read_text("utf-8") + added, "utf-8")
    rows = json.loads(edition(small, "anchors", "the-bridge", "--format", "json").stdout)["anchors"]
    assert rows[-1]["text"].split() == text.split()
    assert edition(small, "check", "--strict").returncode == 0


def test_last_words_that_do_not_come_after_the_first_are_told(small: Path) -> None:
    done = edition(small, "quote", "the-bridge", "nobody was on it", "--through", "fell on a Tuesday")
    assert done.returncode == 1
    assert "“fell on a Tuesday” does not come after them" in done.stderr
    assert done.stdout == ""


def test_stats_count_what_there_is(small: Path) -> None:
    rows = json.loads(edition(small, "stats", "--format", "json").stdout)["articles"]
    bridge = next(row for row in rows if row["article"] == "tales/the-bridge")
    assert (bridge["notes"], bridge["kinds"], bridge["sources"]) == (2, {"claim": 1, "context": 1}, 1)
    assert bridge["references"] == {"own": 0, "same": 1, "other": 0, "lists": 1}
    ferry = next(row for row in rows if row["article"] == "tales/the-ferry")
    assert (ferry["notes"], ferry["drafts"], ferry["backlinks"]) == (1, 1, 1)


def test_the_table_of_stats_fits_a_terminal_of_a_hundred_columns() -> None:
    lines = edition(ROOT, "stats").stdout.splitlines()
    assert any("gulf-of-tonkin" in line for line in lines)
    assert max(len(line) for line in lines) <= 100


def test_stats_say_what_a_collection_lacks(small: Path) -> None:
    done = edition(small, "stats", "--require", "tales")
    assert done.returncode == 1
    assert "tales/the-bridge: 2 notes, asked for: 15 to 25" in done.stderr
    assert "tales/the-bridge: 0 questions, asked for: 3" in done.stderr
    assert edition(small, "stats", "--require", "tails").stderr.strip().endswith("did you mean tales?")


def test_an_import_shows_its_plan_first_and_writes_only_when_asked(small: Path, tmp_path: Path) -> None:
    found = tmp_path / "found.txt"
    words = "Storm\n\nBy A. Writer\n\nMarch 9, 1911\n\nIt rained on Orlow for three days without a pause.\n"
    found.write_text(words, "utf-8")
    done = edition(small, "import", str(found), "--collection", "tales")
    assert done.returncode == 0, done.stderr
    assert "Storm" in done.stdout
    assert not (small / "articles" / "tales" / "storm.txt").exists()
    assert edition(small, "import", str(found), "--collection", "tales", "--write").returncode == 0
    assert (small / "articles" / "tales" / "storm.txt").read_text("utf-8") == words
    (small / "articles" / "tales" / "storm.txt").write_text("Other words\n", "utf-8")
    done = edition(small, "import", str(found), "--collection", "tales", "--write")
    assert done.returncode in {1, 2}
    assert (small / "articles" / "tales" / "storm.txt").read_text("utf-8") == "Other words\n"


def test_a_plan_can_be_edited_and_used(small: Path, tmp_path: Path) -> None:
    found = tmp_path / "found.txt"
    found.write_text("Storm\n\nMarch 9, 1911\n\nIt rained on Orlow for three days without a pause.\n", "utf-8")
    plan = tmp_path / "plan.yml"
    assert edition(small, "import", str(found), "--collection", "tales", "--save-plan", str(plan)).returncode == 0
    text = plan.read_text("utf-8")
    assert "slug: storm" in text
    plan.write_text(text.replace("slug: storm", "slug: three-days"), "utf-8")
    assert edition(small, "import", str(found), "--plan", str(plan), "--write").returncode == 0
    assert (small / "articles" / "tales" / "three-days.txt").is_file()
    assert (small / "annotations" / "tales" / "three-days.yml").is_file()


def test_a_reader_that_stops_reading_is_no_error(small: Path) -> None:
    with subprocess.Popen(
        command(small, "text", "the-bridge"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd="/"
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
