"""Words that never leave the article file: e-mail addresses always, and what the sidecar names under `redact`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Block, Change, Format, FormatKind, Redaction, ShownOffset

IN_PLACE_OF_ADDRESS = "[e-mail address removed]"
IN_PLACE_OF_WORDS = "[words removed]"
ADDRESS_REASON = "private e-mail address"

# One start per run of address characters (the lookbehind), so the search is linear. It errs towards removing too much.
_ADDRESS = re.compile(r"(?<![\w.+%'-])[\w.+%'-]+(?:[@＠]|\s?[\[(]at[\])]\s?)(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)

Replacement = tuple[int, int, str, str]
"""Start and end in the words, what stands there instead, and the reason."""


def without_addresses(words: str) -> str:
    """The words with every e-mail address replaced."""
    return _ADDRESS.sub(IN_PLACE_OF_ADDRESS, words) if _may_hold_address(words) else words


def _may_hold_address(words: str) -> bool:
    return "@" in words or "＠" in words or "[at]" in words.lower() or "(at)" in words.lower()


def redact(
    blocks: Iterable[Block], changes: Iterable[Change], redactions: Sequence[Redaction]
) -> tuple[tuple[Block, ...], tuple[Change, ...], tuple[Finding, ...]]:
    """Blocks and changes without those words, one `Change` of its own for each place in a block.

    A redaction whose words are nowhere is an error: something private may stand there in another spelling.
    """
    used: set[int] = set()
    places = _finder(redactions, used)
    kept: list[Block] = []
    made: list[Change] = []
    for block in blocks:
        replacements = places(block.shown)
        made.extend(Change("redacted", reason, "", block.line) for _, _, _, reason in replacements)
        kept.append(_without_mailto(_rewrite(block, replacements)))
    cleaned = [replace(change, words=_substitute(change.words, places(change.words))) for change in changes]
    findings = tuple(_nowhere(one) for index, one in enumerate(redactions) if index not in used)
    return tuple(kept), tuple(sorted((*cleaned, *made), key=lambda change: change.line)), findings


def _finder(redactions: Sequence[Redaction], used: set[int]) -> Callable[[str], list[Replacement]]:
    patterns = [re.compile(r"\s+".join(map(re.escape, one.text.text.split())) or r"(?!)") for one in redactions]

    def find(words: str) -> list[Replacement]:
        found: list[Replacement] = []
        for index, pattern in enumerate(patterns):
            for match in pattern.finditer(words):
                used.add(index)
                in_place = IN_PLACE_OF_ADDRESS if _ADDRESS.fullmatch(match.group()) else IN_PLACE_OF_WORDS
                found.append((match.start(), match.end(), in_place, redactions[index].reason))
        if _may_hold_address(words):
            addresses = [(m.start(), m.end(), IN_PLACE_OF_ADDRESS, ADDRESS_REASON) for m in _ADDRESS.finditer(words)]
            found.extend(one for one in addresses if all(one[1] <= other[0] or other[1] <= one[0] for other in found))
        return _apart(found)

    return find


def _apart(found: list[Replacement]) -> list[Replacement]:
    """The replacements in order, those that overlap joined into one."""
    joined: list[Replacement] = []
    for one in sorted(found):
        if joined and one[0] < joined[-1][1]:
            last = joined[-1]
            joined[-1] = (last[0], max(last[1], one[1]), last[2], last[3])
        else:
            joined.append(one)
    return joined


def _substitute(words: str, replacements: Sequence[Replacement]) -> str:
    parts, at = [], 0
    for start, end, in_place, _ in replacements:
        parts += [words[at:start], in_place]
        at = end
    return "".join([*parts, words[at:]])


def _rewrite(block: Block, replacements: Sequence[Replacement]) -> Block:
    if not replacements:
        return block
    formats = tuple(
        replace(one, start=_moved(one.start, replacements, 0), end=_moved(one.end, replacements, 1))
        for one in block.formats
    )
    return replace(block, shown=_substitute(block.shown, replacements), formats=formats)


def _moved(offset: int, replacements: Sequence[Replacement], to_end: int) -> ShownOffset:
    """Where an offset lies after the replacements; one inside a replaced stretch moves to its start or its end."""
    shift = 0
    for start, end, in_place, _ in replacements:
        if offset >= end:
            shift += len(in_place) - (end - start)
        elif offset > start:
            return ShownOffset(start + shift + to_end * len(in_place))
    return ShownOffset(offset + shift)


def _without_mailto(block: Block) -> Block:
    """The block without links to e-mail addresses: an address in a link is published as surely as one in the words."""

    def private(one: Format) -> bool:
        return one.kind is FormatKind.LINK and (one.target.lower().startswith("mailto:") or _in_query(one.target))

    if not any(private(one) for one in block.formats):
        return block
    return replace(block, formats=tuple(one for one in block.formats if not private(one)))


def _in_query(target: str) -> bool:
    return _may_hold_address(target) and _ADDRESS.search(target) is not None


def _nowhere(redaction: Redaction) -> Finding:
    message = "words to be redacted are nowhere in the article"
    hint = "Copy them from the article exactly, or remove the entry from `redact`."
    return Finding(Code.T112, Severity.ERROR, redaction.text.place, message, hint)
