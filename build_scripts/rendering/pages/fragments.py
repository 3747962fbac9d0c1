"""Links from a lemma to its place in the original, by the WICG specification "URL Fragment Text Directives".

Only the lemma's own words are used, never its surroundings: the words around it may not be published.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

LONG = 12
"""A lemma of more words than this is given by its beginning and its end."""
EDGE = 5
"""So many words of a long lemma stand for its beginning, and so many for its end."""


def text_fragment(url: str, lemmas: Sequence[str]) -> str:
    """`url` with one text directive for each of `lemmas` (a newline in one is the border of two blocks).

    A fragment that `url` has is kept before the directive. Without a word in `lemmas`, `url` as it is.
    """
    directives = [f"text={directive}" for lemma in lemmas if (directive := _directive(lemma))]
    if not directives:
        return url
    return url + ("" if "#" in url else "#") + ":~:" + "&".join(directives)


def _directive(lemma: str) -> str:
    """A match inside one block is written out; one over several blocks, or a long one, needs `start,end`."""
    lines = [line.split() for line in lemma.split("\n") if line.split()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= LONG:
        return _encode(lines[0])
    return f"{_encode(lines[0][:EDGE])},{_encode(lines[-1][-EDGE:])}"


def _encode(words: Sequence[str]) -> str:
    """Percent-encoded; the dash too, which the directive's grammar reserves beside the comma and the ampersand."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
