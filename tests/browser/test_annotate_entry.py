"""The entry that a page offers is, to the letter, that of `edition quote`; what is pasted is read as meant."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.anchoring.ends import (
    Passage,
    count_words,
    describe_ends,
    describe_passage,
    may_have_ends,
    should_have_ends,
)
from build_scripts.anchoring.graphemes import is_boundary
from build_scripts.authoring.scalars import write_scalar
from build_scripts.authoring.stubs import UNWRITTEN, Stub, entry, make_id, new_sidecar
from build_scripts.model import Article, Block, BlockKind, Settings
from build_scripts.reading.fields import RESERVED_IDS
from build_scripts.reading.sheets import read_sheet
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.rendering.pages.annotate import annotate_links
from tests.anchoring.selector_cases import SelectorCase, selector_cases
from tests.browser.looking import ARTICLE, opened, with_sources

pytestmark = pytest.mark.browser

CASES = selector_cases()
LOAD = """async (url) => {
    window.entries = await import(`${url}annotate-entry.js`);
    window.selectors = await import(`${url}selectors.js`);
    window.long = await import(`${url}annotate-ends.js`);
    window.units = (text, offset) => [...text].slice(0, offset).join("").length;
    window.passage = (text, [start, end]) => {
        const words = [...text].slice(start, end).join("");
        const { may, should } = long.isLong(words);
        return [long.countWords(words), may, should, long.describeEnds(text, units(text, start), units(text, end))];
    };
    window.made = (text, start, end, told, parts) => {
        const [, , should, ends] = passage(text, [start, end]);
        const selector = (should && ends) || selectors.describe(text, units(text, start), units(text, end));
        const id = entries.makeId(selector.exact, (one) => (parts.taken ?? []).includes(one));
        const plain = { through: "", kind: "context", verdict: "", note: "", tags: "", author: "", unsure: false };
        return entries.written({ ...plain, ...selector, id, ...parts }, entries.sheetOf(told));
    };
}"""
SIDECARS = (
    "article:\n  title: A\nannotations:\n",
    "article:\n  title: A\nannotations:\n  - id: one\n    quote: a\n    kind: context\n    note: |\n      A.\n",
    "article: {title: A}\nannotations:\n- id: one\n  quote: 'a'\n  kind: context\n  note: >\n    A.\n- id: two\n"
    "  quote: 'b'\n  kind: context\n  note: >\n    B.\n",
    'article:\n    title: A\nannotations:\n    -   id: one\n        quote: "a"\n        kind: context\n'
    "        note: A.\n",
)
"""In the styles that people write."""
AWKWARD = (
    "no",
    "2000",
    "2016-12-08",
    "~",
    "a: b",
    "a #b",
    "# a",
    "- a",
    "-a",
    "? a",
    "it's",
    '"quoted"',
    "'quoted'",
    "[a]",
    "{a}",
    "@a",
    "%a",
    "a:",
    "*a*",
    "&a",
    "!a",
    "|",
    ">",
    "1_000",
    "0o7",
    "089",
    "1:30",
    ".5",
    "1e3",
    "=",
    "<<",
    "yes",
    "Null",
    "a\\b",
    "---",
    "قال: لا",
    "他说：“不”",
    "👩‍👩‍👧 family",
    "e\u0301tat",
)


@pytest.fixture(scope="module")
def page(chromium: Browser, address: str) -> Iterator[Page]:
    with opened(chromium, address + ARTICLE) as page:
        with_sources(page)
        page.evaluate(LOAD, f"{address}assets/sources/")
        yield page


def told(text: str) -> str:
    """A sidecar's layout as a page tells it."""
    links = annotate_links("annotations/a/b.yml", read_sheet(text), "", (), Settings("A"))
    return unescape(links.partition('data-sheet="')[2].partition('"')[0])


@pytest.mark.parametrize("sidecar", SIDECARS)
def test_the_entry_is_the_one_that_the_command_prints(page: Page, sidecar: str) -> None:
    layout = told(sidecar)
    count = 0
    for case in CASES:
        ranges = [(item.start, item.end) for item in case.described]
        ranges += [(item.start, item.end) for item in case.passages]
        for start, end in ranges:
            selector, through = describe_passage(case.canonical, start, end)
            expected = entry(sidecar, Stub(make_id(selector.exact, ()), selector, "context", "", "", through=through))
            made = page.evaluate("(asked) => made(...asked)", [case.canonical, start, end, layout, {}])
            assert made == expected
            count += 1
    assert count > 40


def told_of(passage: Passage | None) -> dict[str, str] | None:
    return passage and {**passage.selector._asdict(), "through": passage.through}


@pytest.mark.parametrize("case", [case for case in CASES if case.passages], ids=lambda case: case.name)
def test_the_page_names_long_passages_by_their_ends_as_the_shared_cases_do(page: Page, case: SelectorCase) -> None:
    for item in case.passages:
        made = page.evaluate("(asked) => passage(...asked)", [case.canonical, [item.start, item.end]])
        assert made == [item.words, item.asked, item.used, told_of(item.ends)]


def test_of_any_passage_the_page_says_what_the_build_says(page: Page) -> None:
    chance = random.Random(61)  # noqa: S311  # the same texts in every run
    words = [
        "the",
        "ferry",
        "was",
        "late.",
        "no",
        "—",
        "قال",
        "渡轮没有来",
        "x\u0302",
        "👩\u200d👧",
        "“no”",
        "ซำ",
        "फ़क्ष",
    ]
    found = 0
    for _ in range(80):
        rows = [" ".join(chance.choices(words, k=chance.randint(4, 40))) for _ in range(chance.randint(1, 4))]
        blocks = tuple(Block(BlockKind.PARAGRAPH, row) for row in rows)
        text = canonical_text(Article("a", "b", "c", blocks)).text
        borders = [at for at in range(len(text) + 1) if is_boundary(text, at)]
        spans = [sorted(chance.sample(borders, 2)) for _ in range(8)]
        spans = [span for span in spans if text[slice(*span)].strip() == text[slice(*span)]]
        made = page.evaluate("([text, spans]) => spans.map((span) => passage(text, span))", [text, spans])
        for (start, end), said in zip(spans, made, strict=True):
            part, ends = text[start:end], describe_ends(text, start, end)
            assert said == [count_words(part), may_have_ends(part), should_have_ends(part), told_of(ends)], part
            found += ends is not None
    assert found > 200


@pytest.mark.parametrize("style", ["", "'", '"'])
def test_words_are_written_as_the_command_writes_them(page: Page, style: str) -> None:
    chance = random.Random(style)  # noqa: S311  # the same words in every run
    signs = [*"ab1: #-?'\"[]{},&*!|>%@`.~=<_", "no", " ", "é", "ق", "中", "👩‍👧", "“", "\u00ad"]
    rows = [" ".join("".join(chance.choices(signs, k=chance.randint(1, 8))).split()) for _ in range(600)]
    rows = [row for row in (*AWKWARD, *rows) if row]
    written = page.evaluate("([rows, style]) => rows.map((row) => entries.scalar(row, style))", [rows, style])
    assert dict(zip(rows, written, strict=True)) == {row: write_scalar(row, style) for row in rows}


def test_ids_are_proposed_as_the_command_proposes_them(page: Page) -> None:
    words = [case.canonical[:80] for case in CASES]
    words += [
        *AWKWARD,
        "It's the President's",
        "Ünïcödé wörds",
        "note",
        "con",
        "late",
        "antidisestablishmentarianism " * 3,
    ]
    taken = ["late", "late-2", "note-1"]
    made = page.evaluate(
        "([words, taken]) => words.map((one) => entries.makeId(one, (id) => taken.includes(id)))", [words, taken]
    )
    assert made == [make_id(one, taken) for one in words]


def test_ids_that_cannot_be_are_refused_as_the_check_refuses_them(page: Page) -> None:
    ask = "ids => ids.map((id) => entries.wrongId(id, (one) => one === 'log'))"
    assert all(page.evaluate(ask, [*sorted(RESERVED_IDS)]))
    ids = ["log", "A", "a b", "-a", "", "a" * 65, "é", "log-2", "a", "a" * 64, "3-hands"]
    wrong = page.evaluate(ask, ids)
    assert [bool(one) for one in wrong] == [True] * 7 + [False] * 4


def test_ids_that_the_page_does_not_show_are_known_by_their_checksums(page: Page) -> None:
    ids = ["log", "late-2", "a" * 64]
    assert page.evaluate("ids => ids.map(entries.checksum)", ids) == [f"{zlib.crc32(one.encode()):x}" for one in ids]


NOTES = (
    "no",
    "One: two # three",
    "\"Quoted\" and 'quoted'",
    "- a list\n- of two\n\n1. and one",
    "Lines\r\nand\rlines\u2028and\tmore\x07\x85",
    "   led in\n    code?",
    "قال \u200fإن «لا»: شيء\n\n他说 👩‍👩‍👧 e\u0301",
    "a\u200bb\ufeffc\u202ed",
    "```\ncode:\n    - x\n```",
    "%YAML 1.2\n---\n...\n",
    "trailing  \nspaces \n\n\n\nmany lines\n\n",
)


@pytest.mark.parametrize("sidecar", SIDECARS)
def test_whatever_is_written_is_read_as_meant_and_without_findings(page: Page, sidecar: str) -> None:
    layout = told(sidecar)
    for note in NOTES:
        text = "Then she said no: 2000 # of them."
        parts = {
            "note": note,
            "tags": "no, a: b, قال، 2000, x",
            "author": "m-okafor",
            "kind": "claim",
            "verdict": "disputed",
        }
        made = page.evaluate("(asked) => made(...asked)", [text, 14, 32, layout, parts])
        pasted = page.evaluate("([made, told]) => entries.toPaste(made, entries.sheetOf(told), '')", [made, layout])
        read, findings = read_sidecar(
            "annotations/a/b.yml", (sidecar.rstrip("\n") + pasted).encode(), None, {"m-okafor": "M"}
        )
        assert findings == (), (note, made)
        assert read is not None
        new = read.annotations[-1]
        assert new.targets[0].quote.text == "no: 2000 # of them"
        assert (new.kind, new.verdict, new.author) == ("claim", "disputed", "m-okafor")
        assert new.tags == ("no", "a: b", "قال", "2000", "x")
        assert new.note.text.rstrip("\n") == page.evaluate("entries.tidy", note)


def test_a_note_not_written_yet_is_a_draft_with_the_words_of_the_command(page: Page) -> None:
    made = page.evaluate("(asked) => made(...asked)", ["A b c.", 0, 1, told(SIDECARS[0]), {}])
    assert UNWRITTEN in made
    assert made.endswith("status: draft")


START = new_sidecar("Titles: “no” #1 قال")


def test_a_new_file_is_in_its_address_and_can_be_read(page: Page) -> None:
    made = page.evaluate("(asked) => made(...asked)", ["A b c.", 2, 3, told(SIDECARS[0]), {"note": "Ä & b=c; #d?"}])
    whole = page.evaluate("([made, start]) => entries.toPaste(made, null, start)", [made, START])
    base = "https://github.com/example/small/new/main/"
    found = page.evaluate("(asked) => entries.newFile(...asked)", [base, "annotations/cases/x.yml", whole])
    parts = urlsplit(found["address"])
    assert found["filled"]
    assert parts.path == "/example/small/new/main/annotations/cases"
    assert parse_qs(parts.query) == {"filename": ["x.yml"], "value": [whole]}
    read, findings = read_sidecar("annotations/cases/x.yml", whole.encode())
    assert findings == ()
    assert read is not None
    assert read.particulars.title.text == "Titles: “no” #1 قال"
    assert [(one.targets[0].quote.text, one.note.text) for one in read.annotations] == [("b", "Ä & b=c; #d?\n")]


def test_gitlab_calls_the_name_and_the_words_of_a_new_file_otherwise(page: Page) -> None:
    asked = ["https://gitlab.com/example/small/-/new/main/", "annotations/cases/x.yml", "a: b\n", "GitLab"]
    query = urlsplit(page.evaluate("(asked) => entries.newFile(...asked)", asked)["address"]).query
    assert parse_qs(query) == {"file_name": ["x.yml"], "content": ["a: b\n"]}


def test_an_address_that_would_be_too_long_stays_empty(page: Page) -> None:
    base = "https://github.com/example/small/new/main/"
    for words, filled in (("a" * 7000, True), ("قال " * 700, False)):
        found = page.evaluate("(asked) => entries.newFile(...asked)", [base, "annotations/cases/x.yml", words])
        assert found["filled"] == filled
        assert len(found["address"]) < 8192
        assert "filename=x.yml" in found["address"]


@pytest.mark.parametrize(
    ("sidecar", "words"),
    [
        (SIDECARS[0], "Paste it at the end of the file, below “annotations:” in line 3."),
        (SIDECARS[1], "Paste it at the end of the file, below the last note."),
        (
            "annotations:\n  - id: a\n    note: x\narticle:\n  title: A\n",
            "Paste it below line 3, where the last note ends.",
        ),
        (
            "article:\n  title: A\nannotations: []\n",
            "In line 3 of b.yml delete the brackets [] after “annotations:”, and paste it below that line.",
        ),
        ("article:\n  title: A\n", "Paste it at the end of the file."),
    ],
)
def test_it_is_said_where_to_paste(page: Page, sidecar: str, words: str) -> None:
    assert (
        page.evaluate(
            "([told, path]) => entries.whereTo(entries.sheetOf(told), path)", [told(sidecar), "annotations/a/b.yml"]
        )
        == words
    )
