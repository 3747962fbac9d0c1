"""What the page of findings calls wrong provokes the very finding, and what it calls right does not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from build_scripts.findings import Code
from build_scripts.pipeline.checking import check
from tests.findings.cases import CASES
from tests.findings.test_codes import NOT_BY_CHECK

PAGE = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
STORY = """\
A title

The first paragraph has a bridge over the river, and a bridge of stone. The "bridge" fell.

The last.
"""
PARTICULARS = {"title": "  title: A title\n", "rights": "  rights: full\n"}
HEAD = f"article:\n{''.join(PARTICULARS.values())}"
NOTE = {"id": "    id: one\n", "kind": "    kind: context\n", "note": "    note: Words.\n"}
NEEDED = {
    "references": {"id": "    id: report-2016\n", "type": "    type: report\n", "title": "    title: A report\n"},
    "entries": {"id": "    id: one\n", "type": "    type: term\n", "name": "    name: A\n", "note": "    note: B.\n"},
}
ARTICLE_KEYS = {"title", "published", "language", "rights", "url", "encoding", "structure", "redact"}
FILES = {"C201": "references", "C202": "references", "C203": "references", "G101": "entries", "G102": "entries"}
NOT_TYPED = {
    "Y101": "bytes",
    "Y102": "a character that can't be shown",
    "Y103": "a whole book",
    "Y105": "a whole file",
    "Y112": "a whole file",
    "Y118": "line ends",
    "Y208": "a whole page",
    "S106": "the settings",
    "S107": "a whole encyclopaedia",
    "A103": "a notice: the wrong quotation marks are curly here",
    "C103": "what is not cited",
    "C104": "two files",
    "X101": "other articles",
    "X104": "a draft",
    "X106": "several collections",
    "X107": "the glossary",
    "Y202": "keys that are not there, which this test would fill in",
    "Y210": "two notes",
    "S102": "a kind alone, which this test takes for a whole note",
}
"""Codes whose example needs more around it than a line, and what; their smallest provoking edition has it."""


def example(code: str, which: str) -> str:
    section = PAGE.read_text("utf-8").partition(f"\n## {code} ")[2].partition("\n## ")[0]
    found = re.search(rf"\n{which}:\n\n```yaml\n(.*?)```", section, re.DOTALL)
    return found[1].replace("⇥", "\t") if found else ""


def typed(text: str) -> str:
    """With the characters that the page names by their numbers."""
    return re.sub(r"<U\+([0-9A-F]{4,5})>", lambda hit: chr(int(hit[1], 16)), text)


def keys_in(text: str) -> set[str]:
    return set(re.findall(r"^(?:- )?\{?([a-z_]+)\s*:", text, re.MULTILINE))


def in_place(code: str, text: str) -> tuple[str, str]:
    """The file that the example belongs in, and its text with the example and what it needs around it."""
    keys, section = keys_in(text), FILES.get(code, "annotations")
    if section != "annotations":
        missing = "".join(line for key, line in NEEDED[section].items() if key not in keys)
        whole = f"  {text}" if text.startswith("- {") else _item(missing, text)
        return ("sources" if section == "references" else "glossary"), f"{section}:\n{whole}"
    if text.startswith("article:"):
        return "sidecar", f"{text}  rights: full\n"
    if keys & ARTICLE_KEYS:
        lines = [line for key, line in PARTICULARS.items() if key not in keys]
        return "sidecar", "article:\n" + "".join(f"  {line}\n" for line in text.splitlines()) + "".join(lines)
    missing = "".join(line for key, line in NOTE.items() if key not in keys and f"{key}:" not in text)
    return "sidecar", f"{HEAD}annotations:\n{_item(missing, text.removeprefix('- '))}"


def _item(before: str, text: str) -> str:
    """An item of a list; the marks of a merge stand where a program puts them, at the margin."""
    marks = ("<<<", "===", ">>>")
    lines = (line if line.startswith(marks) else f"    {line}" for line in text.splitlines())
    return "  - " + f"{before}{''.join(f'{line}{chr(10)}' for line in lines)}".lstrip(" ")


def codes_of(root: Path, code: str, text: str) -> set[str]:
    shutil.copy(CASES / "mkdocs.yml", root / "mkdocs.yml")
    name, whole = in_place(code, typed(text))
    report = _item("".join(NEEDED["references"].values()), "")
    sidecar = f"{HEAD}annotations:\n{_item(''.join(NOTE.values()), '')}"
    for path, words in {
        "articles/cases/story.txt": STORY,
        "annotations/cases/story.yml": whole if name == "sidecar" else sidecar,
        "annotations/sources.yml": whole if name == "sources" else f"references:\n{report}",
        "annotations/glossary.yml": whole if name == "glossary" else "entries: []\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(words, "utf-8")
    return {str(one.code) for one in check(root, lambda _: None)}


SHOWN = sorted(code.value for code in Code if example(code.value, "Wrong") and code.value[0] in "YSACXG")
BY_CHECK = [code for code in SHOWN if code not in NOT_BY_CHECK and code[:2] not in ("S3", "S4")]
TRIED = [code for code in BY_CHECK if code not in NOT_TYPED]


def test_most_examples_can_be_tried() -> None:
    assert len(TRIED) >= 40
    assert set(NOT_TYPED) <= set(SHOWN)


@pytest.mark.parametrize("code", TRIED)
def test_the_wrong_example_provokes_its_finding(code: str, tmp_path: Path) -> None:
    assert code in codes_of(tmp_path, code, example(code, "Wrong"))


@pytest.mark.parametrize("code", TRIED)
def test_the_right_example_does_not(code: str, tmp_path: Path) -> None:
    assert code not in codes_of(tmp_path, code, example(code, "Right"))
