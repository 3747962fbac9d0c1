"""Finished HTML with tokens in, finished HTML with marks out: the text is cut at every milestone and every tag, and
each run carries the set of notes over it. One pass, linear in the length of the HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

_SET_APART = re.compile('<sup id="fnref:token">(⟦[^⟦⟧<>\n]+⟧)</sup>')
"""A token in a heading, as `marks` sets it apart."""
_PIECE = re.compile(
    r"""
    (?P<tag> <[^>]*> )                              # the serialiser writes < and > only in tags
    | ⟦ (?:
        / (?P<close> [a-z0-9][a-z0-9:-]* )
      |   (?P<open>  [a-z0-9][a-z0-9:-]* )
      | \^ (?P<note> [a-z0-9][a-z0-9-]* ) [ ] (?P<number> [0-9]+ ) [ ] (?P<kind> [a-z0-9-]+ )
           (?P<reference> (?: [ ] [a-z0-9-]+ )? )   # last: a space and the verdict, or nothing
      | ¶ (?P<paragraph> [0-9]+ )
      | \. (?P<class> [a-z-]+ )
      | \# (?P<value> [0-9]+ )
      | fn [ ] (?P<fn> [^⟦⟧<>\n]+ )
      | fnote [ ] (?P<fnote> [^⟦⟧<>\n]+ )
      | (?P<format> /?(?:EM|STRONG|CODE) | BR )
      | (?P<notes> notes[ ][0-9]+ )
    ) ⟧
    """,
    re.VERBOSE,
)
_FORMATS = {
    "EM": "<em>",
    "/EM": "</em>",
    "STRONG": "<strong>",
    "/STRONG": "</strong>",
    "CODE": "<code>",
    "/CODE": "</code>",
    "BR": "<br>",
}
_APART = "<p>⟦-⟧</p>"
_GAP = "&#8203;"
"""A space without width before a number in the text. Without it browsers take `words` and `3` for one word, `words3`,
and a link to these very words does not find them."""
LONG = 400
"""A passage of more characters of HTML is underlined lightly: heavy lines make a whole table hard to read."""
_HOSTS = tuple(
    f"<{name}{after}" for name in ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6") for after in " >"
)
"""How the start tags of elements begin that can take a block's id and class."""


@dataclass(slots=True)
class _Page:
    """What one pass keeps in mind."""

    paired: set[str]
    """Targets whose milestones have both ends; each leaves when it is opened."""
    known: Mapping[str, tuple[int, str]]
    """Number and kind of each note that has a reference, by id."""
    long: frozenset[str]
    """Targets with more than `LONG` characters."""
    out: list[str] = field(default_factory=list)
    active: dict[str, str] = field(default_factory=dict)
    """The note of each target that is open, by the target's name."""
    opening: str = ""
    """The start tag of the next run's `mark`, but for its end; empty when no note is over it."""
    fresh: list[str] = field(default_factory=list)
    """Notes whose first run is still to come."""
    seen: set[str] = field(default_factory=set)
    """Ids given out, and notes begun (with a leading space)."""
    host: int = -1
    """Index in `out` of the start tag of the block that has no words yet; -1 where there are words."""
    item: int = -1
    """Index in `out` of the start tag of the list item that has no words yet."""


def mark_up(html: str) -> str:
    """`html` with every token it understands made into HTML; other tokens stay as text."""
    html = _SET_APART.sub(r"\1", html.replace(f"{_APART}\n", "").replace(_APART, ""))
    pieces = list(_PIECE.finditer(html))
    page = _Page(*_survey(pieces))
    at = 0
    for piece in pieces:
        start, stop = piece.span()
        if start > at:
            _text(page, html[at:start])
        at = stop
        if piece.lastgroup == "tag":
            tag = piece[0]
            if tag.startswith(_HOSTS):
                page.host = len(page.out)
                page.item = page.host if tag.startswith("<li") else page.item
            page.out.append(tag)
        else:
            _TOKENS[piece.lastgroup or "notes"](page, piece)
    if at < len(html):
        _text(page, html[at:])
    return "".join(page.out)


def _survey(pieces: Sequence[re.Match[str]]) -> tuple[set[str], dict[str, tuple[int, str]], frozenset[str]]:
    """Which milestones have both their ends (each name once), which notes have a reference, and which targets are
    long."""
    opened: dict[str, int] = {}
    long: set[str] = set()
    paired: set[str] = set()
    known: dict[str, tuple[int, str]] = {}
    for piece in pieces:
        group = piece.lastgroup
        if group == "open":
            opened.setdefault(piece["open"], piece.end())
        elif group == "close":
            name = piece["close"]
            if name in opened:
                paired.add(name)
                if piece.start() - opened[name] > LONG:
                    long.add(name)
        elif group == "reference":
            known.setdefault(piece["note"], (int(piece["number"]), piece["kind"]))
    return paired, known, frozenset(long)


def _text(page: _Page, text: str) -> None:
    opening = page.opening
    if text.isspace():
        # White space between blocks, and after a line break, has a new line in it; between words it has none.
        page.out.append(text if not opening or "\n" in text else f"{_mark(page)}{text}</mark>")
        return
    page.host = page.item = -1
    if opening:
        page.out += (f"{opening}>" if not page.fresh else _mark(page), text, "</mark>")
    else:
        page.out.append(text)


def _mark(page: _Page) -> str:
    if not page.fresh:
        return f"{page.opening}>"
    first = min(page.fresh, key=lambda note: _order(page, note))
    page.fresh.clear()
    return f'{page.opening} id="mark-{first}">'


def _open(page: _Page, piece: re.Match[str]) -> None:
    name = piece["open"]
    if name not in page.paired:
        _text(page, piece[0])
        return
    note = name.partition(":")[0]
    page.paired.discard(name)
    page.active[name] = note
    if f" {note}" not in page.seen:
        page.seen.add(f" {note}")
        page.fresh.append(note)
    page.opening = _opening(page)


def _close(page: _Page, piece: re.Match[str]) -> None:
    note = page.active.pop(piece["close"], "")
    if not note:
        _text(page, piece[0])
        return
    if note in page.fresh:
        page.fresh.remove(note)
    page.opening = _opening(page)


def _opening(page: _Page) -> str:
    if not page.active:
        return ""
    notes = list(page.active.values())
    if len(notes) > 1:
        notes = sorted(set(notes), key=lambda note: _order(page, note))
    kinds = dict.fromkeys(page.known[note][1] for note in notes if note in page.known)
    listed = f' data-kinds="{" ".join(kinds)}"' if kinds else ""
    long = " long" if page.long.issuperset(page.active) else ""
    return f'<mark class="mark{long}" data-notes="{" ".join(notes)}"{listed}'


def _order(page: _Page, note: str) -> tuple[int, str]:
    return page.known[note][0] if note in page.known else 0, note


def _reference(page: _Page, piece: re.Match[str]) -> None:
    note, number, kind, verdict = piece.group("note", "number", "kind", "reference")
    label = f"Note {number}, {kind},{verdict}" if verdict else f"Note {number}, {kind}"
    page.out.append(
        f'<sup class="ref">{_GAP}<a{_id(page, f"ref-{note}")} href="#note-{note}" role="doc-noteref" '
        f'aria-label="{label}" data-kind="{kind}">{number}</a></sup>'
    )


def _footnote_reference(page: _Page, piece: re.Match[str]) -> None:
    name, _, label = piece["fn"].partition(" ")
    page.out.append(
        f'<sup class="fnref">{_GAP}<a{_id(page, f"fnref-{name}")} href="#fn-{name}" role="doc-noteref" '
        f'aria-label="Footnote {label or name} of the article">{label or name}</a></sup>'
    )


def _paragraph(page: _Page, piece: re.Match[str]) -> None:
    number = piece["paragraph"]
    if _add(page, page.host, _id(page, f"p-{number}"), piece):
        page.out.append(f'<a class="pilcrow" href="#p-{number}" aria-label="Paragraph {number}">{number}</a>')


def _class(page: _Page, piece: re.Match[str]) -> None:
    _add(page, page.host, f' class="{piece["class"]}"', piece)


def _value(page: _Page, piece: re.Match[str]) -> None:
    _add(page, page.item, f' value="{piece["value"]}"', piece)


def _footnote(page: _Page, piece: re.Match[str]) -> None:
    name, _, label = piece["fnote"].partition(" ")
    if _add(page, page.host, f'{_id(page, f"fn-{name}")} class="footnote"', piece):
        page.out.append(
            f'<a class="fn-back" href="#fnref-{name}" role="doc-backlink" '
            f'aria-label="Footnote {label or name}, back to the text">{label or name}</a> '
        )


def _format(page: _Page, piece: re.Match[str]) -> None:
    page.out.append(_FORMATS[piece["format"]])


def _notes(page: _Page, piece: re.Match[str]) -> None:
    page.out.append(piece[0])


def _id(page: _Page, wanted: str) -> str:
    """The attribute, once a page."""
    if wanted in page.seen:
        return ""
    page.seen.add(wanted)
    return f' id="{wanted}"'


def _add(page: _Page, index: int, attributes: str, piece: re.Match[str]) -> bool:
    """Gives the block that begins here attributes. Where none begins, the token is text."""
    if index < 0:
        _text(page, piece[0])
        return False
    page.out[index] = f"{page.out[index][:-1]}{attributes}>"
    return True


_TOKENS: Mapping[str, Callable[[_Page, re.Match[str]], None]] = {
    "open": _open,
    "close": _close,
    "reference": _reference,
    "paragraph": _paragraph,
    "class": _class,
    "value": _value,
    "fn": _footnote_reference,
    "fnote": _footnote,
    "format": _format,
    "notes": _notes,
}
"""What becomes of each kind of token, by the last group of `_PIECE` that matched."""
