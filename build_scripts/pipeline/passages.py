"""What became of the words that a note is about, between two times.

Where both texts are here the words themselves are compared. Where one is not, what was recorded of it is: the SHA-256
of the canonical text, and for each note where it stood. See `reading.records`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from build_scripts.anchoring.canonical import Canonical, canonical_text, digest, flatten
from build_scripts.anchoring.folding import fold
from build_scripts.anchoring.placing import anchor
from build_scripts.anchoring.recording import from_record
from build_scripts.model import Anchor, Annotation, Settings, Sidecar, Target
from build_scripts.pipeline.compiling import Files
from build_scripts.reading.articles import read_article
from build_scripts.reading.records import read_record
from build_scripts.reading.sidecars import read_sidecar


class Passage(StrEnum):
    """What became of the words that a note is about."""

    UNCHANGED = "unchanged"
    """The same words in the same paragraph."""
    MOVED = "moved"
    """The same words in another paragraph, or at another of the places where they stand."""
    CHANGED = "changed"
    """Other words than before."""
    GONE = "gone"
    """They had a place and have none now."""
    FOUND = "found"
    """They have a place now and had none."""
    UNKNOWN = "unknown"
    """The text is not here, or was not there, and what is recorded does not tell."""
    WHOLE = "whole"
    """The note is on the whole article."""


class Ground(StrEnum):
    """What it is known from."""

    WORDS = "words"
    """Both texts are here, or nothing need be compared."""
    SAME_TEXT = "same text"
    """A text is not here; by its SHA-256 it is the same then and now, so this is certain."""
    PLACES = "recorded places"
    """A text is not here, and it has changed: quotes, ¶ and lengths were compared, and not what stands around them."""
    NO_RECORD = "no record"
    """Unknown: a text is not here, and no places of its notes are recorded."""
    NOT_RECORDED = "place not recorded"
    """Unknown: the places were recorded before this note's quote was written, or it had none."""


@dataclass(frozen=True, slots=True)
class Version:
    """One article with its notes at one time."""

    sidecar: Sidecar | None = None
    canonical: Canonical | None = None
    """None: its words are not here."""
    anchors: tuple[Anchor, ...] = ()
    """Where the words are not here those recorded, without words; see `from_record`."""
    text: str = ""
    """The SHA-256 of the canonical text as it was recorded; empty without a record, or where the words are here."""

    def places_of(self, note: Annotation) -> list[Anchor]:
        """One for each of its targets; none for a note on the whole article, or where nothing is known."""
        return [one for one in self.anchors if one.annotation == note.id]


def version_of(files: Files, settings: Settings) -> Version:
    """One article as its files say; what can't be read is not there."""
    if files.where.sidecar is None or files.sidecar is None:
        return Version()
    sidecar, _ = read_sidecar(files.where.sidecar, files.sidecar, settings.kinds, None)
    if sidecar is None:
        return Version()
    if files.where.article is not None and files.article is not None:
        article, _ = read_article(files.where.article, files.article, sidecar)
        if article is not None:
            canonical = canonical_text(article)
            return Version(sidecar, canonical, anchor(canonical, sidecar.annotations)[0])
    if files.where.record is not None and files.record is not None:
        record, _ = read_record(files.where.record, files.record)
        if record is not None:
            return Version(sidecar, None, from_record(record, sidecar.annotations)[0], record.text)
    return Version(sidecar)


def with_the_same_text(one: Version, other: Version) -> Version:
    """`one`, if its text is not here, with the text of `other` where the record says that it was the very same. What
    was recorded of the ¶ stays: it depends on how the text is divided too."""
    if (
        one.canonical
        or not one.sidecar
        or not one.text
        or other.canonical is None
        or digest(other.canonical) != one.text
    ):
        return one
    recorded = {(place.annotation, place.target): place for place in one.anchors}
    found, _ = anchor(other.canonical, one.sidecar.annotations)
    anchors = (
        replace(place, number=recorded[place.annotation, place.target].number)
        if place.start == recorded[place.annotation, place.target].start
        else place
        for place in found
    )
    return replace(one, canonical=other.canonical, anchors=tuple(anchors))


def became(was: Annotation, is_: Annotation, old: Version, new: Version) -> tuple[Passage, Ground]:
    """Of a note with several targets, the gravest of their fates."""
    if not is_.targets and not was.targets:
        return Passage.WHOLE, Ground.WORDS
    before, after = old.places_of(was), new.places_of(is_)
    if old.canonical is not None and new.canonical is not None:
        ranks = [_rank(one, old.canonical) for one in before], [_rank(one, new.canonical) for one in after]
        return _in_texts(before, after, ranks[0] == ranks[1]), Ground.WORDS
    if not (old.canonical or old.text) or not (new.canonical or new.text):
        return Passage.UNKNOWN, Ground.NO_RECORD
    same_text = old.text == new.text
    if same_text and list(map(_selector, was.targets)) == list(map(_selector, is_.targets)):
        known = all(one.start is not None for one in (*before, *after))
        return _numbered_alike(before, after) if known else Passage.UNCHANGED, Ground.SAME_TEXT
    lost_then, lost_now = (any(one.start is None for one in places) for places in (before, after))
    if (lost_then and old.canonical is None) or (lost_now and new.canonical is None):
        return Passage.UNKNOWN, Ground.NOT_RECORDED
    if lost_then or lost_now:
        return _found_or_gone(lost_then, lost_now), Ground.PLACES
    ground = Ground.SAME_TEXT if same_text else Ground.PLACES
    if same_text and [(one.start, one.end) for one in before] == [(one.start, one.end) for one in after]:
        return _numbered_alike(before, after), ground
    if not _may_be_the_same_words(was, before, is_, after):
        return Passage.CHANGED, ground
    return Passage.MOVED if same_text else _numbered_alike(before, after), ground


def has_place(note: Annotation, version: Version) -> tuple[Passage, Ground]:
    """Of a note at one time only: found, gone or unknown."""
    if not note.targets:
        return Passage.WHOLE, Ground.WORDS
    lost = any(one.start is None for one in version.places_of(note))
    if version.canonical is not None:
        return Passage.GONE if lost else Passage.FOUND, Ground.WORDS
    if not version.text:
        return Passage.UNKNOWN, Ground.NO_RECORD
    return (Passage.UNKNOWN, Ground.NOT_RECORDED) if lost else (Passage.FOUND, Ground.PLACES)


def _in_texts(before: Sequence[Anchor], after: Sequence[Anchor], ranked_alike: bool) -> Passage:
    lost_then, lost_now = (any(one.start is None for one in places) for places in (before, after))
    if lost_then or lost_now:
        return _found_or_gone(lost_then, lost_now)
    if [one.text for one in before] != [one.text for one in after]:
        return Passage.CHANGED
    return _numbered_alike(before, after) if ranked_alike else Passage.MOVED


def _found_or_gone(lost_then: bool, lost_now: bool) -> Passage:
    if lost_now:
        return Passage.UNCHANGED if lost_then else Passage.GONE
    return Passage.FOUND


def _numbered_alike(before: Sequence[Anchor], after: Sequence[Anchor]) -> Passage:
    alike = [one.number for one in before] == [one.number for one in after]
    return Passage.UNCHANGED if alike else Passage.MOVED


def _rank(place: Anchor, canonical: Canonical) -> int:
    """How often the words stand in their block before this place."""
    start = int(place.start or 0)
    first = max((begin for begin in canonical.starts if begin <= start), default=0)
    return canonical.text.count(place.text, first, start + len(place.text) - 1) if place.text else 0


def _may_be_the_same_words(was: Annotation, before: Sequence[Anchor], is_: Annotation, after: Sequence[Anchor]) -> bool:
    """As far as quotes and lengths tell. A quote says all the words of its place, but for the typography; with
    `through` it says how they begin and end."""
    if len(was.targets) != len(is_.targets):
        return False
    pairs = zip(was.targets, before, is_.targets, after, strict=True)
    return all(_may_be_alike(then, _length(one), now, _length(other)) for then, one, now, other in pairs)


def _may_be_alike(then: Target, length_then: int, now: Target, length_now: int) -> bool:
    if then.through is None and now.through is None:
        return _folded(then.quote.text) == _folded(now.quote.text)
    begins = _folded(then.quote.text), _folded(now.quote.text)
    ends = _folded((then.through or then.quote).text), _folded((now.through or now.quote).text)
    begin_alike = begins[0].startswith(begins[1]) or begins[1].startswith(begins[0])
    end_alike = ends[0].endswith(ends[1]) or ends[1].endswith(ends[0])
    return length_then == length_now and begin_alike and end_alike


def _length(place: Anchor) -> int:
    return int(place.end or 0) - int(place.start or 0)


def _folded(words: str) -> str:
    return fold(flatten(words)).text


def _selector(target: Target) -> tuple[str | None, ...]:
    parts = (target.quote, target.prefix, target.suffix, target.through)
    return tuple(None if part is None else part.text for part in parts)
