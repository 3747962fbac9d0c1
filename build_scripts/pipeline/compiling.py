"""Phase 1: one article by itself, from its files to a summary. Pure, and remembered by content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.anchoring.canonical import Canonical, canonical_text
from build_scripts.anchoring.placing import anchor, unchecked
from build_scripts.anchoring.recording import compare, from_record, record_of
from build_scripts.edition import ArticleFiles
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Anchor, Article, BlockKind, Particulars, Place, Rights, Scalar, Settings, Sidecar
from build_scripts.pipeline.following import without_echoes
from build_scripts.reading.articles import read_article
from build_scripts.reading.files import ARTICLE_LIMIT, YAML_LIMIT, read_file
from build_scripts.reading.records import Record, read_record
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.notes import parse_body
from build_scripts.rendering.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of one article's files; None for one that is not there or can't be read."""

    where: ArticleFiles
    article: bytes | None
    sidecar: bytes | None
    record: bytes | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An article whose words are here."""

    article: Article
    canonical: Canonical


@dataclass(frozen=True, slots=True)
class Compiled:
    """All that the page of one article is made from, but for what other articles say."""

    sidecar: Sidecar
    text: Text | None
    """None: the text is not here."""
    anchors: tuple[Anchor, ...]
    bodies: Mapping[str, Body]
    """The notes, by annotation id."""
    about: Body | None
    summary: Summary


def open_files(root: Path, where: ArticleFiles) -> Files:
    """Reads what there is; caps on size apply."""
    article, a = read_file(root, where.article, ARTICLE_LIMIT) if where.article else (None, ())
    sidecar, b = read_file(root, where.sidecar, YAML_LIMIT) if where.sidecar else (None, ())
    record, c = read_file(root, where.record, YAML_LIMIT) if where.record else (None, ())
    return Files(where, article, sidecar, record, (*a, *b, *c))


def digest_files(files: Files, context: str) -> str:
    """Of everything compiling depends on. `context` stands for the script, the settings and the mode."""
    whole = hashlib.sha256(f"{context}\0{files.where.article}\0{files.where.sidecar}".encode())
    for data in (files.article, files.sidecar, files.record):
        whole.update(b"-" if data is None else b"+%d\0" % len(data))
        whole.update(data or b"")
    return whole.hexdigest()


def compile_article(
    files: Files, settings: Settings, *, drafts: bool, stand_in: bool = False
) -> tuple[Compiled | None, tuple[Finding, ...]]:
    """Read, anchor, parse the notes, summarise. None where there is no sidecar that can be used; with `stand_in` an
    article that has none at all is shown as if it had one that says nothing, for a preview only.

    The findings of a `Compiled` stand in its summary and are not returned beside it.
    """
    if stand_in and files.where.sidecar is None and files.where.article is not None and files.article is not None:
        return _without_sidecar(files, files.where.article, files.article, drafts=drafts)
    if files.where.sidecar is None or files.sidecar is None:
        return None, files.findings
    sidecar, in_sidecar = read_sidecar(files.where.sidecar, files.sidecar, settings.kinds, settings.annotators)
    if sidecar is None:
        return None, (*files.findings, *in_sidecar)
    text, in_text = _read_text(files, sidecar)
    anchors, in_anchors = _place(files, sidecar, text)
    bodies = {annotation.id: parse_body(annotation.note) for annotation in sidecar.annotations}
    about = parse_body(sidecar.particulars.summary) if sidecar.particulars.summary else None
    found = without_echoes(files.where, (*files.findings, *in_sidecar, *in_text, *in_anchors))
    article = text.article if text else None
    summary = summarise(sidecar, article, anchors, bodies, about, found, drafts=drafts)
    return Compiled(sidecar, text, anchors, bodies, about, summary), ()


def _without_sidecar(
    files: Files, path: str, data: bytes, *, drafts: bool
) -> tuple[Compiled | None, tuple[Finding, ...]]:
    article, found = read_article(path, data, None)
    if article is None:
        return None, (*files.findings, *found)
    where = files.where
    particulars = Particulars(Scalar(printed_title(article, where), Place(path)), Place(path))
    sidecar = Sidecar(f"annotations/{where.id}.yml", where.collection, where.slug, particulars)
    summary = summarise(sidecar, article, (), {}, None, (*files.findings, *found), drafts=drafts)
    return Compiled(sidecar, Text(article, canonical_text(article)), (), {}, None, summary), ()


def printed_title(article: Article, where: ArticleFiles) -> str:
    """An article's headline; the name of its file where it has none."""
    headline = next((block.shown for block in article.blocks if block.kind is BlockKind.HEADLINE), "")
    return " ".join(headline.split()) or where.slug.replace("-", " ").capitalize()


def _read_text(files: Files, sidecar: Sidecar) -> tuple[Text | None, tuple[Finding, ...]]:
    if files.where.article is None:
        return None, (_not_here(sidecar),)
    if files.article is None:
        return None, ()
    article, findings = read_article(files.where.article, files.article, sidecar)
    return (Text(article, canonical_text(article)) if article else None), findings


def _place(files: Files, sidecar: Sidecar, text: Text | None) -> tuple[tuple[Anchor, ...], tuple[Finding, ...]]:
    """Every target's place: in the text, else from the record, else unchecked."""
    record, findings = _read_record(files)
    if text is None:
        if record is None:
            return unchecked(sidecar.annotations), findings
        anchors, in_record = from_record(record, sidecar.annotations)
        return anchors, (*findings, *in_record)
    anchors, in_text = anchor(text.canonical, sidecar.annotations)
    if record is not None and files.where.record is not None:
        now = record_of(text.canonical, sidecar.annotations, anchors)
        findings = (*findings, *compare(files.where.record, record, now))
    return anchors, (*findings, *in_text)


def _read_record(files: Files) -> tuple[Record | None, tuple[Finding, ...]]:
    if files.where.record is None or files.record is None:
        return None, ()
    return read_record(files.where.record, files.record)


def _not_here(sidecar: Sidecar) -> Finding:
    """Expected where the text may not be published; a loss where it may."""
    quoted = sidecar.particulars.rights is Rights.QUOTED
    place = Place(sidecar.path, sidecar.particulars.place.line, sidecar.particulars.place.column)
    message = f"the text of {sidecar.collection}/{sidecar.slug} is not here, so its notes can't be checked against it"
    hint = f"Put it at articles/{sidecar.collection}/{sidecar.slug}.txt (or .md, .html, .docx)."
    return Finding(Code.S408, Severity.NOTICE if quoted else Severity.ERROR, place, message, hint)
