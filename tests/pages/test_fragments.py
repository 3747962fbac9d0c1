"""Links from a lemma to its place in the original (WICG, URL Fragment Text Directives)."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from build_scripts.rendering.pages.fragments import text_fragment


@pytest.mark.parametrize(
    ("lemma", "directive"),
    [
        ("six hundred passengers", "text=six%20hundred%20passengers"),
        ("well-founded", "text=well%2Dfounded"),
        ("fury, and despair", "text=fury%2C%20and%20despair"),
        ("Smith & Co", "text=Smith%20%26%20Co"),
        ("50% of “nothing”", "text=50%25%20of%20%E2%80%9Cnothing%E2%80%9D"),
    ],
)
def test_what_the_directive_reserves_is_percent_encoded(lemma: str, directive: str) -> None:
    assert text_fragment("https://example.org/a", [lemma]) == f"https://example.org/a#:~:{directive}"


def test_a_long_lemma_is_given_by_its_beginning_and_its_end() -> None:
    words = [f"w{n}" for n in range(20)]
    link = text_fragment("https://example.org/a", [" ".join(words)])
    assert unquote(link.partition("text=")[2]) == "w0 w1 w2 w3 w4,w15 w16 w17 w18 w19"


def test_a_lemma_over_two_blocks_is_a_range_whose_ends_stay_in_their_blocks() -> None:
    assert text_fragment("https://e.org/", ["It ended.\nIt began"]) == "https://e.org/#:~:text=It%20ended.,It%20began"


def test_several_targets_make_several_directives_and_a_fragment_of_the_address_stays() -> None:
    assert text_fragment("https://e.org/#top", ["one", "two"]) == "https://e.org/#top:~:text=one&text=two"


def test_without_words_there_is_no_directive() -> None:
    assert text_fragment("https://e.org/", ["", " \n "]) == "https://e.org/"
