"""The margin of a wide page, on articles where it is hard to fill: many notes, long ones, in every kind of block."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import boxes, opened, with_sources

pytestmark = pytest.mark.browser

CROWDED = {"hundred": 100, "ten": 10, "long": 6, "everywhere": 13, "short": 8, "rtl": 5}
"""How many notes each article has."""

CUT = re.compile(r"\bis-cut\b")

PLACES = """() => [...document.querySelectorAll(".text .notes .note")].map((note) => {
    const box = note.getBoundingClientRect();
    const words = document.querySelector(`mark[data-notes~="${note.id.slice(5)}"]`).getClientRects()[0];
    return [note.id, words.top, box.top, box.bottom, Number(note.innerText.match(/[0-9]+/)[0])];
})"""

FOCUSED = """() => [...document.querySelectorAll(".text .ref a")].map((number) => {
    number.focus({ preventScroll: true });
    const note = document.querySelector(number.hash);
    const body = note.querySelector(".body");
    const notes = [...document.querySelectorAll(".text .notes .note")].map((one) => one.getBoundingClientRect());
    const words = document.querySelector(`mark[data-notes~="${note.id.slice(5)}"]`).getClientRects()[0];
    return {
        id: note.id,
        hidden: body.scrollHeight - body.clientHeight,
        links: [...note.querySelectorAll(".credits")].filter((one) => getComputedStyle(one).clipPath !== "none").length,
        apart: note.getBoundingClientRect().top - words.top,
        overlap: Math.max(0, ...notes.slice(1).map((box, i) => notes[i].bottom - box.top)),
        dimmed: [...document.querySelectorAll(".note, mark")].some((one) => getComputedStyle(one).opacity !== "1"),
    };
})"""


@dataclass(frozen=True, slots=True)
class Place:
    """Of a note: where its words and where it begins and ends, in pixels of the screen, and its number."""

    id: str
    line: float
    top: float
    bottom: float
    number: int


def places(page: Page) -> list[Place]:
    return [Place(*one) for one in page.evaluate(PLACES)]


@pytest.mark.parametrize("article", CROWDED)
def test_notes_stand_in_order_beside_their_lines_and_none_on_another(
    chromium: Browser, crowded: str, article: str
) -> None:
    with opened(chromium, f"{crowded}{article}/") as page:
        found = places(page)
        assert len(found) == CROWDED[article]
        assert [one.number for one in found] == sorted(one.number for one in found)
        for upper, lower in itertools.pairwise(found):
            assert upper.bottom <= lower.top, lower
        for one in found:
            assert -2 <= one.top - one.line < 450, one  # half a screen: the line and the note are seen together
        text = boxes(page, ".text > p, .text > h1, .text > blockquote")
        notes = boxes(page, ".text .notes .note")
        if article == "rtl":
            assert max(box.right for box in notes) < min(box.x for box in text)
        else:
            assert min(box.x for box in notes) > max(box.right for box in text)
        assert max(box.bottom for box in notes) <= boxes(page, ".apparatus")[0].y


GROWS = {
    "while they are laid out": 'document.dispatchEvent(new CustomEvent("edition:changed"));',
    "afterwards": "",
}
GROWN = """() => {
    %s
    document.querySelector(".text > p").style.paddingTop = "300px";
}"""
FOLLOWED = """(before) => [...document.querySelectorAll(".text .notes .note")].every((note, i) => {
    const words = document.querySelector(`mark[data-notes~="${note.id.slice(5)}"]`).getClientRects()[0];
    const apart = note.getBoundingClientRect().top - words.top;
    return -2 <= apart && apart <= Math.max(before[i], 2);
})"""
"""Every note is as near below its words as before, or nearer."""


@pytest.mark.parametrize("when", GROWS)
def test_notes_follow_their_lines_when_a_picture_comes_above_them(chromium: Browser, crowded: str, when: str) -> None:
    with opened(chromium, f"{crowded}everywhere/") as page:
        # The notes reach below the text, which is kept as high as they are: what grows in it does not make it higher.
        assert page.evaluate("parseFloat(document.querySelector('.text').style.minHeight)") > 0
        before = [one.top - one.line for one in places(page)]
        page.evaluate(GROWN % GROWS[when])
        page.wait_for_function(FOLLOWED, arg=before, timeout=10_000)


@pytest.mark.parametrize("article", CROWDED)
def test_the_focus_on_a_number_brings_the_whole_note_beside_its_words_and_dims_nothing(
    chromium: Browser, crowded: str, article: str
) -> None:
    with opened(chromium, f"{crowded}{article}/") as page:
        found = page.evaluate(FOCUSED)
        assert len(found) == CROWDED[article]
        for one in found:
            assert one["hidden"] <= 1, one
            assert one["links"] == 0, one
            assert one["overlap"] <= 0.1, one
            assert not one["dimmed"], one
        # At the top of the column there may be no room for those above to give way.
        assert all(one["apart"] < 300 for one in found), found
        if article == "hundred":
            assert all(one["apart"] < 2 for one in found[8:]), found[8:]


def test_a_mouse_that_rests_on_words_brings_their_note_and_leaves_the_focus(chromium: Browser, crowded: str) -> None:
    with opened(chromium, f"{crowded}ten/") as page:
        expect(page.locator("#note-papers")).to_have_class(CUT)
        page.locator("#ref-papers").hover()
        expect(page.locator("#note-papers")).not_to_have_class(CUT)
        assert page.evaluate("document.activeElement === document.body")
        page.locator("#note-day").hover()
        page.locator('mark[data-notes="minister"]').hover()
        expect(page.locator("#note-minister")).not_to_have_class(CUT)


def test_a_note_of_four_hundred_words_is_whole_in_use_and_leaves_its_neighbours_their_lines(
    chromium: Browser, crowded: str
) -> None:
    with opened(chromium, f"{crowded}long/") as page:
        before = {one.id: one.top - one.line for one in places(page)}
        assert max(before.values()) < 150
        page.locator("#ref-letter").click()
        body = page.locator("#note-letter .body")
        assert len(body.inner_text().split()) > 400
        assert body.evaluate("body => body.scrollHeight <= body.clientHeight + 1")
        letter = next(one for one in places(page) if one.id == "note-letter")
        assert abs(letter.top - letter.line) < 2
        page.locator("#note-letter .back").focus()
        expect(page.locator("#note-letter .back")).to_be_in_viewport()


def test_a_hundred_notes_are_laid_out_within_fifty_milliseconds(chromium: Browser, crowded: str) -> None:
    with opened(chromium, f"{crowded}hundred/") as page:
        with_sources(page)
        session = page.context.new_cdp_session(page)
        # The processor's time of the page's thread, so that other work of this machine does not count.
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.evaluate(
            """async () => {
                const { lay } = await import("/assets/sources/margin.js");
                for (let i = 0; i < 10; i++) lay();
                document.body.getBoundingClientRect();
            }"""
        )
        spent = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        assert 0 < spent["ScriptDuration"] + spent["LayoutDuration"] + spent["RecalcStyleDuration"] < 10 * 0.05


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("article", ["short", "hundred"])
def test_hardly_anything_of_the_page_moves_when_its_notes_arrive(
    chromium: Browser, crowded: str, article: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())  # what the fonts move is a matter of its own
    page.add_init_script(
        """window.moved = [];
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) for (const { node } of entry.sources) {
                const element = node?.nodeType === 1 ? node : node?.parentElement;
                if (element?.closest("#content, .colophon"))
                    window.moved.push([entry.startTime, entry.value, element.outerHTML.slice(0, 80)]);
            }
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(f"{crowded}{article}/", wait_until="networkidle")
    page.wait_for_selector("html.notes-settled")
    # A browser may show a paragraph whose end it has not received yet; scripts come after the last.
    moved = page.evaluate(
        "window.moved.filter(([at]) => at > performance.getEntriesByType('navigation')[0].domInteractive)"
    )
    # Not nothing: the block at the foot of the screen may come up by less than three pixels with the bar of tools.
    assert max((value for _, value, _ in moved), default=0) < 0.02, moved
    context.close()


@pytest.mark.parametrize("article", ["ten", "everywhere", "rtl"])
def test_without_scripts_no_note_stands_on_another_and_they_reach_down_beside_blocks_without_notes(
    chromium: Browser, crowded: str, article: str
) -> None:
    with opened(chromium, f"{crowded}{article}/", scripts=False) as page:
        notes = boxes(page, ".text .notes .note")
        assert len(notes) == CROWDED[article]
        for upper, lower in itertools.pairwise(notes):
            assert upper.bottom <= lower.y
        if article == "ten":
            blocks = boxes(page, ".text > p")
            assert max(lower.y - upper.bottom for upper, lower in itertools.pairwise(blocks)) < 60


def test_numbers_of_list_items_stand_beside_their_bullets(chromium: Browser, crowded: str) -> None:
    with opened(chromium, f"{crowded}everywhere/") as page:
        found = page.evaluate(
            """() => [...document.querySelectorAll(".text li .pilcrow")].map((number) =>
                number.closest("ol, ul").getBoundingClientRect().left - number.getBoundingClientRect().right)"""
        )
        assert len(found) >= 5
        assert min(found) >= 0


def test_notes_in_another_language_than_the_text_have_their_own_direction(chromium: Browser, crowded: str) -> None:
    with opened(chromium, f"{crowded}rtl/") as page:
        note = page.locator("#note-roof")
        assert note.evaluate("note => [note.lang, getComputedStyle(note).direction]") == ["en", "ltr"]
        assert note.locator(".lemma").evaluate("lemma => [lemma.lang, getComputedStyle(lemma).direction]") == [
            "ar",
            "rtl",
        ]


def test_notes_that_come_or_go_later_are_laid_out_with_the_others(chromium: Browser, crowded: str) -> None:
    with opened(chromium, f"{crowded}ten/") as page:
        page.evaluate(
            """() => {
                document.querySelector("#note-house").remove();
                const note = document.querySelector("#note-day").cloneNode(true);
                note.id = "note-mine-1";
                document.querySelector("#p-3").insertAdjacentHTML("afterend", '<div class="notes"></div>');
                document.querySelector("#p-3 + .notes").append(note);
                const mark = document.createElement("mark");
                mark.dataset.notes = "mine-1";
                const words = document.createRange();
                words.setStart(document.querySelector("#p-3").lastChild, 0);
                words.setEnd(document.querySelector("#p-3").lastChild, 10);
                words.surroundContents(mark);
                document.dispatchEvent(new CustomEvent("edition:changed"));
                document.dispatchEvent(new CustomEvent("edition:open", { detail: { id: "mine-1", focus: true } }));
            }"""
        )
        found = places(page)
        assert len(found) == 10
        for upper, lower in itertools.pairwise(found):
            assert upper.bottom <= lower.top + 0.1
        mine = next(one for one in found if one.id == "note-mine-1")
        assert abs(mine.top - mine.line) < 2
        expect(page.locator("#note-mine-1")).to_be_focused()
        expect(page.locator(".tool-place")).to_have_text("note 10 of 10")


def test_what_stands_at_the_foot_of_a_note_stands_on_one_line_with_one_kind_of_underline(
    chromium: Browser, crowded: str
) -> None:
    with opened(chromium, f"{crowded}short/") as page:
        expect(page.locator(".text .note:not(.is-cut) .copy").first).to_be_visible()
        feet = page.evaluate(
            """() => [...document.querySelectorAll(".text .note:not(.is-cut) .credits")].map((foot) =>
                [...foot.children].filter((one) => one.offsetWidth && !one.matches(".signature")).map((one) => {
                    const range = document.createRange();
                    range.selectNodeContents(one);
                    const { textDecorationColor, textDecorationThickness, textUnderlineOffset } = getComputedStyle(one);
                    const line = [textDecorationColor, textDecorationThickness, textUnderlineOffset].join(" ");
                    return [range.getBoundingClientRect().bottom, one.offsetHeight, line];
                }))"""
        )
        assert feet
        for foot in feet:
            assert len(foot) > 2
            bottoms = [bottom for bottom, _, _ in foot]
            assert all(abs(one - other) < 0.6 or abs(one - other) > 20 for one in bottoms for other in bottoms)
            assert all(height >= 24 for _, height, _ in foot)
            assert len({line for _, _, line in foot}) == 1
