"""Whatever an article holds, its words are the words of its blocks and of what is recorded as set aside."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.findings import Code
from build_scripts.model import Block, BlockKind, Change
from build_scripts.reading.articles import read_article
from build_scripts.reading.articles.checking import check_words, words_of
from build_scripts.reading.articles.lines import plain_lines, read_lines
from build_scripts.reading.articles.pieces import Reading, settle
from build_scripts.reading.articles.text import read_text

PARTS = [
    *(
        "Harbour strike",
        "From The Gazette",
        "December 8, 2016",
        "12-8-15",
        "Related:",
        "Continue reading",
        "Question: Why?",
    ),
    *(
        "“Nobody",
        "knows.”",
        "He said:",
        "– Reports",
        "boat-640x360“A",
        "https://x.example/a",
        "(By Reuters)",
        "Anna Weiss:",
    ),
    *(
        "The harbour was quiet.",
        "地図と戦争。",
        "مرحبا",
        "\u00a0",
        "  ",
        "*",
        "_",
        "#",
        "1.",
        "- ",
        "> ",
        "|",
        "`",
        "[a](b)",
        "&amp;",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\t",
        "caf\u0065\u0301",
        "👩\u200d💻",
        "July 27, The Project – Last week in the town",
    ),
]
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(max_size=12), max_size=40).map(" ".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_plain_text_loses_gains_and_moves_no_word(text: str) -> None:
    reading = read_text(text)
    blocks, changes = settle(reading.pieces)
    assert check_words("story.txt", reading, blocks, changes) == ()


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_joining_wrapped_lines_changes_no_word(text: str) -> None:
    joined = [word for line in read_lines(text) for word in words_of(line.cut + " " + line.text)]
    assert joined == [word for line in plain_lines(text) for word in words_of(line.text)]


@given(st.lists(st.sampled_from([*PARTS[:-10], "\n\n", "\n"]), max_size=30).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_a_markdown_text_loses_no_word(text: str) -> None:
    _, findings = read_article("articles/c/s.md", text.encode(), None)
    assert [one for one in findings if one.code is Code.T110] == []


@given(st.text(max_size=200), st.sampled_from(["txt", "md"]))
@settings(max_examples=300, deadline=None)
def test_no_text_stops_the_reader(text: str, suffix: str) -> None:
    article, findings = read_article(f"articles/c/s.{suffix}", text.encode("utf-8", "surrogatepass"), None)
    assert article is not None or findings


def test_a_lost_an_added_and_a_moved_word_are_each_a_finding_that_quotes_it() -> None:
    def findings(*blocks: str, changes: tuple[Change, ...] = ()) -> list[str]:
        made = [Block(BlockKind.PARAGRAPH, words) for words in blocks]
        return [one.message for one in check_words("s.txt", Reading((), "one two three"), made, changes)]

    assert findings("one two", "three") == []
    assert findings("one", "three", changes=(Change("omitted", "", "two", 1),)) == []
    assert "“two”" in findings("one", "three")[0]
    assert "“four”" in findings("one two three four")[0]
    assert "“one" in findings("two", "one", "three")[0]
    assert "“two”" in findings("one two three", changes=(Change("omitted", "", "two", 1),))[0]
