"""New annotations at the end of a sidecar, proved to stand on their words before the file is replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import PydanticCustomError

from build_scripts.anchoring.canonical import Canonical
from build_scripts.anchoring.matching import Span
from build_scripts.anchoring.placing import anchor
from build_scripts.authoring.editing import apply
from build_scripts.authoring.editing import text_of as text_in
from build_scripts.authoring.stubs import Stub, add, new_sidecar
from build_scripts.authoring.tree import NotEditableError
from build_scripts.edition import ArticleFiles
from build_scripts.findings import RefusedError, in_a_line
from build_scripts.model import Annotation, Settings, Sidecar
from build_scripts.pipeline.compiling import Text, printed_title
from build_scripts.reading.fields import check_id, no_such
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.site.disk import rewrite


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sidecar to be added to."""

    path: str
    """Relative to the edition's root."""
    before: bytes | None
    """As it lies on disk; None: it is not there."""
    start: bytes
    """What is added to: `before`, or the beginning of a new sidecar."""
    canonical: Canonical


@dataclass(frozen=True, slots=True)
class Placed:
    """A new annotation and where it must stand when the file is read again."""

    stub: Stub
    spans: tuple[Span, ...]
    """One for each target; none for a note on the whole article."""


@dataclass(frozen=True, slots=True)
class Longer:
    """A sidecar as it would be, proved but not written."""

    sheet: Sheet
    after: bytes
    added: tuple[Annotation, ...]
    """As they are read back."""


def append(sheet: Sheet, settings: Settings, placed: Sequence[Placed]) -> Longer:
    """With at least one new annotation. Raises `NotEditableError` where the result would not say what it should."""
    after = apply(sheet.start, [add(text_in(sheet.start), *(one.stub for one in placed))])
    return Longer(sheet, after, _proved(sheet, after, settings, placed))


def keep(root: Path, longer: Longer) -> None:
    """Replaces the sidecar. Raises `WriteError`; then nothing is written."""
    rewrite(root / longer.sheet.path, longer.sheet.before, longer.after)


def known_kind(kind: str, settings: Settings) -> str:
    """`kind` as it was asked for. Raises `RefusedError` where the edition has no such kind."""
    if kind not in settings.kinds:
        raise RefusedError(f"{no_such('kind', kind, settings.kinds)} (kinds: {', '.join(settings.kinds)})")
    return kind


def asked_id(id_: str) -> str:
    """An id as it was asked for. Raises `RefusedError` where it can't be one."""
    try:
        return check_id(id_)
    except PydanticCustomError as error:
        context = error.context or {}
        raise RefusedError(f"{context['message']}; {' '.join(str(context['hint']).split())}") from error


def sidecar_bytes(root: Path, where: ArticleFiles) -> bytes | None:
    """None: there is no sidecar yet. Raises `RefusedError` for one that can't be read."""
    if where.sidecar is None:
        return None
    data, unreadable = read_file(root, where.sidecar, YAML_LIMIT)
    if data is None:
        raise RefusedError(in_a_line(unreadable[0]))
    return data


def beginning(before: bytes | None, text: Text, where: ArticleFiles) -> bytes:
    """What an article's sidecar has before anything is added, one that is empty or not there included."""
    return before if before and before.strip() else new_sidecar(printed_title(text.article, where)).encode()


def _proved(sheet: Sheet, after: bytes, settings: Settings, placed: Sequence[Placed]) -> tuple[Annotation, ...]:
    """The new annotations as they are read back. Raises `NotEditableError` unless all else says what it said before and
    each new note says what it should on the words it is meant for."""
    path = sheet.path
    old, in_old = read_sidecar(path, sheet.start, settings.kinds, settings.annotators)
    new, in_new = read_sidecar(path, after, settings.kinds, settings.annotators)
    if old is None or new is None:
        raise NotEditableError(f"{path} can't be added to as long as it has mistakes: {(*in_new, *in_old)[0].message}")
    if (
        len(in_new) > len(in_old)
        or _said(new)[: -len(placed)] != _said(old)
        or new.particulars.title.text != old.particulars.title.text
    ):
        raise NotEditableError(f"{path} is written in a way that can't be added to safely; nothing is written")
    made = new.annotations[-len(placed) :]
    spans: dict[str, list[tuple[int | None, int | None]]] = {}
    for place in anchor(sheet.canonical, made)[0]:
        spans.setdefault(place.annotation, []).append((place.start, place.end))
    for one, note in zip(placed, made, strict=True):
        if (note.id, spans.get(note.id, [])) != (one.stub.id, list(one.spans)) or not _says(one.stub, note):
            message = f"“{one.stub.id}” can't be written in {path} so that it is found again; nothing is written"
            raise NotEditableError(message)
    return made


def _says(stub: Stub, note: Annotation) -> bool:
    words = not stub.note or note.note.text.strip("\n") == stub.note.strip("\n")
    return words and (note.kind, note.tags, note.author) == (stub.kind, stub.tags, stub.author)


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
            one.reviewed_by,
            one.created,
            one.changed,
            [entry.text for entry in one.see],
            [[part and part.text for part in (t.quote, t.prefix, t.suffix, t.through)] for t in one.targets],
        )
        for one in sidecar.annotations
    ]
