"""Copies the pictures of articles into the staged site."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from build_scripts.site.disk import WriteError, explain, write


def copy_pictures(pictures: Mapping[str, tuple[Path, str]], staging: Path) -> None:
    """`pictures` are files, by their places in the site, each with the SHA-256 of the bytes that were looked at: what
    changed since then was looked at by nobody. Raises `WriteError`."""
    for place, (file, digest) in sorted(pictures.items()):
        try:
            data = file.read_bytes()
        except OSError as error:
            raise explain(file, error) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise WriteError(f"{file} changed while the site was built; build again")
        write(staging / place, data)
