"""The catalogue under `tests/cases/mistakes`: what people get wrong, what they are told, and the cure when followed.

`tests/cases/mistakes/README.md` says how a case is written.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from build_scripts.findings import Finding
from build_scripts.pipeline.checking import check, render_citations
from build_scripts.pipeline.surveying import survey

CATALOGUE = Path(__file__).resolve().parents[1] / "cases" / "mistakes"
EDITION = CATALOGUE / "edition"
"""A small edition without a mistake, which every case changes in one place."""

_SECTION = re.compile(r"^-- (.*)\n", re.MULTILINE)
_ESCAPE = re.compile(r"⟨(?:U\+([0-9A-F]{4,6})|([0-9A-F]{2})|(tab|CR))⟩")
_PLACE = re.compile(r"\S+:\d+:\d+")
_CARET = re.compile(r" *\^")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One case."""

    name: str
    title: str
    path: str
    """Of the file it is made in; of one that is renamed, the wrong name."""
    renamed: str
    """The right name of that file; empty where it keeps its name."""
    encoding: str
    before: str
    """The lines of the edition that are replaced; empty: lines are added at the end."""
    wrong: str
    cured: str
    found: str
    """What the check says, as `describe` writes it."""


def read_cases() -> list[Mistake]:
    """All of them, by name."""
    return [read_case(path) for path in sorted(CATALOGUE.glob("*.txt"))]


def read_case(path: Path) -> Mistake:
    text = path.read_bytes().decode("utf-8")
    title, *rest = _SECTION.split(text)
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    where, wrong, found, cured = parts  # the four sections, in this order
    name, _, encoding = where.partition(" in ")
    right, _, renamed = name.partition(" renamed ")
    assert (wrong, found, cured) == ("wrong", "found", "cured"), path
    return Mistake(
        path.stem,
        title.strip(),
        renamed or right,
        right if renamed else "",
        encoding or "utf-8",
        parts[where],
        parts["wrong"],
        parts["cured"],
        parts["found"].rstrip("\n"),
    )


def lay_out(case: Mistake, into: Path, clean: Path, lines: str) -> Path:
    """A copy of `clean` in which `lines`, the wrong or the cured ones, stand where the case has them."""
    root = Path(shutil.copytree(clean, into / case.name))
    cured = lines is case.cured
    file = root / (case.renamed or case.path)
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    old, new = _unescaped(case.before), _unescaped(_without_caret(lines))
    if old:
        assert before.count(old) == 1, f"{case.name}: these lines stand {before.count(old)} times in {file.name}"
    text = before.replace(old, new) if old else before + new
    data = re.sub("[\ue000-\ue0ff]", "\ufffd", text).encode("utf-16") if case.encoding == "utf-16" else _bytes(text)
    file.write_bytes(text.encode("utf-8") if cured else data)
    if case.renamed and not cured:
        (root / case.path).parent.mkdir(parents=True, exist_ok=True)
        file.rename(root / case.path)
    return root


def clean_edition(into: Path) -> Path:
    """The edition without a mistake, with its citations rendered once for all cases."""
    root = Path(shutil.copytree(EDITION, into / "clean"))
    found = survey(root, drafts=False, memo=None, tell=lambda _: None)
    render_citations(found, root / ".edition" / "citations", remember=True)
    return root


def findings_in(root: Path) -> list[Finding]:
    return list(check(root, lambda _: None))


def place_in(case: Mistake, root: Path) -> str:
    """`path:line:column` of what the caret under the wrong lines points at; empty without a caret."""
    lines = case.wrong.split("\n")
    at = next((number for number, line in enumerate(lines) if number and _CARET.fullmatch(line)), None)
    if at is None:
        return ""
    whole = (root / case.path).read_bytes().decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    wrong = _bytes(_unescaped(_without_caret(case.wrong))).decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    first = whole.count("\n", 0, whole.rindex(wrong)) + 1
    column = len(_unescaped(lines[at - 1][: lines[at].index("^")])) + 1
    return f"{case.path}:{first + at - 1}:{column}"


def describe(findings: list[Finding], pointed_at: str) -> str:
    """Findings as a case has them: severity, code and message, the place where no caret shows it, then the cure."""
    lines = []
    for one in findings:
        place = f"{one.place.path}:{one.place.line}:{one.place.column}"
        lines += [] if place == pointed_at else [place]
        lines += [f"{one.severity} {one.code} {one.message}", one.hint]
    return "\n".join(lines)


def offered(case: Mistake) -> list[str]:
    """The lines of the cure that are there to be pasted."""
    lines = [line for line in case.found.split("\n") if not _PLACE.fullmatch(line)]
    return [line.strip() for line in lines[2:] if not line.startswith("# ")]


def _without_caret(lines: str) -> str:
    kept = [line for number, line in enumerate(lines.split("\n")) if not number or not _CARET.fullmatch(line)]
    return "\n".join(kept)


def _unescaped(text: str) -> str:
    """A raw byte becomes a private-use character, for `_bytes` to write."""
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2]:
        return chr(0xE000 + int(found[2], 16))
    return {"tab": "\t", "CR": "\r"}[found[3]]


def _bytes(text: str) -> bytes:
    pieces = re.split("([\ue000-\ue0ff])", text)
    return b"".join(bytes([ord(p) - 0xE000]) if "\ue000" <= p <= "\ue0ff" else p.encode() for p in pieces)
