"""A small edition, built by the edition's own command, served from this machine, looked at in a real Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.chromium import installed
from tests.pages.making import EDITION
from tests.serving import served

ROOT = Path(__file__).parents[2]
LESSON = """# A lesson

See [[cases/late-ferry#six-hundred|a note]] and [[glossary:port-alder]].

[[questions]]

!!! card "A card"

    1. Who says so?
"""
PATIENT = """(() => {
    const soon = window.setTimeout;
    window.setTimeout = (act, after, ...more) => soon(act, after < 900 ? after : 20 * after, ...more);
})()"""
"""What a page does after a second or more, it does because a reader has waited or read long enough: it takes back what
it said, or shows a page whose scripts or faces have not come. A test on a busy machine is slower than a reader."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def make_edition(folder: Path, files: Path = EDITION) -> None:
    """The files of a small edition with the theme and the hand-written pages of this project."""
    shutil.copytree(files, folder, dirs_exist_ok=True)
    if files == EDITION:
        shutil.copytree(Path(__file__).parent / "edition", folder, dirs_exist_ok=True)  # an article from right to left
    for part in ("assets", "overrides", "decisions"):
        shutil.copytree(ROOT / "docs" / part, folder / "docs" / part)
    for page in (ROOT / "docs").glob("*.md"):
        if page.name != "index.md":  # made by a build of the project's own edition
            shutil.copy(page, folder / "docs" / page.name)
    for page_of_ours in ("for-teachers.md", "reading-war-news.md"):  # they point into articles that are not there
        (folder / "docs" / page_of_ours).write_text(LESSON if files == EDITION else "# Lesson\n", "utf-8")
    practice = folder / "docs/good-notes.md"  # likewise; its length and its many links are kept
    elsewhere = re.sub(r"\[\[[^]|`]*#[^]|`]*\|", "[[cases/late-ferry#six-hundred|", practice.read_text("utf-8"))
    practice.write_text(elsewhere if files == EDITION else "# Practice\n", "utf-8")
    (folder / "docs/assets/edition/kinds.css").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    make_edition(folder)
    return _built(folder)


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory, lateness: float) -> Iterator[str]:
    """Of articles whose margins are hard to fill: the address of their folder."""
    folder = tmp_path_factory.mktemp("crowded")
    make_edition(folder, ROOT / "tests/cases/crowded")
    with served(_built(folder), lateness) as root:
        yield f"{root}crowds/"


def _built(folder: Path) -> Path:
    command = [sys.executable, "-m", "build_scripts", "build", "-C", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def lateness(pytestconfig: pytest.Config) -> float:
    """Seconds at most by which what a page asks for comes late."""
    return float(pytestconfig.getoption("late_files")) / 1000


@pytest.fixture(scope="session")
def address(site: Path, lateness: float) -> Iterator[str]:
    """Of the site's root, with a slash at the end."""
    with served(site, lateness) as root:
        yield root


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """`make test` names a browser in CHROMIUM, and then it must be there."""
    path = installed()
    named = os.environ.get("CHROMIUM")
    if named and (path is None or shutil.which(named) is None):
        pytest.fail(f"CHROMIUM names {named}, which is not there")
    if path is None:
        pytest.skip("no Chromium or Chrome is installed; `make test` installs one")
    with sync_playwright() as playwright:
        pause = float(pytestconfig.getoption("slow_hands"))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, slow_mo=pause)
        with _paced(float(pytestconfig.getoption("slow_pages"))):
            yield browser
        browser.close()


@contextmanager
def _paced(times: float) -> Iterator[None]:
    """Every page that is opened meanwhile waits for the test, and has so much less of the processor."""
    new_page = BrowserContext.new_page

    def paced_page(context: BrowserContext) -> Page:
        page = new_page(context)
        page.add_init_script(PATIENT)
        if times > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})
        return page

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BrowserContext, "new_page", paced_page)
        yield
