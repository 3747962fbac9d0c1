"""The title block's particulars: who wrote an article, who printed and reprinted it, when, and with what right."""

from __future__ import annotations

from urllib.parse import urlsplit

from build_scripts.model import Rights
from build_scripts.rendering.pages.page import esc, is_web_address, outward
from build_scripts.rendering.pages.phrases import count, minutes, time_element
from build_scripts.rendering.summary import Summary


def kicker(summary: Summary, collection_title: str, place: int, total: int, root: str) -> str:
    """The line above a headline: the collection, and the article's place in its reading order, from 1."""
    href = esc(f"{root}{summary.collection}/")
    return f'<p class="kicker label"><a href="{href}">{esc(collection_title)}</a>, {place} of {total}</p>'


def particulars(summary: Summary, about: str, *, text_shown: bool, edition: str = "") -> str:
    """The block below a headline: one line for every reader, the summary, and the rest for who asks; rows without a
    value are left out. `about` is the summary, finished HTML; what the `edition` itself published need not say so."""
    rows = (
        ("Author", esc(summary.author)),
        ("Translator", esc(summary.translator)),
        ("Publisher", esc(summary.publisher)),
        ("Republished by", _chain(summary.via)),
        ("Date", _dates(summary)),
        ("Original", _original(summary.url) or ("" if text_shown else "No address on the web is known")),
        ("Rights", _rights(summary, text_shown=text_shown)),
        ("Length", _length(summary) if text_shown else ""),
        ("Notes", _notes(summary)),
    )
    terms = "".join(f"<dt>{label}</dt><dd>{html}</dd>" for label, html in rows if html)
    summed = f'<div class="summary" dir="auto">{about}</div>' if about else ""
    return (
        f'<div class="particulars">{_byline(summary, edition, text_shown=text_shown)}{summed}'
        f'<details class="about-text"><summary>About this text</summary><dl>{terms}</dl></details></div>'
    )


def _byline(summary: Summary, edition: str, *, text_shown: bool) -> str:
    publisher = summary.publisher if summary.publisher != edition else ""
    origin = [esc(part) for part in (summary.author, publisher) if part]
    origin += [esc(summary.date_printed) or time_element(summary.published)] if _dates(summary) else []
    notes = sum(note.number is not None for note in summary.notes)
    facts = (
        ", ".join(origin),
        minutes(summary.words) if summary.words and text_shown else "",
        count(notes, "note") if notes else "",
        esc(summary.licence) if summary.rights == Rights.FULL else "",
    )
    where = _original(summary.url)
    quoted = "Only the words that notes are about are quoted here" + (f"; the text is at {where}" if where else "")
    line = f'<p class="byline">{" · ".join(filter(None, facts))}</p>'
    return line if text_shown else f'{line}<p class="byline">{quoted}.</p>'


def _chain(via: tuple[str, ...]) -> str:
    """Nearest first, as the sidecar has it: each had the text from the one after it."""
    return ", which had it from ".join(esc(name) for name in via)


def _dates(summary: Summary) -> str:
    printed, iso = summary.date_printed, summary.published
    if not iso:
        return esc(printed)
    if not printed:
        return f"{time_element(iso)} <span>({esc(iso)})</span>"
    return f'{esc(printed)} <span>(<time datetime="{esc(iso)}">{esc(iso)}</time>)</span>'


def _original(url: str) -> str:
    if not is_web_address(url):
        return ""
    return outward(url, urlsplit(url).netloc.removeprefix("www."))


def _rights(summary: Summary, *, text_shown: bool) -> str:
    if summary.rights == Rights.FULL:
        return esc(summary.licence) or "The text may be published in full"
    if text_shown:
        return "The text belongs to its publisher and is shown in this private copy only"
    return "The text belongs to its publisher; only the words that notes are about are quoted here"


def _length(summary: Summary) -> str:
    return f"{count(summary.words, 'word')}, about {minutes(summary.words)} to read" if summary.words else ""


def _notes(summary: Summary) -> str:
    notes = sum(note.number is not None for note in summary.notes)
    return f"{notes:,}" if notes else ""
