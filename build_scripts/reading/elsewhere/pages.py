"""Which annotations of a file are on the article that is meant: quotations occur by chance on other pages too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from build_scripts.findings import Code, Finding, RefusedError, Severity
from build_scripts.model import Place
from build_scripts.reading.elsewhere.borrowed import Borrowed, one_line

_DECORATION = re.compile(r"^(?:https?://via\.hypothes\.is/)?(?:[a-z]+://)?(?:www\.)?", re.IGNORECASE)
_LISTED = 5


def choose_pages(
    path: str, every: Sequence[Borrowed], wanted: Sequence[str], own: str
) -> tuple[list[Borrowed], list[Finding]]:
    """Those on the pages `wanted`, else on the article's `own` address, else on the only one there is; and what is said
    of the others. Replies, and annotations that name no page, are always among them. Raises `RefusedError` when
    nothing settles it."""
    pages = Counter(_bare(one.page) for one in every if one.page and not one.answers)
    chosen = {_bare(one) for one in wanted}
    if not chosen:
        chosen = {_bare(own)} & pages.keys() or set(pages)
        if len(chosen) > 1:
            listed = ", ".join(one_line(page)[:120] for page, _ in pages.most_common(_LISTED))
            raise RefusedError(f"{path} has annotations on {len(pages)} pages; choose with --page: {listed}")
    others = {page: count for page, count in pages.items() if page not in chosen}
    kept = [one for one in every if not one.page or one.answers or _bare(one.page) in chosen]
    return kept, [_left_out(path, page, count) for page, count in others.items()]


def _bare(address: str) -> str:
    """Without what does not tell two pages apart: scheme, `www.`, fragment, a slash at the end."""
    bare = _DECORATION.sub("", address.strip().partition("#")[0]).rstrip("/")
    host, slash, rest = bare.partition("/")
    return f"{host.lower()}{slash}{rest}"


def _left_out(path: str, page: str, count: int) -> Finding:
    some = "1 annotation is" if count == 1 else f"{count} annotations are"
    shown = one_line(page)[:120]
    hint = f"If it is the same text, say --page {shown}"
    return Finding(Code.E106, Severity.WARNING, Place(path), f"{some} on another page and left out: {shown}", hint)
