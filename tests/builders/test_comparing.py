"""The comparison of two builders sees what a reader would, and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.builders.comparing import differences, read_page, read_site

PAGE = (
    b"<html><body><nav>Menu</nav><article><h1 id=a>One<a class=headerlink>#</a></h1><p>Two three</p></article></body>"
)


def test_a_reader_sees_no_difference_in_menus_buttons_and_white_space() -> None:
    other = PAGE.replace(b"Menu", b"Other menu").replace(b">#<", b">*<").replace(b"Two three", b"Two\n three")
    assert differences({"": read_page(PAGE)}, {"": read_page(other)}) == ()


def test_coloured_code_has_the_same_words() -> None:
    plain, coloured = (b"<article><pre>id: a-b</pre></article>", b"<article><pre><i>id</i>: <i>a-</i>b</pre></article>")
    assert differences({"": read_page(plain)}, {"": read_page(coloured)}) == ()


def test_a_changed_word_is_shown_in_its_context() -> None:
    found = differences({"x/": read_page(PAGE)}, {"x/": read_page(PAGE.replace(b"three", b"four"))})
    assert found == ("x/: words differ: “One Two three” became “One Two four”",)


def test_a_place_that_is_gone_is_named() -> None:
    found = differences({"": read_page(PAGE)}, {"": read_page(PAGE.replace(b"id=a", b""))})
    assert found == ("./: 1 places are gone: a",)


def test_pages_of_one_site_alone_are_named() -> None:
    page = read_page(PAGE)
    assert differences({"a/": page}, {"b/": page}) == (
        "a/: only the first site has this page",
        "b/: only the second site has this page",
    )


def test_an_empty_page_has_no_words() -> None:
    assert read_page(b"").words == ()


def test_addresses_are_those_a_reader_types(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    for name in ("index.html", "one/index.html", "404.html"):
        (tmp_path / name).write_bytes(PAGE)
    assert set(read_site(tmp_path)) == {"", "one/", "404.html"}
