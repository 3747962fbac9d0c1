"""The build: what it publishes, what it does again, and what it leaves alone."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from lxml import etree

from tests.building.running import SMALL, change, edition, snapshot

PAGES = (
    "index.html",
    "tales/index.html",
    "tales/the-bridge/index.html",
    "tales/the-ferry/index.html",
    "sources/index.html",
    "sources/parish/index.html",
    "glossary/index.html",
    "timeline/index.html",
    "search/index.html",
    "about/index.html",
)


def everything_published(site: Path) -> str:
    """All words of a site, those inside the compressed search index included."""
    parts = []
    for path in sorted(site.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            parts.append(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    return b"\n".join(parts).decode("utf-8", "replace")


def test_the_site_has_every_page_and_the_command_says_where_it_is(built_once: Path) -> None:
    done = edition(built_once, "build")
    assert done.returncode == 0
    assert str(built_once / "site" / "index.html") in done.stderr
    assert not done.stdout
    assert all((built_once / "site" / page).is_file() for page in PAGES)
    assert "MkDocs 2" not in done.stderr
    assert "Zensical" not in done.stderr


def test_the_published_site_has_no_draft_and_of_a_quoted_text_only_its_lemmas(built_once: Path) -> None:
    words = everything_published(built_once / "site")
    assert "a piano and a calf" in words
    assert "fell on a Tuesday" in words
    for secret in ("Secretwords", "draftword", "took over on Wednesday"):
        assert secret not in words
    made = [path for path in (built_once / "docs").rglob("*.*") if path.suffix in (".md", ".json", ".bib", ".ris")]
    assert {path.name for path in made} >= {"preview.json", "cite.bib", "cite.ris"}
    assert "Secretwords" not in "".join(path.read_text("utf-8") for path in made)


def test_the_feed_of_the_site_is_xml_from_its_first_byte(built_once: Path) -> None:
    feed = etree.parse(built_once / "site" / "recent" / "feed.xml").getroot()
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"


def test_a_private_build_shows_quoted_texts_in_a_site_of_its_own_that_asks_not_to_be_indexed(built: Path) -> None:
    public = snapshot(built / "site")
    assert edition(built, "build", "--private").returncode == 0
    page = (built / "site-private" / "tales" / "the-ferry" / "index.html").read_text("utf-8")
    assert "Secretwords" in page
    assert "draftword" not in everything_published(built / "site-private")
    assert snapshot(built / "site") == public
    assert not any("Secretwords" in path.read_text("utf-8") for path in (built / "docs").rglob("*.md"))


def test_a_second_build_writes_no_page(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (built / "docs").rglob("*") if path.is_file()}
    done = edition(built, "build")
    assert "; 0 files new or changed," in done.stderr
    assert {path: path.stat().st_mtime_ns for path in (built / "docs").rglob("*") if path.is_file()} == before


def test_a_changed_note_changes_only_the_pages_it_shows_on(built: Path) -> None:
    before = snapshot(built / "docs")
    change(built, "annotations/tales/the-ferry.yml", "The calf is in the toll book.", "The calf paid half.")
    assert edition(built, "build").returncode == 0
    after = snapshot(built / "docs")
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"tales/the-ferry.md", "tales/the-ferry/preview.json"}
    assert "The calf paid half." in (built / "site" / "tales" / "the-ferry" / "index.html").read_text("utf-8")


def test_a_title_that_changes_reaches_the_pages_that_name_it(built: Path) -> None:
    change(built, "annotations/tales/the-ferry.yml", "title: The ferry at Orlow", "title: The ferry of Orlow")
    assert edition(built, "build").returncode == 0
    for page in ("tales/the-bridge", "tales", "tales/the-ferry"):
        assert "The ferry of Orlow" in (built / "site" / page / "index.html").read_text("utf-8")


def test_the_order_of_work_leaves_no_trace_after_a_change_and_its_undoing(built: Path) -> None:
    site, docs = snapshot(built / "site"), snapshot(built / "docs")
    change(built, "annotations/tales/the-bridge.yml", "Nobody did", "No one did")
    assert edition(built, "build").returncode == 0
    change(built, "annotations/tales/the-bridge.yml", "No one did", "Nobody did")
    assert edition(built, "build").returncode == 0
    assert (snapshot(built / "site"), snapshot(built / "docs")) == (site, docs)


def test_an_article_that_goes_takes_its_page_along_and_nothing_else(built: Path) -> None:
    (built / "docs" / "tales" / "notes-of-mine.md").write_text("# Mine\n", "utf-8")
    change(built, "annotations/tales/the-bridge.yml", "; compare [[the-ferry]] and [[glossary:orlow]]", "")
    (built / "annotations" / "tales" / "the-ferry.yml").unlink()
    (built / "articles" / "tales" / "the-ferry.txt").unlink()
    assert edition(built, "build").returncode == 0
    assert not (built / "docs" / "tales" / "the-ferry.md").exists()
    assert not (built / "site" / "tales" / "the-ferry").exists()
    assert (built / "docs" / "tales" / "notes-of-mine.md").exists()


def test_a_page_written_by_hand_is_never_overwritten(small: Path) -> None:
    mine = small / "docs" / "tales" / "the-bridge.md"
    mine.parent.mkdir()
    mine.write_text("# My own page\n", "utf-8")
    done = edition(small, "build")
    assert done.returncode == 1
    assert "docs/tales/the-bridge.md:1:1: error W401" in done.stderr
    assert mine.read_text("utf-8") == "# My own page\n"


def test_lost_notes_of_the_script_cost_time_and_nothing_else(built: Path) -> None:
    site = snapshot(built / "site")
    shutil.rmtree(built / ".edition")
    assert edition(built, "build").returncode == 0
    assert snapshot(built / "site") == site


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"{}", b'{"a": 1}', b"[[[[", b"0\nx\tS[]"])
def test_a_damaged_cache_is_as_good_as_none(built: Path, damage: bytes) -> None:
    site = snapshot(built / "site")
    for path in (built / ".edition").rglob("*"):
        if path.is_file() and path.name != "lock":
            path.write_bytes(damage)
    done = edition(built, "build")
    assert done.returncode == 0, done.stderr
    assert snapshot(built / "site") == site


def test_a_remembered_article_brings_its_findings_back(built: Path) -> None:
    change(built, "annotations/tales/the-bridge.yml", "forty people drowned", "fifty people drowned")
    first = edition(built, "build", "--format", "json")
    second = edition(built, "build", "--format", "json")
    assert first.returncode == second.returncode == 1
    findings = json.loads(first.stdout)["findings"]
    assert findings == json.loads(second.stdout)["findings"]
    assert [finding["path"] for finding in findings] == ["annotations/tales/the-bridge.yml"]


@pytest.mark.slow
def test_two_builds_agree_byte_for_byte_whatever_the_machine(built_once: Path, tmp_path: Path) -> None:
    """Another path, time zone, locale and hash seed; only the address of the site's own folder may not appear."""
    elsewhere = Path(shutil.copytree(SMALL, tmp_path / "a long way" / "from home"))
    for path in elsewhere.rglob("*"):
        path.touch()
    done = edition(elsewhere, "build", TZ="Pacific/Kiritimati", LC_ALL="C", LANG="C", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert snapshot(elsewhere / "site") == snapshot(built_once / "site")


def test_a_site_elsewhere_needs_no_other_folder(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "public"
    assert edition(small, "build", "--site-dir", str(target)).returncode == 0
    assert (target / "index.html").is_file()
    assert not (small / "site").exists()
    assert sorted(path.name for path in target.parent.iterdir()) == ["public"]


def test_a_folder_that_is_no_site_is_not_replaced(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "letters"
    target.mkdir()
    (target / "to-mother.txt").write_text("Dear mother", "utf-8")
    done = edition(small, "build", "--site-dir", str(target))
    assert done.returncode == 2
    assert "was not made by edition build" in done.stderr
    assert (target / "to-mother.txt").read_text("utf-8") == "Dear mother"


@pytest.mark.parametrize("name", ["recent", "annotators", "sources"])
def test_a_collection_cannot_take_the_place_of_a_page_that_is_made(small: Path, name: str) -> None:
    for folder in ("articles", "annotations"):
        (small / folder / "tales").rename(small / folder / name)
    done = edition(small, "check")
    assert done.returncode == 1
    assert done.stderr.count("error S404") == 2
    assert f"annotations/{name}-texts" in done.stderr
