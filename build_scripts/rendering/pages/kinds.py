"""The colours and shapes of the kinds, as a stylesheet: settings decide them, and no page carries inline style.

Shape and colour are the settings' choice. Kinds that share a shape differ in weight besides, in the settings' order,
and a kind may have a sign at its numbers, so that no two need colour to be told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_scripts.model import Kind, Settings
from build_scripts.rendering.pages.page import Page

SHAPES = frozenset({"solid", "dashed", "dotted", "double", "wavy"})
COLOURS = frozenset({"slate", "red", "violet", "blue", "teal", "green", "olive", "orange", "magenta"})
"""Custom properties of `type.css`, with a value for each scheme."""
WEIGHTS = ("1", "2.1", "3.3")
"""How thick the line of the first, second and third kind of one shape is, in parts of the usual. A fourth is like the
third: it needs a sign."""
MINE = "mine"
"""The kind of what readers write themselves, which is in no settings."""

MARKS = """\
mark[data-notes] {
  --kind: transparent;
  text-decoration-line: none;
  text-decoration-thickness: calc(var(--weight, 1) * 0.085em);
}

:is(h1, h2) mark[data-notes] {
  text-decoration-thickness: calc(var(--weight, 1) * 0.05em);
}
"""
"""Words whose kinds are all hidden look like any words: what draws the line is the rule of a kind that is shown."""


def kinds_stylesheet(settings: Settings) -> Page:
    """A few rules for each kind. A shape or colour that the stylesheet does not know becomes solid or slate."""
    rules = [rule for kind, weight in weighed(settings.kinds.values()) for rule in _rules(kind, weight)]
    text = "\n".join(
        ("/* Made from the kinds in mkdocs.yml; changes here are lost. */", MARKS, *rules, *_hiding(MINE), "")
    )
    return Page("assets/edition/kinds.css", text)


def weighed(kinds: Iterable[Kind]) -> Iterator[tuple[Kind, str]]:
    """Each kind with the weight of its line, one of `WEIGHTS`."""
    met: Counter[str] = Counter()
    for kind in kinds:
        yield kind, WEIGHTS[min(met[_shape(kind)], len(WEIGHTS) - 1)]
        met[_shape(kind)] += 1


def _rules(kind: Kind, weight: str) -> Iterator[str]:
    colour = kind.colour if kind.colour in COLOURS else "slate"
    name = "".join(char for char in kind.id if char.isascii() and (char.isalnum() or char == "-"))
    values = f"--kind: var(--{colour}); --shape: {_shape(kind)}; --weight: {weight};"
    yield f'[data-kind="{name}"] {{ {values} }}'
    yield (
        f':root:not([data-off~="{name}"]) mark[data-kinds~="{name}"] '
        f"{{ {values} text-decoration-line: underline; text-decoration-style: {_shape(kind)}; }}"
    )
    if kind.sign:
        sign = "".join(f"\\{ord(char):x} " for char in kind.sign)
        yield f'.ref a[data-kind="{name}"]::before, .sample[data-kind="{name}"]::before {{ content: "{sign}"; }}'
    yield from _hiding(name)


def _shape(kind: Kind) -> str:
    return kind.shape if kind.shape in SHAPES else "solid"


def _hiding(name: str) -> Iterator[str]:
    """What is away while the root's `data-off` names the kind: notes, numbers, and sections that hold nothing else."""
    off = f':root[data-off~="{name}"]'
    note = f'.note[data-kind="{name}"]'
    yield (
        f'{off} {note}, {off} .ref:has(> [data-kind="{name}"]), '
        f'{off} .whole-notes:not(:has(> .note:not([data-kind="{name}"]))) {{ display: none !important; }}'
    )
    # A number keeps a distance only from a number that is there.
    yield f'{off} .ref:not(.ref + .ref):has(> [data-kind="{name}"]) + .ref {{ margin-inline-start: 0; }}'
