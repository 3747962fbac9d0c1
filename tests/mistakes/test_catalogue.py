"""Every mistake of the catalogue gives one finding, in its place, and the cure cures it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel

from build_scripts.authoring.editing import apply, as_change, text_of
from build_scripts.pipeline.curing import with_cures
from build_scripts.reading.entries import EntryModel, GlossaryModel, HappeningModel, TimelineModel
from build_scripts.reading.look_alikes import KEYS
from build_scripts.reading.sidecar_models import (
    AnnotationModel,
    ArticleModel,
    CorrectionModel,
    RedactionModel,
    SidecarModel,
    TargetModel,
)
from build_scripts.reading.sources import SourcesModel
from tests.mistakes.cases import (
    Mistake,
    clean_edition,
    describe,
    findings_in,
    lay_out,
    offered,
    place_in,
    read_cases,
)

CASES = read_cases()
PASTED = [case for case in CASES if offered(case) and case.cured.strip()]
"""Some are cured by taking out what is wrong, though something to paste is offered for who meant another thing."""
PROGRAMMERS_WORDS = re.compile(
    r"\b(?:mappings?|scalars?|sequences?|tokens?|nodes?|strings?|integers?|parsers?|parse[ds]?|null|None|dict|regex"
    r"|exceptions?|schema|syntax|validation|bool(?:ean)?s?|iterables?|tuples?)\b"
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clean_edition(tmp_path_factory.mktemp("catalogue"))


def test_the_edition_that_the_mistakes_are_made_in_has_none(clean: Path) -> None:
    assert findings_in(clean) == []


def test_the_catalogue_is_as_long_as_people_are_inventive() -> None:
    assert len(CASES) >= 70
    assert len({case.title for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_one_finding_at_its_place_with_its_cure(case: Mistake, clean: Path, tmp_path: Path) -> None:
    root = lay_out(case, tmp_path, clean, case.wrong)
    findings = findings_in(root)
    assert len(findings) == 1, describe(findings, "")
    assert describe(findings, place_in(case, root)) == case.found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_who_follows_the_cure_has_nothing_left_to_mend(case: Mistake, clean: Path, tmp_path: Path) -> None:
    assert findings_in(lay_out(case, tmp_path, clean, case.cured)) == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if offered(case) and case.cured.strip()], ids=lambda case: case.name
)
def test_what_is_offered_to_be_pasted_is_what_cures(case: Mistake) -> None:
    cured = [*case.cured.split("\n"), case.renamed]
    assert any(paste.removeprefix("- ") in line for paste in offered(case) for line in cured), offered(case)


@pytest.mark.parametrize(
    "case", [case for case in CASES if re.search("^error Y(107|122) ", case.found, re.M)], ids=lambda case: case.name
)
def test_lines_that_are_out_of_line_are_put_right_by_a_program_too(case: Mistake, clean: Path, tmp_path: Path) -> None:
    root = lay_out(case, tmp_path, clean, case.wrong)
    (finding,) = with_cures(root, findings_in(root))
    (cure,) = finding.cures
    data = (root / case.path).read_bytes()
    mended = apply(data, [as_change(text_of(data), edit) for edit in cure.edits])
    assert "".join(mended.decode().split()) == "".join(data.decode().split()) or "middle" in case.name
    assert sorted(mended.decode().split()) == sorted(data.decode().split())
    (root / case.path).write_bytes(mended)
    assert findings_in(root) == []


def test_most_cures_are_there_to_be_pasted() -> None:
    assert sum(bool(offered(case)) for case in CASES) >= len(CASES) // 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_words_are_those_of_a_person_who_writes_notes(case: Mistake) -> None:
    spoken = re.sub(r"“[^”]*”|`[^`]*`", "", case.found.split("\n#")[0])
    assert not PROGRAMMERS_WORDS.findall(spoken)


def test_a_line_without_its_colon_is_known_for_a_key_by_the_models_own_keys() -> None:
    models: tuple[type[BaseModel], ...] = (
        SidecarModel,
        ArticleModel,
        CorrectionModel,
        RedactionModel,
        AnnotationModel,
        TargetModel,
    )
    models += (GlossaryModel, EntryModel, TimelineModel, HappeningModel, SourcesModel)
    known = {info.alias or name for model in models for name, info in model.model_fields.items()}
    assert known == KEYS


@pytest.mark.parametrize("name", ["the-mill (1)", "the-mill(2)", "the-mill - Copy", "the-mill copy"])
def test_a_second_download_is_a_copy_to_delete_and_no_other_article(name: str, clean: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(clean, tmp_path / "edition"))
    folder = root / "annotations" / "reports"
    shutil.copy(folder / "the-mill.yml", folder / f"{name}.yml")
    (finding,) = findings_in(root)
    assert finding.message == f"{name}.yml looks like a second copy of the-mill.yml, and nothing in it is read"
    assert finding.hint.endswith("else delete it.")
    (folder / f"{name}.yml").unlink()
    assert findings_in(root) == []


def test_of_a_renamed_note_every_link_says_that_the_old_id_mends_them_all(clean: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(clean, tmp_path / "edition"))
    folder = root / "annotations" / "reports"
    mill, inquest = folder / "the-mill.yml", folder / "the-inquest.yml"
    mill.write_text(
        mill.read_text("utf-8").replace("[@post-1911, p. 3].", "[[the-inquest#nine-witnesses]] [@post-1911]."), "utf-8"
    )
    before = inquest.read_text("utf-8")
    inquest.write_text(before.replace("id: nine-witnesses", "id: the-nine-witnesses"), "utf-8")
    findings = findings_in(root)
    advice = "2 links ask for it. If it was renamed, give it its old id back, or mend each link:"
    assert [one.hint for one in findings] == [f"{advice}\nthe-inquest#the-nine-witnesses"] * 2
    inquest.write_text(before, "utf-8")
    assert findings_in(root) == []
