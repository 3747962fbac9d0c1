"""The cases in `tests/cases/anchoring`, as they stand there."""

from __future__ import annotations

import pytest
import yaml

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.anchoring.placing import anchor
from build_scripts.model import Anchor
from tests.anchoring.cases import Case, all_cases

CASES = all_cases()


def as_written(placed: Anchor) -> str:
    """An anchor the way a case expects it."""
    if placed.start is None:
        return str(placed.status)
    return f"{placed.status} ¶{placed.number or '-'} {placed.text}".replace("\n", " / ")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_selector_finds_its_place_or_says_why_not(case: Case) -> None:
    anchors, findings = anchor(canonical_text(case.article), (case.annotation,))
    assert as_written(anchors[0]) == case.expected
    assert {finding.code for finding in findings} == {code for code, _ in case.findings}
    for _, words in case.findings:
        assert words in findings[0].hint


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_finding_names_the_value_it_is_about_and_offers_lines_of_yaml(case: Case) -> None:
    _, findings = anchor(canonical_text(case.article), (case.annotation,))
    for finding in findings:
        assert finding.place == case.annotation.place
        assert "\n" not in finding.message
        for line in finding.hint.split("\n")[1:]:
            assert line.startswith("# ") or yaml.safe_load(line), line
