"""`make screenshots`: every kind of page at three widths in two schemes on one sheet, and the picture of the README.

Writes `screenshots/*.png`, with the sheet as `screenshots/sheet.png`, `docs/assets/readme.png`, and the pictures of the
guides. With the word `guides` only these.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.chromium import installed
from tests.pictures import guides
from tests.serving import served

ROOT = Path(__file__).parents[2]
SITE, FOLDER = ROOT / "site", ROOT / "screenshots"
README = ROOT / "docs/assets/readme.png"
CASE = "cases/gulf-of-tonkin/"
KINDS = {
    "home": "",
    "collection": "cases/",
    "case": CASE,
    "case-notes": f"{CASE}#p-5",
    "quoted": "dossier/putin-vs-the-neocons/",
    "guide": "reading-war-news/",
    "teachers": "for-teachers/",
    "questions": "questions/",
    "glossary": "glossary/",
    "timeline": "timeline/",
    "sources": "sources/",
    "my-notes": "my-notes/",
    "search": "search/?q=coalition",
}
SIZES = ((1440, 900), (768, 1024), (360, 800))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LIMIT = 200_000
"""Bytes of the README's picture."""


def main() -> int:
    browser_path = installed()
    if browser_path is None or not (SITE / "index.html").is_file():
        print("Needs Chromium and a built site: make site", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with served(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        for file in guides.make(browser, address):
            print(f"{file}, {file.stat().st_size:,} bytes")
        if "guides" not in sys.argv[1:]:
            _every_kind(browser, address)
        browser.close()
    return int(README.stat().st_size > LIMIT)


def _every_kind(browser: Browser, address: str) -> None:
    names = [
        _picture(browser, address + path, f"{kind}-{width}-{scheme}", width, height, scheme)
        for width, height in SIZES
        for scheme in SCHEMES
        for kind, path in KINDS.items()
    ]
    _sheet(browser, names)
    _readme(browser, address)
    print(f"{FOLDER / 'sheet.png'}\n{README}, {README.stat().st_size:,} bytes")


def _picture(browser: Browser, url: str, name: str, width: int, height: int, scheme: Literal["light", "dark"]) -> str:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()
    return name


def _sheet(browser: Browser, names: list[str]) -> None:
    """All pictures with their names below them, through a page of their own."""
    figures = "".join(
        f'<figure><img src="{name}.png" alt=""><figcaption>{name}</figcaption></figure>' for name in names
    )
    style = "body{display:flex;flex-wrap:wrap;gap:16px;margin:16px;background:#888;font:14px sans-serif}"
    style += "figure{margin:0}img{display:block;height:420px}"
    sheet = FOLDER / "sheet.html"
    sheet.write_text(f"<!doctype html><title>Sheet</title><style>{style}</style>{figures}", "utf-8")
    page = browser.new_page(viewport={"width": 2200, "height": 1000})
    page.goto(sheet.as_uri(), wait_until="load")
    page.screenshot(path=FOLDER / "sheet.png", full_page=True)


def _readme(browser: Browser, address: str) -> None:
    """A case where notes stand beside its words."""
    page = browser.new_page(viewport={"width": 1440, "height": 540}, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{address}{CASE}#p-5", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=README)


if __name__ == "__main__":
    sys.exit(main())
