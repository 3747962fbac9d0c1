"""What a link shows before it is followed: a small file beside each page that can be pointed at, plain words alone.

Of a text that may not be published only lemmas and notes stand in it, as on its page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape

from build_scripts.model import Article, Entry
from build_scripts.rendering.article_sources import title_of
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.filling import filled_text
from build_scripts.rendering.index import GLOSSARY
from build_scripts.rendering.pages.book import Book, shows_text
from build_scripts.rendering.pages.note import kind_label
from build_scripts.rendering.pages.page import Page
from build_scripts.rendering.pages.phrases import date_in_words
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

NAME = "preview.json"
BEGINNING = 280
"""So many characters of a paragraph stand for it."""

Part = dict[str, str]
"""`head` what it is, `facts` the line below, `words` out of the article, `text` of the edition (a newline ends a
paragraph); those that are empty left out."""


def preview_path(page: str) -> str:
    """Of the page at `page`: `a/b.md` has its file in the folder `a/b`, `a/index.md` in `a`."""
    return f"{page.removesuffix('.md').removesuffix('/index')}/{NAME}"


def article_preview(summary: Summary, article: Article | None, bodies: Mapping[str, Body], book: Book) -> Page:
    """`article` is its text, None where it is not here; `bodies` are those of its notes, by id."""
    text = article if shows_text(summary, book) else None
    parts = {"": _whole(summary, text, book)}
    parts |= {f"p-{number}": part for number, part in _paragraphs(summary, text).items()}
    for note in summary.notes:
        if note.number is not None:
            parts[f"note-{note.id}"] = _note(note, summary, bodies[note.id], book)
    return _page(f"{article_id(summary)}.md", parts, summary.language)


def glossary_preview(book: Book) -> Page:
    index = book.index
    parts = {f"entry-{entry.id}": _entry(entry, index.entry_bodies[entry.id], book) for entry in index.entries.values()}
    return _page("glossary/index.md", parts, book.settings.language)


def source_preview(source: str, book: Book) -> Page:
    """The full reference."""
    reference = book.citations.bibliography.get(source) or title_of(book.index.sources[source])
    return _page(f"sources/{source}.md", {"": _part(text=_words_of(reference))}, book.settings.language)


def _page(path: str, parts: Mapping[str, Part], language: str) -> Page:
    text = json.dumps({"language": language, "parts": parts}, ensure_ascii=False, separators=(",", ":"))
    return Page(preview_path(path), text + "\n")


def _part(head: str = "", facts: str = "", words: str = "", text: str = "") -> Part:
    values = {"head": head, "facts": facts, "words": words, "text": text}
    return {name: value for name, value in values.items() if value}


def _whole(summary: Summary, article: Article | None, book: Book) -> Part:
    facts = ", ".join(filter(None, (summary.publisher, summary.date_printed or date_in_words(summary.published))))
    numbered = (block.shown for block in article.blocks if block.number is not None) if article else iter(())
    opening = beginning(next(numbered, ""))
    about = filled_text(summary.abstract, summary.clusters, summary.references, book.index, article_id(summary))
    return _part(summary.title, facts, opening, "" if opening else about)


def _paragraphs(summary: Summary, article: Article | None) -> dict[int, Part]:
    """Each ¶ by its beginning; where the text may not be shown, by the words that notes are about."""
    found: dict[int, list[str]] = {}
    if article is not None:
        for block in article.blocks:
            if block.number is not None:
                found[block.number] = [beginning(block.shown)]
    else:
        for note in summary.notes:
            if note.number is not None and note.paragraph is not None and note.lemma:
                found.setdefault(note.paragraph, []).append(" ".join(note.lemma.split()))
    return {number: _part(f"¶ {number}", words=" … ".join(dict.fromkeys(words))) for number, words in found.items()}


def _note(note: NoteSummary, summary: Summary, body: Body, book: Book) -> Part:
    label = kind_label(book.settings.kinds, note.kind)
    head = ", ".join(filter(None, (f"Note {note.number}", label, note.verdict)))
    text = filled_text(body.text, body.clusters, body.references, book.index, article_id(summary))
    return _part(head, words=" ".join(note.lemma.split()), text=text)


def _entry(entry: Entry, body: Body, book: Book) -> Part:
    text = filled_text(body.text, body.clusters, body.references, book.index, GLOSSARY)
    return _part(entry.name, entry.type, text=text)


def beginning(text: str) -> str:
    """At most `BEGINNING` characters, cut at a space where there is one."""
    words = " ".join(text.split())
    if len(words) <= BEGINNING:
        return words
    cut = words[:BEGINNING]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
