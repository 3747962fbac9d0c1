"""Quotations made on other copies of a text, the public test cases of two other programs among them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from build_scripts.anchoring.locating import locate

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"
TEXT = "The bridge fell.\nNobody was on it. The bridge was old.\nNobody minded."


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "start"),
    [
        ("fell", "", "", 11),
        ("The bridge", "", " fell", 0),
        ("Nobody", "fell.", " was on", 17),
        ("Nobody", "fell.\n\n   ", "was\non", 17),
        ("Nobody", "old.", "", 55),
        ("Nobody", "Menu Sign in ", " minded. Share this", None),
        ("Nobody", "Menu Sign in ", " minded.", 55),
        ("The bridge", "Menu Sign in ", " fell.Nobody", 0),
        ("The bridge", "", "", None),
        ("The bridge", "elsewhere ", " burnt", None),
        ("fell", "The tower ", " over", None),
        ("fell", "The tower ", ".Nobody", 11),
        ("the bridge", "", "", None),
        ("", "", "", None),
    ],
)
def test_a_quotation_has_its_one_place_or_none(exact: str, prefix: str, suffix: str, start: int | None) -> None:
    span = locate(TEXT, exact, prefix, suffix)
    assert (span and span.start) == start
    assert span is None or TEXT[span.start : span.end].replace("\n", " ") == exact


def vectors(name: str) -> list[object]:
    path = VECTORS / name
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="the public test cases are not here"))]
    loaded = json.loads(path.read_text("utf-8"))
    return list(loaded) if isinstance(loaded, list) else list(loaded.values())


@pytest.mark.parametrize("row", vectors("hypothesis-range-specs.json"))
def test_words_that_hypothesis_anchors_are_found_in_their_own_text(row: list[object]) -> None:
    words = str(row[4])
    text = f"Before it. {' '.join(words.split())} After it."
    span = locate(text, words, "Before it.", "After it.")
    if words.strip():
        assert span
        assert text[span.start : span.end] == " ".join(words.split())


@pytest.mark.parametrize("case", vectors("apache-text-quote-match.json"))
def test_a_selector_with_one_range_there_has_that_place_here(case: dict[str, object]) -> None:
    text = html.unescape(re.sub(r"<[^>]*>", "", str(case["html"])))
    selector = case["selector"]
    assert isinstance(selector, dict)
    exact = selector["exact"]
    span = locate(text, exact, selector.get("prefix", ""), selector.get("suffix", ""))
    expected = case["expected"]
    assert isinstance(expected, list)
    if exact.strip() and exact == exact.strip() and len(expected) == 1 and " ".join(text.split()) == text:
        assert span
        assert text[span.start : span.end] == exact
