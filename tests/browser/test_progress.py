"""How far a reader has come: on this device only, shown without a sound, and the way back from the first page."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ARTICLE, QUOTED, opened

pytestmark = pytest.mark.browser


def go_to(page: Page, paragraph: str) -> None:
    """Scrolls until a paragraph is at the top, as a reader does."""
    page.evaluate("id => document.getElementById(id).scrollIntoView({ block: 'start' })", paragraph)
    page.wait_for_function("() => localStorage.getItem('edition:/:places') !== null")


def places(page: Page) -> dict[str, dict[str, object]]:
    found = json.loads(page.evaluate("localStorage.getItem('edition:/:places') ?? '{}'"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_first_page_leads_back_to_the_paragraph_a_reader_had_reached(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.set_viewport_size({"width": width, "height": 300})
        go_to(page, "p-2")
        page.goto(address)
        link = page.locator(".continue a")
        expect(link).to_have_text("The late ferry, ¶\u00a02")
        expect(page.locator(".continue")).to_contain_text("Kept on this device only; nothing of it is sent anywhere.")
        link.click()
        page.wait_for_url(f"**/{ARTICLE}#p-2")
        expect(page.locator("#p-2")).to_be_in_viewport()


def test_the_place_is_a_paragraph_and_holds_at_another_text_size(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.set_viewport_size({"width": 360, "height": 300})
        go_to(page, "p-3")
        kept = places(page)
        assert kept == {ARTICLE: {"id": "p-3", "title": "The late ferry", "done": False}}


def test_forgetting_leaves_nothing_on_the_device(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.set_viewport_size({"width": 360, "height": 300})
        go_to(page, "p-2")
        page.goto(address)
        page.get_by_role("button", name="Forget").click()
        expect(page.locator(".continue")).to_have_text("Forgotten: this device keeps no place any more.")
        expect(page.locator(".continue")).to_be_focused()
        assert places(page) == {}
        page.reload()
        expect(page.locator(".continue")).to_be_hidden()


def test_who_does_not_want_to_be_followed_is_not(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.set_viewport_size({"width": 360, "height": 300})
        go_to(page, "p-2")
        page.get_by_role("button", name="Display").click()
        page.get_by_role("checkbox", name="Remember how far I have read").uncheck()
        page.wait_for_function("() => localStorage.getItem('edition:/:places') === null")
        page.keyboard.press("Escape")
        page.evaluate("document.getElementById('p-3').scrollIntoView({ block: 'start' })")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert places(page) == {}
        page.reload()
        page.get_by_role("button", name="Display").click()
        expect(page.locator("[name=follow]")).not_to_be_checked()


def test_an_article_read_to_its_end_is_marked_in_the_list_and_no_longer_offered(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.evaluate("document.querySelector('.apparatus').scrollIntoView({ block: 'end' })")
        page.wait_for_function("() => localStorage.getItem('edition:/:places')?.includes('true')")
        page.goto(address + "cases/")
        expect(page.locator(".contents li").first).to_contain_text("The late ferry (read to its end)")
        page.goto(address)
        expect(page.locator(".continue")).to_be_hidden()


def test_a_line_grows_with_the_reading_and_no_screen_reader_hears_of_it(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        line = page.locator(".tool-progress")
        assert line.get_attribute("aria-hidden") == "true"
        page.set_viewport_size({"width": 360, "height": 300})
        page.evaluate("document.getElementById('p-1').scrollIntoView()")
        page.wait_for_function(
            "() => Number(document.querySelector('.tool-progress').style.getPropertyValue('--read')) > 0"
        )
        early = float(line.evaluate("line => line.style.getPropertyValue('--read')"))
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_function(
            "() => Number(document.querySelector('.tool-progress').style.getPropertyValue('--read')) === 1"
        )
        assert 0 < early < 1
        box = line.bounding_box()
        assert box is not None
        assert box["height"] <= 3


def test_a_page_of_lemmas_keeps_its_place_too(chromium: Browser, address: str) -> None:
    with opened(chromium, address + QUOTED, 360) as page:
        page.set_viewport_size({"width": 360, "height": 300})
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_function("() => localStorage.getItem('edition:/:places') !== null")
        assert set(places(page)) == {QUOTED}


def test_without_scripts_there_is_nothing_of_it(chromium: Browser, address: str) -> None:
    with opened(chromium, address, scripts=False) as page:
        expect(page.locator(".continue")).to_be_hidden()


def test_a_title_kept_on_the_device_stays_text(chromium: Browser, address: str) -> None:
    with opened(chromium, address, bypass=True) as page:
        kept = {ARTICLE: {"id": "p-2", "title": "<img src=x onerror=alert(1)>", "done": False}}
        page.evaluate("kept => localStorage.setItem('edition:/:places', JSON.stringify(kept))", kept)
        page.reload()
        expect(page.locator(".continue a")).to_contain_text("<img src=x")
        assert page.locator(".continue img").count() == 0
