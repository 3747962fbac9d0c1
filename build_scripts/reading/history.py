"""The files of an edition as they were at a revision of its Git repository."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.findings import RefusedError

_REVISION = re.compile(r"[A-Za-z0-9_./@{}^~+-]{1,200}")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_PATIENCE = 60
"""Seconds for one answer of Git."""
_HARMLESS = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
_ALONE = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false", "-c", "protocol.allow=never"),
)
"""No program that a repository or its owner names is run, and nothing is fetched."""


class HistoryError(RefusedError):
    """There is no Git, no repository or no such revision; one line."""


@dataclass(frozen=True, slots=True)
class History:
    """A revision that exists."""

    root: Path
    """The edition's root; the repository may begin further up."""
    commit: str
    """Its full hash."""
    files: dict[str, tuple[str, int]]
    """Of each regular file of the edition at the revision, by its path relative to `root`, the blob's hash and its size
    in bytes."""


def open_history(root: Path, revision: str) -> History:
    """Raises `HistoryError`. No hook, filter, pager or program named in the repository is run."""
    if not _REVISION.fullmatch(revision) or revision.startswith("-"):
        raise HistoryError(f"{revision!a} is not the name of a revision")
    found = ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = found.decode("ascii", "replace").strip()
    if not re.fullmatch(r"[0-9a-f]{40,64}", commit):
        raise HistoryError(f"there is no revision {revision}")
    # Relative to the folder it is run in: an edition may lie below the root of its repository.
    listed = ask_git(root, "ls-tree", "-r", "-l", "-z", commit, "--", ".")
    files: dict[str, tuple[str, int]] = {}
    for row in listed.split(b"\0"):
        head, tab, name = row.partition(b"\t")
        fields = head.split()
        if tab and len(fields) == 4 and fields[0].startswith(b"100"):
            files[os.fsdecode(name)] = (fields[2].decode("ascii"), int(fields[3]))
    return History(root, commit, files)


@dataclass(frozen=True, slots=True)
class Touched:
    """What differs between a revision and the files on disk."""

    files: frozenset[str]
    """Paths relative to the edition's root; removed files and those that are no text too."""
    lines: Mapping[str, tuple[range, ...]]
    """The lines as they are now, from 1, that are new or otherwise, by path. Not known of a file that is no text, nor
    of one with a control character, quotation mark or backslash in its name."""


def read_touched(root: Path, revision: str) -> Touched:
    """Files that Git does not know of are not among them. Raises `HistoryError`."""
    commit = open_history(root, revision).commit
    plain = ("--no-ext-diff", "--no-textconv", "--no-renames", "--no-color", "--relative", "--ignore-submodules")
    named = ask_git(root, "diff", *plain, "--name-only", "-z", commit, "--", ".")
    patch = ask_git(
        root,
        *("-c", "core.quotePath=false", "diff", *plain),
        *("--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/", commit, "--", "."),
    )
    return Touched(frozenset(os.fsdecode(name) for name in named.split(b"\0") if name), _lines_of(patch))


def _lines_of(patch: bytes) -> dict[str, tuple[range, ...]]:
    """Out of a unified diff without context. What stands in files is passed over by its count, whatever it is."""
    found: dict[str, list[range]] = {}
    path = ""
    left = 0
    for line in patch.split(b"\n"):
        if left:
            left -= line[:1] in (b"+", b"-")
        elif line.startswith(b"+++ "):
            name = os.fsdecode(line[4:]).removesuffix("\t")
            path = name.removeprefix("b/") if name.startswith("b/") else ""
        elif hunk := _HUNK.match(line):
            before, after = (1 if count is None else int(count) for count in (hunk[1], hunk[3]))
            left = before + after
            if path and after:
                found.setdefault(path, []).append(range(int(hunk[2]), int(hunk[2]) + after))
    return {path: tuple(ranges) for path, ranges in found.items()}


def read_all_at(history: History, limits: Mapping[str, int]) -> dict[str, bytes]:
    """The bytes of many files at the revision, in one run of Git: by path, of those in `limits` that were there, were
    no links and not larger than their limit in bytes. Raises `HistoryError`."""
    wanted = {path: history.files[path] for path in limits if path in history.files}
    blobs = {path: blob for path, (blob, size) in wanted.items() if size <= limits[path]}
    asked = list(dict.fromkeys(blobs.values()))
    if not asked:
        return {}
    answer = ask_git(history.root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in asked).encode())
    contents = dict(zip(asked, _contents(answer), strict=True))
    return {path: contents[blob] for path, blob in blobs.items()}


def _contents(answer: bytes) -> Iterator[bytes]:
    """Of each object in what `git cat-file --batch` says its bytes. Raises `HistoryError` where one is missing, as in
    a repository that was fetched in part."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if len(head) != 3 or head[1] != b"blob":
            raise HistoryError("git does not have all files of the revision")
        at = end + 1 + int(head[2]) + 1
        yield answer[end + 1 : at - 1]


def ask_git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What Git says, run in the edition's root with `given` as its input. Raises `HistoryError`."""
    command = ["git", "--no-pager", *_ALONE, "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env={**os.environ, **_HARMLESS},
        )
    except FileNotFoundError as error:
        raise HistoryError("git is not installed") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryError("git does not answer") from error
    if done.returncode == 0:
        return done.stdout
    if arguments[0] == "rev-parse" and not done.stderr.strip():
        raise HistoryError(f"there is no revision {arguments[-1].removesuffix('^{commit}')}")
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    raise HistoryError(said[0] if said else "git failed")
