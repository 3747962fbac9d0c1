"""ORCID iDs: sixteen digits that name a person, the last of which checks the others."""

from __future__ import annotations

import re

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place
from build_scripts.reading.fields import shown

_ID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])/?", re.ASCII)


def check_orcid(text: str, place: Place) -> tuple[str, tuple[Finding, ...]]:
    """The bare iD of `0000-0002-1825-0097` or of its address at orcid.org; empty, with a finding, for anything else."""
    match = _ID.fullmatch(text.strip())
    if match and _is_right(match[1]):
        return match[1], ()
    if match:
        message = f"the ORCID iD “{match[1]}” has a wrong digit: its last one does not fit the others"
        hint = "Copy it from the person's own page at https://orcid.org/."
    else:
        message = f"“{shown(text)}” is not an ORCID iD"
        hint = "It has four groups of four digits, the last of which may be X, for instance 0000-0002-1825-0097."
        bare = re.sub(r"[^0-9X]", "", text.partition("orcid.org/")[2].upper() or text.upper())
        better = "-".join(bare[at : at + 4] for at in range(0, 16, 4))
        if len(bare) == 16 and _ID.fullmatch(better) and _is_right(better):
            hint = to_paste(f"{hint} Did you mean:", f"orcid: {better}")
    return "", (Finding(Code.S303, Severity.WARNING, place, message, hint),)


def _is_right(orcid: str) -> bool:
    """ISO/IEC 7064 MOD 11-2."""
    total = 0
    for digit in orcid[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == orcid[-1]
