"""Reads `tests/cases/selectors/*.yml`, which hold for the build and for the browser (see the head of `latin.yml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_scripts.anchoring.ends import Passage
from build_scripts.anchoring.matching import Selector, find_quote

FOLDER = Path(__file__).parent.parent / "cases" / "selectors"


@dataclass(frozen=True)
class Described:
    """A range of the canonical text in code points, and its selector."""

    start: int
    end: int
    selector: Selector


@dataclass(frozen=True)
class Sought:
    """A selector as typed, what becomes of it, and its places in code points."""

    selector: Selector
    becomes: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Long:
    """A range of the canonical text in code points, how long it is taken to be, and its first and last words."""

    start: int
    end: int
    words: int
    asked: bool
    used: bool
    ends: Passage | None


@dataclass(frozen=True)
class SelectorCase:
    name: str
    blocks: tuple[str, ...]
    canonical: str
    described: tuple[Described, ...]
    sought: tuple[Sought, ...]
    passages: tuple[Long, ...] = ()


def selector_cases() -> list[SelectorCase]:
    """In the order of the files and in them."""
    return [
        _case(path.stem, case)
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _case(file: str, case: Mapping[str, object]) -> SelectorCase:
    blocks, canonical, described, sought = (case[key] for key in ("blocks", "canonical", "describe", "find"))
    assert isinstance(blocks, list)
    assert isinstance(canonical, str)
    assert isinstance(described, list)
    assert isinstance(sought, list)
    passages = case.get("passages", [])
    assert isinstance(passages, list)
    return SelectorCase(
        f"{file}: {case['name']}",
        tuple(blocks),
        canonical,
        tuple(Described(*_range(canonical, item), Selector(**item["selector"])) for item in described),
        tuple(Sought(Selector(**item["selector"]), item["becomes"], _places(item["places"])) for item in sought),
        tuple(map(_long, passages)),
    )


def _long(item: Mapping[str, object]) -> Long:
    start, end = _places([item["range"]])[0]
    ends = item["ends"]
    passage = None
    if ends is not None:
        assert isinstance(ends, dict)
        passage = Passage(Selector(ends["exact"], ends["prefix"], ends["suffix"]), ends["through"])
    words = item["words"]
    assert isinstance(words, int)
    return Long(start, end, words, item["asked"] is True, item["used"] is True, passage)


def _range(canonical: str, item: Mapping[str, object]) -> tuple[int, int]:
    if isinstance(item.get("range"), list):
        start, end = _places([item["range"]])[0]
        return start, end
    place = item["place"]
    assert isinstance(place, int)
    return find_quote(canonical, str(item["words"]))[place - 1]


def _places(pairs: Sequence[object]) -> tuple[tuple[int, int], ...]:
    places = []
    for pair in pairs:
        assert isinstance(pair, list)
        start, end = pair
        places.append((int(start), int(end)))
    return tuple(places)
