"""Where a file of the edition can be edited, by the address of its repository."""

from __future__ import annotations

import pytest

from build_scripts.model import Settings
from build_scripts.rendering.pages.annotate import annotate_file
from build_scripts.rendering.pages.forge import edit_address, forge_name

PATH = "annotations/tales/the-bridge.yml"


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/a/b", f"https://github.com/a/b/edit/a%20%231/{PATH}#L7"),
        ("https://gitlab.example.org/a/b", f"https://gitlab.example.org/a/b/-/edit/a%20%231/{PATH}#L7"),
        ("https://git.example.org/a/b", "https://git.example.org/a/b"),
        ("", ""),
    ],
)
def test_a_line_is_opened_at_the_forges_that_are_known_and_else_the_repository(repository: str, address: str) -> None:
    assert edit_address(Settings("A", repository=repository, branch="a #1"), PATH, 7) == address


@pytest.mark.parametrize("repository", ["https://[github.com/a/b", "https://github.com]/a/b", "https://a\u2100b.org/"])
def test_an_address_that_is_none_belongs_to_no_forge(repository: str) -> None:
    settings = Settings("A", repository=repository)
    assert forge_name(settings) == ""
    assert '"edit": ""' in annotate_file(settings).text
