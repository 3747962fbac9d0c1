"""The panel of Annotate and what stands behind it: the notes, the sheet of a note, paper, long words, large letters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ARTICLE, RIGHT_TO_LEFT, boxes, opened
from tests.browser.test_annotating import ASKED, PANEL, is_on, select, write

pytestmark = pytest.mark.browser

HALF_SEEN = """panel => {
    const over = panel.getBoundingClientRect();
    return [...document.querySelectorAll(".text .notes .note")].map((note) => note.getBoundingClientRect())
        .filter((box) => box.left < over.left || box.right > over.right).length;
}"""
UNCOVERED = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + 4, Math.max(box.top, 60) + 4);
    return document.activeElement.contains(top);
}"""

ON_TOP = """element => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]]
        .every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
}"""
"""All of it, corners included."""


@contextmanager
def panel_open(chromium: Browser, article: str, width: int) -> Iterator[Page]:
    """On words of the article, which may be the one from right to left."""
    words = ("ستمئة", "مسافر") if article.endswith(RIGHT_TO_LEFT) else ("Families", "boxes")
    with opened(chromium, f"{article}?annotate", width) as page:
        is_on(page)
        select(page, *words)
        yield page


@contextmanager
def on_a_phone(chromium: Browser, url: str, width: int = 360) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    is_on(page)
    yield page
    context.close()


@pytest.mark.parametrize("width", [1100, 1280, 1440, 1920])
@pytest.mark.parametrize("path", [ARTICLE, RIGHT_TO_LEFT])
def test_on_a_wide_page_it_covers_the_whole_margin_and_none_of_the_text(
    chromium: Browser, address: str, path: str, width: int
) -> None:
    with panel_open(chromium, f"{address}{path}", width) as page:
        assert page.locator(PANEL).evaluate(HALF_SEEN) == 0
        panel = boxes(page, PANEL)[0]
        assert panel.width >= 240
        assert all(box.right <= panel.x + 1 or box.x >= panel.right - 1 for box in boxes(page, ".text > p"))


@pytest.mark.parametrize("width", [1440, 1280, 1100, 768, 360])
@pytest.mark.parametrize("path", [ARTICLE, RIGHT_TO_LEFT])
def test_every_tool_is_reached_while_it_is_open_by_pointer_and_by_keyboard(
    chromium: Browser, address: str, path: str, width: int
) -> None:
    with panel_open(chromium, f"{address}{path}", width) as page:
        tools = page.locator(".tools button:visible")
        named = [tool.inner_text() for tool in tools.all()]
        assert {"Layers", "My notes", "Cite", "Keys", "Leave"} <= set(named)
        for tool in tools.all():
            assert tool.evaluate(ON_TOP)
        tools.first.focus()
        seen = named[:1]
        while seen[-1] != named[-1] and len(seen) < len(named):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.innerText"))
            assert page.locator(":focus").evaluate(ON_TOP)
        assert seen == named
        expect(page.locator(PANEL)).to_be_visible()
        page.get_by_role("button", name="Cite", exact=True).click()
        expect(page.locator("#cite-panel")).to_be_visible()


def test_with_large_letters_the_tools_are_in_sight_beside_it(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED, 1280) as page:
        is_on(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        select(page, "Families", "boxes")
        for tool in page.locator(".tools button:visible").all():
            assert tool.evaluate(ON_TOP)


@pytest.mark.parametrize("how", ["n", "number", "bar"])
def test_on_a_wide_page_it_gives_way_to_a_note_that_is_opened(chromium: Browser, address: str, how: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        write(page, "As far as this.")
        page.locator(f"{PANEL} .annotate-preview").evaluate("() => document.activeElement.blur()")
        if how == "n":
            page.keyboard.press("n")
        elif how == "number":
            page.locator(".text .ref a").nth(2).click()
        else:
            page.get_by_role("button", name="Next note").click()
        expect(page.locator(PANEL)).to_be_hidden()
        expect(page.locator(".text .note.is-lit")).to_have_count(1)
        if how != "bar":
            expect(page.locator(".text .note.is-lit")).to_be_focused()
            assert page.evaluate(UNCOVERED)
        page.get_by_role("button", name="Go on writing").click()
        expect(page.get_by_label("Note", exact=True)).to_be_focused()
        expect(page.get_by_label("Note", exact=True)).to_have_value("As far as this.")
        expect(page.locator(f"{PANEL} .annotate-words")).to_contain_text("Families")


def test_a_mouse_that_passes_over_marked_words_leaves_it_open(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.locator(".text mark[data-notes]").first.hover()
        expect(page.locator(".text .note.is-lit")).to_have_count(1)
        expect(page.locator(PANEL)).to_be_visible()


def test_on_a_phone_one_sheet_takes_the_place_of_the_other(chromium: Browser, address: str) -> None:
    with on_a_phone(chromium, address + ASKED) as page:
        select(page, "Families", "boxes")
        write(page, "As far as this.")
        page.get_by_role("button", name="Next note").click()
        expect(page.locator(".note:popover-open")).to_have_count(1)
        expect(page.locator(PANEL)).to_be_hidden()
        page.get_by_role("button", name="Go on writing").click()
        expect(page.locator(PANEL)).to_be_visible()
        expect(page.locator(".note:popover-open")).to_have_count(0)
        expect(page.get_by_label("Note", exact=True)).to_have_value("As far as this.")


@pytest.mark.parametrize("width", [1440, 360])
def test_the_longest_word_stays_in_the_preview(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ASKED, width) as page:
        is_on(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        select(page, "Families", "boxes")
        write(page, f"{'m' * 220} <https://example.org/{'a' * 200}> `{'c' * 200}`\n\n```\n{'p' * 200}\n```")
        page.get_by_role("button", name="Preview").click()
        expect(page.locator(".annotate-preview .body")).to_contain_text("mmm")
        assert page.locator(PANEL).evaluate("panel => panel.scrollWidth <= panel.clientWidth")


@pytest.mark.parametrize("width", [320, 360])
def test_large_letters_leave_title_and_button_apart_and_the_button_in_sight(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ASKED, width, 740) as page:
        is_on(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        select(page, "Families", "boxes")
        title, close = boxes(page, f"{PANEL} h2, {PANEL} .close")
        assert title.right <= close.x or title.bottom <= close.y
        assert close.right <= width
        page.locator(PANEL).evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")
        page.wait_for_function(f"document.querySelector('{PANEL}').scrollTop > 100")
        panel = boxes(page, PANEL)[0]
        assert panel.y <= boxes(page, f"{PANEL} .close")[0].y
        page.get_by_role("button", name="Close", exact=True).click()
        expect(page.locator(PANEL)).to_be_hidden()


def test_on_paper_nothing_of_a_draft_is_seen(chromium: Browser, address: str) -> None:
    shade = "getComputedStyle(document.querySelector('.text p'), '::highlight(annotate)').backgroundColor"
    with opened(chromium, address + ASKED) as page:
        is_on(page)
        select(page, "Families", "boxes")
        page.wait_for_function("CSS.highlights.has('annotate')")
        assert page.evaluate(shade) != "rgba(0, 0, 0, 0)"
        page.emulate_media(media="print")
        assert page.evaluate(shade) == "rgba(0, 0, 0, 0)"
        expect(page.locator(PANEL)).to_be_hidden()
        expect(page.locator(".annotate-sign")).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"
