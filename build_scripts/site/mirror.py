"""Private builds have a docs folder of their own, so that `docs/` never holds words that may not be published."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.site.disk import explain, make_folder, replace, write
from build_scripts.site.pages import is_signed, may_be_made
from build_scripts.site.state import read_strings, read_text, write_strings


def links_in(docs: Path) -> tuple[Finding, ...]:
    """A finding for each symbolic link below `docs`: MkDocs would follow it out of the edition."""
    found = []
    for folder, folders, names in os.walk(docs):
        for name in sorted([*folders, *names]):
            if os.path.islink(f"{folder}/{name}"):
                path = Path(folder, name).relative_to(docs.parent).as_posix()
                message = "a symbolic link is not followed: it could publish any file of the machine that builds"
                place = Place(path if path.isprintable() else ascii(path)[1:-1])
                found.append(Finding(Code.S405, Severity.ERROR, place, message, "Put the file itself here."))
    return tuple(sorted(found, key=lambda finding: finding.place))


def mirror(docs: Path, copy: Path, notes: Path) -> None:
    """Makes `copy` hold the hand-written files of `docs`; the made pages in both are left alone.

    `notes` remembers what was copied, so that only that is removed when it vanishes from `docs`. Raises `WriteError`.
    """
    copied = {}
    for folder, folders, names in os.walk(docs):
        if not folders and not names:
            make_folder(copy / Path(folder).relative_to(docs))
        for name in sorted(names):
            source = Path(folder, name)
            if source.is_symlink() or (may_be_made(source) and is_signed(source)):
                continue
            path = source.relative_to(docs).as_posix()
            data = source.read_bytes()
            copied[path] = ""
            if _bytes(copy / path) != data:
                write(copy / path, data)
    for path in sorted(read_strings(notes).keys() - copied.keys()):
        try:
            (copy / path).unlink(missing_ok=True)
        except OSError as error:
            raise explain(copy / path, error) from error
    write_strings(notes, copied)


def write_config(path: Path, inherited: Path, extra: Mapping[str, object], url: str | None) -> None:
    """A `mkdocs.yml` in the private folder: the edition's own, with `extra.edition` and the address added to.

    JSON is YAML; `inherited` is named relative to the new file. Raises `WriteError`.
    """
    config: dict[str, object] = {
        "INHERIT": os.path.relpath(inherited, path.parent),
        "docs_dir": "docs",
        "extra": {"edition": dict(extra)},
    }
    if url is not None:
        config["site_url"] = url
    text = json.dumps(config, indent=2, ensure_ascii=False) + "\n"
    if read_text(path) != text:
        replace(path, text.encode("utf-8"))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
