"""What a visitor downloads of our scripts and stylesheets is theirs without the comments."""

from __future__ import annotations

from pathlib import Path

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


def test_a_site_without_assets_is_left_alone(tmp_path: Path) -> None:
    lighten(tmp_path)
    assert list(tmp_path.iterdir()) == []
