"""The head of every page: one row, a menu that needs no script, and little above the text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import ARTICLE, PAGES, boxes, opened

pytestmark = pytest.mark.browser

WIDTHS = (1440, 768, 360)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_running_head_is_one_row(chromium: Browser, address: str, width: int, *, scripts: bool) -> None:
    with opened(chromium, address + ARTICLE, width, scripts=scripts) as page:
        assert boxes(page, ".running-head")[0].height < 80
        controls = boxes(page, ".running-head > :is(p, form, a, button):not(.skip)")
        middles = [box.y + box.height / 2 for box in controls if box.height]
        assert len(middles) >= 3
        assert max(middles) - min(middles) < 6


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_two_steps_away_by_keyboard(
    chromium: Browser, address: str, width: int, *, scripts: bool
) -> None:
    with opened(chromium, address + ARTICLE, width, scripts=scripts) as page:
        menu = page.get_by_role("navigation", name="All pages")
        expect(menu).not_to_be_visible()
        page.get_by_role("button", name="Menu").focus()
        page.keyboard.press("Enter")
        expect(menu).to_be_visible()
        led = [link.evaluate("link => link.href") for link in menu.get_by_role("link").all()]
        for place in ("cases", "wire", "how-to-read", "annotating", "questions", "glossary", "timeline", "sources"):
            assert f"{address}{place}/" in led
        assert all(box.height >= 24 for box in boxes(page, "#site-menu a"))
        assert boxes(page, "#site-menu")[0].right <= width
        page.keyboard.press("Escape")
        expect(menu).not_to_be_visible()
        expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_a_wide_row_offers_few_pages(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        assert [link.inner_text() for link in page.locator(".site-links a").all()] == [
            "Cases",
            "Wire",
            "How to <read> it",
        ]
        expect(page.locator(".site-links a[aria-current]")).to_have_text("Cases")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_search_is_reached_from_the_row(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        if width == 1440:
            page.get_by_role("searchbox", name="Search the edition").fill("ferry")
            page.keyboard.press("Enter")
            expect(page).to_have_url(re.compile(r"/search/\?q=ferry"))
        else:
            page.locator(".running-head").get_by_role("link", name="Search").click()
            expect(page).to_have_url(address + "search/")


@pytest.mark.parametrize("path", PAGES)
def test_the_menu_names_where_the_reader_is(chromium: Browser, address: str, path: str) -> None:
    with opened(chromium, address + path, 360, scripts=False) as page:
        here = [link.get_attribute("href") for link in page.locator("#site-menu a[aria-current=page]").all()]
        known = {
            "cases/",
            "how-to-read/",
            "annotating/",
            "questions/",
            "glossary/",
            "timeline/",
            "sources/",
            "search/",
            "about/",
            "my-notes/",
            "annotators/",
            "recent/",
        }
        assert bool(here) == (path in known)
