"""`edition import-annotations`: notes made in another program, each placed exactly or reported; then the entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.explaining import in_note
from build_scripts.anchoring.locating import locate
from build_scripts.anchoring.matching import Haystack, Selector, Span
from build_scripts.anchoring.placing import anchor
from build_scripts.authoring.editing import text_of as text_in
from build_scripts.authoring.proving import syntax_findings
from build_scripts.authoring.stubs import UNWRITTEN, Stub, entry, make_id
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Settings, Status, Verdict
from build_scripts.pipeline.appending import (
    Longer,
    Placed,
    Sheet,
    append,
    beginning,
    known_kind,
    sidecar_bytes,
)
from build_scripts.pipeline.asking import find_article, text_of
from build_scripts.pipeline.borrowed_notes import (
    as_it_came,
    asked_about,
    author_of,
    created_of,
    kind_of,
    kinds_of,
    same_words,
)
from build_scripts.pipeline.registers import read_registers
from build_scripts.reading.elsewhere.annotations import read_annotations
from build_scripts.reading.elsewhere.borrowed import Borrowed, Quoted, one_line
from build_scripts.reading.elsewhere.files import read_export
from build_scripts.reading.elsewhere.pages import choose_pages
from build_scripts.reading.fields import KILOBYTE
from build_scripts.reading.sidecars import CLAIM, read_sidecar
from build_scripts.reading.written import written_ids
from build_scripts.rendering.borrowing import note_text

_LONGEST_NOTE = 20 * KILOBYTE


@dataclass(frozen=True, slots=True)
class Loan:
    """What is to be imported."""

    files: Sequence[Path]
    article: str
    kind: str = ""
    """Of every note; empty: by its motivation, else the usual one."""
    pages: tuple[str, ...] = ()
    """Only annotations on these addresses; empty: on the article's own."""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import would add."""

    longer: Longer | None
    """None where there is nothing to add."""
    entries: str
    """The new entries as they would stand in the sidecar."""
    unplaced: str
    """Entries for those that have no place, with the quotations they came with; empty when there are none."""
    findings: tuple[Finding, ...]


def bring(root: Path, loan: Loan) -> Brought:
    """Reads everything, writes nothing. Raises `UnknownArticleError`, `NotEditableError`, and `RefusedError` for a file
    or kind that can't be used."""
    settings = read_registers(root).settings
    if loan.kind:
        known_kind(loan.kind, settings)
    where = find_article(root, loan.article)
    path = where.sidecar or f"annotations/{where.id}.yml"
    before = sidecar_bytes(root, where)
    if before is not None and (wrong := syntax_findings(path, before)):
        return Brought(None, "", "", wrong)
    text, _ = text_of(root, where)
    sheet = Sheet(path, before, beginning(before, text, where), text.canonical)
    desk = _Desk(where.id, sheet, settings, loan)
    for file in loan.files:
        desk.take(file)
    placed = desk.in_order()
    longer = append(sheet, settings, placed) if placed else None
    entries = entry(text_in(sheet.start), *(one.stub for one in placed)) if placed else ""
    unplaced = entry("", *desk.unplaced) if desk.unplaced else ""
    return Brought(longer, entries, unplaced, tuple(desk.findings))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A note that is in the sidecar or will be."""

    id: str
    spans: tuple[Span, ...]
    draft: bool
    order: tuple[int, ...] = ()
    """Its place in the thread: the number of the first note, then of the replies down to it."""


@dataclass(slots=True)
class _Desk:
    """Where the annotations of all files come together."""

    article: str
    sheet: Sheet
    settings: Settings
    loan: Loan
    findings: list[Finding] = field(default_factory=list)
    unplaced: list[Stub] = field(default_factory=list)
    made: list[tuple[tuple[int, ...], Placed]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    known: dict[tuple[tuple[Span, ...], str], _Kept] = field(default_factory=dict)
    """By words and place, what is in the sidecar already."""
    threads: dict[str, _Kept] = field(default_factory=dict)
    """By the id it had there, what replies can be put to."""
    page: str = ""
    """The article's own address."""
    count: int = 0
    haystack: Haystack = field(init=False)

    def __post_init__(self) -> None:
        self.haystack = Haystack(self.sheet.canonical.text)
        self.taken |= written_ids(self.sheet.start)
        sidecar, _ = read_sidecar(self.sheet.path, self.sheet.start, self.settings.kinds, None)
        if sidecar is None:
            return
        self.page = sidecar.particulars.url
        anchors, _ = anchor(self.sheet.canonical, sidecar.annotations)
        for note in sidecar.annotations:
            found = [one for one in anchors if one.annotation == note.id]
            spans = tuple(Span(one.start, one.end) for one in found if one.start is not None and one.end is not None)
            kept = _Kept(note.id, spans, note.status is Status.DRAFT)
            self.known.setdefault((spans, same_words(note.note.text)), kept)

    def take(self, file: Path) -> None:
        path, data = read_export(file)
        every, findings = read_annotations(path, data)
        self.findings += findings
        chosen, others = choose_pages(path, every, self.loan.pages, self.page)
        self.findings += others
        orphans: list[Borrowed] = []
        for one in chosen:
            if not one.answers:
                self._put(path, one, orphans)
        waiting = [one for one in chosen if one.answers]
        while ready := [one for one in waiting if one.answers in self.threads]:
            waiting = [one for one in waiting if one.answers not in self.threads]
            for one in ready:
                self._put(path, one, orphans)
        elsewhere = {one.key for one in every} - {one.key for one in chosen}
        while away := [one for one in waiting if one.answers in elsewhere]:
            waiting = [one for one in waiting if one.answers not in elsewhere]
            elsewhere |= {one.key for one in away}
        nobody = "it answers an annotation that has no place here"
        unanswered = [(one, nobody, "Put it beside that one, once it has its place.") for one in waiting]
        self._report_unplaced(path, [*self._reasons(orphans), *unanswered])

    def in_order(self) -> list[Placed]:
        """By their places in the text, replies after what they answer; notes on the whole article first."""
        return [placed for _, placed in sorted(self.made, key=lambda item: item[0])]

    def _put(self, path: str, one: Borrowed, orphans: list[Borrowed]) -> None:
        above = self.threads.get(one.answers)
        spans = above.spans if above else self._spans(one)
        if spans is None:
            orphans.append(one)
            return
        words = note_text(one.texts)
        if len(words.encode()) > _LONGEST_NOTE:
            self._say(Code.E102, Severity.ERROR, path, f"{one.name}: its text is too long", "Shorten it there.")
            return
        same = self.known.get((spans, same_words(words or UNWRITTEN)))
        if same is not None:
            message = f"{one.name} is here already, as “{same.id}”"
            self._say(Code.E104, Severity.NOTICE, path, message, "Nothing to do: it is not added again.")
            self.threads[one.key] = same
            return
        self.count += 1
        self._remark(path, one)
        stub = self._stub(path, one, tuple(self._selector(span) for span in spans), words, above)
        order = (*above.order, self.count) if above and above.order else (spans[0].start if spans else -1, self.count)
        kept = _Kept(stub.id, spans, stub.draft or not stub.note, order)
        self.made.append((order, Placed(stub, spans)))
        self.known[spans, same_words(words or UNWRITTEN)] = kept
        if one.key:
            self.threads.setdefault(one.key, kept)

    def _spans(self, one: Borrowed) -> tuple[Span, ...] | None:
        """None unless every target has its place; each place once."""
        spans = [self._span(chain) for chain in one.targets]
        found = tuple(dict.fromkeys(span for span in spans if span is not None))
        return found if all(span is not None for span in spans) else None

    def _span(self, chain: Sequence[Quoted]) -> Span | None:
        first, *inner = chain
        span = locate(self.haystack.text, *first, self.haystack)
        for quote in inner:
            found = locate(self.haystack.text[span.start : span.end], *quote) if span else None
            span = Span(span.start + found.start, span.start + found.end) if span and found else None
        return span

    def _selector(self, span: Span) -> Selector:
        return Selector(*describe(self.sheet.canonical.text, span.start, span.end))

    def _stub(
        self, path: str, one: Borrowed, selectors: Sequence[Selector], words: str, above: _Kept | None = None
    ) -> Stub:
        first, *more = selectors or (Selector(""),)
        kind = self.loan.kind or kind_of(one, self.settings)
        author = author_of(one, self.settings)
        by = "" if author or not one.creators else f"By {one_line(one.creators[0])[:100]}; "
        key = f" ({one_line(one.key)[:100]})" if one.key else ""
        id_ = make_id(first.exact or words or one.name, self.taken)
        self.taken.add(id_)
        return Stub(
            id_,
            first,
            kind,
            Verdict.UNVERIFIED if kind == CLAIM else "",
            words,
            more=tuple(more),
            see=(f"{self.article}#{above.id}",) if above else (),
            tags=one.tags,
            author=author,
            created=created_of(one),
            draft=self.loan.draft or bool(above and above.draft),
            comment=f"{by}imported from {Path(path).name}{key}" if by else f"Imported from {Path(path).name}{key}",
        )

    def _remark(self, path: str, one: Borrowed) -> None:
        says = list(one.remarks)
        if one.created and not created_of(one):
            says.append(f"its date, {one.created}, is none")
        if not self.loan.kind and len(kinds := kinds_of(one, self.settings)) > 1:
            says.append(f"it may be of the kind {' or '.join(kinds)}")
        for remark in says:
            self._say(Code.E105, Severity.NOTICE, path, f"{one.name}: {remark}", "Look that it is right so.")

    def _report_unplaced(self, path: str, without: Iterable[tuple[Borrowed, str, str]]) -> None:
        for one, reason, hint in without:
            self._say(Code.E103, Severity.ERROR, path, f"{one.name}: {reason}", hint)
            selectors = [as_it_came(chain[-1]) for chain in one.targets]
            self.unplaced.append(self._stub(path, one, selectors, note_text(one.texts)))

    def _reasons(self, orphans: Sequence[Borrowed]) -> Iterator[tuple[Borrowed, str, str]]:
        """As `edition check` would say it of the innermost quotations."""
        asked = [asked_about(number, one) for number, one in enumerate(orphans, 1)]
        found: dict[int, Finding] = {}
        for finding in anchor(self.sheet.canonical, asked)[1]:
            if finding.severity is Severity.ERROR:
                found.setdefault(finding.place.line, finding)
        for number, one in enumerate(orphans, 1):
            said = found.get(number)
            reason = said.message.replace(in_note(one.name), "") if said else "its words are not where it says"
            yield one, reason, said.hint if said else "Add it by hand with `edition add`."

    def _say(self, code: Code, severity: Severity, path: str, message: str, hint: str) -> None:
        self.findings.append(Finding(code, severity, Place(path), message, hint))
