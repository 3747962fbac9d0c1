"""`edition add`: a new annotation on words of an article, proved to stand on them before it is written."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts.anchoring.canonical import Canonical, flatten, flatten_context
from build_scripts.anchoring.ends import describe_passage
from build_scripts.anchoring.explaining import in_note
from build_scripts.anchoring.matching import Haystack, Outcome, Selector, Span, first_after, resolve
from build_scripts.anchoring.placing import PLACED, anchor
from build_scripts.authoring.editing import text_of as text_in
from build_scripts.authoring.proving import syntax_findings
from build_scripts.authoring.stubs import Stub, entry, make_id
from build_scripts.edition import ArticleFiles
from build_scripts.findings import Code, Finding, RefusedError, to_paste
from build_scripts.model import Annotation, Place, Scalar, Settings, Target, Verdict
from build_scripts.pipeline.appending import (
    Placed,
    Sheet,
    append,
    asked_id,
    beginning,
    keep,
    known_kind,
    sidecar_bytes,
)
from build_scripts.pipeline.asking import Found, find_article, text_of
from build_scripts.pipeline.registers import read_registers
from build_scripts.reading.sidecars import CLAIM
from build_scripts.reading.written import written_ids
from build_scripts.rendering.pages.annotate import usual_kind

_BARE = re.compile(r"--[a-z]+|[A-Za-z0-9][A-Za-z0-9/_-]*", re.ASCII)
_UNDECIDED = Verdict.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Wish:
    """What the annotator asked for; what is empty is chosen for her."""

    article: str
    words: str
    before: str = ""
    after: str = ""
    through: str = ""
    """The last words of a long passage that `words` begin."""
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
    before = sidecar_bytes(root, where)
    if before is not None and (wrong := syntax_findings(path, before)):
        return Added(None, None, wrong)
    text, _ = text_of(root, where)
    span, findings = _place(text.canonical, wish, path)
    if span is None:
        return Added(None, None, findings)
    start = beginning(before, text, where)
    stub = _stub(wish, settings, text.canonical, span, written_ids(start))
    longer = append(Sheet(path, before, start, text.canonical), settings, [Placed(stub, (span,))])
    keep(root, longer)
    made = longer.added[0]
    return Added(made.note.place, made, findings)


def finished_entries(root: Path, where: ArticleFiles, found: Sequence[Found]) -> tuple[str, ...]:
    """For each place of some words the whole entry to paste into the article's sidecar, in the style of that file.

    A sidecar that can't be read gives the usual style.
    """
    settings = read_registers(root).settings
    data = sidecar_bytes(root, where) or b""
    path = where.sidecar or ""
    readable = data and not syntax_findings(path, data)
    text, taken = (text_in(data) if readable else ""), written_ids(data)
    kind = usual_kind(settings)
    stubs = (Stub(make_id(one.selector.exact, taken), one.selector, kind, "", "", through=one.through) for one in found)
    return tuple(entry(text, stub) for stub in stubs)


def _place(canonical: Canonical, wish: Wish, path: str) -> tuple[Span | None, tuple[Finding, ...]]:
    """Where the words are, with a notice where they are printed otherwise; or None and what `edition check` would say
    of a note on them."""
    haystack = Haystack(canonical.text)
    selector = Selector(flatten(wish.words), flatten_context(wish.before), flatten_context(wish.after))
    outcome: Outcome = resolve(haystack, selector)
    if outcome.status in PLACED and not wish.through:
        return outcome.spans[0], ()
    if outcome.status in PLACED:
        begin = outcome.spans[0]
        for end in first_after(haystack, flatten(wish.through), begin.end).spans:
            return Span(begin.start, end.end), ()
    here = Place(path)
    parts = (_scalar(words, here) for words in (wish.before, wish.after, wish.through))
    target = Target(Scalar(wish.words, here), *parts)
    asked = Annotation(wish.id or "new", here, (target,), wish.kind or "context", Scalar("", here))
    return None, tuple(_for_the_command(one, asked.id, wish) for one in anchor(canonical, [asked])[1])


def _for_the_command(finding: Finding, id_: str, wish: Wish) -> Finding:
    """As whoever typed the words needs it: no note is there yet, and what is pasted is the command."""
    advice, *lines = finding.hint.split("\n")
    if finding.code is Code.A105:
        near = [_command(wish, {"through": json.loads(line.removeprefix("through: "))}) for line in lines]
        hint = to_paste(advice if near else "Choose last words that stand after the first, as printed.", *near)
        return replace(finding, message=finding.message.removesuffix(in_note(id_)), hint=hint)
    made: list[str] = []
    asked: dict[str, str] = {}
    for line in [*lines, "#"]:
        if not line.startswith("#"):
            key, _, value = line.partition(": ")
            asked[key] = value
            continue
        if asked.keys() & {"quote", "prefix", "suffix"} and "through" not in asked:
            made.append(_command(wish, {key: json.loads(value) for key, value in asked.items() if value[:1] == '"'}))
        made += [line] if line != "#" else []
        asked = {}
    advice = advice if made or not lines else "Choose words that stand together in the article."
    message = finding.message.removesuffix(in_note(id_))
    return replace(finding, message=message, hint=to_paste(advice.replace("; put it with the quote:", ":"), *made))


def _command(wish: Wish, choice: Mapping[str, str]) -> str:
    """The command with which the words have one place."""
    parts = [wish.article, choice.get("quote", wish.words)]
    options = {
        "--before": choice.get("prefix"),
        "--after": choice.get("suffix"),
        "--through": choice.get("through", wish.through),
    }
    options |= {"--kind": wish.kind, "--verdict": wish.verdict, "--id": wish.id, "--note": wish.note}
    for option, words in options.items():
        parts += [option, words] if words else []
    return " ".join(["edition add", *(_argument(part) for part in parts)])


def _argument(words: str) -> str:
    """As shells take it: in double quotation marks, where nothing in the words has a meaning to a shell."""
    if _BARE.fullmatch(words):
        return words
    return shlex.quote(words) if any(mark in words for mark in '"$`\\!\n') else f'"{words}"'


def _scalar(words: str, place: Place) -> Scalar | None:
    return Scalar(words, place) if words else None


def _stub(wish: Wish, settings: Settings, canonical: Canonical, span: Span, taken: Collection[str]) -> Stub:
    kind = known_kind(wish.kind or (CLAIM if wish.verdict else usual_kind(settings)), settings)
    if wish.verdict and wish.verdict not in list(Verdict):
        raise RefusedError(f"{wish.verdict} is no verdict; choose one of {', '.join(Verdict)}")
    if wish.verdict and kind != CLAIM:
        raise RefusedError(f"only a claim has a verdict; leave out --verdict, or say --kind {CLAIM}")
    selector, through = describe_passage(canonical.text, span.start, span.end)
    id_ = _free_id(wish.id, taken) if wish.id else make_id(selector.exact, taken)
    verdict = wish.verdict or (_UNDECIDED if kind == CLAIM else "")
    return Stub(id_, selector, kind, verdict, wish.note.strip("\n"), through=through)


def _free_id(id_: str, taken: Collection[str]) -> str:
    if asked_id(id_) in taken:
        raise RefusedError(f"the article has a note {id_} already; choose another --id")
    return id_
