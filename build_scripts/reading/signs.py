"""The general signs by which a line of plain text shows what it is: an address, a date line, a credit, a title.

Each sign looks at one line (already stripped of white space at both ends) and errs towards "not one": an unsure line
stays an ordinary paragraph, which the sidecar's `structure` can correct. All patterns are linear in time.
"""

from __future__ import annotations

import re

from build_scripts.reading.dates import printed_dates

DASHES = "-–—―"
OPENING = '“„«‘"'
"""Marks that open a quotation at the start of a line."""

_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?", re.IGNORECASE)
_CREDIT_OPENER = re.compile(
    r"""(?:from|by|source|via|published\s+by|written\s+by|reported\s+by|originally\s+published|first\s+published
        |text|words|story|interview)\s*:?\s+(?=["“‘'(]?[A-ZÀ-Þ@])""",
    re.IGNORECASE | re.VERBOSE,
)
_TRANSLATION = re.compile(
    r"\b(?:translat(?:ed|ion|or)\b[^.]{0,80}\b(?:by|from|for)\b|translat(?:ion|or)\s*:)", re.IGNORECASE
)
_SENTENCE_BREAK = re.compile(r"""[^\W\d_]{2}[.!?]["”’')\]]*\s+["“‘'(\[]?[A-ZÀ-Þ]""")
_STATEMENT_BREAK = re.compile(r"""[^\W\d_]{2}\.["”’')\]]*\s+["“‘'(\[]?[A-ZÀ-Þ]""")
"""A question or a cry may be the first half of a title; a statement with a full stop is not."""
_ENDS_SENTENCE = re.compile(r"""[.!?…;,。！？；，।॥؟۔،][\s”’'“")\]]*$""")
_PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*\s+){1,3}[A-ZÀ-Þ][\w’'-]+")
_PHOTO_CREDIT = re.compile(
    r"""\((?:photo\b|image\b|picture\b|by\s+(?:reuters|afp|ap\b|getty|epa)|(?:reuters|afp|ap|getty\s+images|epa)\b)
        [^()]{0,80}\)\.?$""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION_OPENER = re.compile(
    r"(?:in this (?:\w+ )?(?:file )?photo|file (?:photo|picture|image)\b|photo\s*:|image\s*:|pictured\b)", re.IGNORECASE
)
_RELATED = re.compile(
    r"""(?:related(?:\s(?:articles?|stories|links?|news|topics?|posts?))?|see\salso|read\salso|also\sread|read\smore
        |more\son\sthis(?:\sstory)?|further\sreading|recommended)\s*:?$""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTINUE = re.compile(
    r"""(?:continue\sreading|read\smore|keep\sreading|full\sstory|click\shere\sto\sread\smore
        |read\sthe\s(?:full|rest\sof\sthe)\s(?:story|article|post))\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_IMAGE_NAME = re.compile(
    r"""(?:[\w-]{1,200}-\d{2,4}x\d{2,4}(?:\.(?:jpe?g|png|gif|webp))? | [\w-]{1,200}\.(?:jpe?g|png|gif|webp))
        (?=[“"‘«\s]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED_CITATION = re.compile(r"""[(\[].*["“”‘’]\s*,?\s*[A-Z][\w .&’'-]{0,60}[)\]]\.?$""")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "its", "nor", "of", "on", "or"}
    | {"over", "the", "to", "up", "via", "vs", "with"}
)


def is_address(line: str) -> bool:
    """Whether the whole line is one web address."""
    return _ADDRESS.fullmatch(line) is not None


def is_date_line(line: str) -> bool:
    """Whether the line is a date alone, or the name of an outlet of at most eight words and a date at one end."""
    bare = line.strip(DASHES + " \u00a0|·,")
    if len(bare) > 120 or not (dates := printed_dates(bare)):
        return False
    first, last = dates[0], dates[-1]
    rest = (bare[: first.start] + " " + bare[last.end :]).strip(DASHES + " \u00a0|·,./:")
    at_an_end = first.start <= 1 or last.end >= len(bare) - 1
    return at_an_end and (not rest or (is_name_like(rest) and len(rest.split()) <= 8))


def is_name_like(words: str) -> bool:
    """Whether every longer word is capitalised, as in the name of an outlet, and no sentence ends in it."""
    if _SENTENCE_BREAK.search(words) or words.endswith((".", "!", "?")):
        return False
    return all(word[:1].isupper() or word.lower() in _SMALL_WORDS or not word[:1].isalpha() for word in words.split())


def is_credit(line: str) -> bool:
    """Whether the line is a credit, date, by-line or translator's line: short, and no sentence."""
    if len(line) > 120 or is_address(line):
        return False
    if is_date_line(line):
        return True
    if _SENTENCE_BREAK.search(line) or _ENDS_SENTENCE.search(line):
        return False
    if _TRANSLATION.search(line):
        return True
    opener = _CREDIT_OPENER.match(line)
    return opener is not None and len(line.split()) <= 10 and is_name_like(line[opener.end() :].split(",")[0])


def is_person(line: str) -> bool:
    """Whether the line could be a by-line that is a name alone: two to four capitalised words."""
    return len(line) <= 60 and _PERSON.fullmatch(line) is not None


def is_title_like(line: str, longest: int = 250) -> bool:
    """Whether the line could be a title: three words or more, no full stop, a capital at its start."""
    words = line.split()
    if not 2 < len(words) <= 45 or len(line) > longest or is_address(line) or is_credit(line):
        return False
    start = line.lstrip(OPENING + "('[…")[:1]
    if not (start.isupper() or start.isdigit() or (start.isalpha() and start.lower() == start.upper())):
        return False
    closed = line.rstrip()
    if _STATEMENT_BREAK.search(closed) or closed.endswith(":"):
        return False
    return closed.endswith(("?", "!")) or not _ENDS_SENTENCE.search(closed)


def is_heading_like(line: str) -> bool:
    """Whether the line could be a heading: at most 120 characters, one clause, ending in a letter or a colon."""
    if len(line) > 120 or is_address(line) or not line[:1].strip(OPENING + "…([").strip() or line[:1].islower():
        return False
    if _SENTENCE_BREAK.search(line) or _ENDS_SENTENCE.search(line.rstrip(":")) or line.endswith(("?", "!")):
        return False
    return any(character.isalpha() for character in line)


def in_title_case(line: str) -> bool:
    """Whether at least four fifths of the longer words begin with a capital."""
    words = [word.lstrip(OPENING + "('[") for word in line.split()]
    longer = [word for word in words if len(word) > 3 and word[:1].isalpha()]
    return len(longer) >= 3 and sum(word[:1].isupper() for word in longer) >= 0.8 * len(longer)


def source_tail(line: str) -> str:
    """The attribution that ends a teaser's title: ` – Reports` in `… – Reports`; empty when there is none."""
    match = re.search(r"\s[–—-]\s[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*)?$", line)
    return match.group() if match else ""


def is_related_label(line: str) -> bool:
    """Whether the line announces links to other stories: `Related:`, `See also`."""
    return _RELATED.match(line) is not None


def is_navigation(line: str) -> bool:
    """Whether the line is the source page's link to the rest of the text: `Continue reading`."""
    return _CONTINUE.match(line) is not None


def is_caption(line: str) -> bool:
    """Whether the line says that it is a picture's caption, or ends with a photo credit in brackets."""
    return len(line) <= 400 and (_CAPTION_OPENER.match(line) is not None or _PHOTO_CREDIT.search(line) is not None)


def image_name(line: str) -> str:
    """The name of an image file that stands at the start of the line, glued to the words or alone; empty when none."""
    match = _IMAGE_NAME.match(line)
    return match.group() if match else ""


def is_citation(line: str) -> bool:
    """Whether the line is a source in brackets: a title in quotation marks, then the outlet's name."""
    return len(line) <= 400 and _BRACKETED_CITATION.match(line) is not None


def run_in_dateline(line: str) -> int:
    """Where a dateline run in before the first sentence ends (`July 27, The Outlet – Last week …`); 0 when none.

    The offset is that of the first character after the dash, white space not yet skipped.
    """
    match = re.match(r"[^!?“”\"\n]{3,80}?\s[–—-]\s(?=[\"“‘A-ZÀ-Þ])", line)
    if match is None:
        return 0
    before = match.group()[:-3]
    return match.end() - 1 if is_date_line(before) else 0
