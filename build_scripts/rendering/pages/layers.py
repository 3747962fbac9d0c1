"""The panel in which a reader shows and hides the kinds of a page's notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from build_scripts.model import Settings
from build_scripts.rendering.pages.kinds import MINE
from build_scripts.rendering.pages.note import kind_label
from build_scripts.rendering.pages.page import esc


def layers_panel(kinds: Iterable[str], settings: Settings) -> str:
    """A row for each kind among `kinds`, those of the notes that the page shows, in the settings' order, with how many
    notes it has; empty for no notes. The last row is for what the reader adds, and hidden until there is something."""
    counts = Counter(kinds)
    if not counts:
        return ""
    known = list(settings.kinds)
    ordered = sorted(counts, key=lambda kind: (known.index(kind) if kind in known else len(known), kind))
    rows = "".join(_row(kind, kind_label(settings.kinds, kind), counts[kind]) for kind in ordered)
    return (
        '<div id="layers-panel" popover class="panel" role="dialog" aria-labelledby="layers-title">'
        '<h2 id="layers-title">Layers of notes</h2>'
        '<button type="button" class="close" popovertarget="layers-panel" popovertargetaction="hide" autofocus>'
        "Close</button>"
        '<p><a href="?layers=all">All</a> <a href="?layers=none">None: the clean text</a></p>'
        f'<ul class="layers">{rows}{_row(MINE, "Mine", 0)}</ul>'
        '<p class="layers-count"></p><p><a class="layers-view" href="?layers=all">Link to this view</a></p>'
        '<p class="facts">What you choose is kept on this device only.</p></div>'
    )


def _row(kind: str, label: str, number: int) -> str:
    name, words = esc(kind), esc(label)
    return (
        f"<li{'' if number else ' hidden'}>"
        f'<label><input type="checkbox" data-layer="{name}" data-label="{words}" checked> '
        f'<span class="sample" data-kind="{name}">{words}</span> <span class="facts">{number:,}</span></label> '
        f'<a href="?layers={name}">Only<span class="unseen"> {words}</span></a></li>'
    )
