"""The search: from the head of every page and on its own page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import ARTICLE, QUOTED, opened

pytestmark = pytest.mark.browser


def test_a_word_typed_in_the_head_finds_the_article_that_has_it(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.get_by_label("Search the edition").fill("concertina")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=concertina")
        expect(page.locator("#search-count")).to_have_text("1 place found")
        hit = page.locator("#search-hits > li")
        expect(hit.locator(".label")).to_have_text("Article")
        expect(hit.locator("mark")).to_contain_text("concertina")
        hit.locator("a").click()
        page.wait_for_url(f"**/{ARTICLE}")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_hit_says_which_note_of_which_article_it_is_and_opens_that_note(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, f"{address}search/?q=barometer", width) as page:
        hit = page.locator("#search-hits > li", has_text="The late ferry")
        expect(hit.locator(".label")).to_have_text("Note 9 · Claim, unverified")
        expect(hit).to_contain_text("on The late ferry")
        hit.locator("a").click()
        page.wait_for_url("**/cases/late-ferry/#note-storm")
        expect(page.locator("#note-storm .body")).to_be_in_viewport()


def test_typing_on_the_search_page_finds_by_itself(chromium: Browser, address: str) -> None:
    with opened(chromium, address + "search/") as page:
        page.locator("#search-words").press_sequentially("chestnuts")
        expect(page.locator("#search-hits > li")).to_have_count(1)
        page.locator("#search-words").fill("")
        expect(page.locator("#search-hits > li")).to_have_count(0)


def test_what_is_not_there_is_said_aloud(chromium: Browser, address: str) -> None:
    with opened(chromium, address + "search/?q=xylophone") as page:
        count = page.locator("#search-count")
        expect(count).to_have_text("Nothing found for “xylophone”")
        assert count.get_attribute("aria-live") == "polite"
        expect(page.locator("#search-lists")).to_be_visible()


def test_a_hit_does_not_say_its_words_twice(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}search/?q=barometer") as page:
        hit = page.locator("#search-hits > li").first
        lemma = hit.locator("a").inner_text()
        assert hit.inner_text().count(lemma) == 1
        expect(hit.locator("mark").first).to_contain_text("barometer")
        expect(page.locator("#search-lists")).not_to_be_visible()


@pytest.mark.parametrize("note", [f"{ARTICLE}#note-whole", f"{QUOTED}#note-outrage"])
def test_a_note_that_no_script_opens_has_the_focus_when_its_address_is_followed(
    chromium: Browser, address: str, note: str
) -> None:
    with opened(chromium, address + note) as page:
        expect(page.locator(f"#{note.partition('#')[2]}")).to_be_focused()


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "</script><b>", "\"'&lt;"])
def test_words_in_an_address_stay_words(chromium: Browser, address: str, words: str) -> None:
    """With the security policy lifted, so that only the script's own care is tested."""
    with opened(chromium, f"{address}search/?{urlencode({'q': words})}", bypass=True) as page:
        expect(page.locator("#search-count")).not_to_be_empty()
        assert page.locator("#search-words").input_value() == words
        assert page.locator("#content img, #content script, #search-count b").count() == 0


def test_markup_in_an_article_is_found_and_shown_as_text(chromium: Browser, address: str) -> None:
    with opened(chromium, address + "search/?q=ferry", bypass=True) as page:
        expect(page.locator("#search-hits > li").first).to_be_visible()
        allowed = {"LI", "P", "A", "MARK", "CITE"}
        names = page.evaluate("[...document.querySelectorAll('#search-hits *')].map((e) => e.tagName)")
        assert set(names) <= allowed


def test_a_text_that_may_not_be_published_is_not_found(chromium: Browser, address: str) -> None:
    with opened(chromium, address + "search/?q=zanzibar") as page:
        expect(page.locator("#search-count")).to_have_text("Nothing found for “zanzibar”")


def test_without_scripts_the_page_says_so_and_names_the_lists(chromium: Browser, address: str) -> None:
    with opened(chromium, address + "search/", scripts=False) as page:
        assert page.get_by_text("Searching needs JavaScript").is_visible()
        assert page.get_by_text("Ctrl+F").is_visible()  # a word can be found all the same
        named = set(page.locator("#search-lists a").all_inner_texts())
        assert {"Cases", "Wire", "Glossary", "Timeline", "Sources", "Questions"} <= named
