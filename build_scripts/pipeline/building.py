"""From an edition's folder to its site."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.edition import DOCS, STATE
from build_scripts.findings import Finding, Severity
from build_scripts.pipeline.checking import merge, render_citations
from build_scripts.pipeline.citing import render_own
from build_scripts.pipeline.dating import with_dates
from build_scripts.pipeline.paging import page_tasks
from build_scripts.pipeline.publishing import WITH_DRAFTS, WITH_QUOTED_TEXTS, Mode, prepare, publish_site
from build_scripts.pipeline.surveying import Tell, survey
from build_scripts.pipeline.tasks import Made, Task, paths_of
from build_scripts.rendering.figures import place_in_site
from build_scripts.rendering.search import SearchRecord
from build_scripts.site import search_bundle
from build_scripts.site.lock import locked
from build_scripts.site.mirror import links_in
from build_scripts.site.pages import Tree
from build_scripts.site.records import Records
from build_scripts.site.staging import recover

PATIENCE = 120.0
"""Seconds to wait for another build of the same edition."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built."""

    root: Path
    site: Path
    mode: Mode
    strict: bool = False
    """Warnings stop the build too."""
    keep_going: bool = False
    """Nothing stops the build but what makes it impossible."""
    url: str | None = None
    """The address the site will have; None for the edition's own."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of an order."""

    findings: tuple[Finding, ...]
    published: bool
    """Whether the site is a new one; else the old one stays."""
    pages: int = 0
    written: tuple[str, ...] = ()
    """Paths of the pages whose Markdown changed, below the docs folder."""
    processor: dict[str, float] = field(default_factory=dict)
    """Seconds of processor time of each part, the programs it called included."""
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each part took."""


def build(order: Order, tell: Tell) -> Built:
    """Survey, page, publish. Raises `SettingsError`, `ConfigError`, `WriteError` and `BusyError`."""
    state = order.root / STATE
    drafts, private = order.mode in WITH_DRAFTS, order.mode in WITH_QUOTED_TEXTS
    clock = Clock()
    with locked(state, patience=PATIENCE, on_wait=lambda owner: tell(f"waiting for process {owner}")):
        recover(order.site)
        surveyed = survey(
            order.root,
            drafts=drafts,
            memo=state / f"memo-{order.mode}",
            tell=tell,
            stand_ins=order.mode is Mode.PREVIEW,
        )
        clock.lap("survey")
        surveyed, in_history = with_dates(surveyed, order.root, state / "dates")
        clock.lap("dates")
        tell("rendering citations")
        citations, in_citations = render_citations(surveyed, state / "citations", remember=True)
        rendered, in_rendered = render_own(surveyed, state / "cited")
        clock.lap("citations")
        tasks = page_tasks(order.root, surveyed, citations, rendered, private=private, drafts=drafts)
        ground = prepare(order.root, order.mode, order.url)
        published = [task.path for task in tasks if task.published]
        beside = [path for task in tasks for path in task.beside]
        tree = Tree(ground.docs, ground.notes)
        findings = merge(
            surveyed.findings,
            in_history,
            in_citations,
            in_rendered,
            links_in(order.root / DOCS),
            tree.in_the_way(paths_of(tasks)),
        )
        clock.lap("plan")
        if stops(findings, order):
            return Built(findings, published=False, pages=len(published), seconds=clock.laps, processor=clock.processor)
        records = Records(state / f"records-{order.mode}")
        written, in_pages = write_pages(tasks, tree, records, tell)
        findings = merge(findings, in_pages)
        clock.lap("pages")
        if in_pages:
            return Built(findings, published=False, pages=len(published), seconds=clock.laps, processor=clock.processor)
        tell(f"building the site of {len(published)} pages")
        searched = [task for task in tasks if task.searched]
        in_site = publish_site(
            ground,
            order.site,
            [*published, *beside],
            search_bundle.digest(part for task in searched for part in (task.path, task.inputs)),
            lambda: all_records(searched, records),
            {place_in_site(path): (order.root / path, one.digest) for path, one in surveyed.pictures.items()},
        )
        clock.lap("site")
        return Built(merge(findings, in_site), not in_site, len(published), written, clock.processor, clock.laps)


def stops(findings: Iterable[Finding], order: Order) -> bool:
    """Whether these findings forbid to publish."""
    if order.keep_going:
        return False
    grave = {Severity.ERROR, Severity.WARNING} if order.strict else {Severity.ERROR}
    return any(finding.severity in grave for finding in findings)


def write_pages(
    tasks: Sequence[Task], tree: Tree, records: Records, tell: Tell
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Makes and writes the pages whose inputs changed; the paths whose bytes changed, and the findings of the pages
    that were not written because of them. Those count as stale in the next build too."""
    stale = [task for task in tasks if not all(tree.is_current(path, task.inputs) for path in paths_of([task]))]
    tree.begin(paths_of(stale))
    written: list[str] = []
    findings: list[Finding] = []
    for number, task in enumerate(stale, 1):
        tell(f"making page {number} of {len(stale)}: {task.path}")
        made = task.make()
        if made.findings:
            findings.extend(made.findings)
            continue
        if task.searched:
            records.keep(task.path, task.inputs, made.records)
        for page in (made.page, *made.beside):
            if tree.put(page.path, task.inputs, page.text):
                written.append(page.path)
    tree.finish(paths_of(tasks))
    records.forget_all_but(task.path for task in tasks if task.searched)
    return tuple(written), tuple(findings)


def all_records(tasks: Iterable[Task], records: Records) -> Iterator[SearchRecord]:
    """Of every searched page, in order; made again where they were lost."""
    for task in tasks:
        kept = records.of(task.path, task.inputs)
        made: Made | None = task.make() if kept is None else None
        yield from made.records if made else kept or ()


class Clock:
    """Seconds by part, for whoever wants to know what took so long."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self.processor: dict[str, float] = {}
        self._since = time.perf_counter(), _processor_time()

    def lap(self, name: str) -> None:
        now = time.perf_counter(), _processor_time()
        self.laps[name] = now[0] - self._since[0]
        self.processor[name] = now[1] - self._since[1]
        self._since = now


def _processor_time() -> float:
    """Of this process and of those it has waited for."""
    return sum(os.times()[:4])
