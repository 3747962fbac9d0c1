"""Articles as found become blocks: each case of `tests/cases/articles` as its `.expected` file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.findings import Code
from build_scripts.model import BlockKind, Correction, FormatKind, Place, Redaction, Scalar
from build_scripts.reading.articles import READERS, read_article
from tests.reading.showing import CASES, read_case, read_words, show, sidecar_with

FILES = sorted(path for path in CASES.iterdir() if path.suffix in READERS)
PLACE = Place("annotations/cases/story.yml", 5, 3)


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.name))
def test_an_article_as_found_becomes_the_blocks_a_person_would_see_in_it(file: Path) -> None:
    expected = (CASES / f"{file.name}.expected").read_text("utf-8")
    assert show(*read_case(file.name)) == expected


def test_every_format_has_a_case() -> None:
    assert {path.suffix for path in FILES} >= set(READERS) - {".htm"}


def test_lines_without_a_blank_line_between_them_stay_apart_when_the_text_is_not_wrapped() -> None:
    article = read_words("Title of it all\n\nBy Jane Doe\n\nOne sentence stands here.\nAnother one stands there.\n")
    assert [one.shown for one in article.blocks[2:]] == ["One sentence stands here.", "Another one stands there."]


def test_brackets_dollars_and_dashes_stay_the_characters_they_are() -> None:
    words = "He told [US Vice President] Biden – between $3 and $190 – that 1–a plan, 2—another, was *not* a_list_."
    assert read_words(words).blocks[0].shown == words


def test_an_address_inside_a_paragraph_is_a_link_without_the_full_stop_after_it() -> None:
    block = read_words("The log is at https://log.example/a_(b), they say (https://log.example/c).").blocks[0]
    assert [one.target for one in block.formats] == ["https://log.example/a_(b", "https://log.example/c"]
    assert all(block.shown[one.start : one.end] == one.target for one in block.formats)


def test_a_title_in_the_sidecar_decides_the_headline_whatever_its_quotation_marks() -> None:
    article = read_words("Opinion\n\nA “harbour”  report\n\nBy Jane Doe\n\nText.\n", 'a "Harbour" report')
    assert [one.kind for one in article.blocks][1:3] == [BlockKind.HEADLINE, BlockKind.CREDIT]


def _corrected(words: str, *corrections: Correction) -> tuple[list[BlockKind], list[Code]]:
    article, findings = read_article("articles/c/s.txt", words.encode(), sidecar_with(structure=corrections))
    assert article is not None
    return [one.kind for one in article.blocks], [one.code for one in findings]


def test_a_correction_makes_a_block_what_the_editor_says() -> None:
    kinds, codes = _corrected("First words.\n\nMore words.", Correction(Scalar("More", PLACE), BlockKind.EPIGRAPH))
    assert (kinds, codes) == ([BlockKind.PARAGRAPH, BlockKind.EPIGRAPH], [])


def test_a_correction_finds_the_second_block_that_begins_alike() -> None:
    kinds, codes = _corrected(
        "Same, one.\n\nSame, two.", Correction(Scalar("Same", PLACE), BlockKind.CODE, occurrence=2)
    )
    assert (kinds, codes) == ([BlockKind.PARAGRAPH, BlockKind.CODE], [])


def test_a_correction_that_matches_no_block_is_an_error_at_its_place() -> None:
    words, correction = "First words.", Correction(Scalar("Other", PLACE), None)
    _, findings = read_article("articles/c/s.txt", words.encode(), sidecar_with(structure=(correction,)))
    assert [(one.code, one.severity, one.place) for one in findings] == [(Code.T108, "error", PLACE)]


def test_a_correction_that_changes_nothing_is_a_notice() -> None:
    assert _corrected("First words.", Correction(Scalar("First", PLACE), BlockKind.PARAGRAPH))[1] == [Code.T109]


def test_what_the_editor_leaves_out_is_recorded_with_its_words_and_reason() -> None:
    correction = Correction(Scalar("Buy", PLACE), None, "advertisement")
    article, _ = read_article("articles/c/s.txt", b"Words stay.\n\nBuy a boat.", sidecar_with(structure=(correction,)))
    assert article is not None
    assert [(one.what, one.reason, one.words, one.line) for one in article.changes] == [
        ("omitted", "advertisement", "Buy a boat.", 3)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Write to jane.doe+press@post.example.org.",
        "jane@post.example",
        "Jane [at] post.example or jane (at) post.example",
    ],
)
def test_an_e_mail_address_never_leaves_the_file(words: str) -> None:
    article = read_words(f"Some title here\n\nBy Jane Doe\n\nThe text.\n\n{words}\n")
    everything = " ".join([*(one.shown for one in article.blocks), *(one.words for one in article.changes)])
    assert "post.example" not in everything
    assert "[e-mail address removed]" in everything
    assert any(one.what == "redacted" and not one.words for one in article.changes)


def test_a_link_to_an_e_mail_address_keeps_its_words_only() -> None:
    article = read_words(
        "[Write to us](mailto:jane@post.example) or [here](https://x.example/?to=j@post.example).", suffix="md"
    )
    assert article.blocks[0].shown == "Write to us or here."
    assert article.blocks[0].formats == ()


def test_words_to_redact_are_found_across_no_break_spaces_and_move_the_formats_after_them() -> None:
    redaction = Redaction(Scalar("Tom Bell", PLACE), "asked not to be named")
    data = "Drawn by Tom\u00a0Bell, *and* checked.".encode()
    article, findings = read_article("articles/c/s.md", data, sidecar_with(redact=(redaction,)))
    assert article is not None
    block = article.blocks[0]
    assert block.shown == "Drawn by [words removed], and checked."
    assert [block.shown[one.start : one.end] for one in block.formats] == ["and"]
    assert findings == ()


def test_words_to_redact_that_are_nowhere_are_an_error() -> None:
    redaction = Redaction(Scalar("Tom Bell", PLACE), "private")
    _, findings = read_article("articles/c/s.txt", b"Nobody here.", sidecar_with(redact=(redaction,)))
    assert [(one.code, one.place) for one in findings] == [(Code.T112, PLACE)]


def test_front_matter_of_a_markdown_article_is_set_aside_with_a_finding() -> None:
    article, findings = read_article("articles/c/s.md", b"---\ntitle: X\n---\n\nText.\n", None)
    assert article is not None
    assert [(one.shown, one.line) for one in article.blocks] == [("Text.", 5)]
    assert [one.code for one in findings] == [Code.T111]


def test_a_footnote_that_nothing_refers_to_is_kept() -> None:
    article = read_words("Text.\n\n[^9]: A lonely note.\n", suffix="md")
    assert [(one.kind, one.label, one.shown) for one in article.blocks][1] == ("footnote", "9", "A lonely note.")


def test_pictures_of_an_article_are_links_and_never_fetched() -> None:
    article = read_words("![A harbour](https://far.example/h.png)\n\n![](https://far.example/t.gif)\n", suffix="md")
    assert [(one.kind, one.shown, one.formats[0].kind) for one in article.blocks] == [
        (BlockKind.CAPTION, "A harbour", FormatKind.LINK)
    ]
    assert [one.reason for one in article.changes] == ["a picture without a description"]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
@pytest.mark.parametrize("form", ["[words]({})", '<p><a href="{}">words</a></p>'])
def test_a_link_to_where_links_may_not_lead_leaves_its_words_and_a_finding(target: str, form: str) -> None:
    suffix = "md" if form.startswith("[") else "html"
    article, findings = read_article(f"articles/c/s.{suffix}", form.format(target).encode(), None)
    assert article is not None
    assert [(one.shown, one.formats) for one in article.blocks] == [("words", ())]
    assert [one.code for one in findings] == [Code.T117]


def test_a_file_that_is_no_article_format_is_refused() -> None:
    article, findings = read_article("articles/c/s.pdf", b"%PDF", None)
    assert article is None
    assert [one.code for one in findings] == [Code.T113]


def test_one_bad_selector_does_not_stop_the_article_but_a_bad_content_selector_does() -> None:
    page = b"<p class=a>Words.</p>"
    article, findings = read_article("articles/c/s.html", page, sidecar_with(remove_selectors=("p[", ".b")))
    assert article is not None
    assert [one.code for one in findings] == [Code.T114, Code.T114]
    for selector in ("p[", ".nothing"):
        article, findings = read_article("articles/c/s.html", page, sidecar_with(content_selector=selector))
        assert article is None
        assert [one.code for one in findings] == [Code.T114]
