"""When each note was written and last changed, as far as the history of its file tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from build_scripts.edition import CONFIG, SIDECAR_FORMATS
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.pipeline.surveying import Survey
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.reading.history import HistoryError
from build_scripts.reading.note_values import NoteReader
from build_scripts.reading.versions import Head, Version, blob_of, read_blobs, read_head, read_tree, read_versions
from build_scripts.rendering.summary import NoteSummary, Summary
from build_scripts.site.memo import read_memo, write_memo

_FOLDER = "annotations"
_HEAD = "head"
_METHOD = "1"
"""Another one wherever versions are told apart otherwise than before."""


class Days(NamedTuple):
    """Of a note."""

    created: str
    """ISO 8601; empty where it is not known. So is `changed`, also for a note that has not changed."""
    changed: str
    said: str
    """What it says in the commit that is checked out, as `NoteReader` has it."""


class Past(NamedTuple):
    """Of a sidecar."""

    versions: str
    """A digest of all its versions."""
    blob: str
    """In the commit that is checked out."""
    notes: Mapping[str, Days]


def with_dates(found: Survey, root: Path, memo: Path) -> tuple[Survey, tuple[Finding, ...]]:
    """The notes with the dates of their files, else those of the history. Without Git, a repository or a commit, and
    for a note that is not committed as it stands, no date is made up. Raises `WriteError`."""
    try:
        head = read_head(root)
        past = _read_past(root, head, memo) if head else {}
    except HistoryError as error:
        message = f"the history can't be read, so notes have no dates from it: {str(error).removeprefix('fatal: ')}"
        hint = "Let Git read the repository, or write the dates into the notes."
        return found, (Finding(Code.H101, Severity.NOTICE, Place(CONFIG), message, hint),)
    reader = NoteReader()
    articles, digests = dict(found.index.articles), dict(found.digests)
    for key, summary in articles.items():
        days = _days_now(root, summary.path, past[summary.path], reader) if summary.path in past else {}
        dated = _dated(summary, days)
        if dated is not summary:
            articles[key] = dated
            dates = [(note.id, note.created, note.changed) for note in dated.notes]
            digests[key] = hashlib.sha256(json.dumps([digests[key], dates]).encode()).hexdigest()
    findings = (_cut_short(),) if head and head.shallow else ()
    return replace(found, index=replace(found.index, articles=articles), digests=digests), findings


def _cut_short() -> Finding:
    message = "the history here is cut short (a shallow clone), so older notes have no dates from it"
    hint = "Run: git fetch --unshallow; in a workflow give actions/checkout `fetch-depth: 0`."
    return Finding(Code.H101, Severity.NOTICE, Place(CONFIG), message, hint)


def _dated(summary: Summary, days: Mapping[str, Days]) -> Summary:
    notes = tuple(_note(note, days[note.id]) if note.id in days else note for note in summary.notes)
    return summary._replace(notes=notes) if notes != summary.notes else summary


def _note(note: NoteSummary, days: Days) -> NoteSummary:
    """What the file says goes before. A change on the day itself is none."""
    created = note.created or days.created
    changed = note.changed or days.changed
    later = changed > created and not changed.startswith(created or "-")
    return note._replace(created=created, changed=changed if later else "")


def _days_now(root: Path, path: str, past: Past, reader: NoteReader) -> Mapping[str, Days]:
    """Of the notes as they stand now, committed or not: of one that says something else, when it was written only."""
    data, _ = read_file(root, path, YAML_LIMIT)
    if data is None or blob_of(data, past.blob) == past.blob:
        return past.notes
    now = reader.read(data) or {}
    return {
        id_: days if now[id_] == days.said else days._replace(changed="")
        for id_, days in past.notes.items()
        if id_ in now
    }


def _read_past(root: Path, head: Head, memo: Path) -> dict[str, Past]:
    """By the path of each sidecar of the commit. `memo` knows those whose versions are the same as the last time."""
    kept = read_memo(memo)
    known = dict(_recall(kept))
    if kept.get(_HEAD) == f"{_METHOD} {head.commit}":
        return known
    found: dict[str, Past] = {}
    missing: dict[str, _File] = {}
    history = read_versions(root, head, _FOLDER)
    for path, blob in read_tree(root, head, _FOLDER).items():
        if not path.endswith(SIDECAR_FORMATS) or path.count("/") != 2 or "\t" in path or "\n" in path:
            continue
        versions = history.get(path, ())
        digest = _digest(blob, versions)
        if path in known and known[path].versions == digest:
            found[path] = known[path]
        else:
            missing[path] = _File(digest, blob, versions)
    found.update(_compare(root, missing))
    values = {path: json.dumps([one.versions, one.blob, one.notes]) for path, one in found.items()}
    # A shallow clone can be deepened under the same commit.
    write_memo(memo, {**({} if head.shallow else {_HEAD: f"{_METHOD} {head.commit}"}), **values})
    return found


def _recall(kept: Mapping[str, str]) -> Iterator[tuple[str, Past]]:
    for path, value in kept.items():
        if path != _HEAD:
            versions, blob, notes = json.loads(value)
            yield path, Past(versions, blob, {id_: Days(*days) for id_, days in notes.items()})


class _File(NamedTuple):
    """A sidecar of the commit whose notes are not known yet."""

    digest: str
    blob: str
    versions: tuple[Version, ...]


def _digest(blob: str, versions: Sequence[Version]) -> str:
    rows = [(version.day, version.blob, version.before) for version in versions]
    return hashlib.sha256(json.dumps([_METHOD, blob, rows]).encode()).hexdigest()


def _compare(root: Path, files: Mapping[str, _File]) -> Iterator[tuple[str, Past]]:
    blobs = {file.blob: None for file in files.values()}
    blobs |= {blob: None for f in files.values() for one in f.versions for blob in (one.blob, *(one.before or ()))}
    if not blobs:
        return
    reader = NoteReader()
    said = {blob: reader.read(data) for blob, data in read_blobs(root, blobs, YAML_LIMIT)}
    for path, file in files.items():
        yield path, Past(file.digest, file.blob, days_of(file.blob, file.versions, said))


def days_of(blob: str, versions: Sequence[Version], said: Mapping[str, Mapping[str, str] | None]) -> dict[str, Days]:
    """Of the notes in `blob`. `versions` are the newest first; `said` is what each blob says, None or missing where
    that can't be read. A version that can't be read is passed over: the next is compared with the last that can."""
    origins = {version.blob: version.before for version in versions}
    last = said.get(blob) or {}
    created: dict[str, str] = {}
    changed: dict[str, str] = {}
    for version in versions:
        now = said.get(version.blob)
        before = None if now is None else _readable(version.before, origins, said)
        if now is None or before is None:
            continue
        for id_ in now.keys() & last.keys():
            earlier = [one.get(id_) for one in before]
            if not any(earlier):
                created[id_] = version.day
            elif now[id_] == last[id_] and now[id_] not in earlier:
                changed.setdefault(id_, version.day)
    return {id_: Days(created.get(id_, ""), changed.get(id_, ""), last[id_]) for id_ in sorted(last)}


def _readable(
    blobs: tuple[str, ...] | None,
    origins: Mapping[str, tuple[str, ...] | None],
    said: Mapping[str, Mapping[str, str] | None],
) -> list[Mapping[str, str]] | None:
    """What each of `blobs` says, in the place of one that can't be read what came before it; None where the history
    does not reach so far."""
    found: list[Mapping[str, str]] = []
    waiting, met = [blobs], set[str]()
    while waiting:
        some = waiting.pop()
        if some is None:
            return None
        for blob in some:
            words = said.get(blob)
            if words is not None:
                found.append(words)
            elif blob not in met:
                met.add(blob)
                waiting.append(origins.get(blob, ()))
    return found
