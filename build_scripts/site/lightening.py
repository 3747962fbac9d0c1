"""Makes our own scripts and stylesheets in the staged site small.

The files in `docs/assets/edition/` are written to be read by people; a phone need not download why a line is there, nor
ask for each file by itself.
"""

from __future__ import annotations

from pathlib import Path

import rcssmin
import rjsmin

from build_scripts.site.disk import explain, write
from build_scripts.site.gathering import gather

ASSETS = "assets/edition"


def lighten(staging: Path) -> None:
    """Only names that end in `.js` or `.css` in `ASSETS`, not below it. Raises `WriteError`."""
    files = {}
    for file in sorted((staging / ASSETS).glob("*.*s")):
        if file.suffix in {".js", ".css"}:
            try:
                files[file.name] = file.read_text(encoding="utf-8")
            except OSError as error:
                raise explain(file, error) from error
    made = gather(files)
    for name in files:
        file = staging / ASSETS / name
        if name not in made:
            _remove(file)
        else:
            short = rjsmin.jsmin(made[name]) if file.suffix == ".js" else rcssmin.cssmin(made[name])
            write(file, f"{short.strip()}\n".encode())


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        raise explain(file, error) from error
