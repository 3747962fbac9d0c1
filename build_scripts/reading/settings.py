"""The edition's settings: `mkdocs.yml`, its site keys and `extra.edition`.

The file is trusted, for MkDocs runs what it names; but nothing of it runs here. Tags such as `!ENV` and `!!python/name`
are passed over, MkDocs' own keys are MkDocs' to judge.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, Tag

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Annotator, CollectionSettings, Guide, Kind, Place, Scalar, Settings
from build_scripts.reading.composing import Limits
from build_scripts.reading.fields import Body, Id, Language, Url, Words, one_of
from build_scripts.reading.nodes import Mapping, Node, Sequence
from build_scripts.reading.orcid import check_orcid
from build_scripts.reading.validation import Strict, validate
from build_scripts.reading.yaml_text import read_yaml

MOTIVATIONS = (
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
)
"""W3C Web Annotation Vocabulary, 3.3."""
SHAPES = ("solid", "dashed", "dotted", "double", "wavy")
STYLES = ("chicago", "mla", "apa")
COLOURS = ("slate", "red", "violet", "blue", "teal", "green", "olive", "orange", "magenta")
_LIMITS = Limits(depth=40)


class CollectionModel(Strict):
    id: Id
    title: Words
    description: Words = ""


class GuideModel(Strict):
    page: Id
    title: Words


class KindModel(Strict):
    label: Words
    motivation: Annotated[str, AfterValidator(one_of(MOTIVATIONS))] = "commenting"
    shape: Annotated[str, AfterValidator(one_of(SHAPES))] = "solid"
    colour: Annotated[str, AfterValidator(one_of(COLOURS))] = "slate"
    sign: Annotated[Words, Field(max_length=2)] = ""


class AnnotatorModel(Strict):
    name: Words
    affiliation: Words = ""
    orcid: Words = ""
    url: Url = ""


def _name_or_keys(value: object) -> str:
    return "<keys>" if isinstance(value, dict) else "<name>"


_Annotator = Annotated[
    Annotated[Words, Tag("<name>")] | Annotated[AnnotatorModel, Tag("<keys>")], Discriminator(_name_or_keys)
]


class EditionModel(Strict):
    style: Annotated[str, AfterValidator(one_of(STYLES))] = "chicago"
    branch: Words = "main"
    language: Language = "en"
    introduction: Body = ""
    collections: list[CollectionModel] = Field(default=[])
    guides: list[GuideModel] = Field(default=[])
    kinds: dict[Id, KindModel] = Field(default={})
    annotators: dict[Id, _Annotator] = Field(default={})


def read_settings(path: str, data: bytes) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings in `mkdocs.yml`; what is missing or wrong has its default, what is wrong is a finding.

    The language is that of `extra.edition`, else of the theme, else English. Never raises for what `data` holds.
    """
    root, findings = read_yaml(path, data, trusted=True, limits=_LIMITS)
    edition = _at(root, "extra", "edition")
    if not isinstance(edition, Mapping):
        place = edition.place if edition else Place(path)
        message = "`extra: edition:` is missing: no kinds of annotation are defined"
        hint = "Copy the section from the example that `edition init` makes."
        missing = () if findings else (Finding(Code.S301, Severity.ERROR, place, message, hint),)
        return _settings(root, EditionModel()), (*findings, *missing)
    read = validate(EditionModel, path, edition, "collections", findings)
    model = read.value or EditionModel()
    annotators, in_orcids = _annotators(root, model)
    found = (*read.findings, *in_orcids, *_no_kinds(edition, model, read.findings))
    return _settings(root, model, annotators), found


def _settings(root: Node | None, model: EditionModel, annotators: tuple[Annotator, ...] = ()) -> Settings:
    language = model.language
    if "language" not in model.model_fields_set:
        language = _text(root, "theme", "language") or language
    return Settings(
        title=_text(root, "site_name") or "An annotated edition",
        description=_text(root, "site_description"),
        url=_text(root, "site_url"),
        repository=_text(root, "repo_url").rstrip("/"),
        branch=model.branch,
        language=language,
        style=model.style,
        introduction=model.introduction,
        collections=tuple(
            CollectionSettings(collection.id, collection.title, collection.description)
            for collection in model.collections
        ),
        guides=_guides(root, model),
        kinds={
            name: Kind(name, kind.label, kind.motivation, kind.shape, kind.colour, kind.sign)
            for name, kind in model.kinds.items()
        },
        annotators={annotator.id: annotator for annotator in annotators},
    )


def _guides(root: Node | None, model: EditionModel) -> tuple[Guide, ...]:
    written = _at(root, "extra", "edition", "guides")
    items = written.items if isinstance(written, Sequence) else ()
    return tuple(Guide(guide.page, guide.title, node.place) for guide, node in zip(model.guides, items, strict=True))


def _annotators(root: Node | None, model: EditionModel) -> tuple[tuple[Annotator, ...], tuple[Finding, ...]]:
    """An ORCID iD that is none is left out: it would lead to somebody else, or to nobody."""
    made: list[Annotator] = []
    findings: list[Finding] = []
    for id_, one in model.annotators.items():
        if isinstance(one, str):
            made.append(Annotator(id_, _one_line(one)))
            continue
        node = _at(root, "extra", "edition", "annotators", id_, "orcid")
        orcid, found = check_orcid(one.orcid, node.place) if node and one.orcid else ("", ())
        findings += found
        made.append(Annotator(id_, _one_line(one.name), _one_line(one.affiliation), orcid, one.url))
    return tuple(made), tuple(findings)


def _no_kinds(edition: Mapping, model: EditionModel, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    if model.kinds or findings:
        return ()
    hint = "Add `kinds:` with at least one, for instance `claim: {label: Claim, motivation: assessing, …}`."
    return (Finding(Code.S301, Severity.ERROR, edition.place, "no kinds of annotation are defined", hint),)


def _at(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        pair = node.items.get(key) if isinstance(node, Mapping) else None
        node = pair[1] if pair else None
    return node


def _text(root: Node | None, *keys: str) -> str:
    node = _at(root, *keys)
    return _one_line(node.text) if isinstance(node, Scalar) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
