"""Opens the files contributors write: a regular file inside the edition, up to a size, all of it or a finding."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place

MEGABYTE = 1_000_000
YAML_LIMIT = 1 * MEGABYTE
ARTICLE_LIMIT = 20 * MEGABYTE


def read_file(root: Path, path: str, limit: int) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of `path` (POSIX, relative to `root`), or None with the reason.

    Refuses links, also on the way, anything that is no regular file, and more than `limit` bytes. A file that does
    not exist is a finding like any other.
    """
    try:
        if _is_below_a_link(str(root), path):
            return None, (_finding(Code.S405, path, "lies behind a symbolic link", "Put the file itself here."),)
        descriptor = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        return None, (_unreadable(path, error),)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):  # before `open`, which raises for a folder and then leaves it open
        os.close(descriptor)
        return None, (_finding(Code.S406, path, "is not a regular file", "Put a text file here."),)
    with open(descriptor, "rb") as file:
        if status.st_size > limit:
            message = f"is {status.st_size:,} bytes; the limit is {limit:,}"
            return None, (_finding(Code.S407, path, message, "Divide it into several files."),)
        try:
            return file.read(), ()
        except OSError as error:
            return None, (_unreadable(path, error),)


def digest_of_folder(folder: Path) -> str:
    """The SHA-256 of all Python files below `folder`, in hexadecimal."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _is_below_a_link(root: str, path: str) -> bool:
    """A string comparison and one lstat a folder: this runs twice for every article of every build."""
    parts = path.split("/")
    if ".." in parts or parts[0] == "":
        return True
    return any(os.path.islink(f"{root}/{'/'.join(parts[:depth])}") for depth in range(1, len(parts)))


def _unreadable(path: str, error: OSError | ValueError) -> Finding:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _finding(Code.S406, path, f"can't be read: {reason}", "See that the file is there and may be read.")


def _finding(code: Code, path: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(path), f"{path} {message}", hint)


def read_given(path: Path) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a file that a person named on the command line, wherever it is, up to the limit of an article."""
    try:
        if path.stat().st_size > ARTICLE_LIMIT:
            message = f"is larger than {ARTICLE_LIMIT:,} bytes"
            return None, (_finding(Code.S407, str(path), message, "Divide it into several files."),)
        return path.read_bytes(), ()
    except (OSError, ValueError) as error:
        return None, (_unreadable(str(path), error),)
