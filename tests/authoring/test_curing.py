"""Cures out of the lines that a finding's hint offers for pasting."""

from __future__ import annotations

import pytest

from build_scripts.authoring.curing import cured, is_slip
from build_scripts.authoring.editing import apply, as_change
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place

PATH = "annotations/tales/the-bridge.yml"
TEXT = """\
annotations:
  - id: forty
    qoute: the bridge   # which
    prefix: "a "
    kind: claim
    verdict: suported
    note: |
      N.
"""


def cures(code: Code, line: int, column: int, hint: str) -> list[tuple[str, bool]]:
    """Each cure as the file it makes of `TEXT`, and whether it is safe."""
    finding = Finding(code, Severity.ERROR, Place(PATH, line, column), "x", hint)
    (found,) = cured(PATH, TEXT.encode(), [finding], {}, {})
    made = []
    for cure in found.cures:
        changes = [as_change(TEXT, edit) for edit in cure.edits]
        made.append((apply(TEXT.encode(), changes).decode(), cure.safe))
    return made


def test_a_line_to_paste_goes_to_the_key_it_names() -> None:
    after = TEXT.replace("suported", "supported")
    assert cures(Code.Y204, 6, 14, "Did you mean:\nverdict: supported") == [(after, True)]


def test_a_misspelt_key_is_renamed_and_its_value_stays_as_it_is_written() -> None:
    after = TEXT.replace("qoute", "quote")
    assert cures(Code.Y201, 3, 5, 'Did you mean:\nquote: "the bridge"') == [(after, True)]
    assert cures(Code.Y201, 3, 5, "Did you mean `quote`?") == [(after, True)]


def test_each_remark_begins_a_choice_and_the_neighbour_that_is_not_named_goes() -> None:
    hint = 'Choose one:\n# ¶1 …⟨the bridge⟩ was…\nsuffix: " was"\n# ¶2 …\nprefix: "b "\nsuffix: "."'
    first, second = cures(Code.A101, 3, 12, hint)
    assert first == (
        TEXT.replace('    prefix: "a "\n', "").replace("# which\n", '# which\n    suffix: " was"\n'),
        False,
    )
    assert second == (TEXT.replace('"a "', '"b "').replace("# which\n", '# which\n    suffix: "."\n'), False)


@pytest.mark.parametrize(
    "hint", ["Begin the text so:\nnote: |", "Write it so:\nkind: claim", "Look it up.", "So:\n- id: x"]
)
def test_what_would_empty_a_value_or_change_nothing_is_no_cure(hint: str) -> None:
    assert cures(Code.Y203, 7, 5, hint) == []


@pytest.mark.parametrize(
    ("was", "meant", "slip"),
    [
        ("parrish", "parish", True),
        ("pairsh", "parish", True),
        ("parish-1", "parish-2", False),
        ("parson", "parish", False),
    ],
)
def test_one_letter_or_two_that_changed_places_are_a_slip_and_no_digit_is(was: str, meant: str, slip: bool) -> None:
    assert is_slip(was, meant) is slip


def test_other_words_for_a_value_that_needs_marks_come_with_their_marks() -> None:
    text = "annotations:\n  - id: forty\n    quote: Herrick: sends\n    kind: context\n    note: N.\n"
    hint = 'Did you mean:\nquote: "Herrick sends"\nsuffix: " his"'
    finding = Finding(Code.A104, Severity.ERROR, Place(PATH, 3, 12), "x", hint)
    (found,) = cured(PATH, text.encode(), [finding], {}, {})
    (cure,) = found.cures
    after = apply(text.encode(), [as_change(text, edit) for edit in cure.edits]).decode()
    assert after == text.replace("Herrick: sends", '"Herrick sends"\n    suffix: " his"')
    assert not cure.safe


def test_words_with_colons_below_a_key_become_its_text() -> None:
    text = "annotations:\n  - id: forty\n    kind: context\n    note:\n      One: two\n      Three: four\n    see: []\n"
    hint = "So:\nnote: |\n  One: two\n  Three: four"
    finding = Finding(Code.Y203, Severity.ERROR, Place(PATH, 5, 7), "x", hint)
    (found,) = cured(PATH, text.encode(), [finding], {}, {})
    (cure,) = found.cures
    after = apply(text.encode(), [as_change(text, edit) for edit in cure.edits]).decode()
    assert after == text.replace("note:\n", "note: |\n")


def test_for_a_source_that_is_nowhere_no_other_work_is_offered_that_only_shares_letters_with_it() -> None:
    text = "note: As [@hett-2020] has it.\n"
    hint = "Correct it, or add what it names."
    finding = Finding(Code.C101, Severity.ERROR, Place(PATH, 1, 11), "there is no source “hett-2020”", hint)
    (found,) = cured(PATH, text.encode(), [finding], {}, {finding: {"shane-2005", "eu-2022-350"}})
    assert found.cures == ()
