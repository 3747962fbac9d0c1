"""Short ways to the values the tests of notes need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.model import (
    Annotation,
    Entry,
    Happening,
    Particulars,
    Place,
    Scalar,
    Sidecar,
    Source,
    Status,
    Target,
)
from build_scripts.rendering.bodies import Body
from build_scripts.rendering.notes import fill_body, parse_body
from build_scripts.rendering.summary import Summary, summarise

HERE = Path(__file__).parent


def scalar(text: str, path: str = "annotations/cases/gulf.yml", line: int = 10, column: int = 7) -> Scalar:
    """As a sidecar's block scalar would hold it, from `line` on, indented to `column`."""
    lines = tuple(Place(path, line + i, column) for i in range(text.count("\n") + 1))
    return Scalar(text, lines[0], lines)


def body(text: str) -> Body:
    return parse_body(scalar(text))


def shown(text: str) -> str:
    """The finished note, citations and links standing as `‹c0›` and `‹x0›`, without its wrapper."""
    parsed = body(text)
    html = fill_body(
        parsed,
        [f"‹c{i}›" for i in range(len(parsed.clusters))],
        [f"‹x{i}›" for i in range(len(parsed.references))],
    )
    return html.removeprefix('<div class="body" dir="auto">').removesuffix("</div>")


def article(
    slug: str, notes: Mapping[str, str], *, collection: str = "cases", drafts: Sequence[str] = (), show: bool = False
) -> tuple[Summary, Mapping[str, Body]]:
    """An article with these notes, by id, its text not here; `drafts` names those that are drafts."""
    path = f"annotations/{collection}/{slug}.yml"
    annotations = tuple(
        Annotation(
            id_,
            Place(path, 10 * i, 5),
            (Target(scalar(f"words of {id_}", path)),),
            "context",
            scalar(text, path, 10 * i + 2),
            status=Status.DRAFT if id_ in drafts else Status.PUBLISHED,
        )
        for i, (id_, text) in enumerate(notes.items(), 1)
    )
    particulars = Particulars(
        scalar(f"The {slug} story", path, 2), Place(path, 1), publisher="The Daily", published="2016-12-08"
    )
    bodies = {annotation.id: parse_body(annotation.note) for annotation in annotations}
    sidecar = Sidecar(path, collection, slug, particulars, annotations)
    return summarise(sidecar, None, (), bodies, None, drafts=show), bodies


def source(id_: str, line: int = 1, **item: object) -> Source:
    return Source(id_, Place("annotations/sources.yml", line, 5), {"type": "book", **item})


VINE = source(
    "vine",
    title="Pentagon Probe",
    author=[{"family": "Vine", "given": "David"}],
    issued={"date-parts": [[2015, 5, 4]]},
)


def entry(id_: str, name: str, note: str = "A note.") -> Entry:
    return Entry(id_, Place("annotations/glossary.yml", 1), "term", name, scalar(note, "annotations/glossary.yml"))


def happening(date: str, event: str, *see: str) -> Happening:
    path = "annotations/timeline.yml"
    return Happening(date, Place(path, 1), scalar(event, path), see=tuple(scalar(item, path) for item in see))
