"""What we copied from others is what they published."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDORED = ROOT / "docs/assets/edition/vendor/markdown-it.js"
PINNED = ROOT / "tests/vendored"
INSTALLED = ROOT / ".edition/vendored"


def test_the_file_names_the_version_that_is_pinned_and_its_licence_is_here() -> None:
    version = json.loads((PINNED / "package.json").read_text("utf-8"))["dependencies"]["markdown-it"]
    assert f"/*! markdown-it {version} " in VENDORED.read_text("utf-8")[:100]
    assert f"markdown-it {version}" in (ROOT / "LICENSES/MIT-markdown-it.txt").read_text("utf-8")
    assert f"markdown-it {version}" in (ROOT / "docs/dependencies.md").read_text("utf-8")


def test_the_file_is_the_one_of_the_package() -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINNED / name, INSTALLED / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(command, cwd=INSTALLED, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"npm could not install the package (no network?): {done.stderr.strip()[-200:]}")
    published = INSTALLED / "node_modules/markdown-it/dist/browser/markdown-it.esm.min.mjs"
    assert VENDORED.read_bytes() == published.read_bytes()
