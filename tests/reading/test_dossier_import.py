"""The two files of the dossier against their inventory. The texts are not part of the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from build_scripts.findings import Code, Severity
from build_scripts.model import Article, Change, Sidecar
from build_scripts.reading.articles import read_article
from build_scripts.reading.importing.applying import files_to_write
from build_scripts.reading.importing.plan import Proposal
from build_scripts.reading.importing.proposing import make_plan
from build_scripts.reading.sidecars import read_sidecar
from tests.reading.showing import SHARED

ROOT = Path(__file__).resolve().parents[2]
INVENTORY = SHARED / "corpus" / "inventory.yml"
pytestmark = pytest.mark.skipif(not INVENTORY.exists(), reason="the dossier's texts are not here")

KINDS = {
    "headline": "headline",
    "credit": "credit",
    "date": "credit",
    "credit-date": "credit",
    "byline": "credit",
    "translator": "credit",
    "credit-translator": "credit",
    "original-headline": "original-headline",
    "standfirst": "standfirst",
    "subheading": "heading",
    "epigraph": "epigraph",
    "paragraph": "paragraph",
    "block-quote": "quotation",
    "quotation": "quotation",
    "source-citation": "citation",
    "author-bio": "biography",
    # The first caption stays, its copies are set aside; sidecars may leave out the links to other stories.
    "caption": "caption omitted",
    "link-card": "teaser",
    "related-label": "teaser omitted",
    "related-links": "teaser omitted",
    "answer-excerpt": "answer",
    "answer": "answer",
    "question": "question",
    "read-more": "omitted",
    "url": "moved",
}
"""What the inventory calls a block, and the kinds that it may become."""


def _inventory() -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = yaml.safe_load(INVENTORY.read_text("utf-8"))
    return loaded


def _files() -> dict[str, bytes]:
    return {str(one["path"]): (SHARED / "dossier" / str(one["path"])).read_bytes() for one in _inventory()["files"]}


def _sidecars() -> list[Sidecar]:
    folder = ROOT / "annotations" / "dossier"
    read = [
        read_sidecar(f"annotations/dossier/{path.name}", path.read_bytes())[0] for path in sorted(folder.glob("*.yml"))
    ]
    return [one for one in read if one]


def _boundaries() -> list[tuple[str, int, int]]:
    paths = {one["id"]: str(one["path"]) for one in _inventory()["files"]}
    return [
        (paths[one["file"]], int(str(one["first_line"])), int(str(one["last_line"])))
        for one in _inventory()["articles"]
    ]


def _proposals(sidecars: list[Sidecar]) -> tuple[Proposal, ...]:
    return make_plan(_files(), sidecars, "dossier")[0].proposals


def _articles() -> Iterator[tuple[dict[str, object], Article]]:
    sidecars = {one.slug: one for one in _sidecars()}
    written, _ = files_to_write(make_plan(_files(), sidecars.values(), "dossier")[0], _files())
    for one in _inventory()["articles"]:
        path = f"articles/dossier/{one['slug']}.txt"
        article, findings = read_article(path, written[path], sidecars[str(one["slug"])])
        assert article is not None
        assert [found for found in findings if found.severity is not Severity.NOTICE] == []
        yield one, article


def test_with_the_sidecars_every_boundary_headline_and_id_is_right_and_sure() -> None:
    proposals = _proposals(_sidecars())
    assert [(one.file, one.cut.first, one.cut.last) for one in proposals] == _boundaries()
    assert all(one.cut.sure and one.sidecar for one in proposals)
    inventory = _inventory()["articles"]
    assert [one.headline for one in proposals] == [one["headline"] for one in inventory]
    assert [one.slug for one in proposals] == [one["slug"] for one in inventory]
    assert [one.origin.published for one in proposals] == [one["date_iso"] for one in inventory]


def test_without_any_sidecar_at_least_nine_of_eleven_are_right_and_the_others_are_marked() -> None:
    proposals = _proposals([])
    right = [one for one in proposals if (one.file, one.cut.first, one.cut.last) in _boundaries()]
    assert len(right) >= 9
    assert all(not one.cut.sure for one in proposals if one not in right)


def test_dates_authors_translators_chains_and_addresses_are_read_from_the_lines_alone() -> None:
    by_first = {(one.file, one.cut.first): one for one in _proposals([])}
    for truth, (name, first, _) in zip(_inventory()["articles"], _boundaries(), strict=True):
        said = by_first[name, first].origin
        assert list(said.urls) == truth["urls"]
        assert said.published in (truth["date_iso"], ""), truth["slug"]
        printed = str(truth["date_printed"]).removesuffix(" (no year)").removesuffix(" (wrong)")
        assert said.date_printed in (printed, "")
        if said.author:
            assert said.author == truth["author"]
        if said.translator:
            assert said.translator == truth["translator"]
    settled = [one for one in by_first.values() if one.origin.published]
    assert len(settled) == 9
    chained = [one.origin for one in by_first.values() if one.origin.via]
    assert len(chained) == 6


def test_an_ambiguous_date_and_a_contradicted_one_are_findings() -> None:
    _, findings = make_plan(_files(), [], "dossier")
    assert [(one.code, one.place.line) for one in findings] == [(Code.T201, 138), (Code.T202, 325)]


def test_unbalanced_quotation_marks_are_remarked_on_and_never_mended() -> None:
    remarks = " ".join(remark for one in _proposals([]) for remark in one.remarks)
    for line in (62, 72, 88, 100, 124, 130, 266):
        assert f" {line}" in remarks.replace(",", " ")


def test_every_line_is_the_kind_of_block_that_the_inventory_says() -> None:
    wrong = []
    for truth, article in _articles():
        first = int(str(truth["first_line"]))
        kinds: dict[int, set[str]] = {}
        for block in article.blocks:
            kinds.setdefault(block.line + first - 1, set()).add(str(block.kind))
        for change in article.changes:
            if len(change.words) > 20:
                kinds.setdefault(change.line + first - 1, set()).add(change.what)
        for row in truth["blocks"]:  # type: ignore[attr-defined]
            for line in _lines(str(row["lines"])):
                got = kinds.get(line)
                # Line 20 of the second file is the second half of a hard-wrapped caption.
                if got is not None and got.isdisjoint(KINDS[row["type"]].split()):
                    wrong.append((truth["slug"], line, row["type"], got))
    assert wrong == []


def _lines(ranges: str) -> Iterator[int]:
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def test_the_oddities_of_the_files_are_handled_as_the_inventory_says() -> None:
    articles = {str(truth["slug"]): article for truth, article in _articles()}

    def changed(slug: str) -> list[tuple[str, str]]:
        return [(one.what, one.words[:24]) for one in articles[slug].changes]

    assert ("omitted", "kerryputin-510x286") in changed("putins-progress-kerry-ceasefire")
    assert ("redacted", "") in changed("putins-progress-kerry-ceasefire")
    assert [what for what, words in changed("putin-g20-press-conference") if words.startswith("Vladimir Putin")] == [
        "omitted",
        "omitted",
    ]
    assert ("omitted", "Continue reading") in changed("putin-g20-press-conference")
    assert ("omitted", "In this file photo, mili") in changed("so-called-anti-daesh-coalition")
    assert [words for what, words in changed("lavrov-us-knows-isis-positions") if what == "omitted"] == ["–", "–"]
    assert len([one for one in changed("warplanes-strike-popular-forces") if one[0] == "moved"]) == 2
    speakers = {
        one.label for one in articles["putin-g20-press-conference"].blocks if one.kind in ("question", "answer")
    }
    assert {"Question", "Vladimir Putin", "President of Russia Vladimir Putin"} <= speakers
    dateline = articles["so-called-anti-daesh-coalition"].blocks[1]
    assert (dateline.kind, dateline.shown) == ("credit", "July 27, The Iran Project")


def test_no_address_of_a_person_is_in_any_block_or_change() -> None:
    for _, article in _articles():
        words = [one.shown for one in article.blocks] + [one.words for one in article.changes]
        assert not any("@" in one for one in words)
        assert all(isinstance(one, Change) for one in article.changes)


def test_article_files_are_slices_of_the_originals_byte_for_byte() -> None:
    written, _ = files_to_write(make_plan(_files(), _sidecars(), "dossier")[0], _files())
    originals = _files()
    for (name, first, last), truth in zip(_boundaries(), _inventory()["articles"], strict=True):
        lines = originals[name].split(b"\n")
        expected = b"\n".join(lines[first - 1 : last])
        assert written[f"articles/dossier/{truth['slug']}.txt"].rstrip(b"\n") == expected
    assert not [path for path in written if path.endswith(".yml")]
