"""Characters that a hand-written file may not hold, and characters that hide from the person who reviews it.

Trojan Source (CVE-2021-42574): bidirectional controls, zero-width and tag characters let a file read differently from
what a program takes it to be. UTS #55 and UAX #9 name the sets.
"""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile(
    "[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""C0 and C1 controls, DEL, line and paragraph separators, the byte order mark inside a text, surrogates and
noncharacters of the basic plane. A YAML parser either refuses these or silently turns them into line breaks."""

HIDDEN = re.compile(
    "[\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Invisible characters that change what is seen or compared: bidi controls, zero-width, fillers, tags."""

_OPENING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
_CLOSING = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}
_JOINERS = frozenset("\u200c\u200d")
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f")
_LATIN_BEYOND_HEBREW = re.compile(
    "[\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufb06\uff21-\uff5a]"
)


def describe(character: str) -> str:
    """A character's code point and Unicode name, for instance `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(character, "" if character.isprintable() else "control character")
    return f"U+{ord(character):04X} {name}".rstrip()


def hidden_places(text: str) -> tuple[int, ...]:
    """Offsets, in code points, of the hidden characters in `text` that its script does not need; often none.

    Joiners between letters of scripts that join, or inside an emoji, and direction marks in a text with right-to-left
    letters, are ordinary spelling and are left out.
    """
    if text.isascii():
        return ()
    hits = [hit.start() for hit in HIDDEN.finditer(text)]
    if not hits:
        return ()
    marks = _DIRECTION_MARKS if _has_right_to_left(text) else frozenset[str]()
    return tuple(hit for hit in hits if text[hit] not in marks and not _is_joiner_in_place(text, hit))


def unbalanced_places(line: str) -> tuple[int, ...]:
    """Offsets of the bidi controls in one line that are opened and not closed on it, or closed without being opened."""
    open_places: list[int] = []
    stray: list[int] = []
    for offset, character in enumerate(line):
        if character in _OPENING:
            open_places.append(offset)
        elif character in _CLOSING:
            if open_places and line[open_places[-1]] in _CLOSING[character]:
                open_places.pop()
            else:
                stray.append(offset)
    return tuple(sorted(open_places + stray))


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} and letter not in _DIRECTION_MARKS for letter in text)


def _is_joiner_in_place(text: str, offset: int) -> bool:
    return text[offset] in _JOINERS and offset > 0 and _joins(text[offset - 1])


def _joins(before: str) -> bool:
    if ord(before) < 0x0590 or _LATIN_BEYOND_HEBREW.match(before):
        return False
    category = unicodedata.category(before)
    return category[0] in "LM" or category in {"So", "Sk"}
