"""Hand-written files, one by one, for the commands that change them: found, read, changed, proved and replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts import edition as layout
from build_scripts.authoring.formatting import format_file
from build_scripts.authoring.proving import syntax_findings
from build_scripts.authoring.tree import NotEditableError
from build_scripts.edition import look
from build_scripts.findings import Code, Finding, RefusedError, Severity, to_paste
from build_scripts.model import Place
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.site.disk import rewrite


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it is and as it would be."""

    path: str
    """Relative to the edition's root."""
    before: bytes
    after: bytes


def hand_written(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """The sidecars, then the registers, that `paths` name or hold; all of them for no paths.

    Paths count from the edition's root or from the current folder. Raises `RefusedError` for one that names nothing.
    """
    edition, _ = look(root)
    every = [files.sidecar for files in edition.articles if files.sidecar]
    every += [path for path in sorted(layout.REGISTERS) if (root / path).exists()]
    if not paths:
        return tuple(every)
    chosen: set[str] = set()
    for path in paths:
        found = {one for one in every if any(one == name or one.startswith(f"{name}/") for name in names(root, path))}
        if not found:
            raise RefusedError(f"{path} is no sidecar or register of this edition, nor a folder with any")
        chosen |= found
    return tuple(one for one in every if one in chosen)


def names(root: Path, path: str) -> frozenset[str]:
    """What a path given by a person may mean, relative to the edition's root; `.` is the whole edition."""
    meant = {Path(path).as_posix().rstrip("/")}
    # Not resolved: a link must be seen to be one.
    whole = Path(path) if Path(path).is_absolute() else Path.cwd() / path
    if whole.is_relative_to(root):
        meant.add(whole.relative_to(root).as_posix())
    if Path(path).resolve() == root:
        meant |= {"annotations"}
    return frozenset(meant)


def formatted(root: Path, paths: Sequence[str]) -> Iterator[tuple[Draft | None, tuple[Finding, ...]]]:
    """For each file what `edition fmt` makes of it; None, with the reasons, for one that can't be read or edited."""
    for path in hand_written(root, paths):
        data, unreadable = read_file(root, path, YAML_LIMIT)
        if data is None:
            yield None, unreadable
            continue
        wrong = syntax_findings(path, data)
        if wrong:
            yield None, wrong
            continue
        try:
            yield Draft(path, data, format_file(path, data)), ()
        except NotEditableError as error:
            yield None, (_left(path, str(error)),)


def save(root: Path, draft: Draft) -> None:
    """Replaces the file, if nobody changed it meanwhile. Raises `WriteError`."""
    rewrite(root / draft.path, draft.before, draft.after)


def out_of_layout(draft: Draft) -> Finding:
    """At the first line that `edition fmt` would change."""
    old, new = draft.before.split(b"\n"), draft.after.split(b"\n")
    line = next((n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b), min(len(old), len(new)))
    place = Place(draft.path, line)
    message = "the layout of the file differs from here on from that of `edition fmt`"
    return Finding(Code.Y301, Severity.WARNING, place, message, to_paste("Run:", f"edition fmt {draft.path}"))


def _left(path: str, why: str) -> Finding:
    hint = "Write it with plain keys and values, or lay it out by hand."
    return Finding(Code.Y302, Severity.NOTICE, Place(path), why, hint)
