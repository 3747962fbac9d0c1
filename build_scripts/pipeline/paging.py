"""Phase 3: every page of the edition, each with a digest of all it is made of, so that only changed ones are made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from build_scripts.model import Place, Scalar
from build_scripts.pipeline.leaves import Desk, article_task, outgoing_of, plain
from build_scripts.pipeline.surveying import Survey
from build_scripts.pipeline.tasks import Made, Task, digest
from build_scripts.rendering.article_sources import title_of
from build_scripts.rendering.citations import Citations
from build_scripts.rendering.filling import filled
from build_scripts.rendering.index import GLOSSARY, TIMELINE, Index
from build_scripts.rendering.notes import parse_body
from build_scripts.rendering.pages.finding import search_page
from build_scripts.rendering.pages.glossary import glossary_page
from build_scripts.rendering.pages.kinds import kinds_stylesheet
from build_scripts.rendering.pages.listing import collection_page, home_page, shown_notes
from build_scripts.rendering.pages.page import Page, esc
from build_scripts.rendering.pages.sources import source_page, sources_page
from build_scripts.rendering.pages.timeline import timeline_page
from build_scripts.rendering.summary import Summary

HOME = "home"
"""The `Origin.key` of the introduction; what it cites is not counted as a use."""


def page_tasks(root: Path, survey: Survey, citations: Citations, *, private: bool, drafts: bool) -> tuple[Task, ...]:
    """All pages of the edition, sorted by path."""
    index = survey.index
    desk = Desk(root, survey, citations, private, drafts, outgoing_of(index))
    tasks = [article_task(desk, summary) for summary in index.articles.values()]
    tasks.extend(_collection(survey, collection) for collection in index.collections)
    tasks.extend(_source(survey, citations, source) for source in _sources(index))
    everything = digest(survey.registers.digest, citations.digest, sorted(survey.digests.items()), private, drafts)
    tasks.extend(Task(path, everything, make) for path, make in _registers(survey, citations).items())
    return tuple(sorted(tasks, key=lambda task: task.path))


def _sources(index: Index) -> list[str]:
    """Those that have a page: used, and no article of the edition."""
    return [source for source in sorted(index.uses) if index.source_urls[source].startswith("sources/")]


def _source(survey: Survey, citations: Citations, source: str) -> Task:
    index = survey.index
    reference, name = citations.bibliography.get(source, ""), title_of(index.sources[source])
    inputs = digest(survey.registers.digest, reference, name, index.sources[source].item.get("URL"), index.uses[source])
    return Task(f"sources/{source}.md", inputs, lambda: Made(source_page(source, reference, name, index)))


def _collection(survey: Survey, collection: str) -> Task:
    index = survey.index
    articles = [(key, index.articles[key]) for key in index.collections[collection]]
    abouts = {key: _about(index, key, summary) for key, summary in articles}
    rows = [(*summary[:15], summary.words, len(shown_notes(summary)), abouts[key]) for key, summary in articles]
    settings = survey.registers.settings
    return Task(
        f"{collection}/index.md",
        digest(survey.registers.digest, rows),
        lambda: Made(collection_page(collection, abouts, index, settings)),
    )


def _about(index: Index, key: str, summary: Summary) -> str:
    """The article's summary in plain words: a list of a thousand articles needs no links in them."""
    text = plain(index, key, summary.abstract, summary.clusters, summary.references)
    return "".join(f'<p dir="auto">{esc(line)}</p>' for line in text.split("\n") if line)


def _registers(survey: Survey, citations: Citations) -> dict[str, Callable[[], Made]]:
    """The pages of the whole edition, by path."""
    index, settings = survey.index, survey.registers.settings
    names = {source: title_of(index.sources[source]) for source in index.uses}

    def entries(root: str) -> dict[str, str]:
        return {id_: filled(body, index, citations, GLOSSARY, root) for id_, body in index.entry_bodies.items()}

    def events(root: str) -> list[str]:
        return [filled(body, index, citations, TIMELINE, root) for body in index.happening_bodies]

    def home() -> Page:
        introduction = parse_body(Scalar(settings.introduction, Place("mkdocs.yml")))
        return home_page(filled(introduction, index, citations, HOME, ""), events(""), index, settings)

    def bibliography() -> Page:
        pages = frozenset(_sources(index))
        return sources_page({key: html for key, html in citations.bibliography.items() if key in pages}, index)

    pages: dict[str, Callable[[], Page]] = {
        "index.md": home,
        "glossary/index.md": lambda: glossary_page(entries("../"), index, names),
        "timeline/index.md": lambda: timeline_page(events("../"), index, names),
        "sources/index.md": bibliography,
        "search/index.md": lambda: search_page(index, settings),
        "assets/edition/kinds.css": lambda: kinds_stylesheet(settings),
    }
    return {path: _making(make) for path, make in pages.items()}


def _making(make: Callable[[], Page]) -> Callable[[], Made]:
    return lambda: Made(make())
