"""Made-up English: sentences from a seed, with the frequencies of words that a real text has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

VOCABULARY = Path(__file__).with_name("vocabulary.txt")

PATTERNS = (
    "The {adjective} {noun} of {place} {verb} the {noun} {preposition} {place} on {day}.",
    "{person}, a {adjective} {noun} of the {organisation}, {adverb} {verb} that the {noun} had been {adjective}.",
    "According to the {organisation}, {number} {noun}s were {verb} {preposition} the {adjective} {noun}.",
    "“The {noun} was {adjective} and none {verb} the {noun},” said {person}, who {verb} the {organisation} in {year}.",
    "{connective}, the {organisation} {verb} a {noun} about the {adjective} {noun} {preposition} {place}.",
    "No {adjective} {noun} {verb} the {noun} of {day}, and the {organisation} in {place} {verb} it {adverb}.",
    "It {verb} {number} {noun}s, {number} of them {preposition} the {noun} of {place}, in a {adjective} {noun}.",
    "Whether the {noun} {verb} the {noun} before the {adjective} {noun} is a matter of {noun}.",
    "{person} {verb} the {noun} – {adjective}, {adjective} and {adverb} {verb} – to a {noun} of the {organisation}.",
    "The {noun} is the {adjective} one of {number} that {place}’s {organisation} has {verb} since {year}.",
)


@cache
def vocabulary() -> dict[str, tuple[str, ...]]:
    """The words of each kind, the commonest first."""
    kinds = {}
    for line in VOCABULARY.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split(":", 1)
            kinds[kind] = tuple(words.split())
    return kinds


def word(random: Random, kind: str) -> str:
    """A word of that kind; the n-th is taken about 1/n as often as the first."""
    words = vocabulary()[kind]
    return words[min(int(len(words) ** random.random()) - 1, len(words) - 1)].replace("-", " ")


def day(random: Random) -> str:
    return f"{random.randint(1, 28)} {random.choice(vocabulary()['months'])} {random.randint(1990, 2025)}"


def sentence(random: Random) -> str:
    """12 to 25 words, one in five a number, a name or a date, so that nearly every phrase is the only one."""
    pattern = random.choice(PATTERNS)
    out: list[str] = []
    for piece in pattern.split("{"):
        name, brace, rest = piece.partition("}")
        out.append(_fill(random, name) + rest if brace else name)
    text = "".join(out)
    text = text.replace("sss", "sses")
    return text[0].upper() + text[1:]


def _fill(random: Random, name: str) -> str:
    if name == "day":
        return day(random)
    if name == "year":
        return str(random.randint(1950, 2025))
    if name == "number":
        return str(random.randint(2, 990))
    kinds = {"person": "people"}
    return word(random, kinds.get(name, f"{name}s"))


def sentences(random: Random, words: int) -> list[str]:
    """Sentences of at least that many words together."""
    made: list[str] = []
    count = 0
    while count < words:
        made.append(sentence(random))
        count += len(made[-1].split())
    return made
