"""What becomes of the words an annotator writes."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from build_scripts.findings import Code
from build_scripts.model import Place, Scalar
from build_scripts.rendering.notes import fill_body, parse_body
from build_scripts.rendering.sanitising import ATTRIBUTES, CLASSES, REL, SCHEMES, TAGS, sanitise
from tests.notes.making import HERE, body, scalar, shown


def _cases() -> list[tuple[str, str, str]]:
    cases = []
    for part in (HERE / "bodies.md").read_text("utf-8").split("\n## ")[1:]:
        name, _, rest = part.partition("\n")
        source, _, html = rest.partition("\n.\n")
        cases.append((name, source, html.rstrip("\n")))
    return cases


HOSTILE = (HERE / "hostile.txt").read_text("utf-8").split("\n%%\n")


def prove_harmless(html: str) -> None:
    """Only allowed elements, attributes, values and schemes are in the browser's view of `html`."""
    for element in lxml_html.fragment_fromstring(html, create_parent="section").iterdescendants():
        assert isinstance(element.tag, str), "no comments, no instructions"
        if element.get("dir"):
            assert (element.tag, dict(element.attrib)) == ("div", {"class": "body", "dir": "auto"})
            continue
        assert element.tag in TAGS
        for name, value in element.attrib.items():
            if name == "class":
                assert set(value.split()) <= CLASSES.get(element.tag, frozenset())
            elif name == "rel":
                assert value == REL
            else:
                assert name in ATTRIBUTES.get(element.tag, ())
            if name == "href":
                scheme = re.match(r"[\x00-\x20]*([^/?#]*?):", value)
                assert scheme is None or re.sub(r"\s", "", scheme[1]).lower() in SCHEMES


@pytest.mark.parametrize(("name", "source", "html"), _cases(), ids=lambda value: value[:50])
def test_a_note_is_shown_as_its_author_meant_it(name: str, source: str, html: str) -> None:
    assert shown(source) == html


@pytest.mark.parametrize("source", HOSTILE, ids=lambda value: value[:40])
def test_a_hostile_note_is_harmless_text(source: str) -> None:
    parsed = body(source)
    citations = [f"({'; '.join(c.id for c in cluster.citations)})" for cluster in parsed.clusters]
    links = [reference.label or reference.target for reference in parsed.references]
    html = fill_body(parsed, citations, links)
    prove_harmless(html)
    assert "⟦" not in html


@pytest.mark.parametrize("source", HOSTILE, ids=lambda value: value[:40])
def test_no_contributor_sets_a_class(source: str) -> None:
    """The classes of citations and cross-references come from us alone: with empty slots there are none."""
    parsed = body(source)
    html = fill_body(parsed, [""] * len(parsed.clusters), [""] * len(parsed.references))
    inside = html.removeprefix('<div class="body" dir="auto">')
    root = lxml_html.fragment_fromstring(f"<section>{inside.removesuffix('</div>')}</section>")
    assert root.xpath(".//@class") == []


@pytest.mark.parametrize("source", HOSTILE, ids=lambda value: value[:40])
def test_the_last_gate_holds_by_itself(source: str) -> None:
    """Were the Markdown parser to let raw HTML through, the sanitiser alone would still make it harmless."""
    prove_harmless(sanitise(source))


PIECES = st.sampled_from(
    [*"*_`[]()<>!&;\\#é战א⟦ \n\u00a0\u200b", "word", "@id", "[@a, p. 3]", "[[a]]", "- ", "1. ", "> ", "```"]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=400, deadline=None)
def test_any_text_at_all_becomes_harmless_html(text: str) -> None:
    parsed = parse_body(Scalar(text, Place("a.yml"), ()))
    prove_harmless(fill_body(parsed, ["c"] * len(parsed.clusters), ["x"] * len(parsed.references)))


@given(st.lists(st.text("abcdefghij é战א", min_size=1, max_size=8), max_size=30), st.data())
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_note_is_lost(words: list[str], data: st.DataObject) -> None:
    """Whatever mark-up stands between the words, broken or whole, every word is on the page, in order."""
    marks = st.sampled_from(
        ["*", "**", "`", "> ", "- ", "\n", "\n\n", " ", "<b>", "](", "[", "]", "_", "![", "# ", "---\n"]
    )
    source = "".join(f" {word} {data.draw(marks)}" for word in words)
    kept = re.findall(r"[^\W_]+", source.replace("<b>", " "))
    parsed = parse_body(Scalar(source, Place("a.yml"), ()))
    seen = lxml_html.fragment_fromstring(fill_body(parsed, [], []), create_parent="section")
    assert re.findall(r"[^\W_]+", " ".join(map(str, seen.itertext())).replace("<b>", " ")) == kept


def test_deep_nesting_loses_nothing_and_harms_nothing() -> None:
    for source in ("> " * 3000 + "kept", "- " * 3000 + "kept", "*" * 4000 + "kept" + "*" * 4000):
        html = shown(source)
        assert "kept" in html
        prove_harmless(html)


@pytest.mark.parametrize(
    "part", ["[", "[[a ", "![", "](", "> ", "- ", "*a ", "`a", "@a ", "[@a ", "[@a;", " [@a].", ". ", "&", "<a"]
)
def test_twenty_kilobytes_of_mark_up_are_read_in_a_moment(part: str) -> None:
    start = process_time()
    shown((part * 20_000)[:20_000])
    assert process_time() - start < 5


# ---------------------------------------------------------------- citations and cross-references in a body


def test_a_citation_knows_its_parts() -> None:
    cluster = body("So [see @a, pp. 3–4, with a map; -@b].").clusters[0]
    assert [(c.id, c.mode, c.prefix, c.suffix) for c in cluster.citations] == [
        ("a", "NormalCitation", "see", "pp. 3–4, with a map"),
        ("b", "SuppressAuthor", "", ""),
    ]


def test_an_author_in_the_text_is_a_citation_too() -> None:
    cluster = body("Yet @vine [p. 3] doubts it.").clusters[0]
    assert [(c.id, c.mode, c.suffix) for c in cluster.citations] == [("vine", "AuthorInText", "p. 3")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("One [@a].", (10, 12)),
        ("One\ntwo [see @a].", (11, 16)),
        ("- one\n- two [@a]", (11, 14)),
        ("> said\n> he @a", (11, 12)),
        ("*One*\n\n1. two\n   three [-@a]", (13, 18)),
        ("é战 \\* &amp; [@a]", (10, 20)),
    ],
)
def test_a_citation_knows_its_line_and_column(text: str, where: tuple[int, int]) -> None:
    """Columns count from where the sidecar's lines begin: here line 10, column 7."""
    citation = body(text).clusters[0].citations[0]
    line, column = citation.line, citation.column
    assert (line, column) == where
    assert text.split("\n")[line - 10][column - 7 :].startswith("@a")


def test_a_reference_knows_its_line_and_column() -> None:
    reference = body("> one\n> - two [[gulf#x|y]]").references[0]
    assert (reference.target, reference.label, reference.line, reference.column) == ("gulf#x", "y", 11, 15)


def test_without_known_lines_the_value_itself_is_the_place() -> None:
    parsed = parse_body(Scalar("a\nb [@a]", Place("a.yml", 4, 9), ()))
    assert parsed.clusters[0].citations[0][-2:] == (4, 9)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("First. So they say [@a]. Then more.", "So they say."),
        ("First. So they say. [@a] Then more.", "So they say."),
        ("On p. 3 of vol. 2 Gen. Coe spoke [@a]. Then more.", "On p. 3 of vol. 2 Gen. Coe spoke."),
        ("By the U.S. Army, J. R. Smith said [@a].", "By the U.S. Army, J. R. Smith said."),
        ("One.\n\nTwo *em* [@a]", "Two em"),
        ("“Is it?” He asked [@a]!", "He asked!"),
        ("他说。这是真的 [@a]。好。", "这是真的。"),
    ],
)
def test_a_citation_carries_the_sentence_it_stands_in(text: str, sentence: str) -> None:
    assert body(text).clusters[0].sentence == sentence


def test_a_label_stands_in_the_sentence_as_a_word() -> None:
    assert body("Compare [[gulf|the Gulf]] here.").references[0].sentence == "Compare the Gulf here."


def test_an_endless_sentence_is_cut_short() -> None:
    assert len(body("word " * 4000 + "[@a]").clusters[0].sentence) <= 1002


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("x [@a; and nothing]", Code.C102, 9),
        ("x [@a @b]", Code.C102, 9),
        ("x [@a, p. 5; and no end", Code.C102, 10),
        ("x [y](javascript:alert(1))", Code.Y207, 9),
        ("x [[gulf", Code.X105, 9),
        ("x [[a [b]]]", Code.X105, 9),
    ],
)
def test_what_cannot_be_read_is_a_finding_and_stays_in_the_text(text: str, code: Code, column: int) -> None:
    parsed = body(text)
    assert [(f.code, f.place.line, f.place.column) for f in parsed.findings] == [(code, 10, column)]
    assert text in re.sub(r"<[^>]*>", "", parsed.html)


def test_the_words_alone_are_kept_for_the_search() -> None:
    assert body("One *two* [three](http://x.org).\n\n- `four`\n- [[a|five]]").text == "One two three.\nfour\nfive"


def test_slots_cannot_be_forged() -> None:
    assert shown("a \x02c0\x03 b") == "<p>a \ufffdc0\ufffd b</p>"


def test_an_empty_note_is_an_empty_body() -> None:
    assert (body("").html, body("").text) == ("", "")


def test_a_note_is_read_and_filled_in_a_fraction_of_a_millisecond() -> None:
    """The budget is 0.12 ms; the limit here is wide enough for a busy machine, and catches a slip of ten times."""
    text = scalar("The *ministry* relays unnamed reports of the day, " * 4 + "and names no witness [@alakhbar, p. 3].")
    parse_body(text)
    start = process_time()
    for _ in range(500):
        fill_body(parse_body(text), ['<a class="citation" href="../x/">Al-Akhbar</a>'], [])
    assert (process_time() - start) / 500 < 0.0012
