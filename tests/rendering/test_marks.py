"""What the tokens become on a page, and what becomes of tokens nobody understands."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.anchoring.placing import anchor
from build_scripts.model import Article, Block, BlockKind, Format, FormatKind, ShownOffset
from build_scripts.rendering.runs import mark_up
from build_scripts.rendering.weaving import WovenNote, check_woven, weave
from tests.anchoring.cases import annotation_of, article_of
from tests.rendering.woven import EXTENSIONS, convert, read

NOTE = '<aside class="note" id="note-a">\n\n    not code: *stars*\n\n</aside>'


def page(article: Article, *quotes: str, html: str = NOTE) -> str:
    """The page of an article with a note on each quote, named a, b, c …"""
    canonical = canonical_text(article)
    notes = [annotation_of(quote, name=chr(97 + index)) for index, quote in enumerate(quotes)]
    anchors, findings = anchor(canonical, notes)
    assert findings == ()
    ready = {n.id: WovenNote(n.id, i, "claim", "unverified", html) for i, n in enumerate(notes, 1)}
    woven = weave(article, canonical, anchors, ready)
    assert check_woven(article, woven) == ()
    return convert(woven)


def test_a_reference_says_its_number_kind_and_verdict_and_leads_to_its_note() -> None:
    html = page(article_of("The strike killed ten."), "strike")
    assert (
        '<sup class="ref">&#8203;<a id="ref-a" href="#note-a" role="doc-noteref" '
        'aria-label="Note 1, claim, unverified" data-kind="claim">1</a></sup>'
    ) in html


def test_a_paragraph_has_its_number_as_a_permalink() -> None:
    html = page(article_of("The strike killed ten."))
    assert html == (
        '<p id="p-1"><a class="pilcrow" href="#p-1" aria-label="Paragraph 1">1</a>The strike killed ten.</p>'
    )


def test_a_finished_note_stands_after_its_block_byte_for_byte() -> None:
    html = page(article_of("The strike killed ten.", "It was denied."), "strike")
    assert f'</p>\n<div class="notes">\n{NOTE}\n</div>\n<p id="p-2">' in html


def test_notes_that_end_in_one_block_stand_together_in_order_of_number() -> None:
    html = page(article_of("The strike killed ten."), "strike", "killed")
    assert html.count('<div class="notes">') == 1


def test_runs_carry_every_note_over_them() -> None:
    html = page(article_of("One two three four."), "One two three", "two three four")
    runs = re.findall(r'<mark class="mark" data-notes="([^"]*)" data-kinds="claim"(?: id="([^"]*)")?>([^<]*)', html)
    assert runs == [("a", "mark-a", "One "), ("a b", "mark-b", "two three"), ("b", "", " four")]


def test_a_note_that_ends_in_a_link_has_its_reference_after_the_link() -> None:
    link = Format(FormatKind.LINK, ShownOffset(4), ShownOffset(11), "https://example.org/")
    article = Article("c", "s", "p", (Block(BlockKind.PARAGRAPH, "See the map here.", (link,)),))
    html = page(article, "See the")
    assert re.search(r'<a href="https://example.org/">.*?</a><sup class="ref">', html)


def test_titles_tables_of_contents_and_ids_of_headings_know_nothing_of_tokens() -> None:
    article = Article(
        "c", "s", "p", (Block(BlockKind.HEADLINE, "The “Strike” & more"), Block(BlockKind.PARAGRAPH, "x"))
    )
    canonical = canonical_text(article)
    anchors, _ = anchor(canonical, (annotation_of("“Strike” & more x", name="a"),))
    woven = weave(article, canonical, anchors, {"a": WovenNote("a", 1, "claim", "", NOTE)})
    md = markdown.Markdown(extensions=EXTENSIONS)
    html = md.convert(woven)
    [token] = md.toc_tokens  # type: ignore[attr-defined]  # set by the toc extension
    assert (token["id"], token["name"]) == ("h-the-strike-more", "The “Strike” &amp; more")
    assert html.startswith('<h1 id="h-the-strike-more">The <mark')


@pytest.mark.parametrize(
    "text",
    [
        "⟦a⟧ words", "words ⟦/a⟧", "⟦/a⟧ words ⟦a⟧", "⟦⟧ words", "⟦what is this⟧ words", "⟦^ words⟧", "⟦note a⟧\nwords",
        "words\n⟦/note⟧", "⟦note a⟧ words ⟦/note⟧", "in words ⟦¶3⟧", "⟦notes 7⟧ words", "# ⟦a⟧ words", "⟦⟦a⟧⟧ words",
    ],
)  # fmt: skip
def test_a_token_nobody_understands_is_shown_as_the_text_it_is(text: str) -> None:
    shown = read(convert(text)).words
    assert shown == "".join(text.removeprefix("# ").split())


OPEN = ["⟦a⟧", "⟦b⟧", "⟦EM⟧", "⟦note a⟧", "⟦html⟧"]
CLOSED = ["⟦/a⟧", "⟦/b⟧", "⟦/EM⟧", "⟦/note⟧", "⟦/html⟧"]
ALONE = ["⟦^a 1 claim⟧", "⟦¶1⟧", "⟦.x⟧", "⟦#2⟧", "⟦fn 1⟧", "⟦-⟧", "⟦fnote 1⟧", "⟦notes 0⟧"]
AROUND = ["\n", "\n\n", "# ", "- ", "> ", "*", "word", " ", "<b>", "`"]
TOKENS = st.sampled_from([*OPEN, *CLOSED, *ALONE, *AROUND])


@settings(deadline=None, max_examples=200)
@given(st.lists(TOKENS, max_size=25))
def test_no_heap_of_tokens_stops_the_page(tokens: list[str]) -> None:
    assert isinstance(convert("".join(tokens)), str)


def test_a_note_cannot_end_itself_or_begin_another() -> None:
    html = page(article_of("The strike killed ten."), "strike", html="<aside>\n⟦/note⟧\n⟦note b⟧\n⟦b⟧</aside>")
    assert "<aside>\n&#10214;/note&#10215;\n&#10214;note b&#10215;\n&#10214;b&#10215;</aside>" in html


def test_tokens_in_a_fenced_example_stay_as_they_are() -> None:
    example = "```\n⟦note a⟧\nHTML\n⟦/note⟧\n```"
    html = markdown.markdown(example, extensions=["fenced_code", "build_scripts.rendering.marks"])
    assert "⟦note a⟧\nHTML\n⟦/note⟧" in html


def test_a_page_without_tokens_is_what_it_would_be_without_the_extension() -> None:
    text = (
        "# A title\n\nSome *words* and a [link](https://example.org/).\n\n- one\n- two\n\n    code\n\n<div>raw</div>\n"
    )
    assert convert(text) == markdown.Markdown(extensions=EXTENSIONS[1:]).convert(text)


def test_lists_of_the_article_keep_their_numbers_and_stay_apart() -> None:
    items = [("ol", 3), ("ol", 4), ("ul", 0), ("ol", 1)]
    blocks = tuple(
        Block(BlockKind.LIST_ITEM, f"item {index}", number=index, containers=(name,), ordinal=ordinal)
        for index, (name, ordinal) in enumerate(items, 1)
    )
    html = page(Article("c", "s", "p", blocks))
    assert html.count("<ol>") == 2
    assert html.count("<ul>") == 1
    assert '<li value="3">' in html
    assert "⟦" not in html


def test_a_table_keeps_its_cells_whatever_is_in_them() -> None:
    cells = [("who", 0, 0), ("how | many", 0, 1), ("a_b_c", 1, 0), ("1 | 2", 1, 1)]
    blocks = tuple(Block(BlockKind.CELL, words, cell=(0, row, column)) for words, row, column in cells)
    html = page(Article("c", "s", "p", blocks), "many a_b_c 1")
    assert html.count("<th>") == 2
    assert html.count("<td>") == 2
    assert read(html).words == "whohow|manya_b_c1|2"


def test_a_passage_of_many_lines_is_underlined_lightly_and_short_words_in_it_are_not() -> None:
    lines = "One word after the other. " * 20
    html = mark_up(f"<p>⟦whole⟧{lines}⟦few⟧a few⟦/few⟧⟦^few 1 claim⟧ more⟦/whole⟧⟦^whole 2 question⟧</p>")
    assert 'class="mark long" data-notes="whole"' in html
    assert 'class="mark" data-notes="few whole"' in html
