"""Annotations as the API of Hypothesis gives them: `rows` of a search, or the list in its client's export.

https://h.readthedocs.io/en/latest/api-reference/v1/: a text in Markdown, tags, a user as `acct:name@authority`, targets
whose selectors name the same words in several ways, and for a reply the ids of those above it, the nearest last.
"""

from __future__ import annotations

import re

from build_scripts.reading.elsewhere.borrowed import Borrowed, Quoted, Text, day_of, name_of, tidy
from build_scripts.reading.elsewhere.json_text import (
    Object,
    WrongTypeError,
    as_list,
    as_object,
    text_at,
    texts_at,
)

_ACCOUNT = re.compile(r"acct:(?P<name>[^@\s]+)@(?P<authority>\S+)")


def is_row(value: Object) -> bool:
    """Whether this looks like one of Hypothesis' annotations, and not like one of the W3C's."""
    return "type" not in value and "body" not in value and bool({"uri", "user", "text"} & value.keys())


def read_row(number: int, row: Object) -> Borrowed:
    """Raises `WrongTypeError`."""
    key = text_at(row, "id")
    above = texts_at(row, "references")
    return Borrowed(
        name=name_of(number, key),
        key=key,
        page=text_at(row, "uri"),
        targets=() if above else _targets(row),
        texts=(Text(text_at(row, "text"), "markdown"),),
        tags=tidy(texts_at(row, "tags")),
        creators=_creators(row),
        created=day_of(text_at(row, "created")),
        motivations=(),
        answers=above[-1] if above else "",
        remarks=tuple(_remarks(row)),
    )


def _targets(row: Object) -> tuple[tuple[Quoted, ...], ...]:
    """Those with selectors. A target without any is the page."""
    targets = []
    for target in as_list(row.get("target")):
        selectors = as_list(as_object(target, "a target").get("selector"))
        quotes = [one for one in selectors if as_object(one, "a selector").get("type") == "TextQuoteSelector"]
        if selectors and not quotes:
            raise WrongTypeError("it names a place without quoting its words (no TextQuoteSelector)")
        if quotes:
            quote = as_object(quotes[0], "a selector")
            targets.append((Quoted(text_at(quote, "exact"), text_at(quote, "prefix"), text_at(quote, "suffix")),))
    return tuple(targets)


def _creators(row: Object) -> tuple[str, ...]:
    user = text_at(row, "user")
    account = _ACCOUNT.fullmatch(user)
    info = row.get("user_info")
    shown = text_at(as_object(info, "`user_info`"), "display_name") if info else ""
    names = (shown, account["name"] if account else user)
    return tuple(dict.fromkeys(one for one in names if one))


def _remarks(row: Object) -> list[str]:
    permissions = row.get("permissions")
    readers = texts_at(as_object(permissions, "`permissions`"), "read") if permissions else ()
    remarks = []
    if readers and all(one.startswith("acct:") for one in readers):
        remarks.append("only its author could read it there")
    if row.get("hidden") is True:
        remarks.append("a moderator had hidden it there")
    return remarks
