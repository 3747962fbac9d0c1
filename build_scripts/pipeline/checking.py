"""Everything to mend, in one run: phases 1 and 2 with the rendering of citations, and what only the folders show."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from build_scripts.edition import DOCS, STATE
from build_scripts.findings import Finding
from build_scripts.model import Place
from build_scripts.pipeline.surveying import Survey, Tell, survey
from build_scripts.rendering.citations import (
    Citations,
    citations_from_json,
    citations_to_json,
    cite,
    library_of,
    requests_of,
)
from build_scripts.site.disk import WriteError
from build_scripts.site.memo import read_memo, write_memo
from build_scripts.site.mirror import links_in


def check(root: Path, tell: Tell, *, remember: bool = False) -> tuple[Finding, ...]:
    """Every finding of the edition, sorted by place. Raises `SettingsError`.

    With `remember` the next check need not read again what has not changed; where that can't be written down, as on a
    full disk, it goes without. Otherwise nothing is written.
    """
    if remember:
        with suppress(WriteError):
            return _check(root, tell, root / STATE / "memo-check")
    return _check(root, tell, None)


def _check(root: Path, tell: Tell, memo: Path | None) -> tuple[Finding, ...]:
    found = survey(root, drafts=False, memo=memo, tell=tell)
    tell("rendering citations")
    _, in_citations = render_citations(found, root / STATE / "citations", remember=memo is not None)
    return merge(found.findings, in_citations, links_in(root / DOCS))


def render_citations(found: Survey, memo: Path, *, remember: bool) -> tuple[Citations, tuple[Finding, ...]]:
    """All citations in one call of the style's program, or in none when `memo` has them all."""
    known = _recall(read_memo(memo).get("citations", ""))
    index = found.index
    citations, findings = cite(library_of(index), requests_of(index), found.registers.settings.style, known)
    if remember and citations != known:
        write_memo(memo, {"citations": citations_to_json(citations)})
    return citations, findings


def merge(*groups: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Each finding once, sorted by place."""
    return tuple(sorted({finding for group in groups for finding in group}, key=_order))


def _order(finding: Finding) -> tuple[Place, str, str]:
    return finding.place, finding.code, finding.message


def _recall(text: str) -> Citations | None:
    try:
        return citations_from_json(text)
    except (ValueError, TypeError):
        return None
