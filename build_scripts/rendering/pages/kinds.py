"""The colours and shapes of the kinds, as a stylesheet: settings decide them, and no page carries inline style."""

from __future__ import annotations

from build_scripts.model import Kind, Settings
from build_scripts.rendering.pages.page import Page

SHAPES = frozenset({"solid", "dashed", "dotted", "double", "wavy"})
COLOURS = frozenset({"slate", "red", "violet", "blue", "teal", "green", "olive", "orange", "magenta"})
"""Custom properties of `type.css`, with a value for light and one for dark pages."""


def kinds_stylesheet(settings: Settings) -> Page:
    """A few rules for each kind. A shape or colour that the stylesheet does not know becomes solid or slate."""
    rules = "\n".join(_rules(kind) for kind in settings.kinds.values())
    return Page(
        "assets/edition/kinds.css", f"/* Made from the kinds in mkdocs.yml; changes here are lost. */\n{rules}\n"
    )


def _rules(kind: Kind) -> str:
    shape = kind.shape if kind.shape in SHAPES else "solid"
    colour = kind.colour if kind.colour in COLOURS else "slate"
    name = "".join(char for char in kind.id if char.isascii() and (char.isalnum() or char == "-"))
    return (
        f'[data-kind="{name}"] {{ --kind: var(--{colour}); --shape: {shape}; }}\n'
        f'mark[data-kinds~="{name}"] {{ --kind: var(--{colour}); text-decoration-style: {shape}; }}'
    )
