"""The pages of sources: what was used, where it can be found, and every note that uses it."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.rendering.index import Index
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page, outward
from build_scripts.rendering.pages.phrases import count
from build_scripts.rendering.pages.references import source_url, use_list


def source_path(source: str) -> str:
    return f"sources/{source}.md"


def source_page(source: str, reference: str, name: str, index: Index) -> Page:
    """`reference` is the full reference, finished HTML; `name` its short name, plain text."""
    path = source_path(source)
    url = index.sources[source].item.get("URL")
    address = f'<p class="facts">{outward(url, url)}</p>' if isinstance(url, str) and url not in reference else ""
    uses = index.uses.get(source, ())
    html = (
        f'<p class="kicker label">{link("sources/", "Sources", "../../")}</p><h1 dir="auto">{esc(name)}</h1>'
        f'<div class="reference">{reference}</div>{address}'
        f"<h2>Where it is used</h2>{use_list(uses, '../../')}"
    )
    return make_page(path, front_matter(name, "source", f"Where the edition uses {name}"), html)


def sources_page(references: Mapping[str, str], index: Index) -> Page:
    """Every source that is used. `references`, finished HTML by source id, are in the order to show them."""
    items = []
    for source, reference in references.items():
        times = count(len(index.uses.get(source, ())), "use")
        items.append(f'<li id="source-{esc(source)}">{reference} {link(source_url(source), times, "../")}</li>')
    text = f'<ul class="references">{"".join(items)}</ul>' if items else "<p>No note cites a source yet.</p>"
    lede = '<p class="lede">Everything the notes of this edition rest on.</p>'
    return make_page("sources/index.md", front_matter("Sources", "sources"), f"<h1>Sources</h1>{lede}{text}")
