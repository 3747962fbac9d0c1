"""What was made of each article the last time, by a digest of all that it was made of.

One text file, a line an article, under a checksum: a damaged file is as good as none. Never pickle: reading it back
would run what it holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from build_scripts.site.disk import write
from build_scripts.site.state import read_text


def read_memo(path: Path) -> dict[str, str]:
    """Digest → value; empty when the file is missing or damaged."""
    checksum, _, rest = read_text(path).partition("\n")
    if not rest or checksum != _checksum(rest):
        return {}
    return dict(line.split("\t", 1) for line in rest.split("\n") if "\t" in line)


def write_memo(path: Path, values: Mapping[str, str]) -> None:
    """Values hold neither newline nor carriage return. Not flushed to the disk: the checksum tells a torn file.
    Raises `WriteError`."""
    rest = "\n".join(f"{key}\t{value}" for key, value in values.items())
    write(path, f"{_checksum(rest)}\n{rest}".encode("utf-8", "surrogatepass"))


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
