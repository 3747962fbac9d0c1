"""What holds of every text in every script."""

from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_scripts.anchoring.canonical import (
    canonical_offset,
    canonical_text,
    normalise,
    place_of_end,
    place_of_start,
)
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.ends import LEAST, count_words, describe_ends
from build_scripts.anchoring.folding import INSIDE, fold
from build_scripts.anchoring.graphemes import is_boundary, widen
from build_scripts.anchoring.matching import find_quote
from build_scripts.anchoring.placing import anchor
from build_scripts.model import AnchorStatus, Article, CanonicalOffset
from tests.anchoring.cases import annotation_of, article_of

SIGNS = st.sampled_from(
    [*"aab bc  d.,", "e\u0301", "x\u0302", "“", "”", "’", "'", '"', "—", "-", "…", "ﬁ", "f", "i", "\u00ad", "\u200b",
     "\u00a0", "\n", "م", "ن", "\u200c", "ی", "\u064e", "战", "争", "ข", "่", "ำ", "क्ष", "ि", "한", "\u1112", "\u1161",
     "👩", "\u200d", "👧", "\U0001f3fd", "🇸", "🇾", "\u2066", "\u2069", "ß", "İ", "\u0345", "\u0327"]
)  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=40).map("".join)
PHRASES = st.lists(
    st.sampled_from(
        ["the", "ferry", "was", "late.", "no", "—", "قال", "渡轮没有来", "x\u0302", "👩\u200d👧", "ſo", "“no”"]
    ),
    min_size=4,
    max_size=30,
).map(" ".join)
"""Long, and with much that comes again."""
ARTICLES = st.lists(TEXTS, min_size=1, max_size=4).map(lambda paragraphs: article_of(*paragraphs))
QUICK = settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))


def a_range(data: st.DataObject, text: str) -> tuple[int, int]:
    """Some words of a text: whole characters, no white space at the ends."""
    assume(text.strip())
    text = text.replace("\n", " ")
    start = data.draw(st.integers(0, len(text) - 1))
    start, end = widen(text, start, data.draw(st.integers(start + 1, len(text))))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    assume(start < end and is_boundary(text, start) and is_boundary(text, end))
    return start, end


@QUICK
@given(TEXTS)
def test_normal_text_is_normal(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal.text).text == normal.text
    assert unicodedata.is_normalized("NFC", normal.text)
    assert len(normal.origins) == len(normal.ends) == len(normal.text) + 1


@QUICK
@given(TEXTS)
def test_ends_of_whole_characters_lead_back_to_ends_of_whole_characters(text: str) -> None:
    normal = normalise(text)
    for at in range(len(normal.text) + 1):
        if is_boundary(normal.text, at):
            assert is_boundary(text, normal.origins[at])
            assert is_boundary(text, normal.ends[at])


@QUICK
@given(ARTICLES, st.data())
def test_describing_and_matching_are_inverse(article: Article, data: st.DataObject) -> None:
    canonical = canonical_text(article)
    start, end = a_range(data, canonical.text)
    selector = describe(canonical.text, start, end)
    assert find_quote(canonical.text, *selector) == ((start, end),)
    note = annotation_of(selector.exact, prefix=selector.prefix, suffix=selector.suffix)
    anchors, findings = anchor(canonical, (note,))
    assert (anchors[0].status, anchors[0].start, anchors[0].end) == (AnchorStatus.ANCHORED, start, end)
    assert findings == ()


@QUICK
@given(st.lists(PHRASES, min_size=1, max_size=4).map(lambda paragraphs: article_of(*paragraphs)), st.data())
def test_the_ends_of_a_passage_anchor_to_the_whole_of_it_and_leave_something_out(
    article: Article, data: st.DataObject
) -> None:
    canonical = canonical_text(article)
    start, end = a_range(data, canonical.text)
    passage = describe_ends(canonical.text, start, end)
    assume(passage is not None)
    assert passage is not None
    (exact, prefix, suffix), through = passage
    anchors, findings = anchor(canonical, (annotation_of(exact, prefix=prefix, suffix=suffix, through=through),))
    assert (anchors[0].status, anchors[0].start, anchors[0].end) == (AnchorStatus.ANCHORED, start, end)
    assert findings == ()
    assert len(exact) + len(through) < end - start
    assert min(count_words(exact), count_words(through)) >= LEAST


@QUICK
@given(st.lists(PHRASES, min_size=1, max_size=4).map(lambda paragraphs: article_of(*paragraphs)), st.data())
def test_no_fewer_words_at_either_end_would_do(article: Article, data: st.DataObject) -> None:
    canonical = canonical_text(article)
    start, end = a_range(data, canonical.text)
    passage = describe_ends(canonical.text, start, end)
    assume(passage is not None and " " in passage.through)
    assert passage is not None
    (exact, prefix, suffix), through = passage
    fewer = through.partition(" ")[2]
    if count_words(fewer) >= LEAST:
        note = annotation_of(exact, prefix=prefix, suffix=suffix, through=fewer)
        assert anchor(canonical, (note,))[0][0].end != end
    fewer = exact.rpartition(" ")[0]
    if not prefix and not suffix and count_words(fewer) >= LEAST:
        assert len(find_quote(canonical.text, fewer)) > 1


@QUICK
@given(ARTICLES, st.data())
def test_no_shorter_neighbour_would_do(article: Article, data: st.DataObject) -> None:
    text = canonical_text(article).text
    start, end = a_range(data, text)
    exact, prefix, suffix = describe(text, start, end)
    if prefix and not suffix:
        words = prefix.partition(" ")[2]
        assert len(find_quote(text, exact, words)) > 1 or words == "" or words in prefix[1:]
        assert len(find_quote(text, exact)) > 1
    if suffix and not prefix:
        assert len(find_quote(text, exact)) > 1


@QUICK
@given(ARTICLES, st.data())
def test_a_quote_whose_words_were_changed_never_anchors(article: Article, data: st.DataObject) -> None:
    canonical = canonical_text(article)
    start, end = a_range(data, canonical.text)
    at = data.draw(st.integers(start, end))
    changed = canonical.text[start:at] + data.draw(st.sampled_from(["Q", "Ж", "7", "和"])) + canonical.text[at:end]
    anchors, findings = anchor(canonical, (annotation_of(changed),))
    assert anchors[0].status is AnchorStatus.ORPHAN
    assert [finding.code for finding in findings] == ["A104"]


@QUICK
@given(ARTICLES, st.data())
def test_a_place_leads_to_the_block_and_back(article: Article, data: st.DataObject) -> None:
    canonical = canonical_text(article)
    start, end = a_range(data, canonical.text)
    first, shown_start = place_of_start(canonical, CanonicalOffset(start))
    last, shown_end = place_of_end(canonical, CanonicalOffset(end))
    assert (first, shown_start) < (last, shown_end)
    assert canonical_offset(canonical, first, shown_start) <= start
    if first == last:
        words = article.blocks[first].shown[shown_start:shown_end]
        assert canonical.text[start:end] in normalise(words).text


@QUICK
@given(TEXTS)
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    known = [origin for origin in folded.origins if origin != INSIDE]
    assert known == sorted(set(known))
    assert (folded.origins[0], folded.origins[-1]) == (0, len(text))
    assert fold(folded.text.replace("--", "-")).text == folded.text.replace("--", "-")


@QUICK
@given(ARTICLES, st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6))
def test_every_annotation_has_exactly_one_status(article: Article, selectors: list[tuple[str, str, str]]) -> None:
    notes = [annotation_of(q, name=f"n{i}", prefix=p, suffix=s) for i, (q, p, s) in enumerate(selectors)]
    anchors, findings = anchor(canonical_text(article), notes)
    assert [placed.annotation for placed in anchors] == [note.id for note in notes]
    placed = sum(one.status is AnchorStatus.ANCHORED for one in anchors)
    assert placed + len(findings) == len(notes)
    backwards, _ = anchor(canonical_text(article), notes[::-1])
    assert backwards[::-1] == anchors
