"""A page is light: what it asks for at first is small, nothing moves, no font comes twice."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.looking import ARTICLE, QUOTED, opened

pytestmark = pytest.mark.browser

BUDGET = 30_000
"""Bytes of our stylesheets and scripts, each file compressed by gzip."""


HEAVY = pytest.mark.xfail(
    strict=True, reason="the tools of an article, with their comments, weigh more; see docs/numbers.md"
)


@pytest.mark.parametrize(
    "path", ["", "search/", "sources/", pytest.param(ARTICLE, marks=HEAVY), pytest.param(QUOTED, marks=HEAVY)]
)
def test_what_a_page_needs_of_our_styles_and_scripts_fits_in_thirty_kilobytes(
    chromium: Browser, address: str, path: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}

    def weigh(got: Response) -> None:
        if is_ours(got.url):
            sizes[got.url] = len(gzip.compress(got.body(), 9))

    page.on("response", weigh)
    page.goto(address + path, wait_until="networkidle")
    context.close()
    assert len(sizes) >= 6
    assert sum(sizes.values()) <= BUDGET, sizes


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
