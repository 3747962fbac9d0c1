"""Dates as newspapers print them, and the ISO 8601 dates they stand for.

English month names only; other printed forms are simply not recognised, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # December 8, 2016 · September 13th, 2015
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",  # 23 December 2015
        r"\b(?P<year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<day>\d\d)\b",  # 2016-12-08
        r"\b(?P<first>\d{1,2})(?P<by>[-/.])(?P<second>\d{1,2})(?P=by)(?P<year>(?:19|20)?\d\d)\b",  # 12-8-15
        rf"\b{_MONTH}\s+{_DAY}",  # July 27
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}",  # 27 July
    )
)
_URL_DATE = re.compile(
    r"""(?<!\d)(?P<year>1[3-9]\d\d|20\d\d)
        (?: (?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])
          | (?P<by>[-/_.])(?P<far_month>0?[1-9]|1[0-2])(?P=by)(?P<far_day>0?[1-9]|[12]\d|3[01])(?!\d) )""",
    re.VERBOSE,
)
"""Eight figures together (a time of day may follow), or year, month and day apart."""


_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4})", re.ASCII)
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?{_MONTH}"
    r"(?:\s+(?P<later>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{4})",
    re.IGNORECASE | re.ASCII,
)
"""What people write where an ISO 8601 date belongs. Any year: the notes may be about any time."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """One date as it stands in a line."""

    text: str
    """The words as printed."""
    start: int
    """Code points from the start of the line."""
    end: int
    month: int
    """1 to 12."""
    day: int
    """1 to 31."""
    year: int | None = None
    """Four digits; None where no year is printed."""
    ambiguous: bool = False
    """All in figures, and day and month could change places; they are given as in the United States, month first."""

    @property
    def iso(self) -> str:
        """ISO 8601 where the date is complete and clear, else the empty string."""
        return "" if self.year is None or self.ambiguous else self.as_month_first

    @property
    def as_month_first(self) -> str:
        """ISO 8601 with `month` and `day` taken as they are; empty without a year."""
        return "" if self.year is None else f"{self.year:04}-{self.month:02}-{self.day:02}"


def printed_dates(line: str) -> tuple[PrintedDate, ...]:
    """Every date printed in a line, from left to right; those with a year win over those without. Empty when none."""
    found: list[PrintedDate] = []
    for form in _FORMS:
        for match in form.finditer(line):
            candidate = _printed(match)
            if candidate and all(candidate.end <= other.start or other.end <= candidate.start for other in found):
                found.append(candidate)
    return tuple(sorted(found, key=lambda one: one.start))


def meant_dates(words: str) -> tuple[str, ...]:
    """The ISO 8601 dates that `words`, which are none, may mean: two where day and month could change places, or the
    month alone of a day that it has not; often none."""
    shape = _LOOSE.fullmatch(words.strip())
    if shape:
        year, month, day = (int(part or 0) for part in shape.groups())
        if _exists(year, month, day or 1):
            return (f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}",)
        return (f"{year:04}-{month:02}",) if 1 <= month <= 12 else ()
    figures = _FIGURES.fullmatch(words.strip())
    if figures:
        first, second, year = (int(part) for part in figures.groups())
        both = ((year, second, first), (year, first, second))  # most of the world, then the United States
        return tuple(dict.fromkeys(f"{y:04}-{m:02}-{d:02}" for y, m, d in both if _exists(y, m, d)))
    named = _NAMED.fullmatch(words.strip())
    if named is None:
        return ()
    month, day, year = _month_number(named["month"]), int(named["day"] or named["later"] or 0), int(named["year"])
    if not _exists(year, month, day or 1):
        return ()
    return (f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}",)


def _printed(match: re.Match[str]) -> PrintedDate | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    ambiguous = False
    if "first" in parts:
        month, day = int(parts["first"]), int(parts["second"])
        if month > 12:
            month, day = day, month
        else:
            ambiguous = day <= 12 and day != month
    else:
        day = int(parts["day"])
        month = int(parts["iso_month"]) if "iso_month" in parts else _month_number(parts["month"])
    if not _exists(year or 2000, month, day):
        return None
    return PrintedDate(match.group(), match.start(), match.end(), month, day, year, ambiguous)


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def dates_in_address(address: str) -> tuple[tuple[str, str], ...]:
    """The dates an address carries: (ISO 8601 date, the digits it was read from). Empty when it carries none.

    Gregorian as `20161208` or `2016/12/08`; Solar Hijri (the years 1300 to 1499, as Iranian sites count) as
    `13940316`, converted.
    """
    found = []
    for match in _URL_DATE.finditer(address):
        year = int(match["year"])
        month, day = (int(match[name] or match[f"far_{name}"]) for name in ("month", "day"))
        if year < 1500 and day <= (31 if month <= 6 else 30):
            found.append((solar_hijri(year, month, day).isoformat(), match.group()))
        elif year >= 1900 and _exists(year, month, day):
            found.append((f"{year:04}-{month:02}-{day:02}", match.group()))
    return tuple(found)


def solar_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Solar Hijri date, by the 33-year cycle: right from 1244 (1865) to 1531 (2152)."""
    leap_places = (1, 5, 9, 13, 17, 22, 26, 30)
    # Counted from 1 Farvardin 1394, which was 21 March 2015.
    span = range(min(year, 1394), max(year, 1394))
    days = sum(366 if one % 33 in leap_places else 365 for one in span) * (1 if year >= 1394 else -1)
    days += 31 * (month - 1) - max(0, month - 7) + day - 1
    return date(2015, 3, 21) + timedelta(days=days)
