"""A parsed body as it stands on a page: citations in the edition's style, links that lead from that page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from build_scripts.rendering.article_sources import author_of
from build_scripts.rendering.bodies import Body, Citation, Cluster, Reference
from build_scripts.rendering.citations import Citations, request_of, with_numbers
from build_scripts.rendering.index import Index
from build_scripts.rendering.notes import fill_body, fill_text

_ADDRESS = re.compile("\x02([^\x03]*)\x03")
_PARAGRAPH = re.compile(r"(?:¶|para?\.|paragraph)\s?(?P<number>[1-9]\d*)")


def filled(body: Body, index: Index, citations: Citations, origin: str, root: str) -> str:
    """The finished HTML of `body`.

    `origin` is the `Origin.key` of where it stands; `root` the way from the page to the root of the site, empty
    or ending in a slash: `../../`.
    """
    return fill_body(
        body,
        [citation(cluster, index, citations, origin, root) for cluster in body.clusters],
        [cross_reference(reference, index, origin, root) for reference in body.references],
    )


def citation(cluster: Cluster, index: Index, citations: Citations, origin: str, root: str) -> str:
    """HTML of one cluster, to be sanitised. An id that names nothing stands as it was written."""
    by_source: dict[str, Citation] = {}
    unknown = []
    for made in cluster.citations:
        id_ = index.source_ids.get((origin, made.id))
        if id_ is None:
            unknown.append(f'<span class="broken">@{escape(made.id)}</span>')
        else:
            by_source.setdefault(id_, made)

    def address(slot: re.Match[str]) -> str:
        return escape(root + source_url(index, slot[1], by_source[slot[1]].suffix))

    request, numbers = request_of(index, origin, cluster)
    html = _ADDRESS.sub(address, with_numbers(citations.inline[request], numbers)) if by_source else ""
    return " ".join([html, *unknown]).strip()


def source_url(index: Index, id_: str, suffix: str = "") -> str:
    """The page of a source, relative to the root; of an article cited with a ¶, that paragraph."""
    url = index.source_urls[id_]
    match = _PARAGRAPH.match(suffix)
    return f"{url}#p-{match['number']}" if match and not url.startswith("sources/") else url


def cross_reference(reference: Reference, index: Index, origin: str, root: str) -> str:
    """HTML of one cross-reference, to be sanitised; one that leads nowhere is words without a link."""
    found = index.destinations.get((origin, reference.target))
    if found is None:
        return f'<span class="broken">{escape(reference.label or reference.target, quote=False)}</span>'
    words = escape(reference.label or found.title, quote=False)
    return f'<a class="crossref" href="{escape(root + found.url)}">{words}</a>'


def filled_text(
    text: str, clusters: Sequence[Cluster], references: Sequence[Reference], index: Index, origin: str
) -> str:
    """Plain text, of a body or a sentence, with its slots filled; `origin` as for `filled`."""
    if "\x02" not in text:
        return text

    def author(i: int) -> str:
        written = clusters[i].citations[0].id
        id_ = index.source_ids.get((origin, written))
        return author_of(index.sources[id_]) if id_ else written

    def title(i: int) -> str:
        found = index.destinations.get((origin, references[i].target))
        return found.title if found else references[i].target

    return fill_text(text, author, title)
