"""The timeline: dated events, each with its sources and with what in the edition it bears on."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.model import Happening
from build_scripts.rendering.index import TIMELINE
from build_scripts.rendering.pages.book import Book, html_of, source_link
from build_scripts.rendering.pages.page import Page, front_matter, link, make_page
from build_scripts.rendering.pages.phrases import time_element


def timeline_rows(happenings: Sequence[Happening], bodies: Sequence[str], extras: Sequence[str] = ()) -> str:
    """The rows as a list, oldest first; `bodies` are the events and `extras` what follows each, finished HTML.

    Empty without happenings.
    """
    items = []
    for number, (happening, body) in enumerate(zip(happenings, bodies, strict=True)):
        extra = extras[number] if extras else ""
        items.append(
            f'<li><span class="when">{time_element(happening.date)}</span><div class="what">{body}{extra}</div></li>'
        )
    return f'<ol class="timeline">{"".join(items)}</ol>' if items else ""


def timeline_page(book: Book) -> Page:
    root = "../"
    rows = [html_of(body, book, TIMELINE, root) for body in book.index.happening_bodies]
    extras = [_extra(happening, book, root) for happening in book.index.happenings]
    listed = timeline_rows(book.index.happenings, rows, extras) or "<p>The timeline has no events yet.</p>"
    head = front_matter("Timeline", "timeline", "Dated events, with sources")
    return make_page("timeline/index.md", head, f"<h1>Timeline</h1>{listed}")


def _extra(happening: Happening, book: Book, root: str) -> str:
    """The sources of a row, and what in the edition it bears on; each once."""
    ids = (book.index.source_ids.get((TIMELINE, source.text)) for source in happening.sources)
    sources = [source_link(source, book, root) for source in ids if source is not None]
    found = (book.index.destinations.get((TIMELINE, see.text.partition("|")[0].strip())) for see in happening.see)
    see = [link(one.url, one.title, root) for one in found if one is not None]
    lists = (("Sources", sources), ("In this edition", see))
    return "".join(f'<p class="facts">{name}: {"; ".join(dict.fromkeys(parts))}</p>' for name, parts in lists if parts)
