"""What every page may ask of the edition."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.model import Rights, Settings
from build_scripts.rendering.article_sources import title_of
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.citations import Citations
from build_scripts.rendering.citing import NOTHING, Rendered
from build_scripts.rendering.filling import filled
from build_scripts.rendering.index import Index
from build_scripts.rendering.pages.page import link
from build_scripts.rendering.summary import Summary


@dataclass(frozen=True, slots=True)
class Book:
    """The whole edition, as the pages see it."""

    index: Index
    citations: Citations
    settings: Settings
    private: bool = False
    """Whether texts that may not be published are shown."""
    rendered: Rendered = NOTHING
    """How the edition itself is cited."""


def html_of(body: Body | None, book: Book, origin: str, root: str) -> str:
    """The finished HTML of a text; empty for none. `origin` is the `Origin.key` of where it stands."""
    return filled(body, book.index, book.citations, origin, root) if body is not None else ""


def shows_text(summary: Summary, book: Book) -> bool:
    """Whether this build may show the words of an article."""
    return book.private or summary.rights == Rights.FULL


def source_link(source: str, book: Book, root: str, words: str = "") -> str:
    """To where a source's uses are listed, called by its title unless `words` are given."""
    title = title_of(book.index.sources[source])
    return link(book.index.source_urls[source], words or title, root, f"{words}: {title}" if words else "")
