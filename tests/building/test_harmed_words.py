"""A page whose words did not survive weaving is never written."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.findings import Code, Finding
from build_scripts.model import BlockKind
from build_scripts.pipeline.building import write_pages
from build_scripts.pipeline.tasks import Made, Task
from build_scripts.rendering.pages.page import Page
from build_scripts.rendering.weaving import check_woven, weave
from build_scripts.site.pages import Tree
from build_scripts.site.records import Records
from tests.anchoring.cases import article_of

ARTICLE = article_of("The ferry was late.")


def woven() -> str:
    assert [block.kind for block in ARTICLE.blocks] == [BlockKind.PARAGRAPH]
    return weave(ARTICLE, canonical_text(ARTICLE), (), {})


@pytest.mark.parametrize("harmed", ["The ferry was never late.", "The ferry was.", "late. The ferry was"])
def test_words_added_lost_or_moved_are_a_finding(harmed: str) -> None:
    assert check_woven(ARTICLE, woven()) == ()
    found = check_woven(ARTICLE, woven().replace("The ferry was late.", harmed))
    assert [finding.code for finding in found] == [Code.W101]


def test_the_page_is_not_written_and_the_next_build_makes_it_again(tmp_path: Path) -> None:
    found = check_woven(ARTICLE, woven().replace("late", "early"))
    assert build(tmp_path, found) == ((), found)
    assert not (tmp_path / "docs" / "ferry.md").exists()
    assert build(tmp_path, found) == ((), found)
    assert build(tmp_path, ()) == (("ferry.md",), ())


def build(root: Path, findings: tuple[Finding, ...]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    task = Task("ferry.md", "the same inputs", lambda: Made(Page("ferry.md", woven()), (), findings))
    tree = Tree(root / "docs", root / "pages.json")
    return write_pages([task], tree, Records(root / "records"), lambda said: None)
