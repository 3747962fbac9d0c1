"""Ids that occur once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place


class Identified(Protocol):
    """Anything with an id and the place of its id."""

    @property
    def id(self) -> str: ...
    @property
    def place(self) -> Place: ...


T = TypeVar("T", bound=Identified)


def first_of_each_id(things: Iterable[T], why: str) -> tuple[tuple[T, ...], tuple[Finding, ...]]:
    """The things whose id did not occur before, and a finding that names both lines for each of the others.

    Ids are `[a-z0-9-]` by now, so NFC and case folding would change nothing. `why` ends the hint.
    """
    things = tuple(things)
    taken = {thing.id for thing in things}
    seen: dict[str, T] = {}
    findings = []
    for thing in things:
        first = seen.setdefault(thing.id, thing)
        if first is not thing:
            message = f"the id “{thing.id}” stands in line {first.place.line} already"
            free = next(f"{thing.id}-{n}" for n in range(2, len(things) + 3) if f"{thing.id}-{n}" not in taken)
            hint = to_paste(f"{why} Give one of the two another, for instance:", f"id: {free}")
            findings.append(Finding(Code.Y210, Severity.ERROR, thing.place, message, hint))
    return tuple(seen.values()), tuple(findings)
