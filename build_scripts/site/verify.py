"""What must hold of a staged site before it takes the old one's place."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable
from pathlib import Path

from build_scripts.site.disk import WriteError, write

CLOSING = b"</html>"


def address(page: str) -> str:
    """What MkDocs makes of `page` (POSIX, below docs/) with directory addresses; what is no Markdown keeps its name."""
    path = Path(page)
    if path.suffix != ".md":
        return page
    if path.stem in ("index", "README"):
        return path.with_name("index.html").as_posix()
    return (path.with_suffix("") / "index.html").as_posix()


def verify(staging: Path, pages: Iterable[str], docs: Path) -> None:
    """Raises `WriteError` unless every page is there, every HTML file ends as one does, and every file that was
    copied from `docs` has its size: MkDocs itself never looks back at what it wrote."""
    for page in pages:
        if not (staging / address(page)).is_file():
            raise WriteError(f"the page {page} is missing from the built site; the old site stays")
    for folder, _, names in os.walk(staging):
        for name in names:
            path = f"{folder}/{name}"
            if name.endswith(".html") and not _is_whole(path):
                raise WriteError(f"{path} was not written to its end; the old site stays")
    for folder, _, names in os.walk(docs):
        for name in names:
            _compare(Path(folder, name), staging / Path(folder, name).relative_to(docs))


def _is_whole(path: str) -> bool:
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 64))
        return file.read().rstrip().endswith(CLOSING)


def _compare(source: Path, copy: Path) -> None:
    if source.suffix == ".md" or not copy.exists():
        return
    if source.stat().st_size != copy.stat().st_size:
        raise WriteError(f"{copy} was not written to its end; the old site stays")


def settle_dates(staging: Path, *, dated: bool) -> None:
    """Makes the site map the same on every day: without `SOURCE_DATE_EPOCH` (`dated` false) MkDocs would write
    today's date beside every page."""
    path = staging / "sitemap.xml"
    if dated or not path.exists():
        return
    text = re.sub(rb"[ \t]*<lastmod>[^<]*</lastmod>\n?", b"", path.read_bytes())
    write(path, text)
    write(path.with_name("sitemap.xml.gz"), gzip.compress(text, mtime=0))
