"""What the rest of the edition needs to know of one article: light, and quick to read back from a cache."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Anchor, Annotation, Article, Place, Scalar, Sidecar, Status
from build_scripts.rendering.bodies import Body, Citation, Cluster, Reference


class NoteSummary(NamedTuple):
    """One annotation, published or not."""

    id: str
    number: int | None
    """Its number on the page, from 1; None for one that this build does not show."""
    kind: str
    verdict: str
    """A value of `Verdict`, or empty."""
    status: str
    """A value of `Status`."""
    anchor: str
    """A value of `AnchorStatus`: of its targets the worst; empty for a note on the whole article."""
    paragraph: int | None
    """The ¶ its first target begins in, None before the first ¶ and for a note without a place."""
    lemma: str
    """The words of its targets as matched, or as the sidecar quotes them; ` … ` between targets."""
    line: int
    """Of its `id` in the sidecar."""
    column: int
    clusters: tuple[Cluster, ...]
    references: tuple[Reference, ...]
    """Those of the text, then those under `see` (with an empty sentence)."""
    created: str
    """ISO 8601 date, perhaps partial: as the sidecar has it, else the day that `pipeline.dating` found, else empty."""
    author: str
    """An annotator's id, as the sidecar has it, or empty."""
    suspects: tuple[Reference, ...] = ()
    """As `Body.suspects`."""
    changed: str = ""
    """As `created`; empty for a note that has not changed since."""
    reviewed_by: tuple[str, ...] = ()
    """Annotators' ids."""


class PictureUse(NamedTuple):
    """A picture that an article shows."""

    path: str
    """POSIX, relative to the edition's root."""
    article: str
    """The path of the article file."""
    line: int


class Summary(NamedTuple):
    """One article with its notes in the order of their numbers, those not shown last."""

    collection: str
    slug: str
    path: str
    """Of the sidecar."""
    line: int
    """Of `article` in the sidecar."""
    title: str
    author: str
    translator: str
    publisher: str
    via: tuple[str, ...]
    published: str
    date_printed: str
    url: str
    language: str
    rights: str
    licence: str
    order: int | None
    paragraphs: int | None
    """How many ¶ the text has; None when the text is not here."""
    words: int | None
    """How many words the text has; None when the text is not here."""
    abstract: str
    """The article's summary as plain text with text slots."""
    clusters: tuple[Cluster, ...]
    """Of the article's summary."""
    references: tuple[Reference, ...]
    notes: tuple[NoteSummary, ...]
    pictures: tuple[PictureUse, ...]
    """The picture files that the text shows."""
    findings: tuple[Finding, ...]
    """Everything the first phase found in this article and its sidecar."""


def article_id(summary: Summary) -> str:
    """`collection/slug`."""
    return f"{summary.collection}/{summary.slug}"


def is_shown(annotation: Annotation, *, drafts: bool) -> bool:
    return not annotation.withheld and (drafts or annotation.status is not Status.DRAFT)


def number_notes(annotations: Sequence[Annotation], anchors: Sequence[Anchor], *, drafts: bool) -> dict[str, int]:
    """The number of each annotation that is shown, from 1, by id; iterates in the order of the numbers.

    Notes on the whole article come first, then those with a place, as their references stand on the page (by the
    end of the last target, then by the start of the first), then those without a place. Ties go by id, so the
    order of the sidecar decides nothing.
    """
    spans: dict[str, tuple[int, int]] = {}
    for anchor in anchors:
        if anchor.start is not None and anchor.end is not None:
            first, last = spans.get(anchor.annotation, (anchor.start, anchor.end))
            spans[anchor.annotation] = (min(first, anchor.start), max(last, anchor.end))

    def key(annotation: Annotation) -> tuple[int, int, int, str]:
        if not annotation.targets:
            return (0, 0, 0, annotation.id)
        start, end = spans.get(annotation.id, (-1, -1))
        return (2, 0, 0, annotation.id) if end < 0 else (1, end, start, annotation.id)

    shown = sorted((a for a in annotations if is_shown(a, drafts=drafts)), key=key)
    return {annotation.id: number for number, annotation in enumerate(shown, 1)}


def summarise(
    sidecar: Sidecar,
    article: Article | None,
    anchors: Sequence[Anchor],
    bodies: Mapping[str, Body],
    about: Body | None,
    findings: Sequence[Finding] = (),
    *,
    drafts: bool,
) -> Summary:
    """`article` is None when its text is not here; `bodies` has one for each annotation, by id; `about` is the
    article's summary. The findings of the bodies are added to `findings`."""
    particulars = sidecar.particulars
    numbers = number_notes(sidecar.annotations, anchors, drafts=drafts)
    found = [*findings, *(about.findings if about else ())]
    for annotation in sidecar.annotations:
        found.extend(bodies[annotation.id].findings)
    by_annotation: dict[str, list[Anchor]] = {}
    for anchor in anchors:
        by_annotation.setdefault(anchor.annotation, []).append(anchor)
    notes = [
        _note(annotation, numbers.get(annotation.id), by_annotation.get(annotation.id, []), bodies[annotation.id])
        for annotation in sidecar.annotations
    ]
    notes.sort(key=lambda note: (note.number is None, note.number or 0, note.id))
    return Summary(
        collection=sidecar.collection,
        slug=sidecar.slug,
        path=sidecar.path,
        line=particulars.place.line,
        title=particulars.title.text,
        author=particulars.author,
        translator=particulars.translator,
        publisher=particulars.publisher,
        via=particulars.via,
        published=particulars.published,
        date_printed=particulars.date_printed,
        url=particulars.url,
        language=particulars.language,
        rights=str(particulars.rights),
        licence=particulars.licence,
        order=particulars.order,
        paragraphs=_paragraphs(article),
        words=None if article is None else sum(len(block.shown.split()) for block in article.blocks),
        abstract=about.text if about else "",
        clusters=about.clusters if about else (),
        references=about.references if about else (),
        notes=tuple(notes),
        pictures=_pictures(article),
        findings=tuple(found),
    )


def _pictures(article: Article | None) -> tuple[PictureUse, ...]:
    folder = article.path.rpartition("/")[0] if article else ""
    return (
        tuple(PictureUse(f"{folder}/{one.source}", article.path, one.line) for one in article.figures)
        if article
        else ()
    )


def _paragraphs(article: Article | None) -> int | None:
    if article is None:
        return None
    return max((block.number for block in article.blocks if block.number is not None), default=0)


_WORST = ("orphan", "contradicted", "ambiguous", "unchecked", "folded", "anchored")


def _note(annotation: Annotation, number: int | None, anchors: Sequence[Anchor], body: Body) -> NoteSummary:
    statuses = {str(anchor.status) for anchor in anchors}
    ordered = sorted(anchors, key=lambda anchor: anchor.target)
    words = {anchor.target: anchor.text for anchor in ordered if anchor.text}
    lemma = " … ".join(words.get(i) or quoted(target.quote) for i, target in enumerate(annotation.targets))
    return NoteSummary(
        annotation.id,
        number,
        annotation.kind,
        str(annotation.verdict or ""),
        str(Status.DRAFT if annotation.withheld else annotation.status),
        next((status for status in _WORST if status in statuses), ""),
        ordered[0].number if ordered else None,
        lemma,
        annotation.place.line,
        annotation.place.column,
        body.clusters,
        (*body.references, *(see_reference(see) for see in annotation.see)),
        annotation.created,
        annotation.author,
        body.suspects,
        annotation.changed if annotation.changed != annotation.created else "",
        annotation.reviewed_by,
    )


def quoted(quote: Scalar) -> str:
    """The words of a quote on one line."""
    return " ".join(quote.text.split())


def see_reference(see: Scalar) -> Reference:
    """An item under `see`, as the reference it is."""
    target, _, label = see.text.partition("|")
    return Reference(target.strip(), label.strip(), "", see.place.line, see.place.column)


# ---------------------------------------------------------------- to and from a cache


def summary_to_json(summary: Summary) -> str:
    """One line of JSON. Named tuples are arrays; the fields are known by their place."""
    findings = [(f.code, f.severity, *_row(f.place), f.message, f.hint) for f in summary.findings]
    return json.dumps([*summary[:-1], findings], ensure_ascii=False, separators=(",", ":"))


def _row(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def summary_from_json(text: str) -> Summary:
    """The inverse of `summary_to_json`. Raises ValueError, TypeError or IndexError when the text is of another
    shape: a cache to throw away."""
    fields = json.loads(text)
    fields[8] = tuple(fields[8])
    fields[19] = _clusters(fields[19])
    fields[20] = _references(fields[20])
    fields[21] = tuple([_note_from_json(note) for note in fields[21]])
    fields[22] = tuple([PictureUse(*row) for row in fields[22]])
    fields[23] = tuple(
        Finding(Code(code), Severity(severity), Place(path, line, column), message, hint)
        for code, severity, path, line, column, message, hint in fields[23]
    )
    return Summary(*fields)


def _note_from_json(fields: list[Any]) -> NoteSummary:
    fields[10] = _clusters(fields[10]) if fields[10] else ()
    fields[11] = _references(fields[11]) if fields[11] else ()
    fields[14] = _references(fields[14]) if fields[14] else ()
    fields[16] = tuple(fields[16])
    return NoteSummary._make(fields)


def _clusters(rows: list[Any]) -> tuple[Cluster, ...]:
    return tuple([Cluster(tuple([Citation._make(c) for c in citations]), sentence) for citations, sentence in rows])


def _references(rows: list[Any]) -> tuple[Reference, ...]:
    return tuple([Reference._make(row) for row in rows])
