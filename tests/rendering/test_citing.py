"""How the edition itself is cited: each form is read back by a reader of that form which is not ours."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc  # type: ignore[import-untyped]
import pytest

from build_scripts.model import Annotator, Settings
from build_scripts.rendering.bibtex import bibtex, tex
from build_scripts.rendering.citing import Cited, Pattern, cited_note, on_article, render, slot, with_slots
from build_scripts.rendering.ris import ris

REPORT = Cited(
    id="ferry",
    author="N. O’Body & Sons, Ltd.",
    title="100 % of {all} ferries_cost $5 #1 ~ “late” \\ ^",
    publisher="Coast Wire",
    published="1931-11-04",
    edition="Small <Edition> & Co",
    address="https://small.example.org/wire/ferry/",
    language="en",
)
SETTINGS = Settings(
    title="Small Edition", url="https://small.example.org/", annotators={"m-okafor": Annotator("m-okafor", "M. Okafor")}
)


def read_back(text: str, form: str) -> dict[str, Any]:
    """By Pandoc, as one CSL item."""
    command = [pypandoc.get_pandoc_path(), "--from", form, "--to", "csljson", "--sandbox"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    (item,) = json.loads(done.stdout)
    found: dict[str, Any] = item
    return found


@pytest.mark.parametrize("published", ["1931-11-04", "1931-11", "1931", ""])
def test_bibtex_is_read_back_as_it_was(published: str) -> None:
    item = read_back(bibtex(REPORT._replace(published=published), "ferry"), "bibtex")
    assert item["id"] == "ferry"
    assert item["title"].replace("\u00a0", " ") == REPORT.title
    assert item["container-title"] == "Coast Wire"
    assert item["URL"] == REPORT.address
    assert item["author"] == [{"literal": REPORT.author}]
    parts = [int(part) for part in published.split("-") if part]
    # BibTeX itself has no field for the day.
    assert item.get("issued", {}).get("date-parts", [[]])[0] in (parts, parts[:2])


@pytest.mark.parametrize("published", ["1931-11-04", "1931", ""])
def test_ris_is_read_back_as_it_was(published: str) -> None:
    item = read_back(ris(REPORT._replace(published=published)), "ris")
    assert item["title"] == REPORT.title
    assert item["container-title"] == "Coast Wire"
    assert item["URL"] == REPORT.address
    assert str(item.get("issued", {}).get("date-parts", [[""]])[0][0]) == published[:4]


def test_no_value_can_begin_a_tag_or_a_field_of_its_own() -> None:
    sly = REPORT._replace(title="One\nER  - \nTY  - BOOK", author="A}},\n  note = {{B")
    assert ris(sly).count("\nER  - ") == 1
    assert ris(sly).splitlines()[2] == "TI  - One ER - TY - BOOK"
    assert "author = {{A\\}\\}, note = \\{\\{B}}," in bibtex(sly, "ferry")


def test_words_for_tex_hold_nothing_that_tex_reads() -> None:
    assert tex("\\ { } $ & % # _ ~ ^") == (
        r"\textbackslash{} \{ \} \$ \& \% \# \_ \textasciitilde{} \textasciicircum{}"
    )


def test_two_articles_of_one_author_and_year_are_each_cited_as_if_alone() -> None:
    two = [REPORT._replace(title="The first"), REPORT._replace(title="The second")]
    found, findings = render(two, {}, 60.0)
    assert findings == ()
    references = [html for key, html in found.items() if key != "programs"]
    assert len(references) == 6
    assert all("N. O’Body" in html for html in references)
    assert not any("1931a" in html or "———" in html or "9090905" in html for html in references)


def test_what_is_remembered_is_not_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = render([REPORT], {}, 60.0)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: "/nowhere/pandoc")
    again, findings = render([REPORT], first, 60.0)
    assert (again, findings) == (first, ())
    other, findings = render([REPORT._replace(title="Another")], first, 60.0)
    assert [str(finding.code) for finding in findings] == ["C105"] * 3
    assert all("Another" in html for key, html in other.items() if key != "programs")


def test_a_pattern_keeps_its_slots_in_every_style_and_takes_title_and_quotations_in() -> None:
    cited = cited_note(Pattern("m-okafor", "2026-11-20", has_words=True), SETTINGS)
    found, _ = render([cited], {}, 60.0)
    for html in (text for key, text in found.items() if key != "programs"):
        for name in ("number", "kind", "words", "address", "article"):
            assert slot(name) in html, html
        assert "M. Okafor" in html
        assert "2026" in html
        words = dict.fromkeys(("number", "kind", "words", "address"), "&")
        filled = with_slots(on_article(html, "A “late” <ferry>"), words)
        assert "\x02" not in filled
        assert "“late” &lt;ferry&gt;" in filled or "“A ‘late’ &lt;ferry&gt;" in filled
        assert '<span data-slot="words">&amp;</span>' in filled
