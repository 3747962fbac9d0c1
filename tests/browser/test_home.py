"""The first page, and the first screen of an article: a reader knows at once what this is and what to do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import ARTICLE, QUOTED, boxes, opened

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (768, 800), (360, 800))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_first_screen_says_what_this_is_and_where_to_start(
    chromium: Browser, address: str, width: int, height: int, *, scripts: bool
) -> None:
    with opened(chromium, address, width, scripts=scripts) as page:
        assert boxes(page, ".lede")[0].bottom < height
        start = boxes(page, ".start")[0]
        assert start.bottom < height
        assert start.height >= 40
        assert boxes(page, ".cover")[0].y < height
        page.locator(".start").click()
        expect(page).to_have_url(address + ARTICLE)


def test_a_cover_tells_the_years_and_how_much_there_is_and_leads_to_its_collection(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as page:
        cover = page.locator(".cover").first
        expect(cover).to_contain_text("1931")
        expect(cover).to_contain_text("1 article")
        expect(cover).to_contain_text("11 notes")
        cover.click(position={"x": 20, "y": 200})
        expect(page).to_have_url(address + "cases/")


def test_a_cover_keeps_its_edge_with_forced_colours(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        page.emulate_media(forced_colors="active")
        edge = "getComputedStyle(document.querySelector('.cover')).borderTopColor"
        paper = "getComputedStyle(document.querySelector('.cover')).backgroundColor"
        assert page.evaluate(edge) != page.evaluate(paper)


def test_a_claim_is_quoted_without_its_verdict_and_leads_to_its_note(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        claim = page.locator(".claims a").first
        expect(claim).to_have_attribute("href", re.compile("^cases/late-ferry/#note-"))
        expect(page.locator(".claims")).not_to_contain_text(re.compile("contradicted|unverified|disputed|supported"))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_text_begins_on_the_first_screen(chromium: Browser, address: str, width: int, height: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        assert boxes(page, ".text > p")[0].y + 30 < height
    with opened(chromium, address + QUOTED, width) as page:
        assert boxes(page, ".lemmas .note")[0].y + 30 < height


def test_on_a_phone_a_link_to_a_note_on_the_whole_article_opens_it(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        expect(page.locator("#note-whole .body")).not_to_be_visible()
    with opened(chromium, address + ARTICLE + "#note-whole", 360) as page:
        expect(page.locator("#note-whole .body")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_particulars_wait_until_they_are_asked_for(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width, scripts=False) as page:
        expect(page.locator(".about-text dl")).not_to_be_visible()
        page.locator(".about-text summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".about-text dl")).to_be_visible()
