"""What is counted of an article, and what is asked of a reading."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.model import Anchor, AnchorStatus, CanonicalOffset
from build_scripts.pipeline.measuring import Counts, References, UnknownCollectionError, count, overlaps, unmet
from build_scripts.pipeline.surveying import survey
from tests.building.running import SMALL, change

GOOD = Counts(
    article="cases/one",
    words=1000,
    notes=20,
    drafts=0,
    kinds=tuple((kind, 2) for kind in "abcdef"),
    questions=3,
    overlaps=1,
    spanning=1,
    whole=1,
    figures=1,
    sources=6,
    references=References(0, 2, 2, 0),
    backlinks=0,
)


def anchor(note: str, start: int, end: int) -> Anchor:
    return Anchor(note, 0, AnchorStatus.ANCHORED, CanonicalOffset(start), CanonicalOffset(end))


@pytest.mark.parametrize(
    ("places", "pairs"),
    [
        ([("a", 0, 5), ("b", 5, 9)], 0),
        ([("a", 0, 5), ("b", 4, 9)], 1),
        ([("a", 0, 20), ("b", 4, 9), ("c", 6, 7)], 3),
        ([("a", 0, 20), ("b", 4, 9), ("b", 12, 14)], 1),
        ([("a", 0, 5), ("a", 2, 9)], 0),
        ([], 0),
    ],
)
def test_overlaps_are_pairs_of_notes_that_share_words(places: list[tuple[str, int, int]], pairs: int) -> None:
    assert overlaps([anchor(*place) for place in places]) == pairs


def test_a_reading_that_has_everything_lacks_nothing() -> None:
    assert unmet([GOOD], "cases") == ()


@pytest.mark.parametrize(
    ("changed", "lack"),
    [
        (replace(GOOD, words=899), "899 words, asked for: 900 to 1400"),
        (replace(GOOD, words=1401), "1401 words, asked for: 900 to 1400"),
        (replace(GOOD, notes=26), "26 notes, asked for: 15 to 25"),
        (replace(GOOD, kinds=GOOD.kinds[:5]), "5 kinds of notes, asked for: at least 6"),
        (replace(GOOD, questions=4), "4 questions, asked for: 3"),
        (replace(GOOD, overlaps=0), "0 pairs of notes that overlap, asked for: at least 1"),
        (replace(GOOD, spanning=0), "0 notes over several paragraphs, asked for: at least 1"),
        (replace(GOOD, spanning=None), "notes over several paragraphs can't be counted: the text is not here"),
        (replace(GOOD, whole=0), "0 notes on the whole article, asked for: at least 1"),
        (replace(GOOD, figures=0), "0 figures, asked for: at least 1"),
        (replace(GOOD, figures=None), "figures can't be counted: the text is not here"),
        (replace(GOOD, sources=13), "13 sources, asked for: 6 to 12"),
        (
            replace(GOOD, references=References(9, 1, 2, 9)),
            "3 cross-references to other articles, asked for: at least 4",
        ),
    ],
)
def test_each_lack_is_said_in_words(changed: Counts, lack: str) -> None:
    assert unmet([changed], "cases") == (f"cases/one: {lack}",)


def test_an_unknown_collection_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownCollectionError, match="did you mean cases"):
        unmet([GOOD], "case")


def test_notes_over_paragraphs_and_on_the_whole_article_are_counted_and_drafts_are_not(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    change(
        root,
        "annotations/tales/the-bridge.yml",
        "quote: fell on a Tuesday",
        "quote: fell on a\n    through: forty people",
    )
    whole = "\n  - id: whole\n    kind: context\n    note: About it all.\n"
    draft = "  - id: later\n    kind: context\n    status: draft\n    note: See [[the-ferry]].\n"
    file = root / "annotations/tales/the-bridge.yml"
    file.write_text(file.read_text("utf-8").rstrip() + whole + draft, "utf-8")
    bridge = count(survey(root, drafts=True, memo=None, tell=lambda said: None))[0]
    assert (bridge.notes, bridge.drafts, bridge.spanning, bridge.whole, bridge.overlaps) == (3, 1, 1, 1, 1)
    assert bridge.references == References(own=0, same=1, other=0, lists=1)
