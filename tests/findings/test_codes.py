"""The list of codes, the page that explains them and the cases that provoke them say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.findings import Code
from tests.findings.cases import CASES, as_expected, findings_in, lay_out

PAGE = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
HEADING = re.compile(r"^## ([A-Z]\d{3}) ([a-z0-9-]+)$", re.MULTILINE)
NOT_BY_CHECK = {
    "C105": "pandoc fails",
    "C106": "pandoc has a remark",
    **dict.fromkeys(("E101", "E102", "E103", "E104", "E105", "E106"), "`edition import-annotations`"),
    **dict.fromkeys(("E201", "E202", "E203", "E204", "E205"), "`edition import-sources`"),
    "H101": "a build, in a shallow clone",
    "T102": "`edition check` refuses the file before (S407); an import reads it",
    "T103": "the sidecar's reader refuses the name before (Y204); an import reads it",
    "T110": "a fault of the conversion itself",
    "T113": "`edition check` sees no article in such a file (S402, S408); an import does",
    "T115": "pandoc fails",
    "T201": "an import",
    "T202": "an import",
    "T203": "an import",
    "T204": "an import",
    "T205": "an import",
    "Y301": "`edition fmt`",
    "Y302": "`edition fmt`",
    "W101": "a fault of the weaving itself",
    "W401": "a build",
    "W402": "a build",
}
"""Codes that no edition brings out in `edition check` alone, and what does."""

CASED = sorted(case.name for case in CASES.iterdir() if case.is_dir())


def test_every_code_has_its_heading_once_and_no_heading_lacks_its_code() -> None:
    headings = [code for code, _ in HEADING.findall(PAGE.read_text("utf-8"))]
    assert sorted(headings) == sorted(code.value for code in Code)


def test_no_two_findings_share_a_name() -> None:
    names = [name for _, name in HEADING.findall(PAGE.read_text("utf-8"))]
    assert sorted(names) == sorted(set(names))


FAULTS = frozenset({"C105", "T110", "W101"})
"""Faults of the program or of Pandoc: nobody wrote anything wrong."""


@pytest.mark.parametrize("code", sorted({code.value for code in Code} - FAULTS))
def test_a_finding_an_author_can_cause_is_explained_by_a_wrong_and_a_right_example(code: str) -> None:
    _, found, rest = PAGE.read_text("utf-8").partition(f"\n## {code} ")
    section = rest.partition("\n## ")[0]
    assert found
    assert section.count("\nWrong:\n\n```") == section.count("\nRight:\n\n```") == 1


def test_every_code_has_its_smallest_provoking_edition() -> None:
    assert sorted(code.value for code in Code if code.value not in CASED) == sorted(NOT_BY_CHECK)
    assert sorted(set(CASED) - {code.value for code in Code}) == []


@pytest.mark.parametrize("code", CASED)
def test_the_smallest_provoking_edition_gives_its_finding_there_and_no_other(code: str, tmp_path: Path) -> None:
    expected = (CASES / code / "expected.txt").read_text("utf-8").splitlines()
    assert as_expected(findings_in(lay_out(CASES / code, tmp_path)), code) == expected
    assert any(line.endswith(f" {code}") for line in expected)
