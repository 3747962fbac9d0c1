"""The tokens that woven Markdown carries between U+27E6 and U+27E7, written by `weaving`, read by `marks`.

An article's own U+27E6 and U+27E7 are written as character references, so whatever stands between the two brackets
in a woven file is the edition's. Names in capitals can't be an annotation's id, which has only `[a-z0-9-]`.

    ⟦¶12⟧  ⟦.caption⟧                      at the start of a block: its number, its kind
    ⟦#7⟧                                   at the start of an item: its number in an ordered list, when not the next
    ⟦-⟧                                    a paragraph of its own: keeps two lists apart
    ⟦id⟧…⟦/id⟧  ⟦id:2⟧…⟦/id:2⟧             the ends of a note's first and second target
    ⟦^id 3 claim unverified⟧               the reference to note 3
    ⟦fn 2⟧  ⟦fnote 2⟧                      a reference to a footnote of the article; at the start of that footnote
    ⟦EM⟧…⟦/EM⟧ STRONG CODE  ⟦BR⟧           formatting where Markdown's own signs would be misread
    ⟦note id⟧ … ⟦/note⟧                    lines of their own around a note's finished HTML
    ⟦FIGURE⟧ … ⟦/FIGURE⟧                   lines of their own around the finished HTML of a picture in the article
    ⟦html⟧ … ⟦/html⟧                       lines of their own around a page's other finished HTML
"""

from __future__ import annotations

import re

MILESTONE = re.compile(r"⟦/?[a-z0-9][a-z0-9-]*(?::[0-9]+)?⟧")
REFERENCE = re.compile(r"⟦\^[^⟦⟧\n]*⟧")
NOTE_BLOCK = re.compile(r"\n\n⟦note [a-z0-9-]+⟧\n[^⟦]*\n⟦/note⟧")
"""With the blank line before it. The HTML inside has no U+27E6 of its own (see `enclose_note`)."""


def enclose_note(note_id: str, html: str) -> str:
    """The lines of a finished note in a woven file."""
    return f"⟦note {note_id}⟧\n{html.replace('⟦', '&#10214;').replace('⟧', '&#10215;')}\n⟦/note⟧"


def enclose_figure(html: str) -> str:
    """The lines of a picture in a woven file; they belong to the article and stay when notes are taken out."""
    return f"⟦FIGURE⟧\n{html.replace('⟦', '&#10214;').replace('⟧', '&#10215;')}\n⟦/FIGURE⟧"


def milestone(note_id: str, target: int) -> str:
    """The name of a target's milestones; `target` counts from 0."""
    return note_id if target == 0 else f"{note_id}:{target + 1}"
