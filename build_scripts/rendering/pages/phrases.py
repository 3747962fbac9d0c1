"""Small phrases that several pages share: dates, numbers, names of languages' directions."""

from __future__ import annotations

import re

from build_scripts.rendering.pages.page import esc

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

ISO_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?")
"""A whole or partial ISO 8601 date; errs by taking 30 February for one."""

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Language subtags whose usual script runs from right to left."""

WORDS_A_MINUTE = 230


def date_in_words(iso: str) -> str:
    """`2016-12-08` as `8 December 2016`, `2016-12` as `December 2016`; anything else as it stands.

    Two dates joined by `/` are joined by a dash.
    """
    if "/" in iso:
        start, _, end = iso.partition("/")
        return f"{date_in_words(start)} – {date_in_words(end)}"
    match = ISO_DATE.fullmatch(iso)
    if match is None:
        return iso
    words = [match["year"]]
    if match["month"]:
        words.insert(0, MONTHS[int(match["month"]) - 1])
    if match["day"]:
        words.insert(0, str(int(match["day"])))
    return " ".join(words)


def time_element(iso: str) -> str:
    """A date for people and machines; plain words where HTML has no machine form (a range, a free phrase)."""
    words = esc(date_in_words(iso))
    return f'<time datetime="{iso}">{words}</time>' if ISO_DATE.fullmatch(iso) else f"<span>{words}</span>"


def count(number: int, one: str, many: str = "") -> str:
    """`1 note`, `1,200 notes`, with a no-break space."""
    return f"{number:,}\u00a0{one if number == 1 else many or one + 's'}"


def minutes(words: int) -> str:
    """The time a text of so many words takes to read, in whole minutes, at least one."""
    return count(max(1, round(words / WORDS_A_MINUTE)), "minute")


def language_attributes(language: str) -> str:
    """` lang="ar" dir="rtl"`, or nothing where the language is not a plain tag."""
    if not re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}", language):
        return ""
    direction = "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    return f' lang="{language}" dir="{direction}"'
