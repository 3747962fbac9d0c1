"""How the edition is cited, rendered once and remembered reference by reference."""

from __future__ import annotations

from pathlib import Path

from build_scripts.findings import Finding
from build_scripts.pipeline.surveying import Survey
from build_scripts.rendering.citations import TIMEOUT
from build_scripts.rendering.citing import Rendered, all_cited, render
from build_scripts.site.memo import read_memo, write_memo


def render_own(found: Survey, memo: Path) -> tuple[Rendered, tuple[Finding, ...]]:
    """Every article and pattern in every style; Pandoc is called for those that `memo` lacks. Raises `WriteError`."""
    wanted = tuple(all_cited(found.index, found.registers.settings))
    known = read_memo(memo)
    html, findings = render(wanted, known, TIMEOUT)
    if html != known and not findings:
        write_memo(memo, html)
    return Rendered(html), findings
