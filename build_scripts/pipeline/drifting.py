"""What became of every note since a revision: its passage in the text, and the note itself.

A note is known by its article and its id, and where that is new by what it says. Promised by this: a note rewritten in
place, and a quote changed so that the note means the opposite, are told to whoever reviews.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from build_scripts.anchoring.canonical import Canonical
from build_scripts.anchoring.suggesting import suggest
from build_scripts.model import Annotation, Place, Target
from build_scripts.pipeline.compiling import Files
from build_scripts.pipeline.passages import Ground, Passage, Version, became, has_place, version_of, with_the_same_text
from build_scripts.pipeline.versions import Versions, read_versions

ID = "id"
"""The key of a change by which a note has another address than before."""


class Fate(StrEnum):
    """What became of a note."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class NoteDrift:
    """One note, then and now."""

    article: str
    """`collection/slug`."""
    id: str
    """Its id now; of a removed note, the one it had."""
    fate: Fate
    passage: Passage
    then: tuple[str, ...] = ()
    """For each target the words of the text at its place then; where they are not known, the quote as written. Empty
    for an added note."""
    now: tuple[str, ...] = ()
    """The same now. Empty for a removed note; for a passage that is gone, the passages nearest to the words."""
    number_then: int | None = None
    """The ¶ of the first target."""
    number_now: int | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    """What the note itself says otherwise: key, words then, words now; a key that is not there has no words."""
    place: Place | None = None
    """Of its id now; None for a removed note."""
    ground: Ground = Ground.WORDS
    """What `passage` is known from, or why it is unknown."""
    withheld: bool = False
    """It has a mistake for which it is shown to nobody."""

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell of it."""
        settled = self.passage in (Passage.UNCHANGED, Passage.WHOLE, Passage.UNKNOWN)
        return self.fate is not Fate.KEPT or bool(self.changes) or not settled


@dataclass(frozen=True, slots=True)
class Drift:
    """Every note then or now, by article, in the order of the sidecars; removed ones last."""

    commit: str
    """The revision compared with, its full hash."""
    notes: tuple[NoteDrift, ...]
    absent: tuple[str, ...]
    """The articles, `collection/slug`, of which the text is not here or was not there: of
    their passages is known what is recorded."""
    unreadable: tuple[str, ...]
    """The sidecars, by path, that can't be read now, or could not then: nothing is said of their notes."""


def drift_since(root: Path, revision: str) -> Drift:
    """Compares the files as they lie on disk with those of `revision`. Raises `HistoryError`, `SettingsError`."""
    return drift_between(read_versions(root, revision))


def drift_between(versions: Versions) -> Drift:
    """Pure."""
    then, now = versions.then, versions.now
    alike = then.settings.kinds == now.settings.kinds
    notes: list[NoteDrift] = []
    absent: list[str] = []
    unreadable: list[str] = []
    for key in sorted(now.articles.keys() | then.articles.keys()):
        files_then, files_now = then.articles.get(key), now.articles.get(key)
        new = version_of(files_now, now.settings) if files_now else Version()
        old = new if alike and files_then and files_then == files_now else Version()
        if files_then and old is not new:
            old = version_of(files_then, then.settings)
        broken = [*_unread(files_then, old), *_unread(files_now, new)]
        if broken:
            unreadable += broken
            continue
        if (new.sidecar and new.canonical is None) or (old.sidecar and old.canonical is None):
            absent.append(key)
        notes += compare(key, with_the_same_text(old, new), with_the_same_text(new, old))
    return Drift(versions.commit, tuple(notes), tuple(absent), tuple(dict.fromkeys(unreadable)))


def _unread(files: Files | None, version: Version) -> list[str]:
    """The path of the sidecar, if there is one and it can't be read."""
    return [files.where.sidecar] if files and files.where.sidecar and version.sidecar is None else []


def compare(article: str, old: Version, new: Version) -> Iterator[NoteDrift]:
    """Every note of one article, then or now. Pure."""
    before = {note.id: note for note in (old.sidecar.annotations if old.sidecar else ())}
    after = {note.id: note for note in (new.sidecar.annotations if new.sidecar else ())}
    renamed = _renamed(
        [note for id_, note in before.items() if id_ not in after],
        [note for id_, note in after.items() if id_ not in before],
    )
    for id_, note in after.items():
        if id_ in renamed:
            yield _kept(article, before[renamed[id_]], note, old, new)
        elif id_ not in before:
            words, number = _words(note, new)
            passage, ground = has_place(note, new)
            yield NoteDrift(
                article, id_, Fate.ADDED, passage, (), words, None, number, (), note.place, ground, note.withheld
            )
        else:
            yield _kept(article, before[id_], note, old, new)
    for id_, note in before.items():
        if id_ not in after and id_ not in renamed.values():
            words, number = _words(note, old)
            yield NoteDrift(
                article, id_, Fate.REMOVED, Passage.WHOLE if not note.targets else Passage.GONE, words, (), number
            )


def _renamed(gone: Sequence[Annotation], new: Sequence[Annotation]) -> dict[str, str]:
    """The id now of each note that was given another one, with the id it had.

    It is the same note if its text is the same, or its quote; told only where no second note could be meant.
    """
    pairs: dict[str, str] = {}
    for key in ("note", "quote"):
        for note in new:
            words = _said(note)[key]
            then, now = ([one for one in notes if _said(one)[key] == words] for notes in (gone, new))
            if words and len(then) == len(now) == 1 and note.id not in pairs and then[0].id not in pairs.values():
                pairs[note.id] = then[0].id
    return pairs


def _kept(article: str, was: Annotation, is_: Annotation, old: Version, new: Version) -> NoteDrift:
    then, number_then = _words(was, old)
    now, number_now = _words(is_, new)
    passage, ground = became(was, is_, old, new)
    if passage is Passage.GONE and new.canonical is not None:
        now = _nearest(then, new.canonical)
    changes, place = tuple(_changes(was, is_)), is_.place
    return NoteDrift(
        article, is_.id, Fate.KEPT, passage, then, now, number_then, number_now, changes, place, ground, is_.withheld
    )


def _changes(was: Annotation, is_: Annotation) -> Iterator[tuple[str, str, str]]:
    then, now = {ID: was.id, **_said(was)}, {ID: is_.id, **_said(is_)}
    for key in now:
        if then[key] != now[key]:
            yield key, then[key], now[key]


def _said(note: Annotation) -> dict[str, str]:
    """What a reviewer must know of a note, by key; white space does not count."""
    parts = {
        "quote": " | ".join(_selector(target) for target in note.targets),
        "kind": note.kind,
        "verdict": note.verdict or "",
        "note": note.note.text,
        "see": ", ".join(one.text for one in note.see),
        "tags": ", ".join(note.tags),
        "author": note.author,
        "status": note.status,
    }
    return {key: " ".join(words.split()) for key, words in parts.items()}


def _selector(target: Target) -> str:
    parts = (
        ("", target.quote),
        ("prefix: ", target.prefix),
        ("suffix: ", target.suffix),
        ("through: ", target.through),
    )
    return ", ".join(f"{name}{part.text}" for name, part in parts if part is not None)


def _words(note: Annotation, version: Version) -> tuple[tuple[str, ...], int | None]:
    """The words each target stands on, and the ¶ of the first."""
    anchors = version.places_of(note)
    quotes = [" ".join(target.quote.text.split()) for target in note.targets]
    words = [one.text or quote for one, quote in zip(anchors, quotes, strict=True)] if anchors else quotes
    return tuple(" ".join(one.split()) for one in words), anchors[0].number if anchors else None


def _nearest(then: Sequence[str], canonical: Canonical) -> tuple[str, ...]:
    text = canonical.text.replace("\n", " ")
    near = [suggest(text, words)[:1] for words in then]
    return tuple(text[spans[0].start : spans[0].end] for spans in near if spans)
