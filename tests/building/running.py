"""Runs the command `edition` as a person does, in a process of its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "cases" / "small"
"""Two tales: one in full with two notes, one whose words may not be published, with a note and a draft."""


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "build_scripts", "-C", str(root), *arguments]


def environment(**more: str) -> dict[str, str]:
    """No notices, no colours, no dates; this project's code, whatever is installed."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def edition(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(root, *arguments), capture_output=True, encoding="utf-8", env=environment(**more), check=False, cwd="/"
    )


def snapshot(folder: Path) -> dict[str, str]:
    """The digest of every file, by path; empty when there is no folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def change(root: Path, path: str, old: str, new: str) -> None:
    """An editor's change; the old words must be there."""
    text = (root / path).read_text("utf-8")
    assert old in text
    put(root, path, text.replace(old, new))


def put(root: Path, path: str, text: str) -> None:
    """The file has these words from one moment to the next: whoever watches it never finds it empty."""
    beside = root.with_name(f"{root.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(root / path)
