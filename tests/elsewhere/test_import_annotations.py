"""`edition import-annotations` as an editor meets it who has a file from another program."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from build_scripts.pipeline.appending import keep
from build_scripts.pipeline.borrowing import Loan, bring
from build_scripts.pipeline.checking import check
from tests.building.running import ROOT, SMALL, change, edition, snapshot

CASES = ROOT / "tests" / "cases" / "elsewhere"
HYPOTHESIS = CASES / "hypothesis.json"
W3C = CASES / "web-annotations.jsonld"
BRIDGE = "annotations/tales/the-bridge.yml"
PAGE = "https://www.gazette.example/bridge/"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def take(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return edition(root, "import-annotations", *map(str, arguments), "--article", "the-bridge")


def given(root: Path, value: object) -> Path:
    path = root.parent / "given.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    return path


def row(exact: str, text: str = "A note.", **more: object) -> dict[str, object]:
    context = {key: more.pop(key) for key in ("prefix", "suffix") if key in more}
    selector = {"type": "TextQuoteSelector", "exact": exact} | context
    return {"id": text, "user": "acct:ann@hypothes.is", "text": text, "target": [{"selector": [selector]}], **more}


def notes(root: Path) -> dict[str, dict[str, object]]:
    """The new ones by their id, after an import that was written."""
    loaded = yaml.load((root / BRIDGE).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  texts alone, as the edition reads them
    return {note["id"]: note for note in loaded["annotations"][2:]}


def test_without_write_the_entries_are_shown_and_nothing_changes(small: Path) -> None:
    before = snapshot(small)
    done = take(small, HYPOTHESIS)
    assert done.returncode == 1, "two have no place"
    assert "quote: The river is not deep" in done.stdout
    assert snapshot(small) == before


def test_notes_of_hypothesis_stand_on_their_words_in_the_order_of_the_text(small: Path) -> None:
    before = (small / BRIDGE).read_text("utf-8")
    take(small, HYPOTHESIS, "--write")
    assert (small / BRIDGE).read_text("utf-8").startswith(before)
    rows = json.loads(edition(small, "anchors", "the-bridge", "--format", "json").stdout)["anchors"][2:]
    assert [(one["id"], one["text"], one["paragraph"]) for one in rows] == [
        ("bridge-at-orlow", "bridge at Orlow", None),
        ("nobody-was-on-it", "nobody was on it", 1),
        ("the-river-is-not-deep", "The river is not deep", 2),
        ("the-river-is-not-deep-2", "The river is not deep", 2),
        ("the-river-is-not-deep-3", "The river is not deep", 2),
    ]
    assert edition(small, "check", "--strict").returncode == 0


def test_tags_and_date_are_kept_and_an_unknown_author_is_named_in_a_comment(small: Path) -> None:
    take(small, HYPOTHESIS, "--write")
    made = notes(small)["the-river-is-not-deep"]
    assert made["tags"] == ["depth", "goats: drowned"]
    assert made["created"] == "2024-05-02"
    assert "author" not in made
    assert "  # By Jane Doe; imported from hypothesis.json (first)\n" in (small / BRIDGE).read_text("utf-8")


def test_an_annotator_of_the_edition_is_credited(small: Path) -> None:
    change(small, "mkdocs.yml", "    kinds:", "    annotators:\n      jd: Jane Doe\n      anna: A. Other\n    kinds:")
    take(small, HYPOTHESIS, "--write")
    made = notes(small)
    assert made["the-river-is-not-deep"]["author"] == "jd"
    assert made["the-river-is-not-deep-2"]["author"] == "anna"


def test_a_reply_stands_on_the_same_words_and_points_at_what_it_answers(small: Path) -> None:
    take(small, HYPOTHESIS, "--write")
    made = notes(small)
    assert made["the-river-is-not-deep-2"]["see"] == ["tales/the-bridge#the-river-is-not-deep"]
    assert made["the-river-is-not-deep-3"]["see"] == ["tales/the-bridge#the-river-is-not-deep-2"]


def test_a_highlight_without_words_is_a_draft_and_a_page_note_has_no_quote(small: Path) -> None:
    take(small, HYPOTHESIS, "--write")
    made = notes(small)
    assert made["nobody-was-on-it"]["status"] == "draft"
    assert "quote" not in made["a-tale-that-travels"]


def test_what_has_no_place_is_reported_in_full_with_what_is_near_and_written_nowhere(small: Path) -> None:
    done = take(small, HYPOTHESIS, "--write")
    assert "E103 annotation 7 (id “lost”): “forty poeple drownd” is nowhere in the article" in done.stderr
    assert 'quote: "forty people drowned"' in done.stderr
    assert "E103 annotation 8 (id “twice”): “The bridge at Orlow” stands 2 times" in done.stderr
    assert "Which papers?" in done.stderr
    assert "Which papers?" not in (small / BRIDGE).read_text("utf-8")


def test_those_without_a_place_can_be_kept_in_a_file_and_pasted_when_corrected(small: Path) -> None:
    kept = small.parent / "unplaced.yml"
    take(small, HYPOTHESIS, "--unplaced", kept)
    text = kept.read_text("utf-8").replace("forty poeple drownd", "forty people drowned").partition("\n\n")[0]
    with (small / BRIDGE).open("a", encoding="utf-8") as sidecar:
        sidecar.write(text.replace('prefix: "that "', "").replace('    suffix: "."\n', "") + "\n")
    assert edition(small, "check", "--strict").returncode == 0, edition(small, "check").stderr
    assert take(small, HYPOTHESIS, "--unplaced", kept).returncode == 2, "a file that is there is not overwritten"


def test_a_second_import_adds_nothing_and_says_so(small: Path) -> None:
    take(small, HYPOTHESIS, "--write")
    before = snapshot(small)
    done = take(small, HYPOTHESIS, "--write")
    assert snapshot(small) == before
    assert done.stderr.count("notice E104") == 6
    assert "annotation 3 (id “first”) is here already, as “the-river-is-not-deep”" in done.stderr


def test_a_quotation_is_not_moved_to_where_its_context_contradicts_it(small: Path) -> None:
    wrong = row("forty people drowned", prefix="Nobody believed that ", suffix=" in the flood of 1911")
    done = take(small, given(small, [wrong]))
    assert done.returncode == 1
    assert "E103" in done.stderr
    assert not done.stdout


def test_context_may_lack_the_white_space_between_paragraphs(small: Path) -> None:
    done = take(
        small, given(small, [row("The bridge at Orlow", prefix="bridge at Orlow", suffix=" fell on a")]), "--write"
    )
    assert done.returncode == 0, done.stderr
    assert notes(small)["the-bridge-at-orlow"]["prefix"] == "Orlow "


def test_context_that_fits_two_places_settles_nothing(small: Path) -> None:
    done = take(small, given(small, [row("Orlow", prefix="The bridge at ", suffix="something else")]))
    assert "E103" in done.stderr


def test_web_annotations_are_read_with_nested_selectors_several_targets_and_html(small: Path) -> None:
    done = take(small, W3C, "--page", PAGE, "--write")
    made = notes(small)
    assert made["forty-people"] == {
        "id": "forty-people",
        "quote": "forty people",
        "kind": "claim",
        "verdict": "unverified",
        "note": "Nobody *did*.\n\nSee [the book](https://parish.example/book).\n",
        "tags": ["casualties"],
        "created": "2023-01-31",
    }
    assert made["two-papers"]["quote"] == [
        {"quote": "Two papers"},
        {"quote": "The bridge at Orlow", "prefix": "Orlow "},
    ]
    assert made["forty-people-2"]["see"] == ["tales/the-bridge#forty-people"]
    assert "E102 annotation 4 (id “https://notes.example/4”) can't be used: a body is not an object" in done.stderr
    assert edition(small, "check", "--strict").returncode == 0


def test_annotations_on_another_page_are_left_out_and_counted(small: Path) -> None:
    assert (
        "warning E106 1 annotation is on another page and left out: other.example"
        in take(small, W3C, "--page", PAGE).stderr
    )
    refused = take(small, W3C)
    assert refused.returncode == 2
    assert "choose with --page" in refused.stderr
    change(small, BRIDGE, "  rights: full", "  url: http://gazette.example/bridge#top\n  rights: full")
    assert "other.example" in take(small, W3C).stderr, "the article's own address chooses"


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"type": "AnnotationPage", "items": [one]},
        lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
        lambda one: {"@graph": [one]},
    ],
)
def test_one_a_list_a_page_and_a_collection_are_alike(small: Path, shape: object) -> None:
    one = {
        "type": "Annotation",
        "body": "A plain text.",
        "target": {"source": "u", "selector": {"type": "TextQuoteSelector", "exact": "a goat"}},
    }
    assert callable(shape)
    brought = bring(small, Loan([given(small, shape(one))], "the-bridge"))
    assert brought.longer
    assert [note.note.text for note in brought.longer.added] == ["A plain text.\n"]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{",
        "[" * 100_000,
        '[{"text": ' + "[" * 50_000 + "]" * 50_000 + "}]",
        "7",
        "[NaN]",
        '{"rows": [1, "x", null]}',
        '"\\ud800"',
        "1" * 10_000,
        {"rows": 7},
        {"rows": [{"uri": 7, "text": 7}]},
        {"rows": [{"text": "x", "target": 7}]},
        {"rows": [{"text": "x", "target": [{"selector": [7]}]}]},
        {"rows": [{"text": "x", "tags": {"a": 1}}]},
        {"rows": [{"text": "x", "references": [7]}]},
        {"rows": [{"text": "x", "target": [{"selector": [{"type": "RangeSelector"}]}]}]},
        {"rows": [row("   ")]},
        {"rows": [row("a goat" * 5000)]},
        {"rows": [row("a goat", "x" * 30_000)]},
        {"type": "Annotation", "body": [[7]], "target": None},
        {"type": "Annotation", "target": [{"selector": {"refinedBy": {"refinedBy": 7}}}]},
        {"type": "Annotation", "motivation": 7, "target": "x"},
        {"type": "Annotation", "creator": [7], "target": "x"},
        "\ufeff{}",
    ],
    ids=range(24),
)
def test_what_is_no_such_file_is_a_finding_and_never_a_traceback(small: Path, value: object) -> None:
    brought = bring(small, Loan([given(small, value)], "the-bridge"))
    assert brought.longer is None
    assert all(finding.code in ("E101", "E102") for finding in brought.findings)
    assert brought.findings


def test_a_file_that_is_not_utf_8_is_refused(small: Path) -> None:
    path = small.parent / "latin.json"
    path.write_bytes(b'["caf\xe9"]')
    assert "E101" in take(small, path).stderr


@pytest.mark.parametrize(
    "words",
    [
        "[@parish] and @parish",
        "[[the-ferry]] [[",
        "[the-bridge, p. 3] [x](javascript:alert(1)) ![](http://x/y.png)",
        "<script>alert(1)</script> <img src=x onerror=y>",
        "\u202ebackwards\u200b \x00\x1b[31m \U000e0041",
        "# not a comment\n---\nkey: [\n\t- tab\n...",
        "  indented\n\n    code",
        "&amp; \\[@parish] \\@parish `[@parish]`",
        "a\r\nb\rc\u2028d",
        "\ud800",
    ],
)
def test_strangers_words_cite_nothing_refer_to_nothing_and_break_nothing(small: Path, words: str) -> None:
    brought = bring(small, Loan([given(small, [row("a goat", words)])], "the-bridge"))
    assert brought.longer
    keep(small, brought.longer)
    assert check(small, lambda _: None) == ()


def test_what_a_stranger_is_called_stays_one_comment(small: Path) -> None:
    nasty = row("a goat", user="x\n    note: mine\u202e", id="y\n  - id: z\x07")
    assert take(small, given(small, [nasty]), "--write").returncode == 0
    assert list(notes(small)) == ["a-goat"]
    assert edition(small, "check", "--strict").returncode == 0


def test_the_kind_is_that_of_the_motivation_or_the_one_asked_for(small: Path) -> None:
    one = {
        "type": "Annotation",
        "motivation": "assessing",
        "bodyValue": "x",
        "target": {"selector": {"type": "TextQuoteSelector", "exact": "a goat"}},
    }
    assert "kind: claim\n    verdict: unverified" in take(small, given(small, one)).stdout
    assert "kind: context\n" in take(small, given(small, one), "--kind", "context").stdout
    refused = take(small, given(small, one), "--kind", "contxt")
    assert refused.returncode == 2
    assert "did you mean context?" in refused.stderr


def test_notes_can_be_drafts_until_they_are_read(small: Path) -> None:
    take(small, HYPOTHESIS, "--draft", "--write")
    assert all(note["status"] == "draft" for note in notes(small).values())


def test_a_private_annotation_is_pointed_out(small: Path) -> None:
    private = row("a goat", permissions={"read": ["acct:ann@hypothes.is"]})
    assert (
        "notice E105 annotation 1 (id “A note.”): only its author could read it there"
        in take(small, given(small, [private])).stderr
    )


def test_an_article_without_a_sidecar_gets_one(small: Path) -> None:
    (small / "annotations/tales/the-ferry.yml").unlink()
    done = edition(
        small, "import-annotations", str(given(small, [row("eleven people")])), "--article", "the-ferry", "--write"
    )
    assert done.returncode == 0, done.stderr
    assert "rights: quoted" in (small / "annotations/tales/the-ferry.yml").read_text("utf-8")


def test_a_sidecar_that_can_not_be_read_is_left_with_its_finding(small: Path) -> None:
    change(small, BRIDGE, "title: ", "title: Orlow: ")
    before = snapshot(small)
    done = take(small, HYPOTHESIS, "--write")
    assert done.returncode == 1
    assert "error Y108" in done.stderr
    assert snapshot(small) == before


def test_many_annotations_are_taken_in_together(small: Path) -> None:
    many = [row("a goat", f"Note {number}.") for number in range(400)]
    assert "added 400 notes" in take(small, given(small, many), "--write").stderr
    assert len(notes(small)) == 400
