"""The panel of layers, as the build makes it."""

from __future__ import annotations

import re

import pytest

from build_scripts.rendering.pages.layers import layers_panel
from tests.pages.making import EDITION, pages, read


@pytest.mark.parametrize("path", ["cases/late-ferry.md", "wire/ferry-scandal.md"])
def test_the_panel_has_a_row_for_each_kind_on_the_page_with_the_number_of_its_notes(path: str) -> None:
    text = {page.path: page.text for page in pages(*read(EDITION))}[path]
    panel = text[text.index('id="layers-panel"') :]
    rows = re.findall(r'data-kind="([a-z]+)">[^<]*</span> <span class="facts">(\d+)<', panel)
    notes = re.findall(r'<aside class="note"[^>]* data-kind="([a-z]+)"', text)
    assert dict(rows) == {kind: str(notes.count(kind)) for kind in (*sorted(set(notes)), "mine")}
    assert [kind for kind, _ in rows][-1] == "mine"


def test_kinds_stand_in_the_order_of_the_settings_and_each_can_be_had_alone_by_a_link() -> None:
    book, _ = read(EDITION)
    panel = layers_panel(["language", "claim", "strange", "claim", "context"], book.settings)
    assert re.findall(r'href="\?layers=([a-z]+)"', panel) == [
        "all", "none", "context", "claim", "language", "strange", "mine", "all",
    ]  # fmt: skip
    assert '<a href="?layers=claim">Only<span class="unseen"> Claim</span></a>' in panel


def test_a_page_without_notes_has_no_panel() -> None:
    book, _ = read(EDITION)
    assert layers_panel([], book.settings) == ""
