"""How near a finding is to what a pull request changes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from build_scripts.model import Place
from build_scripts.reading.history import Touched, read_touched
from build_scripts.reporting import Nearness


def nearness_since(root: Path, revision: str) -> Callable[[Place], Nearness]:
    """Tells of a place whether it lies in what differs between `revision` and the files on disk. Raises
    `HistoryError`."""
    return nearness_in(read_touched(root, revision))


def nearness_in(touched: Touched) -> Callable[[Place], Nearness]:
    """Pure. The text of an article and its sidecar count as one file: a change of one is felt in the other."""
    things = {_thing(path) for path in touched.files}
    # Each finding is looked up, and a file can have as many hunks as lines.
    changed = {path: frozenset(chain.from_iterable(ranges)) for path, ranges in touched.lines.items()}

    def nearness(place: Place) -> Nearness:
        if place.line in changed.get(place.path, ()):
            return Nearness.LINE
        return Nearness.FILE if _thing(place.path) in things else Nearness.ELSEWHERE

    return nearness


def _thing(path: str) -> str:
    folder, _, rest = path.partition("/")
    if folder in ("articles", "annotations") and "/" in rest:
        return rest.partition(".")[0]
    return path
