"""What there is of each article, in numbers, and what a reading written for an edition should have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from build_scripts.anchoring.canonical import Canonical, number_at
from build_scripts.findings import RefusedError
from build_scripts.model import Anchor, CanonicalOffset, Status
from build_scripts.pipeline.compiling import Compiled
from build_scripts.pipeline.surveying import Survey
from build_scripts.reading.fields import no_such
from build_scripts.rendering.questions import asks
from build_scripts.rendering.summary import NoteSummary, Summary, article_id


class UnknownCollectionError(RefusedError):
    """There is no such collection; one line."""


@dataclass(frozen=True, slots=True)
class References:
    """Where the notes and the summary of an article point; each thing once for each note that points at it."""

    own: int
    """At the article itself, its notes and paragraphs."""
    same: int
    """At other articles of its collection."""
    other: int
    """At articles of other collections."""
    lists: int
    """At the glossary, the sources, the timeline and the questions."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is of one article. Drafts count as drafts and as nothing else."""

    article: str
    words: int | None
    """None: the text is not here."""
    notes: int
    drafts: int
    kinds: tuple[tuple[str, int], ...]
    """How many notes of each kind, by kind."""
    questions: int
    overlaps: int
    """Pairs of notes whose words overlap."""
    spanning: int | None
    """Notes that run over the end of a paragraph. None: the text is not here."""
    whole: int
    """Notes on the whole article."""
    figures: int | None
    """None: the text is not here."""
    sources: int
    """Of the list of sources; articles of the edition that are cited do not count."""
    references: References
    backlinks: int
    """How often anything points at the article, its notes or paragraphs."""


def count(survey: Survey) -> tuple[Counts, ...]:
    """For each article, in reading order. The survey must be one in which every article was compiled."""
    return tuple(_counts(survey, summary, survey.compiled[key]) for key, summary in survey.index.articles.items())


def unmet(counts: Iterable[Counts], collection: str) -> tuple[str, ...]:
    """What the articles of a collection lack of a reading written for an edition, a line for each lack.

    Raises `UnknownCollectionError`.
    """
    listed = list(counts)
    chosen = [one for one in listed if one.article.startswith(f"{collection}/")]
    if not chosen:
        names = sorted({one.article.partition("/")[0] for one in listed})
        raise UnknownCollectionError(no_such("collection", collection, names))
    return tuple(f"{one.article}: {lack}" for one in chosen for lack in _lacks(one))


def _lacks(one: Counts) -> Iterator[str]:
    """At most and at least, as the edition's editors have agreed."""
    elsewhere = one.references.same + one.references.other
    demands: Sequence[tuple[str, int | None, int, int | None]] = (
        ("words", one.words, 900, 1400),
        ("notes", one.notes, 15, 25),
        ("kinds of notes", len(one.kinds), 6, None),
        ("questions", one.questions, 3, 3),
        ("pairs of notes that overlap", one.overlaps, 1, None),
        ("notes over several paragraphs", one.spanning, 1, None),
        ("notes on the whole article", one.whole, 1, None),
        ("figures", one.figures, 1, None),
        ("sources", one.sources, 6, 12),
        ("cross-references to other articles", elsewhere, 4, None),
    )
    for what, number, least, most in demands:
        if number is None:
            yield f"{what} can't be counted: the text is not here"
        elif number < least or (most is not None and number > most):
            asked = f"at least {least}" if most is None else f"{least}" if most == least else f"{least} to {most}"
            yield f"{number} {what}, asked for: {asked}"


def _counts(survey: Survey, summary: Summary, compiled: Compiled) -> Counts:
    key, index = article_id(summary), survey.index
    notes = [note for note in summary.notes if note.status != Status.DRAFT]
    shown = {note.id for note in notes}
    anchors = [anchor for anchor in compiled.anchors if anchor.annotation in shown]
    backlinks = sum(
        len(links)
        for target, links in index.backlinks.items()
        if target == key or target.startswith((f"{key}#", f"{key}¶"))
    )
    return Counts(
        article=key,
        words=summary.words,
        notes=len(notes),
        drafts=len(summary.notes) - len(notes),
        kinds=tuple(sorted(Counter(note.kind for note in notes).items())),
        questions=sum(asks(note.kind, survey.registers.settings) for note in notes),
        overlaps=overlaps(anchors),
        spanning=_spanning(anchors, compiled.text.canonical) if compiled.text else None,
        whole=sum(not annotation.targets for annotation in compiled.sidecar.annotations if annotation.id in shown),
        figures=len(summary.pictures) if compiled.text else None,
        sources=sum(index.source_urls[source].startswith("sources/") for source in index.cited.get(key, ())),
        references=_references(survey, summary, notes),
        backlinks=backlinks,
    )


def overlaps(anchors: Sequence[Anchor]) -> int:
    """How many pairs of notes share words; notes that only touch do not."""
    placed = sorted(
        (anchor.start, anchor.end, anchor.annotation)
        for anchor in anchors
        if anchor.start is not None and anchor.end is not None
    )
    pairs = {
        frozenset((one, other))
        for (_, end, one), (start, _, other) in combinations(placed, 2)
        if start < end and one != other
    }
    return len(pairs)


def _spanning(anchors: Iterable[Anchor], canonical: Canonical) -> int:
    return len(
        {
            anchor.annotation
            for anchor in anchors
            if anchor.start is not None
            and anchor.end is not None
            and number_at(canonical, anchor.start) != number_at(canonical, CanonicalOffset(anchor.end - 1))
        }
    )


def _references(survey: Survey, summary: Summary, notes: Iterable[NoteSummary]) -> References:
    key = article_id(summary)
    made = {("", reference.target) for reference in summary.references}
    made |= {(note.id, reference.target) for note in notes for reference in note.references}
    found = {(note, at.key) for note, target in made if (at := survey.index.destinations.get((key, target)))}
    where: Counter[str] = Counter()
    for _, target in found:
        article = target.partition("#")[0].partition("¶")[0]
        if article == key:
            where["own"] += 1
        elif article in survey.index.articles:
            where["same" if article.startswith(f"{summary.collection}/") else "other"] += 1
        else:
            where["lists"] += 1
    return References(where["own"], where["same"], where["other"], where["lists"])
