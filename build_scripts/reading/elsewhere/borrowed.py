"""An annotation made in another program, before anybody has looked where it belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.reading.characters import FORBIDDEN, hidden_places

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T|\s)", re.ASCII)


class Quoted(NamedTuple):
    """A TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4), as it came."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Text(NamedTuple):
    """One body's words and what they are written in: `markdown`, `html` or `plain`."""

    words: str
    written_in: str


@dataclass(frozen=True, slots=True)
class Borrowed:
    """One annotation as it came. Its words are a stranger's."""

    name: str
    """How a person finds it in the file: `annotation 3 (id “abc”)`."""
    key: str
    """Its id there; perhaps empty."""
    page: str
    """Address of what it is about; perhaps empty."""
    targets: tuple[tuple[Quoted, ...], ...]
    """Each a chain: the words of the first, and within them those of the next. Empty: it is on the whole page."""
    texts: tuple[Text, ...]
    tags: tuple[str, ...]
    creators: tuple[str, ...]
    """What its author is called there, the plainest name first."""
    created: str
    """ISO 8601 date; empty when not said."""
    motivations: tuple[str, ...]
    """W3C motivations without a prefix; a kind of the edition may have one of them."""
    answers: str = ""
    """The id of the annotation it replies to."""
    remarks: tuple[str, ...] = ()
    """What was noticed in reading it, for a person."""


def day_of(timestamp: str) -> str:
    """The date a timestamp begins with, as written there; empty for anything else."""
    match = _DAY.match(timestamp)
    return match.group() if match else ""


def clean(words: str) -> str:
    """`words` with `\\n` line ends, tabs as spaces, without what no hand-written file may hold or nobody would see."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    words = FORBIDDEN.sub("", words.replace("\t", "    "))
    hidden = frozenset(hidden_places(words))
    return "".join(one for place, one in enumerate(words) if place not in hidden) if hidden else words


def one_line(words: str) -> str:
    """`clean`, on one line."""
    return " ".join(clean(words).split())


def name_of(number: int, key: str) -> str:
    """`number` counts from 1."""
    shown = one_line(key)[:80]
    return f"annotation {number} (id “{shown}”)" if shown else f"annotation {number}"


def tidy(tags: Sequence[str]) -> tuple[str, ...]:
    """Each once, on one line, at most 100 characters; empty ones left out."""
    return tuple(dict.fromkeys(tag for one in tags if (tag := one_line(one)[:100].strip())))
