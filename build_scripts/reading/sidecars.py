"""A sidecar: one article's particulars and annotations, from YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import cast

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import (
    Annotation,
    BlockKind,
    Correction,
    Particulars,
    Place,
    Redaction,
    Rights,
    Scalar,
    Sidecar,
    Status,
    Target,
    Verdict,
)
from build_scripts.reading.fields import nearest, shown
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.pasting import as_list
from build_scripts.reading.sidecar_models import (
    OMIT,
    AnnotationModel,
    ArticleModel,
    CorrectionModel,
    RedactionModel,
    SidecarModel,
    TargetModel,
)
from build_scripts.reading.unique import first_of_each_id
from build_scripts.reading.validation import UNKNOWN, validate
from build_scripts.reading.yaml_text import read_yaml

MAX_ANNOTATIONS = 10_000
CLAIM = "claim"
"""The kind of annotation that carries a verdict."""


def read_sidecar(
    path: str, data: bytes, kinds: Collection[str] | None = None, annotators: Collection[str] | None = None
) -> tuple[Sidecar | None, tuple[Finding, ...]]:
    """The sidecar at `annotations/<collection>/<slug>.yml`.

    `kinds` are the keys of the edition's `kinds`, `annotators` the ids of its annotators; None: not checked. An
    annotation that can't be shown is a finding and withheld, one that can't be read is left out; the others remain.
    None only where the particulars can't be read. Never raises for what `data` holds.
    """
    root, findings = read_yaml(path, data)
    read = validate(SidecarModel, path, root, "annotations", findings, withhold=True)
    if read.value is None or not isinstance(root, Mapping):
        return None, read.findings
    checked = _Checked(kinds, annotators)
    pairs = zip(read.value.annotations[:MAX_ANNOTATIONS], read.items, strict=False)
    annotations = [
        checked.annotation(model, node, withheld=number in read.withheld) for number, (model, node) in enumerate(pairs)
    ]
    found = (*read.findings, *checked.findings, *_too_many(read.items))
    unique, doubles = first_of_each_id(annotations, "It is the note's permanent address.")
    place = PurePosixPath(path)
    particulars = _particulars(read.value.article, _mapping(root, "article"))
    return Sidecar(path, place.parent.name, place.stem, particulars, unique), (*found, *doubles)


class _Checked:
    """Makes annotations, and collects what the models alone can't judge."""

    def __init__(self, kinds: Collection[str] | None, annotators: Collection[str] | None) -> None:
        self.kinds = kinds
        self.annotators = annotators
        self.findings: list[Finding] = []

    def _report(self, code: Code, place: Place, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(code, severity, place, message, hint))

    def annotation(self, model: AnnotationModel, node: Mapping, *, withheld: bool) -> Annotation:
        """Withheld where it could not be shown: its kind is not one the edition defines, or its quote was left empty,
        which would make it a note on the whole article. `withheld`: it has been for another mistake."""
        is_told = withheld and model.kind == UNKNOWN
        if self.kinds is not None and model.kind not in self.kinds and not is_told:
            guess = nearest(model.kind, self.kinds)
            hint = f"Kinds of this edition: {', '.join(self.kinds)}."
            hint = to_paste(f"{hint} Did you mean:", f"kind: {guess}") if guess else hint
            self._report(Code.S101, _value(node, "kind").place, f"the kind “{shown(model.kind)}” is not defined", hint)
            withheld = True
        if _is_empty(node, "quote"):
            hint = "Write the words the note is about. A note on the whole article has no line `quote:`."
            self._report(Code.Y202, node.items["quote"][0].place, "`quote` has no value", hint)
            withheld = True
        if model.author:
            self._check_named("author", _value(node, "author"))
        return Annotation(
            id=model.id,
            place=_value(node, "id").place,
            targets=self._targets(model, node, withheld=withheld),
            kind=model.kind,
            note=_value(node, "note"),
            verdict=None if withheld else self._verdict(model, node),
            see=_scalars(node, "see"),
            tags=_tidy(model.tags),
            author=model.author,
            reviewed_by=self._reviewers(model, node),
            created=model.created,
            changed=self._changed(model, node),
            status=Status(model.status),
            withheld=withheld,
        )

    def _check_named(self, key: str, id_: Scalar, others: Sequence | None = None) -> None:
        """`others`: the list that `id_` stands in."""
        if self.annotators is not None and id_.text not in self.annotators:
            guess = nearest(id_.text, self.annotators)
            hint = "Leave the line out until an editor has added the person to `annotators:` in mkdocs.yml."
            listed = others is not None and not others.in_brackets
            names = [guess if item is id_ else getattr(item, "text", "") for item in others.items] if others else []
            line = f"- {guess}" if listed else f"{key}: {as_list(names) if others else guess}"
            hint = to_paste(f"{hint} Or did you mean:", line) if guess else hint
            message = f"the annotator “{id_.text}” is not named in the settings"
            self._report(Code.S106, id_.place, message, hint, Severity.WARNING)

    def _reviewers(self, model: AnnotationModel, node: Mapping) -> tuple[str, ...]:
        """Her own review is none and left out."""
        if not model.reviewed_by:
            return ()
        value = node.items["reviewed_by"][1]
        listed = value if isinstance(value, Sequence) else None
        ids = [item for item in (listed.items if listed else (value,)) if isinstance(item, Scalar)]
        for id_ in ids:
            self._check_named("reviewed_by", id_, listed)
            if id_.text == model.author:
                message = f"“{id_.text}” wrote the note and can’t review it"
                hint = "Name somebody else, or delete the name here."
                self._report(Code.S108, id_.place, message, hint, Severity.WARNING)
        return tuple(dict.fromkeys(id_.text for id_ in ids if id_.text != model.author))

    def _changed(self, model: AnnotationModel, node: Mapping) -> str:
        """Empty where it comes before the note was made, as far as both dates go."""
        known = min(len(model.created), len(model.changed))
        if model.changed[:known] >= model.created[:known]:
            return model.changed
        message = f"changed on {model.changed}, before it was created on {model.created}"
        hint = to_paste("If the two were exchanged:", f"created: {model.changed}", f"changed: {model.created}")
        self._report(Code.S109, _value(node, "changed").place, message, hint, Severity.WARNING)
        return ""

    def _verdict(self, model: AnnotationModel, node: Mapping) -> Verdict | None:
        refused = "verdict" in node.items and not _is_empty(node, "verdict")  # has its own finding
        if model.kind == CLAIM and not model.verdict and not refused:
            hint = to_paste("Say with what result it was checked:", *(f"verdict: {one}" for one in Verdict))
            self._report(Code.S102, _value(node, "kind").place, "a claim without a verdict", hint)
        if model.kind != CLAIM and model.verdict:
            hint = to_paste("Delete the verdict; or, if the note checks a claim, write:", f"kind: {CLAIM}")
            message = f"a verdict on an annotation of the kind “{shown(model.kind)}”"
            self._report(Code.S103, node.items["verdict"][0].place, message, hint)
            return None
        return Verdict(model.verdict) if model.verdict else None

    def _targets(self, model: AnnotationModel, node: Mapping, *, withheld: bool) -> tuple[Target, ...]:
        """None of a note whose quote, or what stands beside it, has a mistake of its own."""
        if withheld and not _says_where(model, node):
            return ()
        if isinstance(model.quote, str) and model.quote:
            return (_target(model, node),)
        for key in ("prefix", "suffix", "through"):
            if getattr(model, key):
                message = f"`{key}` without a quote of its own"
                hint = f"Add `quote:`, or delete this line; in a list of quotes write `- {{quote: …, {key}: …}}`."
                self._report(Code.S104, node.items[key][0].place, message, hint)
        if isinstance(model.quote, str):
            return ()
        items = _items(node, "quote")
        return tuple(
            Target(cast(Scalar, item)) if isinstance(target, str) else _target(target, item)
            for target, item in zip(model.quote, items, strict=True)
        )


def _says_where(model: AnnotationModel, node: Mapping) -> bool:
    """Whether all that the file says of a note's place came through."""
    keys = ("quote", "prefix", "suffix", "through")
    unknown = [key for key in node.items if key not in AnnotationModel.model_fields]
    lost = [key for key in keys if key in node.items and not getattr(model, key)]
    return not lost and not any(nearest(key, keys) for key in unknown)


def _target(model: AnnotationModel | TargetModel, node: Node) -> Target:
    return Target(
        _value(node, "quote"),
        _value(node, "prefix") if model.prefix else None,
        _value(node, "suffix") if model.suffix else None,
        _value(node, "through") if model.through else None,
    )


def _particulars(model: ArticleModel, node: Mapping) -> Particulars:
    return Particulars(
        title=_one_line(_value(node, "title")),
        place=node.place,
        author=_one(model.author),
        translator=_one(model.translator),
        publisher=_one(model.publisher),
        via=_tidy(model.via),
        published=model.published,
        date_printed=_one(model.date_printed),
        url=model.url,
        language=model.language,
        rights=Rights(model.rights),
        licence=_one(model.licence),
        encoding=model.encoding,
        content_selector=_one(model.content_selector),
        remove_selectors=_tidy(model.remove_selectors),
        summary=_value(node, "summary") if model.summary else None,
        structure=_corrections(model.structure, node),
        redact=_redactions(model.redact, node),
        order=model.order,
    )


def _corrections(models: list[CorrectionModel], node: Mapping) -> tuple[Correction, ...]:
    nodes = _items(node, "structure") if models else ()
    return tuple(
        Correction(
            block=_value(item, "block"),
            kind=None if model.as_ == OMIT else BlockKind(model.as_),
            reason=_one(model.reason),
            occurrence=model.occurrence,
        )
        for model, item in zip(models, nodes, strict=True)
    )


def _redactions(models: list[RedactionModel], node: Mapping) -> tuple[Redaction, ...]:
    nodes = _items(node, "redact") if models else ()
    return tuple(Redaction(_value(item, "text"), _one(model.reason)) for model, item in zip(models, nodes, strict=True))


def _too_many(items: tuple[Mapping, ...]) -> tuple[Finding, ...]:
    if len(items) <= MAX_ANNOTATIONS:
        return ()
    message = f"{len(items):,} annotations; an article may have {MAX_ANNOTATIONS:,}"
    place = items[MAX_ANNOTATIONS].place
    return (Finding(Code.S107, Severity.ERROR, place, message, "Split the article."),)


def _is_empty(node: Mapping, key: str) -> bool:
    """Whether the key stands there without a value."""
    value = node.items[key][1] if key in node.items else None
    return isinstance(value, Scalar) and not value.text


def _mapping(node: Mapping, key: str) -> Mapping:
    return cast(Mapping, node.items[key][1])  # the model has seen to it


def _value(node: Node, key: str) -> Scalar:
    return cast(Scalar, cast(Mapping, node).items[key][1])  # the model has seen to it


def _items(node: Mapping, key: str) -> tuple[Node, ...]:
    value = node.items[key][1] if key in node.items else None
    return value.items if isinstance(value, Sequence) else ()


def _scalars(node: Mapping, key: str) -> tuple[Scalar, ...]:
    return tuple(item for item in _items(node, key) if isinstance(item, Scalar))


def _one(text: str) -> str:
    return " ".join(text.split())


def _one_line(scalar: Scalar) -> Scalar:
    return Scalar(_one(scalar.text), scalar.place, scalar.lines[:1])


def _tidy(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_one(text) for text in texts)
