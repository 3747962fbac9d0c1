"""The pages of those who write and review the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_scripts.model import Annotator
from build_scripts.rendering.annotators import FOLDER, url_of
from build_scripts.rendering.pages.book import Book
from build_scripts.rendering.pages.listing import note_facts, note_link, shown_notes, title_language
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page, outward
from build_scripts.rendering.pages.phrases import count, time_element
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

Chosen = Callable[[NoteSummary], bool]
_BEGINNING = re.compile(r"(?:mailto:|https?://(?:www\.)?)", re.IGNORECASE)
"""Of an address, not read by people."""


def annotators_page(book: Book) -> Page:
    """Everybody whom the settings name, in their order. Made where they name anybody."""
    items = "".join(_item(annotator, book) for annotator in book.settings.annotators.values())
    unsigned = sum(len(notes) for _, notes in _notes(book, lambda note: not note.author))
    rest = f'<p class="facts">{count(unsigned, "note")} without a name: the edition’s own.</p>' if unsigned else ""
    html = (
        f'<h1>Annotators</h1><p class="lede">Who writes and reviews the notes.</p><ul class="people">{items}</ul>{rest}'
    )
    return make_page(f"{FOLDER}index.md", front_matter("Annotators", "annotators", "Who writes the notes"), html)


def annotator_page(annotator: Annotator, book: Book) -> Page:
    """What one person wrote and what she reviewed, by article, in reading order."""
    written = _section("Notes", "note", lambda note: note.author == annotator.id, book)
    reviewed = _section("Reviewed", "note", lambda note: annotator.id in note.reviewed_by, book)
    facts = _facts(annotator)
    about = f'<p class="facts">{facts}</p>' if facts else ""
    html = (
        f'<p class="kicker label">{link(FOLDER, "Annotators", "../../")}</p><h1 dir="auto">{esc(annotator.name)}</h1>'
        f"{about}{written + reviewed or '<p>None of the notes here bears this name yet.</p>'}"
    )
    head = front_matter(annotator.name, "annotator", f"Notes by {annotator.name}")
    return make_page(f"{FOLDER}{annotator.id}.md", head, html)


def rows_of(annotator: Annotator, book: Book) -> list[tuple[object, ...]]:
    """All that the page of an annotator shows of articles and notes."""
    return [
        (
            *(article_id(article), article.title, article.language),
            *(note.id, note.number, note.kind, note.verdict, note.status, note.lemma),
            *(note.author, note.reviewed_by, note.created, note.changed),
        )
        for article in book.index.articles.values()
        for note in shown_notes(article)
        if note.author == annotator.id or annotator.id in note.reviewed_by
    ]


def _item(annotator: Annotator, book: Book) -> str:
    written = sum(len(notes) for _, notes in _notes(book, lambda note: note.author == annotator.id))
    reviewed = sum(len(notes) for _, notes in _notes(book, lambda note: annotator.id in note.reviewed_by))
    numbers = [count(written, "note")] if written or not reviewed else []
    numbers += [f"{count(reviewed, 'note')} reviewed"] if reviewed else []
    facts = " · ".join(part for part in (_facts(annotator), *numbers) if part)
    name = link(url_of(annotator.id, book.settings), annotator.name, "../")
    return f'<li><bdi>{name}</bdi><p class="facts">{facts}</p></li>'


def _facts(annotator: Annotator) -> str:
    orcid = f"ORCID {outward(f'https://orcid.org/{annotator.orcid}', annotator.orcid)}" if annotator.orcid else ""
    web = outward(annotator.url, _BEGINNING.sub("", annotator.url).rstrip("/"))
    return " · ".join(part for part in (esc(annotator.affiliation), orcid, web if annotator.url else "") if part)


def _notes(book: Book, chosen: Chosen) -> Iterator[tuple[Summary, list[NoteSummary]]]:
    """The notes that this build shows, by article; articles without any are left out."""
    for article in book.index.articles.values():
        if notes := [note for note in shown_notes(article) if chosen(note)]:
            yield article, notes


def _section(heading: str, what: str, chosen: Chosen, book: Book) -> str:
    root, parts, number = "../../", [], 0
    for article, notes in _notes(book, chosen):
        number += len(notes)
        title = f"<h3{title_language(article)}>{link(f'{article_id(article)}/', article.title, root)}</h3>"
        items = "".join(_note(note, article, book, root) for note in notes)
        parts.append(f'{title}<ul class="note-list">{items}</ul>')
    if not parts:
        return ""
    return f'<section><h2>{heading}</h2><p class="facts">{count(number, what)}</p>{"".join(parts)}</section>'


def _note(note: NoteSummary, article: Summary, book: Book, root: str) -> str:
    facts = [note_facts(note, book.settings)]
    facts += [time_element(note.created)] if note.created else []
    facts += [f"changed {time_element(note.changed)}"] if note.changed else []
    return f'<li>{note_link(note, article, root)}<p class="facts">{", ".join(facts)}</p></li>'
