"""The measurements measure what they say: the made-up editions are sound, the bare ones hold the same words."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.bench import bare, checking
from tests.bench.generating import NOTES, WORDS, make_article, plain, quotes, without, write_edition
from tests.bench.measuring import FailedError, exponent, run


def test_the_same_seed_makes_the_same_edition(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_edition(tmp_path / name, 3, seed=7)
    first = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.yml")}
    assert first == {
        path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.yml")
    }


def test_an_article_has_about_a_thousand_words_and_every_quote_once() -> None:
    made = make_article(1, "part-01", "report-0001")
    text = "\n".join(plain(block) for block in made.blocks)
    assert WORDS <= len(text.split()) <= WORDS * 1.15
    chosen = quotes(made, Random(1))  # noqa: S311 - repeatable, not secret
    assert len(set(chosen)) == NOTES
    assert [text.count(quote) for quote in chosen] == [1] * NOTES


def test_the_bare_page_has_the_words_of_ours_and_no_marks() -> None:
    page = (
        b"<html><nav>Menu</nav><div id=content><h2 id=x>One</h2>"
        b"<p>two <mark id=m>three</mark>_<sup><a href=#n>1</a></sup></p><ul><li>4"
    )
    assert bare.words_as_markdown(page) == "## One\n\ntwo three\\_1\n\n4\n"


def test_the_bare_settings_keep_the_theme_and_drop_what_is_ours() -> None:
    settings = (
        "site_name: A\ntheme:\n  name: material\n  custom_dir: x\nplugins: []\nextra:\n  edition:\n    style: mla\n"
    )
    bared = bare.config(settings)
    assert "name: material" in bared
    assert "custom_dir" not in bared
    assert "edition" not in bared


def test_settings_lose_whole_keys_only() -> None:
    assert without("a: 1\nb:\n  c: 2\n\n# d\n- e\nf: 3\n", ("b",)) == "a: 1\nf: 3\n"


def test_the_exponent_of_linear_growth_is_one_and_of_quadratic_growth_two() -> None:
    assert exponent((1, 10, 100), (3, 30, 300)) == pytest.approx(1)
    assert exponent((1, 10, 100), (3, 300, 30000)) == pytest.approx(2)


def test_a_failed_build_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="exit status"):
        run(["false"], tmp_path)


def test_memory_is_that_of_the_largest_process_and_not_of_the_one_that_measures(tmp_path: Path) -> None:
    held_by_the_test = b"x" * 300_000_000
    run_of_100_mb = run(
        ["python3", "-c", "import subprocess as s; s.run(['python3', '-c', 'b = chr(120) * 10**8'])"], tmp_path
    )
    assert 100 < run_of_100_mb.megabytes < 200
    assert len(held_by_the_test) == 300_000_000


def test_a_second_check_is_quicker_than_the_first(tmp_path: Path) -> None:
    laps = checking.measure(tmp_path, sidecars=10, rounds=2)
    assert set(laps) == {"cold", "warm", "one sidecar changed"}
    assert laps["warm"].processor < laps["cold"].processor
