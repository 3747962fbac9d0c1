"""An edition's pages from its files, in the order the pipeline makes them, without writing state."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_scripts.anchoring.canonical import Canonical, canonical_text, digest
from build_scripts.anchoring.placing import anchor, unchecked
from build_scripts.model import Article, Sidecar
from build_scripts.reading.articles import read_article
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sheets import read_sheet
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.reading.sources import read_sources
from build_scripts.rendering.citations import cite, library_of, requests_of
from build_scripts.rendering.indexing import build_index
from build_scripts.rendering.notes import parse_body
from build_scripts.rendering.pages.annotators import annotator_page, annotators_page
from build_scripts.rendering.pages.article import Leaf, article_notes, article_page, quoted_page
from build_scripts.rendering.pages.book import Book, shows_text
from build_scripts.rendering.pages.finding import search_page
from build_scripts.rendering.pages.glossary import glossary_page
from build_scripts.rendering.pages.home import home_page
from build_scripts.rendering.pages.kinds import kinds_stylesheet
from build_scripts.rendering.pages.listing import collection_page
from build_scripts.rendering.pages.page import Page
from build_scripts.rendering.pages.questions import questions_page
from build_scripts.rendering.pages.recent import recent_feed, recent_page
from build_scripts.rendering.pages.sources import source_page, sources_page, sources_with_pages
from build_scripts.rendering.pages.timeline import timeline_page
from build_scripts.rendering.search import SearchRecord
from build_scripts.rendering.search_records import article_record, note_records
from build_scripts.rendering.summary import article_id, summarise
from build_scripts.rendering.weaving import WovenNote, weave

HERE = Path(__file__).parent
EDITION = HERE / "edition"


@dataclass(frozen=True, slots=True)
class Text:
    article: Article
    canonical: Canonical


Leaves = dict[str, tuple[Leaf, Text | None]]
"""The articles by id, each with its text where it is here."""


def read(root: Path, *, private: bool = False, drafts: bool = False) -> tuple[Book, Leaves]:
    settings, _ = read_settings("mkdocs.yml", (root / "mkdocs.yml").read_bytes())
    sources, _ = read_sources("annotations/sources.yml", (root / "annotations/sources.yml").read_bytes())
    entries, _ = read_glossary("annotations/glossary.yml", (root / "annotations/glossary.yml").read_bytes())
    rows, _ = read_timeline("annotations/timeline.yml", (root / "annotations/timeline.yml").read_bytes())
    leaves: Leaves = {}
    for path in sorted((root / "annotations").glob("*/*.yml")):
        sidecar, findings = read_sidecar(path.relative_to(root).as_posix(), path.read_bytes())
        assert sidecar is not None, findings
        leaf, text = _leaf(root, sidecar, drafts=drafts)
        leaves[article_id(leaf.summary)] = (leaf, text)
    summaries = [leaf.summary for leaf, _ in leaves.values()]
    index, _ = build_index(summaries, sources, entries, rows, settings)
    citations, _ = cite(library_of(index), requests_of(index), settings.style)
    return Book(index, citations, settings, private), leaves


def _leaf(root: Path, sidecar: Sidecar, *, drafts: bool) -> tuple[Leaf, Text | None]:
    found = sorted((root / "articles" / sidecar.collection).glob(f"{sidecar.slug}.*"))
    text = None
    if found:
        article, findings = read_article(found[0].relative_to(root).as_posix(), found[0].read_bytes(), sidecar)
        assert article is not None, findings
        text = Text(article, canonical_text(article))
    anchors = anchor(text.canonical, sidecar.annotations)[0] if text else unchecked(sidecar.annotations)
    bodies = {annotation.id: parse_body(annotation.note) for annotation in sidecar.annotations}
    about = parse_body(sidecar.particulars.summary) if sidecar.particulars.summary else None
    summary = summarise(sidecar, text.article if text else None, anchors, bodies, about, drafts=drafts)
    changes, words = (text.article.changes, digest(text.canonical)) if text else ((), "")
    sheet = read_sheet((root / sidecar.path).read_text("utf-8"))
    return Leaf(summary, sidecar, anchors, bodies, about, changes, words, sheet), text


def pages(book: Book, leaves: Leaves) -> list[Page]:
    made = [home_page(book), glossary_page(book), timeline_page(book), sources_page(book), search_page(book)]
    made.append(questions_page({key: leaf.bodies for key, (leaf, _) in leaves.items()}, book))
    made.append(kinds_stylesheet(book.settings))
    made += [recent_page(book), recent_feed(book), annotators_page(book)]
    made.extend(annotator_page(annotator, book) for annotator in book.settings.annotators.values())
    abouts = {key: leaf.about for key, (leaf, _) in leaves.items() if leaf.about is not None}
    made.extend(collection_page(collection, abouts, book) for collection in book.index.collections)
    made.extend(source_page(source, book) for source in sources_with_pages(book.index))
    made.extend(one_page(leaf, text, book) for leaf, text in leaves.values())
    return made


def one_page(leaf: Leaf, text: Text | None, book: Book) -> Page:
    if text is None or not shows_text(leaf.summary, book):
        return quoted_page(leaf, book)
    notes = article_notes(leaf, book)
    by_id = {note.id: note for note in leaf.summary.notes}
    woven = {
        id_: WovenNote(id_, by_id[id_].number or 0, by_id[id_].kind, by_id[id_].verdict, html)
        for id_, html in notes.items()
    }
    return article_page(leaf, weave(text.article, text.canonical, leaf.anchors, woven), notes, book)


def records(book: Book, leaves: Leaves) -> list[SearchRecord]:
    made: list[SearchRecord] = []
    for leaf, text in leaves.values():
        made.append(article_record(leaf.summary, leaf.about, text.canonical.text if text else "", book))
        made.extend(note_records(leaf.summary, leaf.bodies, book))
    return made
