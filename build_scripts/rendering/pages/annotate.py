"""What a page says to whoever writes notes: the way to its sidecar, and what the script needs to write an entry for it.

What all pages share stands in one file of its own, which only an annotator's browser asks for.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable

from build_scripts.model import Settings, Verdict
from build_scripts.reading.sheets import Sheet
from build_scripts.rendering.pages.forge import edit_address, edit_base, forge_name, new_base
from build_scripts.rendering.pages.page import Page, esc

ANNOTATE = "annotate.json"
"""Lies beside the home page."""
_USUAL = "context"


def usual_kind(settings: Settings) -> str:
    """The kind of a note of which nothing is known."""
    return _USUAL if _USUAL in settings.kinds else next(iter(settings.kinds))


def annotate_file(settings: Settings) -> Page:
    """The kinds, verdicts and annotators, and how addresses of files begin; JSON."""
    told = {
        "forge": forge_name(settings),
        "repository": settings.repository,
        "edit": edit_base(settings),
        "new": new_base(settings),
        "kinds": [[kind.id, kind.label] for kind in settings.kinds.values()],
        "usual": usual_kind(settings) if settings.kinds else "",
        "verdicts": [str(verdict) for verdict in Verdict],
        "annotators": sorted(([one.id, one.name] for one in settings.annotators.values()), key=lambda one: one[1]),
    }
    return Page(ANNOTATE, f"{json.dumps(told, ensure_ascii=False, indent=1)}\n")


def annotate_links(path: str, sheet: Sheet | None, start: str, unseen: Iterable[str], settings: Settings) -> str:
    """The links at an article's foot. `path` is the sidecar's; without one (`sheet` is None) `start` is what it is to
    begin with. `unseen` are the ids of notes that the page does not show: they are told as checksums, for a draft's id
    may be made of words that are not to be published."""
    address = edit_address(settings, path) if sheet else ""
    plain = f'<a href="{esc(address)}">Edit the notes of this page</a>' if address else ""
    taken = " ".join(f"{zlib.crc32(id_.encode()):x}" for id_ in sorted(unseen))
    told = {"sidecar": path, "sheet": _told(sheet), "taken": taken, "start": start}
    data = "".join(f' data-{name}="{esc(value)}"' for name, value in told.items() if value)
    link = f'<a href="?annotate"{data}>Annotate this article</a>'
    between = " · " if plain else ""
    return f'<p class="edit-link">{plain}<span class="annotate-link">{between}{link}</span></p>'


def _told(sheet: Sheet | None) -> str:
    """In the order that the script knows; empty where there is no sidecar."""
    if sheet is None:
        return ""
    row = (sheet.form, sheet.line, int(sheet.last), sheet.dash, sheet.column, sheet.blank, sheet.quotes or "-")
    return " ".join(map(str, (*row, sheet.indicator)))
