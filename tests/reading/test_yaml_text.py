"""YAML is read as text with places; whatever is in the file ends in a value or a finding, never in a surprise."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Scalar
from build_scripts.reading import composing
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.yaml_text import read_yaml

PATH = "annotations/cases/story.yml"


def value(text: str, *keys: str) -> Node:
    """The node under `keys` of a file that has nothing to mend."""
    node, findings = read_yaml(PATH, text.encode())
    assert findings == ()
    for key in keys:
        assert isinstance(node, Mapping)
        node = node.items[key][1]
    assert node is not None
    return node


def scalar(text: str, *keys: str) -> Scalar:
    node = value(text, *keys)
    assert isinstance(node, Scalar)
    return node


def findings_of(data: bytes | str) -> list[tuple[int, int, str]]:
    _, findings = read_yaml(PATH, data.encode() if isinstance(data, str) else data)
    return [(found.place.line, found.place.column, found.code.value) for found in findings]


@pytest.mark.parametrize("written", ["no", "1.10", "0o17", "1:30", "2016-12-08", "~", "null", "1e3", "0x1F", "<<"])
def test_text_stays_the_text_that_was_written(written: str) -> None:
    assert scalar(f"a: {written}\n", "a").text == written


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: words\n", 1, 4),
        ("a: 'words'\n", 1, 5),
        ('a: "words"\n', 1, 5),
        ("a: |\n  words\n", 2, 3),
        ("a: >-\n    words\n", 2, 5),
        ("\ufeffa: words\n", 1, 4),
        ("b: 😀\na:    words\n", 2, 7),
        ("{b: 😀é𝔘, a: words}", 1, 13),
        ("b: x\r\na: words\r\n", 2, 4),
    ],
)
def test_a_value_knows_where_its_first_character_stands(text: str, line: int, column: int) -> None:
    assert scalar(text, "a").place == Place(PATH, line, column)


def test_every_line_of_a_literal_block_knows_where_it_begins() -> None:
    found = scalar("note: |\n\n  one 😀\n\n    two\n   \n  three\nnext: x\n", "note")
    lines = found.text.removesuffix("\n").split("\n")
    assert lines == ["", "one 😀", "", "  two", " ", "three"]
    assert [(place.line, place.column) for place in found.lines] == [(2, 1), (3, 3), (4, 1), (5, 3), (6, 3), (7, 3)]


def test_lines_with_an_indentation_indicator_keep_their_spaces_and_places() -> None:
    found = scalar("note: |2-\n   one\n  two\n", "note")
    assert found.text == " one\ntwo"
    assert [(place.line, place.column) for place in found.lines] == [(2, 3), (3, 3)]


def test_a_folded_text_claims_no_lines() -> None:
    assert scalar("note: >\n  one\n  two\n", "note").lines == ()
    assert scalar("note: one\n  two\n", "note").lines == ()
    assert scalar('note: "a\\tb"\n', "note").lines == ()


def test_windows_line_ends_and_a_byte_order_mark_are_accepted() -> None:
    assert scalar("\ufeffnote: |\r\n  one\r\n  two\r\n", "note").text == "one\ntwo\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("", 1, 1, "Y105"),
        ("\n\n", 1, 1, "Y105"),
        ("# only a comment\n", 1, 1, "Y105"),
        ("title: Moscow: they lie\n", 1, 14, "Y108"),
        ("b: 😀\ntitle: 😀: they lie\n", 2, 9, "Y108"),
        ("\ufefftitle: Moscow: they lie\n", 1, 14, "Y108"),
        ("title: @home\n", 1, 8, "Y108"),
        ("title: `code`\n", 1, 8, "Y108"),
        ("title: 100%\nb: %x\n", 2, 4, "Y108"),
        ("title: *emphasis* here\n", 1, 8, "Y108"),
        ("title: 'it's'\n", 1, 12, "Y108"),
        ('title: "He said "no" to it"\n', 1, 18, "Y108"),
        ('title: "never closed\n', 1, 8, "Y109"),
        ('a: "never closed\nb: "closed"\n', 1, 4, "Y109"),
        ("tags: [a, b\nkind: x\n", 1, 7, "Y109"),
        ("a:\n\tb: c\n", 2, 1, "Y107"),
        ("a: b\n\tc: d\n", 2, 1, "Y107"),
        ("a: |\n\tx\n", 2, 1, "Y107"),
        ("title:Moscow\nkind: x\n", 1, 6, "Y106"),
        ("a: b\n   c: d\n", 2, 4, "Y106"),
        ("a: - b\n", 1, 4, "Y106"),
        ("just words\nkind: x\n", 1, 1, "Y106"),
        ('a: "\\q"\n', 1, 5, "Y106"),
        ("a: *x\n", 1, 4, "Y110"),
        ("a: &x y\n", 1, 4, "Y110"),
        ("a: !!python/object:os.system [echo]\n", 1, 4, "Y111"),
        ("%YAML 1.1\n---\na: b\n", 1, 1, "Y112"),
        ("a: b\n---\nc: d\n", 2, 1, "Y112"),
        ("a: b\n...\n---\nc: d\n", 3, 1, "Y112"),
        ("a: b\nc: d\na: e\n", 3, 1, "Y113"),
        ("a: {{ x }}\n", 1, 5, "Y114"),
        ("a: word #cut\n", 1, 9, "Y115"),
        ("a: #cut\n", 1, 4, "Y115"),
        ("a\u200bb: c\n", 1, 2, "Y116"),
        ("a: \U000e0041b\n", 1, 4, "Y117"),
        ("# \u202etxt\na: b\n", 1, 3, "Y119"),
        ('a: "\\0"\n', 1, 5, "Y102"),
        ("a: x\u0085y\n", 1, 5, "Y102"),
        ("a: 😀\u2028y\n", 1, 5, "Y102"),
        ("a: b\rc: d\n", 1, 5, "Y102"),
        ("a: b\r\nc: d\n", 2, 1, "Y118"),
        ("[" * 30_000, 1, 9, "Y104"),
        ("- " * 30_000, 1, 17, "Y104"),
        ("{a: " * 30_000, 1, 33, "Y104"),
    ],
)
def test_a_mistake_is_one_finding_at_its_place(text: str, line: int, column: int, code: str) -> None:
    assert findings_of(text) == [(line, column, code)]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: \xe9t\xe9\n", 1, 4),
        ("a: 😀\nb: ".encode() + b"\xff\n", 2, 4),
        (b"a: \xed\xa0\x80\n", 1, 4),
        (b"a: \xc0\xaf\n", 1, 4),
        ("a: b\n".encode("utf-16"), 1, 1),
        ("a: b\n".encode("utf-16-le"), 1, 1),
        ("a: b\n".encode("utf-32"), 1, 1),
        (b"\xef\xbb\xbfa: \xff", 1, 4),
    ],
)
def test_only_utf_8_is_read_and_the_first_wrong_byte_is_named(data: bytes, line: int, column: int) -> None:
    assert findings_of(data) == [(line, column, "Y101")]


def test_a_nul_is_named_where_it_stands() -> None:
    assert findings_of(b"a: b\nc: d\0e\n") == [(2, 5, "Y102")]


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    node, findings = read_yaml(PATH, bomb.encode())
    assert {found.code for found in findings} == {Code.Y110}
    assert isinstance(node, Mapping)
    assert all(isinstance(pair[1], Sequence) and len(pair[1].items) == 2 for pair in node.items.values())


def test_merge_keys_merge_nothing() -> None:
    node, findings = read_yaml(PATH, b"<<: {a: b}\nc: d\n")
    assert isinstance(node, Mapping)
    assert list(node.items) == ["<<", "c"]
    assert findings == ()


def test_a_file_above_one_megabyte_or_200_000_values_is_refused() -> None:
    assert findings_of(b"a" * 1_048_577) == [(1, 1, "Y103")]
    assert [code for _, _, code in findings_of("- a\n" * 200_001)] == ["Y103"]


def test_a_missing_dash_is_one_mistake_however_many_keys_repeat() -> None:
    node, findings = read_yaml(PATH, b"- id: a\n  kind: b\n  id: c\n  kind: d\n")
    assert node is not None
    assert [(found.place.line, found.code) for found in findings] == [(3, Code.Y113)]
    assert "- id:" in findings[0].hint


def test_two_keys_that_stand_twice_are_two_mistakes() -> None:
    assert findings_of("a: 1\nb: 2\nc: 3\nb: 4\nc: 5\n") == [(4, 1, "Y113"), (5, 1, "Y113")]


def test_a_comment_after_two_spaces_is_meant() -> None:
    assert findings_of("a: b  # as agreed\n") == []
    assert findings_of('a: "b" # as agreed\n') == []


def test_joiners_a_script_needs_are_ordinary_spelling() -> None:
    assert findings_of("a: می\u200cخواهم\nb: 👩\u200d🚀\nc: क्\u200dष\nd: ‏עברית‏ a\n".replace("‏", "\u200f")) == []


def test_balanced_direction_controls_are_named_and_unbalanced_ones_refused() -> None:
    assert findings_of("a: \u2067עברית\u2069\n") == [(1, 4, "Y117"), (1, 10, "Y117")]
    assert findings_of("a: \u2067עברית\n") == [(1, 4, "Y119")]


def test_a_missing_pair_of_quotes_does_not_hide_the_next_mistake() -> None:
    text = "a: x: y\nb: @z\nc: d #e\nc: f\n"
    assert findings_of(text) == [(1, 5, "Y108"), (2, 4, "Y108"), (3, 6, "Y115"), (4, 1, "Y113")]


def test_a_value_without_its_quotes_is_read_as_it_was_meant() -> None:
    node, _ = read_yaml(PATH, b"a: Moscow: they lie\n")
    assert isinstance(node, Mapping)
    assert isinstance(node.items["a"][1], Scalar)
    assert node.items["a"][1].text == "Moscow: they lie"


def test_one_broken_item_of_a_list_costs_only_itself() -> None:
    text = 'notes:\n  - id: a\n    note: "open\n  - id: b\n    note: fine\n  - id: c\n    note: [x] y\n  - id: d\n'
    node, findings = read_yaml(PATH, text.encode())
    assert [(found.place.line, found.place.column, found.code) for found in findings] == [
        (3, 11, Code.Y109),
        (7, 11, Code.Y108),
    ]
    assert isinstance(node, Mapping)
    notes = node.items["notes"][1]
    assert isinstance(notes, Sequence)
    ids = [item.items["id"][1] for item in notes.items if isinstance(item, Mapping)]
    assert [found.text for found in ids if isinstance(found, Scalar)] == ["b", "c", "d"]


def test_a_trusted_file_may_hold_tags_and_aliases_and_runs_none() -> None:
    text = "a: !ENV [X, y]\nb: &list [1]\nc: *list\nd: !!python/name:os.system\ne: x #y\n"
    node, findings = read_yaml("mkdocs.yml", text.encode(), trusted=True)
    assert findings == ()
    assert isinstance(node, Mapping)
    assert isinstance(node.items["c"][1], Sequence)
    assert isinstance(node.items["d"][1], Scalar)


def flat(node: Node | None) -> list[object]:
    """Texts with their places, except those of empty texts, which have no character to stand anywhere."""
    if isinstance(node, Scalar):
        return [node if node.text else ""]
    if isinstance(node, Sequence):
        return [flat(item) for item in node.items]
    return [(key, flat(pair[1])) for key, pair in node.items.items()] if node else []


def places_are_inside(text: str, findings: tuple[Finding, ...]) -> bool:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return all(
        1 <= found.place.line <= len(lines) and 1 <= found.place.column <= len(lines[found.place.line - 1]) + 1
        for found in findings
    )


YAMLISH = st.text(st.sampled_from("ab: -\n\t#'\"[]{}|>&*!%@`,?\\\r\0\u202e\u200b😀é=0~"), max_size=60)
LINES = st.lists(
    st.sampled_from(
        [
            "a: b",
            "  - c: d",
            "  e: |",
            "    f",
            "\tg",
            'h: "i',
            "j: 'k' l",
            "- [m",
            "n: *o",
            "p: q: r",
            "---",
            "s",
            "",
            "]",
        ]
    ),
    max_size=12,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), YAMLISH, LINES))
def test_any_text_gives_a_value_or_findings_with_places_inside_the_file(text: str) -> None:
    node, findings = read_yaml(PATH, text.encode("utf-8", "surrogatepass"))
    assert node is not None or findings
    if "\r" not in text.replace("\r\n", "") and not any(0xD800 <= ord(letter) < 0xE000 for letter in text):
        assert places_are_inside(text, findings)
    assert all("\n" not in found.message for found in findings)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_findings(data: bytes) -> None:
    node, findings = read_yaml(PATH, data)
    assert node is not None or any(found.severity is Severity.ERROR for found in findings)


@settings(max_examples=150, deadline=None)
@given(st.one_of(YAMLISH, LINES))
def test_without_libyaml_the_same_files_are_read(text: str) -> None:
    data = text.encode()
    fast, fast_findings = read_yaml(PATH, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "_LOADER", yaml.Loader)
        slow, slow_findings = read_yaml(PATH, data)
    assert places_are_inside(text, slow_findings) or "\r" in text
    if not fast_findings and not slow_findings:
        assert flat(fast) == flat(slow)


def test_a_file_full_of_lines_with_plus_signs_is_given_up_soon() -> None:
    node, findings = read_yaml(PATH, b"annotations:\n" + b"+  - id: x\n\n" * 20_000)
    assert node is None
    assert [found.code for found in findings] == [Code.Y120] * 20
