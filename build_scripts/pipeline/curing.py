"""The findings of a check with what would cure them, as the edition's files and words offer it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from build_scripts.anchoring.canonical import Canonical, flatten, number_at
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.matching import Haystack, Selector, Span, first_after, resolve
from build_scripts.anchoring.placing import selector_of
from build_scripts.anchoring.suggesting import suggest
from build_scripts.authoring.curing import MOST, Offer, cured
from build_scripts.authoring.steps import Step
from build_scripts.edition import Edition, look
from build_scripts.findings import Code, Finding
from build_scripts.model import AnchorStatus, Annotation, CanonicalOffset, Settings, Target
from build_scripts.pipeline.compiling import Compiled, compile_article, open_files
from build_scripts.pipeline.mending import hand_written
from build_scripts.pipeline.registers import Registers, read_registers

_AROUND = 24
_NO_NOTE = re.compile(r"(\S+) has no note “")
_IN_WORDS = frozenset({Code.A101, Code.A102, Code.A103, Code.A104, Code.A105, Code.A106})


def with_cures(root: Path, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, those that can be cured with their cures."""
    registers = read_registers(root)
    edition, _ = look(root)
    made: dict[Finding, Finding] = {}
    for path, group in groupby(sorted(findings, key=lambda one: one.place), key=lambda one: one.place.path):
        found = tuple(group)
        data = hand_written(root, path)
        if data is None:
            continue
        offers = _offers(root, edition, registers.settings, path, found)
        names = {one: known for one in found if (known := _known(root, edition, registers, one)) is not None}
        made.update(zip(found, cured(path, data, found, offers, names), strict=True))
    return tuple(made.get(finding, finding) for finding in findings)


def _known(root: Path, edition: Edition, registers: Registers, finding: Finding) -> Collection[str] | None:
    """What an id that leads nowhere may have been meant for; None where the finding is about something else."""
    if finding.code is Code.C101:
        return {*registers.sources, *(files.slug for files in edition.articles)}
    if finding.code is Code.X101:
        return {name for files in edition.articles for name in (files.id, files.slug)}
    if finding.code is Code.X107 and "glossary" in finding.message:
        return {entry.id for entry in registers.entries}
    if finding.code is Code.X107 and "source" in finding.message:
        return set(registers.sources)
    where = _NO_NOTE.match(finding.message) if finding.code is Code.X102 else None
    for files in edition.articles:
        if where and files.id == where[1]:
            compiled, _ = compile_article(open_files(root, files), registers.settings, drafts=False)
            return {note.id for note in compiled.sidecar.annotations} if compiled else None
    return None


def _offers(
    root: Path, edition: Edition, settings: Settings, path: str, findings: Sequence[Finding]
) -> dict[Finding, tuple[Offer, ...]]:
    """What the words of the article offer for notes without a place."""
    wanted = [finding for finding in findings if finding.code in _IN_WORDS]
    where = next((files for files in edition.articles if files.sidecar == path), None)
    if not wanted or where is None:
        return {}
    compiled, _ = compile_article(open_files(root, where), settings, drafts=True)
    if compiled is None or compiled.text is None:
        return {}
    haystack = Haystack(compiled.text.canonical.text)
    return {
        one: offers for one in wanted if (offers := tuple(_offered(compiled, compiled.text.canonical, haystack, one)))
    }


def _offered(compiled: Compiled, canonical: Canonical, haystack: Haystack, finding: Finding) -> Iterator[Offer]:
    if finding.code is Code.A106:
        yield Offer("status: published", (Step("published", "status"),))
        return
    found = _target_at(compiled.sidecar.annotations, finding)
    if found is None:
        return
    target, is_through = found
    outcome = resolve(haystack, selector_of(target))
    if is_through and target.through is not None:
        later = first_after(haystack, flatten(target.through.text), outcome.spans[0].end if outcome.spans else 0)
        if finding.code is Code.A103 and later.spans:
            words = haystack.text[later.spans[0].start : later.spans[0].end]
            yield Offer(f"as printed: {words}", (Step(words, "through"),), safe=True)
        return
    if finding.code is Code.A103:
        if outcome.status is AnchorStatus.FOLDED:
            yield _printed(haystack, target, outcome.spans[0])
    elif finding.code in (Code.A101, Code.A102):
        for span in outcome.spans[:MOST]:
            yield Offer(_show(canonical, haystack, span), _steps_to(haystack, target, span))
    elif finding.code is Code.A104 and "\n" not in finding.hint:
        for span in suggest(haystack.text, flatten(target.quote.text)):
            yield Offer(_show(canonical, haystack, span), _steps_to(haystack, target, span))


def _target_at(annotations: Iterable[Annotation], finding: Finding) -> tuple[Target, bool] | None:
    """The target a finding is about, and whether it is about its `through`."""
    for annotation in annotations:
        for target in annotation.targets:
            if target.quote.place == finding.place:
                return target, False
            if target.through is not None and target.through.place == finding.place:
                return target, True
    return None


def _printed(haystack: Haystack, target: Target, span: Span) -> Offer:
    """The quote as printed; its neighbours too, where the quote alone would not find the same place by them."""
    words = haystack.text[span.start : span.end]
    own = selector_of(target)
    alone = resolve(haystack, own._replace(exact=words))
    if alone.status is AnchorStatus.ANCHORED and alone.spans == (span,):
        return Offer(f"as printed: {words}", (Step(words, "quote"),), safe=True)
    return Offer(f"as printed: {words}", _steps_to(haystack, target, span), safe=True)


def _steps_to(haystack: Haystack, target: Target, span: Span) -> tuple[Step, ...]:
    """What brings a target to a place: the shortest selector there is."""
    selector = Selector(*describe(haystack.text, span.start, span.end))
    steps = [] if flatten(target.quote.text) == selector.exact else [Step(selector.exact, "quote")]
    for key, words, there in (("prefix", selector.prefix, target.prefix), ("suffix", selector.suffix, target.suffix)):
        if words or there is not None:
            steps.append(Step(words or None, key))
    return tuple(steps)


def _show(canonical: Canonical, haystack: Haystack, span: Span) -> str:
    number = number_at(canonical, CanonicalOffset(span.start))
    before, after = (
        haystack.text[max(span.start - _AROUND, 0) : span.start],
        haystack.text[span.end : span.end + _AROUND],
    )
    words = f"…{before}⟨{haystack.text[span.start : span.end]}⟩{after}…"
    return f"¶ {number} {words}" if number is not None else words


# ---------------------------------------------------------------- cures made
