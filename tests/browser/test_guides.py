"""The pictures of the guides can be taken again: every step that they show is still there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.pictures import guides
from tests.pictures.told import ROOT, copy_of_this_edition
from tests.pictures.webp import LIMIT
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_script_still_finds_everything_that_it_shows(chromium: Browser, tmp_path: Path) -> None:
    edition = copy_of_this_edition(tmp_path)
    command = [sys.executable, "-m", "build_scripts", "build", "-C", str(edition)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with served(edition / "site") as address:
        made = guides.make(chromium, address, tmp_path / "pictures")
    assert {file.stem for file in made} == set(guides.PICTURES)
    assert all(5_000 < file.stat().st_size <= LIMIT for file in made)
