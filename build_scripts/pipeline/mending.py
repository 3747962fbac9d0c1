"""Cures made in a file one after the other, each proved before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.authoring.editing import Change, apply, as_change, text_of
from build_scripts.authoring.proving import findings_of, meaning, syntax_findings
from build_scripts.authoring.tree import Lines, NotEditableError
from build_scripts.edition import look
from build_scripts.findings import Cure, Finding
from build_scripts.model import Settings
from build_scripts.pipeline.compiling import Files, compile_article, open_files
from build_scripts.pipeline.registers import read_registers
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.site.disk import rewrite


def hand_written(root: Path, path: str) -> bytes | None:
    """The bytes of a YAML file below `annotations/`; None for anything else, and where it can't be read."""
    if not path.startswith("annotations/") or not path.endswith((".yml", ".yaml")):
        return None
    return read_file(root, path, YAML_LIMIT)[0]


@dataclass(slots=True)
class Session:
    """One file while it is mended. Cures are counted in the text as it was at first, so any number of them fit."""

    root: Path
    path: str
    first: bytes
    now: bytes
    changes: list[Change] = field(default_factory=list)

    def preview(self, finding: Finding, cure: Cure) -> bytes:
        """The file with the cure. Raises `NotEditableError` where it touches what another has changed, would change
        anything but what it is about, or would leave the finding as it is."""
        text = text_of(self.first)
        made = apply(self.first, [*self.changes, *(as_change(text, edit) for edit in cure.edits)])
        _prove(self.path, self.now, made)
        if cure.safe and _moved(self.root, self.path, self.now, made):
            raise NotEditableError("a note would stand on other words than before")
        if self._remains(finding, cure, made):
            raise NotEditableError("the same finding would be there again")
        return made

    def _remains(self, finding: Finding, cure: Cure, made: bytes) -> bool:
        """Whether a finding that can be told by this file, and by the text it is about, stands where it stood."""
        text = text_of(self.first)
        lines = Lines(text)
        at = lines.offset(finding.place.line - 1, finding.place.column - 1)
        line = finding.place.line
        for change in (*self.changes, *(as_change(text, edit) for edit in cure.edits)):
            if change.end <= at:
                line += change.text.count("\n") - text.count("\n", change.start, change.end)
        key = (finding.code, finding.message, line)
        return any((one.code, one.message, one.place.line) == key for one in _said_of(self.root, self.path, made))

    def take(self, finding: Finding, cure: Cure, *, write: bool) -> None:
        """Makes the cure; with `write` on disk, if nobody changed the file meanwhile. Raises as `preview`, and
        `WriteError`."""
        made = self.preview(finding, cure)
        if write:
            rewrite(self.root / self.path, self.now, made)
        text = text_of(self.first)
        self.changes += [as_change(text, edit) for edit in cure.edits]
        self.now = made


def open_session(root: Path, path: str) -> Session | None:
    """None for a file that can't be read, or that is reached through a link."""
    data = hand_written(root, path)
    return None if data is None else Session(root, path, data, data)


def _prove(path: str, before: bytes, after: bytes) -> None:
    """No new mistake of syntax, no comment lost, and at most one item that says otherwise."""
    wrong = len(syntax_findings(path, after))
    if wrong > len(syntax_findings(path, before)):
        raise NotEditableError("the file would no longer be YAML")
    try:
        old, new = meaning(path, before), meaning(path, after)
    except NotEditableError:
        return  # before or after there is a mistake of syntax: what is said can't be compared key by key
    if old.comments != new.comments:
        raise NotEditableError("a comment would be lost")
    if _differing(old.tree, new.tree) > 1:
        raise NotEditableError("more would change than is meant")


def _differing(old: object, new: object) -> int:
    """How many items of the lists at the top, or keys there, are not the same."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return int(old != new)
    count = 0
    for key in old.keys() | new.keys():
        one, other = old.get(key), new.get(key)
        if isinstance(one, list) and isinstance(other, list):
            count += abs(len(one) - len(other)) + sum(a != b for a, b in zip(one, other, strict=False))
        elif one != other:
            count += 1
    return count


def _said_of(root: Path, path: str, data: bytes) -> tuple[Finding, ...]:
    """The findings in a file that is about an article, or in a register, with these bytes."""
    where = next((files for files in look(root)[0].articles if files.sidecar == path), None)
    if where is None:
        return findings_of(path, data)
    files = open_files(root, where)
    compiled, found = compile_article(
        Files(where, files.article, data, None, ()), read_registers(root).settings, drafts=True
    )
    return compiled.summary.findings if compiled else found


def _moved(root: Path, path: str, before: bytes, after: bytes) -> bool:
    """Whether a note that had its place has another now, or none."""
    where = next((files for files in look(root)[0].articles if files.sidecar == path), None)
    if where is None:
        return False
    files = open_files(root, where)
    settings = read_registers(root).settings
    old, new = (_places(files, data, settings) for data in (before, after))
    return any(new.get(key) != place for key, place in old.items())


def _places(files: Files, sidecar: bytes, settings: Settings) -> dict[tuple[str, int], tuple[int, int]]:
    changed = Files(files.where, files.article, sidecar, None, ())
    compiled, _ = compile_article(changed, settings, drafts=True)
    return {
        (one.annotation, one.target): (one.start, one.end)
        for one in (compiled.anchors if compiled else ())
        if one.start is not None and one.end is not None
    }
