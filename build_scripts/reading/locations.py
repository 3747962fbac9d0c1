"""What stands at a location that pydantic names, in the nodes of a file and in the models."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from typing import TypeAlias, get_args

from pydantic import BaseModel

from build_scripts.model import Place
from build_scripts.reading.nodes import Mapping, Node, Sequence

Location: TypeAlias = tuple[int | str, ...]
"""Where pydantic saw an error: keys and numbers of items, and names of the branches of a union."""


def slips_at(model: type[BaseModel], location: Location) -> ReadOnly[str, str]:
    """What people write for keys of the model at `location`, in small letters."""
    slips = getattr(_model_at(model, location), "SLIPS", {})
    return slips if isinstance(slips, dict) else {}


def node_at(root: Node, location: Location) -> Node:
    """The node at a pydantic location; steps that name a branch of a union are passed over."""
    node = root
    for step in location:
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def key_at(root: Mapping, location: Location) -> Node:
    """The key that pydantic's `[key]` at the end of `location` speaks of."""
    parent = node_at(root, location[:-2])
    return parent.items[str(location[-2])][0] if isinstance(parent, Mapping) else parent


def place_at(root: Mapping, location: Location, *, of_key: bool) -> Place:
    parent = node_at(root, location[:-1])
    if of_key and isinstance(parent, Mapping) and location[-1] in parent.items:
        return parent.items[str(location[-1])][0].place
    return node_at(root, location).place


def known_keys(model: type[BaseModel], location: Location) -> frozenset[str]:
    """The keys that the model at `location` knows."""
    fields = _model_at(model, location).model_fields
    return frozenset(info.alias or name for name, info in fields.items())


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    current = model
    for step in location:
        for name, info in current.model_fields.items():
            if step == (info.alias or name):
                current = next(_models_in(info.annotation), current)
    return current


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
