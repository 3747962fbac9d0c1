"""The cases under `tests/cases/findings`, and what the check says of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_scripts.findings import Finding, Severity
from build_scripts.pipeline.checking import check
from build_scripts.reading.settings import read_settings

CASES = Path(__file__).resolve().parents[1] / "cases" / "findings"
SETTINGS = "mkdocs.yml"


def lay_out(case: Path, into: Path) -> Path:
    """The edition of `case` as a folder of its own."""
    root = into / case.name
    shutil.copytree(case, root, symlinks=True, ignore=shutil.ignore_patterns("expected.txt", "*.times"))
    for short in case.rglob("*.times"):
        long = root / short.relative_to(case).with_suffix("")
        long.parent.mkdir(parents=True, exist_ok=True)
        long.write_bytes(expand(short.read_bytes()))
    if not (root / SETTINGS).exists():
        shutil.copy(CASES / SETTINGS, root / SETTINGS)
    return root


def expand(short: bytes) -> bytes:
    """The long file that a `.times` file stands for."""
    lines = short.splitlines(keepends=True)
    number = next(place for place, line in enumerate(lines) if line.strip().isdigit())
    repeated = b"".join(lines[number + 1 :])
    times = int(lines[number])
    return b"".join(lines[:number]) + b"".join(repeated.replace(b"#", b"%d" % (n + 1)) for n in range(times))


def findings_in(root: Path) -> list[Finding]:
    """What `edition check` says of an edition; where its settings can't be used, what their reader says."""
    settings = read_settings(SETTINGS, (root / SETTINGS).read_bytes())[1]
    return list(settings) or list(check(root, lambda _: None))


def as_expected(findings: list[Finding], code: str) -> list[str]:
    """The lines of an `expected.txt`."""
    kept = [found for found in findings if found.severity is not Severity.NOTICE or found.code == code]
    kept.sort(key=lambda found: (found.place, found.code))
    return [f"{found.place.path}:{found.place.line}:{found.place.column} {found.code}" for found in kept]
