"""`edition fix` as an annotator meets it."""

from __future__ import annotations

import difflib
import json
import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.building.running import SMALL, change, command, edition, environment, snapshot

BRIDGE = "annotations/tales/the-bridge.yml"
BROKEN = """\
# who knows
article:
  title: Orlow: The bridge   # as printed
  rights: full
  licence: CC BY 4.0


annotations:
-   id: tuesday
    qoute: 'fell on a Tuesday'   # the day
    kind: contxt
    note: >
        The parish book
        [@parrish, p. 12].
-   id: forty
    # twice
    quote: The bridge at Orlow
    kind: claim
    verdict: contradicted
    note: Nobody did; compare [[the-fery]].
- {id: river, quote: "The river is not deep enough to drown a cat", kind: context, note: N.}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    (root / BRIDGE).write_bytes(BROKEN.replace("\n", "\r\n").encode())
    return root


def changed_lines(root: Path) -> list[str]:
    after = (root / BRIDGE).read_bytes()
    assert after.count(b"\r\n") == after.count(b"\n")
    rows = difflib.ndiff(BROKEN.splitlines(), after.decode().splitlines())
    return [row.rstrip() for row in rows if row[:2] in ("- ", "+ ")]


def test_without_a_terminal_and_without_flags_it_only_shows(small: Path) -> None:
    before = snapshot(small)
    done = edition(small, "fix")
    assert done.returncode == 1
    assert '+  title: "Orlow: The bridge"   # as printed' in done.stdout
    assert "nothing is written" in done.stderr
    assert snapshot(small) == before


def test_the_safe_ones_touch_only_their_lines_and_go_on_behind_a_mistake_of_syntax(small: Path) -> None:
    done = edition(small, "fix", "--write", "--all-safe")
    assert "Traceback" not in done.stderr
    assert changed_lines(small) == [
        "-   title: Orlow: The bridge   # as printed",
        '+   title: "Orlow: The bridge"   # as printed',
        "-     qoute: 'fell on a Tuesday'   # the day",
        "+     quote: 'fell on a Tuesday'   # the day",
        "-     kind: contxt",
        "+     kind: context",
        "-         [@parrish, p. 12].",
        "+         [@parish, p. 12].",
        "-     note: Nobody did; compare [[the-fery]].",
        "+     note: Nobody did; compare [[the-ferry]].",
    ]


def test_a_dry_run_of_the_safe_ones_changes_nothing(small: Path) -> None:
    before = snapshot(small)
    assert edition(small, "fix", "--write", "--all-safe", "--dry-run").returncode == 1
    assert snapshot(small) == before


def test_on_a_terminal_each_is_asked_for_and_a_choice_of_several_has_numbers(small: Path) -> None:
    edition(small, "fix", "--write", "--all-safe")
    before = (small / BRIDGE).read_text("utf-8")
    done = on_a_terminal(small, b"2\ny\n")
    assert "[1/2/n/q]" in done.stderr
    after = (small / BRIDGE).read_text("utf-8")
    rows = [row.rstrip() for row in difflib.ndiff(before.splitlines(), after.splitlines()) if row[:2] in ("- ", "+ ")]
    assert rows[0] == '+     prefix: "Orlow "'
    assert rows[-1].startswith('+ - {id: river, quote: "The river is not deep enough to drown a goat", kind')
    assert edition(small, "check", BRIDGE).returncode == 0


def test_printed_quotation_marks_are_put_in_only_where_the_place_stays(small: Path) -> None:
    change(small, "articles/tales/the-bridge.md", "Two papers wrote", "“Two” papers’ wrote")
    sidecar = 'article:\n  title: B\n  rights: full\n\nannotations:\n  - id: a\n    quote: "\\"Two\\" papers\'"\n'
    (small / BRIDGE).write_text(f"{sidecar}    kind: context\n    note: N.\n", "utf-8")
    assert edition(small, "fix", BRIDGE, "--write", "--all-safe").returncode == 0
    assert '    quote: "“Two” papers’"\n' in (small / BRIDGE).read_text("utf-8")


def test_the_json_of_a_check_carries_edits_that_mend(small: Path) -> None:
    (finding,) = (
        one
        for one in json.loads(edition(small, "check", "--format", "json").stdout)["findings"]
        if one["code"] == "Y108"
    )
    (cure,) = finding["cures"]
    assert cure["safe"] is True
    assert cure["edits"] == [{"line": 3, "column": 10, "end_line": 3, "end_column": 27, "text": '"Orlow: The bridge"'}]


def test_a_digit_is_never_a_slip(small: Path) -> None:
    (small / BRIDGE).write_text(BROKEN.replace("title: Orlow: ", "title: ").replace("@parrish", "@parish2"), "utf-8")
    edition(small, "fix", "--write", "--all-safe")
    assert "@parish2" in (small / BRIDGE).read_text("utf-8")


def test_a_path_that_names_nothing_is_refused(small: Path) -> None:
    assert edition(small, "fix", "annotations/tails").returncode == 2


def on_a_terminal(root: Path, answers: bytes) -> subprocess.CompletedProcess[str]:
    mine, theirs = pty.openpty()
    os.write(mine, answers)
    done = subprocess.run(
        command(root, "fix", BRIDGE),
        stdin=theirs,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        cwd="/",
        check=False,
        timeout=600,  # it waits for an answer that does not come: that is what ends here, not a busy machine
    )
    os.close(mine)
    os.close(theirs)
    return done


def notes(*lines: str) -> str:
    head = "article:\n  title: B\n  rights: full\n\nannotations:\n  - id: a\n    quote: fell on a Tuesday\n"
    return head + "".join(f"    {line}\n" for line in lines)


def test_words_with_a_colon_below_a_key_stay_whole_when_they_are_mended(small: Path) -> None:
    (small / BRIDGE).write_text(notes("kind: context", "note:", "  A note: with a colon."), "utf-8")
    done = on_a_terminal(small, b"y\n")
    assert (small / BRIDGE).read_text("utf-8") == notes("kind: context", "note: |", "  A note: with a colon.")
    assert "1 made, 0 left; 0 without a suggestion" in done.stderr


def test_on_a_terminal_it_looks_again_for_what_a_mistake_hid_and_asks_nothing_twice(small: Path) -> None:
    wrong = notes("kind: contxt", "craeted: 2016", "note: a: b.")
    (small / BRIDGE).write_text(wrong, "utf-8")
    done = on_a_terminal(small, b"y\nn\ny\nq\n")
    assert done.stderr.count("change it?") == 3
    assert 'kind: contxt\n    created: 2016\n    note: "a: b."' in (small / BRIDGE).read_text("utf-8")
    assert "2 made, 1 left" in done.stderr


def test_the_word_safe_does_not_stand_where_a_value_would(small: Path) -> None:
    (small / BRIDGE).write_text(notes("knd: context", "note: N."), "utf-8")
    assert "  (safe) kind:\n" in edition(small, "fix", BRIDGE).stdout
