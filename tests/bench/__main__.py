"""Measures made-up editions and prints ratios: `make bench`, or `python -m tests.bench --sizes 100,1000`.

Everything is measured in one run on one machine, so that only the ratios are worth comparing between machines.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import bare
from tests.bench.generating import ROOT, Made, write_edition
from tests.bench.measuring import FailedError, Run, run
from tests.bench.reporting import Measured, report, row
from tests.bench.visiting import visit

SIZES = (100, 1000, 3000)


def edition_build(root: Path) -> tuple[Run, dict[str, float]]:
    """A whole build, and the processor time of each of its parts as the build itself tells it."""
    command = [sys.executable, "-m", "build_scripts", "-C", str(root), "build", "--strict", "--format", "json"]
    done = run(command, root)
    start = done.output.index("{")
    answer, _ = json.JSONDecoder().raw_decode(done.output[start:])
    return done, {name: float(value) for name, value in answer["processor"].items()}


def bare_build(root: Path, settings: str = "mkdocs.yml") -> Run:
    return run([sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", settings], root)


def change_one_note(root: Path, made: Made) -> None:
    sidecar = root / "annotations" / made.collection / f"{made.slug}.yml"
    text = sidecar.read_text("utf-8")
    changed = text.replace("    note: |\n      ", "    note: |\n      A new beginning. ", 1)
    sidecar.write_text(changed, "utf-8", newline="\n")


def measure(scratch: Path, size: int, seed: int) -> Measured:
    """Builds an edition of `size` articles three times and its bare twins once."""
    root = scratch / "edition"
    articles = write_edition(root, size, seed)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    first, parts = edition_build(root)
    say(f"{size}: whole build {first.seconds:.1f} s")
    again, parts_again = edition_build(root)
    middle = articles[size // 2]
    change_one_note(root, middle)
    changed, parts_changed = edition_build(root)
    say(f"{size}: second builds {again.seconds:.1f} s, {changed.seconds:.1f} s")
    seen = visit(root / "site", f"{middle.collection}/{middle.slug}/", "coastal harbour")
    bare.write_articles(scratch / "articles", settings, articles)
    bare.write_pages(scratch / "pages", settings, root / "site")
    articles_alone, pages = bare_build(scratch / "articles"), bare_build(scratch / "pages")
    searched = bare_build(scratch / "pages", "search.yml")
    say(f"{size}: bare builds {articles_alone.seconds:.1f} s, {pages.seconds:.1f} s, {searched.seconds:.1f} s")
    return Measured(
        size,
        first,
        parts,
        again,
        parts_again,
        changed,
        parts_changed,
        articles_alone,
        pages,
        searched,
        seen,
        _size(root / "site"),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of articles, commas between them")
    parser.add_argument("--seed", type=int, default=1, help="of the made-up words (default: 1)")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--keep", type=Path, help="leave the editions in this folder")
    asked = parser.parse_args(arguments)
    measured = []
    for size in sorted({int(text) for text in asked.sizes.split(",")}):
        scratch = asked.keep / str(size) if asked.keep else Path(tempfile.mkdtemp(prefix="edition-bench-"))
        scratch.mkdir(parents=True, exist_ok=True)
        try:
            measured.append(measure(scratch, size, asked.seed))
        except FailedError as error:
            say(str(error))
            return 1
        finally:
            if not asked.keep:
                shutil.rmtree(scratch)
    if asked.json:
        sys.stdout.write(json.dumps({"seed": asked.seed, "sizes": [row(one) for one in measured]}, indent=2) + "\n")
    else:
        sys.stdout.write(report(measured))
    return 0


if __name__ == "__main__":
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    raise SystemExit(main())
