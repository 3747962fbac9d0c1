"""Builds `docs/`, as the last `edition build` left it, with Zensical, and compares the result with `site/`.

    python -m tests.builders

Exit status: 0 a reader sees no difference, 1 he does, 2 the comparison can't be made.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.builders.comparing import differences, read_site

ROOT = Path(__file__).resolve().parents[2]


def build(scratch: Path) -> Path:
    """Zensical takes no output folder on its command line and wants everything below the configuration: a copy."""
    shutil.copytree(ROOT / "docs", scratch / "docs")
    shutil.copy(ROOT / "mkdocs.yml", scratch / "mkdocs.yml")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "zensical", "build", "--config-file", "mkdocs.yml"]
    done = subprocess.run(command, cwd=scratch, env=environment, check=False)
    if done.returncode:
        raise SystemExit(2)
    return scratch / "site"


def main() -> int:
    if not (ROOT / "site" / "index.html").exists():
        sys.stderr.write("There is no site/ to compare with: make site\n")
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        theirs = read_site(build(Path(scratch)))
    ours = read_site(ROOT / "site")
    found = differences(ours, theirs)
    for line in found:
        sys.stdout.write(f"{line}\n")
    pages = {line.split(":", 1)[0] for line in found}
    sys.stdout.write(f"{len(ours)} pages by MkDocs, {len(theirs)} by Zensical; {len(pages)} differ.\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
