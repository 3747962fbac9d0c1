"""Who wrote and reviewed the notes, and which are the newest: their pages, and the feed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from build_scripts.findings import Finding
from build_scripts.reading.settings import read_settings
from tests.building.running import change
from tests.pages.making import EDITION, pages, read

ATOM = "{http://www.w3.org/2005/Atom}"


def made(*, drafts: bool = False) -> dict[str, str]:
    return {page.path: page.text for page in pages(*read(EDITION, drafts=drafts))}


def test_the_list_of_annotators_names_each_with_affiliation_orcid_and_number_of_notes() -> None:
    page = made()["annotators/index.md"]
    assert '<a href="../annotators/m-okafor/">M. Okafor</a></bdi><p class="facts">1\u00a0note</p>' in page
    assert "B. Lind &lt;sen.&gt;" in page
    assert "University of Port Alder" in page
    assert '<a href="https://orcid.org/0000-0002-1825-0097" rel="external">0000-0002-1825-0097</a>' in page
    assert '<a href="https://lind.example.org/" rel="external">lind.example.org</a>' in page
    assert "1\u00a0note reviewed" in page
    assert re.search(r"\d+\u00a0notes without a name", page)


def test_an_annotator_who_gives_a_mail_address_is_named_with_it(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    change(root, "mkdocs.yml", "https://lind.example.org/", "mailto:lind@example.org")
    texts = {page.path: page.text for page in pages(*read(root))}
    for path in ("annotators/index.md", "annotators/b-lind.md"):
        assert "lind@example.org" in texts[path]
        assert "mailto:" not in texts[path]


def test_the_page_of_an_annotator_lists_her_notes_by_article_and_what_she_reviewed() -> None:
    wrote, read_again = made()["annotators/m-okafor.md"], made()["annotators/b-lind.md"]
    for page, heading in ((wrote, "Notes"), (read_again, "Reviewed")):
        assert f"<h2>{heading}</h2>" in page
        assert page.count("<h2>") == 1
        assert '<h3 lang="en" dir="auto"><a href="../../cases/late-ferry/">The late ferry</a></h3>' in page
        assert (
            '<a href="../../cases/late-ferry/#note-six-hundred"><q lang="en" dir="auto">six hundred passengers' in page
        )
        assert 'Claim, contradicted, <time datetime="2026-11-20">' in page


def test_recent_notes_stand_by_day_the_newest_first_and_say_whether_they_are_new_or_changed() -> None:
    page = made()["recent/index.md"]
    days = re.findall(r'<h2><time datetime="([\d-]+)">', page)
    assert days == ["2026-11-22", "2026-11-21"]
    changed, new = page.split("<section>")[1:]
    assert "#note-six-hundred" in changed
    assert '<h3 lang="en" dir="auto"><a href="../cases/late-ferry/">' in changed
    assert "Changed: Claim, contradicted, by <a" in changed
    assert 'by <a href="../annotators/m-okafor/">M. Okafor</a>' in changed
    assert "#note-log" in new
    assert "New: Claim, supported<" in new
    assert '<a href="feed.xml">' in page


def test_words_in_quotation_marks_of_their_own_get_no_second_ones_in_a_list(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    change(root, "articles/cases/late-ferry.md", "kept a log", "“kept a log”")
    change(root, "annotations/cases/late-ferry.yml", "quote: kept a log", "quote: “kept a log”")
    (recent,) = (page.text for page in pages(*read(root)) if page.path == "recent/index.md")
    assert '#note-log"><span lang="en" dir="auto">“kept a log”</span></a>' in recent


def test_the_feed_is_atom_with_whole_addresses_and_the_day_of_the_newest_note() -> None:
    feed = etree.fromstring(made()["recent/feed.xml"].encode())
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z"
    first, second = feed.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}id") == "https://small.example.org/cases/late-ferry/#note-six-hundred"
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "M. Okafor"
    assert first.findtext(f"{ATOM}published") == "2026-11-20T00:00:00Z"
    assert second.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00Z"
    for element in feed.iter(f"{ATOM}link"):
        assert str(element.get("href")).startswith("https://small.example.org/")


def test_words_with_a_code_point_that_xml_lacks_leave_the_feed_readable(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    change(root, "articles/cases/late-ferry.md", "six hundred passengers", "six \uffffhundred passengers")
    sidecar = "annotations/cases/late-ferry.yml"
    change(root, sidecar, "quote: six hundred passengers", "quote: at Port Alder, six\n    through: passengers waited")
    texts = {page.path: page.text for page in pages(*read(root))}
    entry = etree.fromstring(texts["recent/feed.xml"].encode()).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}summary") == "“at Port Alder, six hundred passengers waited”"


def test_an_edition_without_dates_says_so_on_its_page_of_recent_notes(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    for path in (root / "annotations").glob("*/*.yml"):
        path.write_text(re.sub(r"    (created|changed): .*\n", "", path.read_text("utf-8")), "utf-8")
    made_without = {page.path: page.text for page in pages(*read(root))}
    assert "No note bears a date yet" in made_without["recent/index.md"]
    assert "Newest notes" not in made_without["index.md"]
    assert etree.fromstring(made_without["recent/feed.xml"].encode()).findall(f"{ATOM}entry") == []


def test_the_home_page_names_of_notes_of_one_day_one_of_each_article_first(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    for path in (root / "annotations").glob("*/*.yml"):
        bare = re.sub(r"    (created|changed): .*\n", "", path.read_text("utf-8"))
        path.write_text(re.sub(r"^    kind:", "    created: 2026-11-21\n    kind:", bare, flags=re.MULTILINE), "utf-8")
    home = {page.path: page.text for page in pages(*read(root))}["index.md"]
    newest = re.findall(r'href="([^"#]+)#note', home.partition('<ul class="newest">')[2].partition("</ul>")[0])
    assert newest[:2] == ["cases/late-ferry/", "wire/ferry-scandal/"]
    assert '<a href="recent/">All recent notes</a>' in home


def test_the_home_page_prefers_notes_that_have_words_to_be_known_by(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    for path in (root / "annotations").glob("*/*.yml"):
        bare = re.sub(r"    (created|changed): .*\n", "", path.read_text("utf-8"))
        path.write_text(re.sub(r"^    kind:", "    created: 2026-11-21\n    kind:", bare, flags=re.MULTILINE), "utf-8")
    home = {page.path: page.text for page in pages(*read(root))}["index.md"]
    items = home.partition('<ul class="newest">')[2].partition("</ul>")[0].split("</li>")[:-1]
    without = ["on the whole article</a>" in item for item in items]
    assert False in without
    assert without == sorted(without)


def test_recent_notes_of_a_day_stand_under_the_title_of_their_article_once(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EDITION, tmp_path / "edition"))
    for path in (root / "annotations").glob("*/*.yml"):
        bare = re.sub(r"    (created|changed): .*\n", "", path.read_text("utf-8"))
        path.write_text(re.sub(r"^    kind:", "    created: 2026-11-21\n    kind:", bare, flags=re.MULTILINE), "utf-8")
    page = {page.path: page.text for page in pages(*read(root))}["recent/index.md"]
    titles = re.findall(r'<h3[^>]*><a href="\.\./([^"#]+)/">', page)
    assert len(titles) == len(set(titles)) > 1
    for title, group in zip(titles, page.split("<h3")[1:], strict=True):
        assert set(re.findall(r'href="\.\./([^"#]+)/#note-', group)) == {title}


def test_a_draft_is_called_one_in_words_wherever_it_is_listed() -> None:
    shown = made(drafts=True)
    assert "#note-last" not in made()["recent/index.md"]
    assert "#note-last" not in made()["annotators/m-okafor.md"]
    assert 'Context, <span class="draft">draft</span>' in shown["recent/index.md"]
    assert 'Context, <span class="draft">draft</span>' in shown["annotators/m-okafor.md"]


def orcid(written: str) -> tuple[str, tuple[Finding, ...]]:
    text = f"extra:\n  edition:\n    kinds: {{a: {{label: A}}}}\n    annotators: {{x: {{name: X, orcid: {written}}}}}\n"
    settings, findings = read_settings("mkdocs.yml", text.encode())
    return settings.annotators["x"].orcid, findings


@pytest.mark.parametrize("right", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_a_right_orcid_is_taken_bare_or_as_an_address(right: str) -> None:
    assert orcid(right) == (right, ())
    assert orcid(f'"https://orcid.org/{right}"') == (right, ())


@pytest.mark.parametrize(
    "wrong", ["0000-0002-1825-0098", "0000-0002-1852-0097", "0000-0002-1694-2330", "00000002-1825-0097", "me", "X", "-"]
)
def test_a_wrong_orcid_is_found_where_it_stands_and_never_shown(wrong: str) -> None:
    kept, (finding,) = orcid(wrong)
    assert kept == ""
    assert (finding.code, finding.place.line, finding.place.column) == ("S303", 4, 38)
