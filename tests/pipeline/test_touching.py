"""How near a finding is to what a pull request changes."""

from __future__ import annotations

from build_scripts.model import Place
from build_scripts.pipeline.touching import nearness_in
from build_scripts.reading.history import Touched
from build_scripts.reporting import Nearness

SIDECAR = "annotations/tales/the-bridge.yml"


def test_a_finding_is_nearest_on_a_changed_line_then_in_the_files_of_a_changed_article() -> None:
    nearness = nearness_in(Touched(frozenset({SIDECAR}), {SIDECAR: (range(3, 5), range(9, 10))}))
    assert [nearness(Place(SIDECAR, line)) for line in (2, 3, 4, 5, 9)] == [
        *(Nearness.FILE, Nearness.LINE, Nearness.LINE, Nearness.FILE, Nearness.LINE),
    ]
    assert nearness(Place("articles/tales/the-bridge.md", 3)) is Nearness.FILE
    assert nearness(Place("annotations/tales/the-ferry.yml", 3)) is Nearness.ELSEWHERE


def test_a_file_with_every_other_line_changed_costs_no_more_than_its_lines() -> None:
    """It would take minutes if each finding were held against each piece of the diff."""
    pieces = tuple(range(line, line + 1) for line in range(1, 100_000, 2))
    nearness = nearness_in(Touched(frozenset({SIDECAR}), {SIDECAR: pieces}))
    found = [nearness(Place(SIDECAR, line)) for line in range(1, 100_001)]
    assert found == [Nearness.LINE, Nearness.FILE] * 50_000
