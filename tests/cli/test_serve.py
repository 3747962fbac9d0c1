"""The live preview: what an editor changes shows by itself, once, and errors leave the last pages."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building.running import SMALL, change, command, environment, put


class Serving:
    """A running `edition serve`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            command(root, "serve", "--port", "0"),
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(PYTHONUNBUFFERED="1"),
            cwd="/",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.url = self.wait_for(r"Serving (http://\S+)")[1]

    def _read(self) -> None:
        for line in self.process.stderr or ():
            self.lines.append(line)

    def wait_for(self, pattern: str, after: int = 0, seconds: float = 180) -> re.Match[str]:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for line in self.lines[after:]:
                if match := re.search(pattern, line):
                    return match
            time.sleep(0.05)
        raise AssertionError(f"{pattern} was never said: {self.lines}")

    def get(self, path: str, **headers: str) -> str:
        request = urllib.request.Request(self.url + path, headers=headers)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return str(answer.read().decode("utf-8"))

    def build(self, address: str = "") -> str:
        """The number of the build that a page is of."""
        shown = re.search(r"edition-preview\.js\?build=(\d+)", self.get(address))
        assert shown is not None
        return shown[1]

    def next_build(self, known: str) -> str:
        """The number of a build after the known one; asked for again, as pages do, until a busy machine has made it."""
        deadline = time.monotonic() + 180
        while (number := self.get(f"edition-preview-news?build={known}")) == known:
            assert time.monotonic() < deadline, self.lines
        return number


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("serve") / "small"))
    running = Serving(root)
    yield running
    running.process.send_signal(signal.SIGINT)
    try:
        assert running.process.wait(120) == 0
    finally:
        running.process.kill()


EDITS = {
    "a sidecar": ("annotations/tales/the-ferry.yml", "toll book", "ferry book", "tales/the-ferry/"),
    "an article": ("articles/tales/the-ferry.txt", "Secretwords stand", "Hiddenwords stand", "tales/the-ferry/"),
    "the sources": ("annotations/sources.yml", "Parish book of Orlow", "Parish register of Orlow", "sources/"),
    "the glossary": ("annotations/glossary.yml", "A village with a river.", "A village by a river.", "glossary/"),
    "a page in docs": ("docs/about.md", "Two tales and their notes.", "Two old tales.", "about/"),
    "the settings": ("mkdocs.yml", "site_name: Two tales", "site_name: Two old tales", ""),
}


def test_drafts_and_quoted_texts_are_shown(serving: Serving) -> None:
    page = serving.get("tales/the-ferry/")
    assert "draftword" in page
    assert "the publisher may print" in page


@pytest.mark.slow
@pytest.mark.parametrize("what", EDITS)
def test_an_edit_reaches_the_open_page_by_itself(serving: Serving, what: str) -> None:
    path, old, new, address = EDITS[what]
    before = serving.build(address)
    change(serving.root, path, old, new)
    serving.next_build(before)
    assert new.removeprefix("site_name: ") in serving.get(address)


@pytest.mark.slow
def test_a_build_calls_for_no_other_build(serving: Serving) -> None:
    before = serving.build()
    change(serving.root, "docs/about.md", "# About", "# About this")
    after = serving.next_build(before)
    time.sleep(3)  # for another to come: nothing tells that none will
    assert serving.build() == after == str(int(before) + 1)


@pytest.mark.slow
def test_settings_that_cannot_be_read_leave_the_last_pages(serving: Serving) -> None:
    good = (serving.root / "mkdocs.yml").read_text("utf-8")
    said = len(serving.lines)
    put(serving.root, "mkdocs.yml", good + "x: [\n")
    serving.wait_for(r"mkdocs.yml:\d+.*the last pages stay", after=said)
    assert "</html>" in serving.get("")
    said = len(serving.lines)
    put(serving.root, "mkdocs.yml", good)
    serving.wait_for("pages changed in", after=said)


@pytest.mark.slow
def test_an_orphan_is_told_and_stands_on_its_page(serving: Serving) -> None:
    said = len(serving.lines)
    change(serving.root, "annotations/tales/the-bridge.yml", "forty people drowned", "a hundred people drowned")
    serving.wait_for("error A1", after=said)
    serving.wait_for("pages changed in", after=said)
    assert "Notes without a place" in serving.get("tales/the-bridge/")


def test_a_foreign_page_that_reaches_in_by_another_name_is_refused(serving: Serving) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403"):
        serving.get("", Host="evil.example")
