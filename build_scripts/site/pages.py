"""Writes the Markdown pages below docs/: only those that changed, and removes only what was made here.

Every made page carries `SIGN` in its first lines, so that a page someone wrote by hand is never overwritten, even when
the script's own notes are lost.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.site.disk import explain, write
from build_scripts.site.state import read_strings, write_strings

SIGN = "Made by edition build from articles/ and annotations/: a change here is lost."
FRONT_MATTER = "---\n"
SIGNED_FORMATS = frozenset({".md", ".css"})
BESIDE_PAGES = frozenset({"cite.bib", "cite.ris", "preview.json", "annotate.json", "feed.xml"})
"""Names of files that have no room for a sign, or none at their beginning: they are ours where the page that they lie
beside is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of one made page."""

    inputs: str
    """A digest of everything the page was made of."""
    size: int
    modified: int
    """Nanoseconds, as the file system says; only ever compared with itself."""


class Tree:
    """The made pages below one docs folder, and the notes about them in one file."""

    def __init__(self, docs: Path, notes: Path) -> None:
        self._docs = docs
        self._notes = notes
        self._kept = _read(notes) if notes.exists() else _signed(docs)

    def is_current(self, path: str, inputs: str) -> bool:
        """Whether the page on disk is the one made of these inputs, untouched since."""
        kept = self._kept.get(path)
        if kept is None or kept.inputs != inputs:
            return False
        status = _status(self._docs / path)
        return status is not None and status.st_size == kept.size and status.st_mtime_ns == kept.modified

    def in_the_way(self, paths: Iterable[str]) -> tuple[Finding, ...]:
        """A finding for each of `paths` at which there is a page that was not made here."""
        strange = [p for p in sorted(paths) if p not in self._kept and _is_by_hand(self._docs / p)]
        return tuple(
            Finding(
                Code.W401,
                Severity.ERROR,
                Place(f"docs/{path}"),
                f"docs/{path} was written by hand, and a page of the edition belongs there",
                "Move it to another name.",
            )
            for path in strange
        )

    def begin(self, pages: Iterable[str]) -> None:
        """Notes which pages are about to be written: a build that is killed half way still knows what it made.

        Raises `WriteError`.
        """
        self._kept = self._kept | {path: Kept("", -1, -1) for path in pages}
        _write_notes(self._notes, self._kept)

    def put(self, path: str, inputs: str, text: str) -> bool:
        """Writes one page; False when the same bytes stand there already. Raises `WriteError`; the next build then
        mends what was left half done."""
        changed = _write_if_different(self._docs / path, signed(path, text).encode("utf-8"))
        status = _status(self._docs / path)
        self._kept[path] = Kept(inputs, status.st_size, status.st_mtime_ns) if status else Kept("", -1, -1)
        return changed

    def finish(self, pages: Iterable[str]) -> None:
        """Removes what was made here once and is none of `pages`. Raises `WriteError`."""
        wanted = set(pages)
        # From the end: what lies beside a page goes before the page, which says whose it is.
        for path in sorted(self._kept.keys() - wanted, reverse=True):
            _remove(self._docs, path)
            del self._kept[path]
        _write_notes(self._notes, self._kept)


def signed(path: str, text: str) -> str:
    """The page's text with `SIGN`: as a YAML comment in its front matter, else as a comment of its language."""
    if path.rpartition("/")[2] in BESIDE_PAGES:
        return text
    if path.endswith(".css"):
        return f"/* {SIGN} */\n{text}"
    if text.startswith(FRONT_MATTER):
        return f"{FRONT_MATTER}# {SIGN}\n{text[len(FRONT_MATTER) :]}"
    return f"<!-- {SIGN} -->\n\n{text}"


def may_be_made(path: Path) -> bool:
    """Whether a file of this name can be one of ours; `is_signed` looks into it."""
    return path.suffix in SIGNED_FORMATS or path.name in BESIDE_PAGES


def is_signed(path: Path) -> bool:
    """Whether the page says of itself that it was made here, or lies beside one that does."""
    if path.name in BESIDE_PAGES:
        return any(map(is_signed, (path.parent.with_suffix(".md"), path.parent / "index.md")))
    try:
        with path.open("rb") as file:
            return SIGN.encode() in file.read(len(SIGN) + 20)
    except OSError:
        return False


def _is_by_hand(path: Path) -> bool:
    return _status(path) is not None and not is_signed(path)


def _signed(docs: Path) -> dict[str, Kept]:
    """What the pages themselves say, when the notes are lost."""
    files = (path for path in sorted(docs.rglob("*")) if may_be_made(path) and not path.is_symlink())
    paths = (path for path in files if is_signed(path))
    return {path.relative_to(docs).as_posix(): Kept("", -1, -1) for path in paths}


def _status(path: Path) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except OSError:
        return None


def _write_if_different(path: Path, data: bytes) -> bool:
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        pass  # not there, or not readable: writing says why
    write(path, data)
    return True


def _remove(docs: Path, path: str) -> None:
    """The page, if it is still ours, and the folders it leaves empty."""
    file = docs / path
    if not is_signed(file):
        return
    try:
        file.unlink()
        for folder in file.parents:
            if folder == docs or any(folder.iterdir()):
                break
            folder.rmdir()
    except OSError as error:
        raise explain(file, error) from error


def _read(notes: Path) -> dict[str, Kept]:
    """A note of another shape is passed over: its page is made again."""
    kept = {}
    for path, note in read_strings(notes).items():
        inputs, _, rest = note.partition(" ")
        size, _, modified = rest.partition(" ")
        if size.lstrip("-").isdecimal() and modified.lstrip("-").isdecimal():
            kept[path] = Kept(inputs, int(size), int(modified))
    return kept


def _write_notes(notes: Path, kept: Mapping[str, Kept]) -> None:
    write_strings(notes, {path: f"{k.inputs} {k.size} {k.modified}" for path, k in kept.items()})
