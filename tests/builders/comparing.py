"""Two built sites compared by what a reader would miss: addresses, the words of each page, the places links lead to."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple, cast

from lxml import html

FURNITURE = "descendant-or-self::*[self::script or self::style or self::template or self::svg or self::button]"
BUTTONS = "descendant::a[contains(@class, 'md-content__button') or contains(@class, 'headerlink')]"
CONTEXT = 6
"""Words shown on each side of a difference."""
SHOWN = 3
"""Differences shown of one page."""


class Page(NamedTuple):
    """What one built page says."""

    words: tuple[str, ...]
    """Of the page's main text, the builder's own buttons left out."""
    ids: frozenset[str]
    """Of the elements in it: where links may lead."""


def read_page(data: bytes) -> Page:
    """The element `content` of our page, else the first `<article>`; a page without both (a redirect) is empty."""
    document = html.document_fromstring(data or b"<html></html>")
    content = document.find(".//*[@id='content']")
    article = document.find(".//article") if content is None else content
    if article is None:
        return Page((), frozenset())
    ids = frozenset(element.get("id", "") for element in article.iterdescendants() if element.get("id"))
    for element in cast(list[html.HtmlElement], article.xpath(f"{FURNITURE} | {BUTTONS}")):
        element.drop_tree()
    for code in article.iter("pre"):  # one builder colours code, which cuts its words into pieces
        code.text, code[:] = "".join(str(text) for text in code.itertext()), []
    return Page(tuple(" ".join(str(text) for text in article.itertext()).split()), ids)


def read_site(folder: Path) -> dict[str, Page]:
    """Every page below a built site, by its address relative to the root (`dossier/slug/`, `404.html`)."""
    return {
        path.relative_to(folder).as_posix().removesuffix("index.html"): read_page(path.read_bytes())
        for path in sorted(folder.rglob("*.html"))
    }


def differences(ours: Mapping[str, Page], theirs: Mapping[str, Page]) -> tuple[str, ...]:
    """One line for each thing the second site lacks, adds or says otherwise; empty when a reader sees no difference."""
    lines = [f"{url or './'}: only the first site has this page" for url in sorted(ours.keys() - theirs.keys())]
    lines += [f"{url or './'}: only the second site has this page" for url in sorted(theirs.keys() - ours.keys())]
    for url in sorted(ours.keys() & theirs.keys()):
        lines += [f"{url or './'}: {line}" for line in _of_page(ours[url], theirs[url])]
    return tuple(lines)


def _of_page(ours: Page, theirs: Page) -> list[str]:
    lines = []
    if lost := sorted(ours.ids - theirs.ids):
        lines.append(f"{len(lost)} places are gone: {', '.join(lost[:SHOWN])}")
    if added := sorted(theirs.ids - ours.ids):
        lines.append(f"{len(added)} places are new: {', '.join(added[:SHOWN])}")
    if ours.words == theirs.words:
        return lines
    changes = [
        (_around(ours.words, a, b), _around(theirs.words, c, d))
        for tag, a, b, c, d in SequenceMatcher(None, ours.words, theirs.words, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    lines += [f"words differ: “{first}” became “{second}”" for first, second in changes[:SHOWN]]
    if len(changes) > SHOWN:
        lines.append(f"words differ in {len(changes) - SHOWN} more places")
    return lines


def _around(words: tuple[str, ...], start: int, end: int) -> str:
    return " ".join(words[max(0, start - CONTEXT) : end + CONTEXT])
