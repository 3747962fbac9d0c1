"""The page of one article: with its text where the text may be shown, else by its lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_scripts.model import Anchor, Annotation, Change, Settings, Sidecar, Target
from build_scripts.reading.sheets import Sheet
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.citing import pattern_of, patterns_of
from build_scripts.rendering.pages import references as refs
from build_scripts.rendering.pages.annotate import annotate_links
from build_scripts.rendering.pages.book import Book, html_of
from build_scripts.rendering.pages.cite import cite_section
from build_scripts.rendering.pages.fragments import text_fragment
from build_scripts.rendering.pages.layers import layers_panel
from build_scripts.rendering.pages.note import kind_label, note_html
from build_scripts.rendering.pages.page import Page, esc, front_matter, is_web_address, link, root_of, verbatim
from build_scripts.rendering.pages.particulars import kicker, particulars
from build_scripts.rendering.pages.phrases import count, language_attributes
from build_scripts.rendering.questions import collection_settings
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

HEADLINE = re.compile(r"(?:\u27e6[^\u27e7\n]*\u27e7)*\# ")
"""The beginning of a headline's line: tokens of ours, then a heading of the first level."""


ABOVE = "In the headline or the lines around the text"
"""Where words stand that belong to no numbered paragraph."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """All that the page of one article is made from."""

    summary: Summary
    sidecar: Sidecar
    anchors: tuple[Anchor, ...]
    bodies: Mapping[str, Body]
    """The notes' texts by annotation id."""
    about: Body | None
    """The article's summary."""
    changes: tuple[Change, ...] = ()
    digest: str = ""
    """Of the canonical text, by which a script knows that it reads the page as anchoring does; empty without a text."""
    sheet: Sheet | None = None
    """How the sidecar is laid out; None: there is none yet, and `sidecar` stands in for it."""
    start: str = ""
    """What a sidecar of this article begins with, where there is none."""


def article_path(summary: Summary) -> str:
    return f"{summary.collection}/{summary.slug}.md"


def article_notes(leaf: Leaf, book: Book) -> dict[str, str]:
    """The element of every note this build shows, by annotation id, in the order of the numbers: what weaving puts
    below the blocks."""
    language = language_attributes(leaf.summary.language)
    patterns = _patterns(leaf.summary)
    return {
        annotation.id: note_html(
            annotation,
            note,
            _lemmas(leaf, annotation),
            _body(leaf, annotation, book),
            book.settings,
            language,
            pattern=patterns[annotation.id],
            root=root_of(article_path(leaf.summary)),
        )
        for annotation, note in _shown(leaf)
    }


def article_page(leaf: Leaf, woven: str, notes: Mapping[str, str], book: Book) -> Page:
    """The page with its text. `woven` is the woven Markdown; `notes` are those of `article_notes`, of which the notes
    on the whole article and those without a place are put here."""
    path = article_path(leaf.summary)
    title, text = split_headline(woven)
    heading = "" if title else f"<h1>{esc(leaf.summary.title)}</h1>"
    opening = (
        f'<div class="title-block">{_kicker(leaf, book)}{heading}</div>'
        f'<div class="text" data-digest="{esc(leaf.digest)}"{language_attributes(leaf.summary.language)}>'
    )
    about = particulars(leaf.summary, _about(leaf, book), text_shown=True, edition=book.settings.title)
    details = about + _whole(leaf, notes, book)
    prelude = f'<div class="prelude" lang="{esc(book.settings.language)}" dir="ltr">{details}</div>'
    closing = "</div>" + _without_place(leaf, notes) + _apparatus(leaf, book, with_words=True)
    return Page(
        path,
        "\n".join(
            (
                _head(leaf, "article"),
                verbatim(opening),
                title,
                verbatim(prelude),
                text,
                verbatim(closing),
            )
        ),
    )


def split_headline(woven: str) -> tuple[str, str]:
    """A woven text's headline with the notes on it, and the rest; `("", woven)` where it begins otherwise."""
    lines = woven.split("\n")
    at = next((i for i, line in enumerate(lines) if line), len(lines))
    if at == len(lines) or not HEADLINE.match(lines[at]):
        return "", woven
    at += 1
    while (start := next((i for i in range(at, len(lines)) if lines[i]), None)) is not None:
        if not lines[start].startswith("\u27e6note "):
            break
        at = lines.index("\u27e6/note\u27e7", start) + 1
    return "\n".join(lines[:at]) + "\n", "\n".join(lines[at:])


def quoted_page(leaf: Leaf, book: Book) -> Page:
    """The page of an article whose words may not be published: particulars, then each lemma with its note, in the
    order of the text. Not one word of the text stands here that is not a lemma."""
    summary = leaf.summary
    language = language_attributes(summary.language)
    whole: list[str] = []
    lemmas: list[str] = []
    patterns = _patterns(summary)
    reached = 0
    for annotation, note in _shown(leaf):
        words = _lemmas(leaf, annotation)
        passed = range(reached + 1, (note.paragraph or 0) + 1) if words else range(0)
        reached += len(passed)
        links = _place(leaf, annotation, words, passed) if words else ""
        body, pattern = _body(leaf, annotation, book), patterns[annotation.id]
        root = root_of(article_path(summary))
        html = note_html(
            annotation, note, words, body, book.settings, language, links, pattern, root, _told(leaf, annotation)
        )
        (lemmas if words else whole).append(html)
    html = "".join(
        (
            f'<div class="title-block">{_kicker(leaf, book)}<h1{language}>{esc(summary.title)}</h1>',
            f"{particulars(summary, _about(leaf, book), text_shown=False, edition=book.settings.title)}</div>",
            _notes_section("whole-notes", "On the whole article", whole),
            _notes_section("lemmas", "Words and notes", lemmas),
            _apparatus(leaf, book, with_words=False),
        )
    )
    return Page(article_path(summary), _head(leaf, "quoted") + verbatim(html))


def _head(leaf: Leaf, page: str) -> str:
    summary = leaf.summary
    origin = ", ".join(part for part in (summary.publisher, summary.date_printed or summary.published) if part)
    description = f"{summary.title}. {origin}" if origin else summary.title
    return front_matter(summary.title, page, description, summary.collection)


def _kicker(leaf: Leaf, book: Book) -> str:
    summary = leaf.summary
    siblings = book.index.collections[summary.collection]
    place = siblings.index(article_id(summary)) + 1
    title = collection_settings(book.settings, summary.collection).title
    return kicker(summary, title, place, len(siblings), root_of(article_path(summary)))


def _body(leaf: Leaf, annotation: Annotation, book: Book) -> str:
    return html_of(leaf.bodies[annotation.id], book, article_id(leaf.summary), root_of(article_path(leaf.summary)))


def _about(leaf: Leaf, book: Book) -> str:
    return html_of(leaf.about, book, article_id(leaf.summary), root_of(article_path(leaf.summary)))


def _shown(leaf: Leaf) -> list[tuple[Annotation, NoteSummary]]:
    by_id = {annotation.id: annotation for annotation in leaf.sidecar.annotations}
    return [(by_id[note.id], note) for note in leaf.summary.notes if note.number is not None]


def _patterns(summary: Summary) -> dict[str, int]:
    """By annotation id, which of the page's patterns a note that is shown is cited by."""
    places = {pattern: number for number, pattern in enumerate(patterns_of(summary))}
    return {note.id: places[pattern_of(note)] for note in summary.notes if note.number is not None}


def _lemmas(leaf: Leaf, annotation: Annotation) -> tuple[str, ...]:
    """The words of each target: as matched, else as the sidecar quotes them (with `through`, beginning … end)."""
    matched = {anchor.target: anchor.text for anchor in leaf.anchors if anchor.annotation == annotation.id}
    words = []
    for number, target in enumerate(annotation.targets):
        quoted = target.quote.text.strip()
        if target.through is not None:
            quoted = f"{quoted} … {target.through.text.strip()}"
        words.append(matched.get(number) or quoted)
    return tuple(words)


def _place(leaf: Leaf, annotation: Annotation, lemmas: tuple[str, ...], passed: Iterable[int]) -> str:
    """Where a lemma stands: its ¶, and the way to it in the original. `passed` are the paragraphs since the lemma
    before it, its own the last: a reference to one of them, whose words are not here, leads to this lemma."""
    number = next((note.paragraph for note in leaf.summary.notes if note.id == annotation.id), None)
    ids = "".join(f'<span id="p-{one}"></span>' for one in passed)
    parts = [f"{ids}\u00b6\u00a0{number}" if number is not None else ABOVE]
    url = leaf.summary.url
    if is_web_address(url):
        href = esc(text_fragment(url, _directive_words(leaf, annotation, lemmas)))
        parts.append(f'<a href="{href}" rel="external">In the original</a>')
    return f'<p class="where">{", ".join(parts)}</p>'


def _told(leaf: Leaf, annotation: Annotation) -> str:
    """What a script has to know of a lemma whose text is not on the page, as attributes: whether it names its place by
    itself, and which places are its, by which notes on the same words are found; those are no secret (`--record`)."""
    ranges = [
        f"{one.start}-{one.end}" for one in leaf.anchors if one.annotation == annotation.id and one.end is not None
    ]
    at = f' data-at="{" ".join(ranges)}"' if len(ranges) == len(annotation.targets) else ""
    return f"{' data-alone' if _alone(leaf, annotation) else ''}{at}"


def _alone(leaf: Leaf, annotation: Annotation) -> bool:
    """Whether the lemma's words are found once in the text, as far as can be said without it: a quote that needs
    nothing beside it has a place."""
    match annotation.targets:
        case (Target(prefix=None, suffix=None, through=None),):
            return any(one.annotation == annotation.id and one.start is not None for one in leaf.anchors)
    return False


def _directive_words(leaf: Leaf, annotation: Annotation, lemmas: tuple[str, ...]) -> list[str]:
    """The same words with block borders as newlines; of an unmatched `through` target both ends, one to a line."""
    matched = {anchor.target for anchor in leaf.anchors if anchor.annotation == annotation.id and anchor.text}
    words = []
    for number, (target, lemma) in enumerate(zip(annotation.targets, lemmas, strict=True)):
        if number in matched or target.through is None:
            words.append(lemma)
        else:
            words.append(f"{' '.join(target.quote.text.split())}\n{' '.join(target.through.text.split())}")
    return words


def _whole(leaf: Leaf, notes: Mapping[str, str], book: Book) -> str:
    """Open, for whoever reads without scripts or prints; on a narrow screen a script closes it before it is painted."""
    chosen = [annotation for annotation, _ in _shown(leaf) if not annotation.targets]
    if not chosen:
        return ""
    kinds = ", ".join(dict.fromkeys(kind_label(book.settings.kinds, annotation.kind).lower() for annotation in chosen))
    words = f"{count(len(chosen), 'note')} on the whole article: {kinds}"
    html = "".join(notes[annotation.id] for annotation in chosen)
    return f'<details class="whole-notes" open><summary>{esc(words)}</summary>{html}</details>'


def _without_place(leaf: Leaf, notes: Mapping[str, str]) -> str:
    """Only a local preview comes here with such notes: the build for publication fails on them."""
    placed = {anchor.annotation for anchor in leaf.anchors if anchor.start is not None}
    chosen = [notes[a.id] for a, _ in _shown(leaf) if a.targets and a.id not in placed]
    return _notes_section("whole-notes", "Notes without a place", chosen)


def _notes_section(name: str, heading: str, notes: list[str]) -> str:
    return f'<section class="{name}"><h2>{heading}</h2>{"".join(notes)}</section>' if notes else ""


def _apparatus(leaf: Leaf, book: Book, *, with_words: bool) -> str:
    summary = leaf.summary
    index, settings = book.index, book.settings
    root = root_of(article_path(summary))
    parts = (
        refs.changes_section(leaf.changes, with_words=with_words),
        refs.sources_cited(summary, book, root),
        refs.section("refers-to", "This page refers to", refs.outgoing_list(refs.outgoing(index, summary), root)),
        refs.section("referred-to-by", "Referred to by", refs.backlink_list(refs.incoming(index, summary), root)),
        cite_section(summary, book),
        _annotate(leaf, settings),
    )
    panel = layers_panel((note.kind for note in summary.notes if note.number is not None), settings)
    return f'<div class="apparatus">{"".join(parts)}</div>{_onward(summary, book, root)}{panel}'


def _annotate(leaf: Leaf, settings: Settings) -> str:
    unseen = [note.id for note in leaf.summary.notes if note.number is None]
    return annotate_links(leaf.summary.path, leaf.sheet, leaf.start, unseen, settings)


def _onward(summary: Summary, book: Book, root: str) -> str:
    """The articles before and after this one in its collection."""
    siblings = book.index.collections[summary.collection]
    place = siblings.index(article_id(summary))
    parts = []
    for name, step in (("previous", place - 1), ("next", place + 1)):
        if 0 <= step < len(siblings):
            other = book.index.articles[siblings[step]]
            words = link(f"{other.collection}/{other.slug}/", other.title, root)
            parts.append(f'<p class="{name}"><span class="label">{name.capitalize()}</span> {words}</p>')
    return f'<nav class="onward" aria-label="Neighbouring articles">{"".join(parts)}</nav>' if parts else ""
