"""What other programs leave in a file: the marks of a merge that was never finished, the fences of a code block."""

from __future__ import annotations

import re

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place

_MERGE = re.compile(r"^(?:<{7}|>{7}) .*$|^<{7}$|^>{7}$", re.MULTILINE)
_MIDDLE = re.compile(r"^={7}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)[\w-]*[ \t]*$", re.MULTILINE)
_LONGEST = 60


def without_left_overs(path: str, text: str) -> tuple[str | None, tuple[Finding, ...]]:
    """`text` with such lines emptied, so that every other line stays where it is, and one finding for all of them.

    None where two versions of the same lines stand side by side: nobody knows which of them holds.
    """
    merge = _MERGE.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if merge is not None:
        hint = "Keep what is right of the two versions; delete the lines with <<<<<<<, ======= and >>>>>>>."
        return None, (_finding(path, text, merge, "an unfinished merge", hint),)
    middle = _MIDDLE.search(text) if "=======" in text else None
    if middle is not None:
        hint = "Delete the line. Above and below it stand two versions: keep what is right of them."
        return _MIDDLE.sub("", text), (_finding(path, text, middle, "a mark of an unfinished merge", hint),)
    fence = _FENCE.search(text) if "```" in text or "~~~" in text else None
    if fence is None:
        return text, ()
    hint = "Delete the line; what stands between two such lines stays."
    return _FENCE.sub("", text), (_finding(path, text, fence, "the fence of a code block", hint),)


def _finding(path: str, text: str, found: re.Match[str], what: str, hint: str) -> Finding:
    place = Place(path, text.count("\n", 0, found.start()) + 1)
    return Finding(Code.Y120, Severity.ERROR, place, f"{what}: “{found.group()[:_LONGEST]}”", hint)
