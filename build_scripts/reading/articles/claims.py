"""What the signs of a plain text claim of its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.model import BlockKind
from build_scripts.reading.articles.lines import Line


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sign says of one line."""

    kind: BlockKind
    aside: str = ""
    """Why the line is set aside; empty when it is kept."""
    what: str = "omitted"
    label: str = ""
    """The speaker of a question or answer."""


Claims = Mapping[int, Claim]
Guess = Callable[[Sequence[Line], Claims, str], Iterator[tuple[int, Claim]]]
"""Lines, the claims made so far and the article's title (or nothing) to further claims."""
