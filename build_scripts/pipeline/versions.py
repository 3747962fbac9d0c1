"""An edition at two times: at a revision of its Git repository, and as it lies on disk. Each is read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.edition import (
    ARTICLE_FORMATS,
    CONFIG,
    RECORD_SUFFIX,
    REGISTERS,
    SIDECAR_FORMATS,
    SLUG,
    ArticleFiles,
    look,
)
from build_scripts.model import Settings
from build_scripts.pipeline.compiling import Files, open_files
from build_scripts.pipeline.registers import read_registers
from build_scripts.reading.files import ARTICLE_LIMIT, YAML_LIMIT, read_file
from build_scripts.reading.history import open_history, read_all_at
from build_scripts.reading.settings import read_settings


@dataclass(frozen=True, slots=True)
class State:
    """The files of an edition at one time."""

    settings: Settings
    articles: Mapping[str, Files]
    """By id."""
    registers: Mapping[str, bytes]
    """Those of sources, glossary and timeline that are there, by path."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What is compared."""

    commit: str
    """The full hash of the revision."""
    then: State
    now: State


def read_versions(root: Path, revision: str) -> Versions:
    """`revision` and the files on disk. Where the settings of then are not there, those of now stand for them. Raises
    `HistoryError` and `SettingsError`."""
    history = open_history(root, revision)
    settings = read_registers(root).settings
    now = State(settings, {where.id: open_files(root, where) for where in look(root)[0].articles}, _registers(root))
    where_then = list(articles_among(history.files))
    limits = dict.fromkeys([CONFIG, *REGISTERS], YAML_LIMIT)
    for where in where_then:
        limits |= {path: YAML_LIMIT for path in (where.sidecar, where.record) if path}
        limits |= {where.article: ARTICLE_LIMIT} if where.article else {}
    found = read_all_at(history, limits)
    settings_then = read_settings(CONFIG, found[CONFIG])[0] if CONFIG in found else settings
    articles = {where.id: _files(where, found) for where in where_then}
    registers = {path: found[path] for path in REGISTERS if path in found}
    return Versions(history.commit, State(settings_then, articles, registers), now)


def articles_among(files: Mapping[str, object]) -> Iterator[ArticleFiles]:
    """As `edition.look`, sorted by id, out of the paths of an edition's files."""
    kinds = (
        *(("articles", suffix) for suffix in ARTICLE_FORMATS),
        ("annotations", RECORD_SUFFIX),
        *(("annotations", suffix) for suffix in SIDECAR_FORMATS),
    )
    found: dict[tuple[str, str], dict[str, str]] = {}
    for folder, suffix in kinds:
        for path in (path for path in files if path.startswith(f"{folder}/") and path.endswith(suffix)):
            _, *collection, name = path.split("/")
            slug = name.removesuffix(suffix)
            if len(collection) == 1 and SLUG.match(collection[0]) and SLUG.match(slug):
                kind = suffix if suffix == RECORD_SUFFIX else folder
                found.setdefault((collection[0], slug), {}).setdefault(kind, path)
    for key, paths in sorted(found.items()):
        if paths.keys() != {RECORD_SUFFIX}:
            yield ArticleFiles(*key, paths.get("articles"), paths.get("annotations"), paths.get(RECORD_SUFFIX))


def _files(where: ArticleFiles, found: Mapping[str, bytes]) -> Files:
    article, sidecar, record = (found.get(path or "") for path in (where.article, where.sidecar, where.record))
    return Files(where, article, sidecar, record, ())


def _registers(root: Path) -> dict[str, bytes]:
    read = ((path, read_file(root, path, YAML_LIMIT)[0]) for path in sorted(REGISTERS))
    return {path: data for path, data in read if data is not None}
