"""New annotations at the end of a sidecar, in its own style."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_scripts.anchoring.matching import Selector
from build_scripts.authoring.editing import apply, text_of
from build_scripts.authoring.proving import comments, syntax_findings
from build_scripts.authoring.scalars import write_scalar
from build_scripts.authoring.stubs import Stub, add, make_id, new_sidecar
from build_scripts.authoring.tree import Branch, Leaf, NotEditableError, grow
from build_scripts.reading.sheets import Form, read_sheet
from build_scripts.reading.sidecars import read_sidecar
from tests.authoring.making import sidecars

PATH = "annotations/tales/the-bridge.yml"
STUB = Stub("the-river", Selector("the river: “deep”", "", " is"), "claim", "unverified", "Nobody measured it.")


def test_a_very_long_line_of_spaces_costs_no_time() -> None:
    """A megabyte, the most that a sidecar can have: it would take hours where each space is looked at from each."""
    gap = " " * 999_000
    assert read_sheet(f"article:\n  title: T\nannotations: [{gap}{{id: a}}]\n").form is Form.FLOW
    assert read_sheet(f"annotations:{gap}[{gap}]{gap}# none\n").form is Form.BRACKETS


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(sidecars())
def test_adding_leaves_every_byte_that_was_there(data: bytes) -> None:
    assume(not syntax_findings(PATH, data))
    made = apply(data, [add(text_of(data), STUB)])
    change = add(text_of(data), STUB)
    assert change.start == change.end
    assert text_of(made)[: change.start] + text_of(made)[change.start + len(change.text) :] == text_of(data)
    tree = grow(text_of(made))
    assert isinstance(tree, Branch)
    listed = (tree.pairs or [])[-1][1]
    assert isinstance(listed, Branch)
    (last,) = listed.items[-1:]
    said = {key.text: value.text for key, value in last.pairs or () if isinstance(value, Leaf)}  # type: ignore[union-attr]
    assert (said["id"], said["quote"], said["suffix"]) == ("the-river", "the river: “deep”", " is")
    assert len(comments(text_of(made), tree)) == len(comments(text_of(data), grow(text_of(data))))
    assert (b"\r\n" in made) == (b"\r\n" in data)


def added_to(text: str, stub: Stub = STUB) -> str:
    return apply(text.encode(), [add(text, stub)]).decode()


def test_dashes_keys_quotes_and_blank_lines_are_those_of_the_file() -> None:
    before = (
        "article:\n  title: x\nannotations:\n-   id: a\n    quote: 'no'\n    kind: place\n    note: >\n        A.\n"
        "-   id: b\n    quote: 'it'\n    kind: place\n    note: >\n        B.\n    # the last\n# end\n"
    )
    plain = Stub("c", Selector("it’s"), "place", "", "C.")
    assert added_to(before, plain) == before.removesuffix("# end\n") + (
        "-   id: c\n    quote: 'it’s'\n    kind: place\n    note: >\n      C.\n# end\n"
    )


@pytest.mark.parametrize(
    "before",
    [
        "article:\n  title: x\n",
        "article:\n  title: x",
        "article:\n  title: x\n\nannotations:\n",
        "article:\n  title: x\n\nannotations:",
        "article:\n  title: x\n\nannotations: []\n",
        "annotations:\n  - {id: a, kind: place, note: A.}\narticle:\n  title: x\n",
        new_sidecar("Moscow: the “coalition” lies"),
    ],
)
def test_a_note_can_be_added_to_whatever_there_is(before: str) -> None:
    sidecar, findings = read_sidecar(PATH, added_to(before).encode())
    assert findings == ()
    assert sidecar is not None
    assert sidecar.annotations[-1].targets[0].quote.text == "the river: “deep”"
    assert sidecar.annotations[-1].note.text.rstrip("\n") == "Nobody measured it."


def test_annotations_in_brackets_are_left() -> None:
    with pytest.raises(NotEditableError):
        added_to("article: {title: x}\nannotations: [{id: a, kind: place, note: A.}]\n")


@pytest.mark.parametrize(
    ("words", "taken", "made"),
    [
        ("18 civilians were killed and dozens", (), "18-civilians-were-killed-and"),
        ("The mayor’s “bridge”", (), "the-mayors-bridge"),
        ("The bridge", ("the-bridge", "the-bridge-2"), "the-bridge-3"),
        ("índex", (), "index-2"),
        ("الجسر", (), "note-1"),
        ("桥塌了 OK", ("note-1",), "note-2"),
        ("…", (), "note-1"),
    ],
)
def test_an_id_is_made_of_the_first_words_and_is_new(words: str, taken: tuple[str, ...], made: str) -> None:
    assert make_id(words, taken) == made


@given(st.text(max_size=30).filter(str.isprintable), st.sampled_from(["", "'", '"']), st.booleans())
def test_words_written_as_yaml_read_back_as_the_same_words(words: str, style: str, flow: bool) -> None:
    written = write_scalar(words, style, flow=flow)
    tree = grow(f"k: [{written}]" if flow else f"k: {written}")
    assert isinstance(tree, Branch)
    value = (tree.pairs or [])[0][1]
    value = value.items[0] if isinstance(value, Branch) else value
    assert isinstance(value, Leaf)
    assert value.text == words
    assert "\n" not in written


@pytest.mark.parametrize("words", ["no", "2000", "1.10", "2016-12-08", "null", "~"])
def test_words_that_an_editor_takes_for_something_else_are_quoted(words: str) -> None:
    assert write_scalar(words) == f'"{words}"'
