"""The pictures of the guides for annotators: the steps of `docs/annotating.md`, done on the built site in Chromium.

Of GitHub's pages there is none: they are not ours, and change. What the check says is told in its true words.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.pictures.told import NOTE, WORDS, summary_page
from tests.pictures.webp import as_webp

FOLDER = Path(__file__).parents[2] / "docs/assets/guides"
CASE = "cases/gulf-of-tonkin/"
"""The article that all of them show."""
ENDS = """(words) => {
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        range.startContainer.parentElement.scrollIntoView({ block: "start" });
        scrollBy(0, -130);
        const [first, last] = [range.getClientRects()[0], [...range.getClientRects()].at(-1)];
        return [[first.left + 1, first.top + first.height / 2], [last.right - 1, last.top + last.height / 2]];
    }
}"""
"""Where on the screen some words begin and end, once they stand near its top."""


def make(browser: Browser, address: str, folder: Path = FOLDER) -> list[Path]:
    """Every picture, written anew. `address`: of the root of this edition's site, with a slash at the end."""
    folder.mkdir(exist_ok=True)
    blank = browser.new_page()
    made = []
    for name, photograph in PICTURES.items():
        made.append(folder / f"{name}.webp")
        made[-1].write_bytes(as_webp(blank, photograph(browser, address)))
    return made


def _opened(browser: Browser, width: int, height: int, *, touch: bool = False) -> Page:
    """In the light scheme, a quarter larger, so that letters are clear on most screens."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1.25,
        color_scheme="light",
        reduced_motion="reduce",
        has_touch=touch,
    )
    return context.new_page()


def _article(browser: Browser, address: str, width: int, height: int, *, touch: bool = False) -> Page:
    """Its fonts there, its notes in their places."""
    page = _opened(browser, width, height, touch=touch)
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector("html.notes-ready")
    page.evaluate("document.fonts.ready.then(() => true)")
    _settled(page)
    return page


def _settled(page: Page) -> None:
    """Waits until no note moves any more."""
    page.wait_for_function(
        """() => new Promise((tell) => {
            const notes = [...document.querySelectorAll(".note")];
            const tops = () => notes.map((note) => note.getBoundingClientRect().top).join();
            const before = tops();
            setTimeout(() => tell(tops() === before), 200);
        })"""
    )


def _suggest(browser: Browser, address: str) -> bytes:
    """A note in the margin, and the paragraph that it stands beside."""
    page = _article(browser, f"{address}{CASE}#note-routine", 1120, 800)
    suggest = page.get_by_role("link", name=re.compile("^Suggest a change to note"))
    page.locator("#note-routine").locator(suggest).focus()
    page.locator("p:has(#ref-routine)").evaluate("p => scrollBy(0, p.getBoundingClientRect().top - 80)")
    _settled(page)
    note, paragraph = _box(page.locator("#note-routine")), _box(page.locator("p:has(#ref-routine)"))
    top = min(note["y"], paragraph["y"]) - 8
    foot = max(one["y"] + one["height"] for one in (note, paragraph)) + 10
    taken = page.screenshot(clip={"x": 40, "y": top, "width": 1080, "height": foot - top})
    page.context.close()
    return taken


def _selected(browser: Browser, address: str, width: int, height: int, *, touch: bool = False) -> Page:
    """With Annotate on, and words selected as a hand does it."""
    page = _article(browser, f"{address}{CASE}?annotate", width, height, touch=touch)
    expect(page.get_by_role("group", name="Annotate")).to_be_visible()
    start, end = page.evaluate(ENDS, WORDS)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    expect(_panel(page)).to_be_visible()
    expect(_panel(page).locator("pre")).to_contain_text(f"quote: {WORDS}")
    _settled(page)
    return page


def _panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="A note for the edition")


def _words(browser: Browser, address: str) -> bytes:
    page = _selected(browser, address, 1110, 430)
    taken = page.screenshot()
    page.context.close()
    return taken


def _filled(browser: Browser, address: str, first: str, last: str) -> bytes:
    """A part of the panel, from above one element to below another, on a screen so high that all of it is seen."""
    page = _selected(browser, address, 1110, 1500)
    panel = _panel(page)
    panel.get_by_label("Kind").select_option("source")
    panel.get_by_label("Note", exact=True).fill(NOTE)
    panel.get_by_role("button", name="Preview").click()
    expect(panel.locator(".annotate-preview .body")).to_contain_text("there was no attack")
    whole, top, foot = _box(panel), _box(panel.locator(first).first), _box(panel.locator(last).last)
    start, end = top["y"] - 10, foot["y"] + foot["height"] + 12
    taken = page.screenshot(clip={**whole, "y": max(start, 0), "height": end - max(start, 0)})
    page.context.close()
    return taken


def _note(browser: Browser, address: str) -> bytes:
    return _filled(browser, address, "h2", ".annotate-preview")


def _entry(browser: Browser, address: str) -> bytes:
    return _filled(browser, address, "label:has-text('Name of the note')", "button:has-text('Begin another')")


def _phone(browser: Browser, address: str) -> bytes:
    page = _selected(browser, address, 360, 740, touch=True)
    taken = page.screenshot()
    page.context.close()
    return taken


def _told(browser: Browser, first: str, last: str) -> bytes:
    """Of the summary of the check, from the top of one element to the foot of another."""
    page = _opened(browser, 760, 900)
    with tempfile.TemporaryDirectory() as folder:
        page.set_content(summary_page(Path(folder)))
    whole, top, foot = (_box(page.locator(one).first) for one in ("main", first, last))
    page.set_viewport_size({"width": 760, "height": int(whole["height"]) + 1})
    end = foot["y"] + foot["height"] + 4
    taken = page.screenshot(clip={**whole, "y": max(top["y"] - 12, 0), "height": end - max(top["y"] - 12, 0)})
    page.context.close()
    return taken


def _box(element: Locator) -> FloatRect:
    box = element.bounding_box()
    if box is None:
        raise LookupError(f"{element} is not on the page: the pictures of the guides need another step")
    return box


def _summary(browser: Browser, _: str) -> bytes:
    return _told(browser, "h2", "h4:has-text('Notes added') + ul")


def _finding(browser: Browser, _: str) -> bytes:
    """The first; the notices below it are of texts that are not in the repository."""
    return _told(browser, "h3:has-text('Findings')", "h3:has-text('Findings') ~ ul > li")


PICTURES: Mapping[str, Callable[[Browser, str], bytes]] = {
    "suggest": _suggest,
    "annotate-words": _words,
    "annotate-note": _note,
    "annotate-entry": _entry,
    "annotate-phone": _phone,
    "summary": _summary,
    "finding": _finding,
}
"""By the name of the file."""
