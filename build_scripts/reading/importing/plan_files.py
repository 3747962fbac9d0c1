"""A plan as YAML that an editor changes, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, Field

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Rights, Sidecar
from build_scripts.reading.articles.decoding import decode
from build_scripts.reading.articles.lines import plain_lines
from build_scripts.reading.fields import Encoding, Id, Words, one_of, refuse, shown
from build_scripts.reading.importing.plan import Cut, Origin, Plan, Proposal
from build_scripts.reading.importing.proposing import with_guesses
from build_scripts.reading.importing.showing import clean
from build_scripts.reading.nodes import Mapping as Node
from build_scripts.reading.sidecar_models import ImprintModel
from build_scripts.reading.validation import Strict, validate
from build_scripts.reading.yaml_text import read_yaml

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]*[A-Za-z0-9]|[A-Za-z0-9]")
_LINES = re.compile(r"(\d{1,7})\s?[-–]\s?(\d{1,7})")
_HEAD = """\
# The plan of an import. Change what is wrong: lines, id, title, particulars; remove an article that is not wanted.
# Lines are those of the file, from 1, both included. Lines that start with # are for you and are not read.
# Apply it with --plan and this file's name, and --write.
"""


def _check_lines(text: str) -> str:
    match = _LINES.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise refuse(
            Code.T203, f"“{shown(text)}” is no range of lines", "Write first and last line, for instance:", "32-136"
        )
    return text


class ProposalModel(ImprintModel):
    file: Words
    lines: Annotated[str, AfterValidator(_check_lines)]
    slug: Id
    confidence: Annotated[str, AfterValidator(one_of(("sure", "doubtful")))] = "sure"
    rights: Annotated[str, AfterValidator(one_of(Rights))] = Rights.QUOTED
    encoding: Encoding = "utf-8"


class PlanModel(Strict):
    collection: Id
    articles: list[ProposalModel] = Field(default=[])


def plan_file(plan: Plan) -> str:
    """The plan as YAML; what only explains is in comments."""
    return "".join([_HEAD, f"collection: {yaml_text(plan.collection)}\narticles:\n", *map(_entry, plan.proposals)])


def _entry(one: Proposal) -> str:
    return "".join(f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(_entry_lines(one)))


def _entry_lines(one: Proposal) -> Iterator[str]:
    yield f"file: {yaml_text(one.file)}"
    yield f"lines: {one.cut.first}-{one.cut.last}"
    yield f"# because: {clean(one.cut.reason)}"
    yield f"confidence: {'sure' if one.cut.sure else 'doubtful'}"
    yield f"slug: {yaml_text(one.slug)}" + (f" # {one.sidecar} stays as it is" if one.sidecar else "")
    yield f"title: {yaml_text(one.headline)}"
    yield from particulars(one)
    yield f"# date: {clean(one.origin.date_reason)}"
    yield from (f"# also: {clean(url)}" for url in one.origin.urls[1:])
    if one.encoding != "utf-8":
        yield f"encoding: {yaml_text(one.encoding)}"
    yield f"rights: {one.rights}"
    yield from (f"# remark: {clean(remark)}" for remark in one.remarks)
    yield f"# blocks: {clean(', '.join(f'{lines} {kind}' for lines, kind in one.kinds))}"


def particulars(one: Proposal) -> Iterator[str]:
    """The lines of YAML for whatever is known of an article's origin; the keys are those of a sidecar."""
    said = one.origin
    for key, value in (("author", said.author), ("translator", said.translator), ("publisher", said.publisher)):
        if value:
            yield f"{key}: {yaml_text(value)}"
    if said.via:
        yield f"via: [{', '.join(map(yaml_text, said.via))}]"
    if said.published:
        yield f"published: {said.published}"
    if said.date_printed:
        yield f"date_printed: {yaml_text(said.date_printed)}"
    if said.urls:
        yield f"url: {yaml_text(said.urls[0])}"


def yaml_text(words: str) -> str:
    """A value as YAML: plain where nothing can go wrong, else in double quotes with escapes."""
    if _PLAIN.fullmatch(words):
        return words
    quoted = json.dumps(words, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in quoted)


def read_plan(
    path: str, data: bytes, files: Mapping[str, bytes], sidecars: Iterable[Sidecar] = ()
) -> tuple[Plan | None, tuple[Finding, ...]]:
    """An edited plan, checked against the files it is for. None, with an error, when nothing of it can be used.

    Findings name ranges that overlap or leave their file, ids used twice, files that are not given, and lines of a
    file that belong to no article.
    """
    root, findings = read_yaml(path, data)
    checked = validate(PlanModel, path, root, "articles", findings)
    if checked.value is None:
        return None, checked.findings
    collection = checked.value.collection
    known = {one.slug: one.path for one in sidecars if one.collection == collection}
    proposals = [_proposal(model, known) for model in checked.value.articles]
    problems, kept = _fitting(proposals, checked.items, path, files)
    uncovered = [finding for name, content in files.items() for finding in _uncovered(name, content, kept)]
    guessed = tuple(with_guesses(one, files) for one in kept)
    return Plan(collection, guessed), (*checked.findings, *problems, *uncovered)


def _proposal(model: ProposalModel, known: Mapping[str, str]) -> Proposal:
    first, last = (int(number) for number in _LINES.fullmatch(model.lines).groups())  # type: ignore[union-attr]
    origin = Origin(
        model.author,
        model.translator,
        model.publisher,
        tuple(model.via),
        model.date_printed,
        model.published,
        "as the plan says",
        (model.url,) if model.url else (),
    )
    cut = Cut(first, last, "as the plan says", model.confidence == "sure")
    one = Proposal(model.file, cut, model.slug, model.title, origin, sidecar=known.get(model.slug, ""))
    return replace(one, rights=str(model.rights), encoding=model.encoding)


def _fitting(
    proposals: Iterable[Proposal], nodes: Iterable[Node], path: str, files: Mapping[str, bytes]
) -> tuple[list[Finding], list[Proposal]]:
    findings: list[Finding] = []
    kept: list[Proposal] = []
    for one, node in zip(proposals, nodes, strict=False):
        reason = _misfit(one, kept, files)
        if reason:
            hint = "Compare the plan with the file, or make a new plan."
            findings.append(Finding(Code.T203, Severity.ERROR, node.place or Place(path), reason, hint))
        else:
            kept.append(one)
    return findings, kept


def _misfit(one: Proposal, kept: Iterable[Proposal], files: Mapping[str, bytes]) -> str:
    if one.file not in files:
        return f"the file “{shown(one.file)}” is not among those to import"
    if not _is_readable(one, files):
        return f"the file “{shown(one.file)}” is not {one.encoding}"
    if (total := _count_lines(files[one.file])) < one.cut.last:
        return f"the file has {total} lines, but the article is to end on line {one.cut.last}"
    for other in kept:
        if other.slug == one.slug:
            return f"two articles have the id “{one.slug}”"
        if other.file == one.file and other.cut.first <= one.cut.last and one.cut.first <= other.cut.last:
            return f"its lines {one.cut.first}-{one.cut.last} overlap those of “{other.slug}”"
    return ""


def _is_readable(one: Proposal, files: Mapping[str, bytes]) -> bool:
    return not one.file.lower().endswith(".txt") or decode(one.file, files[one.file], one.encoding)[0] is not None


def _count_lines(data: bytes) -> int:
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") + 1


def _uncovered(name: str, data: bytes, kept: Iterable[Proposal]) -> Iterator[Finding]:
    """Lines with words in a plain text that no article takes: one finding a stretch."""
    mine = [one for one in kept if one.file == name]
    text, _ = decode(name, data, mine[0].encoding if mine else "utf-8")
    last = 0
    for line in plain_lines(text or "") if name.lower().endswith(".txt") else ():
        if any(one.cut.first <= line.number <= one.cut.last for one in mine):
            continue
        if line.number > last + 2 or not last:
            message = f"line {line.number} and those after it belong to no article of the plan"
            hint = "Let an article begin or end there, or leave them out on purpose."
            yield Finding(Code.T205, Severity.WARNING, Place(name, line.number), message, hint)
        last = line.number
