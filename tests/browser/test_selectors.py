"""The browser reads, describes and finds words exactly as the build does: the shared cases, and the texts that ship."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.graphemes import is_boundary
from build_scripts.model import Article, Block, BlockKind
from build_scripts.reading.articles import read_article
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.rendering.weaving import article_markdown, weave
from tests.anchoring.selector_cases import SelectorCase, selector_cases
from tests.browser.looking import ARTICLE, opened, with_sources
from tests.rendering.woven import convert, notes_for, placed

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
CASES = selector_cases()
TEXTS = [
    *sorted((ROOT / "articles/cases").glob("*.md")),
    *sorted(path for path in (ROOT / "tests/cases/articles").iterdir() if path.suffix in {".txt", ".md", ".html"}),
]
LOAD = """async (url) => {
    const selectors = await import(url);
    const units = (text, offset) => [...text].slice(0, offset).join("").length;
    const points = (text, offset) => [...text.slice(0, offset)].length;
    const rooted = (html) => {
        const root = document.createElement("div");
        root.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
        return root;
    };
    const both = (range) => [range.exact, range.prefix, range.suffix];
    window.selectors = selectors;
    window.canonicalOf = (html) => selectors.canonical(rooted(html)).text;
    window.canonicalOfBlocks = (blocks) => {
        const root = document.createElement("div");
        for (const words of blocks) root.appendChild(document.createElement("p")).textContent = words;
        return selectors.canonical(root).text;
    };
    window.described = (text, ranges) =>
        ranges.map(([start, end]) => both(selectors.describe(text, units(text, start), units(text, end))));
    window.sought = (text, asked) => asked.map((selector) => {
        const { status, spans } = selectors.find(text, ...selector);
        return [status, spans.map((span) => span.map((offset) => points(text, offset)))];
    });
    window.boundaries = (text) => [...Array([...text].length + 1).keys()]
        .map((offset) => selectors.isBoundary(text, units(text, offset)));
    window.selectedAgain = (html, ranges) => {
        const root = rooted(html);
        const whole = selectors.canonical(root);
        return ranges.map(([from, to]) => {
            const span = [units(whole.text, from), units(whole.text, to)];
            const parts = selectors.stretches(whole, ...span);
            const range = document.createRange();
            range.setStart(parts[0][0], parts[0][1]);
            range.setEnd(parts.at(-1)[0], parts.at(-1)[2]);
            const again = selectors.spanOf(whole, range);
            return again && again.map((offset) => points(whole.text, offset));
        });
    };
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser, address: str) -> Iterator[Page]:
    with opened(chromium, address + ARTICLE) as page:
        with_sources(page)
        page.evaluate(LOAD, f"{address}assets/sources/selectors.js")
        yield page


def spans_of(text: str, seed: str, count: int = 60) -> list[tuple[int, int]]:
    """Some ranges of whole characters that neither begin nor end with white space."""
    chance = random.Random(seed)  # noqa: S311  # the same ranges in every run
    borders = [at for at in range(len(text) + 1) if is_boundary(text, at)]
    found: set[tuple[int, int]] = set()
    for _ in range(count):
        start = chance.randrange(len(borders) - 1)
        end = min(start + chance.choice((1, 2, 5, 30, 400)), len(borders) - 1)
        words = text[borders[start] : borders[end]]
        if words == words.strip():
            found.add((borders[start], borders[end]))
    return sorted(found)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_browser_says_what_the_shared_cases_say(page: Page, case: SelectorCase) -> None:
    assert page.evaluate("blocks => canonicalOfBlocks(blocks)", list(case.blocks)) == case.canonical
    ranges = [[item.start, item.end] for item in case.described]
    described = page.evaluate("([text, ranges]) => described(text, ranges)", [case.canonical, ranges])
    assert described == [list(item.selector) for item in case.described]
    asked = [list(sought.selector) for sought in case.sought]
    outcomes = page.evaluate("([text, asked]) => sought(text, asked)", [case.canonical, asked])
    assert outcomes == [[sought.becomes, [list(place) for place in sought.places]] for sought in case.sought]
    borders = page.evaluate("text => boundaries(text)", case.canonical)
    assert borders == [is_boundary(case.canonical, at) for at in range(len(case.canonical) + 1)]


def read(path: Path) -> Article:
    """An article that lies in the repository, with its sidecar where there is one."""
    sidecar = None
    where = path.with_suffix(".yml")
    if path.is_relative_to(ROOT / "articles"):
        where = ROOT / "annotations" / path.relative_to(ROOT / "articles").with_suffix(".yml")
    if where.exists():
        sidecar, _ = read_sidecar(where.name, where.read_bytes())
    article, findings = read_article(path.name, path.read_bytes(), sidecar)
    assert article is not None, findings
    return article


@pytest.mark.parametrize("path", TEXTS, ids=[path.name for path in TEXTS])
def test_the_browser_reads_and_describes_every_text_as_the_build_does(page: Page, path: Path) -> None:
    article = read(path)
    canonical = canonical_text(article)
    spans = spans_of(canonical.text, path.name)
    anchors = tuple(placed(f"note-{at}", *span) for at, span in enumerate(spans[::7]))
    plain = convert(article_markdown(article))
    woven = convert(weave(article, canonical, anchors, notes_for(anchors)))
    assert page.evaluate("html => canonicalOf(html)", plain) == canonical.text
    assert page.evaluate("html => canonicalOf(html)", woven) == canonical.text
    expected = [list(describe(canonical.text, *span)) for span in spans]
    assert page.evaluate("([text, ranges]) => described(text, ranges)", [canonical.text, spans]) == expected
    outcomes = page.evaluate("([text, asked]) => sought(text, asked)", [canonical.text, expected])
    assert outcomes == [["anchored", [list(span)]] for span in spans]
    again = page.evaluate("([html, ranges]) => selectedAgain(html, ranges)", [woven, spans])
    assert again == [list(span) for span in spans]


def test_the_browser_says_what_the_build_says_of_any_row_of_odd_characters(page: Page) -> None:
    chance = random.Random(20)  # noqa: S311  # the same rows in every run
    seen = {char for case in CASES for char in case.canonical + "".join(case.blocks)}
    odd = [*sorted(seen), "e\u0301", "''", "--"]
    rows = ["".join(chance.choices(odd, k=chance.randint(1, 30))) for _ in range(300)]
    texts = [canonical_text(Article("a", "b", "c", (Block(BlockKind.PARAGRAPH, row),))).text for row in rows]
    assert page.evaluate("rows => rows.map((row) => canonicalOfBlocks([row]))", rows) == texts
    assert page.evaluate("rows => rows.map(boundaries)", rows) == [
        [is_boundary(row, at) for at in range(len(row) + 1)] for row in rows
    ]
    for text in filter(None, texts):
        spans = spans_of(text, text, 6)
        expected = [list(describe(text, *span)) for span in spans]
        assert page.evaluate("([text, ranges]) => described(text, ranges)", [text, spans]) == expected


def test_the_browser_reads_blocks_in_lists_tables_quotations_and_code_as_the_build_does(page: Page) -> None:
    for case in CASES:
        for kind in (BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CODE, BlockKind.HEADING, BlockKind.CAPTION):
            level = 2 * (kind is BlockKind.HEADING)
            blocks = tuple(Block(kind, " ".join(words.split()), level=level) for words in case.blocks)
            cells = tuple(Block(BlockKind.CELL, block.shown, cell=(0, 1, 0)) for block in blocks)
            article = Article("cases", "story", "story.txt", (*blocks, *cells))
            html = convert(article_markdown(article))
            assert page.evaluate("html => canonicalOf(html)", html) == canonical_text(article).text, case.name


def test_a_page_says_by_which_words_it_was_built(page: Page) -> None:
    digest = """async () => {
        const text = document.querySelector(".text");
        const bytes = new TextEncoder().encode(selectors.canonical(text).text);
        const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        return [text.dataset.digest, [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("")];
    }"""
    said, found = page.evaluate(digest)
    assert said == found
    assert len(said) == 64


def test_half_a_character_is_found_nowhere(page: Page) -> None:
    assert page.evaluate(r"selectors.find('A 👩.', '\ud83d').status") == "orphan"
