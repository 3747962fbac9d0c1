"""The right text or a refusal that names the byte; what nobody sees is reported."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from build_scripts.findings import Code, Severity
from build_scripts.model import Place
from build_scripts.reading.articles import read_article
from build_scripts.reading.articles.decoding import LARGEST
from tests.reading.showing import sidecar_with

PATH = "articles/cases/story.txt"


def _codes(data: bytes, encoding: str = "utf-8") -> list[Code]:
    return [one.code for one in read_article(PATH, data, sidecar_with(encoding=encoding))[1]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end: str, mark: str) -> None:
    data = (mark + end.join(["A title of words", "", "First.", "Second."])).encode()
    article, findings = read_article(PATH, data, None)
    assert article is not None
    assert [(one.line, one.shown) for one in article.blocks] == [(1, "A title of words"), (3, "First."), (4, "Second.")]
    assert findings == ()


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "It’s “here” – now"),
        ("koi8-r", "Карта и война"),
        ("gb18030", "地图与战争"),
        ("shift_jis", "地図と戦争"),
        ("utf-16", "Kaart – oorlog"),
    ],
)
def test_a_declared_encoding_gives_the_words_and_an_undeclared_one_a_refusal(encoding: str, words: str) -> None:
    data = words.encode(encoding)
    article, findings = read_article(PATH, data, sidecar_with(encoding=encoding))
    assert article is not None
    assert ([one.shown for one in article.blocks], findings) == ([words], ())
    article, findings = read_article(PATH, data, None)
    assert article is None
    assert {one.code for one in findings} <= {Code.T104, Code.T105}


def test_a_byte_that_is_not_utf_8_is_named_with_its_line_and_a_cure() -> None:
    article, findings = read_article(PATH, "First line\nsays “caf".encode() + b"\xe9\x94", None)
    assert article is None
    assert [(one.code, one.place) for one in findings] == [(Code.T104, Place(PATH, 2, 10))]
    assert "byte 22 (0xE9)" in findings[0].message
    assert "encoding: cp1252" in findings[0].hint


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", "\ufeff".encode(), "\u00a0\n".encode()])
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_an_article_without_words_is_a_finding(data: bytes, suffix: str) -> None:
    article, findings = read_article(f"articles/cases/story.{suffix}", data, None)
    assert article is None
    assert [one.code for one in findings] == [Code.T101]


def test_a_nul_is_refused() -> None:
    assert _codes(b"words\x00words") == [Code.T105]


def test_an_encoding_nobody_knows_is_refused() -> None:
    assert _codes(b"words", "klingon") == [Code.T103]
    assert _codes(b"words", "rot13") == [Code.T103]


def test_more_than_twenty_megabytes_are_refused() -> None:
    assert _codes(b"a" * (LARGEST + 1)) == [Code.T102]


def test_hidden_characters_are_kept_and_reported_once_each() -> None:
    article, findings = read_article(PATH, "A wo\u200brd an\u200bd one\u2060.".encode(), None)
    assert article is not None
    assert article.blocks[0].shown == "A wo\u200brd an\u200bd one\u2060."
    assert [(one.code, one.severity, one.place.column) for one in findings] == [
        (Code.T106, Severity.NOTICE, 5),
        (Code.T106, Severity.NOTICE, 17),
    ]


def test_direction_controls_must_close_in_their_paragraph() -> None:
    closed = [one.severity for one in read_article(PATH, "a \u2067b\u2069 c".encode(), None)[1]]
    left_open = [one.severity for one in read_article(PATH, "a \u202eb\n\nc\u202c".encode(), None)[1]]
    assert Severity.WARNING not in closed
    assert Severity.WARNING in left_open


def test_tag_characters_are_a_warning_unless_they_make_a_flag() -> None:
    assert [one.severity for one in read_article(PATH, "a\U000e0041".encode(), None)[1]] == [Severity.WARNING]
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert read_article(PATH, f"a {flag}".encode(), None)[1] == ()


def test_joiners_that_scripts_and_emoji_need_are_not_reported() -> None:
    assert _codes("می\u200cخواهم 👩\u200d💻".encode()) == []


def test_text_that_was_broken_before_is_kept_and_reported() -> None:
    article, findings = read_article(PATH, "It’s broken: itâ€™s \ufffd".encode(), None)
    assert article is not None
    assert article.blocks[0].shown.endswith("itâ€™s \ufffd")
    assert [one.code for one in findings] == [Code.T107]


@pytest.mark.parametrize("none", ["\ufffe", "\uffff", "\ufdd0"])
def test_what_is_no_character_is_reported_where_it_stands(none: str) -> None:
    (found,) = read_article(PATH, f"It is{none} so.".encode(), None)[1]
    assert (found.code, found.place.column) == (Code.T107, 6)


def test_a_page_in_html_says_its_own_encoding_and_a_mark_goes_before_it() -> None:
    for meta, encoding in (("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("Shift_JIS", "shift_jis")):
        words = "“Map”" if encoding == "cp1252" else "地図"
        page = f'<meta charset="{meta}"><p>{words}</p>'.encode(encoding)
        article, findings = read_article("articles/c/s.html", page, None)
        assert article is not None
        assert ([one.shown for one in article.blocks], findings) == ([words], ())
    page = '\ufeff<meta charset="windows-1252"><p>“Map”</p>'.encode()
    article, _ = read_article("articles/c/s.html", page, None)
    assert article is not None
    assert article.blocks[0].shown == "“Map”"


def _docx(**parts: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return into.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip at all",
        _docx(readme_xml=b"<a/>"),
        _docx(word__document_xml=b"<broken"),
        _docx(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        _docx(word__document_xml=b"<a/>", bomb_xml=b"0" * 30_000_000),
    ],
    ids=["empty", "no zip", "no document", "broken XML", "entities", "bomb"],
)
def test_a_word_file_that_is_none_or_a_bomb_is_refused_before_pandoc_sees_it(data: bytes) -> None:
    start = time.monotonic()
    article, findings = read_article("articles/c/s.docx", data, None)
    assert article is None
    assert [one.code for one in findings] == [Code.T116]
    assert time.monotonic() - start < 5


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_ten_megabytes_and_a_line_of_one_megabyte_are_read_in_a_minute(suffix: str) -> None:
    start = time.process_time()
    for data in (
        ("The harbour was quiet, they said – and “nobody” saw it. " * 18 + "\n\n") * 10_000,
        "word " * 200_000,
    ):
        article, findings = read_article(f"articles/c/s.{suffix}", data.encode(), None)
        assert article is not None
        assert findings == ()
    assert time.process_time() - start < 60
