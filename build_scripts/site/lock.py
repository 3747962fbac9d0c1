"""One build at a time. The system itself frees the lock of a process that died, so no dead owner is ever waited for."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_scripts.findings import RefusedError
from build_scripts.site.disk import explain, make_folder


class BusyError(RefusedError):
    """Another build holds the lock; the message names its process."""


@contextmanager
def locked(state: Path, *, patience: float = 0.0, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Holds `state/lock`. Waits `patience` seconds for another build, having called `on_wait` once with its process
    id. Raises `BusyError` then, and `WriteError` where the lock can't be made."""
    make_folder(state)
    path = state / "lock"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        raise explain(path, error) from error
    try:
        _acquire(descriptor, patience, on_wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, patience: float, on_wait: Callable[[str], None] | None) -> None:
    deadline = time.monotonic() + patience
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.pread(descriptor, 20, 0).decode("ascii", "replace") or "unknown"
            if time.monotonic() >= deadline:
                raise BusyError(
                    f"another build of this edition is running (process {owner}); try again later"
                ) from None
            if on_wait and not told:
                on_wait(owner)
                told = True
            time.sleep(0.1)
        else:
            return
