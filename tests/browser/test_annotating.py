"""Annotate: words are selected, an entry is made and taken to the sidecar, and the next build has the note there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from build_scripts.model import Place, Scalar
from build_scripts.pipeline.adding import finished_entries
from build_scripts.pipeline.asking import find_article, find_words, text_of
from build_scripts.pipeline.building import Order, build
from build_scripts.pipeline.publishing import Mode
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.rendering.notes import fill_body, parse_body
from tests.browser.conftest import ROOT, make_edition
from tests.browser.looking import ARTICLE, QUOTED, RIGHT_TO_LEFT, boxes, opened
from tests.browser.test_own_notes import SELECT
from tests.serving import served

pytestmark = pytest.mark.browser

PANEL = "#annotate-panel"
ASKED = f"{ARTICLE}?annotate"
WORDS = "Families sat on their boxes"


def select(page: Page, start: str, end: str, within: str = ".text") -> None:
    page.evaluate(SELECT, [within, start, end])
    expect(page.locator(PANEL)).to_be_visible()
    expect(page.locator(f"{PANEL} .annotate-words, {PANEL} .annotate-why:not(:empty)").first).to_be_visible()


def is_on(page: Page) -> None:
    expect(page.locator("html[data-annotate]")).to_have_count(1)
    expect(page.locator(".annotate-sign p")).to_contain_text("Annotate is on.")


def entry(page: Page) -> str:
    return page.locator(".annotate-entry").text_content() or ""


def write(page: Page, words: str) -> None:
    page.get_by_label("Note", exact=True).fill(words)


def problems(page: Page) -> list[tuple[str, str]]:
    return [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]


# ---------------------------------------------------------------- on and off


def test_who_does_not_ask_downloads_nothing_of_it(chromium: Browser, address: str) -> None:
    asked: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address + ARTICLE, wait_until="networkidle")
    page.evaluate(SELECT, [".text", "Families", "boxes"])
    expect(page.locator(".mine-bar")).to_be_visible()
    assert "article.js" in asked
    assert [name for name in asked if "annotate" in name or "markdown" in name] == []
    assert page.locator(".annotate-sign").count() == 0
    context.close()


@pytest.mark.parametrize("how", ["address", "key", "link"])
def test_it_is_switched_on_by_address_by_key_and_by_link_and_left_by_a_button(
    chromium: Browser, address: str, how: str
) -> None:
    with opened(chromium, address + (ASKED if how == "address" else ARTICLE)) as page:
        if how == "key":
            page.keyboard.press("a")
        elif how == "link":
            page.get_by_role("link", name="Annotate this article").click()
        is_on(page)
        page.goto(address + RIGHT_TO_LEFT)
        is_on(page)
        page.goto(address + ARTICLE)
        is_on(page)
        page.get_by_role("button", name="Leave").click()
        expect(page.locator(".annotate-sign")).to_have_count(0)
        assert "annotate" not in page.url
        page.reload()
        page.wait_for_selector("html.notes-ready")
        page.evaluate(SELECT, [".text", "Families", "boxes"])
        expect(page.locator(".mine-bar")).to_be_visible()
        assert page.locator(PANEL).count() == 0


def test_the_key_is_listed_and_is_switched_off_with_the_others(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.keyboard.press("?")
        expect(page.locator("#keys-panel dt", has_text=re.compile("^a$"))).to_have_count(1)
        page.get_by_label("Letters and signs act as keys").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        page.get_by_role("link", name="Annotate this article").click()
        is_on(page)
        expect(page.locator(PANEL)).to_be_hidden()


def test_storage_that_is_refused_stops_nothing(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    context.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } });")
    page = context.new_page()
    page.goto(address + ASKED)
    is_on(page)
    select(page, "Families", "boxes")
    assert f"quote: {WORDS}" in entry(page)
    context.close()


# ---------------------------------------------------------------- the entry


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (ARTICLE, WORDS),
        (ARTICLE, "ferry"),
        (ARTICLE, "late"),
        (RIGHT_TO_LEFT, "ستمئة مسافر"),
        (RIGHT_TO_LEFT, "العبّارة"),
    ],
)
def test_the_entry_is_what_edition_quote_prints(
    chromium: Browser, address: str, site: Path, path: str, words: str
) -> None:
    root = site.parent
    where = find_article(root, path.rstrip("/"))
    found = find_words(text_of(root, where)[0], words)
    expected = finished_entries(root, where, found)
    assert expected
    with opened(chromium, f"{address}{path}?annotate") as page:
        is_on(page)
        for number, one in enumerate(expected):
            page.evaluate(
                """async ([words, number]) => {
                    const text = document.querySelector(".text");
                    getSelection().removeAllRanges();
                    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
                        node.parentElement.closest(".notes, .prelude, .ref, .pilcrow") ? 3 : 1);
                    let [all, nodes] = ["", []];
                    while (walker.nextNode()) {
                        nodes.push([walker.currentNode, all.length]);
                        all += walker.currentNode.data;
                    }
                    let at = -1;
                    for (let seen = -1; seen < number; seen++) at = all.indexOf(words, at + 1);
                    const place = (at) => {
                        const [node, start] = nodes.find(([node, start]) => at <= start + node.length);
                        return [node, at - start];
                    };
                    getSelection().setBaseAndExtent(...place(at), ...place(at + words.length));
                }""",
                [words, number],
            )
            expect(page.locator(".annotate-entry")).to_have_text(one, use_inner_text=False)
            assert entry(page) == one


def test_kind_verdict_name_tags_and_author_go_into_the_entry_as_they_are_chosen(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        expect(page.get_by_label("Verdict")).to_be_hidden()
        page.get_by_label("Kind").select_option(label="Claim")
        page.get_by_label("Verdict").select_option("disputed")
        page.get_by_label("Name of the note").fill("boxes")
        page.get_by_label("Tags").fill("crowd, no")
        page.get_by_label("Written by").select_option(label="M. Okafor")
        write(page, "Nobody counted: no.")
        assert entry(page) == (
            f"  - id: boxes\n    quote: {WORDS}\n    kind: claim\n    verdict: disputed\n    note: |\n"
            '      Nobody counted: no.\n    tags: [crowd, "no"]\n    author: m-okafor'
        )
        page.get_by_label("Name of the note").fill("log")
        expect(page.locator("#annotate-wrong")).to_contain_text("already")
        page.get_by_role("button", name="Copy the entry").click()
        expect(page.get_by_label("Name of the note")).to_be_focused()
        page.get_by_label("Name of the note").fill("last")  # of a draft, which the page does not show
        expect(page.locator("#annotate-wrong")).to_contain_text("already")


def test_a_note_on_the_whole_article_has_no_quote(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        page.get_by_role("button", name="Whole article").click()
        write(page, "Of the whole.")
        assert entry(page) == "  - id: of-the-whole\n    kind: context\n    note: |\n      Of the whole."


def test_what_is_written_outlasts_a_reload_a_new_selection_and_closing(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.get_by_label("Kind").select_option("language")
        write(page, "Half a")
        page.reload()
        is_on(page)
        expect(page.get_by_label("Note", exact=True)).to_have_value("Half a")
        page.get_by_label("Note", exact=True).blur()
        select(page, "The boat", "come")
        expect(page.locator(".annotate-entry")).to_contain_text("quote: The boat did not come")
        assert "Half a" in entry(page)
        assert "kind: language" in entry(page)
        page.get_by_role("button", name="Close").click()
        expect(page.locator(PANEL)).to_be_hidden()
        page.goto(address + RIGHT_TO_LEFT)
        is_on(page)
        expect(page.locator(PANEL)).to_be_hidden()
        page.goto(address + ARTICLE)
        page.get_by_role("button", name="Go on writing").click()
        expect(page.get_by_label("Note", exact=True)).to_have_value("Half a")
        page.get_by_role("button", name="Begin another").click()
        expect(page.locator(PANEL)).to_be_hidden()
        page.reload()
        is_on(page)
        expect(page.locator(PANEL)).to_be_hidden()
        expect(page.get_by_role("button", name="Go on writing")).to_be_hidden()


def begin_another(page: Page) -> None:
    page.get_by_role("button", name="Begin another").click()
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(".annotate-sign p")).to_contain_text("Begun anew.")


def test_what_was_written_can_be_brought_back_after_another_was_begun(chromium: Browser, address: str) -> None:
    back = re.compile("^Bring back")
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        note = page.get_by_label("Note", exact=True)
        for start, end, words in (("Families", "boxes", "First."), ("The boat", "come", "Second.")):
            select(page, start, end)
            expect(note).to_have_value("")
            write(page, words)
            begin_another(page)
        page.reload()
        is_on(page)
        select(page, "The ferry arrived", "midnight")
        write(page, "Third.")
        for words, quote in (
            ("Second.", "The boat did not come"),
            ("First.", WORDS),
            ("Third.", "The ferry arrived shortly before midnight"),
            ("Second.", "The boat did not come"),
        ):
            page.get_by_role("button", name=back).click()
            expect(note).to_have_value(words)
            expect(note).to_be_focused()
            assert f"quote: {quote}\n" in entry(page)
            assert page.evaluate("String(getSelection())") == ""


def test_a_note_begun_anew_has_the_usual_kind_and_is_nothing_to_bring_back(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.get_by_label("Kind").select_option("claim")
        page.get_by_label("Verdict").select_option("disputed")
        page.get_by_label("Written by").select_option(label="M. Okafor")
        begin_another(page)
        select(page, "The boat", "come")
        expect(page.get_by_label("Kind")).to_have_value("context")
        page.get_by_label("Kind").select_option("claim")
        expect(page.get_by_label("Verdict")).to_have_value("unverified")
        assert "author: m-okafor" in entry(page)
        expect(page.get_by_role("button", name=re.compile("^Bring back"))).to_be_hidden()


def test_the_panel_tells_which_notes_stand_on_the_words_already(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}{ARTICLE}?annotate&layers=context") as page:
        is_on(page)
        select(page, "hundred passengers", "waited")
        others = page.locator(f"{PANEL} summary")
        expect(others).to_have_text(
            [
                re.compile(r"^Note \d+ \(Claim, contradicted\) stands on these words$"),
                re.compile(r"^Note \d+ \(Question\) stands"),
                re.compile(r"^Note \d+ \(Language\) stands"),
            ]
        )
        others.first.click()
        expect(page.locator(f"{PANEL} details[open] .body")).to_contain_text("The log counts 412")
        there = page.locator(f"{PANEL} details[open] .suggest").get_attribute("href")
        assert there == page.locator("#note-six-hundred .suggest").get_attribute("href")
        assert page.evaluate(
            "[...document.querySelectorAll('[id]')].every((one) => document.getElementById(one.id) === one)"
        )
        others.first.blur()
        select(page, "Families", "boxes")
        expect(page.locator(".annotate-entry")).to_contain_text(WORDS)
        expect(others).to_have_count(0)
        page.get_by_role("button", name="Whole article").click()
        expect(others).to_have_count(0)


def test_escape_closes_the_panel_also_from_the_page_and_an_empty_note_is_none_to_go_on_with(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        page.keyboard.press("a")
        expect(page.locator(".annotate-words")).to_have_text("On the whole article")
        page.keyboard.press("Escape")
        expect(page.locator(PANEL)).to_be_hidden()
        expect(page.get_by_role("button", name="Go on writing")).to_be_hidden()
        page.evaluate("document.activeElement.blur()")
        select(page, "Families", "boxes")
        assert page.evaluate("document.activeElement === document.body")
        page.keyboard.press("Escape")
        expect(page.locator(PANEL)).to_be_hidden()
        expect(page.get_by_role("button", name="Go on writing")).to_be_visible()
        page.get_by_role("button", name="Leave").click()
        expect(page.get_by_role("status").filter(has_text="Annotate is off.")).to_have_count(1)


def test_words_that_are_cut_are_told(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        why = page.locator(".annotate-why")
        for start, end in (("amilies", "boxes"), ("Families", "boxe")):
            select(page, start, end)
            expect(why).to_contain_text("within a word")
            select(page, "Families", "boxes")
            expect(why).to_be_empty()


def test_whole_article_is_what_it_says_though_words_are_selected(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.get_by_role("button", name="Whole article").click()
        expect(page.locator(".annotate-words")).to_have_text("On the whole article")
        page.locator(".annotate-sign p").click()
        assert page.evaluate("String(getSelection())") == ""
        assert "quote:" not in entry(page)


def test_many_words_are_counted_and_few_are_not(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        long = page.locator(".annotate-long")
        select(page, "Families", "pilot's office")
        expect(long).to_have_text("32 words; three to ten do best.")
        page.get_by_label("Note", exact=True).blur()
        select(page, "Families", "boxes")
        expect(page.locator(".annotate-words")).to_have_text(WORDS)
        expect(long).to_be_hidden()


def test_a_long_passage_is_quoted_by_its_beginning_and_its_end_if_she_likes(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        ends = page.get_by_label("Quote the beginning and the end")
        select(page, "Families", "boxes")
        expect(ends).to_be_hidden()
        select(page, "Families", "pilot's office")
        expect(page.locator(".annotate-long")).to_have_text("32 words; three to ten do best.")
        expect(ends).to_be_visible()
        expect(ends).not_to_be_checked()
        assert "through:" not in entry(page)
        ends.check()
        assert "    quote: Families sat on\n    through: the pilot's office\n    kind:" in entry(page)
        write(page, "Of the hour.")
        page.reload()
        is_on(page)
        expect(ends).to_be_checked()
        expect(page.locator(".annotate-entry")).to_contain_text("through: the pilot's office")
        lit = "() => [...CSS.highlights.get('annotate') ?? []].some((one) => one.startContainer.data.includes('nuts'))"
        page.wait_for_function(lit)
        ends.uncheck()
        assert "through:" not in entry(page)
        assert "sold chestnuts" in entry(page)


def test_over_two_paragraphs_it_is_quoted_so_unless_she_says_otherwise(
    chromium: Browser, address: str, site: Path
) -> None:
    where = find_article(site.parent, ARTICLE.rstrip("/"))
    text, _ = text_of(site.parent, where)
    words = text.canonical.text.partition("The boat")[2].partition("a log")[0]
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "The boat", "a log")
        expect(page.get_by_label("Quote the beginning and the end")).to_be_checked()
        whole = finished_entries(site.parent, where, find_words(text, f"The boat{words}a log"))
        ends = finished_entries(site.parent, where, find_words(text, "The boat did", "kept a log"))
        assert entry(page) == whole[0] == ends[0]
        assert "    quote: The boat did\n    through: kept a log\n" in entry(page)
        page.get_by_label("Quote the beginning and the end").uncheck()
        all_of_it = find_words(text, "The boat did", "kept a log", whole=True)
        assert entry(page) == finished_entries(site.parent, where, all_of_it)[0]


def test_beside_the_note_a_link_leads_to_the_sources_in_a_tab_of_their_own(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        with page.context.expect_page() as opening:
            page.get_by_role("link", name="The sources").click()
        expect(opening.value.locator(".references")).to_contain_text("@harbour-log")
        expect(page.locator(PANEL)).to_be_visible()


def test_on_a_translated_page_no_entry_is_made(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        page.evaluate("document.querySelector('#p-3').lastChild.data = 'Die Familien saßen auf ihren Kisten.'")
        select(page, "The boat", "come")
        expect(page.locator(".annotate-why")).to_contain_text("translated")
        expect(page.locator(".annotate-entry")).to_be_hidden()
        expect(page.get_by_role("button", name="Copy the entry")).to_be_hidden()


def test_where_the_text_is_not_shown_the_words_of_a_lemma_are_named_by_the_lemma_or_are_to_be_checked(
    chromium: Browser, address: str, site: Path
) -> None:
    with opened(chromium, f"{address}{QUOTED}?annotate") as page:
        is_on(page)
        select(page, "fury", "fury", "#note-outrage .lemma q")
        made = entry(page)
        assert made.splitlines()[1:4] == [
            "    quote: fury",
            '    prefix: "outrage, "',
            '    suffix: " & well-founded despair"',
        ]
        select(page, "passenger", "wept", "#note-blocks .lemma q")
        expect(page.locator(".annotate-why")).to_contain_text("not published")
        page.get_by_label("The words, exactly as printed").fill("A passenger wept.")
        assert entry(page).startswith(
            "  # to be checked: these words were not compared with the text\n  - id: a-passeng"
        )
    sidecar = site.parent / "annotations/wire/ferry-scandal.yml"
    longer = f"{sidecar.read_text('utf-8').rstrip()}\n{made}\n"
    read, findings = read_sidecar("annotations/wire/ferry-scandal.yml", longer.encode())
    assert findings == ()
    assert read is not None


def test_where_the_text_is_not_shown_the_panel_tells_too_which_notes_stand_on_the_words(
    chromium: Browser, own: Path
) -> None:
    sidecar = own / "annotations/wire/ferry-scandal.yml"
    more = (
        "  - id: fury\n    quote: fury & well-founded\n    kind: context\n    note: Whose?\n"
        "  - id: twice\n    quote: [There was outrage, Another sang]\n    kind: question\n    note: Who?\n"
    )
    sidecar.write_text(sidecar.read_text("utf-8") + more, "utf-8")
    assert run(own, "build").returncode == 0
    with served(own / "site") as root, opened(chromium, f"{root}{QUOTED}?annotate") as page:
        is_on(page)
        others = page.locator(f"{PANEL} summary")
        for lemma, start, end, notes in (
            ("outrage", "despair", "despair", ["Language"]),
            ("outrage", "outrage", "fury", ["Context", "Language", "Question"]),
            ("fury", "well-founded", "well-founded", ["Context", "Language"]),
            ("twice", "Another", "Another", ["Question", "Question"]),
            ("blocks", "wept", "wept", ["Question", "Question"]),  # of its two ends only their whole place is known
            ("long-lemma", "company", "company", ["Context"]),
        ):
            select(page, start, end, f"#note-{lemma} .lemma q")
            expect(others).to_have_text([re.compile(rf"^Note \d+ \({kind}\) stands on these words$") for kind in notes])
        others.first.click()
        expect(page.locator(f"{PANEL} details[open] .body")).to_contain_text("The bridge fell")
        page.get_by_role("button", name="Whole article").click()
        expect(others).to_have_count(0)


# ---------------------------------------------------------------- the preview

NOTES = (
    "One *two* **three** `four` [five](https://example.org/a?b=c&d) <https://example.org>.",
    "> quoted\n> on\n\n- a\n- b\n  - c\n\n1. one\n2. two\n\n2016. a year\n\n```text\na < b\n```",
    "# no heading\n\n---\n\n    no code\n\n![a picture](https://example.org/x.png) &amp; &copy; \\*",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <b>bold</b>\n\n<div>\n\n[x](javascript:alert(1))",
    "[a](data:text/html,x) [b](//example.org) [c]: /d\n\nline\nline  \nbreak",
)


def test_the_preview_is_what_the_build_makes_and_nothing_typed_is_html(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED, bypass=True) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.get_by_role("button", name="Preview").click()
        for note in NOTES:
            write(page, "")
            expect(page.locator(".annotate-preview .body")).to_be_empty()
            write(page, note)
            expect(page.locator(".annotate-preview .body")).not_to_be_empty()
            built = fill_body(parse_body(Scalar(note, Place("x"))), (), ())
            shape = """html => {
                const body = new DOMParser().parseFromString(html, "text/html").querySelector(".body");
                for (const link of body.querySelectorAll("a")) {
                    for (const name of ["rel", "target", "class"]) link.removeAttribute(name);
                }
                return body.innerHTML.replace(/\\s*\\n\\s*/g, "\\n").replace(/>\\n|\\n</g, (sign) => sign.trim());
            }"""
            shown = page.locator(".annotate-preview .body").evaluate("body => body.outerHTML")
            assert page.evaluate(shape, shown) == page.evaluate(shape, built)
        assert page.locator(".annotate-preview :is(script, img, b)").count() == 0


def test_citations_and_cross_references_are_shown_as_what_they_are(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        write(
            page,
            "See [@harbour-log, p. 12] and @inquiry-1932 [p. 3]; [[cases/late-ferry#log|there]]; a@b.org [x] [[]].",
        )
        page.get_by_role("button", name="Preview").click()
        later = page.locator(".annotate-preview .body .later")
        expect(later).to_have_text(["[@harbour-log, p. 12]", "@inquiry-1932 [p. 3]", "[[cases/late-ferry#log|there]]"])
        expect(page.locator(".annotate-preview")).to_contain_text("the check looks it up")


# ---------------------------------------------------------------- for everybody


def test_it_goes_by_keyboard_alone(chromium: Browser, address: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + ARTICLE)
    page.wait_for_selector("html.notes-ready")
    page.keyboard.press("a")
    is_on(page)
    page.locator("#p-2 .pilcrow").focus()
    page.keyboard.press("s")
    expect(page.locator(".mine-status")).to_contain_text("“The”")
    for key, said in (("Space", "1 word"), ("ArrowRight", "2 words"), ("ArrowRight", "3 words")):
        page.keyboard.press(key)
        expect(page.locator(".mine-status")).to_contain_text(said)
        expect(page.locator(PANEL)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".mine-status")).to_be_empty()
    expect(page.get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.type("By hand.")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent")
        )
        if seen[-1] == "Copy the entry":
            break
    assert [one.split()[0] for one in seen] == ["The", "Preview", "Name", "Tags", "Written", "-", "Copy"]
    page.keyboard.press("Enter")
    expect(page.locator(".annotate-said")).to_contain_text("Copied.")
    assert "quote: The harbour master" in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator("#p-2 .pilcrow")).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_label("Note", exact=True)).to_have_value("By hand.")
    context.close()


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_it_is_a_sheet_that_leaves_the_words_in_sight(chromium: Browser, address: str, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + ASKED)
    is_on(page)
    expect(page.locator(".annotate-how")).to_have_text("Select words.")
    assert boxes(page, ".annotate-how")[0].height > 12
    assert boxes(page, ".annotate-is")[0].width <= 1
    page.locator("#p-4").scroll_into_view_if_needed()
    select(page, "The ferry arrived", "midnight")
    sheet = boxes(page, PANEL)[0]
    assert abs(sheet.bottom - 740) < 2
    assert sheet.height < 740 * 0.6
    words = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    assert words["bottom"] <= sheet.y
    assert words["top"] >= boxes(page, ".tools")[0].bottom
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(PANEL).evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    assert all(box.height >= 24 for box in boxes(page, f"{PANEL} :is(button, a, input, select), .annotate-sign button"))
    context.close()


def test_on_a_wide_screen_it_stands_beside_the_words(chromium: Browser, address: str) -> None:
    for width in (1440, 1100):
        with opened(chromium, address + ASKED, width) as page:
            is_on(page)
            select(page, "Families", "boxes")
            panel = boxes(page, PANEL)[0]
            assert all(box.right <= panel.x + 1 for box in boxes(page, ".text > p"))
            assert all(box.right <= panel.x for box in boxes(page, ".annotate-sign :is(p, button)"))


def test_beside_a_text_from_right_to_left_it_stands_on_the_left(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}{RIGHT_TO_LEFT}?annotate") as page:
        is_on(page)
        select(page, "ستمئة", "مسافر")
        panel = boxes(page, PANEL)[0]
        assert all(box.x >= panel.right - 1 for box in boxes(page, ".text > p, .annotate-sign :is(p, button)"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_the_open_panel(
    chromium: Browser, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    with opened(chromium, address + ASKED, width, scheme=scheme, bypass=True) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.get_by_label("Kind").select_option("claim")
        page.get_by_label("Name of the note").fill("log")
        write(page, "See [@harbour-log] *and* [there](https://example.org).")
        page.get_by_role("button", name="Preview").click()
        expect(page.locator(".annotate-preview .later").first).to_be_visible()
        assert problems(page) == []


def test_the_policy_of_the_page_is_kept_and_no_other_host_is_asked(chromium: Browser, address: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    with opened(chromium, address + ARTICLE) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.keyboard.press("a")
        is_on(page)
        select(page, "Families", "boxes")
        page.get_by_role("button", name="Preview").click()
        expect(page.locator(".annotate-preview .body")).to_be_attached()
    assert [url for url in asked if not url.startswith(address)] == []
    assert any(url.endswith("vendor/markdown-it.js") for url in asked)
    assert said == []


def test_without_scripts_each_note_leads_to_its_line(chromium: Browser, address: str, site: Path) -> None:
    rows = (site.parent / "annotations/cases/late-ferry.yml").read_text("utf-8").splitlines()
    with opened(chromium, address + ARTICLE, scripts=False) as page:
        links = page.get_by_role("link", name=re.compile("^Suggest a change to note "))
        assert links.count() == 11
        for link in links.all():
            parts = urlsplit(link.get_attribute("href") or "")
            assert parts.netloc + parts.path == "github.com/example/small/edit/main/annotations/cases/late-ferry.yml"
            note = link.locator("xpath=ancestor::aside").get_attribute("id") or ""
            assert rows[int(parts.fragment.removeprefix("L")) - 1].split() == ["-", "id:", note.removeprefix("note-")]
        assert all(box.height >= 24 for box in boxes(page, ".suggest"))
        expect(page.get_by_role("link", name="Edit the notes of this page")).to_be_visible()
        expect(page.locator(".annotate-link")).to_be_hidden()
        page.emulate_media(media="print")
        expect(links.first).to_be_hidden()


# ---------------------------------------------------------------- the whole round


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """An edition to change."""
    folder = tmp_path / "edition"
    make_edition(folder)
    yield folder
    shutil.rmtree(folder)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build_scripts", *arguments, "-C", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def stands(page: Page, words: str, note: str) -> None:
    """The words are marked, and the note is beside them."""
    shown = page.locator(".note", has_text=note)
    expect(shown).to_be_visible()
    id_ = (shown.get_attribute("id") or "").removeprefix("note-")
    assert "".join(page.locator(f'mark[data-notes~="{id_}"]').all_text_contents()) == words


@contextmanager
def annotator(chromium: Browser, url: str) -> Iterator[Page]:
    """Whose browser lets the page read and write the clipboard."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


def test_the_whole_round_words_selected_entry_pasted_note_built(chromium: Browser, own: Path) -> None:
    assert run(own, "build").returncode == 0
    sidecar = own / "annotations/cases/late-ferry.yml"
    with served(own / "site") as root, annotator(chromium, root + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.get_by_label("Kind").select_option(label="Claim")
        write(page, "Nobody *counted* them: no list is known [@harbour-log, p. 12].\n\n- “no”\n- قال # 👩‍👩‍👧")
        page.get_by_role("button", name="Copy the entry").click()
        said = page.locator(".annotate-said")
        expect(said).to_have_text("Copied. Paste it at the end of the file, below the last note.")
        opens = page.get_by_role("link", name="Open the sidecar on GitHub")
        address = urlsplit(opens.get_attribute("href") or "")
        assert address.path == "/example/small/edit/main/annotations/cases/late-ferry.yml"
        before = sidecar.read_text("utf-8")
        assert address.fragment == f"L{len(before.rstrip().splitlines())}"
        sidecar.write_text(before + page.evaluate("navigator.clipboard.readText()"), "utf-8")
        checked = run(own, "check")
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "late-ferry" not in checked.stdout
        assert run(own, "build").returncode == 0
        page.goto(root + ARTICLE)
        page.wait_for_selector("html.notes-ready")
        stands(page, WORDS, "Nobody counted them: no list is known")


def test_the_round_of_a_passage_over_two_paragraphs_by_keyboard(chromium: Browser, own: Path) -> None:
    assert run(own, "build").returncode == 0
    sidecar = own / "annotations/cases/late-ferry.yml"
    with served(own / "site") as root, annotator(chromium, root + ASKED) as page:
        is_on(page)
        page.wait_for_selector("html.notes-ready")
        page.locator("#p-1 .pilcrow").focus()
        page.keyboard.press("s")
        said = page.locator(".mine-status")
        expect(said).to_contain_text("“On”")
        page.keyboard.press("Space")
        expect(said).to_contain_text("1 word")
        page.keyboard.press("Shift+ArrowDown")
        expect(said).to_contain_text("To “why”, 67 words.")
        for word in ("The", "harbour", "master", "kept", "a", "log"):
            page.keyboard.press("ArrowRight")
            expect(said).to_contain_text(f"To “{word}”")
        chosen = page.evaluate("String(getSelection())")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Note", exact=True)).to_be_focused()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        ends = page.get_by_label("Quote the beginning and the end")
        expect(ends).to_be_focused()
        expect(ends).to_be_checked()
        page.keyboard.press("Space")
        expect(page.locator(".annotate-entry")).not_to_contain_text("through:")
        page.keyboard.press("Space")
        expect(page.locator(".annotate-entry")).to_contain_text("through:")
        write(page, "Of two paragraphs.")
        page.get_by_role("button", name="Copy the entry").press("Enter")
        expect(page.locator(".annotate-said")).to_contain_text("Copied.")
        pasted = page.evaluate("navigator.clipboard.readText()")
        assert "    quote: On the evening\n    through: kept a log" in pasted
        sidecar.write_text(sidecar.read_text("utf-8") + pasted, "utf-8")
        assert run(own, "check").returncode == 0
        assert run(own, "build").returncode == 0
        page.goto(root + ARTICLE)
        page.wait_for_selector("html.notes-ready")
        words = page.locator('mark[data-notes~="on-the-evening"]').all_text_contents()
        assert "".join(words).startswith("On the evening of the second of November")
        assert "".join(words).endswith("The harbour master kept a log")
        assert len(chosen) > 300


def test_the_round_of_an_article_without_a_sidecar(chromium: Browser, own: Path) -> None:
    (own / "articles/cases/the-pier.md").write_text("# The pier: a “story”\n\nThe pier fell. Nobody saw it.\n", "utf-8")
    preview = own / ".edition/preview/site"
    built = build(Order(own, preview, Mode.PREVIEW, keep_going=True), lambda _: None)
    assert built.published
    with served(preview) as root:
        with opened(chromium, f"{root}cases/the-pier/?annotate") as page:
            is_on(page)
            select(page, "Nobody", "saw it")
            write(page, "Who was to see it?")
            opens = page.get_by_role("link", name="Start its sidecar on GitHub")
            address = urlsplit(opens.get_attribute("href") or "")
            write(page, "قال " * 900)
            expect(page.locator(".annotate-said")).to_contain_text("Too long for an address")
            assert "value=" not in (opens.get_attribute("href") or "")
            expect(page.get_by_role("button", name="Copy the file")).to_be_visible()
        assert address.path == "/example/small/new/main/annotations/cases"
        asked = parse_qs(address.query)
        (own / "annotations/cases" / asked["filename"][0]).write_text(asked["value"][0], "utf-8")
        checked = run(own, "check")
        assert checked.returncode == 0, checked.stdout + checked.stderr
        built = build(Order(own, preview, Mode.PREVIEW, keep_going=True), lambda _: None)
        with opened(chromium, f"{root}cases/the-pier/") as page:
            stands(page, "Nobody saw it", "Who was to see it?")
            expect(page.get_by_role("link", name="Edit the notes of this page")).to_be_visible()


def test_the_published_site_has_no_page_of_an_article_without_a_sidecar(own: Path) -> None:
    (own / "articles/cases/the-pier.md").write_text("# The pier\n\nThe pier fell.\n", "utf-8")
    built = build(Order(own, own / "site", Mode.PUBLIC, keep_going=True), lambda _: None)
    assert built.published
    assert [str(finding.code) for finding in built.findings if "the-pier" in finding.place.path] == ["S402"]
    assert not (own / "site/cases/the-pier").exists()
