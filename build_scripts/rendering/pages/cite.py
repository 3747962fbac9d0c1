"""How to cite the article of a page, and its notes: five forms each, to read and to copy, two of them files as well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from build_scripts.rendering.bibtex import bibtex
from build_scripts.rendering.citing import (
    Cited,
    Pattern,
    address_of,
    cited_article,
    cited_note,
    on_article,
    patterns_of,
    slot,
    with_slots,
)
from build_scripts.rendering.pages.book import Book
from build_scripts.rendering.pages.page import Page, esc
from build_scripts.rendering.ris import ris
from build_scripts.rendering.summary import Summary, article_id

STYLES = {"chicago": "Chicago", "mla": "MLA", "apa": "APA"}


class Form(NamedTuple):
    """One way to write a reference."""

    name: str
    html: str
    file: str = ""
    """Beside the page, with the same words in it."""


def cite_section(summary: Summary, book: Book) -> str:
    """The edition's own style first and open, the other four folded; then the pattern for a note."""
    own, *others = _article_forms(summary, book)
    names = ", ".join(form.name for form in others)
    return (
        f'<section id="cite"><h2>Cite this article</h2>{_list([own])}'
        f"<details><summary>{names}</summary>{_list(others)}</details>{_notes(summary, book)}</section>"
    )


def _notes(summary: Summary, book: Book) -> str:
    """The usual pattern to read, and all of them for the script that fills them."""
    patterns = patterns_of(summary)
    if not patterns:
        return ""
    usual, *others = _note_forms(patterns[0], summary, book)
    names = ", ".join(form.name for form in others)
    templates = "".join(
        f'<template data-pattern="{number}">{_list(_note_forms(pattern, summary, book))}</template>'
        for number, pattern in enumerate(patterns)
    )
    return (
        '<div class="cite-note"><h3>Cite a note</h3><p>Put the number, kind, words and address of the note into this, '
        f"and its author and date if they are others:</p>{_list([usual])}"
        f"<details><summary>{names}</summary>{_list(others)}</details>{templates}</div>"
    )


def _article_forms(summary: Summary, book: Book) -> list[Form]:
    cited = cited_article(summary, book.settings)
    return [
        *(Form(STYLES[style], book.rendered.of(cited, style)) for style in _styles(book)),
        Form("BibTeX", f"<pre>{esc(bibtex(cited, summary.slug).rstrip())}</pre>", "cite.bib"),
        Form("RIS", f"<pre>{esc(ris(cited).rstrip())}</pre>", "cite.ris"),
    ]


def _note_forms(pattern: Pattern, summary: Summary, book: Book) -> list[Form]:
    cited = cited_note(pattern, book.settings)
    page = address_of(summary, book.settings)
    words = {
        "number": "[number]",
        "kind": "[kind]",
        "words": "[words]",
        "address": f"{page}#note-[name]",
        "name": "[name]",
    }

    def filled(html: str) -> str:
        return with_slots(on_article(html, summary.title), words)

    key = f"{summary.slug}-{slot('name')}"
    return [
        *(Form(STYLES[style], filled(book.rendered.of(cited, style))) for style in _styles(book)),
        Form("BibTeX", f"<pre>{filled(esc(bibtex(cited, key).rstrip()))}</pre>"),
        Form("RIS", f"<pre>{filled(esc(ris(cited).rstrip()))}</pre>"),
    ]


def _styles(book: Book) -> Iterable[str]:
    return sorted(STYLES, key=lambda style: style != book.settings.style)


def _list(forms: Iterable[Form]) -> str:
    items = []
    for form in forms:
        file = f' <a href="{form.file}" download>{form.file}</a>' if form.file else ""
        button = f'<button type="button" class="copy" data-copy aria-label="Copy {form.name}">Copy</button>'
        items.append(f"<div><dt>{form.name}</dt><dd>{form.html}</dd><dd>{button}{file}</dd></div>")
    return f'<dl class="citations">{"".join(items)}</dl>'


def cite_files(summary: Summary, book: Book) -> tuple[Page, Page]:
    """What lies beside the page, in the order of `cite_paths`."""
    cited = cited_article(summary, book.settings)
    texts = bibtex(cited, summary.slug), ris(cited)
    first, second = (Page(path, text) for path, text in zip(cite_paths(summary), texts, strict=True))
    return first, second


def cite_paths(summary: Summary) -> tuple[str, str]:
    return f"{article_id(summary)}/cite.bib", f"{article_id(summary)}/cite.ris"


def cite_inputs(summary: Summary, book: Book) -> list[str]:
    """What of a page is rendered elsewhere, for the digest of what it is made from."""
    items: list[Cited] = [cited_article(summary, book.settings)]
    items.extend(cited_note(pattern, book.settings) for pattern in patterns_of(summary))
    return [book.rendered.of(cited, style) for cited in items for style in STYLES]
