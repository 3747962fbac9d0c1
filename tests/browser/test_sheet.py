"""On a page too narrow for a margin a note opens as a sheet at the foot, and the words it is about stay in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import ARTICLE, boxes, opened

pytestmark = pytest.mark.browser

PHONES = [(320, 568), (360, 640), (640, 320), (768, 1024), (1099, 800)]

EACH = """() => [...document.querySelectorAll(".text .notes .note")].map((note) => {
    const id = note.id.slice(5);
    document.dispatchEvent(new CustomEvent("edition:open", { detail: { id, focus: true } }));
    const number = document.querySelector(`#ref-${id}`).getBoundingClientRect();
    const sheet = note.getBoundingClientRect();
    const bar = document.querySelector(".tools").getBoundingClientRect();
    return {
        id,
        open: note.matches(":popover-open"),
        others: document.querySelectorAll(".note:popover-open").length,
        focused: document.activeElement === note,
        covered: number.bottom > sheet.top || number.top < bar.bottom,
        share: sheet.height / innerHeight,
        sideways: document.documentElement.scrollWidth - innerWidth,
        outside: sheet.left < 0 || sheet.right > innerWidth || Math.abs(sheet.bottom - innerHeight) > 1,
    };
})"""


@pytest.mark.parametrize("size", PHONES)
@pytest.mark.parametrize("article", ["ten", "everywhere"])
def test_every_note_opens_at_the_foot_and_its_number_stays_in_sight(
    chromium: Browser, crowded: str, article: str, size: tuple[int, int]
) -> None:
    with opened(chromium, f"{crowded}{article}/", *size) as page:
        found = page.evaluate(EACH)
        assert len(found) >= 10
        for one in found:
            assert one["open"], one
            assert one["others"] == 1, one
            assert one["focused"], one
            assert not one["covered"], one
            assert one["share"] <= 0.71, one
            assert one["sideways"] <= 0, one
            assert not one["outside"], one


@pytest.mark.parametrize("article", ["ten", "long"])
def test_with_text_twice_as_large_the_sheet_still_leaves_the_words_and_its_buttons_in_sight(
    chromium: Browser, crowded: str, article: str
) -> None:
    with opened(chromium, f"{crowded}{article}/", 360, 640) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for one in page.evaluate(EACH):
            assert not one["covered"], one
            assert not one["outside"], one
        expect(page.get_by_role("button", name="Close", exact=True)).to_be_in_viewport(ratio=1)


def test_opening_a_sheet_moves_nothing_on_the_page(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360, 640) as page:
        page.locator("#ref-six-hundred").scroll_into_view_if_needed()
        before = [box.y for box in boxes(page, ".text > p")]
        at = page.evaluate("scrollY")
        page.locator("#ref-six-hundred").click()
        expect(page.locator("#note-six-hundred")).to_be_focused()
        moved = page.evaluate("scrollY") - at
        assert [box.y + moved for box in boxes(page, ".text > p")] == pytest.approx(before, abs=0.5)


def test_the_sheet_leads_to_the_notes_before_and_after_and_back_to_the_number(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360, 640) as page:
        length = page.evaluate("history.length")
        page.locator("#ref-log").click()
        sheet = page.locator(".note:popover-open")
        expect(sheet).to_have_id("note-log")
        sheet.get_by_role("button", name="Next note").click()
        expect(sheet).not_to_have_id("note-log")
        expect(sheet.get_by_role("button", name="Next note")).to_be_focused()
        expect(page.locator("#notes-status")).to_contain_text("Note 7")
        sheet.get_by_role("button", name="Previous note").click()
        expect(sheet).to_have_id("note-log")
        expect(sheet.locator(".sheet-place")).to_have_text("note 6 of 11")
        sheet.get_by_role("button", name="Close").click()
        expect(sheet).to_have_count(0)
        expect(page.locator("#ref-log")).to_be_focused()
        assert page.locator("#note-log").get_attribute("hidden") == "until-found"
        assert page.locator("#note-log").get_attribute("popover") is None
        assert page.evaluate("history.length") == length


def test_a_tap_on_the_text_or_on_the_same_number_closes_the_sheet(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360, 640) as page:
        sheet = page.locator(".note:popover-open")
        page.locator("#ref-storm").click()
        expect(sheet).to_have_id("note-storm")
        page.locator("#p-2 .pilcrow").evaluate("number => number.parentElement.click()")
        expect(sheet).to_have_count(0)
        expect(page.locator("#ref-storm")).to_be_focused()
        page.locator("#ref-storm").click()
        expect(sheet).to_have_id("note-storm")
        page.locator("#ref-storm").click()
        expect(sheet).to_have_count(0)


def test_the_focus_that_goes_on_into_the_text_closes_the_sheet(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360, 640) as page:
        page.locator("#ref-log").focus()
        page.keyboard.press("Enter")
        sheet = page.locator(".note:popover-open")
        expect(sheet).to_have_id("note-log")
        for _ in range(12):
            page.keyboard.press("Tab")
            if not sheet.count():
                break
        expect(sheet).to_have_count(0)
        assert page.evaluate("document.activeElement.closest('.note') === null")


def test_the_search_of_the_browser_finds_words_in_a_note_that_is_closed(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}{ARTICLE}#:~:text=No%20barometer", 360, 640) as page:
        expect(page.locator("#note-storm")).to_have_js_property("popover", "manual")
        expect(page.locator("#note-storm .body")).to_be_in_viewport()


def test_a_page_that_grows_wide_keeps_the_note_that_is_open(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 768) as page:
        page.locator("#ref-log").click()
        page.set_viewport_size({"width": 1440, "height": 900})
        expect(page.locator("html")).to_have_class("notes-ready notes-settled notes-beside")
        expect(page.locator(".note:popover-open")).to_have_count(0)
        expect(page.locator("#note-log")).to_have_class("note is-lit")
        page.set_viewport_size({"width": 768, "height": 900})
        expect(page.locator(".note:popover-open")).to_have_id("note-log")


def test_a_sheet_is_printed_where_its_note_stands(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.locator("#ref-log").click()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".note[hidden], .note[popover]").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("#note-log").get_attribute("hidden") == "until-found"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("target", ["mark-log", "p-3", ":~:text=Her%20captain"])
def test_an_address_leads_to_words_below_the_bar_of_tools(
    chromium: Browser, address: str, target: str, width: int
) -> None:
    with opened(chromium, f"{address}{ARTICLE}#{target}", width, 400) as page:
        element = "#p-4" if target.startswith(":") else f"#{target}"
        expect(page.locator(element)).to_be_in_viewport()
        assert page.evaluate(
            """selector => document.querySelector(selector).getClientRects()[0].bottom
                > document.querySelector(".tools").getBoundingClientRect().bottom""",
            element,
        )
