"""Pages written by hand that point into the edition, built into a site."""

from __future__ import annotations

from pathlib import Path

from build_scripts.pipeline.checking import check
from tests.building.running import change, edition

QUESTION = "      question: {label: Question, motivation: questioning, shape: dashed, colour: magenta}\n"
LESSON = """# Lesson

Read [[the-bridge#tuesday|the note on the day]] in [[the-bridge]].

[[questions:the-ferry]]

Type `[[the-bridge]]` for a link.
"""


def write(root: Path, text: str = LESSON) -> None:
    change(root, "mkdocs.yml", "    kinds:\n", f"    kinds:\n{QUESTION}")
    change(root, "annotations/tales/the-ferry.yml", "kind: context", "kind: question")
    change(root, "annotations/tales/the-ferry.yml", "The calf is in the toll book.", "Where did the calf go?")
    (root / "docs" / "lesson.md").write_text(text, "utf-8")


def test_links_and_questions_stand_on_the_page_and_the_note_says_who_points_at_it(small: Path) -> None:
    write(small)
    done = edition(small, "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = (small / "site/lesson/index.html").read_text("utf-8")
    assert '<a class="crossref" href="../tales/the-bridge/#note-tuesday">the note on the day</a>' in page
    assert "<p>Where did the calf go?</p>" in page
    assert "<code>[[the-bridge]]</code>" in page
    assert "[[questions" not in page
    bridge = (small / "site/tales/the-bridge/index.html").read_text("utf-8")
    assert '<a href="../../lesson/"><cite>Lesson</cite></a>' in bridge
    assert "written" not in (small / "site/sitemap.xml").read_text("utf-8")


def test_a_question_that_changes_changes_the_page_that_lists_it_and_a_private_build_has_it_too(built: Path) -> None:
    write(built)
    assert edition(built, "build", "--strict").returncode == 0
    change(built, "annotations/tales/the-ferry.yml", "Where did the calf go?", "Whose was the calf?")
    for options, site in (([], "site"), (["--private"], "site-private")):
        assert edition(built, "build", "--strict", *options).returncode == 0
        page = (built / site / "lesson/index.html").read_text("utf-8")
        assert "Whose was the calf?" in page
        assert "Where did the calf go?" not in page


def test_a_page_whose_words_change_leaves_nothing_behind(built: Path) -> None:
    write(built)
    assert edition(built, "build").returncode == 0
    before = {path.name for path in (built / "docs/.written").iterdir()}
    change(built, "docs/lesson.md", "Read", "Look at")
    assert edition(built, "build").returncode == 0
    after = {path.name for path in (built / "docs/.written").iterdir()}
    assert (len(before), len(after), before & after) == (1, 1, set())
    (built / "docs/lesson.md").unlink()
    assert edition(built, "build").returncode == 0
    assert not (built / "docs/.written").exists()


def test_a_wrong_reference_stops_the_build_with_its_place_and_a_suggestion(built: Path) -> None:
    write(built, "# Lesson\n\nSee [[the-brigde#tuesday]] and [[the-bridge#teusday]].\n\n[[questions:the-bridge]]\n")
    found = [(f"{f.place.path}:{f.place.line}:{f.place.column}", f.code, f.hint) for f in check(built, lambda _: None)]
    assert found == [
        ("docs/lesson.md:3:5", "X101", "Did you mean:\nthe-bridge"),
        ("docs/lesson.md:3:32", "X102", "Did you mean:\nthe-bridge#tuesday"),
        ("docs/lesson.md:5:1", "X107", "Ask one in its notes, or point elsewhere."),
    ]
    done = edition(built, "build")
    assert done.returncode == 1
    assert "docs/lesson.md:3:5: error X101" in done.stderr
    assert not (built / "site/lesson").exists()


def test_a_page_that_is_not_utf_8_is_a_finding(built: Path) -> None:
    (built / "docs/lesson.md").write_bytes("Caf\u00e9 [[the-bridge]]".encode("latin-1"))
    assert [(f.place.path, f.code) for f in check(built, lambda _: None)] == [("docs/lesson.md", "Y101")]
