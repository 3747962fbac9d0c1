"""The list of codes, the page that explains them and the cases that provoke them say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.findings import Code
from tests.findings.cases import CASES, as_expected, lay_out, read_all

PAGE = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
HEADING = re.compile(r"^## ([A-Z]\d{3}) ([a-z0-9-]+)$", re.MULTILINE)
READ_FROM_YAML = re.compile(r"[YG]|S[13]|C2")
"""Codes that reading a YAML file alone can make."""


def test_every_code_has_its_heading_once_and_no_heading_lacks_its_code() -> None:
    headings = [code for code, _ in HEADING.findall(PAGE.read_text("utf-8"))]
    assert sorted(headings) == sorted(code.value for code in Code)


def test_no_two_findings_share_a_name() -> None:
    names = [name for _, name in HEADING.findall(PAGE.read_text("utf-8"))]
    assert sorted(names) == sorted(set(names))


def test_every_code_has_its_smallest_provoking_edition() -> None:
    cases = {case.name for case in CASES.iterdir() if case.is_dir()}
    assert sorted(code.value for code in Code if code.value not in cases) == []
    assert sorted(cases - {code.value for code in Code}) == []


@pytest.mark.parametrize("code", [code for code in Code if READ_FROM_YAML.match(code)])
def test_the_smallest_provoking_edition_gives_its_finding_there_and_no_other(code: Code, tmp_path: Path) -> None:
    expected = (CASES / code / "expected.txt").read_text("utf-8").splitlines()
    assert as_expected(read_all(lay_out(CASES / code, tmp_path)), code) == expected
    assert any(line.endswith(f" {code}") for line in expected)
