"""The search records of each page, kept between builds: the search is made of all, but only few pages are made anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from build_scripts.rendering.search import SearchRecord
from build_scripts.site.disk import explain, write
from build_scripts.site.state import read_text


class Records:
    """One JSON file a page below `folder`; its first line is the digest of what the page was made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, page: str, inputs: str, records: Sequence[SearchRecord]) -> None:
        """Raises `WriteError`."""
        rows = [
            (r.url, r.content, r.language, dict(r.meta), {k: list(v) for k, v in r.filters.items()}) for r in records
        ]
        text = f"{inputs}\n{json.dumps(rows, ensure_ascii=False)}"
        write(self._file(page), text.encode("utf-8", "surrogatepass"))

    def of(self, page: str, inputs: str) -> tuple[SearchRecord, ...] | None:
        """None when they are not those of a page of these inputs, or damaged."""
        first, _, rest = read_text(self._file(page)).partition("\n")
        if first != inputs:
            return None
        try:
            return tuple(
                SearchRecord(url, content, language, meta, {key: tuple(values) for key, values in filters.items()})
                for url, content, language, meta, filters in json.loads(rest)
            )
        except (ValueError, TypeError, AttributeError):
            return None

    def forget_all_but(self, pages: Iterable[str]) -> None:
        """Raises `WriteError`."""
        wanted = {self._file(page) for page in pages}
        for file in self._folder.rglob("*.json"):
            if file not in wanted:
                try:
                    file.unlink()
                except OSError as error:
                    raise explain(file, error) from error

    def _file(self, page: str) -> Path:
        return (self._folder / page).with_suffix(".json")
