"""Articles in HTML: the part of the page that the sidecar selects, by way of pandoc.

The words are taken from lxml's tree of the same part as well, and both must agree.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

import lxml.html
from cssselect import SelectorError
from lxml import etree

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Block, BlockKind, Change, Particulars, Place
from build_scripts.reading.articles.decoding import decode, mark_of
from build_scripts.reading.articles.pandoc import document, read_tree
from build_scripts.reading.articles.pieces import Piece, Reading

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_LIKE_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-8"}
"""What browsers (the WHATWG Encoding Standard) understand when a page names the encoding on the left."""
_NEVER_SHOWN = (
    "script, style, noscript, template, iframe, object, embed, svg, canvas, audio, video, head, input, button"
)
_NEVER_SHOWN += ", select, textarea, datalist"
_HIDDEN = "[hidden]"
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "img"}
    | {"legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"}
    | {"thead", "tr", "ul"}
)


def read_html(path: str, data: bytes, particulars: Particulars | None) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The blocks of a web page: of what `content_selector` selects (else the body) without what `remove_selectors` do.

    The encoding is what a byte order mark says, else the sidecar, else the page's `meta`, else UTF-8.
    """
    text, findings = decode(path, data, _encoding(data, particulars.encoding if particulars else "utf-8"))
    if text is None:
        return None, findings
    if not text.strip():
        return Reading((), ""), findings
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    page = lxml.html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    chosen, problems = _chosen(path, page, particulars.content_selector if particulars else "")
    findings = (*findings, *problems)
    if not chosen:
        return None, findings
    for element in [one for part in chosen for one in part.cssselect(_NEVER_SHOWN)]:
        _drop(element)
    for element in [one for part in chosen for one in part.cssselect("q")]:
        _print_marks(element)
    source = "\n".join("".join(_words(part)) for part in chosen)
    removed, problems = _remove(path, chosen, particulars.remove_selectors if particulars else ())
    markup = b"".join(etree.tostring(part, encoding="utf-8", method="html", with_tail=False) for part in chosen)
    tree, failures = document(path, markup, "html")
    findings = (*findings, *problems, *failures)
    if tree is None:
        return None, findings
    pieces, links = read_tree(path, tree, particulars.title.text if particulars else "")
    set_aside = [Piece(Block(BlockKind.PARAGRAPH, change.words), change.reason) for change in removed]
    return Reading((*pieces, *set_aside), source), (*findings, *links)


def _encoding(data: bytes, declared: str) -> str:
    if marked := mark_of(data):
        return marked
    if declared.lower().replace("_", "-") not in ("utf-8", "utf8"):
        return declared
    match = _META.search(data[:4096])
    if match is None:
        return declared
    name = match[1].decode("ascii", "replace")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return name
    return _LIKE_BROWSERS.get(known, known)


def _chosen(
    path: str, page: lxml.html.HtmlElement, selector: str
) -> tuple[list[lxml.html.HtmlElement], tuple[Finding, ...]]:
    """The parts of the page that the selector selects, in order; a part inside another is not taken twice."""
    if not selector:
        body = page.find("body")
        return [page if body is None else body], ()
    try:
        found = list(page.cssselect(selector))
    except SelectorError:
        return [], (_bad_selector(path, selector, Severity.ERROR, "cannot be read"),)
    inside = {id(one) for element in found for one in element.iterdescendants()}
    chosen = [element for element in found if id(element) not in inside]
    if not chosen:
        return [], (_bad_selector(path, selector, Severity.ERROR, "selects nothing"),)
    return chosen, ()


def _bad_selector(path: str, selector: str, severity: Severity, what: str) -> Finding:
    shown = "".join(one if one.isprintable() else " " for one in selector[:80])
    asked = json.dumps(shown, ensure_ascii=False) if shown == selector else "…"
    hint = to_paste("Try it in the console of the browser's developer tools:", f"document.querySelector({asked})")
    return Finding(Code.T114, severity, Place(path), f"the selector “{shown}” {what}", hint)


def _drop(element: lxml.html.HtmlElement) -> None:
    """Take an element out and leave what follows it."""
    if element.getparent() is not None:
        element.drop_tree()


def _print_marks(element: lxml.html.HtmlElement) -> None:
    """Write the marks that browsers put around `q`."""
    element.tag = "span"
    element.text = "“" + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + "”"
    else:
        element.text += "”"


def _words(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The words a reader of the page sees, white space between blocks; a picture's description stands for it."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        block = one.tag in _BLOCKS
        if block:
            yield "\n"
        if event == "start":
            if one.tag == "img":
                yield one.get("alt") or ""
            yield one.text or ""
        elif one is not element:
            yield one.tail or ""


def _remove(
    path: str, chosen: list[lxml.html.HtmlElement], selectors: tuple[str, ...]
) -> tuple[list[Change], tuple[Finding, ...]]:
    changes: list[Change] = []
    findings: list[Finding] = []
    for selector in (*selectors, _HIDDEN):
        try:
            found = [one for part in chosen for one in part.cssselect(selector) if one not in chosen]
        except SelectorError:
            findings.append(_bad_selector(path, selector, Severity.ERROR, "cannot be read"))
            continue
        if not found and selector != _HIDDEN:
            findings.append(_bad_selector(path, selector, Severity.WARNING, "selects nothing"))
        reason = "hidden on the source page" if selector == _HIDDEN else f"taken out by the selector {selector}"
        inside = {id(below) for one in found for below in one.iterdescendants()}
        for one in found:
            if id(one) not in inside:
                changes.append(Change("omitted", reason, " ".join("".join(_words(one)).split()), 1))
                _drop(one)
    return changes, tuple(findings)
