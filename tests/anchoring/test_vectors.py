"""The public cases of Apache Annotator and Hypothesis, where they lie beside the project."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.matching import Span, find_quote
from build_scripts.anchoring.placing import anchor
from tests.anchoring.cases import annotation_of, article_of

ROOT = Path(__file__).parent.parent.parent
VECTORS = ROOT.parent / "shared" / "vectors"
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason="the public vectors are not beside the project")


def cases(name: str) -> list[Any]:
    """`pytest.param`s of one file; none where it is absent."""
    path = VECTORS / name
    if not path.is_file():
        return []
    return list(_params(json.loads(path.read_text("utf-8")), ""))


def _params(value: dict[str, Any], group: str) -> Iterator[Any]:
    for name, case in value.items():
        if "html" in case:
            yield pytest.param(case, id=f"{group}{name}")
        else:
            yield from _params(case, f"{name}: ")


class Page:
    """The text of a small page, and its text nodes by XPath."""

    def __init__(self, source: str) -> None:
        self.root: Any = html.document_fromstring(source)
        self.nodes = self._select("//text()")
        self.text = "".join(self.nodes)

    def _select(self, path: str) -> list[Any]:
        return list(self.root.xpath(path))

    def offset(self, path: str, units: int) -> int:
        """In code points from the start of the page; `units` are UTF-16 code units in the node."""
        [node] = self._select(f"({path})[1]")
        before = 0
        for other in self.nodes:
            if other.getparent() is node.getparent() and other.is_tail == node.is_tail:
                return before + len(node.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))
            before += len(other)
        raise AssertionError(f"no such node: {path}")

    def span(self, given: dict[str, Any]) -> Span:
        return Span(
            self.offset(given["startContainerXPath"], given["startOffset"]),
            self.offset(given["endContainerXPath"], given["endOffset"]),
        )


@pytest.mark.parametrize("case", cases("apache-text-quote-match.json"))
def test_a_quote_matches_every_range_that_apache_expects(case: dict[str, Any]) -> None:
    page, selector = Page(case["html"]), case["selector"]
    found = find_quote(page.text, selector["exact"], selector.get("prefix", ""), selector.get("suffix", ""))
    assert found == tuple(page.span(expected) for expected in case["expected"])


@pytest.mark.parametrize("case", cases("apache-text-position-match.json"))
def test_positions_count_code_points(case: dict[str, Any]) -> None:
    page, selector = Page(case["html"]), case["selector"]
    assert [page.span(expected) for expected in case["expected"]] == [Span(selector["start"], selector["end"])]


@pytest.mark.parametrize("case", cases("apache-text-quote-describe.json"))
def test_what_apache_describes_is_found_and_described_no_longer_than_to_whole_words(case: dict[str, Any]) -> None:
    page, expected = Page(case["html"]), case["expected"]
    span = page.span(case["range"])
    assert find_quote(page.text, expected["exact"], expected["prefix"], expected["suffix"]) == (span,)
    ours = describe(page.text, *span)
    assert ours.exact == expected["exact"]
    assert find_quote(page.text, *ours) == (span,)
    if not case["options"].get("minimalContext"):
        assert len(ours.prefix + ours.suffix) <= len(expected["prefix"] + expected["suffix"])


def test_every_passage_that_hypothesis_anchors_is_anchored_here() -> None:
    rows = json.loads((VECTORS / "hypothesis-range-specs.json").read_text("utf-8"))
    quotes = sorted({" ".join(row[4].split()) for row in rows}, key=len, reverse=True)
    paragraphs: list[str] = []
    for quote in quotes:
        if not any(quote in words for words in paragraphs):
            paragraphs.append(quote)
    canonical = canonical_text(article_of(*paragraphs))
    for row in rows:
        at = canonical.text.index(" ".join(row[4].split()))
        selector = describe(canonical.text, at, at + len(" ".join(row[4].split())))
        note = annotation_of(row[4], prefix=selector.prefix, suffix=selector.suffix)
        anchors, findings = anchor(canonical, (note,))
        assert (anchors[0].start, findings) == (at, ()), row[5]
