"""The pages of articles, with what the rest of the edition says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_scripts.model import Rights
from build_scripts.pipeline.compiling import Compiled, compile_article, open_files
from build_scripts.pipeline.surveying import Survey
from build_scripts.pipeline.tasks import Made, Task, digest
from build_scripts.rendering.article_sources import author_of
from build_scripts.rendering.bodies import Cluster, Reference
from build_scripts.rendering.citations import Citations
from build_scripts.rendering.crossrefs import Destination
from build_scripts.rendering.filling import filled
from build_scripts.rendering.index import Index
from build_scripts.rendering.notes import fill_text
from build_scripts.rendering.pages.article import Leaf, article_notes, article_page, article_path, quoted_page
from build_scripts.rendering.pages.page import root_of
from build_scripts.rendering.pages.references import Outgoing, incoming
from build_scripts.rendering.search import SearchRecord
from build_scripts.rendering.search_records import article_record, note_records
from build_scripts.rendering.summary import Summary, article_id
from build_scripts.rendering.weaving import WovenNote, weave


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages of all articles are made with."""

    root: Path
    survey: Survey
    citations: Citations
    private: bool
    """Whether texts whose rights are `quoted` are shown."""
    drafts: bool
    outgoing: Mapping[str, tuple[Outgoing, ...]]
    """By `Origin.key`: every cross-reference made there."""


def outgoing_of(index: Index) -> dict[str, tuple[Outgoing, ...]]:
    """The backlinks turned round, in the order in which they were made."""
    names: dict[tuple[str, str], Destination] = {
        (origin, destination.key): destination for (origin, _), destination in index.destinations.items()
    }
    found: dict[str, list[Outgoing]] = {}
    for key, links in index.backlinks.items():
        for link in links:
            made = Outgoing(link.origin, names[link.origin.key, key], link.sentence)
            found.setdefault(link.origin.key, []).append(made)
    return {key: tuple(sorted(made, key=_by_note)) for key, made in found.items()}


def _by_note(outgoing: Outgoing) -> tuple[int, str, str]:
    return outgoing.origin.number or 0, outgoing.origin.note, outgoing.destination.key


def article_task(desk: Desk, summary: Summary) -> Task:
    """The page of one article, and its search records."""
    index, key = desk.survey.index, article_id(summary)
    cited = index.cited.get(key, ())
    inputs = digest(
        desk.survey.digests[key],
        desk.private,
        desk.citations.digest if cited else "",
        [desk.citations.bibliography.get(source, "") for source in cited],
        [index.source_urls[source] for source in cited],
        desk.outgoing.get(key, ()),
        incoming(index, summary),
        _neighbours(index, summary),
    )
    return Task(article_path(summary), inputs, partial(_make, desk, summary), searched=True)


def _neighbours(index: Index, summary: Summary) -> tuple[object, ...]:
    """What the page says of its place in its collection."""
    siblings = index.collections[summary.collection]
    place = siblings.index(article_id(summary))
    beside = siblings[max(0, place - 1) : place + 2]
    return place, len(siblings), [(key, index.articles[key].title) for key in beside]


def _make(desk: Desk, summary: Summary) -> Made:
    compiled = desk.survey.compiled.get(article_id(summary)) or _compile_again(desk, summary)
    index, settings = desk.survey.index, desk.survey.registers.settings
    leaf = _leaf(desk, summary, compiled)
    shown = desk.private or summary.rights == Rights.FULL
    records = _records(desk, summary, compiled)
    if compiled.text is None or not shown:
        return Made(quoted_page(leaf, index, settings), records)
    notes = article_notes(leaf, settings)
    woven = weave(compiled.text.article, compiled.text.canonical, compiled.anchors, _woven_notes(summary, notes))
    return Made(article_page(leaf, woven, notes, index, settings), records)


def _compile_again(desk: Desk, summary: Summary) -> Compiled:
    """For an article that did not change itself, only what others say of it."""
    where = next(files for files in desk.survey.edition.articles if files.id == article_id(summary))
    compiled, _ = compile_article(open_files(desk.root, where), desk.survey.registers.settings, drafts=desk.drafts)
    if compiled is None:
        raise RuntimeError(f"{where.id} changed while the edition was read")
    return compiled


def _leaf(desk: Desk, summary: Summary, compiled: Compiled) -> Leaf:
    index, citations, key = desk.survey.index, desk.citations, article_id(summary)
    root = root_of(article_path(summary))
    return Leaf(
        summary=summary,
        sidecar=compiled.sidecar,
        anchors=compiled.anchors,
        bodies={
            note.id: filled(compiled.bodies[note.id], index, citations, key, root)
            for note in summary.notes
            if note.number is not None
        },
        about=filled(compiled.about, index, citations, key, root) if compiled.about else "",
        references={source: citations.bibliography[source] for source in index.cited.get(key, ())},
        outgoing=desk.outgoing.get(key, ()),
        changes=compiled.text.article.changes if compiled.text else (),
    )


def _woven_notes(summary: Summary, notes: Mapping[str, str]) -> dict[str, WovenNote]:
    return {
        note.id: WovenNote(note.id, note.number, note.kind, note.verdict, notes[note.id])
        for note in summary.notes
        if note.number is not None
    }


def _records(desk: Desk, summary: Summary, compiled: Compiled) -> tuple[SearchRecord, ...]:
    index, key = desk.survey.index, article_id(summary)
    about = plain(index, key, summary.abstract, summary.clusters, summary.references)
    words = compiled.text.canonical.text if compiled.text else ""
    texts = {
        note.id: plain(index, key, body.text, body.clusters, body.references)
        for note in summary.notes
        if note.number is not None and (body := compiled.bodies[note.id])
    }
    article = article_record(summary, about, words, private=desk.private)
    return (article, *note_records(summary, texts, desk.survey.registers.settings))


def plain(index: Index, origin: str, text: str, clusters: Sequence[Cluster], references: Sequence[Reference]) -> str:
    """Plain text with its slots filled, as in `fill_text`."""

    def author(number: int) -> str:
        written = clusters[number].citations[0].id
        source = index.source_ids.get((origin, written))
        return author_of(index.sources[source]) if source else written

    def title(number: int) -> str:
        found = index.destinations.get((origin, references[number].target))
        return found.title if found else references[number].target

    return fill_text(text, author, title)
