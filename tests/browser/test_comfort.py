"""How the page looks is the reader's choice, on every page, without a flash, without a word moving or being cut off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looking import ARTICLE, PAGES, QUOTED, RIGHT_TO_LEFT, arrived, boxes, opened

pytestmark = pytest.mark.browser

FACES = {"": "Literata", "open-sans": "Open Sans", "atkinson": "Atkinson Hyperlegible Next"}
MOVED = """
    window.moved = [];
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries()) {
            const moved = sources.map(({ node, previousRect, currentRect }) =>
                `${node?.outerHTML ?? node?.textContent}`.slice(0, 80) + ` ${previousRect.y} to ${currentRect.y}`);
            if (!hadRecentInput) window.moved.push([value, ...moved]);
        }
    }).observe({ type: "layout-shift", buffered: true });
"""
"""Keeps every layout shift (Layout Instability API) that no input explains."""


def keep(page: Page, name: str, value: object) -> None:
    """As if it had been chosen before, on this device."""
    page.context.add_init_script(f"localStorage.setItem('edition:/:{name}', {json.dumps(json.dumps(value))})")


def choose(page: Page, **choices: str) -> None:
    page.get_by_role("button", name="Display").click()
    expect(page.locator("#display-panel form[data-ready]")).to_be_attached()
    for name, value in choices.items():
        page.locator(f'#display-panel label:has([name="{name}"][value="{value}"])').click()
    page.keyboard.press("Escape")


def style(page: Page, selector: str, name: str) -> str:
    return str(page.evaluate("([s, n]) => getComputedStyle(document.querySelector(s))[n]", [selector, name]))


def test_a_choice_made_before_the_script_of_the_panel_has_come_counts(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        waiting: list[Route] = []
        page.route("**/comfort.js", lambda route: waiting.append(route))
        with page.expect_request("**/comfort.js"):
            page.get_by_role("button", name="Display").click()
        page.locator('#display-panel label:has([name="scheme"][value="dark"])').click()
        assert page.locator("html").get_attribute("data-scheme") is None
        page.get_by_role("checkbox", name="Remember how far I have read").uncheck()
        waiting[0].continue_()
        expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
        page.unroute("**/comfort.js")
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
        page.get_by_role("button", name="Display").click()
        expect(page.locator("#display-panel form[data-ready]")).to_be_attached()
        expect(page.get_by_role("checkbox", name="Remember how far I have read")).not_to_be_checked()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_every_choice_changes_the_page_at_once_and_reset_takes_it_back(
    chromium: Browser, address: str, width: int
) -> None:
    looks = {
        "scheme": ("sepia", "body", "backgroundColor"),
        "size": ("5", ".text p", "fontSize"),
        "face": ("atkinson", ".text p", "fontFamily"),
        "leading": ("loose", ".text p", "lineHeight"),
    }
    with opened(chromium, address + ARTICLE, width) as page:
        before = {name: style(page, look[1], look[2]) for name, look in looks.items()}
        for name, look in looks.items():
            choose(page, **{name: look[0]})
            assert style(page, look[1], look[2]) != before[name], name
        page.get_by_role("button", name="Display").click()
        page.get_by_role("button", name="Reset").click()
        assert {name: style(page, look[1], look[2]) for name, look in looks.items()} == before
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith(':display'))") == []


def test_text_grows_by_half_in_five_steps_and_lines_have_three_widths(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        sizes = [boxes_of_size(page, step) for step in ("1", "", "3", "4", "5")]
        assert sizes == sorted(set(sizes))
        assert sizes[-1] / sizes[1] == pytest.approx(1.5)
        choose(page, size="")
        widths = []
        for measure in ("narrow", "", "wide"):
            choose(page, measure=measure)
            widths.append(boxes(page, "#p-1")[0].width)
        assert widths == sorted(set(widths))


def boxes_of_size(page: Page, step: str) -> float:
    choose(page, size=step)
    return float(style(page, ".text p", "fontSize").removesuffix("px"))


def test_choices_are_there_on_the_next_page_before_it_is_painted_and_the_panel_knows_them(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address + ARTICLE) as page:
        choose(page, scheme="sepia", size="4", face="open-sans", measure="wide", leading="tight")
        page.goto(address + QUOTED, wait_until="commit")
        page.wait_for_selector("body", state="attached")
        chosen = page.evaluate("({ ...document.documentElement.dataset })")
        expected = {"scheme": "sepia", "size": "4", "face": "open-sans", "measure": "wide", "leading": "tight"}
        assert {name: chosen[name] for name in expected} == expected
        page.wait_for_load_state()
        page.get_by_role("button", name="Display").click()
        for name, value in expected.items():
            expect(page.locator(f"#display-panel [name={name}][value='{value}']")).to_be_checked()


@pytest.mark.parametrize("kept", ["[]", "3", '"x"', "null", "{", '{"size": {}, "face": "x y", "scheme": "<b>"}'])
def test_what_cannot_be_read_from_the_device_does_no_harm(chromium: Browser, address: str, kept: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for name in ("display", "off", "places", "follow"):
            page.evaluate("([name, kept]) => localStorage.setItem(`edition:/:${name}`, kept)", [name, kept])
        for path in (ARTICLE, ""):
            page.goto(address + path)
            assert page.evaluate("Object.keys(document.documentElement.dataset).filter((n) => n.length < 5)") == []
        assert errors == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_button_with_scripts_and_not_without(chromium: Browser, address: str, path: str) -> None:
    with opened(chromium, address + path, 360) as page:
        page.get_by_role("button", name="Display").click()
        expect(page.get_by_role("dialog", name="Display")).to_contain_text("Kept on this device only")
    with opened(chromium, address + path, 360, scripts=False) as page:
        expect(page.get_by_role("button", name="Display")).to_be_hidden()


def test_a_face_is_fetched_only_where_it_is_chosen(chromium: Browser, address: str) -> None:
    asked: list[str] = []
    with opened(chromium, address + ARTICLE) as page:
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(address + ARTICLE, wait_until="networkidle")
        assert {url for url in asked if url.endswith("woff2")} == {
            "literata-roman-latin.woff2",
            "literata-italic-latin.woff2",
            "literata-display-latin.woff2",
        }
        for face, family in FACES.items():
            choose(page, face=face)
            page.wait_for_function(
                """family => [...document.fonts].some((face) =>
                    face.family.replaceAll('"', "") === family && face.status === "loaded")""",
                arg=family,
            )
        assert {"open-sans-roman-latin.woff2", "atkinson-roman-latin.woff2"} <= set(asked)


def test_every_face_that_ships_has_its_licence_beside_it(site: Path) -> None:
    fonts = site / "assets/edition/fonts"
    licences = {"literata": "OFL.txt", "open": "OFL-open-sans.txt", "atkinson": "OFL-atkinson-hyperlegible.txt"}
    files = {file.name.partition("-")[0] for file in fonts.glob("*.woff2")}
    assert files == set(licences)
    for licence in licences.values():
        assert "SIL Open Font License, Version 1.1" in (fonts / licence).read_text("utf-8")


@pytest.mark.parametrize("face", FACES)
def test_nothing_scrolls_sideways_at_320_pixels_at_any_size_in_any_face(
    chromium: Browser, address: str, face: str
) -> None:
    with opened(chromium, address + ARTICLE, 320) as page:
        for path in (ARTICLE, RIGHT_TO_LEFT):
            page.goto(address + path)
            for size in ("1", "", "3", "4", "5"):
                for leading in ("tight", "loose"):
                    widths = page.evaluate(
                        """async (chosen) => {
                            Object.assign(document.documentElement.dataset, chosen);
                            await document.fonts.ready;
                            return document.documentElement.scrollWidth;
                        }""",
                        {"size": size, "face": face, "leading": leading, "measure": "wide"},
                    )
                    assert widths <= 320, (path, size, leading)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_with_the_largest_text_on_any_page(chromium: Browser, address: str, path: str) -> None:
    with opened(chromium, address + path, 320) as page:
        for face in FACES:
            wide = page.evaluate(
                """(face) => {
                    Object.assign(document.documentElement.dataset, { size: "5", face, measure: "wide" });
                    const root = document.documentElement;
                    if (root.scrollWidth <= 320) return [];
                    return [...document.querySelectorAll("body *")]
                        .filter((one) => one.getBoundingClientRect().right > 321)
                        .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`);
                }""",
                face,
            )
            assert wide == [], face


@pytest.mark.parametrize("width", [720, 1120, 1440])
def test_at_every_size_the_notes_stand_beside_the_text_and_within_the_window(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        for size in ("1", "5"):
            for measure in ("narrow", "wide"):
                choose(page, size=size, measure=measure)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                if width < 1100:
                    continue
                notes = boxes(page, ".text .notes .note")
                assert min(note.x for note in notes) > max(box.right for box in boxes(page, ".text > p"))
                assert max(note.right for note in notes) <= width


@pytest.mark.parametrize("chosen", [{}, {"size": "5", "face": "atkinson", "scheme": "dark"}])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["", "cases/", ARTICLE, QUOTED, f"{ARTICLE}?layers=claim", RIGHT_TO_LEFT, "glossary/"])
def test_nothing_moves_while_a_page_arrives(
    chromium: Browser, address: str, path: str, width: int, chosen: dict[str, str]
) -> None:
    """Cumulative layout shift 0, with the place and the choices of an earlier visit."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(MOVED)
    keep(page, "display", chosen)
    keep(page, "places", {ARTICLE: {"id": "p-3", "title": "The late ferry", "done": False}})
    page.goto(address + path, wait_until="networkidle")
    arrived(page)
    moved = page.evaluate("window.moved")
    context.close()
    assert moved == []


def test_nothing_moves_though_scripts_and_faces_come_late(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(MOVED)

    def late(route: Any) -> None:
        page.wait_for_timeout(90)
        route.continue_()

    page.route("**/*.woff2", late)
    page.route("**/article.js", late)
    page.goto(address + ARTICLE, wait_until="networkidle")
    arrived(page)
    moved = page.evaluate("window.moved")
    context.close()
    assert moved == []


def test_an_article_from_right_to_left_reads_so_with_its_notes_beside_it(chromium: Browser, address: str) -> None:
    with opened(chromium, address + RIGHT_TO_LEFT) as page:
        assert style(page, ".text", "direction") == "rtl"
        assert style(page, ".particulars", "direction") == "ltr"
        text, notes = boxes(page, "#p-1")[0], boxes(page, ".text .notes .note")
        assert len(notes) == 3
        for note in notes:
            assert note.right < text.x or note.x > text.right
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_who_asks_for_more_contrast_gets_it_in_every_scheme(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.emulate_media(contrast="more")
        for scheme, ink in (("light", "rgb(0, 0, 0)"), ("sepia", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")):
            choose(page, scheme=scheme)
            assert style(page, "body", "color") == ink
            assert style(page, ".kicker", "color") == ink


def test_the_panel_is_worked_by_keyboard_alone(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        button = page.get_by_role("button", name="Display")
        button.focus()
        page.keyboard.press("Enter")
        page.locator("#display-panel [name=scheme]:checked").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.locator("html")).to_have_attribute("data-scheme", "sepia")
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
