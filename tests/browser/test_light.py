"""A page is light: what it asks for at first is small, nothing moves, no font comes twice."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import ARTICLE, PAGES, QUOTED, opened

pytestmark = pytest.mark.browser

FIRST = 22_000
"""Bytes of our stylesheets and scripts that a page asks for by itself, each compressed by gzip. Promised are 30 kB."""
ALL = 47_100
"""Of everything that a reader who uses everything downloads, likewise."""
ANNOTATING = 18_500
"""Of what comes on top when Annotate is on, the parser for the preview not counted."""


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_asks_for_of_our_styles_and_scripts_is_small(
    chromium: Browser, address: str, site: Path, path: str
) -> None:
    asked: set[str] = set()
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(address + path, wait_until="networkidle")
    context.close()
    sizes = {url: weight((site / url.removeprefix(address)).read_bytes()) for url in asked if is_ours(url)}
    assert any(url.endswith(".css") for url in sizes)
    assert any(url.endswith(".js") for url in sizes)
    assert sum(sizes.values()) <= FIRST, sizes


def test_all_our_styles_and_scripts_together_are_no_heavier_than_we_say(site: Path) -> None:
    files = [file for file in (site / "assets/edition").iterdir() if is_ours(file.as_uri())]
    sizes = {file.name: weight(file.read_bytes()) for file in files}
    annotating = {name: size for name, size in sizes.items() if name.startswith("annotate")}
    assert len(sizes) > 5
    assert len(annotating) > 2
    assert sum(sizes.values()) - sum(annotating.values()) <= ALL, sizes
    assert sum(annotating.values()) <= ANNOTATING, annotating


def weight(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def is_ours(url: str) -> bool:
    return "/assets/edition/" in url and url.endswith((".js", ".css"))


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("path", ["", ARTICLE, QUOTED])
def test_nothing_moves_after_the_first_paint(chromium: Browser, address: str, path: str, width: int) -> None:
    with opened(chromium, address + path, width) as page:
        shifts = page.evaluate(
            """() => new Promise((done) => {
                new PerformanceObserver((list) => done(list.getEntries().map((one) => one.value)))
                    .observe({ type: "layout-shift", buffered: true });
                setTimeout(() => done([]), 100);
            })"""
        )
        assert sum(shifts) < 0.01
