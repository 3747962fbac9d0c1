"""A stranger's CSL item as `annotations/sources.yml` has them: known variables, plain texts, dates in their parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from html import unescape

from build_scripts.reading.csl import DATES, NAME_PARTS, NAMES, TEXTS, TYPE_SLIPS, TYPES
from build_scripts.reading.elsewhere.borrowed import one_line
from build_scripts.reading.elsewhere.json_text import Number
from build_scripts.reading.fields import exists

Item = dict[str, object]
_ITALIC = re.compile(r"</?(?:i|em)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|sup|sub|sc|span|p|br|jats:\w+)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ISO = re.compile(r"(-?\d{1,4})(?:-(\d\d?))?(?:-(\d\d?))?(?:T.*)?", re.ASCII)
_KEPT_OUT = frozenset({"abstract", "citation-key", "citation-label", "citation-number", "keyword", "annote"})
"""What a program keeps for itself, and what is somebody else's text."""
_FIRST = ("type", "author", "editor", "title", "title-short", "container-title")
_LAST = ("issued", "accessed", "page", "DOI", "ISBN", "ISSN", "URL", "language", "note")
_LONGEST = 4000
_BEFORE_DOI = re.compile(r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:)\s*(?=10\.)", re.IGNORECASE)


def tidied(found: Mapping[str, object]) -> tuple[Item, tuple[str, ...]]:
    """The item without its id, its variables in a reader's order; and what of it could not be kept."""
    lost: list[str] = []
    item: Item = {"type": _type(found.get("type"), lost)}
    for key, value in found.items():
        kept: object = None
        if key in ("id", "type") or key in _KEPT_OUT:
            continue
        if key in NAMES:
            kept = _names(value)
        elif key in DATES:
            kept = _date(value)
        elif key in TEXTS or key == "URL":
            kept = _bare_doi(_text(value)) if key == "DOI" else _text(value)
        if kept:
            item[key] = kept
        elif value not in (None, "", [], {}):
            said = f": {one_line(value)[:60]}" if isinstance(value, str) else ""
            lost.append(f"its `{one_line(key)[:40]}` can't be kept{said}")
    order = {key: number for number, key in enumerate(_FIRST)} | {key: 200 + n for n, key in enumerate(_LAST)}
    return dict(sorted(item.items(), key=lambda pair: order.get(pair[0], 100))), tuple(lost)


def make_key(key: str, item: Mapping[str, object]) -> str:
    """An id of `[a-z0-9-]` from the one it had; from author, year and title where that was none a person gave."""
    plain = _plain(key)
    if "://" in key or not any(letter.isalpha() for letter in plain):
        plain = "-".join(part for part in (_first_author(item), year_of(item), _first_words(item)) if part)
    return plain[:64].strip("-") or "source"


def year_of(item: Mapping[str, object]) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if parts else ""


def same_work(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """By DOI, else by address, else by title and year."""
    if one.get("DOI") and other.get("DOI"):
        return _doi(one) == _doi(other)
    if one.get("URL") and other.get("URL") and _address(one) == _address(other):
        return True
    title = _plain(str(one.get("title", "")))
    return bool(title) and title == _plain(str(other.get("title", ""))) and year_of(one) == year_of(other)


def _plain(words: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    return re.sub("[^a-z0-9]+", "-", ascii_).strip("-") or words.strip().casefold() * (not words.isascii())


def _doi(item: Mapping[str, object]) -> str:
    return _bare_doi(str(item["DOI"]).strip()).casefold()


def _bare_doi(words: str) -> str:
    """Without the address or the word `doi` before it; as it is where what follows is none."""
    return _BEFORE_DOI.sub("", words)


def _address(item: Mapping[str, object]) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", str(item["URL"])).rstrip("/")


def _first_author(item: Mapping[str, object]) -> str:
    names = item.get("author") or item.get("editor")
    first = names[0] if isinstance(names, list) else {}
    return _ascii(str(first.get("family") or first.get("literal") or ""))[:24].strip("-")


def _first_words(item: Mapping[str, object]) -> str:
    return "-".join(_ascii(str(item.get("title", ""))).split("-")[:3])


def _ascii(words: str) -> str:
    return re.sub("[^a-z0-9]+", "-", unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold())


def _type(value: object, lost: list[str]) -> str:
    asked = one_line(value) if isinstance(value, str) else ""
    meant = asked if asked in TYPES else TYPE_SLIPS.get(asked.casefold(), "")
    if not meant:
        why = f"its type “{asked[:40]}” is not known" if asked else "what kind of work it is, is not said"
        lost.append(f"{why}; it is called a document")
    return meant or "document"


def _text(value: object) -> str:
    """Without HTML, but `*emphasis*`."""
    words = value.text if isinstance(value, Number) else value if isinstance(value, str) else ""
    return unescape(_TAG.sub("", _ITALIC.sub("*", one_line(words))))[:_LONGEST].strip()


def _names(value: object) -> list[dict[str, str]]:
    names = []
    for one in value if isinstance(value, list) else []:
        parts = {key: words for key in NAME_PARTS if isinstance(one, dict) and (words := _text(one.get(key)))}
        names += [parts] if parts else []
    return names


def _date(value: object) -> dict[str, object]:
    """Empty for what is no date."""
    if not isinstance(value, dict):
        return {}
    parts = value.get("date-parts")
    dates = [_parts(one) for one in parts] if isinstance(parts, list) else []
    raw = value.get("raw")
    if not any(dates) and isinstance(raw, str):
        dates = [_parts(list(match.groups())) for one in raw.split("/")[:2] if (match := _ISO.fullmatch(one.strip()))]
    if dates and all(dates) and len(dates) <= 2:
        circa = {"circa": "true"} if value.get("circa") not in (None, False, "") else {}
        return {"date-parts": dates, **circa}
    literal = _text(value.get("literal"))
    return {"literal": literal} if literal else {}


def _parts(value: object) -> list[int]:
    """Year, month, day as far as they exist."""
    written = [one.text if isinstance(one, Number) else str(one) for one in value] if isinstance(value, list) else []
    numbers = [int(one) for one in written[:3] if re.fullmatch(r"-?\d{1,4}", one, re.ASCII)]
    if not numbers or numbers[0] == 0 or (numbers[0] < 0 and len(numbers) > 1):
        return numbers[:1] if numbers and numbers[0] else []
    while len(numbers) > 1 and not exists(*numbers):
        numbers.pop()
    return numbers
