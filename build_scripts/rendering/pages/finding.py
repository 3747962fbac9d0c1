"""The search page. Its script is an addition: the page says where else to look without it."""

from __future__ import annotations

from build_scripts.rendering.pages.book import Book
from build_scripts.rendering.pages.page import Page, front_matter, link, make_page
from build_scripts.rendering.questions import collection_settings


def search_page(book: Book) -> Page:
    root = "../"
    shelves = [link(f"{key}/", collection_settings(book.settings, key).title, root) for key in book.index.collections]
    names = ["glossary", "timeline", "sources", "questions", *(["annotators"] if book.settings.annotators else [])]
    lists = [*(link(f"{name}/", name.capitalize(), root) for name in names), link("recent/", "Recent notes", root)]
    items = "".join(f"<li>{one}</li>" for one in (*shelves, *lists))
    html = (
        "<h1>Search</h1>"
        '<form class="big-search" action="./" method="get" role="search" aria-label="Articles and notes">'
        '<label class="unseen" for="search-words">Words to look for</label>'
        '<input id="search-words" type="search" name="q" autocomplete="off">'
        '<button type="submit">Search</button></form>'
        '<p id="search-count" role="status" aria-live="polite"></p><ol class="hits" id="search-hits"></ol>'
        '<p id="search-without">Searching needs JavaScript, which is off or has not arrived. '
        "The lists below need none: to find a name, open one of them, or the page of an article, and let the browser "
        "look through it (Ctrl+F, on a Mac ⌘F).</p>"
        f'<div id="search-lists"><p>You can also look here:</p><ul>{items}</ul></div>'
    )
    return make_page("search/index.md", front_matter("Search", "search", "Search articles and notes"), html)
