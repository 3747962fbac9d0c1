"""What the guide for work on one's own machine shows is what the commands print."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.building.running import ROOT, SMALL, change, command, environment
from tests.pipeline.test_drifting import git

GUIDE = (ROOT / "docs" / "annotating-locally.md").read_text("utf-8")
SIDECAR = "annotations/tales/the-bridge.yml"
TEXT = "articles/tales/the-bridge.md"


def sample(begins: str) -> str:
    """The indented block with a line that begins so, without its indentation."""
    blocks = re.findall(r"(?:^ {4}.*\n(?:^\n(?= {4}))?)+", GUIDE, re.MULTILINE)
    (found,) = (block for block in blocks if re.search(rf"^ {{4}}{re.escape(begins)}", block, re.MULTILINE))
    return re.sub("^ {4}", "", found, flags=re.MULTILINE)


def played(root: Path, line: str) -> str:
    """What a person sees who types `line` in `root`: both outputs in their order."""
    _, *arguments = shlex.split(line)
    done = subprocess.run(
        command(root, *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=environment(PYTHONUNBUFFERED="1", PYTHONPATH=str(ROOT)),
        cwd=root,
        encoding="utf-8",
        check=False,
    )
    return re.sub(r"since [0-9a-f]{12}:", "since 3f2a9c1d77e0:", done.stdout)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "as it was")
    return root


def test_add_prints_and_writes_what_the_guide_shows(small: Path) -> None:
    shown = sample('$ edition add the-bridge "The river is"')
    line, _, answer = shown.partition("\n")
    assert played(small, line.removeprefix("$ ")) == answer
    entry = re.search(r"```yaml\n(  - id: the-river-is\n.*?)```", GUIDE, re.DOTALL)
    assert entry is not None
    assert (small / SIDECAR).read_text("utf-8").endswith(entry[1])


def test_fix_asks_as_the_guide_shows(small: Path) -> None:
    change(small, SIDECAR, "quote: forty people drowned", "quote: forty peple drowned")
    question = sample(f"{SIDECAR}:15:12: error A104")
    *shown, asks = question.splitlines()
    assert asks == "change it? [y/n/q/all]", "which is asked on a terminal only"
    assert played(small, "edition fix").splitlines()[: len(shown)] == shown


def test_drift_prints_what_the_guide_shows(small: Path) -> None:
    change(small, TEXT, "forty people drowned", "fourteen people drowned")
    line, _, answer = sample("$ edition drift --since main\n").partition("\n")
    assert played(small, line.removeprefix("$ ")) == answer


def test_import_annotations_prints_what_the_guide_shows(small: Path) -> None:
    def row(key: str, words: str, note: str, *tags: str) -> dict[str, object]:
        selector = {"type": "TextQuoteSelector", "exact": words, "prefix": "", "suffix": ""}
        return {
            "id": key,
            "user": "acct:jdoe@hypothes.is",
            "created": "2024-05-02T10:00:00+00:00",
            "uri": "https://orlow.example/bridge",
            "text": note,
            "tags": tags,
            "target": [{"source": "https://orlow.example/bridge", "selector": [selector]}],
        }

    rows = [
        row("8xwQ", "The river is not deep", "Says who?", "depth"),
        row("dK3a", "forty poeple drownd", "Where is that from?"),
    ]
    (small / "export.json").write_text(json.dumps({"rows": rows}), "utf-8")
    line, _, answer = sample("$ edition import-annotations").partition("\n")
    assert played(small, line.removeprefix("$ ")) == answer


def test_import_sources_prints_what_the_guide_shows(small: Path) -> None:
    (small / "library.bib").write_text(
        "@book{Tuchman_1962, author = {Tuchman, Barbara W.}, title = {The Guns of August},\n"
        "  publisher = {Macmillan}, address = {New York}, year = 1962}\n",
        "utf-8",
    )
    line, _, answer = sample("$ edition import-sources").partition("\n")
    assert played(small, line.removeprefix("$ ")) == answer
