"""Entries that do not begin under the others are found in the text; what a note's words show is left alone."""

from __future__ import annotations

import pytest

from build_scripts.findings import Code, Finding
from build_scripts.reading.sidecars import read_sidecar

PATH = "annotations/cases/story.yml"
HEAD = "article:\n  title: A title\nannotations:\n"
ONE = "  - id: one\n    kind: context\n    note: |\n      Words.\n"
TWO = "  - id: two\n    kind: context\n    note: |\n      More words.\n"


def indented(entry: str, by: int) -> str:
    return "".join(" " * by + line for line in entry.splitlines(keepends=True))


def read(text: str) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The notes by id, and the findings."""
    sidecar, findings = read_sidecar(PATH, text.encode())
    assert sidecar is not None
    return {note.id: note.note.text for note in sidecar.annotations}, findings


@pytest.mark.parametrize("fence", ["```", "```yaml", "~~~"])
def test_an_example_in_a_code_fence_is_words_of_its_note(fence: str) -> None:
    example = f"      Write it so:\n\n      {fence}\n{indented(TWO, 4)}      {fence[:3]}\n\n      Or ask.\n"
    notes, findings = read(HEAD + ONE + example + TWO)
    assert findings == ()
    assert "- id: two\n  kind: context" in notes["one"]
    assert notes["two"] == "More words.\n"


@pytest.mark.parametrize(
    "words",
    [
        "      - id: what a passport is called\n      - other: things\n",
        "      - id: the last line\n    author: somebody\n    created: 2026-11-21\n",
    ],
)
def test_a_list_in_a_note_that_begins_with_id_is_words_of_its_note(words: str) -> None:
    notes, findings = read(HEAD + ONE + words + TWO)
    assert findings == ()
    assert "- id: " in notes["one"]


@pytest.mark.parametrize("by", [1, 2, 3, 4, 5, 6, 8, 12])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_note_too_far_right_is_never_swallowed_by_the_one_above(by: int, gap: str) -> None:
    notes, (finding,) = read(HEAD + ONE + gap + indented(TWO, by))
    assert notes == {"one": "Words.\n"}
    assert (finding.code, finding.place.column) == (Code.Y122, by + 3)
    assert finding.hint.split("\n", 1)[1] == TWO.rstrip("\n")


def test_a_misspelt_key_does_not_hide_that_its_note_is_too_far_right() -> None:
    text = HEAD + ONE + indented(TWO.replace("    kind", "    qoute: x\n    kind"), 4)
    _, (finding,) = read(text)
    assert finding.code is Code.Y122


def test_each_of_several_is_found_at_once_and_the_others_are_read() -> None:
    three, four = TWO.replace("two", "three"), TWO.replace("two", "four")
    notes, findings = read(HEAD + indented(ONE, 2) + TWO + indented(three, 4) + four)
    assert [finding.place.line for finding in findings] == [4, 12]
    assert list(notes) == ["two", "four"]


def test_a_file_in_which_all_stand_elsewhere_has_nothing_to_mend() -> None:
    for by in (2, 4):
        notes, findings = read(HEAD + indented(ONE + TWO, by))
        assert (list(notes), findings) == (["one", "two"], ())
    dedented = "".join(line[2:] for line in (ONE + TWO).splitlines(keepends=True))
    assert read(HEAD + dedented)[1] == ()


def test_tabs_on_several_lines_are_put_right_together() -> None:
    text = HEAD + ONE + "\t- id: two\n\t\tkind: context\n\t\tnote: |\n\t\t\tMore words.\n"
    _, (finding,) = read(text)
    assert (finding.code, finding.place.line) == (Code.Y107, 8)
    assert finding.hint.split("\n", 1)[1] == TWO.rstrip("\n")
