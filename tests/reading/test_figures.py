"""Pictures in articles: which become figures, and what is known of their files."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from build_scripts.anchoring.canonical import canonical_text
from build_scripts.findings import Code
from build_scripts.model import Article, BlockKind, Particulars, Place, Redaction, Rights, Scalar, Sidecar
from build_scripts.reading.articles import read_article
from build_scripts.reading.pictures import read_picture

PATH = "articles/cases/story.md"
HERE = Place(PATH, 5)


def read(text: str, rights: Rights = Rights.FULL, redact: str = "") -> tuple[Article, list[Code]]:
    place = Place("annotations/cases/story.yml")
    redactions = (Redaction(Scalar(redact, place), "private"),) if redact else ()
    particulars = Particulars(Scalar("Story", place), place, rights=rights, redact=redactions)
    article, findings = read_article(PATH, text.encode(), Sidecar(place.path, "cases", "story", particulars))
    assert article is not None
    return article, [finding.code for finding in findings]


BEFORE = "# Story\n\nOne.\n\n"
AFTER = "\nTwo.\n"
FIGURE = "![A *map* of the gulf](figures/gulf.svg)\n"


def test_a_picture_on_a_line_of_its_own_is_a_figure_and_the_line_below_it_its_caption() -> None:
    article, findings = read(f"{BEFORE}{FIGURE}Figure 1. The gulf.\n{AFTER}")
    assert findings == []
    assert [(one.source, one.description, one.line) for one in article.figures] == [
        ("figures/gulf.svg", "A map of the gulf", 5)
    ]
    assert [(block.kind, block.shown, block.number) for block in article.blocks] == [
        (BlockKind.HEADLINE, "Story", None),
        (BlockKind.PARAGRAPH, "One.", 1),
        (BlockKind.CAPTION, "Figure 1. The gulf.", None),
        (BlockKind.PARAGRAPH, "Two.", 2),
    ]


@pytest.mark.parametrize("description", ["A map", "Another description with **many** more words"])
def test_a_description_is_no_part_of_the_words_so_no_note_moves_when_it_changes(description: str) -> None:
    with_figure, _ = read(f"{BEFORE}![{description}](figures/gulf.svg)\n{AFTER}")
    without, _ = read(f"{BEFORE}{AFTER}")
    assert canonical_text(with_figure).text == canonical_text(without).text
    assert with_figure.changes == ()


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        ("![](figures/gulf.svg)", Code.T119),
        ("![ ](figures/gulf.svg)", Code.T119),
        ("![A map](https://far.example/map.png)", Code.T120),
        ("![A map](//far.example/map.png)", Code.T120),
        ("![A map](data:image/png;base64,x)", Code.T120),
        ("![A map](gulf.svg)", Code.T118),
        ("![A map](figures/../../secret.svg)", Code.T118),
        ("![A map](figures/gulf.exe)", Code.T118),
    ],
)
def test_what_cannot_be_a_figure_is_a_finding_and_its_caption_stays(picture: str, code: Code) -> None:
    article, findings = read(f"{BEFORE}{picture}\nThe gulf.\n{AFTER}")
    assert (findings, article.figures) == ([code], ())
    assert [block.shown for block in article.blocks] == ["Story", "One.", "The gulf.", "Two."]


def test_a_picture_among_words_and_every_picture_of_a_quoted_article_stays_words_that_link_to_it() -> None:
    among, _ = read(f"{BEFORE}See ![a map](figures/gulf.svg) here.\n")
    quoted, _ = read(f"{BEFORE}{FIGURE}{AFTER}", Rights.QUOTED)
    assert among.figures == quoted.figures == ()
    assert [block.shown for block in among.blocks][-1] == "See a map here."
    assert "A map of the gulf" in [block.shown for block in quoted.blocks]


def test_words_to_be_redacted_leave_the_description_too() -> None:
    article, _ = read(
        f"{BEFORE}someone@example.org wrote.\n\n![By someone@example.org](figures/gulf.svg)\n",
        redact="someone@example.org",
    )
    assert [one.description for one in article.figures] == ["By …"]


# ---------------------------------------------------------------- files


def png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 40, 60) + b"\x03" + bytes(20)
WEBP_LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 59 | 39 << 14) + bytes(20)
WEBP_LOSSY = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 60, 40) + bytes(20)
WEBP_EXTENDED = (
    b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + (59).to_bytes(3, "little") + (39).to_bytes(3, "little") + bytes(9)
)
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" %s><path d="M0 0h9"/></svg>'


def look(root: Path, name: str, data: bytes) -> tuple[tuple[int, int] | None, list[Code]]:
    (root / "figures").mkdir(exist_ok=True)
    (root / "figures" / name).write_bytes(data)
    picture, findings = read_picture(root, f"figures/{name}", HERE)
    return (picture.width, picture.height) if picture else None, [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(60, 40)),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
        ("a.webp", WEBP_LOSSLESS),
        ("a.webp", WEBP_LOSSY),
        ("a.webp", WEBP_EXTENDED),
        ("a.svg", SVG % b'width="60" height="40px"'),
        ("a.svg", SVG % b'viewBox="0 0 60 40"'),
        ("a.svg", SVG % b'width="100%" height="100%" viewBox="-1,-1, 60.2, 39.9"'),
    ],
)
def test_a_picture_has_a_size_whatever_its_format(name: str, data: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, name, data) == ((60, 40), [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"GIF89a"),
        ("a.png", b""),
        ("a.png", png(0, 40)),
        ("a.jpg", png(60, 40)),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.webp", b"RIFF"),
        ("a.svg", b"<html>"),
        ("a.svg", b"\xff\xfe<svg"),
        ("a.svg", SVG % b'width="60"'),
        ("a.svg", SVG % b'viewBox="0 0 6.6.6 40"'),
        ("a.svg", (SVG % b'viewBox="0 0 60 40"').replace(b"<path", b"<script>alert(1)</script><path")),
        ("a.svg", (SVG % b'viewBox="0 0 60 40"').replace(b"<path", b"<svg:script>alert(1)</svg:script><path")),
        ("a.svg", SVG % b'viewBox="0 0 60 40" onload="alert(1)"'),
        ("a.svg", (SVG % b'viewBox="0 0 60 40"').replace(b"<path", b'<a href="https://far.example/"/><path')),
        ("a.svg", (SVG % b'viewBox="0 0 60 40"').replace(b"<path", b'<image xlink:href="//far.example/x.png"/><path')),
        ("a.svg", (SVG % b'viewBox="0 0 60 40"').replace(b"<path", b"<foreignObject/><path")),
        ("a.svg", (SVG % b'viewBox="0 0 60 40"').replace(b"<path", b"<style>p{fill:url(http://x/)}</style><path")),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % b'viewBox="0 0 60 40"'),
    ],
)
def test_a_file_that_is_no_picture_or_more_than_one_is_a_finding(name: str, data: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, name, data) == (None, [Code.T121])


def test_an_svg_may_point_at_its_own_parts(tmp_path: Path) -> None:
    inside = (SVG % b'viewBox="0 0 60 40"').replace(b"<path", b'<use href="#a"/><path fill="url(#b)"')
    assert look(tmp_path, "a.svg", inside) == ((60, 40), [])


def test_a_picture_that_is_missing_is_a_finding_where_it_is_asked_for(tmp_path: Path) -> None:
    _, (finding,) = read_picture(tmp_path, "articles/cases/figures/a.svg", HERE)
    assert (finding.code, finding.place) == (Code.T118, HERE)


def test_a_link_in_the_place_of_a_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.png").symlink_to("/etc/hostname")
    _, findings = read_picture(tmp_path, "figures/a.png", HERE)
    assert [finding.code for finding in findings] != []
