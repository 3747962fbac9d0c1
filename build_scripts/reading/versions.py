"""Every version of an edition's sidecars in its Git repository, and the day it came."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from build_scripts.reading.history import HistoryError, ask_git

_LOG = (
    # Nobody's own settings: without the first commit no note would be new, and who is renamed depends on how many are.
    *("-c", "log.showRoot=true", "-c", "diff.renameLimit=1000"),
    *("log", "--topo-order", "--format=%x01%ad%x00%P", "--date=short", "--raw", "-z", "-c", "-M50%", "--no-abbrev"),
    *("--relative", "--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", f"-O{os.devnull}"),
)
"""`--date=short` is the day as the author's own clock had it."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TOGETHER = 32 * 1024 * 1024
"""Bytes that are asked for in one run of Git."""


class Head(NamedTuple):
    """The commit that is checked out."""

    commit: str
    shallow: bool
    """Whether older commits may be missing here."""


@dataclass(frozen=True, slots=True)
class Version:
    """A file as one commit left it."""

    day: str
    """ISO 8601, of the author's date; empty where it can't be read."""
    blob: str
    before: tuple[str, ...] | None
    """The file's blobs in the commit's parents; empty: it was new. None: the parents are not here."""


def read_head(root: Path) -> Head | None:
    """None where there is no Git, no repository or no commit. Raises `HistoryError` where there is a repository that
    Git will not read, as that of another user."""
    try:
        shallow = ask_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except HistoryError:
        if any((folder / ".git").exists() for folder in (root, *root.absolute().parents)) and _has_git(root):
            raise
        return None
    try:
        return Head(ask_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip(), shallow)
    except HistoryError:
        return None


def _has_git(root: Path) -> bool:
    try:
        return bool(ask_git(root, "version"))
    except HistoryError:
        return False


def read_versions(root: Path, head: Head, folder: str) -> dict[str, tuple[Version, ...]]:
    """Of each file that was ever below `folder`, by the last of its names, relative to `root`: the versions, newest
    first, under whatever names. A merge is a version only where it agrees with none of its parents. Raises
    `HistoryError`."""
    names: dict[str, str] = {}
    found: dict[str, list[Version]] = {}
    for change in _changes(ask_git(root, *_LOG, head.commit, "--", folder)):
        name = names.setdefault(change.path, change.path)
        if change.was:
            names[change.was] = name
        if _is_blob(change.blob):
            unknown = head.shallow and not change.parents
            before = None if unknown else tuple(blob for blob in change.before if _is_blob(blob))
            found.setdefault(name, []).append(Version(change.day, change.blob, before))
    return {name: tuple(versions) for name, versions in found.items()}


def read_tree(root: Path, head: Head, folder: str) -> dict[str, str]:
    """The blob of each regular file below `folder` in the commit, by its path relative to `root`. Raises
    `HistoryError`."""
    said = os.fsdecode(ask_git(root, "ls-tree", "-r", "-z", head.commit, "--", folder))
    rows = (row.partition("\t") for row in said.split("\0") if row.startswith("100"))
    return {path: about.split(" ")[2] for about, _, path in rows}


class _Change(NamedTuple):
    day: str
    parents: str
    before: tuple[str, ...]
    blob: str
    path: str
    was: str
    """Of a file that got another name, its old one."""


def _changes(said: bytes) -> Iterator[_Change]:
    """The raw output format of `git diff-tree -c`, under a line for each commit."""
    fields = (field.lstrip("\n") for field in os.fsdecode(said).split("\0"))
    day = parents = ""
    for field in fields:
        if field.startswith("\x01"):
            day, parents = field[1:] if _DAY.fullmatch(field[1:]) else "", next(fields, "")
        elif field.startswith(":"):
            count = len(field) - len(field.lstrip(":"))
            words = field.lstrip(":").split(" ")
            blobs, status = words[count + 1 : 2 * count + 2], words[-1]
            first = next(fields, "")
            renamed = count == 1 and status.startswith("R")
            path = next(fields, "") if renamed else first
            yield _Change(day, parents, tuple(blobs[:-1]), blobs[-1], path, first if renamed else "")


def _is_blob(name: str) -> bool:
    return bool(name.strip("0"))


def blob_of(data: bytes, like: str) -> str:
    """The name of a blob with these bytes, by the kind of hash that made `like`."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def read_blobs(root: Path, blobs: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """The bytes of each that is not larger than `limit`. Raises `HistoryError` where one is not here."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    some: list[str] = []
    total = 0
    for row in ask_git(root, "cat-file", "--batch-check", given=asked).decode("ascii", "replace").splitlines():
        name, _, rest = row.partition(" ")
        if not rest.startswith("blob "):
            raise HistoryError("git does not have all versions of the notes")
        size = int(rest.removeprefix("blob "))
        if size <= limit:
            if some and total + size > _TOGETHER:
                yield from _contents(root, some)
                some, total = [], 0
            some.append(name)
            total += size
    yield from _contents(root, some)


def _contents(root: Path, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
    said = ask_git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode()) if blobs else b""
    at = 0
    for blob in blobs:
        end = said.index(b"\n", at)
        size = int(said[at:end].rpartition(b" ")[2])
        at = end + 1 + size + 1
        yield blob, said[end + 1 : at - 1]
