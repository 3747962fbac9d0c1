"""Keys, the choice among notes on the same words, and what a screen reader is told."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ARTICLE, QUOTED, arrived, boxes, opened

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1440])
def test_letters_lead_from_note_to_note_and_back_to_the_text(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.locator("#ref-six-hundred").focus()
        page.keyboard.press("n")
        expect(page.locator("#note-overlapping")).to_be_focused()
        page.keyboard.press("n")
        expect(page.locator("#note-same-place")).to_be_focused()
        page.keyboard.press("p")
        expect(page.locator("#note-overlapping")).to_be_focused()
        expect(page.locator("#note-overlapping .body")).to_be_in_viewport()
        page.keyboard.press("b")
        expect(page.locator("#ref-overlapping")).to_be_focused()


def test_who_has_scrolled_on_steps_to_the_next_note_on_the_screen(chromium: Browser, crowded: str) -> None:
    with opened(chromium, f"{crowded}hundred/") as page:
        page.keyboard.press("n")
        expect(page.locator("#note-alder-a")).to_be_focused()
        page.locator("#p-30").evaluate("block => block.scrollIntoView()")
        page.keyboard.press("n")
        assert "juniper" not in (page.evaluate("document.activeElement.id"))
        expect(page.locator(":focus")).to_be_in_viewport()
        number = int(page.evaluate("document.activeElement.querySelector('.number').textContent"))
        assert 57 <= number <= 61


def test_the_bar_says_which_note_is_in_use_and_steps_without_taking_the_focus(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        tools = page.get_by_role("group", name="Reading tools")
        expect(tools.locator(".tool-place")).to_have_text("11 notes")
        page.locator("#ref-log").click()
        expect(tools.locator(".tool-place")).to_have_text("note 6 of 11")
        following = tools.get_by_role("button", name="Next note")
        following.click()
        following.click()
        expect(tools.locator(".tool-place")).to_have_text("note 8 of 11")
        expect(following).to_be_focused()
        expect(page.locator("#notes-status")).to_contain_text("Note 8, Language")


def test_the_panel_lists_the_keys_and_turns_letters_off_for_good(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        panel = page.get_by_role("dialog", name="Keys")
        page.locator("#ref-log").focus()
        page.keyboard.press("?")
        expect(panel).to_be_visible()
        listed = panel.locator("dt").all_inner_texts()
        assert {"n", "p", "b", "c", "/", "?", "Enter", "Escape"} <= set(listed)
        assert len(listed) == len(set(listed))
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(page.locator("#ref-log")).to_be_focused()
        page.get_by_role("button", name="Keys").click()
        panel.get_by_label("Letters and signs act as keys").uncheck()
        page.keyboard.press("Escape")
        page.locator("#ref-log").focus()
        page.reload()
        arrived(page)
        page.keyboard.press("n")
        page.keyboard.press("?")
        expect(panel).to_be_hidden()
        assert page.evaluate("document.activeElement === document.body")
        page.get_by_role("button", name="Keys").click()
        expect(panel.get_by_label("Letters and signs act as keys")).not_to_be_checked()


def test_keys_do_nothing_while_a_reader_types_or_holds_another_key(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.keyboard.press("/")
        expect(page.locator("#site-search-words")).to_be_focused()
        page.keyboard.type("nap?")
        expect(page.locator("#site-search-words")).to_have_value("nap?")
        page.locator("#ref-log").focus()
        for keys in ("Control+n", "Alt+n", "Meta+p"):
            page.locator("#ref-log").dispatch_event(
                "keydown", {"key": keys[-1], f"{keys.split('+')[0].lower().replace('control', 'ctrl')}Key": True}
            )
        expect(page.locator("#ref-log")).to_be_focused()
        assert page.locator("[role=application]").count() == 0


def test_a_quoted_article_steps_from_note_to_note_too(chromium: Browser, address: str) -> None:
    with opened(chromium, address + QUOTED) as page:
        count = page.locator("#content .note").count()
        page.wait_for_selector(".tools:not([hidden])")
        for number in range(count):
            page.keyboard.press("n")
            expect(page.locator(".tool-place")).to_have_text(f"note {number + 1} of {count}")
            expect(page.locator(":focus")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1440])
def test_by_keyboard_one_of_the_notes_on_the_same_words_is_chosen(chromium: Browser, crowded: str, width: int) -> None:
    with opened(chromium, f"{crowded}ten/", width) as page:
        page.locator("#ref-no-ship-left").focus()
        page.keyboard.press("c")
        dialog = page.get_by_role("dialog", name="Notes on these words")
        choices = dialog.locator("li button")
        expect(choices).to_have_count(4)
        expect(choices.first).to_be_focused()
        second = " ".join(choices.nth(1).inner_text().lower().split())
        assert second == "6 claim contradicted no ship had left the port"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#note-no-ship-left")).to_be_focused()
        expect(dialog).to_be_hidden()
        page.keyboard.press("c")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.locator("#note-no-ship-left")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#ref-no-ship-left")).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_every_number_can_be_pressed_by_itself(chromium: Browser, crowded: str, width: int) -> None:
    with opened(chromium, f"{crowded}ten/", width) as page:
        for number in page.query_selector_all(".text .ref a"):
            number.scroll_into_view_if_needed()
            assert number.evaluate(
                """number => {
                    const { left, top, width, height } = number.getBoundingClientRect();
                    return document.elementFromPoint(left + width / 2, top + height / 2) === number;
                }"""
            )


@pytest.mark.parametrize("width", [320, 768])
def test_the_choice_fits_the_screen(chromium: Browser, crowded: str, width: int) -> None:
    with opened(chromium, f"{crowded}ten/", width, 568) as page:
        page.locator("mark", has_text="no ship").click()
        panel = boxes(page, "#pile-panel")[0]
        assert panel.x >= 0
        assert panel.right <= width
        assert panel.bottom <= 568
        assert min(box.height for box in boxes(page, "#pile-panel button")) >= 24


def spoken(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree of Chromium, without what it leaves out."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node["ignored"]]


def named(nodes: list[dict[str, Any]], *roles: str) -> list[str]:
    return [node["name"]["value"] for node in nodes if node["role"]["value"] in roles]


def test_numbers_and_notes_say_what_they_are_and_lead_to_each_other(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        nodes = spoken(page)
        assert "Note 9, claim, unverified" in named(nodes, "doc-noteref", "DocNoteRef")
        assert "Note 9, Claim, unverified" in named(nodes, "note")
        assert "Back to the text, note 9" in named(nodes, "doc-backlink", "DocBackLink")
        assert named(nodes, "application") == []


def test_the_ends_of_a_marked_passage_are_heard_if_wanted_and_only_then(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        words = page.locator("#p-2").inner_text()
        assert not any("begins" in name for name in named(spoken(page), "StaticText"))
        heights = [box.height for box in boxes(page, ".text > p")]
        page.get_by_role("button", name="Keys").click()
        page.get_by_label("say in the text where").check()
        page.keyboard.press("Escape")
        page.reload()
        arrived(page)
        page.wait_for_selector(".heard", state="attached")
        said = [name.strip() for name in named(spoken(page), "StaticText")]
        for name in (f"note {number}" for number in range(2, 12)):
            assert said.count(f"({name} begins)") == said.count(f"({name} ends)") >= 1, name
        assert said.index("(note 8 begins)") < said.index("(note 8 ends)")
        assert [box.height for box in boxes(page, ".text > p")] == heights
        copied = page.evaluate(
            """() => {
                getSelection().selectAllChildren(document.querySelector("#p-2"));
                return getSelection().toString();
            }"""
        )
        assert "begins" not in copied
        assert "kept a log" in copied
        page.get_by_role("button", name="Keys").click()
        page.get_by_label("say in the text where").uncheck()
        assert page.locator("#p-2").inner_text() == words


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(("key", "name"), [("l", "Layers of notes"), ("?", "Keys")])
def test_a_panel_opened_by_its_key_takes_the_focus_and_gives_it_back(
    chromium: Browser, address: str, width: int, key: str, name: str
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        number = page.locator("#ref-log")
        number.focus()
        page.keyboard.press(key)
        panel = page.get_by_role("dialog", name=name)
        expect(panel.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(number).to_be_focused()


@pytest.mark.parametrize("width", [360, 1440])
def test_every_tool_that_opens_a_panel_leads_into_it_and_back(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        for tool in ("layers", "mine", "cite", "keys"):
            button = page.locator(f"[data-tool={tool}]")
            button.focus()
            page.keyboard.press("Enter")
            expect(page.locator(".panel:popover-open .close")).to_be_focused()
            page.keyboard.press("Escape")
            expect(button).to_be_focused()


def test_the_key_for_searching_works_where_the_field_is_a_link(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 768) as page:
        page.keyboard.press("/")
        page.wait_for_url("**/search/")
    with opened(chromium, address + ARTICLE, 1440) as page:
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()


def test_the_key_for_a_choice_leaves_a_note_open_that_is_alone_on_its_words(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 768) as page:
        alone = page.evaluate(
            """() => {
                const all = [...document.querySelectorAll("mark[data-notes]")].map((mark) => mark.dataset.notes);
                const shared = new Set(all.filter((ids) => ids.includes(" ")).join(" ").split(" "));
                return all.find((ids) => !ids.includes(" ") && !shared.has(ids));
            }"""
        )
        page.locator(f"#ref-{alone}").click()
        page.keyboard.press("c")
        expect(page.locator("#notes-status")).to_have_text("No other note is on these words")
        expect(page.locator(f"#note-{alone}")).to_be_visible()
