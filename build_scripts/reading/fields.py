"""The kinds of value a hand-written file may hold, as pydantic types: text in, checked text out.

Every refusal is a `PydanticCustomError` whose type is a finding's code and whose context has `message` and `hint`;
`validation` turns it into a finding at its place.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError
from rapidfuzz import fuzz, process

from build_scripts.findings import Code
from build_scripts.reading.characters import describe, hidden_places
from build_scripts.reading.dates import meant_dates

KILOBYTE = 1024
_LONGEST_SLIP = 64
_NEAR = 66
"""Of 100, as RapidFuzz counts: words less alike than that are not offered as what was meant."""
_FEW = 5
"""So many values allowed are all offered for pasting."""
_LONGEST_URL = 2048
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_DEVICES = ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
RESERVED_IDS = frozenset({"index", "search", "assets", "constructor", "note", "fn", *_DEVICES})
"""Ids that would clash with folders of the site, tokens of the woven Markdown, JavaScript or Windows."""
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DASHED_PERIOD = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:[–—]|\s-\s|--|to)\s*(\d{4}(?:-\d\d){0,2})", re.ASCII)
_LANGUAGES = {
    **{"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es"},
    **{"español": "es", "italian": "it", "russian": "ru", "ukrainian": "uk", "polish": "pl", "dutch": "nl"},
    **{"arabic": "ar", "persian": "fa", "farsi": "fa", "hebrew": "he", "turkish": "tr", "chinese": "zh"},
    **{"japanese": "ja", "kurdish": "ku"},
}
"""The names people write for the codes."""
_LANGUAGE = re.compile(
    r"""
    [a-z]{2,3} (?:-[a-z]{3}){0,3}        # language, extended language
    (?:-[a-z]{4})?                       # script
    (?:-(?:[a-z]{2}|[0-9]{3}))?          # region
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*   # variants
    (?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)* # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?           # private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""RFC 5646 (BCP 47), `langtag` without the grandfathered tags. Errs on the side of accepting unregistered subtags."""
_URL = re.compile(r"https?://[^\s/?#<>\"@\\]+(?:[/?#][^\s<>\"\\]*)?|mailto:[^\s<>\"\\@]+@[^\s<>\"\\@]+", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ENCODINGS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|cp(125\d|437|85\d|866|874|932|949|950)|iso8859-\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|shift_\w+"
    r"|euc_\w+|iso2022_\w+|ascii|hz|tis-620|johab"
)


def refuse(
    code: Code, message: str, hint: str, *better: str, yaml: Collection[str] = (), offset: int = 0
) -> PydanticCustomError:
    """The error a field type raises; `mistakes` makes the finding. `better` are values it could have, as text, or as
    `yaml` where they are no text: each is offered for pasting, with its key. `offset`: code points from the beginning
    of the value to what is wrong."""
    context = {"message": message, "hint": hint, "better": better, "yaml": tuple(yaml), "offset": offset}
    return PydanticCustomError(code.value, "{message}", context)


def shown(words: str, limit: int = 60) -> str:
    """`words` as a message may quote them: white space collapsed, cut at `limit` characters."""
    words = " ".join(words.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"


def nearest(word: str, choices: Collection[str]) -> str:
    """The choice that was probably meant, or an empty string."""
    if len(word) > _LONGEST_SLIP:
        return ""
    match = process.extractOne(_plain(word), list(choices), scorer=fuzz.ratio, processor=_plain, score_cutoff=_NEAR)
    return match[0] if match else ""


def no_such(what: str, word: str, choices: Collection[str]) -> str:
    """The words for something asked for that is not there, with the nearest that is."""
    guess = nearest(word, choices)
    return f"there is no {what} {word}" + (f"; did you mean {guess}?" if guess else "")


def _plain(word: str) -> str:
    return word.strip("“”‘’\"'").casefold()


def text_of_at_most(limit: int, what: str) -> Callable[[str], str]:
    """A check that a text has words in it and at most `limit` bytes of UTF-8."""

    def check(text: str) -> str:
        if not text.strip():
            raise refuse(Code.Y212, f"{what} without words", "Fill it, or delete its key.")
        if len(text) * 4 > limit and len(text.encode()) > limit:
            message = f"{what} of {len(text.encode()):,} bytes; at most {limit:,} are allowed"
            raise refuse(Code.Y208, message, "Shorten it, or split it in two.")
        return text

    return check


def one_of(
    choices: Collection[str], code: Code = Code.Y204, slips: Mapping[str, str] | None = None
) -> Callable[[str], str]:
    """A check that a text is one of `choices`. `slips`: what people write for one of them, in small letters."""
    allowed = tuple(str(choice) for choice in choices)
    known = frozenset(allowed)

    def check(text: str) -> str:
        if text in known:
            return text
        guess = (slips or {}).get(" ".join(text.casefold().split())) or nearest(text, allowed)
        listed = ", ".join(allowed) if len(allowed) <= 20 else "the types of CSL"
        better = (guess,) if guess else allowed if len(allowed) <= _FEW else ()
        meant = " Did you mean:" if guess else " Choose one:" if better else ""
        raise refuse(
            code, f"“{shown(text)}” is not one of the values allowed here", f"Allowed: {listed}.{meant}", *better
        )

    return check


def check_id(text: str) -> str:
    """An id: a-z, 0-9 and hyphens, 1 to 64, not beginning with a hyphen, not reserved."""
    if not _ID.fullmatch(text):
        _refuse_hidden(text, "an id")
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
        better = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:64]
        hint = "Use a-z, 0-9 and hyphens, at most 64" + (", for instance:" if better else ".")
        raise refuse(Code.Y209, f"“{shown(text)}” is not an id", hint, *([better] if better else []))
    if text in RESERVED_IDS:
        hint = "Choose a longer one, for instance:"
        raise refuse(Code.Y211, f"the id “{text}” has another meaning already", hint, f"the-{text}")
    return text


def check_date(text: str) -> str:
    """An ISO 8601 date, perhaps partial: `2016`, `2016-12`, `2016-12-08`."""
    match = _ISO_DATE.fullmatch(text)
    if match and exists(*(int(part or 1) for part in match.groups())):
        return text
    raise not_a_date(text)


def not_a_date(text: str) -> PydanticCustomError:
    """The refusal of a text that is no ISO 8601 date, with the dates it may mean."""
    match = _ISO_DATE.fullmatch(text)
    hint = "Write year, month, day as in 2016-12-08; 2016-12 and 2016 are allowed."
    better = meant_dates(text)
    if match and match[3]:
        hint = f"That month has no day {int(match[3])}. Look it up, or leave the day out:"
    elif better:
        hint += " Did you mean:" if len(better) == 1 else " It can be read in two ways; choose one:"
    return refuse(Code.Y205, f"“{shown(text)}” is not a date", hint, *better)


def exists(year: int, month: int = 1, day: int = 1) -> bool:
    """Whether there is such a day in the calendar."""
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def check_period(text: str) -> str:
    """A date as in `check_date`, or two joined by `/`, the earlier first."""
    first, slash, last = text.partition("/")
    dashed = _DASHED_PERIOD.fullmatch(text)
    if dashed:
        hint = "Write a slash between the two dates:"
        raise refuse(Code.Y205, f"“{shown(text)}” is not a date", hint, f"{dashed[1]}/{dashed[2]}")
    if not slash or not (_ISO_DATE.fullmatch(first) and _ISO_DATE.fullmatch(last)):
        return check_date(text)
    check_date(first)
    check_date(last)
    if last < first[: len(last)]:
        raise refuse(
            Code.Y205, f"“{shown(text)}” ends before it begins", "Write the earlier date first:", f"{last}/{first}"
        )
    return text


def check_language(text: str) -> str:
    """A BCP 47 language tag, well-formed by RFC 5646."""
    if not _LANGUAGE.fullmatch(text):
        better = _LANGUAGES.get(text.casefold()) or text.replace("_", "-")
        better = better if _LANGUAGE.fullmatch(better) else ""
        hint = "Write its code as in BCP 47: en, de-AT, zh-Hant, ar." + (" Did you mean:" if better else "")
        raise refuse(Code.Y206, f"“{shown(text)}” is not the code of a language", hint, *([better] if better else []))
    return text


def check_url(text: str) -> str:
    """An absolute address with the scheme http, https or mailto; no user name, white space or hidden characters."""
    if len(text) > _LONGEST_URL:
        raise refuse(Code.Y208, f"an address of {len(text):,} characters", f"At most {_LONGEST_URL:,} are allowed.")
    _refuse_hidden(text, "an address")
    if _URL.fullmatch(text):
        return text
    scheme = _SCHEME.match(text)
    if scheme and scheme.group(1).lower() not in ("http", "https", "mailto"):
        message = f"an address may not begin with “{shown(scheme.group(0))}”"
        raise refuse(Code.Y207, message, "Only http:, https: and mailto: are allowed.")
    hint = "Write the whole address, for instance https://example.org/page; spaces are written %20."
    better = f"https://{text.replace(' ', '%20')}" if "://" not in text else text.replace(" ", "%20")
    offered = [better] if "." in text and _URL.fullmatch(better) else []
    hint += " Did you mean:" if offered else ""
    raise refuse(Code.Y207, f"“{shown(text)}” is not a web address", hint, *offered)


def check_encoding(text: str) -> str:
    """A character encoding that Python can read and that maps bytes to text one way only."""
    try:
        name = codecs.lookup(text).name if text.isascii() and "\0" not in text else ""
    except LookupError:
        name = ""
    if not _ENCODINGS.fullmatch(name):
        message = f"“{shown(text)}” is not a known encoding"
        raise refuse(Code.Y204, message, "For instance utf-8, windows-1252, koi8-r, gb18030, shift_jis.")
    return text


def _whole_number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{1,6}", value, re.ASCII):
        return int(value)
    if isinstance(value, str):
        raise refuse(Code.Y204, f"“{shown(value)}” is not a whole number", "Write digits only, for instance 3.")
    return value


def _refuse_hidden(text: str, what: str) -> None:
    hidden = hidden_places(text)
    if hidden:
        message = f"{what} with a character that cannot be seen: {describe(text[hidden[0]])}"
        visible = "".join(character for place, character in enumerate(text) if place not in hidden)
        raise refuse(Code.Y116, message, "Retype it:", visible, offset=hidden[0])


Id = Annotated[str, AfterValidator(check_id)]
Date = Annotated[str, AfterValidator(check_date)]
Period = Annotated[str, AfterValidator(check_period)]
Language = Annotated[str, AfterValidator(check_language)]
Url = Annotated[str, AfterValidator(check_url)]
Encoding = Annotated[str, AfterValidator(check_encoding)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Words = Annotated[str, AfterValidator(text_of_at_most(4 * KILOBYTE, "a text"))]
"""A short text: a title, a name, a tag."""
Body = Annotated[str, AfterValidator(text_of_at_most(20 * KILOBYTE, "a note"))]
Quote = Annotated[str, AfterValidator(text_of_at_most(10 * KILOBYTE, "a quote"))]
Context = Annotated[str, AfterValidator(text_of_at_most(KILOBYTE, "a prefix or suffix"))]
