"""Files as found into articles: a plan first, the files only when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.edition import SLUG, look
from build_scripts.findings import Finding, RefusedError
from build_scripts.model import Sidecar
from build_scripts.pipeline.registers import read_registers
from build_scripts.reading.files import YAML_LIMIT, read_file, read_given
from build_scripts.reading.importing.applying import files_to_write
from build_scripts.reading.importing.plan import Plan
from build_scripts.reading.importing.plan_files import plan_file, read_plan
from build_scripts.reading.importing.proposing import make_plan
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.site.disk import write


class UnusableError(RefusedError):
    """The files given, or where they are to go, can't be used; one line."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be imported."""

    files: Sequence[Path]
    collection: str
    """Empty where a plan names it."""
    plan: Path | None
    """A plan that an editor changed; None to make one."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an import would do."""

    plan: Plan
    findings: tuple[Finding, ...]
    files: dict[str, bytes]
    """What would be written, by path below the edition's root."""


def propose(root: Path, source: Source) -> Proposed:
    """The plan, and the files it makes. Raises `UnusableError`."""
    files = _read(source.files)
    sidecars = _sidecars(root)
    if source.plan is not None:
        data, found = read_given(source.plan)
        if data is None:
            raise UnusableError(found[0].message)
        plan, findings = read_plan(str(source.plan), data, files, sidecars)
        plan = plan or Plan(source.collection)
    else:
        if not SLUG.match(source.collection):
            raise UnusableError("name the collection: --collection and a name of a-z, 0-9 and -")
        plan, findings = make_plan(files, sidecars, source.collection)
    made, problems = files_to_write(plan, files)
    return Proposed(plan, (*findings, *problems), made)


def save_plan(proposed: Proposed, path: Path) -> None:
    """Writes the plan as YAML to be edited. Raises `UnusableError` where a file stands already."""
    if path.exists():
        raise UnusableError(f"{path} exists already; remove it or give another name")
    write(path, plan_file(proposed.plan).encode("utf-8"))


def apply(root: Path, proposed: Proposed) -> tuple[str, ...]:
    """Writes what is not there yet; the paths written. Raises `UnusableError` when another text stands where an
    article belongs, before anything is written."""
    missing = {path: data for path, data in proposed.files.items() if not (root / path).exists()}
    for path, data in proposed.files.items():
        if path not in missing and path.startswith("articles/") and read_file(root, path, len(data) + 1)[0] != data:
            raise UnusableError(f"{path} exists already with other words; move it away first")
    for path, data in missing.items():
        write(root / path, data)
    return tuple(missing)


def _read(paths: Sequence[Path]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for path in paths:
        data, found = read_given(path)
        if data is None:
            raise UnusableError(found[0].message)
        if path.name in files:
            raise UnusableError(f"two of the files are called {path.name}; rename one")
        files[path.name] = data
    return files


def _sidecars(root: Path) -> list[Sidecar]:
    settings = read_registers(root).settings
    found = []
    for where in look(root)[0].articles:
        data = read_file(root, where.sidecar, YAML_LIMIT)[0] if where.sidecar else None
        if where.sidecar and data is not None:
            sidecar, _ = read_sidecar(where.sidecar, data, settings.kinds, settings.annotators)
            found.extend([sidecar] if sidecar else [])
    return found
