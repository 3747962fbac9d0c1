"""Cures that stand in a finding's hint as lines to paste: each line `key: value` goes where the finding points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_scripts.authoring.steps import Step
from build_scripts.authoring.tree import Branch, Leaf, NotEditableError, grow
from build_scripts.findings import Code, Finding


def pasted(finding: Finding) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """For each choice of a hint the lines as they stand there, and the steps they come to. A remark begins a choice,
    and so does a key that the choice has already; what is no `key: value` is passed over."""
    choices: list[dict[str, str]] = []
    fresh = True
    for line in _pieces(finding.hint.split("\n")[1:]):
        pair = None if line.startswith("#") else _pair(line)
        if pair is None or not (pair[1] or finding.code is Code.Y201):  # `note: |` shows how a text begins
            fresh = True
            continue
        if fresh or pair[0] in choices[-1]:
            choices.append({})
        choices[-1][pair[0]] = pair[1]
        fresh = False
    if finding.code is Code.Y201:
        return tuple((f"{key}:", (Step(key),)) for choice in choices for key in choice)
    return tuple(
        ("\n".join(f"{key}: {words}" for key, words in choice.items()), _steps(finding, choice)) for choice in choices
    )


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    """The lines; a text below `key: |` together with that line."""
    whole = ""
    for line in lines:
        if whole.partition("\n")[0].endswith(" |") and line.startswith(" "):
            whole += f"\n{line}"
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


def _steps(finding: Finding, choice: dict[str, str]) -> tuple[Step, ...]:
    """Of words that are told apart by one of their neighbours, the other is no longer needed."""
    steps = [Step(words, key, whole=finding.code is Code.Y203) for key, words in choice.items()]
    if finding.code in (Code.A101, Code.A102):
        steps += [Step(None, key) for key in ("prefix", "suffix") if key not in choice]
    return tuple(steps)


def _pair(line: str) -> tuple[str, str] | None:
    try:
        tree = grow(f"{line}\n" if "\n" in line else line.strip())
    except NotEditableError:
        return None
    if not isinstance(tree, Branch) or tree.flow or not tree.pairs:
        return None
    key, value = tree.pairs[0]
    return (key.text, value.text) if isinstance(value, Leaf) else None
