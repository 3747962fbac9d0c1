"""What a YAML file is once composed: mappings, sequences and text, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from build_scripts.model import Place, Scalar


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML sequence."""

    place: Place
    """Of its first item's dash, or of its bracket."""
    items: tuple[Node, ...]
    in_brackets: bool = False
    """Written `[a, b]`, not one item a line."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping; no key occurs twice."""

    place: Place
    """Of its first key, or of its brace."""
    items: dict[str, tuple[Scalar, Node]]
    """From a key's text to the key and its value, in the order of the file."""


Node: TypeAlias = Scalar | Sequence | Mapping
