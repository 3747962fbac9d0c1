"""Where cross-references lead, what points back, and what is said of those that lead nowhere."""

from __future__ import annotations

import pytest

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import CollectionSettings, Kind, Settings
from build_scripts.rendering.citations import Citations, requests_of
from build_scripts.rendering.filling import filled
from build_scripts.rendering.index import Index
from build_scripts.rendering.indexing import build_index
from build_scripts.rendering.summary import Summary, summary_from_json, summary_to_json
from tests.notes.making import VINE, article, body, entry, happening, source

SETTINGS = Settings("An edition", collections=(CollectionSettings("dossier", "Dossier"),))


def index_of(*summaries: Summary) -> tuple[Index, tuple[Finding, ...]]:
    entries = [entry("maddox", "USS Maddox"), entry("airwars", "Airwars", "It counts; see [[gulf]].")]
    events = [happening("1964-08-04", "A night.", "gulf#night")]
    return build_index(summaries, {"vine": VINE}, entries, events, SETTINGS)


GULF, _ = article("gulf", {"night": "A note.", "radar": "Another.", "unready": "Not yet."}, drafts=["unready"])


NO_NAME = "Name an article, article#note-id, article¶12, glossary:id, sources:id, questions:article or timeline."


def leads(target: str) -> str:
    """The address that `[[target]]` in an article of its own leads to, or the finding."""
    summary, _ = article("own", {"here": f"See [[{target}]].", "there": "x"})
    index, findings = index_of(GULF._replace(paragraphs=12), summary)
    found = index.destinations.get(("cases/own", target))
    mine = [f for f in findings if f.place.path.endswith("own.yml")]
    if found:
        assert mine == []
        return f"{found.url} {found.title}"
    assert [(f.place.line, f.place.column) for f in mine] == [(12, 11)]
    return f"{mine[0].code} {mine[0].hint}"


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("gulf", "cases/gulf/ The gulf story"),
        ("cases/gulf", "cases/gulf/ The gulf story"),
        ("gulf#night", "cases/gulf/#note-night The gulf story, note 1"),
        ("gulf¶12", "cases/gulf/#p-12 The gulf story, ¶ 12"),
        ("cases/gulf ¶ 3", "cases/gulf/#p-3 The gulf story, ¶ 3"),
        ("#there", "cases/own/#note-there note 2"),
        ("glossary:maddox", "glossary/#entry-maddox USS Maddox"),
        ("sources:vine", "sources/vine/ Pentagon Probe"),
        ("sources:gulf", "cases/gulf/ The gulf story"),
        ("glossary", "glossary/ Glossary"),
        ("timeline", "timeline/ Timeline"),
    ],
)
def test_a_reference_leads_to_its_target(target: str, where: str) -> None:
    assert leads(target) == where


@pytest.mark.parametrize(
    ("target", "finding"),
    [
        ("gulff", "X101 Did you mean:\ngulf"),
        ("case/gulf", "X101 Did you mean:\ncases/gulf"),
        ("gulf#nihgt", "X102 Did you mean:\ngulf#night"),
        ("gulf#unready", "X104 Publish that note, or point at the article itself:\ncases/gulf"),
        ("gulf¶13", "X103 Its last is ¶ 12."),
        ("gulf¶0", "X103 Write the number in figures, for instance:\ncases/gulf¶1"),
        ("gulf¶twelve", "X103 Write the number in figures, for instance:\ncases/gulf¶1"),
        ("glossary:madox", "X107 Did you mean:\nglossary:maddox"),
        ("sources:wine", "X107 Did you mean:\nsources:vine"),
        ("timeline:1964", "X107 Correct it, or add what it names."),
        ("what is this", f"X105 {NO_NAME}"),
        ("../../etc/passwd", f"X105 {NO_NAME}"),
    ],
)
def test_a_reference_that_leads_nowhere_is_a_finding_at_its_line_and_column(target: str, finding: str) -> None:
    assert leads(target) == finding


def test_a_build_that_shows_drafts_links_to_them() -> None:
    summary, _ = article("own", {"here": "See [[gulf#unready]]."})
    gulf, _ = article("gulf", {"night": "x", "unready": "Not yet."}, drafts=["unready"], show=True)
    index, findings = index_of(gulf, summary)
    assert index.destinations["cases/own", "gulf#unready"].url == "cases/gulf/#note-unready"
    assert [f for f in findings if f.severity is Severity.ERROR] == []


def test_what_is_wrong_in_a_draft_is_only_a_notice() -> None:
    summary, _ = article("own", {"here": "See [[nowhere-at-all]] [@nobody]."}, drafts=["here"])
    _, findings = index_of(GULF, summary)
    mine = [(f.code, f.severity) for f in findings if f.place.path.endswith("own.yml")]
    assert mine == [(Code.C101, Severity.NOTICE), (Code.X101, Severity.NOTICE)]


def test_of_two_articles_with_one_slug_the_one_of_the_same_collection_is_meant() -> None:
    other, _ = article("gulf", {"night": "x"}, collection="dossier")
    own, _ = article("own", {"here": "See [[gulf]]."})
    third, _ = article("third", {"here": "See [[gulf]] and [@gulf]."}, collection="essays")
    index, findings = index_of(GULF, other, own, third)
    assert index.destinations["cases/own", "gulf"].key == "cases/gulf"
    assert {f.code for f in findings if f.place.path.endswith("third.yml")} == {Code.X106}


def test_backlinks_carry_the_sentence_they_stand_in() -> None:
    own, _ = article("own", {"here": "First. Compare *that* [[gulf#night|night]], as @vine does [@vine]. Last."})
    index, _ = index_of(GULF, own)
    backlinks = index.backlinks["cases/gulf#night"]
    assert [(b.origin.url, b.origin.number, b.sentence) for b in backlinks] == [
        ("cases/own/#note-here", 1, "Compare that night, as Vine does."),
        ("timeline/", None, ""),
    ]
    assert [b.sentence for b in index.backlinks["cases/gulf"]] == ["It counts; see The gulf story."]


def test_the_order_of_the_files_decides_nothing() -> None:
    own, _ = article("own", {"b": "See [[gulf]] [@vine].", "a": "And [[gulf]] [@vine]."})
    late, _ = article("late", {"c": "See [[gulf]]."}, collection="dossier")
    assert index_of(GULF, own, late) == index_of(late, own, GULF)
    index, _ = index_of(own, GULF, late)
    assert list(index.articles) == ["dossier/late", "cases/gulf", "cases/own"]
    assert [b.origin.note for b in index.backlinks["cases/gulf"]] == ["c", "a", "b", "airwars"]


def test_an_article_and_a_source_of_one_id_are_a_finding() -> None:
    gulf = source("gulf", 7, title="A book")
    index, findings = build_index([GULF], {"gulf": gulf}, [], [], SETTINGS)
    assert [(f.code, f.place.line) for f in findings] == [(Code.C104, 7), (Code.C103, 7)]
    assert index.sources["gulf"] is gulf


def test_a_filled_link_leads_from_its_page_and_a_broken_one_is_words() -> None:
    text = "See [[gulf|the <b>Gulf</b>]] and [[nowhere|that]]."
    own, bodies = article("own", {"here": text})
    index, _ = index_of(GULF, own)
    html = filled(bodies["here"], index, Citations(""), "cases/own", "../../")
    assert '<a class="crossref" href="../../cases/gulf/">the &lt;b&gt;Gulf&lt;/b&gt;</a>' in html
    assert '<span class="broken">that</span>' in html


def test_a_summary_comes_back_from_the_cache_as_it_went_in() -> None:
    summary, _ = article("own", {"a": "See [[gulf|x]] [see @vine, p. 3; @b] [[.", "b": "x [[y [@c;]"}, drafts=["b"])
    assert summary.findings
    assert summary_from_json(summary_to_json(summary)) == summary


def test_text_of_another_shape_is_no_summary() -> None:
    for text in ("", "[]", "{}", "[1,2]", "null"):
        with pytest.raises((ValueError, TypeError, IndexError, KeyError)):
            summary_from_json(text)


def test_a_body_outside_the_edition_has_no_links() -> None:
    index, _ = index_of(GULF)
    html = filled(body("[[gulf]] [@vine]"), index, Citations(""), "cases/unknown", "")
    assert "<a" not in html


def test_the_home_page_may_point_at_things_and_is_checked_too() -> None:
    settings = Settings("An edition", introduction="Begin with [[gulf]]. So says [@vine]. And [[nowhere-known]].")
    index, findings = build_index([GULF], {"vine": VINE}, [], [], settings)
    assert [(f.code, f.place.path) for f in findings] == [(Code.X101, "mkdocs.yml")]
    assert [(b.origin.title, b.sentence) for b in index.backlinks["cases/gulf"]] == [
        ("An edition", "Begin with The gulf story.")
    ]
    assert index.cited["home"] == ("vine",)
    assert len(requests_of(index)) == 1


# ---------------------------------------------------------------- questions

ASKING = Settings(
    "An edition",
    collections=(CollectionSettings("cases", "Cases"),),
    kinds={"context": Kind("context", "Question", "questioning", "dashed", "magenta")},
)


@pytest.mark.parametrize(
    ("target", "key", "title"),
    [
        ("questions", "questions", "Questions"),
        ("questions:gulf", "questions:cases/gulf", "Questions on The gulf story"),
        ("questions:cases/gulf", "questions:cases/gulf", "Questions on The gulf story"),
        ("questions:cases", "questions:cases", "Questions on Cases"),
    ],
)
def test_questions_of_an_article_of_a_collection_and_of_all_can_be_pointed_at(
    target: str, key: str, title: str
) -> None:
    asking, _ = article("own", {"here": f"See [[{target}]]."})
    index, findings = build_index([GULF, asking], {}, [], [], ASKING)
    found = index.destinations["cases/own", target]
    assert ([f for f in findings if f.severity is Severity.ERROR], found.key, found.title) == ([], key, title)


@pytest.mark.parametrize(
    ("target", "code", "hint"),
    [
        ("questions:gulp", Code.X101, "Did you mean:\nquestions:gulf"),
        ("questions:silent", Code.X107, "Ask one in its notes, or point elsewhere."),
        ("questions:wire", Code.X107, "Ask one in its notes, or point elsewhere."),
    ],
)
def test_questions_that_nobody_asks_are_a_finding(target: str, code: Code, hint: str) -> None:
    silent, _ = article("silent", {}, collection="wire")
    asking, _ = article("own", {"here": f"See [[{target}]]."})
    _, findings = build_index([GULF, silent, asking], {}, [], [], ASKING)
    assert [(f.code, f.hint) for f in findings if f.severity is Severity.ERROR] == [(code, hint)]
