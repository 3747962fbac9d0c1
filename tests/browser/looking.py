"""Short ways to open a page and to measure what is on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, Route

SOURCES = Path(__file__).parents[2] / "docs/assets/edition"
ARTICLE = "cases/late-ferry/"
QUOTED = "wire/ferry-scandal/"
RIGHT_TO_LEFT = "east/abbara/"
PAGES = (
    "",
    "cases/",
    ARTICLE,
    QUOTED,
    RIGHT_TO_LEFT,
    "sources/",
    "sources/harbour-log/",
    "glossary/",
    "annotators/",
    "annotators/b-lind/",
    "recent/",
    "questions/",
    "my-notes/",
    "timeline/",
    "search/",
    "for-teachers/",
    "about/",
    "how-to-read/",
    "annotating/",
    "annotating-locally/",
    "good-notes/",
    "findings/",
    "dependencies/",
    "architecture/",
    "404.html",
)

SETTLED = """() => document.fonts.ready.then(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
}))"""
"""What a reader sees is a frame: between the arrival of a face and the next frame nothing has been laid out yet."""


@dataclass(frozen=True, slots=True)
class Box:
    """Of an element, in pixels from the page's top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@contextmanager
def opened(
    chromium: Browser,
    url: str,
    width: int = 1440,
    height: int = 900,
    *,
    scheme: Literal["light", "dark"] = "light",
    scripts: bool = True,
    bypass: bool = False,
) -> Iterator[Page]:
    """`bypass` lifts the page's security policy, so that a test sees what would happen without it."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=scripts,
        bypass_csp=bypass,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    if scripts:
        arrived(page)
    yield page
    context.close()


def arrived(page: Page) -> None:
    """Waits until the notes of a page that has been loaded, if it has some beside a text, are in their places."""
    if page.locator("body .text .notes").count():
        page.wait_for_selector("html.notes-ready")
        page.evaluate(SETTLED)


def boxes(page: Page, selector: str) -> list[Box]:
    """The boxes of all elements that match, in the order of the page, in pixels of the page."""
    found = (element.bounding_box() for element in page.query_selector_all(selector))
    return [Box(box["x"], box["y"], box["width"], box["height"]) for box in found if box]


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Those from page to page, and to a place in a page, that lead nowhere: where they stand, and their addresses."""
    site = site.resolve()
    words = {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}
    ids = {file: set(re.findall(r'\sid="([^"]+)"', html)) for file, html in words.items()}
    dead = []
    for file, html in words.items():
        if file.name == "404.html":
            continue  # its links are absolute, for it is shown at any address
        for href in re.findall(r'<a[^>]*\shref="([^"]+)"', html):
            address, _, fragment = unescape(href).partition("#")
            if re.match(r"[a-z]+:", href):
                continue
            path = unquote(address.partition("?")[0])
            target = (file.parent / path).resolve() if path else file
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(fragment.partition(":~:")[0])
            if not target.is_file() or (fragment and fragment not in ids.get(target, ())):
                dead.append((file.relative_to(site).as_posix(), href))
    return dead


def with_sources(page: Page) -> None:
    """Our modules one by one, as written, below `/assets/sources/`: what is published has them put together."""

    def fulfil(route: Route) -> None:
        route.fulfill(path=SOURCES / route.request.url.rpartition("/")[2])

    page.route("**/assets/sources/*.js", fulfil)
