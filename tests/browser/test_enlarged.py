"""Letters twice as large, a window a quarter as wide, lines and words further apart (WCAG 1.4.4, 1.4.10, 1.4.12).

The page does not move sideways, nothing is cut off or lies on anything else, and what stays on the screen leaves room
for the text.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ARTICLE, PAGES, QUOTED, RIGHT_TO_LEFT, SETTLED, boxes, opened

pytestmark = pytest.mark.browser

TOO_WIDE = """(width) => document.documentElement.scrollWidth <= width ? [] : [
    `${document.documentElement.scrollWidth} px`,
    ...[...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > width + 1)
        .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`),
]"""
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const { overflowX, overflowY, clipPath, visibility } = getComputedStyle(one);
    const shown = one.getClientRects().length && visibility !== "hidden" && clipPath === "none";
    if (!shown || one.closest("[hidden], .is-cut, .unseen")) return false;
    const clips = (overflow) => overflow === "hidden" || overflow === "clip";
    return (clips(overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (clips(overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`)"""
"""What has more in it than it shows, and cannot be scrolled. Notes in a crowd are shortened until they are used."""
COVERED = """() => {
    let rows = 0;
    for (let y = 2; y < innerHeight; y += 4) {
        let one = document.elementFromPoint(innerWidth / 2, y);
        while (one && !/fixed|sticky/.test(getComputedStyle(one).position)) one = one.parentElement;
        if (one) rows++;
    }
    return 4 * rows / innerHeight;
}"""
"""The share of the window's height that stays where it is while the page is scrolled."""


def enlarge(page: Page) -> None:
    """As by the browser's own setting of the size of text: 32 px where 16 px are usual."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.wait_for_function("parseFloat(getComputedStyle(document.documentElement).fontSize) >= 32")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_moves_sideways_at_320_pixels_with_text_twice_as_large(
    chromium: Browser, address: str, path: str
) -> None:
    with opened(chromium, address + path, 320) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(TOO_WIDE, 320) == []
        page.evaluate("document.documentElement.style.fontSize = ''")
        enlarge(page)
        assert page.evaluate(TOO_WIDE, 320) == []


@pytest.mark.parametrize("name", ["Menu", "Display", "Layers", "Cite", "Keys"])
def test_panels_fit_with_text_twice_as_large_and_their_buttons_lie_on_no_words(
    chromium: Browser, address: str, name: str
) -> None:
    with opened(chromium, address + ARTICLE, 320, 568) as page:
        enlarge(page)
        page.get_by_role("button", name=name, exact=True).first.click()
        panel = page.locator(":popover-open")
        expect(panel).to_be_visible()
        assert page.evaluate(TOO_WIDE, 320) == []
        assert panel.evaluate("one => one.scrollWidth <= one.clientWidth")
        for head, close in zip(boxes(page, ":popover-open > h2"), boxes(page, ":popover-open > .close"), strict=True):
            assert head.right <= close.x


def test_the_name_of_the_edition_and_a_long_heading_are_whole_with_text_twice_as_large(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address, 320) as page:
        enlarge(page)
        assert page.evaluate(CUT) == []
        assert page.locator(".site-title a").evaluate("one => one.scrollHeight <= one.clientHeight + 1")


@pytest.mark.parametrize("path", [ARTICLE, QUOTED, RIGHT_TO_LEFT])
def test_on_the_smallest_screen_the_text_has_it_for_itself(chromium: Browser, address: str, path: str) -> None:
    """1280 by 1024 pixels at 400 %."""
    with opened(chromium, address + path, 320, 256) as page:
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
        assert page.evaluate(COVERED) == 0


def test_on_the_smallest_screen_an_open_note_leaves_its_words_in_sight(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 320, 256) as page:
        page.locator(".text .ref a").nth(3).click()
        note = page.locator(".note:popover-open")
        expect(note).to_be_visible()
        assert page.evaluate(COVERED) <= 0.65
        page.keyboard.press("n")
        expect(page.locator(".note:popover-open .number")).not_to_have_text("4")
        number = page.locator(".note:popover-open .number").text_content()
        page.wait_for_function(
            """number => [...document.querySelectorAll(".text .ref a")].some((one) => {
                const { top, bottom } = one.getBoundingClientRect();
                const note = document.querySelector(".note:popover-open").getBoundingClientRect();
                return one.textContent === number && top >= 0 && bottom <= note.top;
            })""",
            arg=number,
        )


@pytest.mark.parametrize(("path", "width"), [*((path, 320) for path in PAGES), ("", 1440), (ARTICLE, 1440)])
def test_nothing_is_cut_off_when_a_reader_sets_letters_words_and_lines_apart(
    chromium: Browser, address: str, path: str, width: int
) -> None:
    with opened(chromium, address + path, width) as page:
        page.evaluate(SPACED)
        page.evaluate(SETTLED)
        assert page.evaluate(CUT) == []
        assert page.evaluate(TOO_WIDE, width) == []


def test_notes_in_the_margin_make_way_for_letters_and_lines_further_apart(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        before = boxes(page, ".text .notes .note")[-1].bottom
        page.evaluate(SPACED)
        page.wait_for_function(
            """() => {
                const notes = [...document.querySelectorAll(".text .notes .note")]
                    .map((one) => one.getBoundingClientRect());
                const text = document.querySelector("#p-1").getBoundingClientRect();
                return notes.every((one, at) => one.left > text.right && (!at || one.top >= notes[at - 1].bottom - 1));
            }"""
        )
        assert boxes(page, ".text .notes .note")[-1].bottom > before
