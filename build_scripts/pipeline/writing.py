"""The pages written by hand that point into the edition."""

from __future__ import annotations

from pathlib import Path

from build_scripts.edition import DOCS, written_pages
from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.reading.decoding import decode
from build_scripts.reading.files import ARTICLE_LIMIT, read_file
from build_scripts.rendering.pages.page import root_of
from build_scripts.rendering.written import Written, file_of, read_written
from build_scripts.site.pages import is_signed


def read_pages(root: Path) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """Those with cross-references or what looks like one, by path; the others are the site builder's business alone."""
    pages: dict[str, Written] = {}
    findings: list[Finding] = []
    for path in written_pages(root):
        if is_signed(root / DOCS / path):
            continue
        data, unreadable = read_file(root, f"{DOCS}/{path}", ARTICLE_LIMIT)
        findings.extend(unreadable)
        if data is None or b"[[" not in data:
            continue
        text, undecodable = decode(f"{DOCS}/{path}", data)
        findings.extend(undecodable)
        page = read_written(path, text or "")
        if not page.spots and not page.findings:
            continue
        first = pages.setdefault(file_of(page.text), page)
        if root_of(first.path) != root_of(path):
            findings.append(_twin(path, first.path))
    return tuple(pages.values()), tuple(findings)


def _twin(path: str, first: str) -> Finding:
    """The same links can't lead to the same place from two folders."""
    message = f"{DOCS}/{path} has the very words of {DOCS}/{first}, in another folder, so that its links can't be made"
    return Finding(
        Code.X108, Severity.ERROR, Place(f"{DOCS}/{path}"), message, "remove one of the two, or change a word"
    )
