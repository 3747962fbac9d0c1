"""Prints the path of a Chromium or Chrome for the browser tests; installs one where none is found.

The order: the environment variable `CHROMIUM`, an installed browser, Playwright's own, Debian's package when root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def installed() -> str | None:
    """The browser that the machine already has, or None."""
    named = os.environ.get("CHROMIUM")
    if named and shutil.which(named):
        return named
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MAC) if MAC.exists() else None)


def of_playwright() -> str | None:
    """Playwright's own Chromium, or None when it has not been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if starts(path) else None


def starts(browser: Path) -> bool:
    """Whether the program runs at all: Playwright's lacks system libraries on a bare machine."""
    if not browser.exists():
        return False
    return subprocess.run([browser, "--version"], capture_output=True, check=False).returncode == 0


def download() -> str | None:
    """Playwright's Chromium, downloaded now; None where it can't be had or does not start."""
    _say("No Chromium or Chrome found; downloading Playwright's")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return of_playwright() if subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0 else None


def from_debian() -> str | None:
    """Debian's package, installed now; None for anyone but root, and elsewhere than on Debian."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    _say("Playwright's does not run here; installing Debian's package chromium")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
        subprocess.run([apt, *arguments], stdout=sys.stderr, env=environment, check=False)
    return installed()


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def main() -> int:
    browser = installed() or of_playwright() or download() or from_debian()
    if browser is None:
        _say("No Chromium: install Chromium or Chrome, or name one in the environment variable CHROMIUM.")
        return 2
    sys.stdout.write(f"{browser}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
