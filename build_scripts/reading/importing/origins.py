"""What credit lines, datelines and closing addresses say of an article's author, publishers and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from build_scripts.reading import signs
from build_scripts.reading.dates import PrintedDate, dates_in_address, printed_dates
from build_scripts.reading.importing.plan import Origin

_TRANSLATOR = re.compile(
    r"\btranslat(?:ed|ion)\b[^.]{0,80}?\bby\s+(?P<name>[^,;|]+)|translator\s*:\s*(?P<other>[^,;|]+)", re.IGNORECASE
)
_FOR_OUTLET = re.compile(
    r"\btranslat(?:ed|ion)\b[^.]{0,80}?\bfor\s+(?P<outlet>[^,;|]+?)(?=\s+by\b|[,;|]|$)", re.IGNORECASE
)
_BY_LINE = re.compile(r"(?:written\s+)?by\s*:?\s+(?P<name>[^,;|]+)", re.IGNORECASE)
_FROM = re.compile(r"(?:from|source|via|(?:originally\s+|first\s+)?published\s+(?:by|in|on|at))\s*:?\s+", re.IGNORECASE)
_TRIM = signs.DASHES + " \u00a0,;:|·/()"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher named in a credit line, and the date beside its name."""

    name: str
    when: PrintedDate | None
    again: bool
    """Whether the line says that the text was taken from it, or made for it: perhaps not the first publisher."""


@dataclass(frozen=True, slots=True)
class Credits:
    """What an article's credit lines say, taken line by line."""

    outlets: tuple[Outlet, ...] = ()
    dates: tuple[PrintedDate, ...] = ()
    dated_lines: tuple[str, ...] = ()
    """The lines with a date, without the separators at their ends."""
    author: str = ""
    translator: str = ""


def read_credits(lines: Sequence[str]) -> Credits:
    """The credit lines of one article, in their order; each may name an outlet, a date, an author or a translator."""
    outlets: list[Outlet] = []
    dates: list[PrintedDate] = []
    dated: list[str] = []
    author = translator = ""
    for raw in lines:
        line = " ".join(raw.split()).strip(_TRIM)
        found = printed_dates(line)
        dates += found
        dated += [line] if found else []
        match = _TRANSLATOR.search(line)
        if match:
            translator = translator or (match["name"] or match["other"]).strip(_TRIM)
        if match or _FOR_OUTLET.search(line):
            outlets += _of_translation(line)
        elif by := _BY_LINE.match(line):
            author = author or by["name"].strip(_TRIM)
        elif name := _outlet_name(line, found):
            taken_from = _FROM.match(line) is not None
            if not found and not taken_from and signs.is_person(name):
                author = author or name
            else:
                outlets.append(Outlet(name, found[0] if found else None, taken_from))
    return Credits(tuple(outlets), tuple(dates), tuple(dated), author, translator)


def _of_translation(line: str) -> Iterable[Outlet]:
    """The first publisher before the word `translated`, and whom it was translated for."""
    before = line[: line.lower().index("translat")].strip(_TRIM)
    if before:
        yield Outlet(before, None, False)
    made_for = _FOR_OUTLET.search(line)
    if made_for:
        yield Outlet(made_for["outlet"].strip(_TRIM), None, True)


def _outlet_name(line: str, dates: Sequence[PrintedDate]) -> str:
    words = line
    for one in reversed(dates):
        words = words[: one.start] + words[one.end :]
    return _FROM.sub("", words.strip(_TRIM), count=1).strip(_TRIM)


def origin(credits: Credits, urls: Sequence[str], known: Iterable[str] = ()) -> Origin:
    """Publisher, chain and date of one article. `known` are names of outlets, to recognise the hosts of addresses."""
    chain = _chain(credits.outlets)
    for url in urls[1:]:
        name = _outlet_of_host(url, known)
        if name and _squeezed(name) not in map(_squeezed, chain):
            chain.append(name)
    published, reason = _publication(credits, urls)
    # With several dates the outlets beside them are part of what is printed; one date stands alone.
    printed = [one.text for one in credits.dates] if len(credits.dates) == 1 else credits.dated_lines
    return Origin(
        credits.author,
        credits.translator,
        chain[0] if chain else "",
        tuple(chain[1:]),
        " / ".join(printed),
        published,
        reason,
        tuple(urls),
    )


def _chain(outlets: Iterable[Outlet]) -> list[str]:
    """Outlet names without doubles: those with a date by date, then the others; who copied after who is copied."""
    merged: dict[str, Outlet] = {}
    for one in outlets:
        earlier = merged.get(_squeezed(one.name))
        if earlier is None:
            merged[_squeezed(one.name)] = one
        elif earlier.when is None:
            merged[_squeezed(one.name)] = Outlet(earlier.name, one.when, earlier.again or one.again)
    ordered = sorted(merged.values(), key=lambda one: (one.again and one.when is None, _key(one.when)))
    return [one.name for one in ordered]


def _key(when: PrintedDate | None) -> str:
    return (when.as_month_first or "9999") if when else "9998"


def _squeezed(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())


def _outlet_of_host(url: str, known: Iterable[str]) -> str:
    host = _squeezed(urlsplit(url).hostname or "")
    return next((name for name in known if len(_squeezed(name)) >= 4 and _squeezed(name) in host), "")


def _publication(credits: Credits, urls: Sequence[str]) -> tuple[str, str]:
    """The ISO date and how it was found; an empty date and why, where the lines do not settle it."""
    clear = sorted(one.iso for one in credits.dates if one.iso)
    in_address = next((found for url in urls for found in dates_in_address(url)), None)
    if in_address:
        iso, digits = in_address
        agrees = any(iso in readings(one) for one in credits.dates)
        return iso, f"the address has {digits}" + (", as printed" if agrees else "")
    if clear:
        return clear[0], "as printed" if len(clear) == 1 else "the earliest of the dates printed"
    if any(one.ambiguous for one in credits.dates):
        return "", "the printed date can be read in two ways"
    return "", "no year is printed" if credits.dates else "no date is printed"


def contradiction(credits: Credits, urls: Sequence[str]) -> str:
    """The ISO date in an address that is more than a day from every date printed; empty when there is none."""
    printed = [date.fromisoformat(iso) for one in credits.dates for iso in readings(one)]
    for url in urls:
        for iso, _ in dates_in_address(url):
            if printed and all(abs((date.fromisoformat(iso) - one).days) > 1 for one in printed):
                return iso
    return ""


def readings(one: PrintedDate) -> tuple[str, ...]:
    """All ISO dates a printed date can mean: none without a year, two where day and month can change places."""
    if one.year is None:
        return ()
    first = one.as_month_first
    return (first, f"{one.year:04}-{one.day:02}-{one.month:02}") if one.ambiguous else (first,)
