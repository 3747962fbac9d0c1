"""Writing that says so when it fails.

Python drops an error that comes with the closing of a file it closes by itself, so every write here is checked:
written in full, closed, and its size compared.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
from pathlib import Path

from build_scripts.findings import RefusedError

AT_FDCWD = -100
RENAME_EXCHANGE = 2


class WriteError(RefusedError):
    """The disk is full, or rights are missing. One line, made for a person."""


def explain(path: Path | str, error: OSError) -> WriteError:
    return WriteError(f"can't write {path}: {error.strerror or error}")


def write(path: Path, data: bytes) -> None:
    """Makes the folders above `path`, writes, closes, compares the size. Raises `WriteError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            size = os.fstat(descriptor).st_size
        finally:
            os.close(descriptor)
    except OSError as error:
        raise explain(path, error) from error
    if size != len(data):
        raise WriteError(f"can't write {path}: {size} of {len(data)} bytes arrived")


def replace(path: Path, data: bytes) -> None:
    """As `write`, but whoever looks sees the old file or the new one, also after a power cut."""
    beside = path.with_name(f"{path.name}.new")
    write(beside, data)
    try:
        _flush(beside)
        os.replace(beside, path)
    except OSError as error:
        raise explain(path, error) from error


def rewrite(path: Path, before: bytes | None, after: bytes) -> None:
    """Replaces a file that a person wrote, if it still holds `before`; None: makes it, if it is not there.

    Whoever looks sees the old file or the new one, also after a power cut; its rights stay. A link is refused. Raises
    `WriteError`, and then nothing has changed.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = _unchanged(path, before)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        try:
            if mode is not None:
                os.fchmod(descriptor, mode)
            view = memoryview(after)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _unchanged(path, before)
        os.replace(beside, path)
        _flush(path.parent)
    except OSError as error:
        raise explain(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _unchanged(path: Path, before: bytes | None) -> int | None:
    """The rights of a file that still holds `before`. Raises `WriteError`, OSError where it can't be read."""
    if path.is_symlink():
        raise WriteError(f"{path} is a symbolic link, which is not written through")
    if before is None:
        if path.exists():
            raise WriteError(f"{path} is there already")
        return None
    if path.read_bytes() != before:
        raise WriteError(f"{path} was changed by someone else meanwhile; nothing is written, try again")
    return stat.S_IMODE(path.stat().st_mode)


def _flush(path: Path) -> None:
    """Brings a file, or a folder's list of files, to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """With those above it; raises `WriteError`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain(path, error) from error


def remove_tree(path: Path) -> None:
    """Removes a folder that may not exist. Raises `WriteError`."""
    try:
        shutil.rmtree(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise explain(path, error) from error


def flush(folder: Path) -> None:
    """Brings everything on the folder's file system to the disk: one call where twenty thousand fsyncs would take
    half a minute. Raises `WriteError` when the system could not write some of it (Linux 5.8 and later say so)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is None:
            os.sync()
        elif syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            raise explain(folder, OSError(code, os.strerror(code)))
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step, so that nobody ever sees neither. False where the system can't.

    Linux's renameat2(2) with RENAME_EXCHANGE.
    """
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        return False
    raise explain(other, OSError(code, os.strerror(code)))
