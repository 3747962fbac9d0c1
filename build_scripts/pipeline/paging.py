"""Phase 3: every page of the edition, each with a digest of all it is made of, so that only changed ones are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from build_scripts.pipeline.leaves import Desk, article_task, make_desk
from build_scripts.pipeline.surveying import Survey
from build_scripts.pipeline.tasks import Made, Task, digest
from build_scripts.rendering.annotators import FOLDER
from build_scripts.rendering.citations import Citations
from build_scripts.rendering.citing import NOTHING, Rendered
from build_scripts.rendering.pages.annotate import ANNOTATE, annotate_file
from build_scripts.rendering.pages.annotators import annotator_page, annotators_page, rows_of
from build_scripts.rendering.pages.book import Book
from build_scripts.rendering.pages.finding import search_page
from build_scripts.rendering.pages.glossary import glossary_page
from build_scripts.rendering.pages.home import home_page
from build_scripts.rendering.pages.kinds import kinds_stylesheet
from build_scripts.rendering.pages.listing import collection_page, shown_notes
from build_scripts.rendering.pages.page import Page, root_of
from build_scripts.rendering.pages.preview import glossary_preview, preview_path, source_preview
from build_scripts.rendering.pages.questions import articles_asked, is_list_of_questions, question_lists, questions_page
from build_scripts.rendering.pages.recent import FEED, has_feed, recent_feed, recent_page
from build_scripts.rendering.pages.sources import source_page, sources_page, sources_with_pages
from build_scripts.rendering.pages.timeline import timeline_page
from build_scripts.rendering.questions import questions_of
from build_scripts.rendering.written import Written, file_of, written_page


def page_tasks(
    root: Path,
    survey: Survey,
    citations: Citations,
    rendered: Rendered = NOTHING,
    *,
    private: bool,
    drafts: bool,
) -> tuple[Task, ...]:
    """All pages of the edition, sorted by path."""
    book = Book(survey.index, citations, survey.registers.settings, private, rendered)
    desk = make_desk(root, survey, book, drafts=drafts)
    tasks = [article_task(desk, summary) for summary in book.index.articles.values()]
    tasks.extend(_collection(survey, desk, collection) for collection in book.index.collections)
    tasks.extend(_source(survey, book, source) for source in sources_with_pages(book.index))
    tasks.append(_questions(survey, desk))
    tasks.extend(_whole(survey, book))
    tasks.extend(_annotator(survey, book, id_) for id_ in book.settings.annotators)
    tasks.extend(_written(survey, desk, page) for page in survey.written)
    return tuple(sorted(tasks, key=lambda task: task.path))


def _source(survey: Survey, book: Book, source: str) -> Task:
    index = book.index
    item, reference = index.sources[source].item, book.citations.bibliography.get(source)
    inputs = digest(survey.registers.digest, reference, item.get("title"), item.get("URL"), index.uses[source])
    path = f"sources/{source}.md"
    return Task(
        path,
        inputs,
        lambda: Made(source_page(source, book), beside=(source_preview(source, book),)),
        (preview_path(path),),
    )


def _annotator(survey: Survey, book: Book, id_: str) -> Task:
    annotator = book.settings.annotators[id_]
    inputs = digest(survey.registers.digest, rows_of(annotator, book))
    return Task(f"{FOLDER}{id_}.md", inputs, _making(partial(annotator_page, annotator, book)))


def _collection(survey: Survey, desk: Desk, collection: str) -> Task:
    book, index = desk.book, desk.book.index
    keys = index.collections[collection]
    abouts = {key: survey.abouts[key] for key in keys if key in survey.abouts}
    rows = [(*index.articles[key][:19], len(shown_notes(index.articles[key]))) for key in keys]
    links = [
        (key, reference, index.destinations.get((key, reference.target)))
        for key, body in abouts.items()
        for reference in body.references
    ]
    cited = [
        desk.cited.get(index.source_ids.get((key, citation.id), ""))
        for key, body in abouts.items()
        for cluster in body.clusters
        for citation in cluster.citations
    ]
    texts = [(key, body.html, body.clusters) for key, body in abouts.items()]
    inputs = digest(survey.registers.digest, book.private, rows, links, cited, texts)
    return Task(f"{collection}/index.md", inputs, _making(partial(collection_page, collection, abouts, book)))


def _questions(survey: Survey, desk: Desk) -> Task:
    asked = [asked_of(survey, desk, key) for key in desk.book.index.articles]
    inputs = digest(survey.registers.digest, [one for one in asked if one])
    return Task("questions/index.md", inputs, _making(partial(questions_page, survey.questions, desk.book)))


def asked_of(survey: Survey, desk: Desk, key: str) -> tuple[object, ...]:
    """All that a list of questions shows of one article; empty when nothing is asked."""
    index = desk.book.index
    summary, texts = index.articles[key], survey.questions[key]
    notes = questions_of(summary, desk.book.settings)
    shown = [(note.id, note.number, note.lemma, texts[note.id].html, note.clusters) for note in notes]
    links = [index.destinations.get((key, reference.target)) for note in notes for reference in note.references]
    cited = [
        desk.cited.get(index.source_ids.get((key, citation.id), ""))
        for note in notes
        for cluster in note.clusters
        for citation in cluster.citations
    ]
    return (key, summary.title, summary.language, shown, links, cited) if shown else ()


def _written(survey: Survey, desk: Desk, page: Written) -> Task:
    """The text of a page written by hand, with its links and lists in."""
    index = desk.book.index
    targets = [spot.reference.target for spot in page.spots]
    found = {target: at for target in targets if (at := index.destinations.get((page.origin.key, target))) is not None}
    listed = {
        target: articles_asked(index, at.key)
        for target, at in found.items()
        if any(spot.alone and spot.reference.target == target for spot in page.spots) and is_list_of_questions(at.key)
    }
    asked = [asked_of(survey, desk, key) for keys in listed.values() for key in keys]
    inputs = digest(survey.registers.digest, page.path, page.text, sorted(found.items()), sorted(listed.items()), asked)

    def make() -> Page:
        root = root_of(page.path)
        lists = {target: question_lists(keys, survey.questions, desk.book, root) for target, keys in listed.items()}
        # Begins with an empty line, so that no first line of a page is taken for front matter.
        return Page(file_of(page.text), "\n" + written_page(page, found, lists))

    return Task(file_of(page.text), inputs, _making(make), published=False)


def _whole(survey: Survey, book: Book) -> list[Task]:
    """The pages that look at everything: made again whenever anything changed."""
    registers = survey.registers
    everything = digest(registers.digest, registers.read, book.citations.digest, sorted(survey.digests.items()))
    inputs = digest(everything, book.private)
    makers: dict[str, Callable[[], Page]] = {
        "timeline/index.md": partial(timeline_page, book),
        "sources/index.md": partial(sources_page, book),
        "search/index.md": partial(search_page, book),
        "assets/edition/kinds.css": partial(kinds_stylesheet, book.settings),
    }
    if book.settings.annotators:
        makers[f"{FOLDER}index.md"] = partial(annotators_page, book)
    tasks = [Task(path, inputs, _making(make)) for path, make in makers.items()]
    feed = (FEED,) if has_feed(book.settings) else ()
    tasks.append(Task("recent/index.md", inputs, lambda: Made(recent_page(book), beside=_feed(book)), feed))
    home = Task("index.md", inputs, lambda: Made(home_page(book), beside=(annotate_file(book.settings),)), (ANNOTATE,))
    path = "glossary/index.md"
    made = Task(
        path,
        inputs,
        lambda: Made(glossary_page(book), beside=(glossary_preview(book),)),
        (preview_path(path),),
    )
    return [home, *tasks, made]


def _feed(book: Book) -> tuple[Page, ...]:
    return (recent_feed(book),) if has_feed(book.settings) else ()


def _making(make: Callable[[], Page]) -> Callable[[], Made]:
    return lambda: Made(make())
