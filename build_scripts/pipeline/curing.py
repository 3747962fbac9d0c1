"""`edition fix`: the findings of a check with cures, and cures made, each proved before it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from build_scripts.anchoring.canonical import Canonical, flatten, number_at
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.matching import Haystack, Selector, Span, first_after, resolve
from build_scripts.anchoring.placing import selector_of
from build_scripts.anchoring.suggesting import suggest
from build_scripts.authoring.curing import MOST, Offer, cured
from build_scripts.authoring.editing import Change, apply, as_change, text_of
from build_scripts.authoring.proving import meaning, syntax_findings
from build_scripts.authoring.steps import Step
from build_scripts.authoring.tree import NotEditableError
from build_scripts.edition import Edition, look
from build_scripts.findings import Code, Cure, Finding
from build_scripts.model import AnchorStatus, Annotation, CanonicalOffset, Settings, Target
from build_scripts.pipeline.compiling import Compiled, Files, compile_article, open_files
from build_scripts.pipeline.surveying import Registers, read_registers
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.site.disk import rewrite

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
        data = _hand_written(root, path)
        if data is None:
            continue
        offers = _offers(root, edition, registers.settings, path, found)
        names = {one: known for one in found if (known := _known(root, edition, registers, one)) is not None}
        made.update(zip(found, cured(path, data, found, offers, names), strict=True))
    return tuple(made.get(finding, finding) for finding in findings)


def _hand_written(root: Path, path: str) -> bytes | None:
    if not path.startswith("annotations/") or not path.endswith((".yml", ".yaml")):
        return None
    return read_file(root, path, YAML_LIMIT)[0]


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


@dataclass(slots=True)
class Session:
    """One file while it is mended. Cures are counted in the text as it was at first, so any number of them fit."""

    root: Path
    path: str
    first: bytes
    now: bytes
    changes: list[Change] = field(default_factory=list)

    def preview(self, cure: Cure) -> bytes:
        """The file with the cure. Raises `NotEditableError` where it touches what another has changed, or would change
        anything but what it is about."""
        text = text_of(self.first)
        made = apply(self.first, [*self.changes, *(as_change(text, edit) for edit in cure.edits)])
        _prove(self.path, self.now, made)
        if cure.safe and _moved(self.root, self.path, self.now, made):
            raise NotEditableError("a note would stand on other words than before")
        return made

    def take(self, cure: Cure, *, write: bool) -> None:
        """Makes the cure; with `write` on disk, if nobody changed the file meanwhile. Raises as `preview`, and
        `WriteError`."""
        made = self.preview(cure)
        if write:
            rewrite(self.root / self.path, self.now, made)
        text = text_of(self.first)
        self.changes += [as_change(text, edit) for edit in cure.edits]
        self.now = made


def open_session(root: Path, path: str) -> Session | None:
    """None for a file that can't be read, or that is reached through a link."""
    data = _hand_written(root, path)
    return None if data is None else Session(root, path, data, data)


def _prove(path: str, before: bytes, after: bytes) -> None:
    """No new mistake of syntax, no comment lost, and at most one item that says otherwise."""
    wrong = len(syntax_findings(path, after))
    if wrong > len(syntax_findings(path, before)):
        raise NotEditableError("the file would no longer be YAML")
    try:
        old, new = meaning(path, before), meaning(path, after)
    except NotEditableError:
        return  # before or after there is a mistake of syntax: what is said can't be compared key by key
    if old.comments != new.comments:
        raise NotEditableError("a comment would be lost")
    if _differing(old.tree, new.tree) > 1:
        raise NotEditableError("more would change than is meant")


def _differing(old: object, new: object) -> int:
    """How many items of the lists at the top, or keys there, are not the same."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return int(old != new)
    count = 0
    for key in old.keys() | new.keys():
        one, other = old.get(key), new.get(key)
        if isinstance(one, list) and isinstance(other, list):
            count += abs(len(one) - len(other)) + sum(a != b for a, b in zip(one, other, strict=False))
        elif one != other:
            count += 1
    return count


def _moved(root: Path, path: str, before: bytes, after: bytes) -> bool:
    """Whether a note that had its place has another now, or none."""
    where = next((files for files in look(root)[0].articles if files.sidecar == path), None)
    if where is None:
        return False
    files = open_files(root, where)
    settings = read_registers(root).settings
    old, new = (_places(files, data, settings) for data in (before, after))
    return any(new.get(key) != place for key, place in old.items())


def _places(files: Files, sidecar: bytes, settings: Settings) -> dict[tuple[str, int], tuple[int, int]]:
    changed = Files(files.where, files.article, sidecar, None, ())
    compiled, _ = compile_article(changed, settings, drafts=True)
    return {
        (one.annotation, one.target): (one.start, one.end)
        for one in (compiled.anchors if compiled else ())
        if one.start is not None and one.end is not None
    }
