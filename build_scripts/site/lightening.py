"""Takes comments and spaces out of our own scripts and stylesheets in the staged site.

The files in `docs/assets/edition/` are written to be read by people; a phone need not download why a line is there.
"""

from __future__ import annotations

from pathlib import Path

import rcssmin
import rjsmin

from build_scripts.site.disk import explain, write

ASSETS = "assets/edition"


def lighten(staging: Path) -> None:
    """Only names that end in `.js` or `.css` in `ASSETS`, not below it. Raises `WriteError`."""
    for file in sorted((staging / ASSETS).glob("*.*s")):
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise explain(file, error) from error
        short = rjsmin.jsmin(text) if file.suffix == ".js" else rcssmin.cssmin(text) if file.suffix == ".css" else text
        write(file, f"{short.strip()}\n".encode())
