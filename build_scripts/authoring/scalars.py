"""One value as YAML text, in the style its neighbours have where that can hold it."""

from __future__ import annotations

import json
from typing import Any

import yaml

from build_scripts.authoring.tree import Leaf, NotEditableError, Tree, grow

_TEXT = "tag:yaml.org,2002:str"


def write_scalar(words: str, style: str = "", *, flow: bool = False) -> str:
    """`words` on one line: plain, in `'` or in `"` as `style` asks, in `"` where that style would not read back as the
    same words. `flow`: between brackets or braces."""
    if style == "'" and words.isprintable():
        written = "'" + words.replace("'", "''") + "'"
    elif style == '"':
        written = json.dumps(words, ensure_ascii=False)
    else:
        written = words
    if _reads_as(written, words, flow=flow) and (written[:1] in "'\"" or _is_plain_text(words)):
        return written
    return json.dumps(words, ensure_ascii=False)


def write_block(words: str, margin: int, indicator: str = "|") -> str:
    """`words` as it stands after `key: ` for a key in column `margin`: indicator and lines, without a last line end."""
    lines = words.removesuffix("\n").split("\n")
    if lines[0].startswith(" ") or not lines[0]:
        indicator += "2"
    return "\n".join([indicator, *(f"{' ' * (margin + 2)}{line}" if line else "" for line in lines)])


def _reads_as(written: str, words: str, *, flow: bool) -> bool:
    if "\n" in written or written.strip() != written or " #" in written or "\t" in written:
        return False
    try:
        tree = grow(f"k: [{written}]" if flow else f"k: {written}\n")
    except NotEditableError:
        return False
    value = _value(tree)
    return isinstance(value, Leaf) and value.text == words


def _value(tree: Tree | None) -> Tree | None:
    """Of the one key, or of the one item under it."""
    pairs = (tree.pairs or []) if tree is not None and not isinstance(tree, Leaf) else []
    value = pairs[0][1] if len(pairs) == 1 else None
    if value is not None and not isinstance(value, Leaf):
        return value.items[0] if len(value.items) == 1 else None
    return value


def _is_plain_text(words: str) -> bool:
    """Whether an editor that knows YAML's types takes the plain words for text too, and not for a number or `no`."""
    types: Any = yaml.SafeLoader("")
    return bool(words) and types.resolve(yaml.ScalarNode, words, (True, False)) == _TEXT
