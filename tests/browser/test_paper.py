"""What the printer gets: every note with its number, where it comes from, nothing to press."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ARTICLE, PAGES, QUOTED, boxes, opened

pytestmark = pytest.mark.browser

NUMBERS = "nodes => nodes.map(node => node.querySelector('.number').textContent)"
PRESSED = "button, input, nav, form, [popover]:not(.note), .tools, .skip, .search-link"


@pytest.mark.parametrize(("width", "scripts"), [(1440, True), (768, True), (360, True), (1440, False)])
@pytest.mark.parametrize("path", [ARTICLE, QUOTED])
def test_every_note_is_printed_with_its_number_and_no_two_overlap(
    chromium: Browser, address: str, path: str, width: int, *, scripts: bool
) -> None:
    with opened(chromium, address + path, width, scripts=scripts) as page:
        page.emulate_media(media="print")
        notes = boxes(page, ".note")
        assert len(notes) == page.locator(".note").count() > 1
        numbers = page.locator(".note").evaluate_all(NUMBERS)
        assert sorted(numbers, key=int) == [str(number) for number in range(1, len(numbers) + 1)]
        for upper, lower in itertools.pairwise(notes):
            assert upper.height > 10
            assert upper.bottom <= lower.y
        for reference in page.locator(".ref a[role=doc-noteref]").all():
            expect(reference).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_printed_that_only_a_screen_can_use(chromium: Browser, address: str, path: str) -> None:
    with opened(chromium, address + path, 768, scheme="dark") as page:
        page.emulate_media(media="print")
        assert boxes(page, PRESSED) == []
        colours = "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_paper_says_where_it_comes_from_and_when_it_was_printed(chromium: Browser, address: str) -> None:
    with opened(chromium, address + ARTICLE) as page:
        expect(page.locator(".from-paper")).not_to_be_visible()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(".from-paper")).to_contain_text("https://small.example.org/cases/late-ferry/")
        expect(page.locator(".from-paper")).to_contain_text("Printed on")
        expect(page.locator(".about-text dl")).to_be_visible()


HOSTILE = (
    """A "title", its 'marks' and a \\ or two \\22 \\A""",
    '"; } } </style><b>bold</b> @page { margin: 0 } /*',
    "Wörter, словá: *no* <i>mark-up</i> & so on",
    "words " * 60,
)


@pytest.mark.parametrize("title", HOSTILE)
def test_every_printed_page_but_the_first_is_headed_by_its_title_whatever_is_in_it(
    chromium: Browser, address: str, tmp_path: Path, title: str
) -> None:
    with opened(chromium, address + ARTICLE) as page:
        assert page.locator("html").get_attribute("data-title") == page.title()
        page.evaluate("title => document.documentElement.dataset.title = title", title)
        pages = printed_pages(page, tmp_path / "paper.pdf")
        page.evaluate("delete document.documentElement.dataset.title")
        bare = printed_pages(page, tmp_path / "bare.pdf")
    head = "".join(title.split())[:60]
    assert len(pages) == len(bare) > 1
    assert pages[0] == bare[0]
    for number, (words, without) in enumerate(zip(pages[1:], bare[1:], strict=True), 2):
        assert words.startswith(head)
        assert words.endswith(without)
        assert f"{number}/{len(pages)}" in words


def test_without_scripts_pages_are_numbered_and_have_no_head(chromium: Browser, address: str, tmp_path: Path) -> None:
    with opened(chromium, address + ARTICLE, scripts=False) as page:
        pages = printed_pages(page, tmp_path / "paper.pdf")
    assert f"2/{len(pages)}" in pages[1]
    assert not pages[1].startswith("Thelateferry")


def printed_pages(page: Page, path: Path) -> list[str]:
    """The words on each printed page, without spaces, from its head to its foot."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    page.pdf(path=path, format="A4")
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return ["".join(one.split()) for one in done.stdout.split("\f") if one.strip()]


@pytest.mark.parametrize("width", [1440, 768])
def test_a_note_that_was_just_read_is_printed_at_its_place_and_not_over_the_title(
    chromium: Browser, address: str, tmp_path: Path, width: int
) -> None:
    with opened(chromium, address + ARTICLE, width) as page:
        page.keyboard.press("n")
        note = page.locator(".note:focus")
        expect(note).to_have_count(1)
        words = "".join((note.locator(".body").text_content() or "").split())[:40]
        first, *_ = pages = printed_pages(page, tmp_path / "paper.pdf")
        whole = "".join(pages)
        assert whole.count(words) == 1
        assert first.index("Thelateferry") < whole.index(words)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_printed_file_has_all_notes_sources_and_page_numbers(
    chromium: Browser, address: str, tmp_path: Path, size: str
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    with opened(chromium, address + ARTICLE) as page:
        words = page.locator(".note .body").all_text_contents()
        page.pdf(path=tmp_path / "paper.pdf", format=size)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "paper.pdf", "-"], capture_output=True, text=True, check=True
    )
    printed = "".join(done.stdout.split())
    for body in words:
        assert "".join(body.split())[:40] in printed
    assert "Sourcescited" in printed
    assert "1/" in printed
    assert "Citethisarticle" in printed
    for pressed in ("Citeanote", "BibTeX", "RIS", "Menu", "Display", "Skiptothetext", "Linktonote", "Backtothetext"):
        assert pressed not in printed
