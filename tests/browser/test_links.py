"""Links to anything, ready citations, and what a link shows before it is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.looking import ARTICLE, QUOTED, opened

pytestmark = pytest.mark.browser

CLIPBOARD = """() => {
    window.copied = null;
    navigator.clipboard.writeText = async words => { window.copied = words; };
}"""
REFUSED = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }"
RANGE_OF = """async ([start, end]) => {
    const { linkTo } = await import("../../assets/edition/links.js");
    const texts = [];
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest(".notes, .ref, .prelude")) texts.push(walker.currentNode);
    }
    const range = document.createRange();
    const first = texts.find(node => node.data.includes(start));
    range.setStart(first, first.data.indexOf(start));
    const last = texts.find(node => node.data.includes(end));
    range.setEnd(last, last.data.indexOf(end) + end.length);
    return linkTo(range);
}"""


@contextmanager
def touched(chromium: Browser, url: str) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


def copied(page: Page) -> str:
    page.wait_for_function("() => window.copied !== null")
    words: str = page.evaluate("window.copied")
    return words


def open_note(page: Page, name: str) -> Locator:
    page.locator(f"#ref-{name}").click()
    return page.locator(f"#note-{name}")


# ---------------------------------------------------------------- links


@pytest.mark.parametrize("width", [1440, 768, 360])
def test_the_button_of_a_note_copies_its_address_and_says_so(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.evaluate(CLIPBOARD)
        button = open_note(page, "log").get_by_role("button", name="Copy link to note")
        button.focus()
        page.keyboard.press("Enter")
        assert copied(page) == f"{address}{ARTICLE}#note-log"
        expect(button).to_have_text("Copied")
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)


def test_a_button_pressed_again_while_it_says_copied_gets_its_words_back(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        slow = (
            "() => { navigator.clipboard.writeText = () => new Promise((done) => (window.written ??= []).push(done)); }"
        )
        button = open_note(page, "log").get_by_role("button", name="Copy link to note").element_handle()
        page.evaluate(slow)
        page.clock.install()
        button.press("Enter")
        page.wait_for_function("() => window.written?.length")
        page.evaluate("() => window.written.shift()()")
        page.wait_for_function("(one) => one.textContent === 'Copied'", arg=button)
        button.press("Enter")
        page.clock.run_for(60_000)
        page.wait_for_function("(one) => one.textContent === 'Copy link'", arg=button)
        page.wait_for_function("() => window.written?.length")
        page.evaluate("() => window.written.shift()()")
        page.wait_for_function("(one) => one.textContent === 'Copied'", arg=button)
        page.clock.run_for(60_000)
        page.wait_for_function("(one) => one.textContent === 'Copy link'", arg=button)


def test_where_the_clipboard_is_refused_the_address_is_shown_selected(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.evaluate(REFUSED)
        note = open_note(page, "log")
        note.get_by_role("button", name="Copy link to note").click()
        field = note.get_by_role("textbox")
        expect(field).to_be_focused()
        expect(field).to_have_value(f"{address}{ARTICLE}#note-log")
        assert page.evaluate("document.activeElement.selectionEnd") == len(f"{address}{ARTICLE}#note-log")


@pytest.mark.parametrize("width", [1440, 360])
def test_the_number_of_a_paragraph_leads_there_and_offers_its_link_by_keyboard(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.evaluate(CLIPBOARD)
        page.locator("#p-3 .pilcrow").focus()
        page.keyboard.press("Enter")
        button = page.get_by_role("button", name="Copy link to ¶ 3")
        expect(button).to_be_focused()
        assert page.evaluate("location.hash") == "#p-3"
        page.keyboard.press("Enter")
        assert copied(page) == f"{address}{ARTICLE}#p-3"
        page.keyboard.press("Escape")
        expect(button).not_to_be_visible()
        expect(page.locator("#p-3 .pilcrow")).to_be_focused()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("six", "passengers"),
        ("waited on the quay", "waited on the quay"),
        ("a storm", "that no instrument recorded"),
        ("Nobody said why.", "kept a log"),
        ("in this manner, and then another", "in this manner, and then another"),
        ("on", "the quay"),
        ("lamps were lit", "another, without a word from the pilot's office"),
    ],
)
def test_a_link_to_words_leads_a_browser_to_these_very_words(
    chromium: Browser, address: str, start: str, end: str
) -> None:
    """The browser itself finds them and scrolls there; scripts are off, so that nothing of ours can have done it."""
    with opened(chromium, address + ARTICLE, 360) as page:
        link: str = page.evaluate(RANGE_OF, [start, end])
    assert ":~:text=" in link, link
    base, _, words = link.partition("#")
    words = words.partition(":~:")[2]
    # Without the paragraph's id, so that nothing but the words can have led there.
    context = chromium.new_context(viewport={"width": 360, "height": 200}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}#:~:{words}")
    # Asked from outside: where scripts are off, no frame of the page can be waited for.
    for _ in range(100):
        if page.evaluate("scrollY") > 0:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("scrollY") > 0, words
    context.close()


def test_a_link_to_words_percent_encodes_what_its_grammar_reserves(chromium: Browser, address: str) -> None:
    with opened(chromium, address + QUOTED) as page:
        link: str = page.evaluate(
            """async () => {
                const { linkTo } = await import("../../assets/edition/links.js");
                const made = document.createElement("p");
                made.textContent = "before so-called, “A & B” wept after";
                document.querySelector("#content").append(made);
                const range = document.createRange();
                range.setStart(made.firstChild, 7);
                range.setEnd(made.firstChild, 31);
                return linkTo(range);
            }"""
        )
    words = link.partition("text=")[2]
    assert words == "so%2Dcalled%2C%20%E2%80%9CA%20%26%20B%E2%80%9D%20wept"
    assert unquote(words) == "so-called, “A & B” wept"


def test_half_words_are_made_whole_and_words_that_stand_twice_are_told_apart(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        link: str = page.evaluate(RANGE_OF, ["dred passen", "dred passen"])
        assert "hundred%20passengers" in link
        second: str = page.evaluate(RANGE_OF, ["the rain", "the rain"])
        again: str = page.evaluate(
            """async () => {
                const { linkTo } = await import("../../assets/edition/links.js");
                const made = document.createElement("p");
                made.textContent = "Once more and here the rain fell. And there the rain stopped.";
                document.querySelector(".apparatus").append(made);
                const range = document.createRange();
                range.setStart(made.firstChild, made.textContent.lastIndexOf("the rain"));
                range.setEnd(made.firstChild, made.textContent.lastIndexOf("the rain") + 8);
                return linkTo(range);
            }"""
        )
    assert second.endswith(":~:text=the%20rain")
    assert again.endswith(":~:text=And%20there-,the%20rain,-stopped.")


def test_the_words_of_a_note_have_a_link_on_quoted_pages_too(chromium: Browser, address: str) -> None:
    with opened(chromium, address + QUOTED) as page:
        page.evaluate(CLIPBOARD)
        page.locator("#note-outrage .cite").click()
        page.get_by_role("button", name="Copy link to the words").click()
        link = copied(page)
        assert link.startswith(f"{address}{QUOTED}#note-outrage:~:text=")
        assert "outrage%2C%20fury%20%26%20well%2Dfounded%20despair" in link
    with opened(chromium, link) as page:
        expect(page.locator("#note-outrage .lemma")).to_be_in_viewport()


# ---------------------------------------------------------------- citing


@pytest.mark.parametrize("path", [ARTICLE, QUOTED])
def test_without_scripts_an_article_is_cited_in_five_forms_and_a_note_by_a_pattern(
    chromium: Browser, address: str, path: str
) -> None:
    with opened(chromium, address + path, scripts=False) as page:
        section = page.locator("#cite")
        expect(section.get_by_text("Chicago", exact=True).first).to_be_visible()
        for summary in section.locator("summary").all():
            summary.click()
        for name in ("Chicago", "MLA", "APA", "BibTeX", "RIS"):
            expect(section.get_by_text(name, exact=True).first).to_be_visible()
        expect(section.locator("button")).to_have_count(section.locator(".copy").count())
        expect(section.locator(".copy").first).not_to_be_visible()
        expect(section.get_by_text("Note [number] ([kind]) on").first).to_be_visible()
        assert page.locator(".note .cite").first.get_attribute("href") == "#cite"
        expect(page.locator(".note .permalink").first).to_be_visible()


@pytest.mark.parametrize("name", ["cite.bib", "cite.ris"])
def test_the_files_beside_a_page_say_what_the_page_says(chromium: Browser, address: str, name: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        link = page.locator(f'#cite a[href="{name}"]')
        assert link.get_attribute("download") is not None
        text = page.request.get(f"{address}{ARTICLE}{name}").text()
        shown = page.locator("#cite pre", has_text=text.strip()[:12]).first.text_content()
        assert shown is not None
        assert text.strip() == shown.strip()


@pytest.mark.parametrize("width", [1440, 360])
def test_a_note_is_cited_with_its_number_kind_words_annotator_date_and_address(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.evaluate(CLIPBOARD)
        note = open_note(page, "six-hundred")
        number = note.locator(".number").text_content()
        link = note.get_by_role("link", name="Cite note")
        link.focus()
        page.keyboard.press("Enter")
        panel = page.get_by_role("dialog", name=f"Cite note {number}")
        expect(panel).to_be_visible()
        chicago = panel.locator(".citations > div").first
        expect(chicago).to_contain_text("M. Okafor.")
        expect(chicago).to_contain_text(f"Note {number} (Claim) on ‘six hundred passengers’ in ‘The late ferry")
        expect(chicago).to_contain_text("November 20, 2026")
        expect(chicago).to_contain_text("https://small.example.org/cases/late-ferry/#note-six-hundred")
        panel.get_by_role("button", name="Copy BibTeX").click()
        entry = copied(page)
        assert entry.startswith("@misc{late-ferry-six-hundred,")
        assert "author = {{M. Okafor}}" in entry
        page.keyboard.press("Escape")
        expect(panel).not_to_be_visible()
        expect(link).to_be_focused()


def test_the_bar_cites_the_article(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.evaluate(CLIPBOARD)
        page.get_by_role("button", name="Cite", exact=True).click()
        panel = page.get_by_role("dialog", name="Cite this article")
        for name in ("Chicago", "MLA", "APA", "BibTeX", "RIS"):
            expect(panel.get_by_text(name, exact=True)).to_be_visible()
        panel.get_by_role("button", name="Copy MLA").click()
        assert copied(page).startswith("N. <b>Obody</b>. “The Late Ferry.”")


def test_what_tex_and_quotations_would_trip_over_is_written_for_them(chromium: Browser, address: str) -> None:
    with opened(chromium, address + QUOTED) as page:
        page.evaluate(
            "document.querySelector('#note-outrage .lemma q').textContent = 'He “wept” & {sang} 100 % of_it\\\\'"
        )
        page.locator("#note-outrage .cite").click()
        forms = page.locator("#cite-forms")
        expect(forms.locator("pre").first).to_contain_text(r"He ‘wept’ \& \{sang\} 100 \% of\_it\textbackslash{}")
        expect(forms.locator("pre").last).to_contain_text("He ‘wept’ & {sang} 100 % of_it\\”")


# ---------------------------------------------------------------- previews


def preview(page: Page) -> Locator:
    return page.locator("#preview")


def test_a_citation_shows_the_full_reference_on_focus_and_escape_takes_it_away(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        note = open_note(page, "six-hundred")
        link = note.locator("a.citation").first
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        link.focus()
        expect(preview(page)).to_be_visible()
        expect(preview(page)).to_contain_text("Harbour")
        assert link.get_attribute("aria-details") == "preview"
        page.keyboard.press("Escape")
        expect(preview(page)).not_to_be_visible()
        expect(link).to_be_focused()
        expect(note).to_be_visible()


def test_axe_finds_nothing_while_a_preview_is_shown(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, bypass=True) as page:
        open_note(page, "six-hundred").locator("a.crossref").first.hover()
        expect(preview(page)).to_be_visible()
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []


def test_a_preview_can_be_pointed_at_stays_and_goes_when_the_pointer_leaves(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        note = open_note(page, "six-hundred")
        link = note.locator("a.crossref").first
        link.hover()
        expect(preview(page)).to_contain_text("outrage, fury & well-founded despair")
        expect(preview(page)).to_contain_text("Ferry scandal shakes the coast")
        expect(preview(page)).to_contain_text("Three nouns where one would do.")
        box, about = preview(page).bounding_box(), link.bounding_box()
        assert box
        assert about
        assert box["y"] >= about["y"] + about["height"] or box["y"] + box["height"] <= about["y"]
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1440
        preview(page).hover()
        page.wait_for_timeout(400)
        expect(preview(page)).to_be_visible()
        expect(preview(page).get_by_role("link", name="Open")).to_have_attribute(
            "href", f"{address}{QUOTED}#note-outrage"
        )
        page.mouse.move(5, 5)
        expect(preview(page)).not_to_be_visible()


def test_a_pointer_that_only_passes_asks_for_nothing(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        link = open_note(page, "six-hundred").locator("a.crossref").first
        # By a clock that stands still, a pointer passes as quickly on a busy machine as on any other.
        page.clock.install()
        page.clock.pause_at(page.evaluate("Date.now() + 1000"))
        link.hover()
        page.clock.run_for(200)
        page.mouse.move(5, 5)
        page.clock.run_for(400)
        assert not [url for url in asked if url.endswith(("preview.js", "preview.json"))]
        link.hover()
        with page.expect_request("**/preview.json"):
            page.clock.run_for(400)


def test_a_glossary_entry_a_paragraph_and_an_article_are_shown(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        note = open_note(page, "six-hundred")
        note.locator("a.crossref").nth(1).hover()
        expect(preview(page)).to_contain_text("Port Alder")
    with opened(chromium, address + QUOTED) as page:
        page.locator("#note-outrage a.crossref").hover()
        expect(preview(page)).to_contain_text("¶ 1")
        expect(preview(page)).to_contain_text("On the evening of the second of November")


def test_tapping_shows_first_and_open_follows(chromium: Browser, address: str) -> None:
    with touched(chromium, address + QUOTED) as page:
        link = page.locator("#note-outrage a.crossref")
        link.tap()
        expect(preview(page)).to_be_visible()
        assert page.url == address + QUOTED
        box, about = preview(page).bounding_box(), link.bounding_box()
        assert box
        assert about
        assert box["y"] >= about["y"] + about["height"] or box["y"] + box["height"] <= about["y"]
        preview(page).get_by_role("link", name="Open").tap()
        page.wait_for_url(re.compile("late-ferry/#p-1$"))


def test_a_second_tap_on_the_link_follows_it_and_a_tap_elsewhere_does_not(chromium: Browser, address: str) -> None:
    with touched(chromium, address + QUOTED) as page:
        link = page.locator("#note-outrage a.crossref")
        link.tap()
        expect(preview(page)).to_be_visible()
        page.locator("#note-outrage .credits").tap(position={"x": 2, "y": 2})
        expect(preview(page)).not_to_be_visible()
        link.tap()
        expect(preview(page)).to_be_visible()
        link.tap()
        page.wait_for_url(re.compile("late-ferry/#p-1$"))


def test_where_there_is_nothing_to_show_a_tap_follows_the_link(chromium: Browser, address: str) -> None:
    with touched(chromium, address + QUOTED) as page:
        page.route("**/preview.json", lambda route: route.abort())
        page.locator("#note-outrage a.crossref").tap()
        page.wait_for_url(re.compile("late-ferry/#p-1$"))


@pytest.mark.parametrize(
    ("path", "link", "words"),
    [
        ("sources/harbour-log/", ".uses a[href*='#note-']", "Note"),
        ("glossary/", ".entry .facts a", ""),
        ("questions/", ".questions .facts a", "Who counted them?"),
        ("timeline/", ".timeline .facts a", ""),
    ],
)
def test_the_lists_of_the_edition_show_what_their_links_lead_to(
    chromium: Browser, address: str, path: str, link: str, words: str
) -> None:
    with opened(chromium, address + path) as page:
        page.locator(link).first.hover()
        expect(preview(page)).to_be_visible()
        expect(preview(page)).to_contain_text(words)


def test_a_preview_of_a_quoted_article_holds_no_word_that_its_page_does_not(chromium: Browser, address: str) -> None:
    with opened(chromium, address + QUOTED) as page:
        file = page.request.get(f"{address}{QUOTED}preview.json").json()
        shown = " ".join((page.locator("#content").text_content() or "").split())
        assert "zanzibar" not in str(file)
        for part in file["parts"].values():
            for piece in (part.get("words", ""), part.get("head", "")):
                for words in piece.split(" … "):
                    assert words.removeprefix("Note ").split(",")[0] in shown
