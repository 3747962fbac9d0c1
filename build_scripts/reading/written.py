"""What a file with mistakes names, read line by line because it can't be read as YAML.

Only to keep quiet: a reference to a note that is left out for its own mistake is no second mistake.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_ITEM = re.compile(
    r"""
    (?: ^ \s* (?: -\s* )? | [{,] \s* ) ["']? id ["']? \s* : \s* (?P<id> [^,}\n]+ )   # the key as it should be
      | ^ \s* - \s+ \w+ \s* : \s* (?P<first> .+ )                                    # an item's first key, misspelt
      | ^ \s* (?P<key> [\w-]+ ) \s* : \s* $                                          # an id that was made a key
    """,
    re.VERBOSE | re.MULTILINE,
)
_WORD = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


def written_ids(data: bytes) -> frozenset[str]:
    """The ids that lines of a damaged file name or seem to mean: `Three Hands` counts as `three-hands`."""
    found = (match["id"] or match["first"] or match["key"] for match in _ITEM.finditer(_text(data)))
    return frozenset(_as_id(value.partition(" #")[0]) for value in found) - {""}


def written_words(data: bytes) -> frozenset[str]:
    """Everything in a damaged file that could be an id."""
    return frozenset(_WORD.findall(_text(data)))


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _as_id(value: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", value.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
