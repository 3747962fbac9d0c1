"""The pages of sources: what was used, where it can be found, and every note that uses it."""

from __future__ import annotations

from build_scripts.rendering.article_sources import title_of
from build_scripts.rendering.index import Index
from build_scripts.rendering.pages.book import Book, source_link
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page, outward
from build_scripts.rendering.pages.phrases import count
from build_scripts.rendering.pages.references import use_list


def sources_with_pages(index: Index) -> tuple[str, ...]:
    """The sources that are used, but for the edition's own articles, whose page lists who refers to them."""
    return tuple(source for source in index.uses if index.source_urls[source].startswith("sources/"))


def source_page(source: str, book: Book) -> Page:
    """The page of one of `sources_with_pages`."""
    item = book.index.sources[source]
    name = title_of(item)
    reference = book.citations.bibliography.get(source, esc(name))
    url = item.item.get("URL")
    address = f'<p class="facts">{outward(url, url)}</p>' if isinstance(url, str) and "href" not in reference else ""
    html = (
        f'<p class="kicker label">{link("sources/", "Sources", "../../")}</p><h1 dir="auto">{esc(name)}</h1>'
        f'<div class="reference">{reference}</div>{address}'
        f"<h2>Where it is used</h2>{use_list(book.index.uses[source], '../../')}"
    )
    return make_page(f"sources/{source}.md", front_matter(name, "source", f"Where the edition uses {name}"), html)


def sources_page(book: Book) -> Page:
    """Every source that is used, in the order of the style, each with the name that notes cite it by."""
    items = []
    for source, reference in book.citations.bibliography.items():
        uses = book.index.uses.get(source, ())
        if uses:
            times = source_link(source, book, "../", count(len(uses), "use"))
            items.append(f'<li><bdi>{reference}</bdi> {times} <code class="facts">@{esc(source)}</code></li>')
    text = f'<ul class="references">{"".join(items)}</ul>' if items else "<p>No note cites a source yet.</p>"
    lede = '<p class="lede">Everything the notes of this edition rest on.</p>'
    return make_page("sources/index.md", front_matter("Sources", "sources"), f"<h1>Sources</h1>{lede}{text}")
