"""Pages written by hand that point into the edition: `[[…]]` as in notes, and lists of questions.

A page is read here without being understood: only what is code or a comment is set apart, everything else is left to
the Markdown parser that makes the page. So a reference may stand in a table, a list or an admonition.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.rendering.bodies import Reference
from build_scripts.rendering.crossrefs import Destination
from build_scripts.rendering.escaping import escape
from build_scripts.rendering.index import WRITTEN, Origin
from build_scripts.rendering.note_syntax import MALFORMED_REFERENCE, REFERENCE, reference_parts
from build_scripts.rendering.pages.page import esc, root_of, verbatim

FOLDER = ".written"
"""Below the docs folder: where the texts of such pages lie with their links in. Site builders pass over its name."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""Where MkDocs ends it."""
_TITLE = re.compile(r"title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"# +(?P<title>.+?)[ \t#]*$", re.MULTILINE)
_MEANT = re.compile(r"(?<!\\)\[\[(?=[^\W_])(?![^\[\]\n]*\][(\[])")
"""Brackets that begin a cross-reference, as in notes, but not `[[words](address), …](address)`."""
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
_CONTAINER = re.compile(r" {0,3}(?:[*+\-]|\d+[.)]|!!!|\?\?\?\+?|\[\^[^\]]+\]:|:)[ \t]")
"""What the lines indented below belong to."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE_SPAN = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_NOT_A_LINE_END = re.compile(r"[^\n]")


class Spot(NamedTuple):
    """One reference in a page."""

    start: int
    """Offset in `Written.text`, from 0."""
    end: int
    reference: Reference
    alone: bool
    """On a line of its own, without a label and not indented: a list of questions stands there itself."""


class Written(NamedTuple):
    """A page written by hand."""

    path: str
    """POSIX, below the docs folder."""
    title: str
    text: str
    """Without front matter."""
    spots: tuple[Spot, ...]
    """In order."""
    findings: tuple[Finding, ...]
    """References that are not well formed."""

    @property
    def url(self) -> str:
        """Relative to the root of the site: `for-teachers/`."""
        stem = self.path.removesuffix(".md")
        return stem.removesuffix("index") if stem in ("index",) or stem.endswith("/index") else f"{stem}/"

    @property
    def origin(self) -> Origin:
        return Origin(f"{WRITTEN}{self.path}", self.title, "", None, self.url)


def read_written(path: str, text: str, folder: str = "docs") -> Written:
    """`path` is below `folder`; `text` has `\\n` line ends. Without a reference there are no spots and no findings."""
    match = _FRONT_MATTER.match(text)
    start = match.end() if match else 0
    first_line = text.count("\n", 0, start) + 1
    body = text[start:]
    plain = without_code(body)
    spots, findings = [], []
    for found in REFERENCE.finditer(plain):
        if not found["target"].strip() or plain[found.start() - 1 : found.start()] == "\\":
            continue
        place = _place(f"{folder}/{path}", body, found.start(), first_line)
        target, label = reference_parts(body[found.start() : found.end()])
        reference = Reference(target, label, "", place.line, place.column)
        spots.append(Spot(found.start(), found.end(), reference, _is_alone(body, found, label)))
    starts = {spot.start for spot in spots}
    for found in _MEANT.finditer(plain):
        if found.start() not in starts:
            near = " ".join(body[found.start() : found.start() + 60].split())
            place = _place(f"{folder}/{path}", body, found.start(), first_line)
            what, hint = MALFORMED_REFERENCE
            findings.append(Finding(Code.X105, Severity.ERROR, place, f"{what}: “{near}”", f"{hint}."))
    return Written(path, _title(text[:start], body, path), body, tuple(spots), tuple(findings))


def written_page(page: Written, found: Mapping[str, Destination], lists: Mapping[str, str]) -> str:
    """The text of the page with its links in. `found` says where each target leads, `lists` has the finished HTML of
    the lists of questions, by target; a target that leads nowhere is words without a link."""
    parts = []
    end = 0
    for spot in page.spots:
        target = spot.reference.target
        parts.append(page.text[end : spot.start])
        if spot.alone and target in lists:
            parts.append(verbatim(lists[target]))
        else:
            parts.append(_link(spot.reference, found.get(target), root_of(page.path)))
        end = spot.end
    return "".join([*parts, page.text[end:]])


def file_of(text: str) -> str:
    """Where the text with its links lies, below the docs folder, for the page of this `text` (without front matter).

    By its words, because a Markdown extension is told the words of a page and not its name.
    """
    return f"{FOLDER}/{hashlib.sha256(text.strip().encode()).hexdigest()[:32]}.md"


def without_code(text: str) -> str:
    """The same text, code and comments blanked out: of the same length, its lines where they were.

    An indented block is code unless it belongs to a list, an admonition, a footnote or a definition above it.
    """
    lines = text.split("\n")
    fence = ""
    inside = False
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            closes = match is not None and match["fence"].startswith(fence) and not line[match.end() :].strip()
            fence, lines[number] = ("" if closes else fence), " " * len(line)
        elif match is not None:
            fence, lines[number] = match["fence"], " " * len(line)
        elif not line.strip():
            continue
        elif not _INDENTED.match(line):
            inside = _CONTAINER.match(line) is not None or (inside and bool(number and lines[number - 1].strip()))
        elif not inside and (number == 0 or not lines[number - 1].strip()):
            lines[number] = " " * len(line)
    blanked = _COMMENT.sub(_blank, "\n".join(lines))
    return _CODE_SPAN.sub(_blank, blanked)


def _blank(match: re.Match[str]) -> str:
    return _NOT_A_LINE_END.sub(" ", match[0])


def _is_alone(text: str, found: re.Match[str], label: str) -> bool:
    before = text[: found.start()].endswith("\n") or found.start() == 0
    return before and not label and not text[found.end() :].partition("\n")[0].strip()


def _place(path: str, text: str, offset: int, first_line: int) -> Place:
    before = text.rfind("\n", 0, offset) + 1
    return Place(path, first_line + text.count("\n", 0, offset), offset - before + 1)


def _title(head: str, body: str, path: str) -> str:
    found = _TITLE.search(head) or _HEADING.search(body)
    return found["title"] if found else path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()


def _link(reference: Reference, found: Destination | None, root: str) -> str:
    """A label is Markdown like the rest of the page; a title is words."""
    if found is None:
        return f'<span class="broken">{reference.label or escape(reference.target)}</span>'
    words = reference.label or escape(found.title)
    return f'<a class="crossref" href="{esc(root + found.url) or "./"}">{words}</a>'
