"""Sources, glossary, timeline and settings: what is right arrives, what is wrong is found where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.findings import Finding
from build_scripts.model import Annotator, Kind, Place
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sources import read_sources

SOURCES = "annotations/sources.yml"
GLOSSARY = "annotations/glossary.yml"
TIMELINE = "annotations/timeline.yml"
CONFIG = "mkdocs.yml"


def lines_of(findings: tuple[Finding, ...]) -> list[tuple[int, int, str]]:
    return sorted((found.place.line, found.place.column, found.code.value) for found in findings)


def test_a_source_is_a_csl_item_of_text_with_whole_numbers_in_its_dates() -> None:
    text = """\
references:
  - id: report-2016
    type: report
    title: A report
    author:
      - {family: Doe, given: J.}
      - {literal: The Office}
    issued: {date-parts: [[2016, 12, 8]]}
    accessed: 2017-01
    volume: 007
    URL: https://example.org/report
"""
    sources, findings = read_sources(SOURCES, text.encode())
    assert findings == ()
    assert sources["report-2016"].place == Place(SOURCES, 2, 9)
    assert sources["report-2016"].item == {
        "id": "report-2016",
        "type": "report",
        "title": "A report",
        "author": [{"family": "Doe", "given": "J."}, {"literal": "The Office"}],
        "issued": {"date-parts": [[2016, 12, 8]]},
        "accessed": {"date-parts": [[2017, 1]]},
        "volume": "007",
        "URL": "https://example.org/report",
    }


def test_a_period_has_two_dates() -> None:
    text = "references:\n  - {id: a, type: book, title: T, issued: 1914/1918, submitted: {date-parts: [[1], [2]]}}\n"
    sources, findings = read_sources(SOURCES, text.encode())
    assert findings == ()
    assert sources["a"].item["issued"] == {"date-parts": [[1914], [1918]]}


@pytest.mark.parametrize(
    ("entry", "line", "column", "code", "kept"),
    [
        ("{id: a, type: bok, title: T}", 2, 19, "C201", False),
        ("{id: A_b, type: book, title: T}", 2, 10, "Y209", False),
        ("{id: a, type: book, title: T, URL: 'javascript:alert(1)'}", 2, 41, "Y207", True),
        ("{id: a, type: book, title: T, issued: {date-parts: [[2016, 13]]}}", 2, 56, "Y205", True),
        ("{id: a, type: book, title: T, issued: {date-parts: [[2016, x]]}}", 2, 56, "C202", True),
        ("{id: a, type: book, title: T, issued: soon}", 2, 43, "Y205", True),
        ("{id: a, type: book, title: T, author: A. Doe}", 2, 43, "Y203", True),
        ("{id: a, type: book, title: T, author: [{famly: Doe}]}", 2, 45, "Y201", True),
        ("{id: a, type: book, title: T, isued: 2016}", 2, 35, "Y201", True),
        ("{id: a, type: book}", 2, 10, "C203", True),
    ],
)
def test_a_mistake_in_a_source_is_one_finding(entry: str, line: int, column: int, code: str, kept: bool) -> None:
    sources, findings = read_sources(SOURCES, f"references:\n  - {entry}\n".encode())
    assert lines_of(findings) == [(line, column, code)]
    assert (list(sources) == ["a"]) is kept


def test_of_two_sources_with_one_id_the_first_counts() -> None:
    text = "references:\n  - {id: a, type: book, title: First}\n  - {id: a, type: book, title: Second}\n"
    sources, findings = read_sources(SOURCES, text.encode())
    assert sources["a"].item["title"] == "First"
    assert lines_of(findings) == [(3, 10, "Y210")]


def test_an_entry_arrives_with_its_coordinates_as_written() -> None:
    text = """\
entries:
  - id: raqqa
    type: place
    name: Raqqa
    aka: [ar-Raqqah, Rakka]
    note: |
      A city on the Euphrates.
    sources: [gazetteer]
    coordinates: [35.95, 39.010]
"""
    (entry,), findings = read_glossary(GLOSSARY, text.encode())
    assert findings == ()
    assert (entry.id, entry.type, entry.name, entry.aka) == ("raqqa", "place", "Raqqa", ("ar-Raqqah", "Rakka"))
    assert entry.coordinates == ("35.95", "39.010")
    assert entry.note.lines == (Place(GLOSSARY, 7, 7),)
    assert [(source.text, source.place.column) for source in entry.sources] == [("gazetteer", 15)]


@pytest.mark.parametrize("numbers", ["[91, 0]", "[0, 181]", "[0]", "[a, b]", "[0, 0, 0]", "[1e1, 0]", "[nan, 0]"])
def test_coordinates_are_degrees_on_earth(numbers: str) -> None:
    text = f"entries:\n  - {{id: a, type: place, name: A, note: N, coordinates: {numbers}}}\n"
    _, findings = read_glossary(GLOSSARY, text.encode())
    assert lines_of(findings) == [(2, 57, "G101")]


def test_happenings_keep_the_order_of_the_file() -> None:
    text = "events:\n  - {date: 2016-12/2017, event: Later, see: [a/b]}\n  - {date: 2015, event: Earlier}\n"
    rows, findings = read_timeline(TIMELINE, text.encode())
    assert findings == ()
    assert [(row.date, row.event.text) for row in rows] == [("2016-12/2017", "Later"), ("2015", "Earlier")]
    assert rows[0].see[0].place == Place(TIMELINE, 2, 46)


def test_a_period_ends_after_it_begins() -> None:
    _, findings = read_timeline(TIMELINE, b"events:\n  - {date: 2017/2016, event: E}\n")
    assert lines_of(findings) == [(2, 12, "Y205")]


def test_settings_come_from_the_site_and_from_the_edition() -> None:
    text = """\
site_name: A reader
site_description: For students
repo_url: https://example.org/repo/
theme: {name: material, language: de}
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:os.system }
site_url: !ENV [SITE, "https://example.org/"]
extra:
  edition:
    style: mla
    collections:
      - {id: cases, title: Cases}
    annotators: {m-okafor: M. Okafor}
    kinds:
      claim: {label: Claim, motivation: assessing, shape: double, colour: red}
"""
    found, findings = read_settings(CONFIG, text.encode())
    assert findings == ()
    assert (found.title, found.description, found.repository) == (
        "A reader",
        "For students",
        "https://example.org/repo",
    )
    assert (found.language, found.style, found.branch) == ("de", "mla", "main")
    assert [collection.id for collection in found.collections] == ["cases"]
    assert found.kinds == {"claim": Kind("claim", "Claim", "assessing", "double", "red")}
    assert found.annotators == {"m-okafor": Annotator("m-okafor", "M. Okafor")}


KINDS = "kinds: {claim: {label: Claim}}"


@pytest.mark.parametrize(
    ("edition", "line", "column", "code"),
    [
        (f"stile: mla\n    {KINDS}", 3, 5, "Y201"),
        (f"style: harvard\n    {KINDS}", 3, 12, "Y204"),
        (f"collections: [{{id: A b, title: T}}]\n    {KINDS}", 3, 24, "Y209"),
        ("kinds: [claim]", 3, 12, "Y203"),
        ("kinds: {claim: claim}", 3, 20, "Y203"),
        ("kinds: {claim: {label: Claim, shape: curly}}", 3, 42, "Y204"),
        ("kinds: {Claim!: {label: Claim}}", 3, 13, "Y209"),
        ("style: mla", 3, 5, "S301"),
    ],
)
def test_a_mistake_in_the_settings_is_found_where_it_stands(edition: str, line: int, column: int, code: str) -> None:
    _, findings = read_settings(CONFIG, f"extra:\n  edition:\n    {edition}\n".encode())
    assert lines_of(findings) == [(line, column, code)]


TEXTS = st.lists(
    st.sampled_from(
        [
            "references:",
            "entries:",
            "events:",
            "extra:",
            "  edition:",
            "    kinds:",
            "  - id: a",
            "    type: book",
            "    date: 2016",
            "    name: N",
            "    note: |",
            "      x",
            "    event: E",
            "    title: [T]",
            "    issued: {date-parts: [[1]]}",
            "  - b",
            "    coordinates: [1, 2]",
            "    author: [{family: x}]",
            "    collections: [{id: a, title: b}]",
            "    x: &y z",
        ]
    ),
    max_size=14,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), TEXTS))
def test_any_text_is_read_or_reported(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for read, path in (
        (read_sources, SOURCES),
        (read_glossary, GLOSSARY),
        (read_timeline, TIMELINE),
        (read_settings, CONFIG),
    ):
        _, findings = read(path, data)
        count = len(text.replace("\r\n", "\n").split("\n"))
        assert all(1 <= found.place.line <= count for found in findings) or "\r" in text
