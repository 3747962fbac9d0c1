"""Whether two versions of a file say the same: what every rewriting command asks before it writes."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass

from build_scripts.authoring.editing import text_of
from build_scripts.authoring.tree import Branch, Leaf, Lines, Tree, grow, last_line, walk
from build_scripts.edition import GLOSSARY, SOURCES, TIMELINE
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.reading.sources import read_sources
from build_scripts.reading.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a file says, without where it says it."""

    value: object
    """Of a sidecar the whole `Sidecar`, of a register its entries; places left out."""
    tree: object
    """Every key and value of the YAML, also those that no model knows; the order of keys does not count."""
    comments: tuple[str, ...]
    """Sorted."""
    codes: tuple[Code, ...]
    """Of its findings, sorted."""


def meaning(path: str, data: bytes) -> Meaning:
    """Raises `NotEditableError` for what `grow` refuses."""
    value, findings = _read(path, data)
    text = text_of(data)
    tree = grow(text)
    codes = sorted(finding.code for finding in findings)
    return Meaning(_bare(value), _plain(tree), tuple(sorted(comments(text, tree))), tuple(codes))


def said_in(path: str, data: bytes) -> object:
    """What the readers make of a file, places left out; for one with mistakes, what is left of it."""
    return _bare(_read(path, data)[0])


def findings_of(path: str, data: bytes) -> tuple[Finding, ...]:
    """What the reader of the file has to say of it, without the settings."""
    return _read(path, data)[1]


def syntax_findings(path: str, data: bytes) -> tuple[Finding, ...]:
    """The mistakes for which a file is not rewritten: nobody knows for sure what it says."""
    return tuple(found for found in read_yaml(path, data)[1] if found.severity is Severity.ERROR)


def comments(text: str, tree: Tree | None) -> list[str]:
    """Every comment from its `#` to the end of its line, in the order of the file."""
    lines = Lines(text)
    taken = [(leaf.start, _end(leaf, lines)) for leaf in walk(tree) if isinstance(leaf, Leaf)] if tree else []
    found: list[str] = []
    at = text.find("#")
    while at >= 0:
        while taken and taken[0][1] <= at:
            taken.pop(0)
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if taken and taken[0][0] <= at:
            at = text.find("#", taken[0][1])
        elif at == 0 or text[at - 1] in " \t\n":
            found.append(text[at:end].rstrip())
            at = text.find("#", end)
        else:
            at = text.find("#", at + 1)
    return found


def _end(leaf: Leaf, lines: Lines) -> int:
    """The words of a block scalar end where they do, not where the next key begins; its header may have a comment."""
    if leaf.style not in ("|", ">"):
        return leaf.end
    return lines.starts[last_line(leaf, lines) + 1] - 1


def _read(path: str, data: bytes) -> tuple[object, tuple[Finding, ...]]:
    if path == SOURCES:
        return read_sources(path, data)
    if path == GLOSSARY:
        return read_glossary(path, data)
    if path == TIMELINE:
        return read_timeline(path, data)
    return read_sidecar(path, data)


def _bare(value: object) -> object:
    """Dataclasses, tuples and mappings without their places."""
    if isinstance(value, Place):
        return None
    if is_dataclass(value):
        return {field.name: _bare(getattr(value, field.name)) for field in fields(value) if field.name != "lines"}
    if isinstance(value, tuple | list):
        return [_bare(one) for one in value if not isinstance(one, Place)]
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    return value


def _plain(tree: Tree | None) -> object:
    if isinstance(tree, Branch):
        if tree.pairs is None:
            return [_plain(item) for item in tree.items]
        return {key.text: _plain(value) for key, value in tree.pairs}
    return tree.text if tree else None
