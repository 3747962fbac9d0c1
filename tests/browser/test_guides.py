"""This edition itself: its links lead somewhere, and the pictures of its guides can be taken again, for every step that
they show is still there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import dead_links
from tests.pictures import guides
from tests.pictures.told import ROOT, copy_of_this_edition
from tests.pictures.webp import LIMIT
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This edition itself, built: the folder of its site."""
    edition = copy_of_this_edition(tmp_path_factory.mktemp("own"))
    command = [sys.executable, "-m", "build_scripts", "build", "-C", str(edition)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return edition / "site"


def test_every_link_inside_this_edition_leads_somewhere(own: Path) -> None:
    assert (own / "for-teachers/index.html").is_file()
    assert dead_links(own) == []


def test_the_script_still_finds_everything_that_it_shows(chromium: Browser, own: Path, tmp_path: Path) -> None:
    with served(own) as address:
        made = guides.make(chromium, address, tmp_path / "pictures")
    assert {file.stem for file in made} == set(guides.PICTURES)
    assert all(5_000 < file.stat().st_size <= LIMIT for file in made)
