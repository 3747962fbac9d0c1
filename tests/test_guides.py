"""What the guides for annotators say and show is so: their figures, and their pictures."""

from __future__ import annotations

import re
import statistics
import struct
from collections.abc import Iterator
from pathlib import Path

from build_scripts.model import Annotation
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sidecars import read_sidecar
from tests.pictures import guides
from tests.pictures.webp import LIMIT

ROOT = Path(__file__).parents[1]
PRACTICE = " ".join((ROOT / "docs/good-notes.md").read_text("utf-8").split())

PICTURE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<path>assets/[^)\s]+)\)(?:\{ width=\"(?P<width>\d+)\" height=\"(?P<height>\d+)\" \})?"
)


def pictures() -> dict[str, str]:
    """What is said of each picture of the guides to those who do not see it, by its path in `docs/`."""
    texts = (page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md")))
    found = (match for text in texts for match in PICTURE.finditer(text))
    return {match["path"]: " ".join(match["alt"].split()) for match in found}


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


def test_every_picture_is_there_and_every_file_is_a_picture_of_a_guide() -> None:
    shown = set(pictures())
    assert shown == {f"assets/guides/{name}.webp" for name in guides.PICTURES}
    assert shown == {file.relative_to(ROOT / "docs").as_posix() for file in guides.FOLDER.iterdir()}


def test_every_picture_is_told_in_words_and_light() -> None:
    for path, alt in pictures().items():
        assert 40 <= len(alt) <= 400, (path, alt)
        assert (ROOT / "docs" / path).stat().st_size <= LIMIT, path


def test_the_page_keeps_room_for_every_picture_before_it_has_come() -> None:
    """The shape that the page gives is the picture's, within a twentieth: the script may take one a little higher."""
    for match in PICTURE.finditer((ROOT / "docs/annotating.md").read_text("utf-8")):
        width, height = size_of((ROOT / "docs" / match["path"]).read_bytes())
        assert match["width"], f"{match['path']} is {width} by {height}: give its width and height"
        given = int(match["width"]) / int(match["height"])
        assert abs(given * height / width - 1) < 0.05, (match["path"], width, height)


def size_of(webp: bytes) -> tuple[int, int]:
    """Width and height in pixels, of the lossy form (RFC 9649, 2.5 and 2.7)."""
    if webp[12:16] == b"VP8X":
        return 1 + int.from_bytes(webp[24:27], "little"), 1 + int.from_bytes(webp[27:30], "little")
    assert webp[12:16] == b"VP8 ", webp[12:16]
    width, height = struct.unpack("<HH", webp[26:30])
    return width & 0x3FFF, height & 0x3FFF
