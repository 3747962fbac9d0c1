"""Phases 1 and 2 over the whole edition: every article compiled or remembered, and the index of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts import edition as layout
from build_scripts.edition import Edition, look, missing_guides, missing_sidecars
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Picture, Place
from build_scripts.pipeline.compiling import Compiled, compile_article, digest_files, open_files
from build_scripts.pipeline.elsewhere import misnamed, quoted_elsewhere, renamed_notes
from build_scripts.pipeline.following import is_damaged, lost_in, of_the_text_meant
from build_scripts.pipeline.outcomes import outcome_of, recall, remember
from build_scripts.pipeline.registers import Registers, read_registers
from build_scripts.pipeline.writing import read_pages
from build_scripts.reading.pictures import read_picture
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.index import Index
from build_scripts.rendering.indexing import build_index
from build_scripts.rendering.summary import Summary
from build_scripts.rendering.written import Written
from build_scripts.site.memo import read_memo, write_memo

Tell = Callable[[str], None]
"""Called with what is being done now, for a person to watch."""


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


def survey(root: Path, *, drafts: bool, memo: Path | None, tell: Tell, stand_ins: bool = False) -> Survey:
    """Reads, compiles and indexes the edition; with `stand_ins` the articles without a sidecar too.

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
    context = f"{registers.digest} {drafts} {stand_ins}"
    for number, where in enumerate(edition.articles, 1):
        files = open_files(root, where)
        digest = digest_files(files, context)
        digests[where.id] = digest
        outcome = recall(known.get(digest, ""))
        if outcome is None:
            tell(f"reading {number} of {len(edition.articles)}: {where.id}")
            result, in_files = compile_article(files, registers.settings, drafts=drafts, stand_in=stand_ins)
            if result is not None:
                compiled[where.id] = result
            outcome = outcome_of(result, registers.settings, in_files)
            remembered[digest] = remember(outcome)
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
    ordered = tuple(sorted({*findings, *renamed_notes(_own(in_index, registers))}, key=_order))
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
