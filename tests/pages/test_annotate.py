"""The ways from a page to its sidecar, wherever the files are kept."""

from __future__ import annotations

import pytest

from build_scripts.model import Settings
from build_scripts.reading.sheets import Form, Sheet, read_sheet
from build_scripts.rendering.pages.annotate import annotate_file, annotate_links
from build_scripts.rendering.pages.forge import edit_address, forge_name, new_base

PATH = "annotations/a/b.yml"


@pytest.mark.parametrize(
    ("repository", "name", "edit", "new"),
    [
        ("https://github.com/x/y", "GitHub", "https://github.com/x/y/edit/a%20b/c/annotations/a/b.yml#L7", True),
        ("https://github.example.org/x/y", "GitHub", "https://github.example.org/x/y/edit/a%20b/c/", True),
        ("https://gitlab.com/x/y/z", "GitLab", "https://gitlab.com/x/y/z/-/edit/a%20b/c/annotations/a/b.yml#L7", True),
        ("https://notgithub.com/x/y", "", "https://notgithub.com/x/y", False),
        ("https://git.example.org/y", "", "https://git.example.org/y", False),
        ("", "", "", False),
    ],
)
def test_a_file_is_changed_where_it_is_kept(repository: str, name: str, edit: str, new: bool) -> None:
    settings = Settings("A", repository=repository, branch="a b/c")
    assert forge_name(settings) == name
    address = edit_address(settings, PATH, 7)
    assert address.startswith(edit)
    assert bool(address) == bool(edit)
    assert bool(new_base(settings)) == new


@pytest.mark.parametrize("repository", ["https://[github.com/a/b", "https://github.com]/a/b", "https://a\u2100b.org/"])
def test_an_address_that_is_none_belongs_to_no_forge(repository: str) -> None:
    settings = Settings("A", repository=repository)
    assert forge_name(settings) == ""
    assert '"edit": ""' in annotate_file(settings).text


def test_a_page_without_a_repository_can_be_annotated_all_the_same() -> None:
    html = annotate_links(PATH, Sheet(), "", (), Settings("A"))
    assert html.count("<a ") == 1
    assert 'data-sidecar="annotations/a/b.yml"' in html


def test_the_ids_of_drafts_are_not_told() -> None:
    html = annotate_links(PATH, Sheet(), "", ("secret-words",), Settings("A"))
    assert "secret" not in html
    assert "data-taken=" in html


@pytest.mark.parametrize(
    ("text", "sheet"),
    [
        ("", Sheet(Form.NONE, 0)),
        ("article:\n  title: A\n\n", Sheet(Form.NONE, 2)),
        ("annotations:\n", Sheet(Form.EMPTY, 1)),
        ("annotations: # none yet\narticle:\n", Sheet(Form.EMPTY, 1, last=False)),
        ("annotations: [ ]\n", Sheet(Form.BRACKETS, 1)),
        ("annotations: [{id: a}]\n", Sheet(Form.FLOW, 1)),
        ("annotations:\n- id: a\n  quote: 'b'\n  # c\n", Sheet(Form.LIST, 4, True, 0, 2, 1, "'", "|")),
        (
            "annotations:\n  -\n      id: a\n      note: >\n        quote: b\n\n\n",
            Sheet(Form.LIST, 5, True, 2, 6, 1, "", ">"),
        ),
        ("annotations:\n  - {id: a}\n  - {id: b}\narticle:\n", Sheet(Form.LIST, 3, False, 2, 4, 0)),
    ],
)
def test_the_layout_of_a_sidecar_is_read_from_its_lines(text: str, sheet: Sheet) -> None:
    assert read_sheet(text) == sheet
