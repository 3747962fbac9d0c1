"""The edition that ships: its notes, sources and cross-references are complete, fair game and within the law.

Most of this needs nothing but the repository. Where the original texts lie beside the project, the notes are also
anchored against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from build_scripts.anchoring.canonical import canonical_text, digest
from build_scripts.anchoring.placing import anchor
from build_scripts.findings import Finding
from build_scripts.model import (
    AnchorStatus,
    Annotation,
    BlockKind,
    Entry,
    Happening,
    Rights,
    Scalar,
    Settings,
    Sidecar,
    Source,
)
from build_scripts.pipeline.measuring import count, unmet
from build_scripts.pipeline.surveying import survey
from build_scripts.reading.articles import read_article
from build_scripts.reading.entries import read_glossary, read_timeline
from build_scripts.reading.records import Record, read_record
from build_scripts.reading.settings import read_settings
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.reading.sources import read_sources
from build_scripts.rendering.notes import parse_body

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LEMMA_WORDS = 10
"""A note quotes at most so many words of a text that is not ours."""
HANDLE_WORDS = 4
"""So many words are enough to name a block or to tell two places apart."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")

LEFT_OUT = {"r016"}
"""Reserve candidates not used: r016 remarks on “fled”, which the note on `blitzkrieg` says already."""

CROSS_REFERENCES = """
coalition-strikes-fallujah-bases#old-text-begins -> warplanes-strike-popular-forces#popular-forces
coalition-strikes-fallujah-bases#early-may -> warplanes-strike-popular-forces#wrong-month
coalition-strikes-fallujah-bases#tikrit -> warplanes-strike-popular-forces#tikrit-again
putins-progress-kerry-ceasefire#official-claim -> putin-g20-press-conference#a-billion-a-year
putins-progress-kerry-ceasefire#sequence-as-proof -> kiev-ready-to-support-coalition#joined-by-as
putins-progress-kerry-ceasefire#joint-draft -> putin-g20-press-conference#forty-countries
putin-vs-the-neocons#no-longer-his-priority -> putins-progress-kerry-ceasefire#as-committed-as-ever
putin-g20-press-conference#not-voiced -> lavrov-us-knows-isis-positions#does-not-consent
putin-g20-press-conference#questions-carry-claims -> never-in-the-hands-of-isis#videos-of-hits
putin-vs-the-neocons#federation-council -> never-in-the-hands-of-isis#khirbet-ghazaleh
moscow-condemns-raqqa-airstrikes#hassajek -> belgium-exits-bombing-campaign#no-longer-afford
belgium-exits-bombing-campaign#iraq-only -> belgium-exits-bombing-campaign#no-longer-afford
never-in-the-hands-of-isis#headline-goes-further -> never-in-the-hands-of-isis¶6
lavrov-us-knows-isis-positions#headline-and-last-sentence -> lavrov-us-knows-isis-positions#does-not-consent
warplanes-strike-popular-forces#from-parcels-to-aid -> warplanes-strike-popular-forces#suspicious-parcels
so-called-anti-daesh-coalition#fifty-six-dead -> so-called-anti-daesh-coalition#over-a-hundred
so-called-anti-daesh-coalition#sdf -> so-called-anti-daesh-coalition#two-names
so-called-anti-daesh-coalition#carter-on-npr -> putins-progress-kerry-ceasefire#carter
so-called-anti-daesh-coalition#washington-meeting -> moscow-condemns-raqqa-airstrikes#third-hand-figure
moscow-condemns-raqqa-airstrikes#third-hand-figure -> so-called-anti-daesh-coalition#fifty-six-dead
moscow-condemns-raqqa-airstrikes#errors-in-quotation-marks -> coalition-strikes-fallujah-bases#two-signals-of-disbelief
moscow-condemns-raqqa-airstrikes#sixty-two-soldiers -> putins-progress-kerry-ceasefire#exceptions-to-the-ceasefire
lavrov-us-knows-isis-positions#undeclared-goals -> belgium-exits-bombing-campaign#hidden-aim
lavrov-us-knows-isis-positions#headline-and-last-sentence -> warplanes-strike-popular-forces#suspicious-parcels
never-in-the-hands-of-isis#an-impression -> putin-vs-the-neocons#pipeline
putins-progress-kerry-ceasefire#geneva-2012 -> putin-g20-press-conference¶12
putins-progress-kerry-ceasefire#moderates-in-quotation-marks -> putin-g20-press-conference#questions-carry-claims
coalition-strikes-fallujah-bases#takfiri -> so-called-anti-daesh-coalition#file-photo
putin-vs-the-neocons#fort-russ -> lavrov-us-knows-isis-positions#three-hands
belgium-exits-bombing-campaign#one-voice -> coalition-strikes-fallujah-bases#fars
moscow-condemns-raqqa-airstrikes#sputnik -> belgium-exits-bombing-campaign#one-voice
moscow-condemns-raqqa-airstrikes#daesh -> kiev-ready-to-support-coalition#names-of-the-group
"""
"""What the research on the eleven articles found to connect them, in its order: which note says it, where it leads."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What lies in the repository, read."""

    settings: Settings
    sidecars: tuple[Sidecar, ...]
    sources: Mapping[str, Source]
    glossary: tuple[Entry, ...]
    timeline: tuple[Happening, ...]
    findings: tuple[Finding, ...]

    def of(self, collection: str) -> tuple[Sidecar, ...]:
        return tuple(one for one in self.sidecars if one.collection == collection)


@pytest.fixture(scope="module")
def shipped() -> Shipped:
    settings, findings = read_settings("mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes())
    found = list(findings)
    sidecars = []
    for file in sorted((ROOT / "annotations").glob("*/*.yml")):
        sidecar, more = read_sidecar(
            file.relative_to(ROOT).as_posix(), file.read_bytes(), settings.kinds, settings.annotators
        )
        assert sidecar is not None, more
        sidecars.append(sidecar)
        found += more
    sources, more = read_sources("annotations/sources.yml", (ROOT / "annotations/sources.yml").read_bytes())
    found += more
    glossary, more = read_glossary("annotations/glossary.yml", (ROOT / "annotations/glossary.yml").read_bytes())
    found += more
    timeline, more = read_timeline("annotations/timeline.yml", (ROOT / "annotations/timeline.yml").read_bytes())
    found += more
    return Shipped(settings, tuple(sidecars), sources, glossary, timeline, tuple(found))


def notes(sidecars: tuple[Sidecar, ...]) -> Iterator[tuple[Sidecar, Annotation]]:
    for sidecar in sidecars:
        for annotation in sidecar.annotations:
            yield sidecar, annotation


def bodies(shipped: Shipped) -> Iterator[Scalar]:
    """Every text in the notes' Markdown."""
    for sidecar in shipped.sidecars:
        if sidecar.particulars.summary is not None:
            yield sidecar.particulars.summary
        yield from (annotation.note for annotation in sidecar.annotations)
    yield from (entry.note for entry in shipped.glossary)
    yield from (happening.event for happening in shipped.timeline)


def targets(sidecar: Sidecar, annotation: Annotation) -> set[str]:
    """Where a note points, as `slug`, `slug#note` or `slug¶12`, its own collection's name left away."""
    inline = {reference.target for reference in parse_body(annotation.note).references}
    return {target.removeprefix(f"{sidecar.collection}/") for target in inline | {one.text for one in annotation.see}}


def recorded(sidecar: Sidecar) -> Record:
    path = f"annotations/{sidecar.collection}/{sidecar.slug}.anchors.json"
    record, findings = read_record(path, (ROOT / path).read_bytes())
    assert record is not None, findings
    return record


def words(text: str) -> int:
    return len(text.split())


def test_no_shipped_file_needs_mending(shipped: Shipped) -> None:
    malformed = [finding for body in bodies(shipped) for finding in parse_body(body).findings]
    assert [*shipped.findings, *malformed] == []


def test_the_dossier_has_eleven_articles_in_one_reading_order(shipped: Shipped) -> None:
    dossier = sorted(shipped.of("dossier"), key=lambda one: one.particulars.order or 0)
    assert [one.particulars.order for one in dossier] == list(range(1, 12))
    dates = [one.particulars.published for one in dossier]
    assert dates == sorted(dates)


def test_the_dossier_has_at_least_ninety_notes_and_every_kind_of_note(shipped: Shipped) -> None:
    kinds = [annotation.kind for _, annotation in notes(shipped.of("dossier"))]
    assert len(kinds) >= 90
    assert set(kinds) == set(shipped.settings.kinds)


def test_every_claim_has_a_verdict_and_nothing_else_has(shipped: Shipped) -> None:
    wrong = [note.id for _, note in notes(shipped.sidecars) if (note.kind == "claim") != (note.verdict is not None)]
    assert wrong == []


def test_every_article_has_its_particulars(shipped: Shipped) -> None:
    for sidecar in shipped.sidecars:
        said = sidecar.particulars
        assert all((said.publisher, said.date_printed, said.summary)), sidecar.path
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", said.published), sidecar.path


def test_a_text_that_is_not_ours_is_quoted_in_few_words_only(shipped: Shipped) -> None:
    for sidecar in shipped.of("dossier"):
        said = sidecar.particulars
        assert said.rights is Rights.QUOTED
        assert all(words(one.block.text) <= HANDLE_WORDS for one in said.structure), sidecar.path
        for annotation in sidecar.annotations:
            for target in annotation.targets:
                assert words(target.quote.text) <= LEMMA_WORDS, (sidecar.path, annotation.id)
                handles = [one for one in (target.prefix, target.suffix) if one is not None]
                assert all(words(one.text) <= HANDLE_WORDS for one in handles), (sidecar.path, annotation.id)
                assert target.through is None, "a note on a text that is not ours may not run on"


def test_our_own_cases_are_published_in_full_under_an_open_licence(shipped: Shipped) -> None:
    for case in shipped.of("cases"):
        assert (case.particulars.rights, case.particulars.licence) == (Rights.FULL, "CC BY 4.0"), case.slug
        path = f"articles/cases/{case.slug}.md"
        article, findings = read_article(path, (ROOT / path).read_bytes(), case)
        assert article is not None, case.slug
        anchors, more = anchor(canonical_text(article), case.annotations)
        assert [*findings, *more] == [], case.slug
        assert {one.status for one in anchors} == {AnchorStatus.ANCHORED}, case.slug
        assert any("\n" in one.text for one in anchors), f"{case.slug}: one note runs over several paragraphs"


def test_our_own_cases_have_the_notes_a_class_needs(shipped: Shipped) -> None:
    for case in shipped.of("cases"):
        assert 15 <= len(case.annotations) <= 25, case.slug
        assert any(not note.targets for note in case.annotations), f"{case.slug}: one note is on the whole article"
        kinds = [note.kind for note in case.annotations]
        assert len(set(kinds)) >= 6, case.slug
        assert kinds.count("question") == 3, case.slug
        elsewhere = {one.text for note in case.annotations for one in note.see}
        places = {one for one in elsewhere if one.startswith("dossier/") and "#" in one}
        assert len(elsewhere) >= 4, f"{case.slug}: the same technique is met elsewhere"
        assert len(places) >= 2, f"{case.slug}: the skill can be tried on the dossier"


def test_our_own_cases_have_the_length_the_notes_and_the_sources_that_are_asked_of_them() -> None:
    """The same as `edition stats --require cases`."""
    counts = count(survey(ROOT, drafts=False, memo=None, tell=lambda said: None))
    assert unmet(counts, "cases") == ()
    assert sum(one.article.startswith("cases/") for one in counts) >= 8


def test_every_figure_of_our_own_cases_has_a_description_and_a_caption_right_below(shipped: Shipped) -> None:
    for case in shipped.of("cases"):
        path = f"articles/cases/{case.slug}.md"
        article, _ = read_article(path, (ROOT / path).read_bytes(), case)
        assert article is not None, case.slug
        assert article.figures, f"{case.slug}: there is something to see"
        for figure in article.figures:
            below = next(block for block in article.blocks if block.line >= figure.line)
            assert len(figure.description.split()) >= 10, f"{case.slug}: what is to be seen, said in words"
            assert (below.kind, below.shown[:7]) == (BlockKind.CAPTION, "Figure "), case.slug
            assert below.line - figure.line <= 1, f"{case.slug}: the caption stands on the line below"


def test_our_own_cases_stand_in_one_order(shipped: Shipped) -> None:
    orders = [case.particulars.order for case in shipped.of("cases")]
    assert None not in orders
    assert len(set(orders)) == len(orders)


def test_no_private_address_stands_in_any_shipped_file() -> None:
    files = [*(ROOT / "annotations").rglob("*.*"), *(ROOT / "articles" / "cases").rglob("*.*")]
    assert {file.name for file in files if ADDRESS.search(file.read_text(encoding="utf-8"))} == set()


def test_every_source_that_is_cited_is_listed_and_every_one_listed_is_cited(shipped: Shipped) -> None:
    articles = {sidecar.slug for sidecar in shipped.sidecars}
    cited = {
        citation.id
        for body in bodies(shipped)
        for cluster in parse_body(body).clusters
        for citation in cluster.citations
    }
    cited |= {scalar.text for entry in shipped.glossary for scalar in entry.sources}
    cited |= {scalar.text for happening in shipped.timeline for scalar in happening.sources}
    assert cited - articles == set(shipped.sources)
    assert not articles & set(shipped.sources), "an article is a source under its own slug already"


def test_no_remark_of_ours_is_published_as_part_of_a_reference(shipped: Shipped) -> None:
    assert [source.id for source in shipped.sources.values() if {"note", "annote"} & set(source.item)] == []


def test_every_cross_reference_leads_somewhere(shipped: Shipped) -> None:
    known = {f"glossary:{entry.id}" for entry in shipped.glossary}
    for sidecar in shipped.sidecars:
        for own in (sidecar.slug, f"{sidecar.collection}/{sidecar.slug}"):
            known |= {own, *(f"{own}#{note.id}" for note in sidecar.annotations)}
    assert len({sidecar.slug for sidecar in shipped.sidecars}) == len(shipped.sidecars), "a slug alone is enough"
    made = [reference.target for body in bodies(shipped) for reference in parse_body(body).references]
    made += [one.text for _, note in notes(shipped.sidecars) for one in note.see]
    made += [one.text for happening in shipped.timeline for one in happening.see]
    assert {one for one in made if one.partition("¶")[0] not in known} == set()


def test_every_entry_of_the_glossary_is_reached_from_a_note(shipped: Shipped) -> None:
    reached = {reference.target for body in bodies(shipped) for reference in parse_body(body).references}
    assert {f"glossary:{entry.id}" for entry in shipped.glossary} - reached == set()


def test_all_thirty_two_connections_between_the_articles_are_made(shipped: Shipped) -> None:
    made = {
        f"{sidecar.slug}#{annotation.id} -> {target}"
        for sidecar, annotation in notes(shipped.of("dossier"))
        for target in targets(sidecar, annotation)
    }
    wanted = CROSS_REFERENCES.split("\n")[1:-1]
    assert len(set(wanted)) == 32
    assert set(wanted) - made == set()


def test_the_place_of_every_note_on_an_absent_text_is_recorded(shipped: Shipped) -> None:
    for sidecar in shipped.of("dossier"):
        wanted = {(note.id, at) for note in sidecar.annotations for at in range(len(note.targets))}
        assert {(place.annotation, place.target) for place in recorded(sidecar).places} == wanted, sidecar.path


needs_originals = pytest.mark.skipif(
    not (SHARED / "dossier").is_dir() or not (SHARED / "corpus").is_dir(),
    reason="the publishers' texts are not beside the project",
)


def _originals() -> Mapping[str, bytes]:
    """The articles by slug, cut from the files as found by the lines the inventory gives."""
    inventory = yaml.safe_load((SHARED / "corpus/inventory.yml").read_text(encoding="utf-8"))
    files = {one["id"]: (SHARED / "dossier" / one["path"]).read_bytes().split(b"\n") for one in inventory["files"]}
    return {
        one["slug"]: b"\n".join(files[one["file"]][one["first_line"] - 1 : one["last_line"]]) + b"\n"
        for one in inventory["articles"]
    }


@needs_originals
def test_every_note_of_the_dossier_finds_its_words(shipped: Shipped) -> None:
    originals = _originals()
    for sidecar in shipped.of("dossier"):
        path = f"articles/dossier/{sidecar.slug}.txt"
        article, findings = read_article(path, originals[sidecar.slug], sidecar)
        assert article is not None
        canonical = canonical_text(article)
        anchors, more = anchor(canonical, sidecar.annotations)
        assert [*findings, *more] == []
        assert {one.status for one in anchors} == {AnchorStatus.ANCHORED}
        record = recorded(sidecar)
        assert record.text == digest(canonical), "record the places again"
        found = {(one.annotation, one.target, one.start, one.end, one.number) for one in anchors}
        assert {(one.annotation, one.target, one.start, one.end, one.number) for one in record.places} == found


@needs_originals
def test_a_cross_reference_to_a_paragraph_names_one_that_exists(shipped: Shipped) -> None:
    originals = _originals()
    named = {target for sidecar, note in notes(shipped.of("dossier")) for target in targets(sidecar, note)}
    by_slug = {sidecar.slug: sidecar for sidecar in shipped.of("dossier")}
    for slug, number in sorted(target.split("¶") for target in named if "¶" in target):
        article, _ = read_article(f"articles/dossier/{slug}.txt", originals[slug], by_slug[slug])
        assert article is not None
        assert int(number) in {block.number for block in article.blocks}


@needs_originals
def test_every_candidate_of_the_research_is_a_note(shipped: Shipped) -> None:
    made = {
        (sidecar.slug, target.quote.text)
        for sidecar, annotation in notes(shipped.of("dossier"))
        for target in annotation.targets
    }
    missing = set()
    for file in ("facts.yml", "facts_reserve.yml"):
        for one in yaml.safe_load((SHARED / "corpus" / file).read_text(encoding="utf-8"))["annotations"]:
            if (one["article"], one["lemma"]) not in made:
                missing.add(one["id"])
    assert missing == LEFT_OUT


@needs_originals
def test_no_shipped_file_repeats_a_longer_run_of_the_publishers_words() -> None:
    runs = set()
    for text in _originals().values():
        found = text.decode("utf-8").split()
        runs |= {tuple(found[at : at + LEMMA_WORDS + 1]) for at in range(len(found) - LEMMA_WORDS)}
    # The home page, which a build makes, lists the articles by their titles.
    written = [file for file in (ROOT / "docs").glob("*.md") if file.name != "index.md"]
    for file in [*(ROOT / "annotations").rglob("*.yml"), *written]:
        ours = [line for line in file.read_text(encoding="utf-8").splitlines() if not re.match(r"\s*title:", line)]
        said = " ".join(ours).split()
        assert not runs & {tuple(said[at : at + LEMMA_WORDS + 1]) for at in range(len(said) - LEMMA_WORDS)}, file.name
