"""`edition import-sources` as an editor meets it who has a library in another program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from build_scripts.edition import SOURCES
from build_scripts.pipeline.collecting import Collected, collect, keep_sources
from build_scripts.reading.sources import read_sources
from tests.building.running import ROOT, SMALL, edition, snapshot

CASES = ROOT / "tests" / "cases" / "elsewhere"
BIB, RIS, CSL = (CASES / f"library.{suffix}" for suffix in ("bib", "ris", "json"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def items(collected: Collected) -> dict[str, dict[str, object]]:
    read, _ = read_sources(SOURCES, collected.after)
    return {id_: dict(source.item) for id_, source in read.items()}


def codes(collected: Collected) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in collected.findings]


def given(root: Path, name: str, words: str | bytes) -> Path:
    path = root.parent / name
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path


def test_bibtex_keeps_the_capitals_of_titles_and_brings_names_dates_and_pages(small: Path) -> None:
    made = items(collect(small, [BIB]))
    assert made["tuchman-1962"] == {
        "id": "tuchman-1962",
        "type": "book",
        "author": [{"family": "Tuchman", "given": "Barbara W."}, {"literal": "The Editors"}],
        "title": "The Guns of August: A NATO Story",
        "title-short": "The Guns of August",
        "publisher": "Macmillan",
        "publisher-place": "New York",
        "issued": {"date-parts": [[1962, 3]]},
    }
    assert made["bridge"]["title"] == "A *Bridge* Too Far & More"
    assert made["bridge"]["issued"] == {"date-parts": [[1911, 3, 7], [1911, 3, 8]]}
    assert made["bridge"]["URL"] == "https://gazette.example/bridge_1"


def test_an_id_that_another_work_has_is_a_finding_with_a_free_one(small: Path) -> None:
    found = collect(small, [BIB]).findings
    (clash,) = [finding for finding in found if finding.code == "E203"]
    assert "“parish”, which is that of another work, “Parish book of Orlow”" in clash.message
    assert clash.hint.endswith("\n--rename parish=parish-2")


def test_a_clash_is_resolved_by_what_its_finding_says(small: Path) -> None:
    collected = collect(small, [BIB], [("parish", "parish-2")])
    assert not [finding for finding in collected.findings if finding.code == "E203"]
    made = items(collected)
    assert {"parish", "parish-2"} <= set(made)
    assert made["parish"] == items(collect(small, []))["parish"], "the one that was there is as it was"
    keep_sources(small, collected)
    assert collect(small, [BIB], [("parish", "parish-2")]).added == (), "nor is it added twice"


def test_two_references_of_one_id_can_each_be_given_their_own(small: Path) -> None:
    twice = given(small, "x.bib", "@book{parish, title = {One}}\n@book{parish, title = {Two}}\n@book{p, title={P}}")
    hints = [finding.hint.split("\n")[-1] for finding in collect(small, [twice]).findings]
    assert hints == ["--rename parish=parish-2", "--rename parish=parish-3"]
    made = items(collect(small, [twice], [("parish", "parish-2"), ("parish", "parish-3"), ("p", "paper")]))
    assert (made["parish-2"]["title"], made["parish-3"]["title"], made["paper"]["title"]) == ("One", "Two", "P")


def test_of_two_references_of_a_new_id_the_second_is_the_one_renamed(small: Path) -> None:
    twice = given(small, "x.bib", "@book{n, title = {One}}\n@book{n, title = {Two}}")
    made = items(collect(small, [twice], [("n", "n-2")]))
    assert (made["n"]["title"], made["n-2"]["title"]) == ("One", "Two")


def test_the_id_of_the_file_may_be_named_too_and_a_new_id_that_is_taken_clashes_again(small: Path) -> None:
    file = given(small, "x.bib", "@book{Tuchman_1962, title = {Guns}}")
    assert "guns" in items(collect(small, [file], [("Tuchman_1962", "guns")]))
    (clash,) = collect(small, [file], [("Tuchman_1962", "parish")]).findings
    assert "would have the id “parish”" in clash.message
    assert clash.hint.endswith("\n--rename tuchman-1962=parish-2")


def test_the_same_words_without_a_title_are_here_already(small: Path) -> None:
    anonymous = given(small, "x.json", json.dumps([{"id": "a", "type": "book", "author": [{"family": "Orlow"}]}]))
    keep_sources(small, collect(small, [anonymous]))
    assert [finding.code for finding in collect(small, [anonymous]).findings] == ["E204"]


@pytest.mark.parametrize(
    ("rename", "says"),
    [
        ("tuchman=t", "there is no reference tuchman; did you mean tuchman-1962?"),
        ("tuchman-1962=Guns of August", "“Guns of August” is not an id"),
        ("tuchman-1962", "is not of the form OLD=NEW"),
    ],
)
def test_a_rename_that_can_not_be_is_refused_in_one_line(small: Path, rename: str, says: str) -> None:
    done = edition(small, "import-sources", str(BIB), "--rename", rename)
    assert done.returncode == 2
    assert says in done.stderr.splitlines()[-1]


def test_a_work_that_is_there_under_another_id_is_said_and_not_added(small: Path) -> None:
    collected = collect(small, [BIB])
    assert "E204 reference 4 (“orlow-register”) is here already, as “parish”" in codes(collected)
    assert "orlow-register" not in items(collected)


@pytest.mark.parametrize(
    "written", ["https://doi.org/10.1000/xyz", "http://dx.doi.org/10.1000/xyz", "doi: 10.1000/xyz"]
)
def test_a_doi_given_as_an_address_comes_in_bare(small: Path, written: str) -> None:
    bib = given(small, "one.bib", f"@article{{one, title={{A title}}, year={{1911}}, doi={{{written}}}}}")
    assert items(collect(small, [bib]))["one"]["DOI"] == "10.1000/xyz"


def test_the_same_doi_or_address_is_the_same_work_however_it_is_written(small: Path) -> None:
    more = [
        {"id": "a", "type": "book", "title": "Other words", "DOI": "https://doi.org/10.1234/bridge"},
        {"id": "b", "type": "webpage", "title": "Yet others", "URL": "http://www.gazette.example/bridge_1/"},
        {"id": "c", "type": "book", "title": "A bridge too far and more", "DOI": "10.1/other"},
    ]
    collected = collect(small, [BIB, given(small, "more.json", json.dumps(more))])
    assert {one.id for one in collected.added} == {"tuchman-1962", "bridge", "c"}


def test_an_id_that_cites_an_article_is_not_given_to_a_source(small: Path) -> None:
    collected = collect(small, [given(small, "x.bib", "@book{the-ferry, title = {Ferries}}")])
    assert "which is that of the article tales/the-ferry" in codes(collected)[0]


def test_ris_brings_whole_dates_and_ids_are_made_of_author_year_and_title(small: Path) -> None:
    made = items(collect(small, [RIS]))
    assert made["smith-2016-war-the-end"]["issued"] == {"date-parts": [[2016, 12, 8]]}
    assert made["smith-2016-war-the-end"]["accessed"] == {"date-parts": [[2020, 1, 2]]}
    assert made["oz-2001-second-thing"]["issued"] == {"date-parts": [[2001]]}


def test_csl_json_is_read_item_by_item_and_one_that_is_wrong_spoils_no_other(small: Path) -> None:
    collected = collect(small, [CSL])
    made = items(collected)
    assert made["groe-2016-a-big-old"]["title"] == "A *Big* & Old Thing"
    assert made["groe-2016-a-big-old"]["author"] == [{"family": "Größe", "given": "Ann"}, {"literal": "Press: Office"}]
    assert made["2016-no"]["title"] == "no", "which YAML would take for a truth value"
    assert made["2016-no"]["accessed"] == {"date-parts": [[2020, 2]]}, "there is no 30 February"
    said = codes(collected)
    assert "E202 reference 3 can't be used: it names no title, author, place or address" in said
    assert "E205 reference 4 (“x”): its type “thing” is not known; it is called a document" in said
    assert "E205 reference 4 (“x”): its `author` can't be kept: Somebody" in said


def test_new_sources_stand_in_their_alphabetical_places_and_every_comment_stays(small: Path) -> None:
    path = small / SOURCES
    path.write_text(
        "# head\nreferences:\n  # of the bees\n  - id: bees  # first\n    type: book\n    title: Bees\n\n"
        "  # of the zoo\n  - id: zoo\n    type: book\n    title: Zoo\n    # last\n",
        "utf-8",
    )
    before = path.read_text("utf-8")
    collected = collect(small, [BIB])
    keep_sources(small, collected)
    after = path.read_text("utf-8")
    assert list(items(collected)) == ["bees", "bridge", "orlow-register", "parish", "tuchman-1962", "zoo"]
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines()), "in their order"
    assert "  # Imported from library.bib (Tuchman_1962); recheck.\n  - id: tuchman-1962\n" in after
    assert edition(small, "fmt", "--check", SOURCES).returncode == 0


@pytest.mark.parametrize(
    "start", [None, "", "references:\n", "references: []\n", "# only a comment\n", "references:\r\n"]
)
def test_a_file_without_sources_gets_its_first(small: Path, start: str | None) -> None:
    (small / SOURCES).unlink()
    if start is not None:
        (small / SOURCES).write_bytes(start.encode())
    collected = collect(small, [RIS])
    keep_sources(small, collected)
    assert set(read_sources(SOURCES, (small / SOURCES).read_bytes())[0]) == {
        "smith-2016-war-the-end",
        "oz-2001-second-thing",
    }


def test_a_second_import_adds_nothing(small: Path) -> None:
    keep_sources(small, collect(small, [BIB, RIS, CSL]))
    before = snapshot(small)
    again = collect(small, [BIB, RIS, CSL])
    assert again.added == ()
    assert again.after == (small / SOURCES).read_bytes()
    assert snapshot(small) == before


def test_a_mistake_of_syntax_is_named_by_its_line(small: Path) -> None:
    (found,) = collect(small, [given(small, "bad.bib", "@book{a, title = {b}\n@book{c, title = {d}}")]).findings
    assert (found.code, found.place.line, found.place.column) == ("E201", 2, 1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.bib", b"\xff"),
        ("a.bib", b""),
        ("a.bib", b"no entries"),
        ("a.ris", b"garbage"),
        ("a.ris", b""),
        ("a.json", b"{"),
        ("a.json", b"[" * 100_000),
        ("a.json", b"7"),
        ("a.json", b"[]"),
        ("a.json", b'{"references": 7}'),
        ("a.json", b'[{"type": 7, "title": [], "author": 7, "issued": 7}]'),
        (
            "a.json",
            b'[{"type": "book", "title": "x", "author": [7, {"family": {}}], "issued": {"date-parts": [[[]]]}}]',
        ),
        ("a.json", b'[{"type": "book", "title": "\\ud800\\u202e", "id": "\\u0000"}]'),
    ],
)
def test_what_can_not_be_read_is_a_finding_and_never_a_traceback(small: Path, name: str, words: bytes) -> None:
    collected = collect(small, [given(small, name, words)])
    assert collected.findings
    assert all(finding.code[0] == "E" for finding in collected.findings)


def test_a_strangers_words_stay_one_text(small: Path) -> None:
    nasty = {
        "id": "a\n  - id: b",
        "type": "book",
        "title": "x\n    type: map\u202e # y: [z",
        "note": "{{ config }} <script>",
    }
    collected = collect(small, [given(small, "n.json", json.dumps([nasty]))])
    assert items(collected)["a-id-b"]["title"] == "x type: map # y: [z"
    assert len(collected.added) == 1


def test_the_command_shows_first_and_writes_when_told(small: Path) -> None:
    before = snapshot(small)
    done = edition(small, "import-sources", str(BIB))
    assert done.returncode == 1, "one can't be used, one clashes"
    assert "- id: tuchman-1962" in done.stdout
    assert "E202 reference 5 (“local”) can't be used: an address may not begin with “file:”" in done.stderr
    assert snapshot(small) == before
    done = edition(small, "import-sources", str(RIS), "--write")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["smith-2016-war-the-end", "oz-2001-second-thing"]
    assert edition(small, "check").returncode == 0
    assert edition(small, "import-sources", "library.txt").returncode == 2


def test_of_a_work_without_a_type_it_is_said_in_words(small: Path) -> None:
    found = collect(small, [given(small, "page.bib", "@misc{page, title={A page}, year={1999}}")])
    assert codes(found) == ["E205 reference 1 (“page”): what kind of work it is, is not said; it is called a document"]
