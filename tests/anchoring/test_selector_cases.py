"""The cases that build and browser share, for the build; the other half is `tests/browser/test_selectors.py`."""

from __future__ import annotations

import pytest

from build_scripts.anchoring.canonical import canonical_text, flatten, flatten_context
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.ends import (
    Passage,
    count_words,
    describe_ends,
    describe_passage,
    may_have_ends,
    should_have_ends,
)
from build_scripts.anchoring.matching import Haystack, Selector, resolve
from build_scripts.model import Article, Block, BlockKind
from tests.anchoring.selector_cases import SelectorCase, selector_cases

CASES = selector_cases()
LONG = [case for case in CASES if case.passages]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_build_says_what_the_shared_cases_say(case: SelectorCase) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, words) for words in case.blocks)
    assert canonical_text(Article("cases", "story", "story.txt", blocks)).text == case.canonical
    for item in case.described:
        assert describe(case.canonical, item.start, item.end) == item.selector
    for sought in case.sought:
        exact, prefix, suffix = sought.selector
        selector = Selector(flatten(exact), flatten_context(prefix), flatten_context(suffix))
        outcome = resolve(Haystack(case.canonical), selector)
        assert (str(outcome.status), outcome.spans) == (sought.becomes, sought.places)


@pytest.mark.parametrize("case", LONG, ids=[case.name for case in LONG])
def test_the_build_names_long_passages_by_their_ends_as_the_shared_cases_do(case: SelectorCase) -> None:
    for item in case.passages:
        words = case.canonical[item.start : item.end]
        assert count_words(words) == item.words
        assert (may_have_ends(words), should_have_ends(words)) == (item.asked, item.used)
        assert describe_ends(case.canonical, item.start, item.end) == item.ends
        whole = Passage(describe(case.canonical, item.start, item.end))
        expected = item.ends if item.ends and item.used else whole
        assert describe_passage(case.canonical, item.start, item.end) == expected
        assert describe_passage(case.canonical, item.start, item.end, whole=True) == whole


def test_the_shared_cases_of_long_passages_cover_every_decision() -> None:
    seen = {(item.asked, item.used, item.ends is None) for case in LONG for item in case.passages}
    assert seen >= {(False, False, False), (True, False, False), (True, True, False), (True, True, True)}
    assert any(item.ends and item.ends.selector.prefix for case in LONG for item in case.passages)
    assert any(item.ends and item.ends.selector.suffix for case in LONG for item in case.passages)


def test_the_shared_cases_cover_every_outcome() -> None:
    outcomes = {sought.becomes for case in CASES for sought in case.sought}
    assert outcomes == {"anchored", "folded", "ambiguous", "contradicted", "orphan"}
