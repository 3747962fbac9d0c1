"""A sidecar is read whole: each mistake is one finding at its place, and costs as little as it can."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import BlockKind, Place, Rights, Sidecar, Status, Verdict
from build_scripts.reading.fields import check_date, check_id, check_language, check_url
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.rendering.summary import number_notes

PATH = "annotations/cases/story.yml"
KINDS = ("context", "claim")
WHOLE = """\
article:
  title: Moscow condemns …
  author: A. Writer
  publisher: Sputnik News
  via: [Global Research]
  published: 2016-12-08
  date_printed: December 8, 2016
  url: https://example.org/story
  language: en
  rights: full
  licence: CC BY 4.0
  order: 6
  summary: |
    A ministry speaks.
  structure:
    - {block: "On funding", as: heading}
    - {block: "Continue reading", as: omit, reason: navigation, occurrence: 2}
  redact:
    - {text: someone@example.org, reason: private address}

annotations:
  - id: third-hand-figure
    quote: 18 civilians were killed
    prefix: ""
    suffix: and
    kind: claim
    verdict: unverified
    note: |
      The ministry relays unnamed reports [@alakhbar-2016-12].
      See [[glossary:airwars]].
    see: [dossier/other#march-4]
    tags: [casualties]
    author: m-okafor
    created: 2026-11-21
    status: draft
  - id: twice
    quote: [Norway, {quote: no, prefix: "says ", through: more}]
    kind: context
    note: Two places.
  - id: whole
    kind: context
    note: On the whole article.
"""
SMALL = "article:\n  title: T\nannotations:\n"


def read(text: str) -> tuple[Sidecar, tuple[Finding, ...]]:
    sidecar, findings = read_sidecar(PATH, text.encode(), KINDS, ("m-okafor",))
    assert sidecar is not None
    return sidecar, findings


def lines_of(findings: tuple[Finding, ...]) -> list[tuple[int, int, str]]:
    return sorted((found.place.line, found.place.column, found.code.value) for found in findings)


def test_everything_a_sidecar_says_arrives() -> None:
    sidecar, findings = read(WHOLE)
    assert findings == ()
    assert (sidecar.collection, sidecar.slug) == ("cases", "story")
    said = sidecar.particulars
    assert (said.title.text, said.publisher, said.via, said.order) == (
        "Moscow condemns …",
        "Sputnik News",
        ("Global Research",),
        6,
    )
    assert (said.published, said.rights, said.licence) == ("2016-12-08", Rights.FULL, "CC BY 4.0")
    assert [(found.kind, found.occurrence) for found in said.structure] == [(BlockKind.HEADING, 1), (None, 2)]
    assert said.structure[1].block.place == Place(PATH, 17, 16)
    assert said.redact[0].text.text == "someone@example.org"
    figure, twice, whole = sidecar.annotations
    assert figure.place == Place(PATH, 22, 9)
    assert (figure.verdict, figure.status, figure.author) == (Verdict.UNVERIFIED, Status.DRAFT, "m-okafor")
    assert figure.targets[0].prefix is None
    assert figure.targets[0].suffix is not None
    assert [found.text for found in figure.see] == ["dossier/other#march-4"]
    assert [(place.line, place.column) for place in figure.note.lines] == [(29, 7), (30, 7)]
    assert [target.quote.text for target in twice.targets] == ["Norway", "no"]
    assert twice.targets[1].through is not None
    assert whole.targets == ()


def test_the_order_of_keys_does_not_matter() -> None:
    one = "  - id: a\n    kind: context\n    note: N\n    quote: Q\n"
    other = "  - quote: Q\n    note: N\n    kind: context\n    id: a\n"
    assert read(SMALL + one)[0].annotations[0].targets[0].quote.text == "Q"
    assert read(SMALL + other)[0].annotations[0].note.text == "N"


@pytest.mark.parametrize(
    ("broken", "line", "column", "code"),
    [
        ("  - id: b/c\n    kind: context\n    note: N\n", 7, 9, "Y209"),
        ("  - id: b\n    kind: contxt\n    note: N\n", 8, 11, "S101"),
        ("  - id: b\n    kind: context\n", 7, 5, "Y202"),
        ("  - id: b\n    kind: context\n    note:\n", 9, 5, "Y202"),
        ("  - id: b\n    kind: context\n    note: [[x]]\n", 9, 11, "Y203"),
        ("  - id: b\n    kind: context\n    nite: N\n", 9, 5, "Y201"),
        ("  - id: b\n    kind: context\n    qoute: Q\n    note: N\n", 9, 5, "Y201"),
        ("  - id: a\n    kind: context\n    note: N\n", 7, 9, "Y210"),
        ("  - words\n", 7, 5, "Y203"),
        ('  - id: b\n    kind: context\n    note: "N\n', 9, 11, "Y109"),
        ("  - id: b\n    kind: context\n    status: drfat\n    note: N\n", 9, 13, "Y204"),
        ("  - id: b\n    kind: context\n    quote: [x, {qote: y}]\n    note: N\n", 9, 17, "Y201"),
    ],
)
def test_a_broken_annotation_is_one_finding_and_costs_only_itself(
    broken: str, line: int, column: int, code: str
) -> None:
    good = "  - id: a\n    kind: context\n    note: N\n"
    last = "  - id: z\n    kind: context\n    note: N\n"
    sidecar, findings = read(SMALL + good + broken + last)
    assert lines_of(findings) == [(line, column, code)]
    assert [annotation.id for annotation in sidecar.annotations if not annotation.withheld] == ["a", "z"]


@pytest.mark.parametrize(
    ("broken", "targets"),
    [
        ("kind: contxt\n    quote: Q", 1),
        ("knd: context\n    quote: Q", 1),
        ("kind: context\n    quote: Q\n    status: drfat", 1),
        ("kind: context\n    quote: Q\n    stauts: draft", 1),
        ("kind: context\n    qoute: Q", 0),
        ("kind: context\n    quote: Q\n    sufix: R", 0),
        ("kind: context\n    quote:", 0),
    ],
)
def test_a_note_that_may_not_be_shown_is_kept_with_the_words_it_is_surely_on(broken: str, targets: int) -> None:
    sidecar, findings = read(f"{SMALL}  - id: a\n    {broken}\n    note: N [@x].\n")
    assert len(findings) == 1
    assert [(one.id, one.withheld, len(one.targets)) for one in sidecar.annotations] == [("a", True, targets)]
    for drafts in (False, True):
        assert number_notes(sidecar.annotations, (), drafts=drafts) == {}


def test_a_mistake_beside_the_point_leaves_the_annotation_standing() -> None:
    sidecar, findings = read(SMALL + "  - id: a\n    kind: context\n    tgas: [x]\n    created: soon\n    note: N\n")
    assert lines_of(findings) == [(6, 5, "Y201"), (7, 14, "Y205")]
    assert findings[0].hint == "Did you mean:\ntags: [x]"
    assert [(found.id, found.tags, found.created) for found in sidecar.annotations] == [("a", (), "")]


def test_a_mistake_in_the_particulars_leaves_the_annotations_standing() -> None:
    text = SMALL.replace("title: T", "title: T\n  url: javascript:alert(1)\n  structure: [{block: x, as: heding}]")
    sidecar, findings = read(text + "  - id: a\n    kind: context\n    note: N\n")
    assert lines_of(findings) == [(3, 8, "Y207"), (4, 30, "Y204")]
    assert sidecar.particulars.url == ""
    assert sidecar.particulars.structure == ()
    assert len(sidecar.annotations) == 1


def test_two_notes_with_one_id_name_both_lines() -> None:
    _, findings = read(SMALL + "  - {id: a, kind: context, note: N}\n  - {id: a, kind: context, note: M}\n")
    assert [found.code for found in findings] == [Code.Y210]
    assert findings[0].place.line == 5
    assert "line 4" in findings[0].message


def test_a_sidecar_without_particulars_is_no_sidecar() -> None:
    sidecar, findings = read_sidecar(PATH, b"annotations: []\n")
    assert sidecar is None
    assert [(found.code, found.message) for found in findings] == [(Code.Y202, "`article` is missing")]


@pytest.mark.parametrize(
    ("key", "size", "allowed"),
    [
        ("quote", 10 * 1024, True),
        ("quote", 10 * 1024 + 1, False),
        ("note", 20 * 1024, True),
        ("note", 20 * 1024 + 1, False),
    ],
)
def test_texts_have_a_limit_in_bytes(key: str, size: int, allowed: bool) -> None:
    entry = {"id": "a", "kind": "context", "note": "N"} | {key: "é" * (size // 2) + "e" * (size % 2)}
    text = SMALL + "  -" + "".join(f"\n    {name}: {words}" for name, words in entry.items()) + "\n"
    _, findings = read(text)
    assert [found.code for found in findings] == ([] if allowed else [Code.Y208])


@pytest.mark.parametrize(
    "word", ["index", "con", "lpt1", "note", "fn", "constructor", "-a", "a_b", "A", "é", "a" * 65, "а"]
)
def test_an_id_that_could_be_taken_for_something_else_is_refused(word: str) -> None:
    with pytest.raises(PydanticCustomError):
        check_id(word)


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:a@example.org", "HTTPS://x.y"]
)
def test_web_and_mail_addresses_are_allowed(address: str) -> None:
    assert check_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "/etc/passwd",
        "https://good.example@evil.example/",
        "https://exa mple.org/",
        'https://example.org/"onload="x',
        "https://",
        "https:\\\\example.org",
        "https://example.org/\u202egpj.exe",
        "java\tscript:alert(1)",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(PydanticCustomError):
        check_url(address)


@pytest.mark.parametrize("tag", ["en", "de-AT", "zh-Hant-TW", "ar", "sr-Latn", "es-419", "sl-rozaj", "en-x-war"])
def test_language_tags_are_those_of_bcp_47(tag: str) -> None:
    assert check_language(tag) == tag


@pytest.mark.parametrize("date", ["2016", "2016-12", "2016-12-08", "2016-02-29"])
def test_dates_may_be_partial(date: str) -> None:
    assert check_date(date) == date


@pytest.mark.parametrize("date", ["2015-02-29", "2016-13", "16-12-08", "8.12.2016", "2016-1-8", "٢٠١٦", "", "0000"])
def test_dates_must_exist(date: str) -> None:
    with pytest.raises(PydanticCustomError):
        check_date(date)


WORDS = st.sampled_from(
    [
        "a",
        "context",
        "claim",
        "supported",
        '"x"',
        "[x, y]",
        "{quote: a}",
        "",
        "|\n      text",
        "no",
        "a: b",
        "'",
        "&a",
        "\u202e",
    ]
)
KEYS = st.sampled_from(["id", "quote", "prefix", "kind", "verdict", "note", "see", "tags", "nite", "status", "author"])
ANNOTATIONS = st.lists(st.dictionaries(KEYS, WORDS, min_size=1), max_size=5)


@settings(max_examples=200, deadline=None)
@given(ANNOTATIONS)
def test_any_annotations_are_read_or_reported(entries: list[dict[str, str]]) -> None:
    text = SMALL
    for entry in entries:
        text += "  -" + "".join(f"\n    {key}: {words}" for key, words in entry.items()) + "\n"
    sidecar, findings = read_sidecar(PATH, text.encode(), KINDS)
    count = len(text.split("\n"))
    assert all(1 <= found.place.line <= count for found in findings)
    errors = [found for found in findings if found.severity is Severity.ERROR]
    assert errors or (sidecar is not None and len(sidecar.annotations) == len(entries))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100))
def test_any_text_is_read_or_reported(text: str) -> None:
    sidecar, findings = read_sidecar(PATH, text.encode("utf-8", "surrogatepass"))
    assert sidecar is not None or findings


def test_twenty_annotations_are_read_in_a_few_milliseconds() -> None:
    entry = "".join(WHOLE.splitlines(keepends=True)[21:35])
    data = (SMALL + "".join(entry.replace("figure", f"figure-{n}") for n in range(20))).encode()
    times = []
    for _ in range(20):
        start = time.process_time()
        sidecar, findings = read_sidecar(PATH, data, KINDS)
        times.append(time.process_time() - start)
        assert sidecar is not None
        assert (len(sidecar.annotations), findings) == (20, ())
    assert min(times) < 0.01


def test_a_file_full_of_unknown_keys_costs_no_more_than_its_keys() -> None:
    """Each is a finding of its own; it would take minutes if each were held against all the others."""
    keys = "".join(f"    odd{number}: x\n" for number in range(20_000))
    _, findings = read_sidecar(PATH, f"{SMALL}  - id: a\n    kind: c\n    note: n\n{keys}".encode())
    assert sum(finding.code is Code.Y201 for finding in findings) == 20_000
