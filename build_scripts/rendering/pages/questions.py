"""The questions for discussion of the whole edition, and lists of them for pages written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_scripts.model import Status
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.crossrefs import questions_anchor
from build_scripts.rendering.index import Index
from build_scripts.rendering.pages.book import Book, html_of
from build_scripts.rendering.pages.note import DRAFT, shortened
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page
from build_scripts.rendering.pages.phrases import count, language_attributes
from build_scripts.rendering.questions import collection_settings, questions_of
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

PATH = "questions/index.md"
REGISTER = "questions"
"""What cross-references call the list."""

Texts = Mapping[str, Mapping[str, Body]]
"""The texts of the notes that ask, by article id, then by annotation id."""


def questions_page(texts: Texts, book: Book) -> Page:
    """Every question, by collection and article, in reading order."""
    root = "../"
    parts = []
    for collection, keys in book.index.collections.items():
        articles = [summary for summary in (book.index.articles[key] for key in keys) if _asked(summary, book)]
        if not articles:
            continue
        title = esc(collection_settings(book.settings, collection).title)
        parts.append(f'<h2 id="{questions_anchor(collection)}">{title}</h2>')
        parts.extend(_section(summary, texts, book, root) for summary in articles)
    number = sum(len(_asked(summary, book)) for summary in book.index.articles.values())
    listed = "".join(parts) or "<p>No note asks a question yet.</p>"
    lede = (
        "Questions for discussion, in the order of the articles. Each leads to its note, which stands beside the words."
    )
    facts = f'<p class="facts">{count(number, "question")}</p>' if number else ""
    html = f'<h1>Questions</h1><p class="lede">{lede}</p>{facts}{listed}'
    return make_page(PATH, front_matter("Questions", "questions", "Questions for discussion, article by article"), html)


def is_list_of_questions(key: str) -> bool:
    """Whether the thing with this `Destination.key` is a list of questions, or all of them."""
    return key.partition(":")[0] == REGISTER


def articles_asked(index: Index, key: str) -> tuple[str, ...]:
    """The ids of the articles whose questions such a key means, in reading order."""
    _, _, name = key.partition(":")
    return tuple(id_ for id_ in index.articles if name in ("", id_, id_.partition("/")[0]))


def question_lists(keys: Iterable[str], texts: Texts, book: Book, root: str) -> str:
    """The questions of some articles, by id, each list below the link to its article; those without any left out.

    Without headings of its own: it stands below whatever heading its page has given it.
    """
    articles = (book.index.articles[key] for key in keys)
    return "".join(
        f'<div class="asked"><p class="asked-of">{_title(summary, root)}</p>{_list(summary, texts, book, root)}</div>'
        for summary in articles
        if _asked(summary, book)
    )


def _asked(summary: Summary, book: Book) -> tuple[NoteSummary, ...]:
    return questions_of(summary, book.settings)


def _section(summary: Summary, texts: Texts, book: Book, root: str) -> str:
    anchor = questions_anchor(article_id(summary))
    return f'<section><h3 id="{anchor}">{_title(summary, root)}</h3>{_list(summary, texts, book, root)}</section>'


def _title(summary: Summary, root: str) -> str:
    language = language_attributes(summary.language)
    return f"<cite{language}>{link(f'{article_id(summary)}/', summary.title, root)}</cite>"


def _list(summary: Summary, texts: Texts, book: Book, root: str) -> str:
    items = "".join(_item(note, summary, texts, book, root) for note in _asked(summary, book))
    return f'<ol class="questions">{items}</ol>'


def _item(note: NoteSummary, summary: Summary, texts: Texts, book: Book, root: str) -> str:
    """A note on the whole article has no words of the article above it."""
    key = article_id(summary)
    words = esc(shortened(note.lemma))
    lemma = f'<p class="lemma"{language_attributes(summary.language)}><q>{words}</q></p>' if words else ""
    number = f"Note {note.number}"
    where = link(f"{key}/#note-{note.id}", number, root, f"{number} on {summary.title}")
    draft = f" {DRAFT}" if note.status == Status.DRAFT else ""
    return f'<li>{lemma}{html_of(texts[key][note.id], book, key, root)}<p class="facts">{where}{draft}</p></li>'
