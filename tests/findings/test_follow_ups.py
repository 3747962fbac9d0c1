"""One mistake, one finding: what only follows from a mistake is not held against the notes that point there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.pipeline.checking import check
from build_scripts.reading.written import written_ids
from tests.building.running import SMALL, change

BRIDGE = "annotations/tales/the-bridge.yml"
FERRY = "annotations/tales/the-ferry.yml"
SOURCES = "annotations/sources.yml"
GLOSSARY = "annotations/glossary.yml"
Mistake = Callable[[Path], object]


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """The small edition, its ferry pointing at a note of the bridge and at the bridge."""
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    change(root, FERRY, "in the toll book.", "in the toll book; see [[the-bridge#tuesday]] and [[the-bridge]].")
    return root


def _replace(path: str, old: str, new: str) -> Mistake:
    return lambda root: change(root, path, old, new)


def _write(path: str, data: bytes) -> Mistake:
    return lambda root: (root / path).write_bytes(data)


def _to_windows(root: Path) -> None:
    text = (root / BRIDGE).read_text("utf-8").replace("A bridge falls", "A bridge – falls")
    (root / BRIDGE).write_bytes(text.encode("cp1252"))


def _empty_the_text(root: Path) -> None:
    change(root, BRIDGE, "  summary:", "  structure:\n    - {block: Two papers, as: standfirst}\n  summary:")
    (root / "articles/tales/the-bridge.md").write_bytes(b"")


MISTAKES: dict[str, tuple[Mistake, str]] = {
    "a quote that is not closed": (_replace(BRIDGE, "quote: fell on", 'quote: "fell on'), f"{BRIDGE}:11:12 Y109"),
    "a tab": (_replace(BRIDGE, "    quote: fell", "\tquote: fell"), f"{BRIDGE}:11:1 Y107"),
    "a misspelt key": (_replace(BRIDGE, "kind: context", "knid: context"), f"{BRIDGE}:12:5 Y201"),
    "a misspelt id key": (_replace(BRIDGE, "- id: tuesday", "- di: tuesday"), f"{BRIDGE}:10:5 Y201"),
    "an id in capitals": (_replace(BRIDGE, "- id: tuesday", "- id: Tuesday"), f"{BRIDGE}:10:9 Y209"),
    "an unknown kind": (_replace(BRIDGE, "kind: context", "kind: contxt"), f"{BRIDGE}:12:11 S101"),
    "an empty quote": (_replace(BRIDGE, "quote: fell on a Tuesday", 'quote: ""'), f"{BRIDGE}:11:5 Y202"),
    "a verdict that is none": (_replace(BRIDGE, "verdict: contradicted", "verdict: no"), f"{BRIDGE}:17:14 Y204"),
    "an alias": (_replace(BRIDGE, "quote: fell on a Tuesday", "quote: *fell"), f"{BRIDGE}:11:12 Y110"),
    "a misspelt list": (_replace(BRIDGE, "annotations:", "anotations:"), f"{BRIDGE}:9:1 Y201"),
    "an empty sidecar": (_write(BRIDGE, b""), f"{BRIDGE}:1:1 Y105"),
    "a sidecar of another encoding": (_to_windows, f"{BRIDGE}:7:21 Y101"),
    "no title": (_replace(BRIDGE, "  title: The bridge at Orlow\n", ""), f"{BRIDGE}:2:3 Y202"),
    "no sidecar": (lambda root: (root / BRIDGE).unlink(), "articles/tales/the-bridge.md:1:1 S402"),
    "no words": (_empty_the_text, "articles/tales/the-bridge.md:1:1 T101"),
    "two texts": (_write("articles/tales/the-bridge.txt", b"Words\n"), "articles/tales/the-bridge.md:1:1 S403"),
    "a source with a bad id": (_replace(SOURCES, "- id: parish", "- id: Parish"), f"{SOURCES}:2:9 Y209"),
    "an entry of no type": (_replace(GLOSSARY, "type: place", "type: plaice"), f"{GLOSSARY}:3:11 Y204"),
}


@pytest.mark.parametrize(("mistake", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_one_mistake_is_one_finding_however_much_points_there(linked: Path, mistake: Mistake, expected: str) -> None:
    before = check(linked, lambda _: None)
    mistake(linked)
    found = [one for one in check(linked, lambda _: None) if one not in before]
    assert [f"{one.place.path}:{one.place.line}:{one.place.column} {one.code}" for one in found] == [expected]


def test_a_reference_to_what_nobody_wrote_is_found_beside_another_mistake(linked: Path) -> None:
    change(linked, BRIDGE, "kind: context", "kind: contxt")
    change(linked, FERRY, "[[the-bridge]]", "[[the-bridge#wednesday]] [@nobody]")
    codes = sorted(str(one.code) for one in check(linked, lambda _: None))
    assert [code for code in codes if code in ("S101", "X102", "C101")] == ["C101", "S101", "X102"]


@pytest.mark.parametrize(
    "written",
    [
        "  - id: a-b\n",
        "- id: 'A B'  # x\n",
        "-id : a/b\n",
        '  "id": "a-b"\n',
        "x: [{id: a-b, n: 1}]",
        "  a-b:\n    k: v",
    ],
)
def test_an_id_is_seen_in_a_file_that_cannot_be_read(written: str) -> None:
    assert "a-b" in written_ids(written.encode())
    assert "a-b" in written_ids(("x: \n" + written).encode("utf-16"))
