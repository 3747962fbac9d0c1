"""The cases that build and browser share, for the build; the other half is `tests/browser/test_selectors.py`."""

from __future__ import annotations

import pytest

from build_scripts.anchoring.canonical import canonical_text, flatten, flatten_context
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.matching import Haystack, Selector, resolve
from build_scripts.model import Article, Block, BlockKind
from tests.anchoring.selector_cases import SelectorCase, selector_cases

CASES = selector_cases()


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


def test_the_shared_cases_cover_every_outcome() -> None:
    outcomes = {sought.becomes for case in CASES for sought in case.sought}
    assert outcomes == {"anchored", "folded", "ambiguous", "contradicted", "orphan"}
