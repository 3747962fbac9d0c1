"""Whatever is wrong, the last good site stays, and one run names everything with its place."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building.running import change, edition, snapshot

BRIDGE = "annotations/tales/the-bridge.yml"
ARTICLE = "articles/tales/the-bridge.md"


def _append(path: str, words: str) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        file = root / path
        file.write_text(file.read_text("utf-8") + words, "utf-8")

    return damage


def _write(path: str, data: bytes) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        (root / path).write_bytes(data)

    return damage


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: change(root, path, old, new)


def _remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def _link(path: str, target: str) -> Callable[[Path], None]:
    return lambda root: os.symlink(target, root / path)


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "an empty sidecar": (_write(BRIDGE, b""), BRIDGE),
    "an empty article": (_write(ARTICLE, b""), ARTICLE),
    "an article of white space": (_write(ARTICLE, b" \n\n\t\n"), ARTICLE),
    "a sidecar that is not YAML": (_write(BRIDGE, b"article: [}\n"), BRIDGE),
    "a tab in the indentation": (_replace(BRIDGE, "  - id: forty", "\t- id: forty"), BRIDGE),
    "a key twice": (_replace(BRIDGE, "  rights: full", "  rights: full\n  rights: quoted"), BRIDGE),
    "an unknown key": (_replace(BRIDGE, "  rights: full", "  rights: full\n  colour: red"), BRIDGE),
    "a missing article": (_remove(ARTICLE), BRIDGE),
    "a missing sidecar": (_remove(BRIDGE), ARTICLE),
    "two sidecars for one article": (_write("annotations/tales/the-bridge.yaml", b"article: {}\n"), ""),
    "two articles for one slug": (_write("articles/tales/the-bridge.txt", b"Words\n"), ARTICLE),
    "a NUL in an article": (_append(ARTICLE, "a\0b\n"), ARTICLE),
    "a NUL in a sidecar": (_append(BRIDGE, "# \0\n"), BRIDGE),
    "an id with a slash": (_replace(BRIDGE, "id: forty", "id: for/ty"), BRIDGE),
    "a Python object": (_replace(BRIDGE, "note: Nobody did", "note: !!python/object:os.system x"), BRIDGE),
    "an alias bomb": (_append(BRIDGE, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), BRIDGE),
    "an address that runs script": (
        _replace(BRIDGE, "  rights: full", "  rights: full\n  url: javascript:alert(1)"),
        BRIDGE,
    ),
    "a quote that is nowhere": (_replace(BRIDGE, "forty people drowned", "sixty people swam"), BRIDGE),
    "a citation of nothing": (_replace(BRIDGE, "@parish", "@parrish"), BRIDGE),
    "a reference to nothing": (_replace(BRIDGE, "[[the-ferry]]", "[[the-fairy]]"), BRIDGE),
    "a linked article": (_link("articles/tales/passwords.txt", "/etc/passwd"), "articles/tales/passwords.txt"),
    "a linked page": (_link("docs/passwords.md", "/etc/passwd"), "docs/passwords.md"),
    "a linked collection": (_link("articles/etc", "/etc"), "articles/etc"),
    "a file name that is no address": (
        _write("articles/tales/The Bridge.txt", b"Words\n"),
        "articles/tales/The Bridge.txt",
    ),
    "sources that are not YAML": (_write("annotations/sources.yml", b"references: [\n"), "annotations/sources.yml"),
    "a broken link in a hand-written page": (_append("docs/about.md", "[there](nowhere.md)\n"), "docs/about.md"),
    "not UTF-8": (_write(ARTICLE, b"# The bridge\n\nfell on a Tuesday \xe9\xe8\n\nforty people drowned\n"), ARTICLE),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_bad_input_is_a_finding_with_its_place_and_the_site_stays(built: Path, name: str) -> None:
    damage, path = DAMAGE[name]
    site = snapshot(built / "site")
    damage(built)
    done = edition(built, "build", "--strict", "--format", "json")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    findings = json.loads(done.stdout)["findings"]
    grave = [finding for finding in findings if finding["severity"] == "error"]
    assert any(finding["path"].startswith(path) for finding in grave), findings
    assert all(finding["hint"] and finding["line"] >= 1 and finding["column"] >= 1 for finding in findings)
    assert snapshot(built / "site") == site
    assert not (built / "site-next").exists()


def test_what_is_harmless_builds(built: Path) -> None:
    """A byte order mark, mixed line ends, a script in a note and a `javascript:` link in one: shown as words."""
    sidecar = (built / BRIDGE).read_text("utf-8")
    hostile = "Nobody did <script>alert(1)</script> [x](javascript:alert(1)) {{ 7 * 7 }};"
    (built / BRIDGE).write_bytes(b"\xef\xbb\xbf" + sidecar.replace("Nobody did;", f"'{hostile}").encode())
    text = (built / BRIDGE).read_text("utf-8-sig").replace("[[glossary:orlow]].", "[[glossary:orlow]].'")
    (built / BRIDGE).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    article = (built / ARTICLE).read_text("utf-8")
    (built / ARTICLE).write_bytes(b"\xef\xbb\xbf" + article.replace("\n", "\r\n").encode())
    done = edition(built, "build")
    assert done.returncode == 0, done.stderr
    assert "warning Y207" in done.stderr
    page = (built / "site" / "tales" / "the-bridge" / "index.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert 'href="javascript' not in page
    assert "{{ 7 * 7 }}" in page


def test_one_broken_article_changes_no_finding_and_no_page_of_another(built: Path) -> None:
    docs = snapshot(built / "docs")
    (built / BRIDGE).write_bytes(b"article: [}\n")
    done = edition(built, "build", "--keep-going")
    assert done.returncode == 0, done.stderr
    assert "the-bridge.yml" in done.stderr
    after = snapshot(built / "docs")
    assert "tales/the-bridge.md" not in after
    ferry = (built / "site" / "tales" / "the-ferry" / "index.html").read_text("utf-8")
    assert "The calf is in the toll book." in ferry
    assert docs["about.md"] == after["about.md"]


def test_all_mistakes_are_named_in_one_run(small: Path) -> None:
    change(small, BRIDGE, "fell on a Tuesday", "fell on a Thursday")
    change(small, BRIDGE, "forty people drowned", "fifty people drowned")
    change(small, BRIDGE, "[[the-ferry]]", "[[the-fairy]]")
    change(small, "annotations/tales/the-ferry.yml", "a piano and a calf", "a piano and a horse")
    findings = json.loads(edition(small, "check", "--format", "json").stdout)["findings"]
    places = [(finding["path"], finding["line"]) for finding in findings if finding["severity"] == "error"]
    assert len(places) == 4
    assert len(set(places)) == 4


@pytest.mark.slow
def test_an_article_of_ten_megabytes_is_built_or_refused_within_a_minute(small: Path) -> None:
    paragraph = "The river rose again and nobody wrote it down, which is how rivers are. " * 14
    count = 10_000_000 // len(paragraph)
    words = "\n\n".join(f"{number}. {paragraph}" for number in range(count))
    (small / "articles" / "tales" / "the-ferry.txt").write_text(
        f"The ferry at Orlow\n\nIt carried eleven people, a piano and a calf.\n\n{words}\n", "utf-8"
    )
    done = edition(small, "build", "--format", "json")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stdout
    assert sum(json.loads(done.stdout)["seconds"].values()) < 60


@pytest.mark.parametrize(
    ("line", "place"),
    [("theme: nothing-of-the-kind", "mkdocs.yml"), ("site_name: [", "mkdocs.yml:"), ("extra: 7", "mkdocs.yml:")],
)
def test_bad_settings_end_with_status_two_and_the_place(built: Path, line: str, place: str) -> None:
    site = snapshot(built / "site")
    key = line.partition(":")[0]
    kept = (built / "mkdocs.yml").read_text("utf-8").splitlines()
    start = next(number for number, one in enumerate(kept) if one.startswith(f"{key}:"))
    end = next((n for n in range(start + 1, len(kept)) if not kept[n].startswith((" ", "-"))), len(kept))
    (built / "mkdocs.yml").write_text("\n".join([*kept[:start], line, *kept[end:]]) + "\n", "utf-8")
    done = edition(built, "build")
    assert done.returncode == 2, done.stderr
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(built / "site") == site
