"""A draft is for whoever works on the edition: in the preview, called one in words; nowhere in the published site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.building.running import SMALL, change, edition
from tests.building.test_build import everything_published

DRAFT = """
  - id: dredger-mark
    quote: forty people
    kind: question
    note: |
      Dredgerword: who counted? See [@dredger, p. 3], [[the-ferry]] and [[glossary:orlow]].
    see: [the-ferry#calf]
    tags: [dredgertag]
    author: v-dredger
    reviewed_by: o-hand
    created: 2026-11-21
    status: draft
"""
SOURCE = """
  - id: dredger
    type: book
    title: Dredgerbook of the river
"""
PEOPLE = """
    annotators:
      v-dredger: {name: V. Writer, affiliation: The mill, orcid: 0000-0002-1825-0097}
      o-hand: O. Hand
    kinds:
      question: {label: Question, motivation: questioning}
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two tales with a draft that points wherever a note can point, built for everybody and for reviewers."""
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("drafted") / "small"))
    for path, more in (("tales/the-bridge.yml", DRAFT), ("sources.yml", SOURCE)):
        file = root / "annotations" / path
        file.write_text(file.read_text("utf-8").rstrip("\n") + more, "utf-8")
    change(root, "mkdocs.yml", "\n    kinds:\n", PEOPLE)
    page = root / "docs" / "talk.md"
    page.write_text("# To talk about\n\n[[questions]]\n", "utf-8")
    for options in ([], ["--drafts"]):
        done = edition(root, "build", *options)
        assert done.returncode == 0, done.stderr
    return root


def test_no_word_of_a_draft_is_anywhere_in_the_published_site(drafted: Path) -> None:
    """Not on pages, in the search, in lists, counts and backlinks, in the feed or in what links show."""
    words = everything_published(drafted / "site")
    assert "a piano and a calf" in words
    for secret in ("Dredgerword", "dredger-mark", "Dredgerbook", "dredgertag", "draftword"):
        assert secret not in words
    site = drafted / "site"
    assert not (site / "sources" / "dredger").exists()
    assert "2026-11-21" not in (site / "recent" / "index.html").read_text("utf-8")
    assert "<entry>" not in (site / "recent" / "feed.xml").read_text("utf-8")
    for person in ("v-dredger", "o-hand"):
        page = (site / "annotators" / person / "index.html").read_text("utf-8")
        assert "None of the notes here bears this name yet." in page
    assert "2\u00a0notes" in (site / "tales" / "index.html").read_text("utf-8")
    for page in ("questions", "talk"):
        assert "who counted" not in (site / page / "index.html").read_text("utf-8")


def test_a_reviewer_finds_the_draft_on_its_page_and_in_every_list_called_one_in_words(drafted: Path) -> None:
    site = drafted / "site-drafts"
    note = (site / "tales" / "the-bridge" / "index.html").read_text("utf-8").partition('id="note-dredger-mark"')[2]
    assert '<span class="draft">draft</span>' in note.partition("</aside>")[0]
    assert "Dredgerword" in note
    for page in ("recent", "annotators/v-dredger", "annotators/o-hand", "questions", "talk"):
        assert '<span class="draft">draft</span>' in (site / page / "index.html").read_text("utf-8")
    assert (site / "sources" / "dredger" / "index.html").is_file()
    assert "dredger-mark" in everything_published(site / "pagefind")


def test_what_a_reviewer_gets_has_of_a_quoted_text_only_its_lemmas_and_asks_not_to_be_indexed(drafted: Path) -> None:
    words = everything_published(drafted / "site-drafts")
    assert "draftword" in words
    for secret in ("Secretwords", "took over on Wednesday"):
        assert secret not in words
    # By which the theme writes the line for robots: see docs/overrides/main.html.
    assert '"private": true' in (drafted / ".edition" / "drafts" / "mkdocs.yml").read_text("utf-8")


def test_drafts_and_private_texts_are_never_in_one_site_that_can_be_given_away(small: Path) -> None:
    done = edition(small, "build", "--drafts", "--private")
    assert done.returncode == 2
    assert "not allowed with" in done.stderr
