"""Layers: a reader shows and hides notes by kind; all hidden is the clean text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ARTICLE, QUOTED, boxes, opened

pytestmark = pytest.mark.browser

CLAIMS = {"six-hundred", "log", "storm"}
OTHERS = {"whole", "in-headline", "overlapping", "same-place", "over-two-blocks", "storm-words", "lamps", "lamps-again"}


def shown(page: Page, attribute: str = "id") -> set[str]:
    """The ids of the notes that layers leave on the page, open or not."""
    return set(
        page.evaluate(
            """name => [...document.querySelectorAll("#content .note[id]")]
                .filter((note) => getComputedStyle(note).display !== "none")
                .map((note) => note.getAttribute(name).replace(/^note-/, ""))""",
            attribute,
        )
    )


def lines(page: Page) -> dict[str, str]:
    """What line stands below the first words of each note."""
    return dict(
        page.evaluate(
            """() => [...document.querySelectorAll("mark[id]")].map((mark) => {
                const { textDecorationLine: line, textDecorationStyle: style } = getComputedStyle(mark);
                return [mark.id.slice(5), line === "none" ? "" : style];
            })"""
        )
    )


def layer(page: Page, kind: str) -> None:
    """Opens the panel and clicks the box of a kind."""
    page.get_by_role("button", name="Layers").click()
    page.locator(f'[data-layer="{kind}"]').click()
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_a_kind_is_hidden_with_its_notes_numbers_and_lines_and_comes_back(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        assert shown(page) == CLAIMS | OTHERS
        layer(page, "claim")
        assert shown(page) == OTHERS
        expect(page.locator("#ref-log")).to_be_hidden()
        assert lines(page)["six-hundred"] == ""
        assert lines(page)["log"] == "solid"  # of the context around it
        expect(page.get_by_role("button", name="Layers 8/11")).to_be_visible()
        expect(page.locator(".tool-said")).to_have_text("Claim hidden, 8 of 11 notes shown")
        assert page.locator(".tool-said").get_attribute("role") == "status"
        layer(page, "claim")
        assert shown(page) == CLAIMS | OTHERS
        assert lines(page)["six-hundred"] == "double"


def test_a_choice_is_there_on_the_next_page_before_it_is_painted(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        layer(page, "claim")
        page.goto(address + QUOTED, wait_until="commit")
        page.wait_for_selector("body", state="attached")
        assert page.evaluate("document.documentElement.dataset.off") == "claim"
        assert "claim" not in shown(page, "data-kind")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("claim", CLAIMS),
        ("claim,question", CLAIMS | {"overlapping", "lamps-again"}),
        ("none", set()),
        ("all", CLAIMS | OTHERS),
        ("nonsense", OTHERS),
        ('"]<x>', OTHERS),
    ],
)
def test_the_address_wins_over_what_is_kept_and_does_not_replace_it(
    chromium: Browser, address: str, asked: str, expected: set[str]
) -> None:
    with opened(chromium, address + ARTICLE) as page:
        layer(page, "claim")
        page.goto(f"{address}{ARTICLE}?layers={asked}")
        assert shown(page) == expected
        page.goto(address + ARTICLE)
        assert shown(page) == OTHERS


@pytest.mark.parametrize("width", [360, 1440])
def test_with_all_layers_off_nothing_but_the_text_is_left(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, f"{address}{ARTICLE}?layers=none", width) as page:
        assert shown(page) == set()
        assert set(lines(page).values()) == {""}
        assert page.locator(".ref:visible").count() == 0
        expect(page.locator(".whole-notes")).to_be_hidden()
        tints = page.evaluate(
            """() => [...new Set([...document.querySelectorAll("mark[data-notes]")]
                .map((mark) => getComputedStyle(mark).backgroundColor.replace(/.*(?:, | \\/ )0\\)$/, "clear")))]"""
        )
        assert tints == ["clear"]
        page.locator("mark[data-notes]").last.click()
        assert page.locator(".is-lit").count() == 0
        # No margin: the text stands in the middle.
        text = boxes(page, ".text")[0]
        assert abs(text.x - (width - text.right)) < 20


def test_words_of_several_kinds_take_the_shape_of_the_one_that_is_left(chromium: Browser, address: str) -> None:
    both = 'mark[data-notes="six-hundred overlapping"]'
    looks = """mark => { const style = getComputedStyle(mark);
        return [style.textDecorationStyle, style.backgroundColor.replace(/.*, 0\\)$/, "clear") === "clear"]; }"""
    with opened(chromium, address + ARTICLE) as page:
        assert page.locator(both).evaluate(looks)[1] is False
        page.goto(f"{address}{ARTICLE}?layers=claim")
        assert page.locator(both).evaluate(looks) == ["double", True]
        page.goto(f"{address}{ARTICLE}?layers=question")
        assert page.locator(both).evaluate(looks) == ["dashed", True]


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", [f"{ARTICLE}?layers=question#note-storm", f"{QUOTED}?layers=none#note-outrage"])
def test_a_link_to_a_hidden_note_shows_its_kind_and_says_so(
    chromium: Browser, address: str, path: str, width: int
) -> None:
    with opened(chromium, address + path, width) as page:
        note = page.locator(f"#{path.partition('#')[2]}")
        expect(note).to_be_focused()
        expect(note.locator(".body")).to_be_in_viewport()
        expect(page.locator(".tool-said")).to_contain_text("shown: the link leads to a note of this kind")
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith(':off'))") == []


def test_a_link_in_the_page_to_a_hidden_note_shows_its_kind(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}{ARTICLE}?layers=question") as page:
        page.evaluate("location.hash = '#note-log'")
        expect(page.locator("#note-log")).to_be_focused()
        assert shown(page) >= CLAIMS


def test_only_one_kind_by_link_all_and_none_without_loading_the_page_again(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.evaluate("window.same = true")
        page.get_by_role("button", name="Layers").click()
        page.get_by_role("link", name="Only Claim").click()
        assert shown(page) == CLAIMS
        view = page.get_by_role("link", name="Link to this view")
        assert (view.get_attribute("href") or "").endswith("?layers=claim")
        page.get_by_role("link", name="None: the clean text").click()
        assert shown(page) == set()
        page.get_by_role("link", name="All", exact=True).click()
        assert shown(page) == CLAIMS | OTHERS
        assert page.evaluate("window.same")


def test_the_link_to_a_view_shows_the_same_to_whoever_follows_it(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        layer(page, "claim")
        page.get_by_role("button", name="Layers").click()
        page.get_by_role("link", name="Link to this view").click()
        expect(page).to_have_url(re.compile(r"\?layers=context,language,question$"))
        url = page.url
        # From here on the address says what the boxes say.
        page.locator('[data-layer="question"]').click()
        expect(page).to_have_url(re.compile(r"\?layers=context,language$"))
    with opened(chromium, url) as page:
        assert shown(page) == OTHERS


def test_the_panel_opens_and_closes_by_its_key_and_its_boxes_have_names(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.keyboard.press("l")
        expect(page.get_by_role("dialog", name="Layers of notes")).to_be_visible()
        expect(page.get_by_role("checkbox", name="Claim 3")).to_be_checked()
        expect(page.locator('[data-layer="mine"]')).to_be_hidden()
        page.keyboard.press("l")
        expect(page.locator("#layers-panel")).to_be_hidden()


def test_the_readers_own_notes_are_a_layer_once_there_are_any(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.evaluate(
            """() => {
                const note = document.createElement("aside");
                [note.id, note.className, note.dataset.kind] = ["note-mine-1", "note mine", "mine"];
                note.textContent = "Why?";
                document.querySelector(".text .notes").append(note);
                document.dispatchEvent(new CustomEvent("edition:changed"));
            }"""
        )
        page.get_by_role("button", name="Layers").click()
        expect(page.get_by_role("checkbox", name="Mine 1")).to_be_checked()
        page.get_by_role("checkbox", name="Mine 1").uncheck()
        expect(page.locator("#note-mine-1")).to_be_hidden()


def test_what_is_hidden_is_not_printed_and_what_is_shown_is(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}{ARTICLE}?layers=claim", 360) as page:
        page.emulate_media(media="print")
        seen = {note.get_attribute("id") for note in page.query_selector_all(".note[id]") if note.bounding_box()}
        assert seen == {f"note-{claim}" for claim in CLAIMS}


def test_no_hidden_note_is_in_what_a_screen_reader_is_given(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}{ARTICLE}?layers=question") as page:
        given = page.locator("#content").aria_snapshot()
        assert "Note 3, Claim" not in given
        assert "By whose clock?" in given


def test_in_forced_colours_kinds_of_one_shape_keep_their_weights(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.emulate_media(forced_colors="active")
        looks = page.evaluate(
            """() => [...document.querySelectorAll(".sample")].map((sample) => {
                const { textDecorationStyle: style, textDecorationThickness: thickness } = getComputedStyle(sample);
                return `${style} ${thickness}`;
            }).slice(0, 4)"""
        )
        assert len(set(looks)) == 4


def test_without_scripts_there_is_no_button_and_every_note_is_there(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}{ARTICLE}?layers=claim", scripts=False) as page:
        expect(page.get_by_role("button", name="Layers")).to_be_hidden()
        expect(page.locator("#layers-panel")).to_be_hidden()
        assert shown(page) == CLAIMS | OTHERS


def test_all_tools_are_in_sight_on_a_phone_when_they_say_the_most(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360, 740) as page:
        page.evaluate(
            """() => {
                document.querySelector("[data-tool=layers]").textContent = "Layers 12/26";
                document.querySelector("[data-tool=mine]").textContent = "My notes (3)";
            }"""
        )
        row = page.locator(".tools-row")
        assert row.evaluate("row => row.scrollWidth <= row.clientWidth")
