"""What the guides for annotators say is so: their figures."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from build_scripts.model import Annotation
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sidecars import read_sidecar

ROOT = Path(__file__).parents[1]
PRACTICE = " ".join((ROOT / "docs/good-notes.md").read_text("utf-8").split())


def notes() -> Iterator[Annotation]:
    settings, _ = read_settings("mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes())
    for file in sorted((ROOT / "annotations").glob("*/*.yml")):
        path = file.relative_to(ROOT).as_posix()
        sidecar, _ = read_sidecar(path, file.read_bytes(), settings.kinds, settings.annotators)
        assert sidecar is not None
        yield from sidecar.annotations


def test_the_guide_gives_the_length_of_our_notes_as_it_is() -> None:
    """Within two words, so that one more note does not make it untrue."""
    said = re.search(r"half of the notes in this edition have between (\d+) and (\d+) words", PRACTICE)
    assert said is not None
    lengths = [len(re.sub(r"\[@[^\]]*\]", "", note.note.text).split()) for note in notes()]
    first, _, third = statistics.quantiles(lengths, n=4)
    assert abs(first - int(said[1])) <= 2
    assert abs(third - int(said[2])) <= 2
    assert max(lengths) < 100, "the guide says that none has a hundred"


def test_the_guide_gives_the_length_of_our_quotations_as_it_is() -> None:
    lengths = [len(target.quote.text.split()) for note in notes() for target in note.targets if target.quote]
    assert statistics.median(lengths) <= 7, "half of them with seven or fewer"
    assert sum(3 <= length <= 10 for length in lengths) / len(lengths) > 0.95, "nearly all: three to ten"
