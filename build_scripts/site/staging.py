"""The folder beside the site in which the next one is built, and the step that puts it in its place.

Every folder made here holds `MARK`. A folder without it is not ours: it is neither replaced nor removed.
"""

from __future__ import annotations

import os
from pathlib import Path

from build_scripts.site.disk import WriteError, exchange, explain, flush, make_folder, remove_tree, write

MARK = ".edition-site"
"""Also holds the digest of the search bundle. MkDocs leaves hidden files alone when it empties its folder."""


def staging_of(site: Path) -> Path:
    return site.with_name(f"{site.name}-next")


def old_of(site: Path) -> Path:
    """Where the old site waits for a moment, on systems that can't exchange two folders."""
    return site.with_name(f"{site.name}-old")


def recover(site: Path) -> None:
    """Clears away what an interrupted build left. Raises `WriteError`, also when a folder is not ours to touch."""
    if (site.exists() or site.is_symlink()) and not is_ours(site):
        raise WriteError(f"{site} was not made by edition build and is not replaced; move it away or use --site-dir")
    old = old_of(site)
    if old.exists() and is_ours(old) and not site.exists():
        _rename(old, site)
    for left in (staging_of(site), old):
        if left.exists() and not is_ours(left):
            raise WriteError(f"{left} is in the way and was not made by edition build; move it away")
        clear_away(left)


def is_ours(folder: Path) -> bool:
    """Made here, or empty."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return (folder / MARK).is_file() or not any(folder.iterdir())


def clear_away(folder: Path) -> None:
    """Removes a folder of ours that may not exist, `MARK` last: killed half way, it is still known as ours.

    Raises `WriteError`.
    """
    try:
        for entry in list(folder.iterdir()) if folder.exists() else []:
            if entry.is_dir() and not entry.is_symlink():
                remove_tree(entry)
            elif entry.name != MARK:
                entry.unlink()
    except OSError as error:
        raise explain(folder, error) from error
    remove_tree(folder)


def stage(site: Path) -> Path:
    """A new, marked folder beside the site."""
    staging = staging_of(site)
    make_folder(staging)
    write(staging / MARK, b"")
    return staging


def publish(staging: Path, site: Path) -> None:
    """Puts the staged site in the place of the old one, in one step where the system can. Raises `WriteError`."""
    flush(staging)
    if not site.exists():
        _rename(staging, site)
    elif exchange(staging, site):
        clear_away(staging)
    else:
        _swap_in_two_steps(staging, site)
    flush(site.parent)


def _swap_in_two_steps(staging: Path, site: Path) -> None:
    old = old_of(site)
    _rename(site, old)
    _rename(staging, site)
    clear_away(old)


def _rename(one: Path, other: Path) -> None:
    try:
        os.rename(one, other)
    except OSError as error:
        raise explain(other, error) from error
