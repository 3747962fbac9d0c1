"""The pages of articles, with what the rest of the edition says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from build_scripts.anchoring.canonical import digest as canonical_digest
from build_scripts.authoring.stubs import new_sidecar
from build_scripts.edition import ArticleFiles
from build_scripts.findings import RefusedError
from build_scripts.model import Article, Picture
from build_scripts.pipeline.compiling import Compiled, compile_article, open_files
from build_scripts.pipeline.surveying import Survey
from build_scripts.pipeline.tasks import Made, Task, digest
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.reading.sheets import read_sheet
from build_scripts.rendering.bodies import Reference
from build_scripts.rendering.citeproc import Request
from build_scripts.rendering.index import Backlink
from build_scripts.rendering.pages.article import Leaf, article_notes, article_page, article_path, quoted_page
from build_scripts.rendering.pages.book import Book, shows_text
from build_scripts.rendering.pages.cite import cite_files, cite_inputs, cite_paths
from build_scripts.rendering.pages.preview import article_preview, preview_path
from build_scripts.rendering.search import SearchRecord
from build_scripts.rendering.search_records import article_record, note_records
from build_scripts.rendering.summary import Summary, article_id
from build_scripts.rendering.weaving import WovenNote, check_woven, weave


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages of all articles are made with."""

    root: Path
    survey: Survey
    book: Book
    drafts: bool
    files: Mapping[str, ArticleFiles]
    """By article id."""
    arriving: Mapping[str, list[tuple[str, tuple[Backlink, ...]]]]
    """What points at each article, its paragraphs and notes, by article id."""
    places: Mapping[str, int]
    """Which article of its collection each is, from 0, by article id."""
    cited: Mapping[str, str]
    """A digest of all that pages show of each source, by its id."""


def make_desk(root: Path, survey: Survey, book: Book, *, drafts: bool) -> Desk:
    files = {where.id: where for where in survey.edition.articles}
    places = {key: place for keys in survey.index.collections.values() for place, key in enumerate(keys)}
    arriving: dict[str, list[tuple[str, tuple[Backlink, ...]]]] = {}
    for target, links in survey.index.backlinks.items():
        arriving.setdefault(re.split("[#¶]", target, maxsplit=1)[0], []).append((target, links))
    return Desk(root, survey, book, drafts, files, arriving, places, source_digests(book))


def source_digests(book: Book) -> dict[str, str]:
    """Of each source that is used, by id: what it is, its address, its reference, and every citation of the edition
    that names it as rendered. So a page depends on the sources it cites and on no others."""
    rendered: dict[str, list[tuple[Request, str]]] = {}
    for request, html in sorted(book.citations.inline.items()):
        for id_ in {id_ for _, id_, _, _ in request}:
            rendered.setdefault(id_, []).append((request, html))
    index, references = book.index, book.citations.bibliography
    return {
        id_: digest(index.sources[id_].item, index.source_urls[id_], references.get(id_), rendered.get(id_, ()))
        for id_ in index.uses
    }


def article_task(desk: Desk, summary: Summary) -> Task:
    """The page of one article, and its search records."""
    index, key = desk.book.index, article_id(summary)
    cited = index.cited.get(key, ())
    inputs = digest(
        desk.survey.digests[key],
        desk.book.private,
        [(source, desk.cited[source]) for source in cited],
        [index.destinations.get((key, reference.target)) for reference in _references(summary)],
        desk.arriving.get(key, ()),
        _neighbours(desk, summary),
        [(p.digest, p.width, p.height) for p in _pictures(desk, summary).values()],
        cite_inputs(summary, desk.book),
    )
    beside = (*cite_paths(summary), preview_path(article_path(summary)))
    return Task(article_path(summary), inputs, partial(_make, desk, summary), beside, searched=True)


def _references(summary: Summary) -> Iterator[Reference]:
    yield from summary.references
    for note in summary.notes:
        yield from note.references


def _neighbours(desk: Desk, summary: Summary) -> tuple[object, ...]:
    """What the page says of its place in its collection."""
    siblings = desk.book.index.collections[summary.collection]
    place = desk.places[article_id(summary)]
    beside = siblings[max(0, place - 1) : place + 2]
    return place, len(siblings), [(key, desk.book.index.articles[key].title) for key in beside]


def _make(desk: Desk, summary: Summary) -> Made:
    compiled = desk.survey.compiled.get(article_id(summary)) or _compile_again(desk, summary)
    leaf = _leaf(desk, summary, compiled)
    records = _records(desk.book, summary, compiled)
    text = compiled.text.article if compiled.text else None
    beside = (*cite_files(summary, desk.book), article_preview(summary, text, compiled.bodies, desk.book))
    if compiled.text is None or not shows_text(summary, desk.book):
        return Made(quoted_page(leaf, desk.book), records, (), beside)
    notes = article_notes(leaf, desk.book)
    article = _illustrated(compiled.text.article, _pictures(desk, summary))
    woven = weave(article, compiled.text.canonical, compiled.anchors, _woven_notes(summary, notes))
    return Made(article_page(leaf, woven, notes, desk.book), records, check_woven(article, woven), beside)


def _pictures(desk: Desk, summary: Summary) -> dict[str, Picture]:
    found = desk.survey.pictures
    return {use.path: found[use.path] for use in summary.pictures if use.path in found}


def _illustrated(article: Article, pictures: Mapping[str, Picture]) -> Article:
    folder = article.path.rpartition("/")[0]
    figures = (replace(one, picture=pictures.get(f"{folder}/{one.source}")) for one in article.figures)
    return replace(article, figures=tuple(figures)) if article.figures else article


def _compile_again(desk: Desk, summary: Summary) -> Compiled:
    """For an article that did not change itself, only what others say of it."""
    where = desk.files[article_id(summary)]
    files = open_files(desk.root, where)
    compiled, _ = compile_article(files, desk.book.settings, drafts=desk.drafts, stand_in=True)
    if compiled is None:
        raise ChangedMeanwhileError(f"{where.id} changed while the edition was read; build again")
    return compiled


class ChangedMeanwhileError(RefusedError):
    """An article changed between the survey and its page."""


def _leaf(desk: Desk, summary: Summary, compiled: Compiled) -> Leaf:
    text, sidecar = compiled.text, compiled.sidecar
    changes, words = (text.article.changes, canonical_digest(text.canonical)) if text else ((), "")
    data, _ = read_file(desk.root, sidecar.path, YAML_LIMIT)
    sheet = None if data is None else read_sheet(data.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    start = "" if sheet else new_sidecar(sidecar.particulars.title.text)
    return Leaf(summary, sidecar, compiled.anchors, compiled.bodies, compiled.about, changes, words, sheet, start)


def _woven_notes(summary: Summary, notes: Mapping[str, str]) -> dict[str, WovenNote]:
    return {
        note.id: WovenNote(note.id, note.number, note.kind, note.verdict, notes[note.id])
        for note in summary.notes
        if note.number is not None
    }


def _records(book: Book, summary: Summary, compiled: Compiled) -> tuple[SearchRecord, ...]:
    words = compiled.text.canonical.text if compiled.text else ""
    article = article_record(summary, compiled.about, words, book)
    return (article, *note_records(summary, compiled.bodies, book))
