"""Answers to questions about one article or the whole edition; nothing is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.anchoring.canonical import canonical_text, flatten, number_at
from build_scripts.anchoring.ends import describe_passage
from build_scripts.anchoring.matching import Haystack, Selector, Span, find_quote, first_after
from build_scripts.anchoring.recording import record_of
from build_scripts.anchoring.suggesting import suggest
from build_scripts.edition import ArticleFiles, look
from build_scripts.findings import Finding, RefusedError
from build_scripts.model import Anchor, CanonicalOffset, Rights
from build_scripts.pipeline.compiling import Compiled, Text, compile_article, open_files
from build_scripts.pipeline.registers import read_registers
from build_scripts.reading.articles import read_article
from build_scripts.reading.fields import no_such
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.reading.records import record_text
from build_scripts.reading.sidecars import read_sidecar
from build_scripts.site.disk import replace


class UnknownArticleError(RefusedError):
    """There is no such article, or its text is not here; one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place of the words that were asked for."""

    selector: Selector
    """The shortest that names this place alone; of a long passage, where its beginning stands."""
    number: int | None
    """Its ¶."""
    exact: bool
    """False: the words are not in the text, and this is a passage that resembles them."""
    through: str = ""
    """The last words of a long passage; empty: `selector` quotes all of it."""


def find_article(root: Path, name: str) -> ArticleFiles:
    """By `slug` or `collection/slug`. Raises `UnknownArticleError`, naming the nearest or, of several, all."""
    edition, _ = look(root)
    found = [files for files in edition.articles if name in (files.id, files.slug)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownArticleError(f"several articles are called {name}: {', '.join(files.id for files in found)}")
    titled = [files.id for files in edition.articles if _is_title(root, files, name)]
    if titled:
        raise UnknownArticleError(f"“{name}” is a title; the article is called {' or '.join(titled)}")
    names = [name for files in edition.articles for name in (files.id, files.slug)]
    raise UnknownArticleError(no_such("article", name, names))


def _is_title(root: Path, where: ArticleFiles, words: str) -> bool:
    """Whether an article is called so on its page; capitals don't count."""
    data = read_file(root, where.sidecar, YAML_LIMIT)[0] if where.sidecar else None
    sidecar = read_sidecar(where.sidecar, data)[0] if where.sidecar and data is not None else None
    return sidecar is not None and sidecar.particulars.title.text.casefold() == " ".join(words.casefold().split())


def text_of(root: Path, where: ArticleFiles) -> tuple[Text, tuple[Finding, ...]]:
    """The article's words, with or without a sidecar. Raises `UnknownArticleError` when they are not here or can't be
    read, with the first reason."""
    files = open_files(root, where)
    compiled, findings = compile_article(files, read_registers(root).settings, drafts=True)
    if compiled is not None and compiled.text is not None:
        return compiled.text, compiled.summary.findings
    found = (*findings, *(compiled.summary.findings if compiled else ()))
    if where.article and files.article is not None and compiled is None:
        article, in_text = read_article(where.article, files.article, None)
        found = (*found, *in_text)
        if article is not None:
            return Text(article, canonical_text(article)), found
    raise UnknownArticleError(f"the text of {where.id} can't be shown: {found[0].message if found else 'not here'}")


def all_anchors(root: Path, name: str | None) -> tuple[tuple[str, Anchor], ...]:
    """(article id, anchor) for every target of every annotation, drafts included, in the order of the sidecars."""
    return tuple((where.id, anchor) for where, compiled in _compiled(root, name) for anchor in compiled.anchors)


def record_anchors(root: Path, name: str | None) -> tuple[str, ...]:
    """Writes the record of every quoted article whose text is here; the paths written. Raises `WriteError`."""
    written = []
    for where, compiled in _compiled(root, name):
        if compiled.text is None or compiled.sidecar.particulars.rights is not Rights.QUOTED:
            continue
        record = record_of(compiled.text.canonical, compiled.sidecar.annotations, compiled.anchors)
        path = f"annotations/{where.id}.anchors.json"
        replace(root / path, record_text(record).encode("utf-8"))
        written.append(path)
    return tuple(written)


def find_words(text: Text, words: str, through: str = "", *, whole: bool = False) -> tuple[Found, ...]:
    """Every place of `words` in the text, at most twenty; where there is none, up to three that resemble them.

    With `through`, every passage that begins with `words` and ends with the first such words after them; where those
    words are after none, nothing. `whole` quotes a passage of any length whole.
    """
    canonical = text.canonical.text
    wanted = flatten(words)
    exact = find_quote(canonical, wanted, limit=20) if wanted else ()
    if not exact:
        near = suggest(canonical.replace("\n", " "), wanted)
        return tuple(_found(text, place, exact=False, whole=whole) for place in near)
    places = tuple(_until(Haystack(canonical), exact, flatten(through))) if through else exact
    return tuple(_found(text, place, exact=True, whole=whole) for place in places)


def _until(haystack: Haystack, places: Sequence[Span], last: str) -> Iterator[Span]:
    for place in places:
        for end in first_after(haystack, last, place.end).spans if last else ():
            yield Span(place.start, end.end)


def _compiled(root: Path, name: str | None) -> Iterator[tuple[ArticleFiles, Compiled]]:
    chosen = look(root)[0].articles if name is None else (find_article(root, name),)
    settings = read_registers(root).settings
    for where in chosen:
        compiled, _ = compile_article(open_files(root, where), settings, drafts=True)
        if compiled is not None:
            yield where, compiled


def _found(text: Text, place: Span, *, exact: bool, whole: bool) -> Found:
    said = describe_passage(text.canonical.text, place.start, place.end, whole=whole)
    return Found(said.selector, number_at(text.canonical, CanonicalOffset(place.start)), exact, said.through)
