"""Where in a source a citation points."""

from __future__ import annotations

import re

_LOCATOR = re.compile(
    r"""
    (?: (?: [¶§]+ | pp? | paras? | ch(?:ap)?s? | vols? | nos? | nn? | ll? | secs? | cols? | fols? | arts? | figs? | pts?
          | vv? | fn | pages? | paragraphs? | chapters? | lines? | sections? | articles? | volumes? ) \.? \s* )?
    (?: \d\w* | [ivxlc]+\b ) (?: \s? [–—\-,&:.] \s? \d\w* )*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""The beginning of a suffix that says where in the source: `pp. 3–4, 7`. A miss costs only the reverse index a word."""


def locator(suffix: str) -> str:
    """Where in the source a citation's suffix points, `pp. 3–4` of `pp. 3–4, with a map`; empty when nowhere."""
    match = _LOCATOR.match(suffix)
    return match[0].rstrip(" ,") if match else ""
