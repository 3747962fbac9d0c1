"""Citations in the styles the edition offers, rendered by Pandoc itself."""

from __future__ import annotations

import re

import pytest

from build_scripts.findings import Code
from build_scripts.model import Settings, Source
from build_scripts.rendering.citations import (
    Citations,
    citations_from_json,
    citations_to_json,
    cite,
    library_of,
    request_of,
    requests_of,
    with_numbers,
)
from build_scripts.rendering.filling import filled
from build_scripts.rendering.indexing import build_index
from build_scripts.rendering.locators import locator
from tests.notes.making import VINE, article, entry, source
from tests.notes.test_note_bodies import prove_harmless

ANTWERP = source(
    "antwerp", title="A City", author=[{"family": "Aerts", "given": "Bo"}], issued={"date-parts": [[1999]]}
)
SOURCES = {"vine": VINE, "antwerp": ANTWERP, "unused": source("unused", 30, title="Never read")}


def rendered(text: str, style: str, sources: dict[str, Source] = SOURCES) -> str:
    """The finished note, without tags."""
    return re.sub(r"<[^>]*>", "", html_of(text, style, sources)[0])


def html_of(text: str, style: str, sources: dict[str, Source] = SOURCES) -> tuple[str, Citations]:
    summary, bodies = article("own", {"here": text})
    index, _ = build_index([summary], sources, [], [], Settings("x"))
    citations, findings = cite(library_of(index), requests_of(index), style)
    assert findings == ()
    return filled(bodies["here"], index, citations, "cases/own", "../../"), citations


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("chicago", "They say so (see Vine, Pentagon Probe, 12). Vine (Pentagon Probe) agrees."),
        ("mla", "They say so (see Vine 12). Vine (Pentagon Probe) agrees."),
        ("apa", "They say so (see Vine, 2015, p. 12). Vine (2015) agrees."),
    ],
)
def test_a_citation_reads_as_its_style_wants(style: str, expected: str) -> None:
    text = rendered("They say so [see @vine, p. 12]. @vine agrees.", style)
    assert text in (expected, expected.replace("Vine (Pentagon Probe) agrees", "Vine agrees"))


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_each_citation_links_to_the_page_of_its_source(style: str) -> None:
    html, _ = html_of("So [@vine, p. 12; @antwerp].", style)
    assert sorted(re.findall(r'<a class="citation" href="([^"]*)"', html)) == [
        "../../sources/antwerp/",
        "../../sources/vine/",
    ]


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_the_bibliography_is_in_the_order_of_the_style(style: str) -> None:
    _, citations = html_of("So [@vine; @antwerp].", style)
    assert list(citations.bibliography) == ["antwerp", "vine"]
    assert "Vine, D" in citations.bibliography["vine"]


def test_an_article_of_the_edition_is_a_source_and_a_paragraph_of_it_a_locator() -> None:
    html, citations = html_of("As above [@own, ¶ 4].", "chicago")
    assert '<a class="citation" href="../../cases/own/#p-4">' in html
    assert "para. 4" in html
    assert "The Daily" in citations.bibliography["own"]


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_a_suppressed_author_leaves_something_to_read(style: str) -> None:
    assert "()" not in rendered("Vine says so [-@vine].", style)
    assert "Vine says so (" in rendered("Vine says so [-@vine].", style)


def test_a_source_the_style_has_no_entry_for_gets_one_of_ours() -> None:
    takfir = Source("takfir", VINE.place, {"type": "entry-encyclopedia", "title": "Takfir", "container-title": "Islam"})
    _, citations = html_of("So [@takfir].", "chicago", {"takfir": takfir})
    assert "Takfir" in citations.bibliography["takfir"]


def test_an_unknown_id_is_a_finding_where_it_stands_and_is_shown_as_written() -> None:
    summary, bodies = article("own", {"here": "One\ntwo [@vime, p. 2; @vine]."})
    index, findings = build_index([summary], SOURCES, [], [], Settings("x"))
    unknown = [f for f in findings if f.code is Code.C101]
    assert [(f.place.line, f.place.column) for f in unknown] == [(13, 12)]
    assert unknown[0].hint == "Did you mean:\nvine"
    citations, _ = cite(library_of(index), requests_of(index), "apa")
    assert '<span class="broken">@vime</span>' in filled(bodies["here"], index, citations, "cases/own", "")


def test_a_source_that_nothing_cites_is_a_notice() -> None:
    summary, _ = article("own", {"here": "So [@vine] [@antwerp]."})
    _, findings = build_index([summary], SOURCES, [], [], Settings("x"))
    assert [(f.code, f.place.line) for f in findings] == [(Code.C103, 30)]


def test_every_use_of_a_source_is_known_with_sentence_and_locator() -> None:
    summary, _ = article("own", {"b": "Yes. So [@vine, pp. 3–4, with a map].", "a": "@vine [p. 7] says no."})
    index, _ = build_index([summary], SOURCES, [entry("e", "E", "See [@vine].")], [], Settings("x"))
    assert [(u.origin.note, u.origin.number, u.locator, u.sentence) for u in index.uses["vine"]] == [
        ("a", 1, "p. 7", "Vine says no."),
        ("b", 2, "pp. 3–4", "So."),
        ("e", None, "", "See."),
    ]
    assert index.cited["cases/own"] == ("vine",)


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("p. 12", "p. 12"),
        ("pp. 3–4, 7, with a map", "pp. 3–4, 7"),
        ("¶ 4", "¶ 4"),
        ("¶¶ 4-6 and after", "¶¶ 4-6"),
        ("12", "12"),
        ("ch. iv", "ch. iv"),
        ("passim", ""),
        ("with a map", ""),
        ("", ""),
    ],
)
def test_a_locator_is_the_beginning_of_what_follows_the_id(suffix: str, expected: str) -> None:
    assert locator(suffix) == expected


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_hostile_fields_are_words(style: str) -> None:
    bad = '<script>alert(1)</script><img src=x onerror=alert(1)> "q" *e* $x$ [l](javascript:alert(1))'
    hostile = source(
        "bad", title=bad, author=[{"family": bad}], publisher=bad, URL="javascript:alert(1)", DOI=bad, note=bad
    )
    html, citations = html_of(f"So [see {bad.replace('[l]', 'l')} @bad, p. 3 {bad[:40]}].", style, {"bad": hostile})
    prove_harmless(html)
    for reference in citations.bibliography.values():
        prove_harmless(reference)
    assert "alert(1)" in citations.bibliography["bad"]


def test_quotation_marks_inside_a_title_become_single_ones() -> None:
    titled = source("t", title='The "so-called" coalition')
    titled = Source("t", titled.place, {**titled.item, "type": "article-newspaper", "container-title": "Daily"})
    assert "‘so-Called’ Coalition.”" in html_of("So [@t].", "chicago", {"t": titled})[1].bibliography["t"]


def test_the_editors_own_remarks_on_a_source_are_not_printed() -> None:
    private = source("p", title="Open", note="opened by nobody", abstract="secret", keyword="secret")
    _, citations = html_of("So [@p].", "chicago", {"p": private})
    assert "nobody" not in str(citations.bibliography)
    assert "secret" not in str(citations.bibliography)


def test_what_is_already_known_is_not_rendered_again() -> None:
    """Without Pandoc (no time at all for it) a complete earlier result still serves, an incomplete one does not."""
    library = {"vine": VINE}
    one = ((("NormalCitation", "vine", "", "p. 1"),),)
    two = (*one, (("NormalCitation", "vine", "", "p. 2"),))
    known, _ = cite(library, one, "apa")
    again, findings = cite(library, one, "apa", citations_from_json(citations_to_json(known)), timeout=0.0)
    assert (again, findings) == (known, ())
    assert [f.code for f in cite(library, two, "apa", known, timeout=0.0)[1]] == [Code.C105]
    assert [f.code for f in cite(library, one, "mla", known, timeout=0.0)[1]] == [Code.C105]


def test_a_remark_of_pandoc_is_found_again_by_every_run() -> None:
    """An unknown source in a request is what Pandoc remarks on; the second run does not call it."""
    requests = ((("NormalCitation", "nobody", "", ""), ("NormalCitation", "vine", "", "")),)
    first, findings = cite({"vine": VINE}, requests, "apa")
    assert [f.code for f in findings] == [Code.C106]
    again, found = cite({"vine": VINE}, requests, "apa", citations_from_json(citations_to_json(first)), timeout=0.0)
    assert (again, found) == (first, findings)


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_a_citation_added_later_looks_as_if_it_had_always_been_there(style: str) -> None:
    library = {"vine": VINE, "antwerp": ANTWERP}
    requests = tuple(((("NormalCitation", id_, "", f"p. {page}"),)) for id_ in library for page in (1, 1, 2))
    unique = tuple(sorted(set(requests)))
    whole, _ = cite(library, unique, style)
    part, _ = cite(library, unique[:1], style)
    assert cite(library, unique, style, part)[0] == whole


def test_when_pandoc_takes_too_long_the_ids_stand_for_the_citations() -> None:
    summary, bodies = article("own", {"here": "So [@vine, p. 12]."})
    index, _ = build_index([summary], SOURCES, [], [], Settings("x"))
    citations, findings = cite(library_of(index), requests_of(index), "chicago", timeout=0.0)
    assert [f.code for f in findings] == [Code.C105]
    html = filled(bodies["here"], index, citations, "cases/own", "../../")
    assert '(<a class="citation" href="../../sources/vine/">vine p. 12</a>)' in html
    assert "Pentagon Probe" in citations.bibliography["vine"]


def test_an_edition_without_citations_needs_no_pandoc() -> None:
    assert cite({}, (), "chicago", timeout=0.0)[1] == ()


SUFFIXES = ("p. 12", "12", "¶ 4", "ch. 3, on radar", "n. 7", "with 3 maps", "pp. 3–4", "p. 1a", "p. 3, 5", "7th ed.")


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_a_number_put_in_afterwards_looks_as_if_rendered_with_the_rest(style: str) -> None:
    library = {"vine": VINE}
    summary, _ = article("own", {str(i): f"So [@vine, {suffix}]." for i, suffix in enumerate(SUFFIXES)})
    index, _ = build_index([summary], library, [], [], Settings("x"))
    asked = [request_of(index, "cases/own", note.clusters[0]) for note in summary.notes]
    itself = [((("NormalCitation", "vine", "", suffix)),) for suffix in SUFFIXES]
    inline = cite(library, tuple(sorted({*itself, *(request for request, _ in asked)})), style)[0].inline
    assert [with_numbers(inline[request], numbers) for request, numbers in asked] == [inline[one] for one in itself]


def test_another_page_of_a_source_asks_for_nothing_new() -> None:
    summary, _ = article("own", {str(i): f"So [@vine, p. {i}; @antwerp, {i + 1}]." for i in range(1, 40)})
    index, _ = build_index([summary], SOURCES, [], [], Settings("x"))
    assert len(requests_of(index)) == 1


def test_digits_in_a_title_are_never_taken_for_a_page() -> None:
    numbered = source("n", title="Case 909090700")
    text = rendered("So [@n, p. 12].", "chicago", {"n": numbered})
    assert text == "So (n p. 12)."
