"""Cures are proved before they are made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_scripts.authoring.tree import NotEditableError
from build_scripts.findings import Cure, Edit
from build_scripts.model import Place
from build_scripts.pipeline.checking import check
from build_scripts.pipeline.mending import open_session
from tests.building.running import SMALL

BRIDGE = "annotations/tales/the-bridge.yml"


def test_an_edit_after_which_the_same_finding_remains_is_refused(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    head = "article:\n  title: B\n  rights: full\n\nannotations:\n  - id: a\n    kind: context\n    note:\n"
    (root / BRIDGE).write_text(f"{head}      A note: with a colon.\n", "utf-8")
    (finding,) = (one for one in check(root, lambda _: None) if one.place.path == BRIDGE)
    end = Place(BRIDGE, 9, len("      A note: with a colon.") + 1)
    above = Place(BRIDGE, 1, 1)
    inside = Edit(end, end, "\n      note: with a colon.")
    session = open_session(root, BRIDGE)
    assert session is not None
    for edits in ((inside,), (Edit(above, above, "\n"), inside)):
        with pytest.raises(NotEditableError, match="the same finding would be there again"):
            session.preview(finding, Cure("note: with a colon.", edits))
