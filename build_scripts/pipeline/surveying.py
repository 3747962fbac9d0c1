"""Phases 1 and 2 over the whole edition: every article compiled or remembered, and the index of all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import build_scripts
from build_scripts import edition as layout
from build_scripts.edition import Edition, look, missing_guides, missing_sidecars
from build_scripts.findings import Code, Finding, RefusedError, Severity
from build_scripts.model import Entry, Happening, Picture, Place, Settings, Source
from build_scripts.pipeline.compiling import Compiled, compile_article, digest_files, open_files
from build_scripts.pipeline.elsewhere import misnamed, quoted_elsewhere
from build_scripts.pipeline.following import is_damaged, lost_in, of_the_text_meant
from build_scripts.pipeline.writing import read_pages
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.files import YAML_LIMIT, digest_of_folder, read_file
from build_scripts.reading.pictures import read_picture
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sources import read_sources
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.index import Index
from build_scripts.rendering.indexing import build_index
from build_scripts.rendering.questions import asks
from build_scripts.rendering.summary import Summary, summary_from_json, summary_to_json
from build_scripts.rendering.written import Written
from build_scripts.site.memo import read_memo, write_memo

Tell = Callable[[str], None]
"""Called with what is being done now, for a person to watch."""


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


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole edition before any page is made."""

    edition: Edition
    registers: Registers
    digests: Mapping[str, str]
    """Of everything an article was compiled from, by article id."""
    compiled: Mapping[str, Compiled]
    """By article id; those compiled in this run. The others are remembered by their summaries only."""
    abouts: Mapping[str, Body]
    """The articles' summaries, by article id, of those that have one."""
    questions: Mapping[str, Mapping[str, Body]]
    """The texts of the notes that ask, by article id, then by annotation id."""
    written: tuple[Written, ...]
    """The pages written by hand that point into the edition, by path."""
    pictures: Mapping[str, Picture]
    """Those that articles show and that can be shown, by path."""
    index: Index
    findings: tuple[Finding, ...]
    """All of the edition, sorted by place."""


def survey(root: Path, *, drafts: bool, memo: Path | None, tell: Tell) -> Survey:
    """Reads, compiles and indexes the edition.

    `memo` remembers the summaries between two runs; None where nothing may be written. Raises `SettingsError`, and
    `WriteError` where the memo can't be written.
    """
    registers = read_registers(root)
    edition, in_names = look(root)
    known = read_memo(memo) if memo else {}
    guides = missing_guides(root, registers.settings.guides)
    findings = [*in_names, *missing_sidecars(edition, in_names), *guides, *registers.findings]
    summaries: list[Summary] = []
    digests: dict[str, str] = {}
    abouts: dict[str, Body] = {}
    questions: dict[str, Mapping[str, Body]] = {}
    compiled: dict[str, Compiled] = {}
    remembered: dict[str, str] = {}
    damaged: dict[str, bytes] = {}
    unread: dict[str, bool] = {}
    context = f"{registers.digest} {drafts}"
    for number, where in enumerate(edition.articles, 1):
        files = open_files(root, where)
        digest = digest_files(files, context)
        digests[where.id] = digest
        outcome = _recall(known.get(digest, ""))
        if outcome is None:
            tell(f"reading {number} of {len(edition.articles)}: {where.id}")
            result, in_files = compile_article(files, registers.settings, drafts=drafts)
            if result is not None:
                compiled[where.id] = result
            outcome = _outcome(result, registers.settings, in_files)
            remembered[digest] = _remember(outcome)
        else:
            remembered[digest] = known[digest]
        findings.extend(outcome.findings)
        if outcome.summary is not None:
            summaries.append(outcome.summary)
            findings.extend(of_the_text_meant(where, outcome.summary.findings, in_names))
            abouts.update(_about(where.id, outcome.summary, outcome.about))
            questions[where.id] = _questions(outcome.summary, outcome.questions)
        else:
            unread[where.id] = bool((files.sidecar or b"").strip())
        if is_damaged(where.sidecar, outcome.summary.findings if outcome.summary else outcome.findings):
            damaged[where.id] = files.sidecar or b""
    if memo and remembered.keys() != known.keys():
        write_memo(memo, remembered)
    lost = lost_in(damaged, unread, registers.damaged)
    written, in_written = read_pages(root)
    pictures, in_pictures = _pictures(root, summaries)
    findings += [*in_written, *in_pictures]
    index, in_index = build_index(
        summaries, registers.sources, registers.entries, registers.happenings, registers.settings, lost, written
    )

    def everything() -> dict[str, Compiled]:
        again = (where for where in edition.articles if where.id not in compiled)
        read = {w.id: compile_article(open_files(root, w), registers.settings, drafts=drafts)[0] for w in again}
        return {**compiled, **{key: one for key, one in read.items() if one is not None}}

    findings = [*misnamed(edition, quoted_elsewhere(findings, everything))]
    ordered = tuple(sorted({*findings, *_own(in_index, registers)}, key=_order))
    return Survey(edition, registers, digests, compiled, abouts, questions, written, pictures, index, ordered)


def _pictures(root: Path, summaries: Iterable[Summary]) -> tuple[dict[str, Picture], tuple[Finding, ...]]:
    pictures: dict[str, Picture] = {}
    findings: list[Finding] = []
    for use in (use for summary in summaries for use in summary.pictures):
        picture, found = read_picture(root, use.path, Place(use.article, use.line))
        findings.extend(found)
        if picture is not None:
            pictures[use.path] = picture
    return pictures, tuple(findings)


def _own(findings: Iterable[Finding], registers: Registers) -> Iterator[Finding]:
    """Without those that only say, for every note, that a register which can't be read lacks what the note names."""
    broken = {f.place.path for f in registers.findings if f.severity is Severity.ERROR}
    lost: set[Code] = set()
    if layout.SOURCES in broken and not registers.sources:
        lost |= {Code.C101, Code.X107}
    if layout.GLOSSARY in broken and not registers.entries:
        lost.add(Code.X107)
    return (finding for finding in findings if finding.code not in lost)


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
    return f"{place.path}:{place.line}:{place.column}: {finding.message}. {finding.hint}"


def _order(finding: Finding) -> tuple[Place, str, str]:
    return finding.place, finding.code, finding.message


def _about(key: str, summary: Summary, html: str) -> dict[str, Body]:
    if not html:
        return {}
    return {key: Body(summary.path, html, summary.clusters, summary.references, summary.abstract)}


def _questions(summary: Summary, html: Mapping[str, str]) -> dict[str, Body]:
    """In the order of the notes' numbers; without the words alone, which only a search asks for."""
    return {
        note.id: Body(summary.path, html[note.id], note.clusters, note.references, "")
        for note in summary.notes
        if note.id in html
    }


# ---------------------------------------------------------------- what is remembered of an article


class Outcome(NamedTuple):
    """What compiling an article gave, as far as other pages need it."""

    summary: Summary | None
    about: str
    """Of the article's summary the `Body.html`; empty when it has none."""
    questions: Mapping[str, str]
    """Of the notes that ask the `Body.html`, by annotation id."""
    findings: tuple[Finding, ...]
    """Those of an article without a summary."""


def _outcome(compiled: Compiled | None, settings: Settings, findings: tuple[Finding, ...]) -> Outcome:
    if compiled is None:
        return Outcome(None, "", {}, findings)
    asking = (note.id for note in compiled.summary.notes if asks(note.kind, settings))
    questions = {id_: compiled.bodies[id_].html for id_ in asking}
    return Outcome(compiled.summary, compiled.about.html if compiled.about else "", questions, findings)


def _remember(outcome: Outcome) -> str:
    if outcome.summary is not None:
        return f"S{json.dumps([outcome.about, outcome.questions])}\t{summary_to_json(outcome.summary)}"
    places = [(f.code, f.severity, f.place.path, f.place.line, f.place.column) for f in outcome.findings]
    words = [(f.message, f.hint) for f in outcome.findings]
    return f"F{json.dumps([places, words])}"


def _recall(value: str) -> Outcome | None:
    """None for what was never remembered or has another shape than it should."""
    try:
        if value.startswith("S"):
            texts, _, summary = value[1:].partition("\t")
            about, questions = json.loads(texts)
            return Outcome(summary_from_json(summary), str(about), dict(questions), ())
        if value.startswith("F"):
            findings = (
                Finding(Code(code), Severity(severity), Place(path, line, column), message, hint)
                for (code, severity, path, line, column), (message, hint) in zip(*json.loads(value[1:]), strict=True)
            )
            return Outcome(None, "", {}, tuple(findings))
    except (ValueError, TypeError, IndexError, KeyError):
        return None
    return None
