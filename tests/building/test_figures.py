"""Figures of articles, from the file to the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.model import Article, Block, BlockKind, Figure, Picture
from build_scripts.rendering.weaving import article_markdown, check_woven, unweave, weave
from build_scripts.site.disk import WriteError
from build_scripts.site.pictures import copy_pictures
from tests.building.running import change, edition

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M0 20h60"/></svg>\n'
BRIDGE = "articles/tales/the-bridge.md"


def draw(root: Path, picture: str = "![A bridge & a goat](figures/bridge.svg)") -> Path:
    change(root, BRIDGE, "Two papers wrote", f"{picture}\nFigure 1. The bridge.\n\nTwo papers wrote")
    file = root / "articles/tales/figures/bridge.svg"
    file.parent.mkdir(exist_ok=True)
    file.write_text(SVG, "utf-8")
    return file


def test_a_figure_stands_on_the_page_before_its_caption_and_its_file_in_the_site(small: Path) -> None:
    draw(small)
    caption = "  - id: figure\n    quote: The bridge.\n    kind: context\n    note: Drawn later.\n"
    sidecar = small / "annotations/tales/the-bridge.yml"
    sidecar.write_text(sidecar.read_text("utf-8") + caption, "utf-8")
    done = edition(small, "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = (small / "site/tales/the-bridge/index.html").read_text("utf-8")
    image = (
        '<figure class="figure"><img src="../figures/bridge.svg" alt="A bridge &amp; a goat" width="60" height="40"'
        ' loading="lazy" decoding="async"></figure>'
    )
    assert image in page
    assert page.index("fell on a Tuesday</mark>") < page.index(image) < page.index('<p class="caption">')
    assert 'id="mark-figure"' in page
    assert (small / "site/tales/figures/bridge.svg").read_text("utf-8") == SVG
    assert list((small / "docs").rglob("*.svg")) == []


def test_a_second_build_keeps_the_figure_and_a_new_size_makes_its_page_anew(small: Path) -> None:
    file = draw(small)
    assert edition(small, "build").returncode == 0
    assert edition(small, "build").returncode == 0
    assert (small / "site/tales/figures/bridge.svg").exists()
    file.write_text(SVG.replace("0 0 60 40", "0 0 90 40"), "utf-8")
    assert edition(small, "build").returncode == 0
    assert 'width="90"' in (small / "site/tales/the-bridge/index.html").read_text("utf-8")
    file.unlink()
    done = edition(small, "build")
    assert done.returncode == 1
    assert f"{BRIDGE}:5:1: error T118" in done.stderr
    assert (small / "site/tales/figures/bridge.svg").exists(), "the old site stays whole"


def test_a_quoted_article_publishes_no_picture(small: Path) -> None:
    draw(small)
    change(small, "annotations/tales/the-bridge.yml", "rights: full", "rights: quoted")
    for options, site in (([], "site"), (["--private"], "site-private")):
        assert edition(small, "build", *options).returncode == 0
        assert not (small / site / "tales/figures").exists()
        assert "<img" not in (small / site / "tales/the-bridge/index.html").read_text("utf-8")


def test_a_picture_that_changed_while_the_site_was_built_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG, "utf-8")
    with pytest.raises(WriteError, match="build again"):
        copy_pictures({"tales/figures/a.svg": (tmp_path / "a.svg", "another digest")}, tmp_path / "staging")
    assert not (tmp_path / "staging").exists()


PICTURE = Picture("articles/t/figures/a.svg", "x", 60, 40)


@pytest.mark.parametrize("line", range(1, 9))
def test_a_figure_anywhere_leaves_the_words_and_the_proof_of_weaving_as_they_are(line: int) -> None:
    blocks = (
        Block(BlockKind.HEADLINE, "Tale", line=1),
        Block(BlockKind.PARAGRAPH, "One.", number=1, line=3),
        Block(BlockKind.LIST_ITEM, "First", number=2, containers=("ul",), line=5),
        Block(BlockKind.LIST_ITEM, "Second", number=3, containers=("ul",), line=6),
        Block(BlockKind.FOOTNOTE, "Below.", label="1", line=2),
    )
    plain = Article("t", "tale", "articles/t/tale.md", blocks)
    illustrated = Article("t", "tale", plain.path, blocks, (), (Figure("figures/a.svg", "⟦x⟧ <b>", line, PICTURE),))
    woven = weave(illustrated, canonical_text(illustrated), (), {})
    assert canonical_text(illustrated) == canonical_text(plain)
    assert unweave(woven) == article_markdown(illustrated)
    assert check_woven(illustrated, woven) == ()
    before, _, rest = article_markdown(illustrated).partition("⟦FIGURE⟧\n")
    figure, _, after = rest.partition("\n⟦/FIGURE⟧")
    assert figure.count("<img") == 1
    assert [part for part in (before + after).split("\n") if part] == [
        part for part in article_markdown(plain).split("\n") if part
    ]
