"""Notes of the reader's own: made, shown, changed, kept on the device, found again, taken out and brought back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.matching import find_quote
from build_scripts.reading.articles import read_article
from tests.browser.conftest import ROOT, make_edition
from tests.browser.looking import ARTICLE, QUOTED, boxes, opened
from tests.pages.making import EDITION

pytestmark = pytest.mark.browser

SELECT = """([selector, from, to]) => {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest(".notes, .prelude, .ref, .pilcrow") ? 3 : 1);
    const nodes = [];
    let words = "";
    while (walker.nextNode()) {
        nodes.push([walker.currentNode, words.length]);
        words += walker.currentNode.data;
    }
    const place = (at) => {
        const [node, start] = nodes.find(([node, start]) => at <= start + node.length);
        return [node, at - start];
    };
    const start = words.indexOf(from);
    getSelection().setBaseAndExtent(...place(start), ...place(words.indexOf(to, start) + to.length));
}"""
MARKED = "mark.mine[data-notes]"
REFUSE = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"


@contextmanager
def reading(context: BrowserContext, url: str) -> Iterator[Page]:
    page = context.new_page()
    page.goto(url)
    yield page
    page.close()


def select(page: Page, start: str, end: str, within: str = ".text") -> None:
    page.evaluate(SELECT, [within, start, end])
    expect(page.locator(".mine-bar")).to_be_visible()


def write(page: Page, start: str, end: str, words: str) -> None:
    select(page, start, end)
    page.get_by_role("button", name="Write a note").click()
    page.locator(".note.mine textarea").fill(words)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".note.mine textarea")).to_have_count(0)


def marked(page: Page) -> str:
    return "".join(page.locator(MARKED).all_text_contents())


def kept(page: Page) -> dict[str, list[dict[str, str]]]:
    """The notes in storage, by article."""
    found = page.evaluate("Object.entries(localStorage).filter(([name]) => name.includes(':mine:'))")
    return {name.split(":mine:")[1]: json.loads(value)["notes"] for name, value in found}


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_words_are_selected_a_note_is_written_and_is_there_again_on_the_next_visit(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        write(page, "Nobody said", "harbour master", "Who is <b>nobody</b>?\n\nAnd why?")
        page.reload()
        expect(page.locator(".note.mine")).to_have_count(1)
        assert marked(page) == "Nobody said why.The harbour master"
        note = page.locator(".note.mine")
        assert note.locator(".body p").all_text_contents() == ["Who is <b>nobody</b>?", "And why?"]
        assert note.locator(".kind").text_content() == "Mine"
        expect(page.locator('[data-tool="mine"]')).to_have_text("My notes (1)")
        page.locator(".ref.mine a").click()
        expect(note).to_be_focused()
        expect(note.locator(".body")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator(".ref.mine a")).to_be_focused()


def test_the_bar_stands_above_an_open_note_and_escape_puts_it_away_first(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        page.locator("#ref-log").click()
        expect(page.locator("#note-log")).to_be_focused()
        select(page, "kept", "log")
        top = "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.mine-bar'))"
        for box in boxes(page, ".mine-bar button"):
            assert page.evaluate(top, [box.x + box.width / 2, box.y + box.height / 2])
        page.keyboard.press("Escape")
        expect(page.locator(".mine-bar")).to_be_hidden()
        expect(page.locator("#note-log .body")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_own_notes_push_nothing_off_the_page(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        write(page, "Nobody said", "harbour master", f"A{'a' * 60} word.")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(f"{address}my-notes/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1440])
def test_the_bar_does_not_cover_the_selected_words(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.locator("#p-4").scroll_into_view_if_needed()
        select(page, "The ferry arrived", "midnight")
        bar = boxes(page, ".mine-bar")[0]
        words = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
        assert bar.y >= words["bottom"] or bar.bottom <= words["top"]
        assert bar.x >= 0
        assert bar.right <= width
        assert all(box.height >= 24 for box in boxes(page, ".mine-bar button"))


def test_highlighting_and_deleting_leaves_the_article_as_it_was_to_the_letter(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE, 360) as page:
        shape = """() => {
            const copy = document.querySelector(".text").cloneNode(true);
            const nodes = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            let count = 0;
            while (nodes.nextNode()) count++;
            for (const one of copy.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
            return copy.innerHTML.replaceAll(' class=""', "") + count;
        }"""
        before = page.evaluate(shape)
        words = page.locator(".text").evaluate("text => text.textContent")
        for start, end in (("late", "ferry"), ("hundred", "waited"), ("six", "waited on"), ("Nobody", "master")):
            select(page, start, end)
            page.get_by_role("button", name="Highlight").click()
        assert page.locator(".note.mine").count() == 4
        assert page.evaluate(shape) != before
        for _ in range(4):
            page.locator(".ref.mine a").first.click()
            page.locator(".note.mine:popover-open").get_by_role("button", name="Delete").click()
        assert page.locator(".note.mine").count() == 0
        assert page.evaluate(shape) == before
        assert page.locator(".text").evaluate("text => text.textContent") == words
        assert kept(page) == {}


def test_a_deleted_note_can_be_brought_back(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        write(page, "The boat", "come", "Which boat?")
        before = kept(page)
        page.locator(".note.mine").get_by_role("button", name="Delete").click()
        assert kept(page) == {}
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".note.mine")).to_be_focused()
        assert kept(page) == before


def test_a_note_is_changed_and_a_cancelled_change_is_none(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        write(page, "The boat", "come", "Which boat?")
        for words, leave, expected in (("Lost", "Cancel", "Which boat?"), ("The late one.", "Keep", "The late one.")):
            page.locator(".note.mine").get_by_role("button", name="Edit").click()
            page.locator(".note.mine textarea").fill(words)
            page.get_by_role("button", name=leave).click()
            expect(page.locator(".note.mine .body")).to_have_text(expected)
        page.locator(".note.mine").get_by_role("button", name="Edit").click()
        page.keyboard.press("End")
        page.keyboard.type(" Really")
        page.keyboard.press("Escape")
        assert kept(page)["cases/late-ferry"][0]["text"].endswith("Really")


def test_the_selector_is_the_one_the_build_would_write(chromium: Browser, address: str) -> None:
    path = EDITION / "articles/cases/late-ferry.md"
    article, _ = read_article(path.name, path.read_bytes(), None)
    assert article is not None
    text = canonical_text(article).text
    with opened(chromium, address + ARTICLE) as page:
        for paragraph, words, place in (("#p-1", "ferry", 2), ("#p-4", "late", 3), ("#p-4", "would be late again", 1)):
            select(page, words, words, paragraph)
            page.get_by_role("button", name="Highlight").click()
            start, end = find_quote(text, words)[place - 1]
            made = kept(page)["cases/late-ferry"][-1]
            assert (made["exact"], made["prefix"], made["suffix"]) == describe(text, start, end)


def test_words_that_are_gone_or_no_longer_alone_are_listed_and_never_moved(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        write(page, "The boat", "come", "Which boat?")
        note = kept(page)["cases/late-ferry"][0]
        shelf = {
            "title": "The late ferry",
            "notes": [
                note,
                *(
                    {**note, "id": f"mine-{at}", "exact": words, "prefix": prefix}
                    for at, (words, prefix) in enumerate(
                        (("The train did not come", ""), ("the", ""), ("The boat did not come", "Later "))
                    )
                ),
            ],
        }
        page.evaluate("value => localStorage.setItem('edition:/:mine:cases/late-ferry', value)", json.dumps(shelf))
        page.reload()
        expect(page.locator(".text .note.mine")).to_have_count(1)
        lost = page.locator("section.whole-notes.mine .note")
        assert lost.locator(".lemma").all_text_contents() == ["The train did not come", "the", "The boat did not come"]
        expect(lost.first).to_contain_text("not in the text any more")
        assert marked(page) == "The boat did not come"
        assert len(kept(page)["cases/late-ferry"]) == 4


def test_on_a_translated_page_no_note_is_placed_and_none_is_made(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        select(page, "The boat", "come")
        page.evaluate("document.querySelector('#p-3').lastChild.data = 'Die Familien saßen auf ihren Kisten.'")
        page.get_by_role("button", name="Highlight").click()
        expect(page.locator(".mine-status")).to_contain_text("translated")
        assert kept(page) == {}


def test_the_whole_article_and_a_lemma_can_have_a_note_where_the_text_is_not_shown(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address + QUOTED) as page:
        page.locator("#note-outrage").focus()
        page.keyboard.press("m")
        page.locator(".note.mine textarea").fill("Three of them.")
        page.keyboard.press("Control+Enter")
        select(page, "passenger", "wept", "#note-blocks .lemma q")
        page.get_by_role("button", name="Highlight").click()
        page.locator('[data-tool="mine"]').click()
        page.get_by_role("button", name="Write on the whole article").click()
        page.locator(".note.mine textarea").fill("Of the whole.")
        page.keyboard.press("Control+Enter")
        page.reload()
        expect(page.locator(".note.mine")).to_have_count(3)
        assert page.locator(MARKED).all_text_contents() == ["outrage, fury & well-founded despair", "passenger wept"]
        expect(page.locator(".whole-notes.mine")).to_contain_text("Of the whole.")
        assert [(one["on"], one["exact"]) for one in kept(page)["wire/ferry-scandal"]] == [
            ("outrage", "outrage, fury & well-founded despair"),
            ("blocks", "passenger wept"),
            ("", ""),
        ]


def test_words_are_selected_by_keyboard_from_a_paragraphs_number(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.locator("#p-2 .pilcrow").focus()
        page.keyboard.press("s")
        said = page.locator(".mine-status[role=status]")
        expect(said).to_contain_text("“The”")
        for key, words in (
            ("ArrowRight", "harbour"),
            ("Shift+ArrowRight", "It"),
            ("ArrowLeft", "log"),
            ("Shift+ArrowDown", "The"),
            ("Shift+ArrowUp", "The"),
            ("Space", "The"),
            ("ArrowRight", "The harbour"),
            ("Shift+ArrowRight", "The harbour master kept a log"),
            ("ArrowLeft", "The harbour master kept a"),
        ):
            page.keyboard.press(key)
            assert page.evaluate("getSelection().toString().replace(/[0-9]/g, '')") == words, key
            expect(said).to_contain_text(f"“{words.split()[-1]}”")
        page.keyboard.press("Enter")
        expect(page.locator(".mine-bar button").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".note.mine")).to_have_count(1)
        assert kept(page)["cases/late-ferry"][0]["exact"] == "The harbour master kept a"


def test_escape_leaves_the_selecting_and_the_bar(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.locator("#ref-log").focus()
        page.keyboard.press("s")
        expect(page.locator(".mine-status")).to_contain_text("Arrows move")
        page.keyboard.press("Escape")
        assert page.evaluate("getSelection().toString()") == ""
        expect(page.locator("#ref-log")).to_be_focused()
        expect(page.locator(".mine-bar")).to_be_hidden()


def test_a_finger_selects_and_the_bar_waits_at_the_foot(chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    with reading(context, address + ARTICLE) as page:
        page.wait_for_selector("html.notes-ready")
        select(page, "evening", "evening", "#p-1")
        bar = boxes(page, ".mine-bar")[0]
        assert abs(bar.bottom - 740) < 2
        page.get_by_role("button", name="Highlight").tap()
        expect(page.locator(MARKED)).to_have_text("evening")
    context.close()


@pytest.mark.parametrize("how", ["close", "next", "tap", "away"])
def test_what_a_finger_was_writing_is_kept_however_the_note_is_left(chromium: Browser, address: str, how: str) -> None:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    with reading(context, address + ARTICLE) as page:
        page.wait_for_selector("html.notes-ready")
        select(page, "evening", "evening", "#p-1")
        page.get_by_role("button", name="Write a note").tap()
        page.locator(".note.mine textarea").press_sequentially("Half a")
        if how == "close":
            page.locator("[data-sheet=close]").tap()
        elif how == "next":
            page.locator("[data-sheet=next]").tap()
        elif how == "tap":
            page.touchscreen.tap(356, 200)
        else:
            page.goto(address)
        if how != "away":
            expect(page.locator("mark.mine")).to_have_text("evening")
            expect(page.locator(".note.mine textarea")).to_have_count(0)
            expect(page.locator(".note.mine .body")).to_have_text("Half a")
            select(page, "boat", "boat", "#p-1")
            page.get_by_role("button", name="Highlight").tap()
            expect(page.locator("mark.mine")).to_have_text(["evening", "boat"])
        assert "Half a" in [own["text"] for own in kept(page)["cases/late-ferry"]]
    context.close()


def test_two_tabs_keep_in_step_and_do_not_undo_each_other(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    with reading(context, address + ARTICLE) as one, reading(context, address + ARTICLE) as other:
        write(one, "The boat", "come", "One.")
        select(other, "Families", "boxes")
        expect(other.locator(".note.mine")).to_have_count(1)
        other.get_by_role("button", name="Highlight").click()
        expect(one.locator(".note.mine")).to_have_count(2)
        one.locator(".ref.mine a").first.click()
        one.locator(".note.mine").first.get_by_role("button", name="Delete").click()
        expect(other.locator(".note.mine")).to_have_count(1)
    context.close()


def test_a_note_that_storage_refuses_stays_on_the_page_and_says_so(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        page.evaluate(REFUSE)
        write(page, "The boat", "come", "Which boat?")
        expect(page.locator(".mine-status")).to_contain_text("refused to keep it")
        expect(page.locator(".note.mine .body")).to_have_text("Which boat?")
        assert kept(page) == {}


def test_nothing_of_it_is_fetched_before_it_is_wanted(chromium: Browser, address: str) -> None:
    asked: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address + ARTICLE, wait_until="networkidle")
    assert "article.js" in asked
    assert "mine.js" not in asked
    select(page, "The boat", "come")
    assert "mine.js" in asked
    context.close()


def test_a_quotation_and_a_link_are_copied(chromium: Browser, address: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    with reading(context, address + ARTICLE) as page:
        page.wait_for_selector("html.notes-ready")
        for name, words in (
            ("Copy quotation", f"“The boat did not come” (The late ferry, {address}{ARTICLE}#p-1)"),
            ("Copy link", f"{address}{ARTICLE}#p-1:~:text=The%20boat%20did%20not%20come"),
        ):
            select(page, "The boat", "come")
            page.locator(".mine-bar").get_by_role("button", name=name).click()
            expect(page.locator(".mine-status")).to_contain_text("Copied")
            page.wait_for_function("words => navigator.clipboard.readText().then((it) => it === words)", arg=words)
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_with_own_notes(chromium: Browser, address: str, scheme: str, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
        reduced_motion="reduce",
    )
    with reading(context, address + ARTICLE) as page:
        page.wait_for_selector("html.notes-ready")
        write(page, "hundred", "quay", "Mine.")
        select(page, "The boat", "come")
        assert problems(page) == []
        page.keyboard.press("Escape")
        if width == 1440:  # elsewhere it is still open
            page.locator(".ref.mine a").click()
        page.locator(".note.mine").get_by_role("button", name="Edit").click()
        assert problems(page) == []
        page.goto(f"{address}my-notes/")
        expect(page.locator("blockquote")).to_have_text("Mine.")
        assert problems(page) == []
    context.close()


def problems(page: Page) -> list[tuple[str, str]]:
    return [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]


HARD = (
    "A “quote”, back\\slash, --> and <!-- note {} -->\n<!-- end of note -->\n\n  # 1: [x](y) *z* 'q' \"r\"\n"
    "\u200b\u2028 👩\u200d👩\u200d👧 قال\ttab"
)
"""What a reader might write to harm a file."""
GOOD = (
    '<!-- note {"article":"cases/late-ferry","title":"x","id":"mine-0","created":"2026-01-01"} -->\n'
    "<!-- end of note -->\n"
)


def test_all_notes_are_exported_deleted_and_brought_back_from_both_forms(
    chromium: Browser, address: str, tmp_path: Path
) -> None:
    with opened(chromium, address + ARTICLE) as page:
        write(page, "Nobody said", "harbour master", HARD)
        write(page, "ferry", "ferry", "")
        page.goto(address + QUOTED)
        page.locator("#note-outrage").focus()
        page.keyboard.press("m")
        page.locator(".note.mine textarea").fill("Three.")
        page.keyboard.press("Control+Enter")
        before = kept(page)
        page.goto(f"{address}my-notes/")
        assert page.locator("h3").all_text_contents() == ["The late ferry", "Ferry scandal shakes the coast"]
        files = [export(page, name, tmp_path) for name in ("Export as Markdown", "Export as YAML")]
        for file in files:
            page.get_by_role("button", name="Delete all").first.click()
            page.get_by_role("button", name="Keep them").click()
            assert kept(page) == before
            page.get_by_role("button", name="Delete all").first.click()
            page.locator("dialog").get_by_role("button", name="Delete all").click()
            expect(page.locator("#my-notes-said")).to_have_text("All your notes are deleted.")
            assert kept(page) == {}
            page.set_input_files("input[type=file]", file)
            expect(page.locator("#my-notes-said")).to_contain_text("3 added")
            assert without_times(kept(page)) == without_times(before)
            page.set_input_files("input[type=file]", file)
            expect(page.locator("#my-notes-said")).to_contain_text("3 here already")
        page.get_by_role("link", name="Nobody said why.").click()
        expect(page.locator(".note.mine:focus")).to_have_count(1)


SHARED = """window.shared = [];
Object.defineProperty(Navigator.prototype, "share", {
    configurable: true, value: async (what) => { shared.push(what); }
})"""


def test_all_notes_are_sent_to_a_teacher_as_plain_words(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        write(page, "Nobody said", "harbour master", "Who *else* was there?\nNot said.")
        write(page, "ferry", "ferry", "")
        page.context.add_init_script(SHARED)
        page.goto(f"{address}my-notes/")
        page.get_by_role("button", name="Share all").click()
        page.wait_for_function("shared.length === 1")
        text = page.evaluate("shared[0].text")
        assert text.startswith(f"The late ferry\n{address}cases/late-ferry/\n\n")
        assert "harbour master”\nWho *else* was there?\nNot said." in text
        assert "“ferry”" in text
        assert not any(sign in text for sign in ("mine-", "<!--", "{", "#"))


def test_where_a_device_cannot_share_all_notes_are_copied_or_shown_to_copy(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        write(page, "Nobody said", "harbour master", "Who was there?")
        page.context.add_init_script("delete Navigator.prototype.share")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}my-notes/")
        page.get_by_role("button", name="Copy all").click()
        expect(page.locator("#my-notes-said")).to_have_text("Copied.")
        assert "harbour master”\nWho was there?" in page.evaluate("navigator.clipboard.readText()").replace("\r", "")
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
        page.get_by_role("button", name="Copy all").click()
        expect(page.get_by_role("textbox", name="Copy this")).to_have_value(re.compile("Who was there"))


def export(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def without_times(notes: dict[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    """YAML keeps the day of a note only."""
    times = {"created", "changed"}
    return {
        article: sorted(
            ({key: value for key, value in one.items() if key not in times} for one in found), key=lambda one: one["id"]
        )
        for article, found in notes.items()
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Not a file of notes at all.", "holds no notes"),
        ("<!-- note {not json} -->\nx\n<!-- end of note -->", "Line 1"),
        ('<!-- note {"article":"cases/late-ferry","title":"x"} -->\nx\n<!-- end of note -->', "line 1"),
        (
            '<!-- note {"article":"../x","title":"x","id":"mine-1","created":"2026-01-01"} -->\n<!-- end of note -->',
            "line 1",
        ),
        ('<!-- note {"article":"a/javascript:x","title":"x","id":"mine-1"} -->\n<!-- end of note -->', "line 1"),
        ('<!-- note {"article":"a/b","title":"x","id":"mine-1","created":"2026"} -->\ncut off', "no end"),
        ('# article: a/b "x"\nannotations:\n  - id: mine-1\n    quote: "x\n    created: 2026-01-01', "Line 4"),
        ('# article: a/b "x"\nannotations:\n  - id: mine-1\n    quote: |\n      x', "Line 5"),
    ],
)
def test_a_bad_file_is_refused_with_a_message_and_changes_nothing(
    chromium: Browser, address: str, tmp_path: Path, words: str, message: str
) -> None:
    with opened(chromium, f"{address}my-notes/") as page:
        (tmp_path / "bad.md").write_text((GOOD if words.startswith("<") else "") + words)
        page.set_input_files("input[type=file]", tmp_path / "bad.md")
        expect(page.locator("#my-notes-said")).to_contain_text("Nothing was changed.")
        expect(page.locator("#my-notes-said")).to_contain_text(
            message if not words.startswith("<") else "line", ignore_case=True
        )
        assert kept(page) == {}


def test_what_is_brought_back_is_text_and_never_html(chromium: Browser, address: str, tmp_path: Path) -> None:
    harm = "<img src=x onerror=alert(1)>"
    kept_as = {"article": "cases/late-ferry", "title": harm, "id": "mine-1", "created": "2026-01-01", "exact": harm}
    with opened(chromium, f"{address}my-notes/", bypass=True) as page:
        (tmp_path / "harm.md").write_text(f"<!-- note {json.dumps(kept_as)} -->\n{harm}\n<!-- end of note -->")
        page.set_input_files("input[type=file]", tmp_path / "harm.md")
        expect(page.locator("h3")).to_have_text(harm)
        page.goto(address + ARTICLE)
        expect(page.locator(".note.mine .lemma")).to_have_text(harm)
        assert page.locator("img").count() == 0


def test_the_exported_yaml_is_a_valid_part_of_a_sidecar(chromium: Browser, address: str, tmp_path: Path) -> None:
    with opened(chromium, address + ARTICLE) as page:
        write(page, "Nobody said", "harbour master", "Who is nobody?\n\nA list:\n\n- one: 1\n- two # 2")
        write(page, "late", "late", "Only one of them.")
        write(page, "ferry", "ferry", "")
        page.locator('[data-tool="mine"]').click()
        page.get_by_role("button", name="Write on the whole article").click()
        page.locator(".note.mine textarea").fill("A short report.")
        page.keyboard.press("Control+Enter")
        page.goto(f"{address}my-notes/")
        exported = export(page, "Export as YAML", tmp_path).read_text(encoding="utf-8")
    assert [note["note"] for note in yaml.safe_load(exported)["annotations"]][2] == "(Highlighted.)"
    folder = tmp_path / "edition"
    make_edition(folder)
    sidecar = folder / "annotations/cases/late-ferry.yml"
    pasted = re.sub(r"\A.*?annotations:\n", "", exported, flags=re.DOTALL)
    sidecar.write_text(f"{sidecar.read_text(encoding='utf-8').rstrip()}\n{pasted}", encoding="utf-8")
    run = [sys.executable, "-m", "build_scripts"]
    checked = subprocess.run([*run, "check", "-C", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    found = subprocess.run(
        [*run, "anchors", "-C", str(folder), "late-ferry", "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    mine = [one for one in json.loads(found.stdout)["anchors"] if one["id"].startswith("mine-")]
    assert [(one["status"], one["text"]) for one in mine] == [
        ("anchored", "Nobody said why.\nThe harbour master"),
        ("anchored", "late"),
        ("anchored", "ferry"),
    ]


def test_without_scripts_the_page_of_notes_says_what_it_is(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}my-notes/", scripts=False) as page:
        expect(page.locator("main")).to_contain_text("kept on this device only")
        expect(page.locator("main")).to_contain_text("needs scripts")
        assert page.locator("main button").count() == 0
