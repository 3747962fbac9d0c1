"""Home and the pages of collections: what there is to read, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from build_scripts.rendering.bodies import Body
from build_scripts.rendering.index import HOME, TIMELINE
from build_scripts.rendering.pages.book import Book, html_of, shows_text
from build_scripts.rendering.pages.note import kind_label, shortened
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page
from build_scripts.rendering.pages.phrases import count, minutes, time_element
from build_scripts.rendering.pages.timeline import timeline_rows
from build_scripts.rendering.questions import collection_settings, questions_of
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

NEWEST = 6
"""So many notes are announced on the home page."""
ROWS = 6
"""So many rows of the timeline."""

CONTINUE = (
    '<section class="continue" aria-labelledby="continue" hidden><h2 id="continue">Continue where you were</h2>'
    '<p class="continue-at"></p><p class="facts">Kept on this device only; nothing of it is sent anywhere. '
    '<button type="button">Forget</button></p></section>'
)
"""Filled by a script, where this device keeps a place; without one there is nothing."""


def collection_page(collection: str, abouts: Mapping[str, Body], book: Book) -> Page:
    """Every article of a collection. `abouts` are the articles' summaries, by article id, where they have one."""
    described = collection_settings(book.settings, collection)
    articles = [book.index.articles[key] for key in book.index.collections[collection]]
    notes = sum(len(shown_notes(article)) for article in articles)
    items = "".join(_item(article, abouts.get(article_id(article)), book) for article in articles)
    html = "".join(
        (
            f"<h1>{esc(described.title)}</h1>",
            f'<p class="lede">{esc(described.description)}</p>' if described.description else "",
            f'<p class="facts">{count(len(articles), "article")}, {count(notes, "note")}, in reading order</p>',
            f'<ol class="contents">{items}</ol>',
        )
    )
    head = front_matter(described.title, "collection", described.description, collection)
    return make_page(f"{collection}/index.md", head, html)


def shown_notes(summary: Summary) -> list[NoteSummary]:
    return [note for note in summary.notes if note.number is not None]


def _item(summary: Summary, about: Body | None, book: Book) -> str:
    facts = [esc(summary.publisher)] if summary.publisher else []
    if summary.published or summary.date_printed:
        facts.append(time_element(summary.published) if summary.published else esc(summary.date_printed))
    if summary.words and shows_text(summary, book):
        facts.append(f"{minutes(summary.words)} to read")
    facts.append(count(len(shown_notes(summary)), "note"))
    return (
        f"<li><h2{_language(summary)}>{link(summary.slug + '/', summary.title)}</h2>"
        f'<p class="facts">{" · ".join(facts)}</p>{html_of(about, book, article_id(summary), "../")}</li>'
    )


def _language(summary: Summary) -> str:
    return f' lang="{esc(summary.language)}" dir="auto"' if summary.language else ""


def home_page(book: Book) -> Page:
    index, settings = book.index, book.settings
    introduction = html_of(index.introduction, book, HOME, "")
    collections = "".join(_collection(collection, book) for collection in index.collections)
    html = "".join(
        (
            f"<h1>{esc(settings.title)}</h1>",
            f'<div class="lede">{introduction}</div>' if settings.introduction.strip() else "",
            f"<p>{link('how-to-read/', 'How to read this edition')}</p>",
            CONTINUE,
            _start(book),
            f"<h2>Collections</h2>{collections}" if collections else "",
            _newest(book),
            _questions(book),
            _timeline(book),
        )
    )
    return make_page("index.md", front_matter(settings.title, "home", settings.description), html)


def _questions(book: Book) -> str:
    number = sum(len(questions_of(article, book.settings)) for article in book.index.articles.values())
    if not number:
        return ""
    whole = link("questions/", f"{count(number, 'question')} for discussion, article by article")
    return f"<h2>To talk about</h2><p>{whole}</p>"


def _timeline(book: Book) -> str:
    """Rows from the whole length of the timeline: its beginning alone would show one story of many."""
    happenings, bodies = book.index.happenings, book.index.happening_bodies
    steps = max(1, min(ROWS, len(happenings)) - 1)
    chosen = sorted({step * (len(happenings) - 1) // steps for step in range(steps + 1)}) if happenings else []
    rows = timeline_rows([happenings[i] for i in chosen], [html_of(bodies[i], book, TIMELINE, "") for i in chosen])
    whole = link("timeline/", f"The whole timeline, {count(len(happenings), 'event')}")
    return f"<h2>From the timeline</h2>{rows}<p>{whole}</p>" if rows else ""


def _start(book: Book) -> str:
    """The first article whose text can be read here, else the first of all."""
    articles = book.index.articles.values()
    article = next((one for one in articles if shows_text(one, book)), next(iter(articles), None))
    if article is None:
        return ""
    facts = f", {minutes(article.words)}" if article.words and shows_text(article, book) else ""
    words = link(f"{article.collection}/{article.slug}/", article.title)
    return f'<h2>Where to start</h2><p class="start">{words}<span class="facts">{facts}</span></p>'


def _collection(collection: str, book: Book) -> str:
    described = collection_settings(book.settings, collection)
    articles = [book.index.articles[key] for key in book.index.collections[collection]]
    notes = sum(len(shown_notes(article)) for article in articles)
    facts = f"{count(len(articles), 'article')}, {count(notes, 'note')}"
    return (
        f'<section class="shelf"><h3>{link(collection + "/", described.title)}</h3>'
        f'<p>{esc(described.description)}</p><p class="facts">{facts}</p></section>'
    )


def _newest(book: Book) -> str:
    """Notes that carry a date, the newest first; among equals in reading order."""
    dated = (
        (note, article) for article in book.index.articles.values() for note in shown_notes(article) if note.created
    )
    newest = sorted(dated, key=lambda pair: pair[0].created, reverse=True)
    items = []
    for note, article in islice(newest, NEWEST):
        where = link(f"{article.collection}/{article.slug}/#note-{note.id}", shortened(note.lemma or article.title))
        label = esc(kind_label(book.settings.kinds, note.kind))
        facts = f"{label} on <cite>{esc(article.title)}</cite>, {time_element(note.created)}"
        items.append(f'<li>{where}<p class="facts">{facts}</p></li>')
    return f'<h2>Newest notes</h2><ul class="newest">{"".join(items)}</ul>' if items else ""
