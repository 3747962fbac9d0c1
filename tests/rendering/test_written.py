"""Pages written by hand: what in them is a reference, where it stands, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.findings import Code
from build_scripts.rendering.crossrefs import Destination
from build_scripts.rendering.written import Written, file_of, read_written, without_code, written_page

BRIDGE = Destination("tales/bridge", "tales/bridge/", "The *bridge*")


def page(text: str, path: str = "lesson.md") -> Written:
    return read_written(path, text)


def targets(text: str) -> list[str]:
    return [spot.reference.target for spot in page(text).spots]


@pytest.mark.parametrize(
    "text",
    [
        "See [[bridge]].",
        "See [[bridge|the bridge]].",
        "| a | b |\n| - | - |\n| [[bridge|x]] | c |",
        "- one\n\n    [[bridge]] belongs to the list",
        "!!! note\n\n    [[bridge]] stands in an admonition",
        "A line\n    and one that goes on: [[bridge]]",
        "`code` and [[bridge]] and `code`",
        "A ` alone, and [[bridge]]\n\nand ` again",
        "```\ncode\n```\n[[bridge]]",
    ],
)
def test_a_reference_is_found_wherever_words_may_stand(text: str) -> None:
    assert targets(text) == ["bridge"]


@pytest.mark.parametrize(
    "text",
    [
        "`[[bridge]]`",
        "``a ` and [[bridge]]``",
        "`code over\ntwo lines [[bridge]]`",
        "```yaml\nnote: [[bridge]]\n```",
        "~~~\n```\n[[bridge]]\n~~~",
        "A command:\n\n    test [[bridge]]",
        "A command:\n\n    first\n\n    [[bridge]]",
        "\\[[bridge]]",
        "<!-- [[bridge]]\n[[bridge]] -->",
        "[[1](one.md), [2](two.md)]",
        "an empty [[]] pair",
    ],
)
def test_code_comments_and_what_is_escaped_hold_no_reference(text: str) -> None:
    assert (targets(text), page(text).findings) == ([], ())


@given(st.text(alphabet="a`~[]|\\ \n\t<!->-1.*:", max_size=80))
def test_blanking_out_code_moves_nothing(text: str) -> None:
    plain = without_code(text)
    assert len(plain) == len(text)
    assert all(now in (was, " ") for now, was in zip(plain, text, strict=True))
    assert [i for i, c in enumerate(plain) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


def test_a_reference_knows_its_line_and_column_below_front_matter() -> None:
    (spot,) = page("---\ntitle: Lesson\n---\n\n# A lesson\n\n| é | [[bridge]] |\n").spots
    assert (spot.reference.line, spot.reference.column) == (7, 7)


def test_a_reference_that_is_never_closed_is_a_finding_at_its_place() -> None:
    (finding,) = page("One\n\nSee [[bridge and go on.\n").findings
    assert (finding.code, finding.place.path, finding.place.line, finding.place.column) == (
        Code.X105,
        "docs/lesson.md",
        3,
        5,
    )


def test_a_link_is_relative_to_its_page_and_says_the_label_or_the_title_as_words() -> None:
    text = "[[bridge]] and [[bridge|the *old* one]]"
    shown = written_page(page(text, "deep/lesson.md"), {"bridge": BRIDGE}, {})
    assert shown == (
        '<a class="crossref" href="../../tales/bridge/">The \\*bridge\\*</a>'
        ' and <a class="crossref" href="../../tales/bridge/">the *old* one</a>'
    )


def test_what_stands_around_a_reference_stays_as_it_is() -> None:
    text = "# One\n\n*Before* [[bridge]] after.  \n\n\tcode\n"
    shown = written_page(page(text), {"bridge": BRIDGE}, {})
    before, _, rest = shown.partition("<a ")
    assert before + rest.partition("</a>")[2] == text.replace("[[bridge]]", "")


def test_a_list_stands_where_its_name_has_a_line_of_its_own_and_elsewhere_a_link() -> None:
    asked = Destination("questions:tales", "questions/#on-tales", "Questions on Tales")
    text = "[[questions:tales]]\n\nSee [[questions:tales]].\n\n[[questions:tales|Questions]]\n\n- [[questions:tales]]"
    shown = written_page(page(text), {"questions:tales": asked}, {"questions:tales": "<ol></ol>"})
    assert shown.count("\n⟦html⟧\n<ol></ol>\n⟦/html⟧\n") == 1
    assert shown.startswith("\n⟦html⟧")
    assert shown.count('href="../questions/#on-tales"') == 3


@pytest.mark.parametrize(
    ("path", "text", "title", "url"),
    [
        ("for-teachers.md", "# For teachers #\n", "For teachers", "for-teachers/"),
        ("a/index.md", '---\ntitle: "A: b"\n---\n# C\n', "A: b", "a/"),
        ("a/how-to.md", "Nothing", "How to", "a/how-to/"),
        ("index.md", "# Home", "Home", ""),
    ],
)
def test_a_page_has_a_title_and_an_address_for_those_it_points_at(path: str, text: str, title: str, url: str) -> None:
    found = page(text, path)
    assert (found.title, found.url, found.origin.key) == (title, url, f"written:{path}")


def test_the_text_with_links_is_found_by_the_words_without_front_matter() -> None:
    assert file_of(page("---\ntitle: x\n---\n\nA [[b]]\n").text) == file_of("A [[b]]")
    assert file_of("A [[b]]") != file_of("A [[c]]")
