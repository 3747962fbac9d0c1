"""How much of other people's code a site is built with."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==\S+", re.MULTILINE)


def locked(name: str) -> list[str]:
    return LOCKED.findall((ROOT / "requirements" / name).read_text("utf-8"))


def test_no_more_packages_build_a_site_than_the_documentation_owns_up_to() -> None:
    said = re.search(r"(\d+) packages", (ROOT / "docs" / "dependencies.md").read_text("utf-8"))
    assert said is not None
    assert len(locked("site.txt")) == int(said[1])


def test_every_locked_file_has_a_hash() -> None:
    for lock in ("site.txt", "test.txt", "zensical.txt"):
        text = (ROOT / "requirements" / lock).read_text("utf-8")
        for requirement in re.split(r"\n(?=[a-z0-9])", text.strip()):
            assert "--hash=sha256:" in requirement, requirement.splitlines()[0]


def test_whoever_tests_has_the_very_packages_that_build_the_site() -> None:
    site, test = ((ROOT / "requirements" / name).read_text("utf-8") for name in ("site.txt", "test.txt"))
    pins = {match[0] for match in LOCKED.finditer(site)}
    assert pins <= {match[0] for match in LOCKED.finditer(test)}
