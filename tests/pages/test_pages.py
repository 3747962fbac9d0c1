"""Pages from an edition's files: what stands on them, and what must never stand on them."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
import yaml

from build_scripts.rendering.index import Backlink, Origin
from build_scripts.rendering.pages.article import split_headline
from build_scripts.rendering.pages.glossary import first_letter
from build_scripts.rendering.pages.note import shortened
from build_scripts.rendering.pages.page import KEYS, esc, front_matter, is_web_address, outward, root_of, verbatim
from build_scripts.rendering.pages.particulars import particulars
from build_scripts.rendering.pages.phrases import date_in_words, language_attributes, minutes, time_element
from build_scripts.rendering.pages.references import backlink_list
from tests.pages.making import EDITION, pages, read, records


@cache
def made(*, private: bool = False) -> dict[str, str]:
    return {page.path: page.text for page in pages(*read(EDITION, private=private))}


SECRET = re.compile(r"zanzibar-word-(?:one|two)")


def test_every_page_of_the_edition_is_there() -> None:
    assert sorted(made()) == [
        "annotators/b-lind.md",
        "annotators/index.md",
        "annotators/m-okafor.md",
        "assets/edition/kinds.css",
        "cases/index.md",
        "cases/late-ferry.md",
        "glossary/index.md",
        "index.md",
        "questions/index.md",
        "recent/feed.xml",
        "recent/index.md",
        "search/index.md",
        "sources/harbour-log.md",
        "sources/index.md",
        "sources/inquiry-1932.md",
        "timeline/index.md",
        "wire/ferry-scandal.md",
        "wire/index.md",
    ]


@pytest.mark.parametrize("path", sorted(path for path in made() if path.endswith(".md")))
def test_front_matter_has_only_the_known_keys_and_only_strings(path: str) -> None:
    head = yaml.safe_load(made()[path].split("---")[1])
    assert set(head) <= set(KEYS)
    assert all(isinstance(value, str) for value in head.values())


def test_no_page_has_inline_style_script_or_handlers() -> None:
    for path, text in made().items():
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", text), path


# ---------------------------------------------------------------- the article


def test_an_article_shows_its_particulars() -> None:
    page = made()["cases/late-ferry.md"]
    for words in ("N. &lt;b&gt;Obody&lt;/b&gt;", "3 November 1931", '<time datetime="1931-11-03">', "CC BY 4.0"):
        assert words in page
    assert re.search(r"\d+\u00a0words, about \d+\u00a0minutes? to read</dd><dt>Notes</dt><dd>11<", page) is not None


def test_the_particulars_stand_between_the_headline_with_its_notes_and_the_text() -> None:
    page = made()["cases/late-ferry.md"]
    order = [page.index(part) for part in ("\n# ", "⟦note in-headline⟧", 'class="particulars"', "⟦¶1⟧")]
    assert order == sorted(order)


def test_a_note_shows_number_kind_verdict_lemma_body_credits_permalink_and_the_way_back() -> None:
    page = made()["cases/late-ferry.md"]
    note = page[page.index('<aside class="note" id="note-six-hundred"') :].split("</aside>")[0]
    for part in (
        'aria-label="Note 3, Claim, contradicted"',
        '<span class="number">3</span> <span class="kind">Claim</span> <span class="verdict">contradicted</span>',
        ">six hundred passengers</p>",
        "The log counts 412",
        '<a href="../../annotators/m-okafor/">M. Okafor</a>, <time datetime="2026-11-20">20 November 2026</time>, '
        'changed <time datetime="2026-11-22">22 November 2026</time>. '
        'Reviewed by <a href="../../annotators/b-lind/">B. Lind &lt;sen.&gt;</a></span>',
        '<a class="permalink" href="#note-six-hundred">Link to note 3</a>',
        'href="#ref-six-hundred" role="doc-backlink" aria-label="Back to the text, note 3">Back to the text</a>',
    ):
        assert part in note


def test_a_draft_is_left_out_unless_drafts_are_shown() -> None:
    assert "note-last" not in made()["cases/late-ferry.md"]
    shown = {page.path: page.text for page in pages(*read(EDITION, drafts=True))}["cases/late-ferry.md"]
    assert '<span class="draft">draft</span>' in shown


def test_a_note_on_the_whole_article_stands_before_the_text_and_has_no_way_back() -> None:
    page = made()["cases/late-ferry.md"]
    note = page[page.index('id="note-whole"') :].split("</aside>")[0]
    assert "ref-whole" not in page
    assert 'class="lemma"' not in note


def test_an_article_lists_sources_references_out_and_in_and_the_file_to_edit() -> None:
    page = made()["cases/late-ferry.md"]
    for part in (
        'id="sources-cited"',
        'href="../../sources/harbour-log/"',
        'href="../../wire/ferry-scandal/#note-outrage"',
        "Compare",
        "Note 1 on <cite>Ferry scandal shakes the coast</cite>",
        "The report in full has none of them",
        "Timeline: 2 November 1931",
        "https://github.com/example/small/edit/main/annotations/cases/late-ferry.yml",
    ):
        assert part in page


# ---------------------------------------------------------------- quoted articles


def test_a_quoted_article_shows_lemmas_in_order_with_paragraphs_and_the_way_to_the_original() -> None:
    page = made()["wire/ferry-scandal.md"]
    order = [page.index(f'id="note-{note}"') for note in ("outrage", "blocks", "long-lemma")]
    assert order == sorted(order)
    fragment = "#:~:text=outrage%2C%20fury%20%26%20well%2Dfounded%20despair"
    assert f'<span id="p-1"></span>¶\u00a01, <a href="https://example.org/ferry-scandal{fragment}"' in page
    assert "#:~:text=A%20passenger%20wept.,Another%20sang." in page
    assert "Night Post" in page


def test_no_other_word_of_a_quoted_article_is_on_any_page_or_in_the_search_index() -> None:
    assert not any(SECRET.search(text) for text in made().values())
    book, leaves = read(EDITION)
    assert not any(SECRET.search(record.content) for record in records(book, leaves))


def test_a_private_build_shows_and_finds_the_quoted_article_in_full() -> None:
    assert "zanzibar-word-one" in made(private=True)["wire/ferry-scandal.md"]
    book, leaves = read(EDITION, private=True)
    assert any(SECRET.search(record.content) for record in records(book, leaves))


def test_who_cannot_read_the_words_here_is_told_that_no_address_leads_to_them() -> None:
    book, _ = read(EDITION)
    summary = book.index.articles["wire/ferry-scandal"]._replace(url="")
    assert "<dt>Original</dt><dd>No address on the web is known</dd>" in particulars(summary, "", text_shown=False)
    assert "Original" not in particulars(summary, "", text_shown=True)


def test_an_article_calls_its_own_parts_by_number_and_does_not_list_them_as_elsewhere() -> None:
    page = made()["wire/ferry-scandal.md"]
    assert re.search(r'#note-outrage">note 1</a> and <a [^>]*#p-1">¶\s1</a>', page) is not None
    elsewhere = page[page.index('id="refers-to"') :].split("</section>")[0]
    assert "The late ferry" in elsewhere
    assert "Ferry scandal" not in elsewhere


def test_a_paragraph_of_a_quoted_article_is_found_by_its_address_though_its_words_are_not_there() -> None:
    page = made()["wire/ferry-scandal.md"]
    assert re.findall(r'id="(p-\d+)"', page) == ["p-1", "p-2"]
    assert page.index('id="note-blocks"') < page.index('id="p-2"')


def test_a_text_that_is_not_shown_is_not_measured_either() -> None:
    """Else the site would differ between machines with and without the text."""
    assert "words, about" not in made()["wire/ferry-scandal.md"]
    assert "to read" not in made()["wire/index.md"]


# ---------------------------------------------------------------- sources, glossary, timeline, home


def test_a_source_lists_each_use_with_its_sentence_and_locator() -> None:
    page = made()["sources/harbour-log.md"]
    assert "Note 3 on <cite>The late ferry</cite>" in page
    assert "(p. 12)" in page
    assert "The log counts 412" in page
    assert "Glossary: Port Alder" in page


def test_a_source_that_no_note_uses_has_no_page() -> None:
    assert "A Book That No Note Uses" not in "".join(made().values())


def test_glossary_entries_stand_under_their_letters_with_what_speaks_of_them() -> None:
    page = made()["glossary/index.md"]
    assert page.index(">A</h2>") < page.index("Ána Reyes") < page.index(">P</h2>") < page.index('id="entry-port-alder"')
    assert "Note 3 on <cite>The late ferry</cite>" in page
    assert "12.5° N, 3.25° W" in page


def test_the_timeline_is_in_order_and_leads_to_articles_and_sources() -> None:
    page = made()["timeline/index.md"]
    assert page.index("2 November 1931") < page.index("March 1932")
    assert 'href="../cases/late-ferry/"' in page
    assert 'href="../sources/inquiry-1932/"' in page


def test_home_shows_the_timeline_in_its_whole_length() -> None:
    home = made()["index.md"]
    assert home.index("<h2>From the timeline</h2>") < home.index("2 November 1931") < home.index("March 1932")
    assert "The whole timeline, 2\u00a0events" in home


def test_home_names_the_collections_the_newest_notes_first_and_where_to_start() -> None:
    page = made()["index.md"]
    assert "Small &lt;Edition&gt; &amp; Co" in page
    newest = page[page.index("<h2>Newest notes</h2>") :]
    assert newest.index("kept a log") < newest.index("six hundred passengers")
    assert 'href="cases/late-ferry/"' in page


def test_a_collection_lists_its_articles_with_publisher_date_summary_and_counts() -> None:
    page = made()["wire/index.md"]
    for words in (
        "Ferry scandal shakes the coast",
        "Coast Wire",
        "4 November 1931",
        "The agency’s account",
        "3\u00a0notes",
    ):
        assert words in page


def test_the_stylesheet_of_the_kinds_gives_each_a_shape_and_a_colour() -> None:
    css = made()["assets/edition/kinds.css"]
    assert '[data-kind="language"] { --kind: var(--violet); --shape: wavy; --weight: 1; }' in css


# ---------------------------------------------------------------- search


def test_articles_and_notes_are_records_of_their_own() -> None:
    book, leaves = read(EDITION)
    by_url = {record.url: record for record in records(book, leaves)}
    note = by_url["cases/late-ferry/#note-six-hundred"]
    assert note.meta["title"] == "Note 3 on The late ferry"
    assert (note.meta["kind"], note.meta["verdict"]) == ("Claim", "contradicted")
    assert note.content.startswith("six hundred passengers\nThe log counts 412")
    assert "concertina" in by_url["cases/late-ferry/"].content
    assert "cases/late-ferry/#note-last" not in by_url


# ---------------------------------------------------------------- the small parts


def test_finished_html_cannot_end_its_own_block() -> None:
    assert verbatim("a\n⟦/html⟧\n<b>").count("⟦/html⟧") == 1


def test_text_is_escaped_for_content_and_attributes() -> None:
    assert esc('<a href="x">\'&⟦') == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#10214;"


def test_front_matter_survives_whatever_a_title_holds() -> None:
    title = 'a: "b" --- # {{ c }}\n---\n! \u2028 é'
    head = front_matter(title, "article").strip().removeprefix("---").removesuffix("---")
    assert yaml.safe_load(head)["title"] == " ".join(title.split())
    assert json.loads(head.split("title: ")[1].split("\n")[0]) == " ".join(title.split())


@pytest.mark.parametrize(
    ("path", "root"), [("index.md", ""), ("a/index.md", "../"), ("a/b.md", "../../"), ("about.md", "../")]
)
def test_every_page_knows_its_way_to_the_root(path: str, root: str) -> None:
    assert root_of(path) == root


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https:", "https://e.org/\n", " https://e.org", "data:,x", "//e"]
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    assert not is_web_address(url)
    assert outward(url, "words") == "words"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2016-12-08", "8 December 2016"),
        ("2016-12", "December 2016"),
        ("2016", "2016"),
        ("2014-09/2015", "September 2014 – 2015"),
        ("about 2016", "about 2016"),
    ],
)
def test_dates_are_written_out_as_far_as_they_are_known(iso: str, words: str) -> None:
    assert date_in_words(iso) == words


def test_a_range_of_dates_is_no_time_element() -> None:
    assert time_element("2014/2015") == "<span>2014 – 2015</span>"


def test_a_script_that_runs_from_the_right_is_said_to() -> None:
    assert language_attributes("ar-SY") == ' lang="ar-SY" dir="rtl"'
    assert language_attributes('en" onclick="') == ""


def test_reading_takes_at_least_a_minute() -> None:
    assert minutes(0) == "1\u00a0minute"
    assert minutes(2300) == "10\u00a0minutes"


def test_an_entry_stands_under_its_letter_without_accents() -> None:
    assert [first_letter(name) for name in ("Ángel", "“Quoted”", "7 October", "…")] == ["A", "Q", "#", "#"]


def test_a_long_lemma_is_shown_by_beginning_and_end() -> None:
    short = shortened("word " * 80)
    assert len(short) < 180
    assert " … " in short


@pytest.mark.parametrize("woven", ["", "Words first\n\n# Later", "## Not the first level\n"])
def test_a_text_without_a_headline_is_left_whole(woven: str) -> None:
    assert split_headline(woven) == ("", woven)


def test_a_headline_goes_with_the_notes_on_it_and_no_further() -> None:
    woven = "# Head\n\n⟦note a⟧\n<p>\n# no</p>\n⟦/note⟧\n\n⟦note b⟧\nx\n⟦/note⟧\n\nText\n\n⟦note c⟧\ny\n⟦/note⟧\n"
    title, text = split_headline(woven)
    assert title.endswith("x\n⟦/note⟧\n")
    assert text.strip().startswith("Text")


def test_a_backlink_that_stands_twice_is_shown_once() -> None:
    backlink = Backlink(Origin("c/a", "A <b>", "n", 1, "c/a/#note-n"), "A sentence.")
    html = backlink_list((backlink, backlink), "../")
    assert html.count("<li>") == 1
    assert "A &lt;b&gt;" in html
