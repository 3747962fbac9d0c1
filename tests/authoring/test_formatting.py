"""`edition fmt`: an even layout that says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from build_scripts.authoring.editing import text_of
from build_scripts.authoring.formatting import format_file
from build_scripts.authoring.proving import comments, meaning, syntax_findings
from build_scripts.authoring.tree import NotEditableError, grow
from tests.authoring.making import sidecars

ROOT = Path(__file__).resolve().parents[2]
PATH = "annotations/tales/the-bridge.yml"
QUICK = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@QUICK
@given(sidecars())
def test_a_laid_out_file_says_the_same_and_is_laid_out_for_good(data: bytes) -> None:
    assume(not syntax_findings(PATH, data))
    made = format_file(PATH, data)
    assert meaning(PATH, made) == meaning(PATH, data)
    assert sorted(comments(text_of(made), grow(text_of(made)))) == sorted(comments(text_of(data), grow(text_of(data))))
    assert format_file(PATH, made) == made


@pytest.mark.parametrize("block", ["|", ">", "|2"])
def test_a_last_line_of_spaces_that_belongs_to_the_text_is_kept(block: str) -> None:
    text = f"article:\n  title: The bridge\n  summary: {block}\n    A bridge.\n     \n"
    made = format_file(PATH, f"{text}\n\nannotations: []\n".encode())
    assert made.decode() == f"{text}\nannotations: []\n"


@QUICK
@given(sidecars())
def test_the_mark_at_the_beginning_and_the_line_ends_stay_as_they_are(data: bytes) -> None:
    assume(not syntax_findings(PATH, data))
    made = format_file(PATH, data)
    assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in data:
        assert made.count(b"\r\n") == made.count(b"\n")
    else:
        assert b"\r" not in made


@pytest.mark.parametrize("path", sorted((ROOT / "annotations").rglob("*.yml")), ids=lambda path: path.name)
def test_the_files_of_this_edition_are_laid_out(path: Path) -> None:
    data = path.read_bytes()
    assert format_file(path.relative_to(ROOT).as_posix(), data) == data


UNEVEN = """\
# on top
article:
    title: The bridge      # printed so
    structure:
    - {block: "31 August", as: standfirst}


annotations:
# about the mayor
-   note: >
        He said
          so.
    # the kind is doubtful
    kind:   context
    id : mayor


    # nothing more
-   id: forty
    quote:
    - forty people
    -   'the
      river'
    kind: context
    note: |2
        indented
      less
    tags: [one,
      two]
"""
EVEN = """\
# on top
article:
  title: The bridge      # printed so
  structure:
    - {block: "31 August", as: standfirst}

annotations:
  # about the mayor
  - id: mayor
    # the kind is doubtful
    kind: context
    note: >
      He said
        so.

    # nothing more

  - id: forty
    quote:
      - forty people
      - 'the
        river'
    kind: context
    note: |2
        indented
      less
    tags: [one,
      two]
"""


def test_indentation_order_and_blank_lines_are_made_even_and_comments_stay_with_their_keys() -> None:
    assert format_file(PATH, UNEVEN.encode()).decode() == EVEN


def test_a_file_whose_keys_are_written_with_question_marks_is_left() -> None:
    with pytest.raises(NotEditableError):
        format_file(PATH, b"? article\n: title: x\n")


def test_an_empty_file_and_one_of_comments_stay() -> None:
    assert format_file(PATH, b"") == b""
    assert format_file(PATH, b"  # notes will follow\n\n\n") == b"  # notes will follow\n\n\n"
