"""Addresses at the place where the edition's files are kept: to edit one, at a line, or to begin a new one.

GitHub's `/edit/` takes `#L12` and sets the cursor into that line. Its `/new/` takes `filename` and `value`, and answers
addresses of more than 8,192 characters with an error (measured by others: sourcegraph/jetbrains#504).
GitLab's takes `file_name` and `content`.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from build_scripts.model import Settings


def forge_name(settings: Settings) -> str:
    """`GitHub` or `GitLab` by the repository's host, be it one's own; empty for another, of which no address but the
    repository's is known, and for none."""
    try:
        host = urlsplit(settings.repository).hostname or ""
    except ValueError:
        return ""
    return next((name for name in ("GitHub", "GitLab") if name.lower() in host.split(".")), "")


def edit_address(settings: Settings, path: str, line: int = 0) -> str:
    """Where the file at `path` is changed, with the cursor in `line` (from 1) if one is given; the repository's own
    address where no more is known; empty without a repository."""
    forge = forge_name(settings)
    if not forge:
        return settings.repository
    return f"{edit_base(settings)}{quote(path)}" + (f"#L{line}" if line else "")


def edit_base(settings: Settings) -> str:
    """What the path of a file is put behind to edit it; empty where that is not known."""
    return _base(settings, "edit")


def new_base(settings: Settings) -> str:
    """What the path of a folder is put behind to begin a file in it; empty where that is not known."""
    return _base(settings, "new")


def _base(settings: Settings, what: str) -> str:
    forge = forge_name(settings)
    between = {"GitHub": "", "GitLab": "-/"}.get(forge)
    return "" if between is None else f"{settings.repository}/{between}{what}/{quote(settings.branch)}/"
