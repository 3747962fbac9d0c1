"""What a reader can do on an article's page: wide and narrow, with scripts and without, by keyboard and by touch."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import ARTICLE, PAGES, QUOTED, boxes, opened, with_sources

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 768])
def test_a_note_opens_by_keyboard_where_it_stands_and_escape_gives_focus_back(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        note, number = page.locator("#note-six-hundred"), page.locator("#ref-six-hundred")
        expect(note.locator(".body")).not_to_be_in_viewport()
        number.focus()
        page.keyboard.press("Enter")
        expect(note).to_be_focused()
        expect(note.locator(".body")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(number).to_be_focused()
        assert note.get_attribute("hidden") == "until-found"


def test_on_a_wide_page_a_number_leads_to_its_note_and_escape_back(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.locator("#ref-storm").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#note-storm")).to_be_focused()
        assert "is-lit" in (page.locator('mark[data-notes~="storm"]').first.get_attribute("class") or "")
        page.keyboard.press("Escape")
        expect(page.locator("#ref-storm")).to_be_focused()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_words_that_several_notes_share_offer_the_choice(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.locator('mark[data-notes="six-hundred overlapping"]').click()
        offered = page.get_by_role("dialog", name="Notes on these words").get_by_role("button", name=re.compile("^\\d"))
        expect(offered).to_have_count(2)
        expect(offered.first).to_be_focused()
        offered.last.click()
        expect(page.locator("#note-overlapping")).to_be_focused()
        expect(page.locator("#note-overlapping .body")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator("#ref-overlapping")).to_be_focused()


def test_the_back_link_closes_the_note_and_returns(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.locator("#ref-log").click()
        page.locator("#note-log .back").click()
        expect(page.locator("#ref-log")).to_be_focused()
        assert page.locator("#note-log").get_attribute("hidden") == "until-found"


@pytest.mark.parametrize("width", [360, 1440])
def test_an_address_with_a_note_opens_that_note(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, f"{address}{ARTICLE}#note-storm", width) as page:
        expect(page.locator("#note-storm .body")).to_be_in_viewport()
        expect(page.locator("#note-storm")).to_be_focused()


@pytest.mark.parametrize("fragment", ["#note-%", "#%00", '#note-"]<x>', "#note-whole", "#__proto__"])
def test_a_crafted_address_does_no_harm(chromium: Browser, address: str, fragment: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.evaluate(
            """fragment => new Promise((done) => {
                addEventListener("hashchange", () => setTimeout(done), { once: true });
                location.hash = fragment;
            })""",
            fragment,
        )
        assert errors == []


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1120, 1440])
def test_notes_in_the_margin_touch_neither_each_other_nor_the_text(
    chromium: Browser, address: str, width: int, *, scripts: bool
) -> None:
    with opened(chromium, address + ARTICLE, width, scripts=scripts) as page:
        notes = boxes(page, ".text .notes .note")
        assert len(notes) == 10
        for upper, lower in itertools.pairwise(notes):
            assert upper.bottom <= lower.y
        right = max(box.right for box in boxes(page, ".text > p, .text > h1, .text > h2"))
        assert min(box.x for box in notes) > right
        assert max(box.right for box in notes) <= width
        assert max(box.bottom for box in notes) <= boxes(page, ".apparatus")[0].y


def test_with_scripts_the_notes_leave_no_gaps_in_the_text(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        blocks = boxes(page, ".text > p")
        assert all(lower.y - upper.bottom < 40 for upper, lower in itertools.pairwise(blocks[:2]))


def test_a_note_in_use_stands_beside_its_line(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.locator("#ref-lamps-again").click()
        expect(page.locator("#note-lamps-again")).to_be_focused()
        line = boxes(page, 'mark[data-notes~="lamps-again"]')[0].y
        assert abs(boxes(page, "#note-lamps-again")[0].y - line) < 40


@pytest.mark.parametrize("width", [360, 1440])
def test_without_scripts_every_note_stands_open(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width, scripts=False) as page:
        for note in page.query_selector_all(".note .body"):
            assert note.is_visible()
            assert (note.bounding_box() or {"height": 0})["height"] > 10


def test_without_scripts_a_narrow_page_shows_each_note_below_its_passage(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360, scripts=False) as page:
        passage, note = boxes(page, "#p-1")[0], boxes(page, "#note-six-hundred")[0]
        following = boxes(page, "#p-2")[0]
        assert passage.bottom <= note.y < following.y


def test_a_preview_opened_from_a_folder_shows_every_note_and_no_button_that_does_nothing(
    chromium: Browser, site: Path
) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto((site / ARTICLE / "index.html").as_uri(), wait_until="load")
    for note in page.locator(".text aside.note").all():
        assert note.is_visible()
    assert page.locator("aside.note").count() > 3
    expect(page.get_by_role("button", name="Display")).to_be_hidden()
    page.close()


def test_on_paper_every_note_is_printed(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.emulate_media(media="print")
        assert all(box.height > 10 for box in boxes(page, ".note .body"))
        assert len(boxes(page, ".note .body")) == 11
        expect(page.locator(".site-search")).not_to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(chromium: Browser, address: str, path: str, *, scripts: bool) -> None:
    with opened(chromium, address + path, 320, scripts=scripts) as page:
        # Evaluating works with the page's own scripts off.
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_lines_have_sixty_to_seventy_five_characters(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        lines = page.evaluate(
            """() => {
                const lines = new Map();
                const walker = document.createTreeWalker(document.querySelector("#p-3"), NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    if (node.parentElement.closest(".pilcrow, .ref")) continue;
                    for (let at = 0; at < node.length; at++) {
                        const range = document.createRange();
                        range.setStart(node, at);
                        range.setEnd(node, at + 1);
                        const line = Math.round(range.getBoundingClientRect().bottom);
                        lines.set(line, (lines.get(line) ?? 0) + 1);
                    }
                }
                return [...lines.values()];
            }"""
        )
        full = lines[:-1]
        assert len(full) >= 2
        assert 60 <= sum(full) / len(full) <= 75


def test_the_scheme_a_reader_chose_is_remembered_and_there_before_the_page_is_painted(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address + ARTICLE) as page:
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="Display").click()
        page.get_by_role("radio", name="Dark").check(force=True)
        expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert light != dark
        page.goto(address + QUOTED, wait_until="commit")
        page.wait_for_selector("body", state="attached")
        assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
        page.get_by_role("button", name="Display").click()
        expect(page.locator("#display-panel input[value=dark]")).to_be_checked()


def test_the_keyboard_meets_the_skip_link_first_and_no_hidden_control(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        met = []
        for _ in range(60):
            page.keyboard.press("Tab")
            met.append(page.evaluate("document.activeElement.id"))
        assert "ref-six-hundred" in met
        assert not any(name.startswith("__") for name in met)


def test_numbers_and_links_of_notes_are_large_enough_to_touch(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.locator("#ref-log").click()
        small = page.evaluate(
            """() => [...document.querySelectorAll(".ref a")].filter((link) => {
                const area = getComputedStyle(link, "::after");
                return parseFloat(area.width) < 24 || parseFloat(area.height) < 24;
            }).map((link) => link.id)"""
        )
        assert small == []
        for box in boxes(page, "#note-log .credits a, .site-links a, .site-search button"):
            assert box.height >= 24
            assert box.width >= 24


def test_with_forced_colours_every_kind_keeps_its_shape(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.emulate_media(forced_colors="active")
        styles = page.evaluate(
            """() => ["six-hundred", "same-place", "log"].map((note) =>
                getComputedStyle(document.querySelector(`mark[data-notes~="${note}"]`)).textDecorationStyle)"""
        )
        assert styles[0] == "double"
        assert all(style in {"solid", "double", "wavy", "dashed"} for style in styles)


def test_notes_of_any_heights_keep_their_order_and_never_overlap(chromium: Browser, address: str) -> None:
    """Random columns, from a seed of their own: none stands above its line, and without need none is cut or moved."""
    with opened(chromium, address + ARTICLE) as page:
        with_sources(page)
        worst = page.evaluate(
            """async () => {
                const { spread } = await import("/assets/sources/spread.js");
                let seed = 7;
                const random = (limit) => (seed = (seed * 16807) % 2147483647) % limit;
                let overlap = 0, above = 0, adrift = 0;
                for (let round = 0; round < 300; round++) {
                    let line = 0;
                    const wanted = Array.from({ length: random(40) }, () => {
                        line += random(200);
                        return { line: line - 30, full: 60 + random(300), short: 60, held: false };
                    });
                    const { tops, cut } = spread(wanted);
                    tops.forEach((top, i) => {
                        above = Math.max(above, wanted[i].line - top, -top);
                        const before = i ? tops[i - 1] + (cut[i - 1] ? 60 : wanted[i - 1].full) : 0;
                        overlap = Math.max(overlap, before - top);
                    });
                    const apart = wanted.map((note, i) => ({ ...note, line: i * 1000 }));
                    const free = spread(apart);
                    adrift = Math.max(adrift, ...free.tops.map((top, i) => Math.abs(top - i * 1000)));
                    adrift += free.cut.filter(Boolean).length;
                }
                return [overlap, above, adrift, spread([]).tops.length];
            }"""
        )
        assert worst == [0, 0, 0, 0]


def test_a_held_note_stands_whole_at_its_line_and_those_above_it_give_way(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        with_sources(page)
        found = page.evaluate(
            """async () => {
                const { spread } = await import("/assets/sources/spread.js");
                const notes = [500, 510, 520, 530].map((line, i) => ({ line, full: 200, short: 80, held: i === 2 }));
                const long = [900, 100].map((line) => ({ line, full: 80, short: 60, held: false }));
                return [spread(long), spread(notes), spread(notes.map((note) => ({ ...note, line: note.line - 450 })))];
            }"""
        )
        # Words that begin far above those of the note before, and end below them, cut nothing.
        assert found[0] == {"tops": [900, 980], "cut": [False, False]}
        assert found[1] == {"tops": [360, 440, 520, 720], "cut": [True, True, False, False]}
        # At the top of the column there is no room to give way.
        assert found[2] == {"tops": [0, 80, 160, 360], "cut": [True, True, False, False]}


def test_no_note_in_the_margin_stands_above_its_line(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.set_viewport_size({"width": 1120, "height": 900})
        page.wait_for_function(
            """() => innerWidth === 1120 && [...document.querySelectorAll(".text .notes .note")].every((note) =>
                document.querySelector(`mark[data-notes~="${note.id.slice(5)}"]`).getClientRects()[0].top - 2
                    <= note.getBoundingClientRect().top)"""
        )


@pytest.mark.parametrize("width", [360, 1440])
def test_who_follows_a_source_comes_back_to_the_very_note(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.locator("#ref-six-hundred").click()
        page.locator("#note-six-hundred .body a").first.click()
        page.wait_for_url("**/sources/**")
        page.go_back()
        page.wait_for_url("**/#note-six-hundred")
        expect(page.locator("#note-six-hundred .body")).to_be_in_viewport()


def test_a_note_that_is_cut_always_shows_its_beginning(chromium: Browser, address: str) -> None:
    """A box that merely hides what is too long is scrolled by the focus on a link in it, and stays so."""
    with opened(chromium, address + ARTICLE) as page:
        tops = page.evaluate(
            """() => [...document.querySelectorAll(".text .note")].map((note) => {
                note.classList.add("is-cut");
                note.style.removeProperty("--kept");
                const body = note.querySelector(".body");
                body.scrollTop = 40;
                return [body.scrollHeight > body.clientHeight, body.scrollTop];
            })"""
        )
        assert any(longer for longer, _ in tops)
        assert {top for _, top in tops} == {0}


def test_the_keyboard_never_stands_on_what_cannot_be_seen(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        for _ in range(70):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "[document.activeElement.outerHTML, document.activeElement.getClientRects()[0]?.width ?? 0]"
            )
            clipped = page.evaluate("document.activeElement.closest('.lemma') !== null")
            assert seen[1] > 2, seen
            assert not clipped, seen
