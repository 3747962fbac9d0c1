"""What was made of each article the last time, by a digest of all that it was made of.

One text file, a line an article, under a checksum: a damaged file is as good as none. Never pickle: reading it back
would run what it holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from build_scripts.site.disk import write


def read_memo(path: Path) -> dict[str, str]:
    """Digest → value; empty when the file is missing or damaged."""
    checksum, _, rest = _read(path).partition(b"\n")
    if not rest or checksum != _checksum(rest):
        return {}
    lines = rest.decode("utf-8", "surrogatepass").split("\n")
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


def write_memo(path: Path, values: Mapping[str, str]) -> None:
    """Values hold neither newline nor carriage return. Not flushed to the disk: the checksum tells a torn file.
    Raises `WriteError`."""
    rest = "\n".join([f"{key}\t{value}" for key, value in values.items()]).encode("utf-8", "surrogatepass")
    write(path, b"%b\n%b" % (_checksum(rest), rest))


def _read(path: Path) -> bytes:
    """Empty when it is not there: nothing is remembered then."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _checksum(data: bytes) -> bytes:
    """Against accidents only, so the quicker kind."""
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode()
