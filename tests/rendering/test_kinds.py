"""Kinds of notes by eye: told apart without colour, and legible in every scheme."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path

import pytest

from build_scripts.model import Kind, Settings
from build_scripts.reading.settings import COLOURS, read_settings
from build_scripts.rendering.pages.kinds import kinds_stylesheet, weighed

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "docs/assets/edition/type.css").read_text("utf-8")
SCHEMES = ("light", "sepia", "dark")
PAPERS = ("paper", "paper-raised", "paper-lit")


@cache
def ours() -> Settings:
    return read_settings("mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes())[0]


def palette(selector: str) -> dict[str, str]:
    """The colours that the rule of a selector sets, by name without dashes."""
    rule = CSS[CSS.index(f"{selector} {{") :].split("}")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rule))


def of_scheme(scheme: str) -> dict[str, str]:
    return palette(":root" if scheme == "light" else f':root[data-scheme="{scheme}"]')


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tinted(paper: str, kind: str, share: float = 0.11) -> str:
    mixed = (round(int(kind[at : at + 2], 16) * share + int(paper[at : at + 2], 16) * (1 - share)) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_no_two_of_our_kinds_need_colour_to_be_told_apart() -> None:
    looks = {kind.id: (kind.shape, weight, kind.sign) for kind, weight in weighed(ours().kinds.values())}
    assert len(looks) == 9
    for one, other in itertools.combinations(looks, 2):
        assert looks[one] != looks[other], (one, other)


def test_weights_that_tell_kinds_apart_are_far_enough_apart_to_be_seen() -> None:
    for one, other in itertools.combinations(weighed(ours().kinds.values()), 2):
        if (one[0].shape, one[0].sign) == (other[0].shape, other[0].sign):
            thin, thick = sorted((float(one[1]), float(other[1])))
            assert thick / thin > 1.5, (one[0].id, other[0].id)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_a_contrast_of_four_and_a_half_and_lines_of_three(scheme: str) -> None:
    colours = of_scheme(scheme)
    assert {*COLOURS, *PAPERS, "ink", "ink-quiet", "accent", "edge", "rule"} == set(colours)
    for paper in PAPERS:
        for name in (*COLOURS, "ink", "ink-quiet", "accent"):
            assert contrast(colours[name], colours[paper]) >= 4.5, (scheme, name, paper)
        assert contrast(colours["edge"], colours[paper]) >= 3, (scheme, paper)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_and_their_line_are_legible_on_the_tint_of_several_notes(scheme: str) -> None:
    colours = of_scheme(scheme)
    for kind in COLOURS:
        tint = tinted(colours["paper"], colours[kind])
        assert contrast(colours["ink"], tint) >= 4.5
        assert contrast(colours[kind], tint) >= 3


def test_a_device_that_asks_for_dark_gets_the_same_dark_as_a_reader_who_chooses_it() -> None:
    assert palette("  :root:not([data-scheme])") == of_scheme("dark")


def test_a_sign_in_the_settings_stands_at_the_numbers_and_cannot_leave_its_quotes() -> None:
    kinds = {"place": Kind("place", "Place", "identifying", "dotted", "green", '"}')}
    css = kinds_stylesheet(Settings("", kinds=kinds)).text
    assert '.ref a[data-kind="place"]::before' in css
    assert 'content: "\\22 \\7d "' in css


def test_shapes_and_colours_nobody_knows_become_solid_and_slate() -> None:
    kinds = {"x": Kind("x", "X", "identifying", "zigzag", "url(x)")}
    css = kinds_stylesheet(Settings("", kinds=kinds)).text
    assert "--kind: var(--slate); --shape: solid;" in css
    assert "zigzag" not in css
    assert "url" not in css
