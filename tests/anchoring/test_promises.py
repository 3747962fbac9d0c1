"""What happens to a sidecar's notes when the article under them is edited (promises F7, F9 and F11)."""

from __future__ import annotations

import random

from build_scripts.anchoring.canonical import Canonical, canonical_text
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.placing import anchor
from build_scripts.anchoring.suggesting import suggest
from build_scripts.findings import Severity
from build_scripts.model import Anchor, AnchorStatus, Annotation
from tests.anchoring.cases import annotation_of, article_of

SEED = 11
SYLLABLES = [consonant + vowel for consonant in "bdklmnrst" for vowel in "aeio"]


def words(dice: random.Random, count: int) -> str:
    return " ".join("".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(count))


def ten_kilobytes(dice: random.Random) -> list[str]:
    paragraphs: list[str] = []
    while len("\n".join(paragraphs)) < 10_000:
        paragraphs.append(words(dice, 60))
    return paragraphs


def notes_on(canonical: Canonical, dice: random.Random, count: int) -> list[Annotation]:
    notes = []
    for index in range(count):
        start = dice.randrange(len(canonical.text) - 80)
        start = canonical.text.find(" ", start) + 1
        end = canonical.text.find(" ", start + dice.randint(8, 60))
        selector = describe(canonical.text, start, end if end > 0 else len(canonical.text))
        notes.append(annotation_of(selector.exact, name=f"n{index}", prefix=selector.prefix, suffix=selector.suffix))
    return notes


def edited(paragraphs: list[str], dice: random.Random) -> list[str]:
    """300 characters written over, one paragraph moved, one split, two merged."""
    result = list(paragraphs)
    victim = dice.randrange(1, len(result) - 6)
    result[victim] = words(dice, 200)[:300] + result[victim][300:]
    result.append(result.pop(victim + 1))
    half = result[victim + 2].index(" ", 100)
    result[victim + 2 : victim + 3] = [result[victim + 2][:half], result[victim + 2][half + 1 :]]
    result[victim + 4 : victim + 6] = [" ".join(result[victim + 4 : victim + 6])]
    return result


def placed(anchors: tuple[Anchor, ...]) -> list[Anchor]:
    return [one for one in anchors if one.start is not None]


def test_an_edit_of_300_characters_in_10_kilobytes_leaves_the_other_notes_where_their_words_are() -> None:
    dice = random.Random(SEED)  # noqa: S311  # a seeded test, not a secret
    survivors = exact = ragged = 0
    for _ in range(20):
        paragraphs = ten_kilobytes(dice)
        notes = notes_on(canonical_text(article_of(*paragraphs)), dice, 50)
        after = canonical_text(article_of(*edited(paragraphs, dice)))
        flat = after.text.replace("\n", " ")
        anchors, findings = anchor(after, notes)
        assert len(anchors) == len(notes)
        for note, one in zip(notes, anchors, strict=True):
            quote = note.targets[0].quote.text.replace("\n", " ")
            survivors += quote in flat
            exact += one.start is not None
            ragged += one.start is not None and one.text.replace("\n", " ") != quote
        unplaced = [one for one in anchors if one.start is None]
        assert len([f for f in findings if f.severity is Severity.ERROR]) == len(unplaced)
    assert exact / survivors >= 0.99
    assert ragged == 0


def test_a_note_is_never_moved_to_a_near_twin_of_its_passage() -> None:
    dice = random.Random(SEED)  # noqa: S311  # a seeded test, not a secret
    for _ in range(200):
        passage = words(dice, 12)
        parts = passage.split()
        parts[dice.randrange(3, len(parts) - 3)] = "zuzuzu"
        article = article_of(words(dice, 30), " ".join(parts), words(dice, 30))
        anchors, findings = anchor(canonical_text(article), (annotation_of(passage),))
        assert anchors[0].status is AnchorStatus.ORPHAN
        assert "zuzuzu" in findings[0].hint


def test_every_problem_of_an_article_is_reported_in_one_run() -> None:
    article = article_of("The strike killed ten. Later the strike was denied.")
    notes = [
        annotation_of("strike", name="a"),
        annotation_of("nowhere", name="b"),
        annotation_of("killed", name="c", prefix="ship "),
        annotation_of("ten", name="d"),
    ]
    anchors, findings = anchor(canonical_text(article), notes)
    assert [str(one.status) for one in anchors] == ["ambiguous", "orphan", "contradicted", "anchored"]
    assert [finding.code for finding in findings] == ["A101", "A104", "A102"]
    assert len(placed(anchors)) == 1


def test_thousands_of_notes_on_a_long_text_each_have_a_place_or_a_finding() -> None:
    dice = random.Random(SEED)  # noqa: S311  # a seeded test, not a secret
    canonical = canonical_text(article_of(*(words(dice, 200) for _ in range(900))))
    text = canonical.text
    starts = [text.find(" ", dice.randrange(len(text) - 200)) + 1 for _ in range(2000)]
    notes = [annotation_of(text[at : text.find(" ", at + 60)], name=f"n{at}") for at in starts]
    anchors, findings = anchor(canonical, notes)
    assert len(placed(anchors)) + len(findings) == len(notes)


def test_a_suggestion_ends_where_the_quotation_ends_not_at_the_comma_after_it() -> None:
    text = "He wrote later that he saw no boats and no wakes, only the sea and American gunfire."
    (nearest,) = suggest(text, "no ships and no wakes")
    assert text[nearest.start : nearest.end] == "no boats and no wakes"
