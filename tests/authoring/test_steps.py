"""Single values changed in files of every style: only their lines change, and only they say something else."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_scripts.authoring.editing import Change, apply, text_of
from build_scripts.authoring.proving import comments, syntax_findings
from build_scripts.authoring.steps import Step, changes_of
from build_scripts.authoring.tree import Branch, Leaf, Lines, grow
from build_scripts.model import Place
from tests.authoring.making import sidecars

PATH = "annotations/tales/the-bridge.yml"
QUICK = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def first_pairs(text: str) -> list[tuple[Leaf, Leaf]]:
    """Keys and values, as far as they are words, of the first annotation."""
    tree = grow(text)
    assert isinstance(tree, Branch)
    listed = (tree.pairs or [])[-1][1]
    item = listed.items[0] if isinstance(listed, Branch) else listed
    pairs = (item.pairs or []) if isinstance(item, Branch) else []
    return [(key, value) for key, value in pairs if isinstance(value, Leaf)]


@QUICK
@given(sidecars(), st.sampled_from(["the river", "it’s: so", "no", "“x” # y"]), st.integers(0, 5))
def test_a_value_is_replaced_and_nothing_else(data: bytes, words: str, number: int) -> None:
    assume(not syntax_findings(PATH, data))
    text = text_of(data)
    pairs = first_pairs(text)
    key, value = pairs[number % len(pairs)]
    lines = Lines(text)
    place = Place(PATH, lines.line(value.start) + 1, lines.column(value.start) + 1)
    changes = changes_of(text, grow(text) or value, place, [Step(words)])
    made = apply(data, changes)
    after = {one.text: other.text for one, other in first_pairs(text_of(made))}
    assert after.pop(key.text).rstrip("\n") == words
    assert after == {one.text: other.text for one, other in pairs if one.text != key.text}
    assert comments(text_of(made), grow(text_of(made))) == comments(text, grow(text))
    outside(text, text_of(made), changes)


@QUICK
@given(sidecars())
def test_a_key_is_put_beside_another(data: bytes) -> None:
    assume(not syntax_findings(PATH, data))
    text = text_of(data)
    key, value = first_pairs(text)[-1]
    lines = Lines(text)
    place = Place(PATH, lines.line(key.start) + 1, lines.column(key.start) + 1)
    made = apply(data, changes_of(text, grow(text) or value, place, [Step(" was: so", "through")]))
    after = {one.text: other.text for one, other in first_pairs(text_of(made))}
    assert after.pop("through") == " was: so"
    assert {one: words.rstrip("\n") for one, words in after.items()} == {
        one.text: other.text.rstrip("\n") for one, other in first_pairs(text)
    }


def outside(before: str, after: str, changes: tuple[Change, ...]) -> None:
    """What is not in the changes is there still, byte for byte."""
    (change,) = changes
    assert after.startswith(before[: change.start])
    assert after.endswith(before[change.end :])


def steps_at(text: str, words: str, *steps: Step) -> str:
    at = text.index(words)
    lines = Lines(text)
    tree = grow(text)
    assert tree is not None
    place = Place(PATH, lines.line(at) + 1, lines.column(at) + 1)
    return apply(text.encode(), changes_of(text, tree, place, steps)).decode()


def test_an_item_of_a_list_of_quotes_gets_its_suffix_in_braces() -> None:
    assert (
        steps_at("quote: [one, 'two']\n", "two", Step(" was", "suffix"))
        == 'quote: [one, {quote: two, suffix: " was"}]\n'
    )
    assert steps_at("quote:\n  - one\n  - two\n", "one", Step("x", "quote")) == "quote:\n  - x\n  - two\n"


def test_a_neighbour_that_is_no_longer_needed_goes_with_its_line() -> None:
    text = "- id: a\n  quote: one\n  prefix: 'the '\n  kind: place\n"
    assert steps_at(text, "one", Step(None, "prefix"), Step(" was", "suffix")) == (
        '- id: a\n  quote: one\n  suffix: " was"\n  kind: place\n'
    )
    assert steps_at("{quote: one, prefix: x, id: a}\n", "one", Step(None, "prefix")) == "{quote: one, id: a}\n"
