"""Ids of articles, made from their headlines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_WORDS = 6
"""Words of a headline that go into its id."""
_LEFT_OUT = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or"})
_LEFT_OUT |= {"the", "to", "with"}


def slug_of(title: str) -> str:
    """An id of at most 64 characters from a title's first longer words; `article` when it has no Latin letters."""
    plain = re.sub(r"['’]", "", title).replace("ß", "ss").replace("U.S.", "US")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _LEFT_OUT]
    return "-".join(words[:_WORDS])[:64].strip("-") or "article"


def free_slug(slug: str, taken: Collection[str]) -> str:
    """The id itself, or with a number after it when it is taken."""
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug[:60]}-{number}", number + 1
    return free
