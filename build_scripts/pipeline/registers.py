"""What the edition knows beside its articles: settings, sources, glossary and timeline."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import build_scripts
from build_scripts import edition as layout
from build_scripts.findings import Finding, RefusedError, Severity, in_a_line
from build_scripts.model import Entry, Happening, Settings, Source
from build_scripts.pipeline.following import is_damaged
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.files import YAML_LIMIT, digest_of_folder, read_file
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sources import read_sources


class SettingsError(RefusedError):
    """`mkdocs.yml` can't be used; one line that begins with its place."""


@dataclass(frozen=True, slots=True)
class Registers:
    """What the edition knows beside its articles."""

    settings: Settings
    sources: Mapping[str, Source]
    entries: tuple[Entry, ...]
    happenings: tuple[Happening, ...]
    findings: tuple[Finding, ...]
    read: str
    """A digest of the files of sources, glossary and timeline."""
    digest: str
    """Of the settings file and of the script itself: all that every page depends on."""
    damaged: Mapping[str, bytes]
    """By path, the files among them in which something is left out for a mistake."""


def read_registers(root: Path) -> Registers:
    """Settings, sources, glossary and timeline; what is missing is empty. Raises `SettingsError`."""
    data, unreadable = read_file(root, layout.CONFIG, YAML_LIMIT)
    if data is None:
        raise SettingsError(_line(unreadable[0]))
    settings, in_settings = read_settings(layout.CONFIG, data)
    errors = [finding for finding in in_settings if finding.severity is Severity.ERROR]
    if errors:
        raise SettingsError(_line(errors[0]))
    findings = [*in_settings]
    sources: Mapping[str, Source] = {}
    entries: tuple[Entry, ...] = ()
    happenings: tuple[Happening, ...] = ()
    whole = hashlib.sha256()
    damaged: dict[str, bytes] = {}
    if (written := _bytes(root, layout.SOURCES, findings, whole)) is not None:
        sources, found = read_sources(layout.SOURCES, written)
        findings.extend(found)
        damaged |= {layout.SOURCES: written} if is_damaged(layout.SOURCES, found) else {}
    if (written := _bytes(root, layout.GLOSSARY, findings, whole)) is not None:
        entries, found = read_glossary(layout.GLOSSARY, written)
        findings.extend(found)
        damaged |= {layout.GLOSSARY: written} if is_damaged(layout.GLOSSARY, found) else {}
    if (written := _bytes(root, layout.TIMELINE, findings, whole)) is not None:
        happenings, found = read_timeline(layout.TIMELINE, written)
        findings.extend(found)
        damaged |= {layout.TIMELINE: written} if is_damaged(layout.TIMELINE, found) else {}
    # With another version of the script itself every page is made anew.
    digest = hashlib.sha256(data + digest_of_folder(Path(build_scripts.__path__[0])).encode()).hexdigest()
    return Registers(settings, sources, entries, happenings, tuple(findings), whole.hexdigest(), digest, damaged)


def _bytes(root: Path, path: str, findings: list[Finding], whole: hashlib._Hash) -> bytes | None:
    """Also added to the digest of the `whole`."""
    whole.update(path.encode())
    if not (root / path).exists():
        return None
    data, found = read_file(root, path, YAML_LIMIT)
    whole.update(data or b"")
    findings.extend(found)
    return data


def _line(finding: Finding) -> str:
    place = finding.place
    return f"{place.path}:{place.line}:{place.column}: {in_a_line(finding)}"
