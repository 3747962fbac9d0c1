"""Pictures that stand by themselves in a Markdown article whose text may be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown_it.token import Token

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Figure, Place, Redaction

FOLDER = "figures"
_NAME = re.compile(rf"{FOLDER}/[a-z0-9][a-z0-9-]{{0,63}}\.(?:svg|png|jpg|jpeg|webp)")
_ELSEWHERE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")


def leading_pictures(tokens: Sequence[Token]) -> int:
    """How many of a paragraph's inline tokens, from its start, are pictures on lines of their own and the line ends
    after them."""
    at = 0
    while at < len(tokens) and tokens[at].type == "image":
        if at + 1 < len(tokens) and tokens[at + 1].type not in ("softbreak", "hardbreak"):
            return at
        at += 2
    return min(at, len(tokens))


def figure_of(token: Token, place: Place) -> tuple[Figure | None, tuple[Finding, ...]]:
    """The figure of a picture on a line of its own, or None with the reason."""
    source, description = str(token.attrGet("src") or ""), " ".join(_words(token.children or []).split())
    shown = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in source[:80])
    if _ELSEWHERE.match(source):
        message = f"the picture “{shown}” lies elsewhere, so it is not shown"
        hint = to_paste(
            f"Put a copy that you may publish into {FOLDER}/ beside the article, and name it:", f"{FOLDER}/name.png"
        )
        return None, (Finding(Code.T120, Severity.ERROR, place, message, hint),)
    if not _NAME.fullmatch(source):
        message = f"“{shown}” is not the name of a picture of this edition"
        names = (f"{FOLDER}/name.{suffix}" for suffix in ("svg", "png", "jpg", "webp"))
        hint = to_paste(
            f"Pictures lie in {FOLDER}/ beside the article and are named with a-z, 0-9 and hyphens:", *names
        )
        return None, (Finding(Code.T118, Severity.ERROR, place, message, hint),)
    if not description:
        message = f"the picture “{shown}” has no description for those who do not see it"
        hint = to_paste("Say between the brackets what is to be seen, for instance:", f"![A map of the gulf]({shown})")
        return None, (Finding(Code.T119, Severity.ERROR, place, message, hint),)
    return Figure(source, description, place.line), ()


def covered(figures: Iterable[Figure], redactions: Sequence[Redaction]) -> tuple[Figure, ...]:
    """The figures, words that are to be redacted left out of their descriptions."""
    done = []
    for figure in figures:
        description = figure.description
        for redaction in redactions:
            description = description.replace(redaction.text.text.strip(), "…")
        done.append(replace(figure, description=description))
    return tuple(done)


def _words(tokens: Iterable[Token]) -> str:
    return "".join(
        " " if token.type.endswith("break") else token.content or _words(token.children or []) for token in tokens
    )
