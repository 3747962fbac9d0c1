"""An article as lines a person can compare: for the `.expected` files beside the cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from build_scripts.findings import Finding
from build_scripts.model import Article, Block, FormatKind, Particulars, Place, Scalar, Sidecar
from build_scripts.reading.articles import read_article
from build_scripts.reading.sidecars import read_sidecar

CASES = Path(__file__).resolve().parents[1] / "cases" / "articles"
SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def sidecar_with(title: str = "", **particulars: object) -> Sidecar:
    """A sidecar with a title and whatever else a test needs, as if it had been read."""
    place = Place("annotations/cases/story.yml")
    said = Particulars(Scalar(title, place), place, **particulars)  # type: ignore[arg-type]
    return Sidecar(place.path, "cases", "story", said)


def read_case(name: str) -> tuple[Article | None, tuple[Finding, ...]]:
    """A case of `tests/cases/articles` with the sidecar beside it, when there is one."""
    file = CASES / name
    beside = file.with_suffix(".yml")
    sidecar: Sidecar | None = None
    problems: tuple[Finding, ...] = ()
    if beside.exists():
        sidecar, problems = read_sidecar(f"annotations/cases/{beside.name}", beside.read_bytes())
    article, findings = read_article(f"articles/cases/{name}", file.read_bytes(), sidecar)
    return article, (*problems, *findings)


def read_words(words: str, title: str = "", suffix: str = "txt") -> Article:
    """An article made of these words; fails where there is none."""
    article, _ = read_article(f"articles/cases/story.{suffix}", words.encode(), sidecar_with(title))
    assert article is not None
    return article


def show(article: Article | None, findings: Iterable[Finding]) -> str:
    """Blocks, then changes, then findings, one a line."""
    blocks = [_block(one) for one in article.blocks] if article else []
    changes = (
        [f"{one.line}: {one.what}, {one.reason}: {one.words}".rstrip(": ") for one in article.changes]
        if article
        else []
    )
    found = [f"{one.place.path}:{one.place.line}:{one.place.column} {one.code} {one.severity}" for one in findings]
    return "\n".join([*blocks, "-- changes", *changes, "-- findings", *found]) + "\n"


def _block(one: Block) -> str:
    particulars = [
        f"¶{one.number}" if one.number else "",
        f"h{one.level}" if one.level else "",
        "/".join(one.containers),
        f"item {one.ordinal}" if one.ordinal else "",
        f"cell {one.cell}" if one.cell else "",
        f"[{one.label}]" if one.label else "",
    ]
    return f"{one.line} {' '.join([str(one.kind), *filter(None, particulars)])}: {marked(one)!r}"


def marked(block: Block) -> str:
    """The words with their formats in braces: `{emphasis:words}`."""
    words, inserts = block.shown, list[tuple[int, int, int, str]]()
    for depth, one in enumerate(block.formats):
        target = f" {one.target}" if one.target else ""
        if one.kind in (FormatKind.BREAK, FormatKind.FOOTNOTE):
            inserts.append((one.start, 1, depth, f"{{{one.kind}{target}}}"))
        else:
            inserts += [(one.start, 2, depth, f"{{{one.kind}{target}:"), (one.end, 0, -depth, "}")]
    for at, _, _, text in sorted(inserts, reverse=True):
        words = words[:at] + text + words[at:]
    return words


def kinds_by_line(article: Article) -> Iterator[tuple[int, str]]:
    """Line and kind of each block."""
    return ((one.line, str(one.kind)) for one in article.blocks)
