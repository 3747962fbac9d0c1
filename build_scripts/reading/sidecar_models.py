"""The shape of a sidecar, as pydantic models: the one definition, for reading and for the annotator's editor."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, Tag

from build_scripts.model import BlockKind, Rights, Status, Verdict
from build_scripts.reading.fields import (
    Body,
    Context,
    Date,
    Encoding,
    Id,
    Language,
    Quote,
    Url,
    WholeNumber,
    Words,
    one_of,
)
from build_scripts.reading.validation import Strict

OMIT = "omit"
"""The value of `structure: as:` that sets a block aside."""


class CorrectionModel(Strict):
    block: Quote
    as_: Annotated[str, AfterValidator(one_of([*BlockKind, OMIT])), Field(alias="as")]
    reason: Words = ""
    occurrence: WholeNumber = 1


class RedactionModel(Strict):
    text: Quote
    reason: Words


class ImprintModel(Strict):
    """What an article says of where it comes from, in a sidecar and in the plan of an import."""

    title: Words
    author: Words = ""
    translator: Words = ""
    publisher: Words = ""
    via: list[Words] = Field(default=[])
    published: Date = ""
    date_printed: Words = ""
    url: Url = ""


class ArticleModel(ImprintModel):
    language: Language = "en"
    rights: Annotated[str, AfterValidator(one_of(Rights))] = Rights.QUOTED
    licence: Words = ""
    encoding: Encoding = "utf-8"
    content_selector: Words = ""
    remove_selectors: list[Words] = Field(default=[])
    summary: Body = ""
    structure: list[CorrectionModel] = Field(default=[])
    redact: list[RedactionModel] = Field(default=[])
    order: WholeNumber | None = None


class TargetModel(Strict):
    quote: Quote
    prefix: Context = ""
    suffix: Context = ""
    through: Quote = ""


def _one_or_several(value: object) -> str:
    return "<several>" if isinstance(value, list) else "<one>"


def _words_or_keys(value: object) -> str:
    return "<keys>" if isinstance(value, dict) else "<words>"


_OneTarget = Annotated[
    Annotated[Quote, Tag("<words>")] | Annotated[TargetModel, Tag("<keys>")], Discriminator(_words_or_keys)
]
_Ids = Annotated[Annotated[Id, Tag("<one>")] | Annotated[list[Id], Tag("<several>")], Discriminator(_one_or_several)]
_Quotes = Annotated[
    Annotated[Quote, Tag("<one>")] | Annotated[list[_OneTarget], Tag("<several>")], Discriminator(_one_or_several)
]


VERDICT_SLIPS = {
    **dict.fromkeys(("true", "yes", "right", "correct", "confirmed"), Verdict.SUPPORTED),
    **dict.fromkeys(("false", "no", "wrong", "untrue", "refuted", "debunked"), Verdict.CONTRADICTED),
    **dict.fromkeys(("unknown", "unclear", "unproven", "unconfirmed", "unsupported"), Verdict.UNVERIFIED),
    **dict.fromkeys(("controversial", "contested", "mixed"), Verdict.DISPUTED),
}
"""What people write for a verdict."""


KEY_SLIPS = {"reviewer": "reviewed_by", "reviewers": "reviewed_by", "modified": "changed", "updated": "changed"}
"""What people write for the keys of an annotation."""


class AnnotationModel(Strict):
    SLIPS = KEY_SLIPS

    id: Id
    quote: _Quotes = ""
    prefix: Context = ""
    suffix: Context = ""
    through: Quote = ""
    kind: Words
    verdict: Annotated[str, AfterValidator(one_of(Verdict, slips=VERDICT_SLIPS))] = ""
    note: Body
    see: list[Words] = Field(default=[])
    tags: list[Words] = Field(default=[])
    author: Id = ""
    reviewed_by: _Ids = ""
    created: Date = ""
    changed: Date = ""
    status: Annotated[str, AfterValidator(one_of(Status))] = Status.PUBLISHED


class SidecarModel(Strict):
    article: ArticleModel
    annotations: list[AnnotationModel] = Field(default=[])
