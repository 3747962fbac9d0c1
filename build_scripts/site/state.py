"""The script's own notes between two builds: JSON in `.edition/`, checked when read, thrown away when damaged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from build_scripts.site.disk import replace


def read_text(path: Path) -> str:
    """The file's text; empty when it is not there or is not UTF-8: nothing is remembered then."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def read_strings(path: Path) -> dict[str, str]:
    """A JSON object of strings; empty when the file is missing or anything else."""
    try:
        value = json.loads(read_text(path) or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str)}


def write_strings(path: Path, values: Mapping[str, str]) -> None:
    """Sorted, so that equal notes are equal bytes. Writes nothing when nothing changed."""
    text = json.dumps(dict(sorted(values.items())), ensure_ascii=False, indent=0)
    if read_text(path) != text:
        replace(path, text.encode("utf-8", "surrogatepass"))
