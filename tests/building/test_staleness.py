"""Which pages a change makes stale, without building a site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_scripts.pipeline.checking import render_citations
from build_scripts.pipeline.paging import page_tasks
from build_scripts.pipeline.surveying import survey
from tests.building.running import SMALL, change


@pytest.fixture
def tales(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "tales"))


def inputs(root: Path) -> dict[str, str]:
    """What each page is made of, by path."""
    found = survey(root, drafts=False, memo=None, tell=lambda said: None)
    citations, _ = render_citations(found, root / "citations", remember=False)
    return {task.path: task.inputs for task in page_tasks(root, found, citations, private=False, drafts=False)}


def stale(root: Path, before: dict[str, str]) -> set[str]:
    return {path for path, now in inputs(root).items() if before.get(path) != now}


def test_a_source_cited_for_the_first_time_leaves_the_pages_alone_that_do_not_cite_it(tales: Path) -> None:
    new = "references:\n  - {id: toll, type: book, title: Toll book of Orlow}\n"
    change(tales, "annotations/sources.yml", "references:\n", new)
    before = inputs(tales)
    change(tales, "annotations/tales/the-ferry.yml", "in the toll book.", "in the toll book [@toll].")
    changed = stale(tales, before)
    assert {"tales/the-ferry.md", "sources/toll.md"} <= changed
    assert not {"tales/the-bridge.md", "sources/parish.md"} & changed


def test_a_source_that_changes_makes_the_pages_stale_that_cite_it_and_no_other_article(tales: Path) -> None:
    before = inputs(tales)
    change(tales, "annotations/sources.yml", "family: Novak", "family: Nowak")
    changed = stale(tales, before)
    assert {"tales/the-bridge.md", "sources/parish.md"} <= changed
    assert "tales/the-ferry.md" not in changed


def test_the_list_of_questions_is_stale_when_a_question_changes_and_not_when_another_note_does(tales: Path) -> None:
    kinds = "      question: {label: Question, motivation: questioning, shape: dashed, colour: magenta}\n"
    change(tales, "mkdocs.yml", "    kinds:\n", f"    kinds:\n{kinds}")
    change(tales, "annotations/tales/the-ferry.yml", "kind: context", "kind: question")
    before = inputs(tales)
    change(tales, "annotations/tales/the-bridge.yml", "The parish book has", "The parish book gives")
    assert "questions/index.md" not in stale(tales, before)
    change(tales, "annotations/tales/the-ferry.yml", "The calf is in", "Why is the calf in")
    assert "questions/index.md" in stale(tales, before)
