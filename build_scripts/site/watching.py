"""Notices that something in the edition changed, and when it has stopped changing."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Not `opened` and `closed_no_write`: a build reads every file, and would call for the next build for ever."""

SETTLED = 0.15
"""Seconds of silence after which an editor has finished saving."""


class Changes(FileSystemEventHandler):
    """Set by the watching thread, taken by whoever builds."""

    def __init__(self, ignored: Path) -> None:
        self._ignored = f"{ignored}/"
        self._changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = str(event.dest_path or event.src_path)
        if event.event_type in CHANGES and not event.is_directory and not path.startswith(self._ignored):
            self._changed.set()

    def wait(self, seconds: float) -> bool:
        """True once something has changed and then nothing for `SETTLED` seconds; False after `seconds`."""
        if not self._changed.wait(seconds):
            return False
        self._changed.clear()
        while self._changed.wait(SETTLED):
            self._changed.clear()
        return True


@contextmanager
def watching(root: Path, paths: Iterable[Path], ignored: Path) -> Iterator[Changes]:
    """Watches `paths` (folders with all below, and files) as long as the block runs; what is below `ignored` and what
    is not there is not watched. New folders among `paths` are seen, because `root` itself is watched, not deeply."""
    changes = Changes(ignored)
    observer = Observer()
    observer.schedule(changes, str(root), recursive=False)
    for path in paths:
        if path.is_dir():
            observer.schedule(changes, str(path), recursive=True)
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()
