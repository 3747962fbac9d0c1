"""What only the whole edition shows about a mistake in one file: the words are another article's, the name is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from build_scripts.anchoring.canonical import flatten
from build_scripts.anchoring.explaining import NOTHING_LIKE_IT
from build_scripts.edition import Edition
from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place
from build_scripts.pipeline.compiling import Compiled
from build_scripts.reading.fields import nearest

_ENOUGH_WORDS = 3
"""Shorter quotations stand in many articles by chance."""

_SEVERAL = 2
"""Links to a note that is not there, from which on it was probably renamed."""


def quoted_elsewhere(
    findings: Iterable[Finding], everything: Callable[[], Mapping[str, Compiled]]
) -> tuple[Finding, ...]:
    """`findings`, those on quotes that nothing in their article resembles naming the article that has the words.

    `everything` reads all articles, by id; it is asked only where there is such a quote.
    """
    found = tuple(findings)
    if not any(one.code is Code.A104 and one.hint == NOTHING_LIKE_IT for one in found):
        return found
    compiled = everything()
    quotes = {
        target.quote.place: flatten(target.quote.text)
        for article in compiled.values()
        for annotation in article.sidecar.annotations
        for target in annotation.targets
    }
    return tuple(_with_article(one, quotes, compiled) for one in found)


def _with_article(finding: Finding, quotes: Mapping[Place, str], compiled: Mapping[str, Compiled]) -> Finding:
    words = quotes.get(finding.place, "")
    if finding.code is not Code.A104 or finding.hint != NOTHING_LIKE_IT or len(words.split()) < _ENOUGH_WORDS:
        return finding
    for key, article in compiled.items():
        if article.text is not None and words in article.text.canonical.text.replace("\n", " "):
            hint = f"These words are in {key}: move the note to {article.sidecar.path}, or quote this article."
            return replace(finding, hint=hint)
    return finding


def renamed_notes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings`, where several links ask for one note that is not there, each saying that its old id mends them."""
    found = tuple(findings)
    asked = Counter(one.message for one in found if one.code is Code.X102)
    return tuple(_with_old_id(one, asked[one.message]) for one in found)


def _with_old_id(finding: Finding, links: int) -> Finding:
    advice, _, ids = finding.hint.partition("\n")
    if links < _SEVERAL or not advice.startswith("Did you mean"):
        return finding
    more = f"{links} links ask for it. If it was renamed, give it its old id back, or mend each link:"
    return replace(finding, hint=to_paste(more, *ids.split("\n")))


def misnamed(edition: Edition, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings`, where an article lacks its sidecar and a sidecar its article, and their names are much alike: the
    sidecar is told its name, and the article is not reported as well."""
    found = tuple(findings)
    lonely = [files for files in edition.articles if files.article and not files.sidecar]
    named: dict[str, str] = {}
    for files in edition.articles if lonely else ():
        if files.sidecar and not files.article:
            slugs = {one.slug: str(one.article) for one in lonely if one.collection == files.collection}
            elsewhere = [one for one in lonely if one.slug == files.slug]
            if len(elsewhere) == 1:
                named[files.sidecar] = str(elsewhere[0].article)
                continue
            near = nearest(files.slug, slugs)
            if near and slugs[near] not in named.values():
                named[files.sidecar] = slugs[near]
    if not named:
        return found
    kept = (one for one in found if one.code is not Code.S402 or one.place.path not in named.values())
    return tuple(_renamed(one, named) if one.code is Code.S408 else one for one in kept)


def _renamed(finding: Finding, named: Mapping[str, str]) -> Finding:
    article = named.get(finding.place.path)
    if article is None:
        return finding
    here, there = PurePosixPath(finding.place.path), PurePosixPath(article)
    if here.parent.name != there.parent.name:
        message = f"there is no article of this name in {here.parent.name}; {article} has no sidecar"
        hint = to_paste("If this is its sidecar, move it here:", f"annotations/{there.parent.name}/{here.name}")
        return replace(finding, severity=Severity.ERROR, message=message, hint=hint)
    right = here.with_stem(there.stem)
    message = f"there is no article of this name; {article} has no sidecar"
    hint = to_paste("If this is its sidecar, call it:", str(right))
    return replace(finding, severity=Severity.ERROR, message=message, hint=hint)
