"""A page that may have to be made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from build_scripts.findings import Finding
from build_scripts.rendering.pages.page import Page
from build_scripts.rendering.search import SearchRecord


@dataclass(frozen=True, slots=True)
class Made:
    """A page and what a search finds of it."""

    page: Page
    records: tuple[SearchRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Why the page must not be written; usually none."""
    beside: tuple[Page, ...] = ()
    """The files that lie beside the page on the site, as `Task.beside` names them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One page, not made yet."""

    path: str
    """POSIX, below the docs folder."""
    inputs: str
    """A digest of everything the page is made of: with the same inputs it would come out the same. What lies beside it
    is made of the same."""
    make: Callable[[], Made]
    beside: tuple[str, ...] = ()
    """Paths of other files that are made with it."""
    searched: bool = False
    """Whether it has search records."""
    published: bool = True
    """Whether the site has a page of it; else it is for the Markdown extension alone."""


def paths_of(tasks: Iterable[Task]) -> list[str]:
    """Of every file that is made."""
    return [path for task in tasks for path in (task.path, *task.beside)]


def digest(*inputs: object) -> str:
    """Of values that JSON can write: strings, numbers, None, and tuples and mappings of them."""
    # They nest a few levels and never hold themselves: not to look for that takes a third off the time.
    return hashlib.sha256(json.dumps(inputs, check_circular=False).encode()).hexdigest()
