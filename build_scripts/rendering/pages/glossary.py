"""The glossary: entries by letter, each with who in the edition speaks of it."""

from __future__ import annotations

import unicodedata

from build_scripts.model import Entry
from build_scripts.rendering.index import GLOSSARY
from build_scripts.rendering.pages.book import Book, html_of, source_link
from build_scripts.rendering.pages.page import Page, esc, front_matter, make_page
from build_scripts.rendering.pages.phrases import count
from build_scripts.rendering.pages.references import backlink_list

PATH = "glossary/index.md"


def glossary_page(book: Book) -> Page:
    letters: dict[str, list[Entry]] = {}
    for entry in sorted(book.index.entries.values(), key=lambda entry: _sorting(entry.name)):
        letters.setdefault(first_letter(entry.name), []).append(entry)
    bar = "".join(f'<li><a href="#letter-{number}">{esc(letter)}</a></li>' for number, letter in enumerate(letters, 1))
    groups = []
    for number, (letter, entries) in enumerate(letters.items(), 1):
        inner = "".join(_entry(entry, book) for entry in entries)
        groups.append(f'<section><h2 id="letter-{number}">{esc(letter)}</h2>{inner}</section>')
    text = "".join(groups) or "<p>The glossary has no entries yet.</p>"
    navigation = f'<nav aria-label="Letters"><ul class="letters">{bar}</ul></nav>' if bar else ""
    description = "Persons, places, organisations, events and terms"
    head = front_matter("Glossary", "glossary", description)
    return make_page(PATH, head, f'<h1>Glossary</h1><p class="lede">{description}.</p>{navigation}{text}')


def _sorting(name: str) -> str:
    """Accents and opening quotation marks decide nothing."""
    return "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if char.isalnum() or char == " ")


def first_letter(name: str) -> str:
    """The letter an entry stands under, without its accents; `#` for what begins with no letter."""
    for char in unicodedata.normalize("NFKD", name):
        if char.isalnum():
            return char.upper() if char.isalpha() else "#"
    return "#"


def _entry(entry: Entry, book: Book) -> str:
    root = "../"
    aka = f' <span class="facts">also called {esc(", ".join(entry.aka))}</span>' if entry.aka else ""
    body = html_of(book.index.entry_bodies[entry.id], book, GLOSSARY, root)
    ids = (book.index.source_ids.get((GLOSSARY, source.text)) for source in entry.sources)
    sources = [source_link(source, book, root) for source in ids if source is not None]
    cited = f'<p class="facts">Sources: {"; ".join(sources)}</p>' if sources else ""
    backlinks = book.index.backlinks.get(f"glossary:{entry.id}", ())
    spoken = backlink_list(backlinks, root)
    places = count(len(dict.fromkeys(backlinks)), "place")
    context = f"<details><summary>In this edition: {places}</summary>{spoken}</details>" if spoken else ""
    return (
        f'<article class="entry" id="entry-{entry.id}"><h3 dir="auto">{esc(entry.name)}</h3>'
        f'<p class="facts"><span class="label">{esc(entry.type)}</span>{aka}{_coordinates(entry)}</p>'
        f"{body}{cited}{context}</article>"
    )


def _coordinates(entry: Entry) -> str:
    """Latitude and longitude in decimal degrees, digits as written; no map is fetched from anywhere."""
    if entry.coordinates is None:
        return ""
    north, east = (
        f"{esc(value.lstrip('+-'))}° {names[value.startswith('-')]}"
        for value, names in zip(entry.coordinates, ("NS", "EW"), strict=True)
    )
    return f" <span>{north}, {east}</span>"
