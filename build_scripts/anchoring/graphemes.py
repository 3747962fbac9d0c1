"""Where one character that a reader sees ends and the next begins.

Extended grapheme clusters after Unicode Standard Annex #29, rules GB3 to GB13, from the properties Python ships.
Where the two differ (a few vowel signs), this errs towards keeping characters together.
"""

from __future__ import annotations

import unicodedata

ZWJ = "\u200d"
_EXTENDING = frozenset({"Mn", "Me", "Mc"})
_CONTROLS = frozenset({"Cc", "Cf"})
_JOINERS = frozenset("\u200c\u200d") | frozenset(map(chr, range(0xE0020, 0xE0080)))
_ALONE = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087\u1088\u1089\u108a"
    "\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721"
)
"""Spacing marks that the annex excludes from SpacingMark."""
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd")
_SARA_AM = frozenset("\u0e33\u0eb3")
_VIRAMA = 9
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
"""The viramas that join two consonants into one cluster (GB9c)."""


def is_boundary(text: str, offset: int) -> bool:
    """Whether a selection may begin or end at `offset`, 0 to the length of `text`. Both ends of a text may."""
    if offset <= 0 or offset >= len(text):
        return True
    after = text[offset]
    before = text[offset - 1]
    if after < "\u0300" and before < "\u0600":
        return not (before == "\r" and after == "\n")
    if before not in _JOINERS and unicodedata.category(before) in _CONTROLS and before not in _PREPENDED:
        return True
    return not (_extends(after) or before in _PREPENDED or _continues(text, offset, before, after))


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest range of whole clusters that contains `start` to `end`."""
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end


def _extends(char: str) -> bool:
    if char < "\u0300":
        return False
    if unicodedata.category(char) in _EXTENDING:
        return char not in _ALONE
    return (
        char in _SARA_AM
        or char in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _continues(text: str, offset: int, before: str, after: str) -> bool:
    if before == ZWJ:
        return (is_pictograph(after) and _follows_pictograph(text, offset - 1)) or _joins_consonants(
            text, offset, after
        )
    if _is_regional(after):
        return _is_regional(before) and _regionals_before(text, offset) % 2 == 1
    return _is_hangul_continuation(before, after) or _joins_consonants(text, offset, after)


def _follows_pictograph(text: str, offset: int) -> bool:
    """Whether a pictograph, perhaps with modifiers, stands before `offset`."""
    while offset > 0 and text[offset - 1] != ZWJ and _extends(text[offset - 1]):
        offset -= 1
    return offset > 0 and is_pictograph(text[offset - 1])


def is_pictograph(char: str) -> bool:
    """Whether the character can be part of an emoji joined by ZWJ."""
    return char >= "\u2190" and (unicodedata.category(char) in ("So", "Sm") or char == "\u3030")


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _regionals_before(text: str, offset: int) -> int:
    count = 0
    while count < offset and _is_regional(text[offset - 1 - count]):
        count += 1
    return count


def _joins_consonants(text: str, offset: int, after: str) -> bool:
    if unicodedata.category(after) != "Lo" or not "\u0900" <= after <= "\u0d7f":
        return False
    at = offset - 1
    linked = False
    while at >= 0 and (text[at] == ZWJ or unicodedata.combining(text[at])):
        linked = linked or text[at] in _LINKERS
        at -= 1
    return linked and at >= 0 and unicodedata.category(text[at]) == "Lo"


def _is_hangul_continuation(before: str, after: str) -> bool:
    if not ("\u1160" <= after <= "\u11ff" or "\ud7b0" <= after <= "\ud7fb" or "\u1100" <= after <= "\u115f"):
        return "\uac00" <= after <= "\ud7a3" and _is_leading(before)
    if _is_leading(after):
        return _is_leading(before)
    if _is_vowel(after):
        return _is_leading(before) or _is_vowel(before) or _is_open_syllable(before)
    return _is_vowel(before) or _is_trailing(before) or "\uac00" <= before <= "\ud7a3"


def _is_leading(char: str) -> bool:
    return "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c"


def _is_vowel(char: str) -> bool:
    return "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6"


def _is_trailing(char: str) -> bool:
    return "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb"


def _is_open_syllable(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3" and (ord(char) - 0xAC00) % 28 == 0
