"""What can be asked for beside pytest's own options, and how texts are made at random."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")
"""The same texts in every run: a change is refused for what it does, never by chance. Others are looked for by
`--hypothesis-profile=search`; what it finds becomes an `@example`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """These find races: a test, or a page, that hurries passes on a quick machine and fails on a busy one."""
    browser = parser.getgroup("browser")
    browser.addoption(
        "--slow-pages",
        type=float,
        default=1,
        metavar="N",
        help="what pages in the browser do takes N times as long",
    )
    browser.addoption(
        "--late-files",
        type=float,
        default=0,
        metavar="MS",
        help="styles, scripts and faces come up to so many milliseconds late, in a different order each time",
    )
    browser.addoption(
        "--slow-hands",
        type=float,
        default=0,
        metavar="MS",
        help="a test waits so many milliseconds between one thing that it does in the browser and the next",
    )
