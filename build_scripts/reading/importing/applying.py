"""A plan applied: the files to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.reading.importing.plan import Plan, Proposal
from build_scripts.reading.importing.plan_files import particulars, yaml_text
from build_scripts.reading.importing.slicing import slice_lines

_SCHEMA = "# yaml-language-server: $schema=../../docs/schema/sidecar.schema.json\n"


def files_to_write(plan: Plan, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Path below the edition's root to bytes: each article, and a sidecar for each that has none yet.

    An article holds exactly the bytes of its lines. Nothing is said of what exists already: whoever writes decides. A
    part of the plan that does not fit its file is an error and writes nothing.
    """
    written: dict[str, bytes] = {}
    findings: list[Finding] = []
    for one in plan.proposals:
        try:
            data = _bytes(one, files)
        except (KeyError, UnicodeDecodeError, LookupError) as problem:
            message = f"“{one.slug}” cannot be cut out of {one.file}: {problem}"[:200]
            hint = "Make a new plan from the files as they are now."
            findings.append(Finding(Code.T203, Severity.ERROR, Place(one.file, one.cut.first), message, hint))
            continue
        stem = f"{plan.collection}/{one.slug}"
        written[f"articles/{stem}{PurePosixPath(one.file).suffix.lower()}"] = data
        if not one.sidecar:
            written[f"annotations/{stem}.yml"] = sidecar_stub(one).encode("utf-8")
    return written, tuple(findings)


def _bytes(one: Proposal, files: Mapping[str, bytes]) -> bytes:
    data = files[one.file]
    if not one.file.lower().endswith(".txt"):
        return data
    return slice_lines(data, one.encoding, one.cut.first, one.cut.last)


def sidecar_stub(one: Proposal) -> str:
    """A sidecar with what the article says of itself, and as comments the guesses about its blocks."""
    return _SCHEMA + "article:\n" + "".join(f"  {line}\n" for line in _article_lines(one)) + "\nannotations: []\n"


def _article_lines(one: Proposal) -> Iterator[str]:
    yield f"title: {yaml_text(one.headline)}"
    yield from particulars(one)
    if not one.origin.published:
        yield f"# published: {one.origin.date_reason}"
    yield "language: en"
    yield f"rights: {one.rights}"
    if one.encoding != "utf-8":
        yield f"encoding: {yaml_text(one.encoding)}"
    if one.openings:
        yield "# What the blocks were taken for. To correct one, take the # away from `structure:` and its line."
        yield "# structure:"
        yield from (f"#   - {{block: {yaml_text(words)}, as: {kind}}}" for kind, words in one.openings)
