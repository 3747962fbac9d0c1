"""The home page: what this is, where to begin, what there is to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from build_scripts.model import Rights, Verdict
from build_scripts.rendering.index import HOME, TIMELINE
from build_scripts.rendering.pages.book import Book, html_of, shows_text
from build_scripts.rendering.pages.listing import note_facts, note_link, shown_notes, title_language
from build_scripts.rendering.pages.page import Page, esc, front_matter, link, make_page
from build_scripts.rendering.pages.phrases import count, language_attributes, minutes, time_element
from build_scripts.rendering.pages.timeline import timeline_rows
from build_scripts.rendering.questions import collection_settings, questions_of
from build_scripts.rendering.summary import NoteSummary, Summary, article_id

NEWEST = 6
"""So many notes are announced."""
ROWS = 6
"""So many rows of the timeline."""
GLANCE = 12
"""So many titles of a collection beside its cover."""
SHORTEST, LONGEST = 20, 120
"""Of a claim quoted here, in characters: one that can be understood away from its place."""
TRIED = (Verdict.CONTRADICTED, Verdict.UNVERIFIED, Verdict.DISPUTED, Verdict.SUPPORTED)
"""One claim with each of these verdicts is quoted."""

CONTINUE = (
    '<section class="continue" aria-labelledby="continue" hidden><h2 id="continue">Continue where you were</h2>'
    '<p class="continue-at"></p><p class="facts">Kept on this device only; nothing of it is sent anywhere. '
    '<button type="button">Forget</button></p></section>'
)
"""Filled by a script, where this device keeps a place; without one there is nothing."""


def home_page(book: Book) -> Page:
    index, settings = book.index, book.settings
    introduction = html_of(index.introduction, book, HOME, "")
    html = "".join(
        (
            f"<h1>{esc(settings.title)}</h1>",
            f'<div class="lede">{introduction}</div>' if settings.introduction.strip() else "",
            _starts(book),
            CONTINUE,
            "".join(_shelf(collection, book) for collection in index.collections),
            _claims(book),
            _newest(book),
            _questions(book),
            _timeline(book),
        )
    )
    return make_page("index.md", front_matter(settings.title, "home", settings.description), html)


def _starts(book: Book) -> str:
    """The first article whose text can be read here, else the first of all; and the first guide."""
    articles = book.index.articles.values()
    article = next((one for one in articles if shows_text(one, book)), next(iter(articles), None))
    parts = []
    if article is not None:
        words = f"Start reading: <cite{title_language(article)}>{esc(article.title)}</cite>"
        facts = f' <span class="facts">{_length((article,), book)}</span>' if shows_text(article, book) else ""
        parts.append(f'<a class="start" href="{esc(article_id(article))}/">{words}{facts}</a>')
    if book.settings.guides:
        guide = book.settings.guides[0]
        parts.append(link(f"{guide.page}/", guide.title))
    return f'<p class="starts">{" ".join(parts)}</p>' if parts else ""


def _shelf(collection: str, book: Book) -> str:
    """The cover of a collection, and its contents beside it."""
    described = collection_settings(book.settings, collection)
    articles = [book.index.articles[key] for key in book.index.collections[collection]]
    notes = sum(len(shown_notes(article)) for article in articles)
    facts = [count(len(articles), "article"), count(notes, "note"), _length(articles, book)]
    years = _years(collection, articles, book)
    href = f"{collection}/"
    more = ""
    if len(articles) > GLANCE:
        whole = link(href, f"All {count(len(articles), 'article')}")
        more = f'<p class="facts">{whole}</p>'
    description = f"<p>{esc(described.description)}</p>" if described.description else ""
    titles = "".join(f"<li>{_titled(article)}</li>" for article in articles[:GLANCE])
    return (
        f'<section class="shelf"><div class="cover"><h2>{link(href, described.title)}</h2>'
        f'<p class="years">{years}</p><p class="facts">{" · ".join(filter(None, facts))}</p></div>'
        f'<div class="glance">{description}<ol>{titles}</ol>{more}</div></section>'
    )


def _titled(article: Summary) -> str:
    return f"<cite{title_language(article)}>{link(article_id(article) + '/', article.title)}</cite>"


def _length(articles: tuple[Summary, ...] | list[Summary], book: Book) -> str:
    """How long it takes to read them all; empty where a text is not shown."""
    if not all(article.words and shows_text(article, book) for article in articles):
        return ""
    return minutes(sum(article.words or 0 for article in articles))


def _years(collection: str, articles: list[Summary], book: Book) -> str:
    """The years a collection spans: of texts by others when they were published, of the edition's own what they are
    about, which is when those events happened that the timeline lays to them."""
    index = book.index
    found = [article.published for article in articles if article.publisher != book.settings.title]
    own = {f"{article_id(article)}/" for article in articles if article.publisher == book.settings.title}
    for happening in index.happenings if own else ():
        seen = (index.destinations.get((TIMELINE, see.text.partition("|")[0].strip())) for see in happening.see)
        if any(one is not None and one.url.partition("#")[0] in own for one in seen):
            found.append(happening.date)
    years = sorted(int(year) for date in found for year in re.findall(r"(?<![\d-])\d{4}", date))
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _claims(book: Book) -> str:
    """One short claim for each verdict, each from another article; the verdict stands with its note."""
    used: set[str] = set()
    items = []
    for verdict in TRIED:
        chosen = next(
            ((note, article) for note, article in _notes(book) if _is_fit(note, verdict) and article.slug not in used),
            None,
        )
        if chosen is not None:
            note, article = chosen
            used.add(article.slug)
            words = f"<q{language_attributes(article.language)}>{esc(note.lemma)}</q>"
            where = f'<a href="{esc(article_id(article))}/#note-{note.id}">{words}</a>'
            items.append(f'<li>{where}<p class="facts"><cite>{esc(article.title)}</cite></p></li>')
    if not items:
        return ""
    lead = (
        "Claims from these pages. Decide for yourself, then follow the words: the note beside them says what is known."
    )
    return f'<h2>True, false, or never known?</h2><p>{lead}</p><ul class="claims">{"".join(items)}</ul>'


def _is_fit(note: NoteSummary, verdict: Verdict) -> bool:
    return note.verdict == verdict and SHORTEST <= len(note.lemma) <= LONGEST and not set(note.lemma) & set('…“”«»"')


def _notes(book: Book) -> Iterator[tuple[NoteSummary, Summary]]:
    """Articles shown in full come first: there a claim has its words around it."""
    articles = sorted(book.index.articles.values(), key=lambda article: article.rights != Rights.FULL)
    return ((note, article) for article in articles for note in shown_notes(article))


def _newest(book: Book) -> str:
    """Notes that carry a date, the newest first; of those of one day the first of each article, then the second. Notes
    on whole articles, which have no words to be known by, come after the others of their day."""
    met: Counter[tuple[str, str, bool]] = Counter()
    ranked: list[tuple[tuple[bool, int], tuple[NoteSummary, Summary]]] = []
    for note, article in _notes(book):
        if note.created:
            group = (note.created, article_id(article), not note.lemma)
            met[group] += 1
            ranked.append(((not note.lemma, met[group]), (note, article)))
    ranked.sort(key=lambda one: one[0])
    newest = sorted((pair for _, pair in ranked), key=lambda pair: pair[0].created, reverse=True)
    items = []
    for note, article in islice(newest, NEWEST):
        title = f"<cite{title_language(article)}>{esc(article.title)}</cite>"
        facts = f"{note_facts(note, book.settings)}, on {title}, {time_element(note.created)}"
        items.append(f'<li>{note_link(note, article, "")}<p class="facts">{facts}</p></li>')
    if not items:
        return ""
    whole = link("recent/", "All recent notes")
    return f'<h2>Newest notes</h2><ul class="newest">{"".join(items)}</ul><p>{whole}</p>'


def _questions(book: Book) -> str:
    number = sum(len(questions_of(article, book.settings)) for article in book.index.articles.values())
    if not number:
        return ""
    whole = link("questions/", f"{count(number, 'question')} for discussion, article by article")
    return f"<h2>To talk about</h2><p>{whole}</p>"


def _timeline(book: Book) -> str:
    """Rows from the whole length of the timeline: its beginning alone would show one story of many."""
    happenings, bodies = book.index.happenings, book.index.happening_bodies
    steps = max(1, min(ROWS, len(happenings)) - 1)
    chosen = sorted({step * (len(happenings) - 1) // steps for step in range(steps + 1)}) if happenings else []
    rows = timeline_rows([happenings[i] for i in chosen], [html_of(bodies[i], book, TIMELINE, "") for i in chosen])
    whole = link("timeline/", f"The whole timeline, {count(len(happenings), 'event')}")
    return f"<h2>From the timeline</h2>{rows}<p>{whole}</p>" if rows else ""
