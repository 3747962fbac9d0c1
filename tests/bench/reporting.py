"""The measurements as a table of ratios, each beside its goal.

Ratios are of processor time, all processes together: on a machine with other work to do, the clock on the wall measures
that work. What the clock says stands below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan

from tests.bench.measuring import Run, exponent
from tests.bench.visiting import Visit

BUILDER = "site"
"""The part of a build that is not ours: MkDocs, with Pagefind beside it, and the swap of the folders."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One size, measured."""

    size: int
    first: Run
    parts: dict[str, float]
    """Seconds of processor time of each part of the first build."""
    again: Run
    """With nothing changed."""
    parts_again: dict[str, float]
    changed: Run
    """With one annotation changed."""
    parts_changed: dict[str, float]
    bare_articles: Run
    """Bare MkDocs, the words of the articles alone."""
    bare_pages: Run
    """Bare MkDocs, all words of all our pages."""
    bare_search: Run
    """The same with Material's search, since ours has a search too."""
    visit: Visit | None
    site_bytes: int


def ours(parts: dict[str, float]) -> float:
    """Seconds of processor time of our own stages: all parts but the builder's."""
    return sum(seconds for name, seconds in parts.items() if name != BUILDER)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table."""

    name: str
    of: Callable[[Measured], float]
    goal: float | None = None
    """Not to be passed; None for what has no goal."""
    form: str = "{:.3f}"


RATIOS = (
    Ratio("our stages, share of the whole build", lambda m: ours(m.parts) / m.first.processor, 0.15),
    Ratio("whole : bare build, all words of our pages", lambda m: m.first.processor / m.bare_pages.processor, 1.25),
    Ratio("whole : bare build with search, all words", lambda m: m.first.processor / m.bare_search.processor),
    Ratio("whole : bare build, words of the articles only", lambda m: m.first.processor / m.bare_articles.processor),
    Ratio("nothing changed, our stages : first", lambda m: ours(m.parts_again) / ours(m.parts)),
    Ratio("nothing changed, whole : first", lambda m: m.again.processor / m.first.processor),
    Ratio("one note changed, our stages : first", lambda m: ours(m.parts_changed) / ours(m.parts), 0.05),
    Ratio("one note changed, whole : first", lambda m: m.changed.processor / m.first.processor),
    Ratio("our stages, milliseconds an article", lambda m: ours(m.parts) / m.size * 1000, form="{:.2f}"),
    Ratio("whole build, seconds of processor time", lambda m: m.first.processor, form="{:.1f}"),
    Ratio("whole build, seconds by the clock", lambda m: m.first.seconds, form="{:.1f}"),
    Ratio("by the clock, whole : bare, all words", lambda m: m.first.seconds / m.bare_pages.seconds),
    Ratio("by the clock, whole : bare with search", lambda m: m.first.seconds / m.bare_search.seconds),
    Ratio("largest process, MB", lambda m: m.first.megabytes, form="{:.0f}"),
    Ratio("largest process : bare, all words", lambda m: m.first.megabytes / m.bare_pages.megabytes),
    Ratio("site on disk, kB an article", lambda m: m.site_bytes / m.size / 1000, form="{:.0f}"),
    Ratio("an article page, kB downloaded", lambda m: m.visit.article / 1000 if m.visit else nan, form="{:.0f}"),
    Ratio("then to the first search result, kB", lambda m: m.visit.search / 1000 if m.visit else nan, form="{:.0f}"),
    Ratio("then to the first search result, s", lambda m: m.visit.search_seconds if m.visit else nan, form="{:.2f}"),
)

GROWTH = 1.1
"""The exponent not to be passed."""


def report(measured: Sequence[Measured]) -> str:
    """A table with a column for each size, the growth below it."""
    width = max(len(ratio.name) for ratio in RATIOS)
    lines = [f"{'articles':{width}}" + "".join(f"{one.size:>9}" for one in measured) + "  goal"]
    for ratio in RATIOS:
        values = [ratio.of(one) for one in measured]
        cells = "".join(f"{ratio.form.format(value):>9}" for value in values)
        lines.append(f"{ratio.name:{width}}{cells}{_verdict(values, ratio.goal)}")
    if len(measured) > 1:
        lines += [_growth(name, measured, of, width) for name, of in GROWING]
    return "\n".join(lines) + "\n"


GROWING: tuple[tuple[str, Callable[[Measured], float]], ...] = (
    ("growth exponent, whole build", lambda m: m.first.processor),
    ("growth exponent, our stages", lambda m: ours(m.parts)),
    ("growth exponent, bare build (all words)", lambda m: m.bare_pages.processor),
)


def _growth(name: str, measured: Sequence[Measured], of: Callable[[Measured], float], width: int) -> str:
    slope = exponent([one.size for one in measured], [of(one) for one in measured])
    return f"{name:{width}}{slope:9.3f}" + " " * 9 * (len(measured) - 1) + _verdict([slope], GROWTH)


def _verdict(values: Sequence[float], goal: float | None) -> str:
    if goal is None:
        return ""
    return f"  ≤ {goal:g}: {'met' if all(value <= goal for value in values) else 'not met'}"


def row(one: Measured) -> dict[str, object]:
    """Everything of one size as JSON: seconds of all parts, and the ratios by name."""
    return {
        "articles": one.size,
        "seconds": {
            "first": one.first.seconds,
            "again": one.again.seconds,
            "one_note_changed": one.changed.seconds,
            "bare_articles": one.bare_articles.seconds,
            "bare_pages": one.bare_pages.seconds,
            "bare_search": one.bare_search.seconds,
        },
        "processor": {
            "first": one.first.processor,
            "again": one.again.processor,
            "one_note_changed": one.changed.processor,
            "bare_articles": one.bare_articles.processor,
            "bare_pages": one.bare_pages.processor,
            "bare_search": one.bare_search.processor,
        },
        "parts": {"first": one.parts, "again": one.parts_again, "one_note_changed": one.parts_changed},
        "ratios": {ratio.name: ratio.of(one) for ratio in RATIOS},
    }
