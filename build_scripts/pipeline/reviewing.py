"""What a pull request does to the edition, beside its notes: articles, sources, glossary, timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from build_scripts.authoring.proving import said_in
from build_scripts.edition import GLOSSARY, SOURCES, TIMELINE
from build_scripts.pipeline.compiling import Files
from build_scripts.pipeline.drifting import Drift, drift_between
from build_scripts.pipeline.versions import Versions, read_versions
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.sources import read_sources

_Named = Mapping[str, tuple[str, object]]
"""By id: what it is called, and all it says."""


class Thing(StrEnum):
    """What has changed."""

    ARTICLE = "article"
    SOURCE = "source"
    ENTRY = "glossary entry"
    HAPPENING = "row of the timeline"


@dataclass(frozen=True, slots=True)
class ThingChange:
    """One of them that is new, gone or otherwise."""

    thing: Thing
    id: str
    name: str
    """What a reader calls it."""
    fate: str
    """`added`, `changed` or `removed`."""
    says: str = ""
    """Of a changed article, what of it."""
    page: str = ""
    """Where it stands on the site, a path with a fragment; empty for what is gone."""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that is different between a revision and the files as they lie on disk."""

    drift: Drift
    things: tuple[ThingChange, ...]
    """By kind, then by id."""


def review_since(root: Path, revision: str) -> Review:
    """Raises `HistoryError` and `SettingsError`."""
    return review_between(read_versions(root, revision))


def review_between(versions: Versions) -> Review:
    """Pure."""
    found = [*_articles(versions.then.articles, versions.now.articles)]
    for path, thing, read, page in _REGISTERS:
        then, now = (state.registers.get(path, b"") for state in (versions.then, versions.now))
        if then != now:
            found += _compared(thing, read(then), read(now), page)
    return Review(drift_between(versions), tuple(found))


def _articles(then: Mapping[str, Files], now: Mapping[str, Files]) -> Iterator[ThingChange]:
    for id_ in sorted(then.keys() | now.keys()):
        old, new = then.get(id_), now.get(id_)
        page = f"{id_}/index.html"
        if old is None and new is not None:
            yield ThingChange(Thing.ARTICLE, id_, _title(new), "added", page=page)
        elif new is None and old is not None:
            yield ThingChange(Thing.ARTICLE, id_, _title(old), "removed")
        elif old and new and (says := _differences(old, new)):
            yield ThingChange(Thing.ARTICLE, id_, _title(new), "changed", says, page)


def _title(files: Files) -> str:
    return str(_particulars(files).get("title") or files.where.slug)


def _particulars(files: Files) -> dict[str, object]:
    """Empty where they can't be read."""
    where = files.where
    said = said_in(where.sidecar, files.sidecar) if where.sidecar and files.sidecar is not None else None
    found = said.get("particulars") if isinstance(said, dict) else None
    values = found if isinstance(found, dict) else {}
    return {
        key: value["text"] if isinstance(value, dict) and "text" in value else value for key, value in values.items()
    }


def _differences(old: Files, new: Files) -> str:
    """Which of its particulars, and whether its text; empty where none."""
    then, now = _particulars(old), _particulars(new)
    parts = [key.replace("_", " ") for key in now if then and then.get(key) != now[key]]
    if old.article is not None and new.article is not None and old.article != new.article:
        parts.append("its text")
    return ", ".join(parts)


def _compared(thing: Thing, then: _Named, now: _Named, page: str) -> Iterator[ThingChange]:
    for id_ in sorted(then.keys() | now.keys()):
        if then.get(id_) != now.get(id_):
            fate = "added" if id_ not in then else "changed" if id_ in now else "removed"
            name = (now.get(id_) or then[id_])[0]
            yield ThingChange(thing, id_, name, fate, page=page.format(id_) if id_ in now else "")


def _sources(data: bytes) -> _Named:
    read, _ = read_sources(SOURCES, data)
    return {id_: (str(source.item.get("title") or id_), source.item) for id_, source in read.items()}


def _glossary(data: bytes) -> _Named:
    return {
        one.id: (
            one.name,
            (one.type, one.name, one.note.text, one.aka, [cited.text for cited in one.sources], one.coordinates),
        )
        for one in read_glossary(GLOSSARY, data)[0]
    }


def _timeline(data: bytes) -> _Named:
    return {
        f"{one.date} {' '.join(one.event.text.split())}": (
            f"{one.date}: {' '.join(one.event.text.split())}",
            ([cited.text for cited in one.sources], [cited.text for cited in one.see]),
        )
        for one in read_timeline(TIMELINE, data)[0]
    }


_REGISTERS: tuple[tuple[str, Thing, Callable[[bytes], _Named], str], ...] = (
    (SOURCES, Thing.SOURCE, _sources, "sources/{}/index.html"),
    (GLOSSARY, Thing.ENTRY, _glossary, "glossary/index.html#entry-{}"),
    (TIMELINE, Thing.HAPPENING, _timeline, "timeline/index.html"),
)
