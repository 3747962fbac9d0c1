"""The timeline: dated events, each with its sources and with what in the edition it bears on."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.model import Happening
from build_scripts.rendering.index import TIMELINE, Index
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page
from build_scripts.rendering.pages.phrases import time_element
from build_scripts.rendering.pages.references import source_url


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


def timeline_page(bodies: Sequence[str], index: Index, names: dict[str, str]) -> Page:
    """`bodies` are the events, finished HTML, in the order of `index.happenings`; `names` the short names of sources
    by id, for the links below each event."""
    root = "../"
    extras = [_extra(happening, index, names, root) for happening in index.happenings]
    rows = timeline_rows(index.happenings, bodies, extras) or "<p>The timeline has no events yet.</p>"
    html = f"<h1>Timeline</h1>{rows}"
    return make_page("timeline/index.md", front_matter("Timeline", "timeline", "Dated events, with sources"), html)


def _extra(happening: Happening, index: Index, names: dict[str, str], root: str) -> str:
    parts = [
        link(source_url(source.text), names.get(source.text, source.text), root)
        for source in happening.sources
        if source.text in index.uses
    ]
    for see in happening.see:
        destination = index.destinations.get((TIMELINE, see.text.partition("|")[0].strip()))
        if destination is not None:
            parts.append(link(destination.url, destination.title, root))
    return f'<p class="facts">{esc("See ")}{"; ".join(parts)}</p>' if parts else ""
