"""Opens what another program exported."""

from __future__ import annotations

from pathlib import Path

from build_scripts.findings import RefusedError
from build_scripts.reading.elsewhere.borrowed import one_line
from build_scripts.reading.files import read_given


def read_export(file: Path) -> tuple[str, bytes]:
    """The name of a file as findings show it, and its bytes. Raises `RefusedError` where it can't be read."""
    data, unreadable = read_given(file)
    if data is None:
        raise RefusedError(unreadable[0].message)
    return one_line(str(file)), data
