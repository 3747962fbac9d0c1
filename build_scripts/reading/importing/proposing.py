"""From files as found and the sidecars that exist to a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Article, BlockKind, Particulars, Place, Scalar, Sidecar
from build_scripts.reading.articles import read_article
from build_scripts.reading.articles.decoding import decode
from build_scripts.reading.importing.cutting import cut_text, title_key
from build_scripts.reading.importing.ordering import BY_ORDER, settle_by_order
from build_scripts.reading.importing.origins import Credits, contradiction, origin, read_credits
from build_scripts.reading.importing.plan import Cut, Origin, Plan, Proposal
from build_scripts.reading.importing.remarks import remarks
from build_scripts.reading.importing.slicing import slice_lines
from build_scripts.reading.importing.slugs import free_slug, slug_of

_CERTAIN = frozenset({BlockKind.HEADLINE, BlockKind.CREDIT, BlockKind.PARAGRAPH, BlockKind.CAPTION})
"""Kinds that need no second look: by clear signs, or none at all."""
_OPENING_WORDS = 5
BY_SIDECAR = "the sidecar says so"


def make_plan(
    files: Mapping[str, bytes], sidecars: Iterable[Sidecar], collection: str, encoding: str = "utf-8"
) -> tuple[Plan, tuple[Finding, ...]]:
    """The articles that the files hold, in the order of the files and their lines.

    A `.txt` may hold several; other formats hold one each. Findings say which dates need a decision, and which
    sidecars found no text. A file that cannot be read is a finding and does not touch the others.
    """
    known = {title_key(one.particulars.title.text): one for one in sidecars if one.collection == collection}
    proposals: list[Proposal] = []
    findings: list[Finding] = []
    taken = {one.slug for one in known.values()}
    for name, data in files.items():
        several = PurePosixPath(name).suffix.lower() == ".txt"
        made, problems = (_from_text if several else _whole)(name, data, known, encoding, taken)
        proposals += made
        findings += problems
    used = {title_key(one.cut.title) for one in proposals if one.cut.title}
    findings += [_without_text(one) for key, one in known.items() if key not in used]
    return Plan(collection, tuple(proposals)), tuple(findings)


def _from_text(
    name: str, data: bytes, known: Mapping[str, Sidecar], encoding: str, taken: set[str]
) -> tuple[list[Proposal], list[Finding]]:
    text, problems = decode(name, data, encoding)
    if text is None:
        return [], list(problems)
    cuts = cut_text(text, {key: one.particulars.title.text for key, one in known.items()})
    if not cuts:
        hint = "Put the text into the file, or leave the file out."
        return [], [*problems, Finding(Code.T101, Severity.ERROR, Place(name), "the file has no words", hint)]
    articles = [_article(name, slice_lines(data, encoding, cut.first, cut.last), cut.title, encoding) for cut in cuts]
    said = [_said(article) for article in articles]
    names = [one.name for credits, _ in said for one in credits.outlets]
    origins = settle_by_order(
        [origin(credits, urls, names) for credits, urls in said], [credits for credits, _ in said]
    )
    proposals, findings = [], list(problems)
    for cut, article, found, (credits, urls) in zip(cuts, articles, origins, said, strict=True):
        proposal = _proposal(name, cut, article, known.get(title_key(cut.title)), taken)
        proposal = replace(proposal, origin=_as_sidecar_says(found, known.get(title_key(cut.title))), encoding=encoding)
        proposals.append(proposal)
        findings += _date_findings(proposal, credits, urls)
    return proposals, findings


def _whole(
    name: str, data: bytes, known: Mapping[str, Sidecar], encoding: str, taken: set[str]
) -> tuple[list[Proposal], list[Finding]]:
    """A file that is one article: Markdown, HTML, Word."""
    article, problems = _read(name, data, "", encoding)
    if article is None:
        return [], list(problems)
    sidecar = next((known[key] for one in article.blocks[:6] if (key := title_key(one.shown)) in known), None)
    title = sidecar.particulars.title.text if sidecar else ""
    reason = "the title of a sidecar" if sidecar else f"a {PurePosixPath(name).suffix} file is one article"
    cut = Cut(1, data.count(b"\n") + 1, reason, True, title)
    if sidecar:
        article = _article(name, data, title, encoding) or article
    credits, urls = _said(article)
    found = _as_sidecar_says(origin(credits, urls), sidecar)
    proposal = replace(_proposal(name, cut, article, sidecar, taken), origin=found, encoding=encoding)
    return [proposal], [*problems, *_date_findings(proposal, credits, urls)]


def _article(name: str, data: bytes, title: str, encoding: str) -> Article | None:
    """The article as it would be read with that title; what there is to find in it is found when it is built."""
    return _read(name, data, title, encoding)[0]


def _read(name: str, data: bytes, title: str, encoding: str) -> tuple[Article | None, tuple[Finding, ...]]:
    place = Place(name)
    sidecar = Sidecar(name, "", "", Particulars(Scalar(title, place), place, encoding=encoding))
    return read_article(name, data, sidecar)


def _said(article: Article | None) -> tuple[Credits, tuple[str, ...]]:
    """The credit lines read, and the closing addresses."""
    blocks = article.blocks if article else ()
    credits = read_credits([one.shown for one in blocks if one.kind is BlockKind.CREDIT])
    urls = tuple(one.words.strip("<>") for one in (article.changes if article else ()) if one.what == "moved")
    return credits, urls


def _proposal(name: str, cut: Cut, article: Article | None, sidecar: Sidecar | None, taken: set[str]) -> Proposal:
    blocks = article.blocks if article else ()
    headline = next((one.shown for one in blocks if one.kind is BlockKind.HEADLINE), "")
    headline = " ".join((headline or (blocks[0].shown[:120] if blocks else "")).split())
    slug = sidecar.slug if sidecar else free_slug(slug_of(headline), taken)
    taken.add(slug)
    return Proposal(
        name,
        cut,
        slug,
        headline,
        credits=tuple(one.shown for one in blocks if one.kind is BlockKind.CREDIT),
        kinds=_kinds(article, cut),
        openings=_openings(article),
        remarks=remarks(article, cut.first) if article else (),
        sidecar=sidecar.path if sidecar else "",
    )


def _as_sidecar_says(found: Origin, sidecar: Sidecar | None) -> Origin:
    """What an editor has already settled in the sidecar goes before what the lines say."""
    if sidecar is None:
        return found
    said = sidecar.particulars
    return replace(
        found,
        author=said.author or found.author,
        translator=said.translator or found.translator,
        publisher=said.publisher or found.publisher,
        via=said.via or found.via,
        date_printed=said.date_printed or found.date_printed,
        published=said.published or found.published,
        date_reason=BY_SIDECAR if said.published else found.date_reason,
    )


def _kinds(article: Article | None, cut: Cut) -> tuple[tuple[str, str], ...]:
    """Runs of one kind of block, by their lines in the file."""
    if article is None:
        return ()
    rows = [(one.line, str(one.kind)) for one in article.blocks]
    rows += [(one.line, one.what) for one in article.changes if one.what != "redacted" and " " in one.words.strip()]
    rows += [(one.line, one.what) for one in article.changes if one.what == "moved"]
    runs: list[tuple[int, int, str]] = []
    for line, kind in sorted(set(rows)):
        at = line + cut.first - 1
        if runs and runs[-1][2] == kind:
            runs[-1] = (runs[-1][0], at, kind)
        else:
            runs.append((at, at, kind))
    return tuple((str(first) if first == last else f"{first}-{last}", kind) for first, last, kind in runs)


def with_guesses(one: Proposal, files: Mapping[str, bytes]) -> Proposal:
    """The proposal with the kinds of its blocks guessed anew from its lines, after an editor has moved them."""
    data = files[one.file]
    if one.file.lower().endswith(".txt"):
        data = slice_lines(data, one.encoding, one.cut.first, one.cut.last)
    article = _article(one.file, data, one.headline, one.encoding)
    return replace(one, kinds=_kinds(article, one.cut), openings=_openings(article))


def _openings(article: Article | None) -> tuple[tuple[str, str], ...]:
    guessed = [one for one in (article.blocks if article else ()) if one.kind not in _CERTAIN]
    return tuple((str(one.kind), " ".join(one.shown.split()[:_OPENING_WORDS])) for one in guessed)


def _date_findings(proposal: Proposal, credits: Credits, urls: Sequence[str]) -> list[Finding]:
    if proposal.sidecar and proposal.origin.date_reason == BY_SIDECAR:
        return []
    place = Place(proposal.file, proposal.cut.first)
    settled, why = proposal.origin.published, proposal.origin.date_reason
    found = []
    ambiguous = next((one for one in credits.dates if one.ambiguous), None)
    if ambiguous and (not settled or BY_ORDER in why):
        message = f"the printed date {ambiguous.text} can mean {ambiguous.as_month_first}, or day and month swapped"
        hint = f"It is taken as {settled}, {why}." if settled else "Write the date under `published` in the plan."
        severity = Severity.NOTICE if settled else Severity.WARNING
        found.append(Finding(Code.T201, severity, place, message, hint))
    other = contradiction(credits, urls)
    if other:
        message = f"the article prints {proposal.origin.date_printed}, but its address has {other}"
        hint = "Decide which is right, write it under `published`, and say why in a note."
        found.append(Finding(Code.T202, Severity.WARNING, place, message, hint))
    return found


def _without_text(sidecar: Sidecar) -> Finding:
    message = f"no line of these files is the title “{sidecar.particulars.title.text[:80]}”"
    hint = "Compare the sidecar's title with the printed headline, or import the file that has it."
    return Finding(Code.T204, Severity.NOTICE, sidecar.particulars.title.place, message, hint)
