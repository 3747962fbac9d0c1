"""What a visitor downloads of our scripts and stylesheets is theirs without the comments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rjsmin

from build_scripts.site.lightening import ASSETS, lighten

SCRIPT = """// Why this stands here.
const greeting = `two  spaces // and no comment`;
/* more */
export const kept = /\\/\\*[^/]*/.test(greeting) ? "a  b" : 'c // d';
"""
STYLE = """/* A rule. */
@media (min-width: 48rem) and (prefers-contrast: more) {
  .note > .body { max-height: calc(3em + max(0px, var(--room, 0px))); content: "a  b"; }
}
"""


def test_comments_go_and_what_is_said_stays(tmp_path: Path) -> None:
    folder = tmp_path / ASSETS
    folder.mkdir(parents=True)
    (folder / "one.js").write_text(SCRIPT, encoding="utf-8")
    (folder / "one.css").write_text(STYLE, encoding="utf-8")
    (folder / "mark.svg").write_text("<svg> </svg>", encoding="utf-8")
    lighten(tmp_path)
    script = (folder / "one.js").read_text(encoding="utf-8")
    style = (folder / "one.css").read_text(encoding="utf-8")
    assert "Why" not in script
    assert "more" not in script
    for words in ("`two  spaces // and no comment`", '"a  b"', "'c // d'", "/\\/\\*[^/]*/"):
        assert words in script
    assert "A rule" not in style
    for words in ("(min-width:48rem) and (prefers-contrast:more)", "calc(3em + max(0px,var(--room,0px)))", '"a  b"'):
        assert words in style
    assert (folder / "mark.svg").read_text(encoding="utf-8") == "<svg> </svg>"


SCRIPTS = sorted((Path(__file__).parents[2] / "docs/assets/edition").glob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_text_of_ours_is_squeezed_because_it_holds_a_text_in_grave_accents(script: Path) -> None:
    """What takes the spaces out reads a template to the next grave accent, and takes what follows for code or text."""
    between = rjsmin.jsmin(script.read_text(encoding="utf-8")).split("`")
    assert len(between) % 2, "an odd number of grave accents: write \\u0060 for one that is a character"
    for template in between[1::2]:
        assert not re.search(r"\$\{[^}]*$", template), f"a template in a template: {template}"


def test_a_site_without_assets_is_left_alone(tmp_path: Path) -> None:
    lighten(tmp_path)
    assert list(tmp_path.iterdir()) == []
