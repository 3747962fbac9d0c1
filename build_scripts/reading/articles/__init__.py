"""Articles as found, taken apart into blocks: `read_article` is the way in, one module per format below it.

What every format shares happens here, in this order: decode, take apart, correct by the sidecar, settle and number,
prove that no word changed, redact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Article, Particulars, Place, Rights, Sidecar
from build_scripts.reading.articles.checking import check_words
from build_scripts.reading.articles.correcting import correct
from build_scripts.reading.articles.decoding import decode
from build_scripts.reading.articles.docx import read_docx
from build_scripts.reading.articles.figures import covered
from build_scripts.reading.articles.html import read_html
from build_scripts.reading.articles.markdown import read_markdown
from build_scripts.reading.articles.pieces import Reading, settle
from build_scripts.reading.articles.redacting import redact
from build_scripts.reading.articles.text import read_text

Findings = tuple[Finding, ...]
Reader = Callable[[str, bytes, Particulars | None], tuple[Reading | None, Findings]]


def read_article(path: str, data: bytes, sidecar: Sidecar | None) -> tuple[Article | None, Findings]:
    """An article file taken apart into blocks, as its sidecar (when there is one) corrects and redacts it.

    `path` is POSIX, relative to the edition's root, `articles/<collection>/<slug>.<format>`. None, with an error, when
    the file has no words or cannot be read without doubt; otherwise the article, even beside errors.
    """
    where = PurePosixPath(path)
    reader = READERS.get(where.suffix.lower())
    if reader is None:
        message = f"articles are not read from {where.suffix or 'files without an ending'}"
        hint = f"Save the article as one of {', '.join(READERS)}."
        return None, (Finding(Code.T113, Severity.ERROR, Place(path), message, hint),)
    particulars = sidecar.particulars if sidecar else None
    reading, findings = reader(path, data, particulars)
    if reading is None:
        return None, findings
    pieces, corrected = correct(reading.pieces, particulars.structure if particulars else ())
    blocks, changes = settle(pieces)
    checked = check_words(path, reading, blocks, changes)
    blocks, changes, redacted = redact(blocks, changes, particulars.redact if particulars else ())
    findings = (*findings, *corrected, *checked, *redacted)
    if not blocks:
        message, hint = "the article has no words", "Put the text into the file, or remove it."
        return None, (*findings, Finding(Code.T101, Severity.ERROR, Place(path), message, hint))
    figures = covered(reading.figures, particulars.redact if particulars else ())
    return Article(where.parent.name, where.stem, path, blocks, changes, figures), findings


def _text(path: str, data: bytes, particulars: Particulars | None) -> tuple[Reading | None, Findings]:
    text, findings = decode(path, data, particulars.encoding if particulars else "utf-8")
    return (None if text is None else read_text(text, particulars.title.text if particulars else "")), findings


def _markdown(path: str, data: bytes, particulars: Particulars | None) -> tuple[Reading | None, Findings]:
    text, findings = decode(path, data, particulars.encoding if particulars else "utf-8")
    if text is None:
        return None, findings
    title = particulars.title.text if particulars else ""
    reading, further = read_markdown(
        path, text, title, figures=particulars is not None and particulars.rights is Rights.FULL
    )
    return reading, (*findings, *further)


READERS: Mapping[str, Reader] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
}
