"""A file as found is taken apart into articles: the plan, its table, its file, and what is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_scripts.findings import Code, Severity
from build_scripts.model import Place, Scalar, Sidecar
from build_scripts.reading.articles import read_article
from build_scripts.reading.importing.applying import files_to_write
from build_scripts.reading.importing.plan import Plan
from build_scripts.reading.importing.plan_files import plan_file, read_plan
from build_scripts.reading.importing.proposing import make_plan
from build_scripts.reading.importing.showing import plan_table
from build_scripts.reading.importing.slicing import slice_lines
from build_scripts.reading.importing.slugs import free_slug, slug_of
from build_scripts.reading.sidecars import read_sidecar
from tests.reading.showing import CASES, sidecar_with

NAME = "two-articles.txt"
DATA = (CASES / NAME).read_bytes()
FILES = {NAME: DATA}


def _sidecar(title: str, slug: str, published: str = "") -> Sidecar:
    return replace(sidecar_with(title, published=published), slug=slug, path=f"annotations/cases/{slug}.yml")


def _plan(*sidecars: Sidecar) -> Plan:
    return make_plan(FILES, sidecars, "cases")[0]


def test_articles_are_found_by_a_title_with_a_credit_after_it_and_the_reason_is_told() -> None:
    first, second = _plan().proposals
    assert (first.cut.first, first.cut.last, first.cut.sure) == (1, 24, True)
    assert (second.cut.first, second.cut.last, second.cut.sure) == (26, 53, True)
    assert "“By Ines Okonjo”" in second.cut.reason


def test_particulars_are_taken_from_credits_dates_and_addresses() -> None:
    first, second = (one.origin for one in _plan().proposals)
    assert (first.publisher, first.published, first.date_printed) == (
        "The Harbour Gazette",
        "2019-03-04",
        "March 4, 2019",
    )
    assert first.urls == ("https://gazette.example/world/201903041215-harbour-strike/",)
    assert (second.author, second.publisher, second.via) == ("Ines Okonjo", "Harbour Gazette", ("The Northern Review",))
    assert second.published == "2019-03-10"


def test_a_title_after_a_closing_address_is_a_doubtful_beginning() -> None:
    first = "A first title here\n\nBy Jane Doe\n\nWords.\n\nhttps://a.example/b\n\n"
    text = first + "A second title without credit\n\nWords again.\n"
    plan, _ = make_plan({"a.txt": text.encode()}, (), "cases")
    assert [(one.cut.first, one.cut.sure) for one in plan.proposals] == [(1, True), (9, False)]
    assert "DOUBTFUL" in plan_table(plan)


def test_a_sidecar_with_the_title_decides_the_boundary_the_id_and_the_date() -> None:
    text = "Some opening words.\n\nMore of them.\n\nthe  “QUIET” title\n\nA paragraph follows.\n"
    known = _sidecar('The "quiet" title', "quiet", "2020-01-02")
    plan, findings = make_plan({"a.txt": text.encode()}, [known], "cases")
    last = plan.proposals[-1]
    assert (last.cut.first, last.cut.sure, last.slug, last.sidecar) == (5, True, "quiet", known.path)
    assert (last.headline, last.origin.published) == ("the “QUIET” title", "2020-01-02")
    assert findings == ()


def test_a_sidecar_whose_title_is_nowhere_is_a_notice_at_its_title() -> None:
    _, findings = make_plan(FILES, [_sidecar("Another title", "other")], "cases")
    assert [(one.code, one.severity) for one in findings] == [(Code.T204, Severity.NOTICE)]


def test_a_sidecar_of_another_collection_decides_nothing() -> None:
    elsewhere = replace(_sidecar("Harbour strike “mistake”, ministry admits", "harbour"), collection="dossier")
    assert _plan(elsewhere).proposals[0].sidecar == ""


def test_an_ambiguous_date_is_left_open_unless_the_order_of_the_file_settles_it() -> None:
    article = "The {} title of all\n\nFrom The Gazette, {}\n\nWords.\n\n"
    alone = article.format("only", "4-5-15")
    plan, findings = make_plan({"a.txt": alone.encode()}, (), "cases")
    assert plan.proposals[0].origin.published == ""
    assert [(one.code, one.severity, one.place) for one in findings] == [
        (Code.T201, Severity.WARNING, Place("a.txt", 1))
    ]
    dates = ["May 20, 2015", "May 1, 2015", "4-5-15", "April 1, 2015", "March 1, 2015"]
    several = "".join(article.format(name, date) for name, date in zip("abcde", dates, strict=True))
    plan, findings = make_plan({"a.txt": several.encode()}, (), "cases")
    assert plan.proposals[2].origin.published == "2015-04-05"
    assert [(one.code, one.severity) for one in findings] == [(Code.T201, Severity.NOTICE)]


def test_an_address_with_another_date_than_the_printed_one_is_a_finding_and_gives_the_date() -> None:
    text = "A title of four\n\nFrom The Agency, March 4, 2015\n\nWords.\n\nhttp://agency.example/t.aspx?nn=13940214001224\n"
    plan, findings = make_plan({"a.txt": text.encode()}, (), "cases")
    assert plan.proposals[0].origin.published == "2015-05-04"
    assert [one.code for one in findings] == [Code.T202]


def test_the_table_says_for_every_article_its_lines_whether_it_is_sure_and_why() -> None:
    table = plan_table(_plan())
    for words in (
        "1-24",
        "26-53",
        "sure",
        "because: a title, then",
        "from: by Ines Okonjo; Harbour Gazette → The Northern Review",
        "2 sure, 0 doubtful",
    ):
        assert words in table
    assert plan_table(Plan("cases")) == "No article was found.\n"


def test_the_table_remarks_on_what_stays_as_printed() -> None:
    paragraphs = ["He said “no.", "A\u00a0boat. Write to a@b.example.", "Continue reading"]
    text = "\n\n".join(["\n\nA title of four", "From The Gazette", *paragraphs])
    plan, _ = make_plan({"a.txt": text.encode()}, (), "cases")
    assert plan.proposals[0].remarks == (
        "quotation marks that do not balance, kept as printed: line 7",
        "no-break spaces (1), which notes may write as spaces",
        "an e-mail address, which is never published: line 9",
        "the text as found breaks off: line 11",
    )
    assert all(f"remark: {remark}\n" in plan_table(plan) for remark in plan.proposals[0].remarks)


def test_the_table_shows_control_characters_as_escapes() -> None:
    text = "A title \x1b[31mof words\n\nFrom The Gazette\n\nWords.\n"
    plan, _ = make_plan({"a.txt": text.encode()}, (), "cases")
    assert "\x1b" not in plan_table(plan) + plan_file(plan)


def test_no_e_mail_address_gets_into_a_plan_or_a_sidecar() -> None:
    plan = _plan()
    written, _ = files_to_write(plan, FILES)
    sidecars = b"".join(data for path, data in written.items() if path.endswith(".yml")).decode()
    assert "review.example" not in plan_table(plan) + plan_file(plan) + sidecars


def test_an_article_file_has_exactly_the_bytes_of_its_lines() -> None:
    written, findings = files_to_write(_plan(), FILES)
    lines = DATA.splitlines(keepends=True)
    assert findings == ()
    articles = [data for path, data in written.items() if path.startswith("articles/cases/")]
    assert articles == [b"".join(lines[:24]), b"".join(lines[25:53])]


def test_a_plan_goes_to_its_file_and_back() -> None:
    plan = _plan()
    again, findings = read_plan("plan.yml", plan_file(plan).encode(), FILES)
    assert again is not None
    assert findings == ()
    assert files_to_write(again, FILES) == files_to_write(plan, FILES)


def test_an_edited_plan_is_what_is_applied() -> None:
    edited = plan_file(_plan()).replace("lines: 26-53", "lines: 26-46").replace("slug: who-counted", "slug: recount-")
    plan, findings = read_plan("plan.yml", edited.encode(), FILES)
    assert plan is not None
    assert [one.cut.last for one in plan.proposals] == [24, 46]
    assert [(one.code, one.place) for one in findings] == [(Code.T205, Place(NAME, 48))]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("lines: 26-53", "lines: 20-53", Code.T203),
        ("lines: 26-53", "lines: 26-99", Code.T203),
        ("lines: 26-53", "lines: from here", Code.T203),
        ("lines: 26-53", "lines: 53-26", Code.T203),
        ("rights: quoted", "rights: mine", Code.Y204),
        ("collection: cases", "colection: cases", Code.Y201),
        ("published: 2019-03-10", "published: 12-8-15", Code.Y205),
        ("file: two-articles.txt\n    lines: 26", "file: other.txt\n    lines: 26", Code.T203),
    ],
)
def test_a_mistake_in_a_plan_is_a_finding_at_its_line(before: str, after: str, code: Code) -> None:
    edited = plan_file(_plan())
    assert before in edited
    _, findings = read_plan("plan.yml", edited.replace(before, after).encode(), FILES)
    found = [one for one in findings if one.code is code]
    assert found
    assert all(one.place.path == "plan.yml" and one.place.line > 1 for one in found)


def test_two_articles_with_one_id_in_a_plan_are_refused() -> None:
    edited = "".join(
        "    slug: same\n" if line.startswith("    slug:") else line
        for line in plan_file(_plan()).splitlines(keepends=True)
    )
    plan, findings = read_plan("plan.yml", edited.encode(), FILES)
    assert plan is not None
    assert len(plan.proposals) == 1
    assert Code.T203 in [one.code for one in findings]


def test_a_sidecar_stub_is_read_without_a_finding_and_gives_the_headline() -> None:
    written, _ = files_to_write(_plan(), FILES)
    for path, data in written.items():
        if not path.endswith(".yml"):
            continue
        sidecar, findings = read_sidecar(path, data)
        assert sidecar is not None
        assert findings == ()
        article, found = read_article(
            path.replace("annotations", "articles").replace(".yml", ".txt"),
            written[path.replace("annotations", "articles").replace(".yml", ".txt")],
            sidecar,
        )
        assert article is not None
        assert found == ()
        assert article.blocks[0].kind == "headline"


def test_guesses_that_want_a_look_stand_in_the_stub_as_comments() -> None:
    written, _ = files_to_write(_plan(), FILES)
    stub = next(data for path, data in written.items() if path.startswith("annotations/cases/harbour")).decode()
    assert "  #   - {block: What the map shows, as: heading}\n" in stub


def test_a_sidecar_that_exists_is_never_written() -> None:
    plan = _plan(_sidecar("Harbour strike “mistake”, ministry admits", "harbour"))
    written, _ = files_to_write(plan, FILES)
    assert "articles/cases/harbour.txt" in written
    assert "annotations/cases/harbour.yml" not in written


def test_other_formats_are_one_article_each() -> None:
    files = {name: (CASES / name).read_bytes() for name in ("reading.md", "report.docx")}
    plan, findings = make_plan(files, (), "cases")
    assert [(one.headline, one.slug) for one in plan.proposals] == [
        ("How to read a map", "how-read-map"),
        ("A report with notes", "report-notes"),
    ]
    assert [one.code for one in findings] == [Code.T117]
    written, _ = files_to_write(plan, files)
    assert written["articles/cases/report-notes.docx"] == files["report.docx"]


def test_a_file_that_cannot_be_read_does_not_touch_the_others() -> None:
    plan, findings = make_plan({"bad.txt": b"caf\xe9 \x94", "empty.txt": b"\n", **FILES}, (), "cases")
    assert len(plan.proposals) == 2
    assert [one.code for one in findings] == [Code.T104, Code.T101]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "shift_jis"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_slices_in_order_are_the_whole_file(encoding: str, end: str) -> None:
    text = end.join(["one", "", "two", "three", ""])
    data = text.encode(encoding)
    assert slice_lines(data, encoding, 1, 2) + slice_lines(data, encoding, 3, 5) == data


def test_a_slug_is_an_id_made_from_the_words_that_count() -> None:
    assert slug_of("The “Café” of the U.S. ministry’s harbour: a report") == "cafe-us-ministrys-harbour-report"
    assert slug_of("地図と戦争") == "article"
    assert free_slug("a", {"a", "a-2"}) == "a-3"


def test_titles_are_compared_with_white_space_quotes_and_case_folded() -> None:
    title = Scalar("«Harbour» Strike", Place("x"))
    assert (
        make_plan({"a.txt": '"HARBOUR"\u00a0 strike\n\nWords.'.encode()}, [_sidecar(title.text, "h")], "cases")[0]
        .proposals[0]
        .slug
        == "h"
    )
