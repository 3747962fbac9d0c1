"""Word and web articles in the odd forms that their programs write, and hostile ones."""

from __future__ import annotations

import io
import zipfile

import pytest

from build_scripts.findings import Code, Finding
from build_scripts.model import Article
from build_scripts.reading.articles import read_article
from tests.reading.showing import marked

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _word(*paragraphs: str, note: str = "A note.") -> tuple[Article | None, tuple[Finding, ...]]:
    """A Word file with these paragraphs, each the XML inside `w:p`, and one footnote, number 2."""
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATION}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0"><w:p>{run("-")}</w:p>'
        f'</w:footnote><w:footnote w:id="2"><w:p>{run(note)}</w:p></w:footnote></w:footnotes>',
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return read_article("articles/cases/story.docx", into.getvalue(), None)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


CITED = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>not </w:delText></w:r></w:del>'
    article, findings = _word(run("It was ") + deleted + f'<w:ins w:id="3" w:author="a">{run("so.")}</w:ins>{CITED}')
    assert article is not None
    assert [marked(one) for one in article.blocks] == ["It was so.{footnote 1}", "A note."]
    assert findings == ()


def test_tabs_breaks_and_special_hyphens_keep_the_words_apart_and_together() -> None:
    article, findings = _word(
        f"<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r>{CITED}"
    )
    assert article is not None
    assert article.blocks[0].shown.removesuffix("\u00ad") == "a b c\u2011d"
    assert findings == ()


def test_words_that_pandoc_passes_over_are_a_finding_that_quotes_them() -> None:
    box = f"<w:drawing><w:txbxContent><w:p>{run('boxed words')}</w:p></w:txbxContent></w:drawing>"
    _, findings = _word(run("Text.") + CITED, f"<w:r>{box}</w:r>")
    assert [one.code for one in findings] == [Code.T110]
    assert "boxed" in findings[0].message


@pytest.mark.parametrize("page", ["<div>" * 20_000 + "x", "<b>" * 5_000 + "x", "<ul><li>" * 2_000 + "x"])
def test_a_page_nested_too_deeply_is_a_finding_and_no_traceback(page: str) -> None:
    article, findings = read_article("articles/cases/story.html", page.encode(), None)
    assert article is None
    assert [one.code for one in findings] == [Code.T115]


def test_a_page_shows_words_in_block_order_whatever_tags_are_left_open() -> None:
    page = "<p>One<p>two <b>three<p>four</b><div>five<br>six</div><table><td>seven<td>eight</table>nine"
    article, findings = read_article("articles/cases/story.html", page.encode(), None)
    assert article is not None
    words = " ".join(" ".join(one.shown for one in article.blocks).split())
    assert words == "One two three four five six seven eight nine"
    assert findings == ()


def test_scripts_styles_and_comments_are_no_words() -> None:
    page = "<p>Seen.<!-- hidden --></p><script>x('hidden')</script><style>.hidden{}</style><noscript>hidden</noscript>"
    article, findings = read_article("articles/cases/story.html", page.encode(), None)
    assert article is not None
    assert [one.shown for one in article.blocks] == ["Seen."]
    assert (article.changes, findings) == ((), ())
