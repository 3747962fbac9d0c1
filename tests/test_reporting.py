"""Findings reach people, programs and GitHub without anything in them being obeyed."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.cli.console import tally
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.reporting import LONGEST_QUOTE, Nearness, as_github, as_json, as_text, guarded, visible

TOKEN = "0123456789abcdef0123456789abcdef"  # noqa: S105 - no secret, a fixed one for the test


def finding(
    message: str = "a message", *, path: str = "annotations/a/b.yml", line: int = 3, column: int = 5
) -> Finding:
    return Finding(Code.Y108, Severity.ERROR, Place(path, line, column), message, "Put it in quotes.")


def test_a_finding_is_a_line_a_person_and_an_editor_can_follow() -> None:
    assert as_text([finding()]) == "annotations/a/b.yml:3:5: error Y108 a message\n    Put it in quotes.\n"


def test_findings_come_in_the_order_of_files_and_lines_each_once() -> None:
    found = [finding(line=10), finding(path="annotations/a/a.yml"), finding(line=9), finding(line=9)]
    places = [line.split(": ")[0] for line in as_text(found).splitlines()[::2]]
    assert places == ["annotations/a/a.yml:3:5", "annotations/a/b.yml:9:5", "annotations/a/b.yml:10:5"]


def test_json_is_one_object_with_what_the_design_names() -> None:
    assert json.loads(as_json([finding()])) == {
        "findings": [
            {
                "code": "Y108",
                "severity": "error",
                "path": "annotations/a/b.yml",
                "line": 3,
                "column": 5,
                "message": "a message",
                "hint": "Put it in quotes.",
            }
        ]
    }
    assert json.loads(as_json([])) == {"findings": []}


def test_nothing_is_said_when_there_is_nothing_to_say() -> None:
    assert as_text([]) == as_github([], TOKEN) == ""


def test_github_gets_one_escaped_command_for_each_finding() -> None:
    commands = as_github([finding("100% of\nit", path="a:b,c.yml")], TOKEN).splitlines()[-1]
    assert commands == ("::error file=a%3Ab%2Cc.yml,line=3,col=5,title=Y108::100%25 of\\u{000A}it%0APut it in quotes.")


def test_the_listing_for_github_stands_where_commands_are_off() -> None:
    lines = as_github([finding()], TOKEN).splitlines()
    assert lines[0] == f"::stop-commands::{TOKEN}"
    assert lines[3] == f"::{TOKEN}::"
    assert guarded("", TOKEN) == ""


def test_what_cannot_be_seen_is_shown_as_its_code_point() -> None:
    assert visible("a\x1b[31m\u202eb\u200b\x85\n") == r"a\u{001B}[31m\u{202E}b\u{200B}\u{0085}\u{000A}"


def test_long_quotations_are_cut() -> None:
    shown = visible(f"the words “{'x' * 500}” are nowhere")
    assert len(shown) == len("the words “” are nowhere") + LONGEST_QUOTE
    assert visible(f"“{'x' * LONGEST_QUOTE}”") == f"“{'x' * LONGEST_QUOTE}”"


HOSTILE = st.text(st.sampled_from("::error file=a%\n\r\x1b\u2028\u202e#[]add-mask"), max_size=40)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_line_that_input_begins_is_a_command(path: str, message: str, hint: str) -> None:
    found = Finding(Code.Y108, Severity.ERROR, Place(path or "x", 1, 1), message, hint)
    text = as_text([found])
    cure = hint.count("\n") + 1
    assert len(text.splitlines()) == 1 + cure
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in text.splitlines())
    github = as_github([found], TOKEN).splitlines()
    assert len(github) == 4 + cure
    assert github[-1].startswith("::error file=")
    assert json.loads(as_json([found]))["findings"][0]["path"] == (path or "x")
    assert as_json([found]).isascii()


def test_lines_to_paste_that_are_indented_stand_in_their_own_columns() -> None:
    lines = "Put these lines in its place:\n  - id: one\n    kind: context"
    found = Finding(Code.Y122, Severity.ERROR, Place("annotations/a/b.yml", 3, 1), "a message", lines)
    assert as_text([found]).split("\n")[1:] == [
        "    Put these lines in its place:",
        "  - id: one",
        "    kind: context",
        "",
    ]


def absent(number: int, severity: Severity = Severity.NOTICE) -> Finding:
    return Finding(Code.S408, severity, Place(f"annotations/a/{number}.yml", 2, 3), f"{number} is not here", "Put it.")


def test_texts_that_may_not_be_here_are_one_line_which_asks_for_nothing() -> None:
    found = [absent(number) for number in range(11)]
    line = "The texts of 11 articles are not in the repository; nothing for you to do.\n"
    assert as_text([finding(), *found]) == f"{as_text([finding()])}{line}"
    assert as_text(found[:1]) == "The text of 1 article is not in the repository; nothing for you to do.\n"
    assert "error S408" in as_text([absent(1, Severity.ERROR)])
    assert tally([finding(), *found]) == "1 error"
    assert tally(found) == "nothing to mend"
    assert as_json(found).count('"S408"') == 11


def test_github_points_at_a_missing_text_only_where_the_pull_request_is_at_work() -> None:
    found = [absent(number) for number in range(11)]
    assert "::notice" not in as_github(found, TOKEN)
    near = as_github(found, TOKEN, lambda place: Nearness.LINE if place.path.endswith("/3.yml") else Nearness.FILE)
    assert near.count("::notice") == 1
    assert "file=annotations/a/3.yml" in near
    assert "nothing for you to do" in near
