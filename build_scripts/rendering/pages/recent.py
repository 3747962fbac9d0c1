"""The page of the newest notes, and the same as a feed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from build_scripts.model import Settings
from build_scripts.rendering.annotators import name_of
from build_scripts.rendering.citing import address_of
from build_scripts.rendering.pages.book import Book
from build_scripts.rendering.pages.listing import note_facts, note_link, title_language
from build_scripts.rendering.pages.note import kind_label, person_link, shortened
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page
from build_scripts.rendering.pages.phrases import count, time_element
from build_scripts.rendering.recent import Recent, recent_notes
from build_scripts.rendering.summary import article_id

FEED = "recent/feed.xml"
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))
"""Those code points that an article's words can hold and XML 1.0 can't; one of them makes the whole feed unreadable."""
NOTHING = (
    "<p>No note bears a date yet: neither the notes nor the history of their files say when they were written.</p>"
)


def has_feed(settings: Settings) -> bool:
    """A feed's addresses are whole, so the edition must know its own."""
    return bool(settings.url)


def recent_page(book: Book) -> Page:
    """The notes by day, the newest first, and within a day by article."""
    recent = recent_notes(book.index.articles.values())
    feed = '<p class="facts"><a href="feed.xml">Follow it as a feed</a></p>' if has_feed(book.settings) else ""
    lede = f'<p class="lede">{_lede(recent)}</p>{feed}' if recent else NOTHING
    days = "".join(_day(day, notes, book) for day, notes in groupby(recent, key=lambda one: one.day))
    head = front_matter("Recent notes", "recent", "The newest notes of the edition")
    return make_page("recent/index.md", head, f"<h1>Recent notes</h1>{lede}{days}")


def _lede(recent: list[Recent]) -> str:
    what = count(len(recent), "note")
    return f"The {what} written or changed last." if len(recent) > 1 else "The one note that bears a date."


def _day(day: str, notes: Iterable[Recent], book: Book) -> str:
    by_article: dict[str, list[Recent]] = {}
    for one in notes:
        by_article.setdefault(article_id(one.article), []).append(one)
    groups = "".join(_of_article(some, book) for some in by_article.values())
    return f"<section><h2>{time_element(day)}</h2>{groups}</section>"


def _of_article(notes: list[Recent], book: Book) -> str:
    """Notes of one day on one article, at least one."""
    article = notes[0].article
    title = f"<h3{title_language(article)}>{link(f'{article_id(article)}/', article.title, '../')}</h3>"
    return f'{title}<ul class="note-list">{"".join(_item(one, book) for one in notes)}</ul>'


def _item(one: Recent, book: Book) -> str:
    root, note = "../", one.note
    by = f", by {person_link(note.author, book.settings, root)}" if note.author else ""
    facts = f"{'New' if one.is_new else 'Changed'}: {note_facts(note, book.settings)}{by}"
    return f'<li>{note_link(note, one.article, root)}<p class="facts">{facts}</p></li>'


def recent_feed(book: Book) -> Page:
    """RFC 4287, The Atom Syndication Format. Only where the edition `has_feed`."""
    settings = book.settings
    home = f"{settings.url.rstrip('/')}/"
    recent = recent_notes(book.index.articles.values())
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{esc(settings.language)}">',
        f"<title>{esc(settings.title)}: recent notes</title>",
        f"<id>{esc(home)}recent/</id>",
        f'<link href="{esc(home)}recent/"/>',
        f'<link rel="self" type="application/atom+xml" href="{esc(home + FEED)}"/>',
        f"<updated>{_instant(recent[0].day if recent else '')}</updated>",
        f"<author><name>{esc(settings.title)}</name></author>",
        *(_entry(one, settings) for one in recent),
        "</feed>",
    ]
    return Page(FEED, "\n".join(lines) + "\n")


def _entry(one: Recent, settings: Settings) -> str:
    note, article = one.note, one.article
    address = f"{address_of(article, settings)}#note-{note.id}"
    label = ", ".join(part for part in (kind_label(settings.kinds, note.kind), note.verdict) if part)
    author = f"<author><name>{esc(name_of(note.author, settings))}</name></author>" if note.author else ""
    lemma = " ".join(note.lemma.translate(_NOT_XML).split())
    about = f"“{shortened(lemma)}”" if lemma else "The whole article"
    published = f"<published>{_instant(note.created)}</published>" if note.created else ""
    return (
        f"<entry><title>{esc(label)} on {esc(article.title)}</title><id>{esc(address)}</id>"
        f'<link href="{esc(address)}"/><updated>{_instant(one.day)}</updated>{published}{author}'
        f"<summary>{esc(about)}</summary></entry>"
    )


def _instant(day: str) -> str:
    """The beginning of a day, month or year, as RFC 3339 has it; without one, the first day of 1970."""
    return f"{day}{'1970-01-01'[len(day) :]}T00:00:00Z"
