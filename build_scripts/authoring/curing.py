"""From findings to cures a program can make: what their hints offer, and what can be worked out beside it.

A cure is *safe* when it is the only one and cannot change what a note is about or says: words brought to their printed
form at the same place, quotation marks around a value that was read as it was meant, a key or an id one letter off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from build_scripts.authoring.editing import Change, apply, as_edit, text_of
from build_scripts.authoring.hints import pasted
from build_scripts.authoring.proving import said_in, syntax_findings
from build_scripts.authoring.steps import Step, changes_of
from build_scripts.authoring.tree import Lines, NotEditableError, Tree, grow
from build_scripts.findings import Code, Cure, Finding
from build_scripts.reading.entry_places import misplaced
from build_scripts.reading.tabs import without_tabs

MOST = 9
"""Choices offered for one finding: each has a digit."""
_GUESS = re.compile(r"Did you mean `([^`]+)`")
_NAMED = re.compile(r"“([^”]+)”")
_NEAR = 60.0
_REACH = 400
"""Characters after a finding's place in which the wrong id must stand."""
_PAIR = re.compile(r"([ ]*(?:- +)*[\w-]+: +)(\S.*?)[ ]*(?:[ ]#.*)?$")
"""A key and its value on one line, without the comment after them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Steps somebody worked out for a finding."""

    says: str
    steps: tuple[Step, ...]
    safe: bool = False


def cured(
    path: str,
    data: bytes,
    findings: Iterable[Finding],
    offers: dict[Finding, tuple[Offer, ...]],
    names: dict[Finding, Collection[str]],
) -> tuple[Finding, ...]:
    """The findings of one file with their cures. `offers` are worked out from the article, `names` are the ids that an
    unknown one may have been meant for. Raises nothing; what can't be edited has no cures."""
    try:
        text = text_of(data)
    except NotEditableError:
        return tuple(findings)
    try:
        tree = grow(text)
    except NotEditableError:
        tree = None
    made: list[Finding] = []
    for finding in findings:
        cures: list[Cure] = []
        if finding in names:
            cures = _renamed(path, text, finding, names[finding])
        elif finding.code is Code.Y108:
            cures = _quoted(path, data, text, finding)
        elif finding.code in (Code.Y107, Code.Y122):
            cures = _in_line(path, data, text, finding)
        elif tree is not None:
            cures = _stepped(path, text, tree, finding, offers.get(finding, ()))
        elif finding.code in (Code.A104, Code.A105):
            cures = _on_its_line(path, data, text, finding, offers.get(finding, ()))
        made.append(replace(finding, cures=tuple(cures[:MOST])))
    return tuple(made)


def _stepped(path: str, text: str, tree: Tree, finding: Finding, offers: Sequence[Offer]) -> list[Cure]:
    found = list(offers) or [Offer(says, steps) for says, steps in pasted(finding)] or _guessed(text, finding)
    cures = []
    for offer in found:
        try:
            changes = changes_of(text, tree, finding.place, offer.steps)
        except NotEditableError:
            continue
        if any(text[change.start : change.end] != change.text for change in changes):
            safe = len(found) == 1 and (offer.safe or _is_slip(text, finding, offer, changes))
            cures.append(Cure(offer.says, tuple(as_edit(path, text, change) for change in changes), safe))
    return cures


def _guessed(text: str, finding: Finding) -> list[Offer]:
    guess = _GUESS.search(finding.hint)
    return [Offer(guess[1], (Step(guess[1]),))] if guess else []


def _is_slip(text: str, finding: Finding, offer: Offer, changes: Sequence[Change]) -> bool:
    """Whether a key, or one of few words allowed, is one slip of the pen off; for a longer word two."""
    if finding.code not in (Code.Y201, Code.Y204, Code.S101) or len(changes) != 1:
        return False
    was, meant = text[changes[0].start : changes[0].end], changes[0].text
    return is_slip(was.casefold(), meant)


def is_slip(was: str, meant: str) -> bool:
    """One letter more, less or other, or two that changed places; a digit is never a slip, for it may well be meant."""
    same_digits = [c for c in was if c.isdigit()] == [c for c in meant if c.isdigit()]
    return same_digits and OSA.distance(was, meant) == 1


def _renamed(path: str, text: str, finding: Finding, known: Collection[str]) -> list[Cure]:
    """The nearest of the known ids in place of the one that leads nowhere: those the check names, and slips of the pen.

    Others share some letters with it and nothing else: a note would cite the wrong work.
    """
    wrong = _NAMED.search(finding.message)
    offset = Lines(text).offset(finding.place.line - 1, finding.place.column - 1)
    start = text.find(wrong[1], offset, offset + _REACH) if wrong else -1
    if wrong is None or start < 0:
        return []
    near = process.extract(wrong[1], sorted(known), scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
    slips = [name for name in known if OSA.distance(wrong[1], name, score_cutoff=2) <= 2]
    said = finding.hint.splitlines()[1:]
    cures = []
    for name in (name for name, _, _ in near if name in slips or any(line.endswith(name) for line in said)):
        change = Change(start, start + len(wrong[1]), name)
        safe = slips == [name] and is_slip(wrong[1], name)
        cures.append(Cure(f"{wrong[1]} → {name}", (as_edit(path, text, change),), safe))
    return cures[:1] if cures and cures[0].safe else cures


def _value_on(text: str, finding: Finding) -> Change | None:
    """The place of the value on a finding's line, with what stands there."""
    lines = Lines(text)
    number = finding.place.line - 1
    start = lines.starts[number]
    pair = _PAIR.match(text[start : lines.starts[number + 1] - 1])
    return Change(start + pair.start(2), start + pair.end(2), pair[2]) if pair else None


def _on_its_line(path: str, data: bytes, text: str, finding: Finding, offers: Sequence[Offer]) -> list[Cure]:
    """Other words, in quotation marks, where the marks that are missing keep the file from being read."""
    found = _value_on(text, finding)
    line = text[text.rfind("\n", 0, found.start) + 1 : found.start] if found else ""
    margin = " " * (len(line) - len(line.lstrip(" -")))
    choices = list(offers) or [Offer(says, steps) for says, steps in pasted(finding)]
    cures = []
    for offer in choices if found else ():
        words = {step.key: step.text for step in offer.steps if step.text is not None}
        key = line.strip(" -:")
        if found is None or key not in words:
            continue
        rows = [json.dumps(words.pop(key), ensure_ascii=False)]
        rows += [f"{margin}{name}: {json.dumps(more, ensure_ascii=False)}" for name, more in words.items()]
        change = replace(found, text="\n".join(rows))
        if len(syntax_findings(path, apply(data, [change]))) < len(syntax_findings(path, data)):
            cures.append(Cure(offer.says, (as_edit(path, text, change),)))
    return cures


def _quoted(path: str, data: bytes, text: str, finding: Finding) -> list[Cure]:
    """The whole value in quotation marks, where it stands on one line; safe where it was read as just that."""
    found = _value_on(text, finding)
    if found is None:
        return []
    change = replace(found, text=json.dumps(found.text, ensure_ascii=False))
    made = apply(data, [change])
    before, after = syntax_findings(path, data), syntax_findings(path, made)
    if len(after) >= len(before):
        return []
    said = said_in(path, data)
    safe = bool(said) and said_in(path, made) == said
    return [Cure(change.text, (as_edit(path, text, change),), safe)]


def _in_line(path: str, data: bytes, text: str, finding: Finding) -> list[Cure]:
    """Lines as they should be indented, where that mends the finding; never safe, for they may be words of a note."""
    number, lines = finding.place.line - 1, text.split("\n")
    if finding.code is Code.Y107:
        start, new = number, without_tabs(lines, number)
    else:
        found = next((one for one in misplaced(text) if one.line == number), None)
        start, new = (found.start, found.lines) if found else (number, ())
    if not new:
        return []
    row = Lines(text)
    change = Change(row.starts[start], row.starts[start + len(new)] - 1, "\n".join(new))
    if finding in syntax_findings(path, apply(data, [change])):
        return []
    first = next((line for line in new if line.lstrip(" ").startswith("- id:")), new[0])
    says = f"{len(first) - len(first.lstrip(' '))} spaces before `{first.strip()}`"
    says += "" if len(new) == 1 else ", and its other lines with it"
    return [Cure(says, (as_edit(path, text, change),))]
