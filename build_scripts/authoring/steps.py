"""What is to be said otherwise, as changes of the text: a value replaced, a key renamed, put beside another or taken
out, whether the mapping is written in lines or in braces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.authoring.editing import Change
from build_scripts.authoring.scalars import write_block, write_scalar
from build_scripts.authoring.tree import Branch, Leaf, Lines, NotEditableError, Tree, last_line, walk
from build_scripts.model import Place


@dataclass(frozen=True, slots=True)
class Step:
    """One key or value, and what it is to say."""

    text: str | None
    """None: key and value are to go."""
    key: str = ""
    """Of the mapping the place is in, which may not have it yet. Empty: the key or value at the place itself."""
    whole: bool = False
    """In place of all that the key holds, be it a list or keys of its own; the place is in it."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A leaf and what it stands in."""

    leaf: Leaf
    parents: tuple[Branch, ...]
    """From the outermost to the one the leaf is a key, value or item of."""


def changes_of(text: str, tree: Tree, place: Place, steps: Sequence[Step]) -> tuple[Change, ...]:
    """The changes that make `steps` at a `place` of the text. Raises `NotEditableError` where there is nothing to
    change or it is written too oddly."""
    lines = Lines(text)
    spot = _find(tree, lines.offset(place.line - 1, place.column - 1))
    if spot is None:
        raise NotEditableError("there is no value at this place")
    if any(step.whole for step in steps):
        return tuple(_instead(lines, spot, step) for step in steps)
    parent = spot.parents[-1] if spot.parents else None
    own = [step for step in steps if not step.key]
    beside = [step for step in steps if step.key]
    if parent is not None and parent.pairs is None and beside:
        return (_with_keys(text, spot.leaf, beside),)
    made = [_replaced(lines, spot.leaf, step.text, parent) for step in own]
    if beside:
        if parent is None or parent.pairs is None:
            raise NotEditableError("there is no mapping at this place")
        for step in beside:
            made += _beside(lines, parent, spot.leaf, step)
    return tuple(made)


def _find(tree: Tree, offset: int, parents: tuple[Branch, ...] = ()) -> _Spot | None:
    """The leaf an offset stands in or directly after; of two that touch, the one that begins there."""
    if isinstance(tree, Leaf):
        return _Spot(tree, parents) if tree.start <= offset <= tree.end else None
    found: _Spot | None = None
    for child in [*(one for pair in tree.pairs or () for one in pair), *tree.items]:
        if child.start <= offset <= child.end:
            found = _find(child, offset, (*parents, tree)) or found
    return found


def _replaced(lines: Lines, leaf: Leaf, words: str | None, parent: Branch | None) -> Change:
    if words is None:
        raise NotEditableError("a value alone can't be taken out")
    if leaf.style in ("|", ">"):
        row = last_line(leaf, lines)
        first = lines.line(leaf.start)
        margin = len(lines.text[lines.starts[first] :]) - len(lines.text[lines.starts[first] :].lstrip(" -"))
        header = lines.text[leaf.start : lines.starts[first + 1] - 1].split()[0].rstrip("0123456789")
        end = lines.starts[row + 1] - 1
        return Change(leaf.start, end, write_block(words, margin, header))
    flow = parent is not None and parent.flow
    return Change(leaf.start, leaf.end, write_scalar(words, leaf.style, flow=flow))


def _instead(lines: Lines, spot: _Spot, step: Step) -> Change:
    """The innermost value around a place that stands under the step's key, as words."""
    inside: list[Tree] = [*spot.parents, spot.leaf]
    for number in range(len(spot.parents) - 1, -1, -1):
        mapping = spot.parents[number]
        for key, value in mapping.pairs or ():
            if key.text != step.key or value is not inside[number + 1]:
                continue
            if isinstance(value, Leaf):
                return _replaced(lines, value, step.text, mapping)
            words = step.text or ""
            if value.flow:
                return Change(value.start, value.end, write_scalar(words, flow=mapping.flow))
            margin = lines.column(mapping.start)
            written = write_block(words, margin) if words.endswith("\n") else write_scalar(words)
            return Change(
                lines.text.index(":", key.end) + 1, lines.starts[_last_row(value, lines) + 1] - 1, f" {written}"
            )
    raise NotEditableError(f"nothing here stands under {step.key}")


def _with_keys(text: str, leaf: Leaf, steps: Sequence[Step]) -> Change:
    """An item that is words alone, as the quote of a mapping in braces."""
    said = {"quote": leaf.text, **{step.key: step.text for step in steps if step.text is not None}}
    if leaf.style in ("|", ">") or list(said) == ["quote"]:
        words = said["quote"]
        return Change(leaf.start, leaf.end, write_scalar(words or "", leaf.style, flow=True))
    pairs = ", ".join(f"{key}: {write_scalar(words or '', _quotes(key), flow=True)}" for key, words in said.items())
    return Change(leaf.start, leaf.end, f"{{{pairs}}}")


def _quotes(key: str) -> str:
    return '"' if key in ("prefix", "suffix") else ""


def _beside(lines: Lines, mapping: Branch, leaf: Leaf, step: Step) -> list[Change]:
    pairs = mapping.pairs or []
    number = next((n for n, (key, _) in enumerate(pairs) if key.text == step.key), None)
    if number is not None:
        value = pairs[number][1]
        if step.text is None:
            return [_without(lines, mapping, number)]
        if not isinstance(value, Leaf):
            raise NotEditableError(f"{step.key} has no single value")
        if value.start == value.end:
            return [Change(value.start, value.end, f" {write_scalar(step.text, _quotes(step.key), flow=mapping.flow)}")]
        return [_replaced(lines, value, step.text, mapping)]
    if step.text is None:
        return []
    anchor = next((value for key, value in pairs if leaf in (key, value)), pairs[-1][1])
    written = f"{step.key}: {write_scalar(step.text, _quotes(step.key), flow=mapping.flow)}"
    if mapping.flow:
        return [Change(anchor.end, anchor.end, f", {written}")]
    end = lines.starts[_last_row(anchor, lines) + 1] - 1
    return [Change(end, end, f"\n{' ' * lines.column(mapping.start)}{written}")]


def _without(lines: Lines, mapping: Branch, number: int) -> Change:
    pairs = mapping.pairs or []
    key, value = pairs[number]
    if mapping.flow:
        if number:
            return Change(pairs[number - 1][1].end, value.end, "")
        return Change(key.start, pairs[1][0].start if len(pairs) > 1 else value.end, "")
    if number == 0:
        raise NotEditableError(f"{key.text} is the first key of its item and can't be taken out by itself")
    return Change(lines.starts[lines.line(key.start)], lines.starts[_last_row(value, lines) + 1], "")


def _last_row(value: Tree, lines: Lines) -> int:
    rows = [last_line(leaf, lines) for leaf in walk(value) if isinstance(leaf, Leaf)]
    if isinstance(value, Branch) and value.flow:
        rows.append(lines.line(value.end))
    return max(rows)
