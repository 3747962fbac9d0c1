"""An annotation of another program in the edition's own terms: its kind, its author, its date, its quotation."""

from __future__ import annotations

from build_scripts.anchoring.canonical import flatten, flatten_context
from build_scripts.anchoring.matching import Selector
from build_scripts.model import Annotation, Place, Scalar, Settings, Target
from build_scripts.reading.elsewhere.borrowed import Borrowed, Quoted
from build_scripts.reading.fields import exists
from build_scripts.rendering.pages.annotate import usual_kind


def asked_about(number: int, one: Borrowed) -> Annotation:
    """As if it were written here, so that it is explained why it has no place; findings have `number` for a line."""
    targets = tuple(_target(chain[-1], number) for chain in one.targets)
    return Annotation(one.name, Place("", number), targets, "", Scalar("", Place("")))


def _target(quote: Quoted, number: int) -> Target:
    place = Place("", number)
    prefix, suffix = (Scalar(words, place) if words.strip() else None for words in (quote.prefix, quote.suffix))
    return Target(Scalar(quote.exact, place), prefix, suffix)


def as_it_came(quote: Quoted) -> Selector:
    """For an entry that a person corrects; the words need not be in the text."""
    return Selector(flatten(quote.exact), flatten_context(quote.prefix), flatten_context(quote.suffix))


def kinds_of(one: Borrowed, settings: Settings) -> tuple[str, ...]:
    """Those that one of its motivations may mean, in the order of the settings; empty for an unknown motivation."""
    return tuple(kind.id for kind in settings.kinds.values() if kind.motivation in one.motivations)


def kind_of(one: Borrowed, settings: Settings) -> str:
    """The only kind of its motivation; of several the usual one if it is among them, else the first."""
    kinds, usual = kinds_of(one, settings), usual_kind(settings)
    return usual if not kinds or usual in kinds else kinds[0]


def author_of(one: Borrowed, settings: Settings) -> str:
    """The annotator of the settings who has one of the creator's names; empty when nobody has."""
    called = {name.casefold() for name in one.creators}
    named = ((her.id, {her.id.casefold(), her.name.casefold()}) for her in settings.annotators.values())
    found = [id_ for id_, names in named if names & called]
    return found[0] if len(found) == 1 else ""


def created_of(one: Borrowed) -> str:
    return one.created if one.created and exists(*map(int, one.created.split("-"))) else ""


def same_words(words: str) -> str:
    return " ".join(words.split())
