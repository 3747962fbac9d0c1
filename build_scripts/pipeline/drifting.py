"""What became of every note since a revision: its passage in the text, and the note itself.

A note is known by its article and its id. Promised by this: a note rewritten in place, and a quote changed so that the
note means the opposite, are told to whoever reviews.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from build_scripts import edition as layout
from build_scripts.anchoring.canonical import Canonical, canonical_text
from build_scripts.anchoring.placing import anchor
from build_scripts.anchoring.suggesting import suggest
from build_scripts.edition import ARTICLE_FORMATS, RECORD_SUFFIX, SIDECAR_FORMATS, SLUG, ArticleFiles, look
from build_scripts.model import Anchor, Annotation, Place, Settings, Sidecar, Target
from build_scripts.pipeline.compiling import Files, open_files
from build_scripts.pipeline.surveying import read_registers
from build_scripts.reading.articles import read_article
from build_scripts.reading.files import ARTICLE_LIMIT, YAML_LIMIT
from build_scripts.reading.history import History, open_history, read_at
from build_scripts.reading.settings import read_settings
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
    """The text is not here, or was not there."""
    WHOLE = "whole"
    """The note is on the whole article."""


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
    fate: Fate
    passage: Passage
    then: tuple[str, ...] = ()
    """For each target the words of the text at its place then; without a place, the quote as written. Empty for an
    added note."""
    now: tuple[str, ...] = ()
    """The same now. Empty for a removed note; for a passage that is gone, the passages nearest to the words."""
    number_then: int | None = None
    """The ¶ of the first target."""
    number_now: int | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    """What the note itself says otherwise: key, words then, words now; a key that is not there has no words."""
    place: Place | None = None
    """Of its id now; None for a removed note."""

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
    """The articles, `collection/slug`, of which the text is not here or was not there: their passages are unknown."""
    unreadable: tuple[str, ...]
    """The sidecars, by path, that can't be read now, or could not then: nothing is said of their notes."""


@dataclass(frozen=True, slots=True)
class Version:
    """One article with its notes at one time."""

    sidecar: Sidecar | None
    canonical: Canonical | None
    """None: its words are not here."""
    anchors: tuple[Anchor, ...] = ()


def drift_since(root: Path, revision: str) -> Drift:
    """Compares the files as they lie on disk with those of `revision`. Raises `HistoryError`, `SettingsError`."""
    history = open_history(root, revision)
    settings_now = read_registers(root).settings
    config = read_at(history, layout.CONFIG, YAML_LIMIT)
    settings_then = read_settings(layout.CONFIG, config)[0] if config else settings_now
    now = {where.id: where for where in look(root)[0].articles}
    then = {where.id: where for where in articles_then(history)}
    notes: list[NoteDrift] = []
    absent: list[str] = []
    unreadable: list[str] = []
    for key in sorted(now.keys() | then.keys()):
        old = version_of(files_then(history, then[key]), settings_then) if key in then else Version(None, None)
        new = version_of(open_files(root, now[key]), settings_now) if key in now else Version(None, None)
        for version, where in ((old, then.get(key)), (new, now.get(key))):
            if where is not None and where.sidecar and version.sidecar is None:
                unreadable.append(where.sidecar)
        if any(where and where.sidecar in unreadable for where in (now.get(key), then.get(key))):
            continue
        if (new.sidecar and new.canonical is None) or (old.sidecar and old.canonical is None):
            absent.append(key)
        notes += compare(key, old, new)
    return Drift(history.commit, tuple(notes), tuple(absent), tuple(dict.fromkeys(unreadable)))


def compare(article: str, old: Version, new: Version) -> Iterator[NoteDrift]:
    """Every note of one article, then or now. Pure."""
    before = {note.id: note for note in (old.sidecar.annotations if old.sidecar else ())}
    after = {note.id: note for note in (new.sidecar.annotations if new.sidecar else ())}
    for id_, note in after.items():
        if id_ not in before:
            words, number = _words(note, new)
            passage = Passage.WHOLE if not note.targets else _known(note, new)
            yield NoteDrift(article, id_, Fate.ADDED, passage, (), words, None, number, place=note.place)
        else:
            yield _kept(article, before[id_], note, old, new)
    for id_, note in before.items():
        if id_ not in after:
            words, number = _words(note, old)
            yield NoteDrift(
                article, id_, Fate.REMOVED, Passage.WHOLE if not note.targets else Passage.GONE, words, (), number
            )


def _kept(article: str, was: Annotation, is_: Annotation, old: Version, new: Version) -> NoteDrift:
    then, number_then = _words(was, old)
    now, number_now = _words(is_, new)
    passage = _passage(was, is_, old, new)
    if passage is Passage.GONE and new.canonical is not None:
        now = _nearest(then, new.canonical)
    changes = tuple(_changes(was, is_))
    return NoteDrift(article, is_.id, Fate.KEPT, passage, then, now, number_then, number_now, changes, is_.place)


def _passage(was: Annotation, is_: Annotation, old: Version, new: Version) -> Passage:
    """Of a note with several targets, the gravest of their fates."""
    if not is_.targets and not was.targets:
        return Passage.WHOLE
    if old.canonical is None or new.canonical is None:
        return Passage.UNKNOWN
    before, after = _anchors(was, old), _anchors(is_, new)
    if any(one.start is None for one in after):
        return Passage.GONE if any(one.start is not None for one in before) else Passage.UNCHANGED
    if any(one.start is None for one in before):
        return Passage.FOUND
    if [one.text for one in before] != [one.text for one in after]:
        return Passage.CHANGED
    same = all(
        _stands_alike(one, old.canonical, other, new.canonical) for one, other in zip(before, after, strict=True)
    )
    return Passage.UNCHANGED if same else Passage.MOVED


def _stands_alike(one: Anchor, old: Canonical, other: Anchor, new: Canonical) -> bool:
    """Whether two places of the same words are the same: in the same paragraph, and as manyeth there."""
    return one.number == other.number and _rank(one, old) == _rank(other, new)


def _rank(place: Anchor, canonical: Canonical) -> int:
    """How often the words stand in their block before this place."""
    start = int(place.start or 0)
    first = max((begin for begin in canonical.starts if begin <= start), default=0)
    return canonical.text.count(place.text, first, start + len(place.text) - 1) if place.text else 0


def _changes(was: Annotation, is_: Annotation) -> Iterator[tuple[str, str, str]]:
    then, now = _said(was), _said(is_)
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


def _anchors(note: Annotation, version: Version) -> list[Anchor]:
    return [one for one in version.anchors if one.annotation == note.id]


def _known(note: Annotation, version: Version) -> Passage:
    if version.canonical is None:
        return Passage.UNKNOWN
    return Passage.GONE if any(one.start is None for one in _anchors(note, version)) else Passage.FOUND


def _words(note: Annotation, version: Version) -> tuple[tuple[str, ...], int | None]:
    """The words each target stands on, and the ¶ of the first."""
    anchors = _anchors(note, version)
    quotes = [" ".join(target.quote.text.split()) for target in note.targets]
    words = [one.text or quote for one, quote in zip(anchors, quotes, strict=True)] if anchors else quotes
    return tuple(" ".join(one.split()) for one in words), anchors[0].number if anchors else None


def _nearest(then: Sequence[str], canonical: Canonical) -> tuple[str, ...]:
    text = canonical.text.replace("\n", " ")
    near = [suggest(text, words)[:1] for words in then]
    return tuple(text[spans[0].start : spans[0].end] for spans in near if spans)


def version_of(files: Files, settings: Settings) -> Version:
    """One article as its files say; what can't be read is not there."""
    if files.where.sidecar is None or files.sidecar is None:
        return Version(None, None)
    sidecar, _ = read_sidecar(files.where.sidecar, files.sidecar, settings.kinds, None)
    if sidecar is None or files.where.article is None or files.article is None:
        return Version(sidecar, None)
    article, _ = read_article(files.where.article, files.article, sidecar)
    if article is None:
        return Version(sidecar, None)
    canonical = canonical_text(article)
    return Version(sidecar, canonical, anchor(canonical, sidecar.annotations)[0])


def files_then(history: History, where: ArticleFiles) -> Files:
    """The files of an article at a revision."""
    article = read_at(history, where.article, ARTICLE_LIMIT) if where.article else None
    sidecar = read_at(history, where.sidecar, YAML_LIMIT) if where.sidecar else None
    return Files(where, article, sidecar, None, ())


def articles_then(history: History) -> Iterator[ArticleFiles]:
    """As `edition.look`, out of the list of a revision's files."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    formats = {"articles": ARTICLE_FORMATS, "annotations": SIDECAR_FORMATS}
    for path in sorted(history.files):
        parts = PurePosixPath(path).parts
        if len(parts) != 3 or parts[0] not in formats or path.endswith(RECORD_SUFFIX):
            continue
        suffix = next((one for one in formats[parts[0]] if path.endswith(one)), None)
        slug = parts[2].removesuffix(suffix or "")
        if suffix and SLUG.match(parts[1]) and SLUG.match(slug):
            found.setdefault((parts[1], slug), {}).setdefault(parts[0], path)
    for (collection, slug), paths in sorted(found.items()):
        yield ArticleFiles(collection, slug, paths.get("articles"), paths.get("annotations"), None)
