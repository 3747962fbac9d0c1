"""The pages of collections: what there is to read, in reading order."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.model import Settings, Status
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.pages.book import Book, html_of, shows_text
from build_scripts.rendering.pages.note import DRAFT, kind_label, shortened
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page
from build_scripts.rendering.pages.phrases import count, minutes, time_element
from build_scripts.rendering.questions import collection_settings
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

OPENING = "“”„«»‘‚"
CLOSING = "”“»«’‘"
"""Quotation marks, also those of German, Polish and Swedish."""


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


def note_link(note: NoteSummary, article: Summary, root: str) -> str:
    """The words that a note is about, which lead to it."""
    url = f"{article_id(article)}/#note-{note.id}"
    if not note.lemma:
        return link(url, f"Note {note.number}, on the whole article", root)
    words = shortened(" ".join(note.lemma.split()))
    # Words that stand in marks of their own get no others.
    tag = "span" if words[0] in OPENING and words[-1] in CLOSING else "q"
    return f'<a href="{esc(root + url)}"><{tag}{title_language(article)}>{esc(words)}</{tag}></a>'


def note_facts(note: NoteSummary, settings: Settings) -> str:
    """Its kind and verdict; and that it is a draft, where it is."""
    parts = [esc(kind_label(settings.kinds, note.kind)), esc(note.verdict)]
    parts += [DRAFT] if note.status == Status.DRAFT else []
    return ", ".join(part for part in parts if part)


def _item(summary: Summary, about: Body | None, book: Book) -> str:
    facts = [esc(summary.publisher)] if summary.publisher else []
    if summary.published or summary.date_printed:
        facts.append(time_element(summary.published) if summary.published else esc(summary.date_printed))
    if summary.words and shows_text(summary, book):
        facts.append(f"{minutes(summary.words)} to read")
    facts.append(count(len(shown_notes(summary)), "note"))
    return (
        f"<li><h2{title_language(summary)}>{link(summary.slug + '/', summary.title)}</h2>"
        f'<p class="facts">{" · ".join(facts)}</p>{html_of(about, book, article_id(summary), "../")}</li>'
    )


def title_language(summary: Summary) -> str:
    """As attributes; nothing where no language is known."""
    return f' lang="{esc(summary.language)}" dir="auto"' if summary.language else ""
