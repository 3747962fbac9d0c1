"""The list of questions for discussion: which notes stand in it, in which order, and what leads to it."""

from __future__ import annotations

import re
from functools import cache

from build_scripts.rendering.pages.questions import question_lists
from tests.pages.making import EDITION, pages, read


@cache
def listed(*, private: bool = False) -> str:
    return next(p.text for p in pages(*read(EDITION, private=private)) if p.path == "questions/index.md")


def test_every_note_that_asks_stands_in_the_list_in_the_order_of_articles_and_notes_and_no_other_does() -> None:
    linked = re.findall(r'href="\.\./([a-z-]+/[a-z-]+/#note-[a-z-]+)" aria-label', listed())
    assert linked == [
        "cases/late-ferry/#note-overlapping",
        "cases/late-ferry/#note-lamps-again",
        "wire/ferry-scandal/#note-blocks",
    ]


def test_a_question_stands_with_the_words_it_is_about_and_a_link_that_says_whose_note_it_is() -> None:
    item = next(part for part in listed().split("<li>") if "note-overlapping" in part)
    assert "<q>hundred passengers waited on the quay</q>" in item
    assert "<p>Who counted them?</p>" in item
    assert re.search(r'aria-label="(Note \d+) on The late ferry">\1</a>', item)


def test_questions_on_a_quoted_article_stand_in_the_public_list_and_link_within_the_edition() -> None:
    item = next(part for part in listed().split("<li>") if "note-blocks" in part)
    assert 'href="../wire/ferry-scandal/#note-outrage"' in item
    assert listed() == listed(private=True)


def test_collections_and_articles_are_headings_that_can_be_linked_to() -> None:
    assert re.findall(r'<h([23]) id="([a-z-]+)"', listed()) == [
        ("2", "on-cases"),
        ("3", "on-cases--late-ferry"),
        ("2", "on-wire"),
        ("3", "on-wire--ferry-scandal"),
    ]


def test_a_list_for_another_page_has_only_the_articles_asked_for_and_that_pages_way_to_the_root() -> None:
    book, leaves = read(EDITION)
    texts = {key: leaf.bodies for key, (leaf, _) in leaves.items()}
    html = question_lists(["wire/ferry-scandal"], texts, book, "../../")
    assert "late-ferry" not in html
    assert 'href="../../wire/ferry-scandal/#note-blocks"' in html
    assert "<h" not in html


def test_home_and_the_search_page_lead_to_the_questions() -> None:
    made = {page.path: page.text for page in pages(*read(EDITION))}
    assert '<a href="questions/">3\u00a0questions for discussion' in made["index.md"]
    assert 'href="../questions/"' in made["search/index.md"]
