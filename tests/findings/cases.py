"""The cases under `tests/cases/findings`, and what the check says of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_scripts.findings import Code, Finding, Severity
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.reading.sources import read_sources

CASES = Path(__file__).resolve().parents[1] / "cases" / "findings"
SETTINGS = "mkdocs.yml"


def lay_out(case: Path, into: Path) -> Path:
    """The edition of `case` as a folder of its own."""
    root = into / case.name
    shutil.copytree(case, root, ignore=shutil.ignore_patterns("expected.txt", "*.times"))
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


def read_all(root: Path) -> list[Finding]:
    """What the readers of YAML say of an edition."""
    settings, found = read_settings(SETTINGS, (root / SETTINGS).read_bytes())
    findings = list(found)
    for path in sorted(root.glob("annotations/**/*.yml")):
        name, data = path.relative_to(root).as_posix(), path.read_bytes()
        match path.name:
            case "sources.yml":
                findings += read_sources(name, data)[1]
            case "glossary.yml":
                findings += read_glossary(name, data)[1]
            case "timeline.yml":
                findings += read_timeline(name, data)[1]
            case _:
                findings += read_sidecar(name, data, settings.kinds, settings.annotators)[1]
    return findings


def as_expected(findings: list[Finding], code: Code) -> list[str]:
    """The lines of an `expected.txt`."""
    kept = [found for found in findings if found.severity is not Severity.NOTICE or found.code is code]
    kept.sort(key=lambda found: (found.place, found.code))
    return [f"{found.place.path}:{found.place.line}:{found.place.column} {found.code}" for found in kept]
