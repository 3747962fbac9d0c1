"""What a visitor downloads of our scripts and stylesheets is theirs in few files, without the comments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rjsmin

from build_scripts.site.gathering import IMPORT, gather
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


COUNTING = "let count = 0;\nexport function next() {\n  return ++count;\n}\nexport const start = count;\n"
FIRST = 'import { next } from "./counting.js";\nexport const count = next() + 10;\n'
PAGE = 'import { count } from "./first.js";\nimport { next, start } from "./counting.js";\nimport "./side.js";\n'


def test_modules_become_one_file_in_which_each_runs_once_and_before_those_that_need_it() -> None:
    files = {
        "counting.js": COUNTING,
        "first.js": FIRST,
        "side.js": 'const count = "another";\nglobalThis.said = [count];\n',
        "page.js": PAGE + 'said.push(count, next(), start);\nimport("./later.js");\n',
        "later.js": 'import { next } from "./counting.js";\nexport const own = next();\n',
        "alone.js": '/** @typedef {import("./first.js").Type} Type */\n',
    }
    made = gather(files)
    assert set(made) == {"page.js", "later.js", "alone.js"}
    assert not IMPORT.search("".join(made.values()))
    order = [made["page.js"].index(words) for words in ("let count = 0", "next() + 10", "globalThis.said", "said.push")]
    assert order == sorted(order)
    assert made["page.js"].count("let count = 0") == 1
    assert "let count = 0" in made["later.js"]
    assert "export const own" in made["later.js"]


def test_a_module_that_is_asked_for_later_is_not_put_into_another() -> None:
    files = {"links.js": "export const here = 1;\n", "cite.js": 'import { here } from "./links.js";\nuse(here);\n'}
    files["mine.js"] = 'import("./links.js").then(use);\n'
    assert gather(files) == files


def test_stylesheets_are_put_in_the_order_in_which_they_are_named() -> None:
    files = {
        "all.css": '/* All. */\n@import url("one.css");\n@import url("two.css") print;\n',
        "one.css": "a { color: red; }\n",
        "two.css": "a { color: black; }\n",
    }
    wanted = "/* All. */\na { color: red; }\n@media print {\na { color: black; }\n}\n"
    assert gather(files) == {"all.css": wanted}
