"""The yardstick: a plain `mkdocs build`, with the same theme and settings, of pages that hold the same words.

Two of them. `articles`: a page for each article with the article's words alone. `pages`: a page for each page of our
site (articles with all their notes, sources, glossary, collections …) with all the words of that page as headings
and plain paragraphs; no mark, link, list or raw HTML in any of them. The pages are kept out of the navigation, as ours
are: with Material's full tree on every page the yardstick itself would grow with the square of the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lxml import html

from tests.bench.generating import Made, without

OURS = (
    "nav",
    "not_in_nav",
    "extra",
    "hooks",
    "plugins",
    "markdown_extensions",
    "exclude_docs",
    "strict",
    "docs_dir",
    "validation",
)
"""Settings that are replaced; the theme keeps all but our templates."""
EXTENSIONS = """
nav: [index.md]
not_in_nav: "*"
plugins: []
strict: true
markdown_extensions: [admonition, attr_list, fenced_code, tables, toc]
"""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
OTHER_BLOCKS = frozenset(
    {"p", "li", "dt", "dd", "blockquote", "figcaption", "td", "th", "div", "summary", "aside", "section"}
)
BLOCKS = HEADINGS | OTHER_BLOCKS
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+.!|&-])")


def config(text: str) -> str:
    """Our settings without our extension, our templates and our own keys."""
    kept = without(text, OURS)
    return "\n".join(line for line in kept.splitlines() if "custom_dir" not in line) + EXTENSIONS


def write_articles(root: Path, settings: str, articles: Iterable[Made]) -> None:
    """Writes `mkdocs.yml` and `docs/` into the empty folder `root`."""
    _write(root / "mkdocs.yml", config(settings))
    _write(root / "docs" / "index.md", "# Home\n")
    for made in articles:
        _write(root / "docs" / made.collection / f"{made.slug}.md", made.markdown)


def write_pages(root: Path, settings: str, site: Path) -> None:
    """Writes `mkdocs.yml`, `search.yml` with Material's search besides, and `docs/`, a page for each of the built
    site `site`."""
    _write(root / "mkdocs.yml", config(settings))
    _write(root / "search.yml", config(settings).replace("plugins: []", "plugins: [search]"))
    _write(root / "docs" / "index.md", "# Home\n")
    for page in sorted(site.rglob("index.html")):
        place = page.parent.relative_to(site)
        target = root / "docs" / (place.with_suffix(".md") if place.parts else Path("index.md"))
        _write(target, words_as_markdown(page.read_bytes()))


def words_as_markdown(page: bytes) -> str:
    """All words of the page's main text as headings and paragraphs, nothing else."""
    document = html.document_fromstring(page)
    article = document.find(".//*[@id='content']")
    if article is None:
        return "# Empty\n"
    lines: list[str] = []
    run: list[str] = []
    _collect(article, lines, run)
    _close(run, lines)
    return "\n\n".join(line for line in lines if line.strip()) + "\n"


def _collect(element: html.HtmlElement, lines: list[str], run: list[str]) -> None:
    """Adds the element's blocks to `lines`; `run` gathers the words of the paragraph that is open."""
    if element.text and element.tag not in {"script", "style", "template"}:
        run.append(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style", "template", "svg"}:
            if child.tag in BLOCKS:
                _close(run, lines)
                _collect(child, lines, run)
                _close(run, lines, "#" * int(child.tag[1]) + " " if child.tag in HEADINGS else "")
            else:
                _collect(child, lines, run)
        if child.tail:
            run.append(child.tail)


def _close(run: list[str], lines: list[str], mark: str = "") -> None:
    words = " ".join("".join(run).split())
    run.clear()
    if words:
        lines.append(mark + SPECIAL.sub(r"\\\1", words))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
