"""`edition add`: a new annotation on words of an article, proved to stand on them before it is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import PydanticCustomError

from build_scripts.anchoring.canonical import Canonical, flatten, flatten_context
from build_scripts.anchoring.describing import describe
from build_scripts.anchoring.matching import Haystack, Outcome, Selector, Span, resolve
from build_scripts.anchoring.placing import PLACED, anchor
from build_scripts.authoring.editing import apply
from build_scripts.authoring.editing import text_of as text_in
from build_scripts.authoring.proving import syntax_findings
from build_scripts.authoring.stubs import Stub, add, entry, make_id, new_sidecar
from build_scripts.authoring.tree import NotEditableError
from build_scripts.edition import ArticleFiles
from build_scripts.findings import Finding, RefusedError
from build_scripts.model import Annotation, BlockKind, Place, Scalar, Settings, Sidecar, Target, Verdict
from build_scripts.pipeline.asking import Found, find_article, text_of
from build_scripts.pipeline.compiling import Text
from build_scripts.pipeline.surveying import read_registers
from build_scripts.reading.fields import check_id, nearest
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.reading.sidecars import CLAIM, read_sidecar
from build_scripts.reading.written import written_ids
from build_scripts.site.disk import rewrite

_UNDECIDED = Verdict.UNVERIFIED
_USUAL = "context"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the annotator asked for; what is empty is chosen for her."""

    article: str
    words: str
    before: str = ""
    after: str = ""
    kind: str = ""
    verdict: str = ""
    id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What was written; `place` is None, and `findings` say why, where nothing was."""

    place: Place | None
    """Of the note's text."""
    annotation: Annotation | None
    findings: tuple[Finding, ...]


def add_note(root: Path, wish: Wish) -> Added:
    """Raises `UnknownArticleError`, `RefusedError` for a kind, verdict or id that can't be, `NotEditableError` and
    `WriteError`; then nothing is written."""
    where = find_article(root, wish.article)
    settings = read_registers(root).settings
    path = where.sidecar or f"annotations/{where.id}.yml"
    before = _sidecar_bytes(root, where)
    if before is not None and (wrong := syntax_findings(path, before)):
        return Added(None, None, wrong)
    text, _ = text_of(root, where)
    span, findings = _place(text.canonical, wish, path)
    if span is None:
        return Added(None, None, findings)
    start = before if before and before.strip() else new_sidecar(_title(text, where)).encode()
    stub = _stub(wish, settings, text.canonical, span, written_ids(start))
    after = apply(start, [add(text_in(start), stub)])
    made = _proved(path, start, after, settings, text.canonical, span)
    rewrite(root / path, before, after)
    return Added(made.note.place, made, findings)


def finished_entries(root: Path, where: ArticleFiles, found: Sequence[Found]) -> tuple[str, ...]:
    """For each place of some words the whole entry to paste into the article's sidecar, in the style of that file.

    A sidecar that can't be read gives the usual style.
    """
    settings = read_registers(root).settings
    data = _sidecar_bytes(root, where) or b""
    path = where.sidecar or ""
    readable = data and not syntax_findings(path, data)
    text, taken = (text_in(data) if readable else ""), written_ids(data)
    kind = _usual(settings)
    stubs = (Stub(make_id(one.selector.exact, taken), one.selector, kind, "", "") for one in found)
    return tuple(entry(text, stub) for stub in stubs)


def _usual(settings: Settings) -> str:
    return _USUAL if _USUAL in settings.kinds else next(iter(settings.kinds))


def _sidecar_bytes(root: Path, where: ArticleFiles) -> bytes | None:
    """None: there is no sidecar yet."""
    if where.sidecar is None:
        return None
    data, unreadable = read_file(root, where.sidecar, YAML_LIMIT)
    if data is None:
        raise RefusedError(f"{unreadable[0].message}; {unreadable[0].hint}")
    return data


def _place(canonical: Canonical, wish: Wish, path: str) -> tuple[Span | None, tuple[Finding, ...]]:
    """Where the words are, with a notice where they are printed otherwise; or None and what `edition check` would say
    of a note on them."""
    haystack = Haystack(canonical.text)
    selector = Selector(flatten(wish.words), flatten_context(wish.before), flatten_context(wish.after))
    outcome: Outcome = resolve(haystack, selector)
    if outcome.status in PLACED:
        return outcome.spans[0], ()
    here = Place(path)
    target = Target(Scalar(wish.words, here), _scalar(wish.before, here), _scalar(wish.after, here))
    asked = Annotation(wish.id or "new", here, (target,), wish.kind or _USUAL, Scalar("", here))
    return None, anchor(canonical, [asked])[1]


def _scalar(words: str, place: Place) -> Scalar | None:
    return Scalar(words, place) if words else None


def _title(text: Text, where: ArticleFiles) -> str:
    headline = next((block.shown for block in text.article.blocks if block.kind is BlockKind.HEADLINE), "")
    return " ".join(headline.split()) or where.slug.replace("-", " ").capitalize()


def _stub(wish: Wish, settings: Settings, canonical: Canonical, span: Span, taken: Collection[str]) -> Stub:
    kind = wish.kind or (CLAIM if wish.verdict else _usual(settings))
    if kind not in settings.kinds:
        guess = nearest(kind, settings.kinds)
        listed = f"kinds of this edition: {', '.join(settings.kinds)}"
        raise RefusedError(f"there is no kind {kind}" + (f"; did you mean {guess}?" if guess else "") + f" ({listed})")
    if wish.verdict and wish.verdict not in list(Verdict):
        raise RefusedError(f"{wish.verdict} is no verdict; choose one of {', '.join(Verdict)}")
    if wish.verdict and kind != CLAIM:
        raise RefusedError(f"only a claim has a verdict; leave out --verdict, or say --kind {CLAIM}")
    selector = Selector(*describe(canonical.text, span.start, span.end))
    id_ = _asked_id(wish.id, taken) if wish.id else make_id(selector.exact, taken)
    return Stub(id_, selector, kind, wish.verdict or (_UNDECIDED if kind == CLAIM else ""), wish.note.strip("\n"))


def _asked_id(id_: str, taken: Collection[str]) -> str:
    try:
        check_id(id_)
    except PydanticCustomError as error:
        context = error.context or {}
        raise RefusedError(f"{context['message']}; {context['hint']}") from error
    if id_ in taken:
        raise RefusedError(f"the article has a note {id_} already; choose another --id")
    return id_


def _proved(path: str, before: bytes, after: bytes, settings: Settings, canonical: Canonical, span: Span) -> Annotation:
    """The new annotation as it is read back. Raises `NotEditableError` unless all else says what it said before and the
    new note stands on the words that were asked for."""
    old, in_old = read_sidecar(path, before, settings.kinds, settings.annotators)
    new, in_new = read_sidecar(path, after, settings.kinds, settings.annotators)
    if old is None or new is None:
        raise NotEditableError(f"{path} can't be added to as long as it has mistakes: {(*in_new, *in_old)[0].message}")
    if (
        len(in_new) > len(in_old)
        or _said(new)[:-1] != _said(old)
        or new.particulars.title.text != old.particulars.title.text
    ):
        raise NotEditableError(f"{path} is written in a way that can't be added to safely; nothing is written")
    made = new.annotations[-1]
    (place,), _ = anchor(canonical, [made])
    if (place.start, place.end) != (span.start, span.end):
        raise NotEditableError(f"the words can't be quoted in {path} so that they are found again; nothing is written")
    return made


def _said(sidecar: Sidecar) -> list[object]:
    """What each annotation says. A line end at the end of the file may have come to its last note."""
    return [
        (
            one.id,
            one.kind,
            one.verdict,
            one.note.text.rstrip("\n"),
            one.status,
            one.tags,
            one.author,
            one.created,
            [entry.text for entry in one.see],
            [[part and part.text for part in (t.quote, t.prefix, t.suffix, t.through)] for t in one.targets],
        )
        for one in sidecar.annotations
    ]
