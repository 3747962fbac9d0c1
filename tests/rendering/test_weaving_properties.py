"""Whatever notes cross, a reader sees the article's words, formatted as printed, and each note over its own words."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.anchoring.graphemes import widen
from build_scripts.model import NUMBERED, Anchor, Article, Block, BlockKind, Format, FormatKind, ShownOffset
from build_scripts.rendering.weaving import article_markdown, unweave, weave
from tests.rendering.woven import convert, expected, notes_for, placed, read

WORDS = st.sampled_from(
    [
        re.sub(r"\\\\|\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)) if match[1] else "\\", line)
        for line in (Path(__file__).parent.parent / "cases/weaving/words.txt").read_text("utf-8").splitlines()
    ]
)
"""Signs of Markdown, HTML and our own tokens, and words of many scripts, one a line."""
GLUE = st.sampled_from([" ", " ", " ", "", "  ", "\u00a0"])


@st.composite
def shown_texts(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(WORDS, GLUE), min_size=1, max_size=8))
    return "".join(word + glue for word, glue in parts)


def nested(draw: st.DrawFn, start: int, end: int, depth: int) -> list[Format]:
    """Properly nested formats between two offsets, in order."""
    formats: list[Format] = []
    at = start
    while at < end and draw(st.booleans()):
        first = draw(st.integers(at, end - 1))
        last = draw(st.integers(first + 1, end))
        kind = draw(st.sampled_from([FormatKind.EMPHASIS, FormatKind.STRONG, FormatKind.CODE, FormatKind.LINK]))
        target = draw(st.sampled_from(["https://x.org/a_b*c(d)?e=1&copy=2;&lt;", "javascript:alert(1)", "mailto:a@b"]))
        formats.append(Format(kind, ShownOffset(first), ShownOffset(last), target if kind is FormatKind.LINK else ""))
        if depth and draw(st.booleans()):
            formats.extend(nested(draw, first, last, depth - 1))
        at = last
    return formats


def without_links_in_links(formats: list[Format]) -> list[Format]:
    kept: list[Format] = []
    for item in formats:
        inside = any(f.kind is FormatKind.LINK and f.start <= item.start and item.end <= f.end for f in kept)
        if not (item.kind is FormatKind.LINK and inside):
            kept.append(item)
    return kept


KINDS = [
    BlockKind.PARAGRAPH,
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.QUOTATION,
    BlockKind.CAPTION,
    BlockKind.LIST_ITEM,
    BlockKind.CREDIT,
    BlockKind.CODE,
    BlockKind.TEASER,
    BlockKind.ANSWER,
]
LISTS = st.sampled_from([("ul",), ("ol",), ("ul", "ul"), ("quote", "ul"), ("ol", "ul")])


@st.composite
def blocks(draw: st.DrawFn) -> list[Block]:
    made: list[Block] = []
    number = 0
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS))
        shown = draw(shown_texts())
        formats = without_links_in_links(nested(draw, 0, len(shown), 2))
        for _ in range(draw(st.integers(0, 2))):
            at = ShownOffset(draw(st.integers(0, len(shown))))
            formats.append(Format(draw(st.sampled_from([FormatKind.BREAK, FormatKind.FOOTNOTE])), at, at, "2"))
        formats.sort(key=lambda item: (item.start, -item.end))
        numbered = kind in NUMBERED and draw(st.booleans())
        number += numbered
        containers = draw(LISTS) if kind is BlockKind.LIST_ITEM else ()
        made.append(
            Block(
                kind,
                shown,
                tuple(formats),
                number if numbered else None,
                2 * (kind is BlockKind.HEADING),
                containers,
                ordinal=draw(st.integers(0, 3)) if containers[-1:] == ("ol",) else 0,
            )
        )
    return made


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Article, tuple[Anchor, ...]]:
    article = Article("cases", "story", "articles/cases/story.txt", tuple(draw(blocks())))
    text = canonical_text(article).text
    anchors = []
    for name in draw(st.lists(st.sampled_from(["a", "b", "note", "em", "c-1"]), max_size=5, unique=True)):
        if text:
            start = draw(st.integers(0, len(text) - 1))
            start, end = widen(text, start, draw(st.integers(start + 1, len(text))))
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            if start < end:
                anchors.append(placed(name, start, end))
    return article, tuple(anchors)


QUICK = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@QUICK
@given(annotated())
def test_unweaving_leaves_the_article_as_it_was(made: tuple[Article, tuple[Anchor, ...]]) -> None:
    article, anchors = made
    woven = weave(article, canonical_text(article), anchors, notes_for(anchors))
    assert unweave(woven) == article_markdown(article)


@QUICK
@given(annotated())
def test_a_reader_sees_the_same_words_before_and_after_weaving(made: tuple[Article, tuple[Anchor, ...]]) -> None:
    article, anchors = made
    woven = weave(article, canonical_text(article), anchors, notes_for(anchors))
    shown = read(convert(woven))
    assert [letter[:2] for letter in shown.letters] == [letter[:2] for letter in expected(article, anchors)]


@QUICK
@given(annotated())
def test_every_letter_carries_the_notes_over_it_and_no_other(made: tuple[Article, tuple[Anchor, ...]]) -> None:
    article, anchors = made
    shown = read(convert(weave(article, canonical_text(article), anchors, notes_for(anchors))))
    assert shown.letters == expected(article, anchors)
    assert sorted(shown.references) == sorted({anchor.annotation for anchor in anchors})
    assert len(shown.ids) == len(set(shown.ids))


@QUICK
@given(annotated())
def test_the_order_of_annotations_does_not_matter(made: tuple[Article, tuple[Anchor, ...]]) -> None:
    article, anchors = made
    canonical, notes = canonical_text(article), notes_for(anchors)
    assert weave(article, canonical, anchors[::-1], notes) == weave(article, canonical, anchors, notes)
