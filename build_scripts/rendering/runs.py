"""Finished HTML with tokens in, finished HTML with marks out: the text is cut at every milestone and every tag, and
each run carries the set of notes over it. One pass, linear in the length of the HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_PIECE = re.compile(r'<sup id="fnref:token">(⟦[^⟦⟧<>\n]*⟧)</sup>|(<[^>]*>)|(⟦[^⟦⟧<>\n]*⟧)')
"""A token set apart in a heading, a tag, a token. The serialiser writes `<` and `>` only in tags."""
_MILESTONE = re.compile(r"⟦(/?)([a-z0-9][a-z0-9-]*)(:[0-9]+)?⟧")
_REFERENCE = re.compile(r"⟦\^([a-z0-9][a-z0-9-]*) ([0-9]+) ([a-z0-9-]+)(?: ([a-z0-9-]+))?⟧")
_NUMBER = re.compile(r"⟦¶([0-9]+)⟧")
_KIND = re.compile(r"⟦\.([a-z-]+)⟧")
_VALUE = re.compile(r"⟦#([0-9]+)⟧")
_FOOTNOTE = re.compile(r"⟦fn(ote)? ([a-z0-9-]+)(?: ([^⟦⟧]+))?⟧")
_FORMATS = {
    "⟦EM⟧": "<em>",
    "⟦/EM⟧": "</em>",
    "⟦STRONG⟧": "<strong>",
    "⟦/STRONG⟧": "</strong>",
    "⟦CODE⟧": "<code>",
    "⟦/CODE⟧": "</code>",
    "⟦BR⟧": "<br>",
}
_APART = "<p>⟦-⟧</p>"
_HOST = re.compile(r"<(?:p|li|td|th|h[1-6])[ >]")
"""The start tags of elements that can take a block's id and class."""


@dataclass(slots=True)
class _Page:
    """What one pass keeps in mind."""

    paired: frozenset[int]
    """The pieces that are milestones with another end."""
    known: Mapping[str, tuple[int, str]]
    """Number and kind of each note that has a reference, by id."""
    out: list[str] = field(default_factory=list)
    active: list[tuple[str, str]] = field(default_factory=list)
    """Milestones that are open: name of the target, id of the note."""
    opening: str = ""
    """The start tag of the next run's `mark`, but for its id; empty when no note is over it."""
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
    html = html.replace(f"{_APART}\n", "").replace(_APART, "")
    pieces = list(_PIECE.finditer(html))
    page = _Page(*_survey(pieces))
    at = 0
    for index, piece in enumerate(pieces):
        if piece.start() > at:
            _text(page, html[at : piece.start()])
        at = piece.end()
        if piece[2]:
            _tag(page, piece[2])
        else:
            _token(page, index, piece[1] or piece[3])
    if at < len(html):
        _text(page, html[at:])
    return "".join(page.out)


def _survey(pieces: Sequence[re.Match[str]]) -> tuple[frozenset[int], dict[str, tuple[int, str]]]:
    """Which milestones have both their ends (each name once), and which notes have a reference."""
    paired: set[int] = set()
    known: dict[str, tuple[int, str]] = {}
    opened: dict[str, int] = {}
    used: set[str] = set()
    for index, piece in enumerate(pieces):
        token = piece[1] or piece[3]
        if not token:
            continue
        if match := _MILESTONE.fullmatch(token):
            name = match[2] + (match[3] or "")
            if not match[1] and name not in used:
                opened[name] = index
                used.add(name)
            elif match[1] and name in opened:
                paired.update((opened.pop(name), index))
        elif match := _REFERENCE.fullmatch(token):
            known.setdefault(match[1], (int(match[2]), match[3]))
    return frozenset(paired), known


def _text(page: _Page, text: str) -> None:
    if text.isspace():
        # White space between blocks, and after a line break, has a new line in it; between words it has none.
        page.out.append(text if not page.opening or "\n" in text else f"{_mark(page)}{text}</mark>")
        return
    page.host = page.item = -1
    page.out.append(f"{_mark(page)}{text}</mark>" if page.opening else text)


def _mark(page: _Page) -> str:
    if not page.fresh:
        return f"{page.opening}>"
    first = min(page.fresh, key=lambda note: _order(page, note))
    page.fresh.clear()
    return f'{page.opening} id="mark-{first}">'


def _tag(page: _Page, tag: str) -> None:
    if _HOST.match(tag):
        page.host = len(page.out)
        if tag.startswith("<li"):
            page.item = page.host
    page.out.append(tag)


def _token(page: _Page, index: int, token: str) -> None:
    if token in _FORMATS:
        page.out.append(_FORMATS[token])
    elif match := _MILESTONE.fullmatch(token):
        _milestone(page, index, match)
    elif match := _REFERENCE.fullmatch(token):
        page.out.append(_reference(page, match))
    elif not _block_token(page, token):
        if match := _FOOTNOTE.fullmatch(token):
            page.out.append(_footnote_reference(page, match))
        elif token.startswith("⟦notes "):
            page.out.append(token)
        else:
            _text(page, token)


def _milestone(page: _Page, index: int, match: re.Match[str]) -> None:
    name, note = match[2] + (match[3] or ""), match[2]
    if index not in page.paired:
        _text(page, match[0])
        return
    if not match[1]:
        page.active.append((name, note))
        if f" {note}" not in page.seen:
            page.seen.add(f" {note}")
            page.fresh.append(note)
    else:
        page.active.remove((name, note))
        if note in page.fresh:
            page.fresh.remove(note)
    page.opening = _opening(page)


def _opening(page: _Page) -> str:
    notes = sorted({note for _, note in page.active}, key=lambda note: _order(page, note))
    if not notes:
        return ""
    kinds = dict.fromkeys(page.known[note][1] for note in notes if note in page.known)
    listed = f' data-kinds="{" ".join(kinds)}"' if kinds else ""
    return f'<mark class="mark" data-notes="{" ".join(notes)}"{listed}'


def _order(page: _Page, note: str) -> tuple[int, str]:
    return page.known[note][0] if note in page.known else 0, note


def _reference(page: _Page, match: re.Match[str]) -> str:
    note, number, kind, verdict = match.groups()
    label = ", ".join(filter(None, (f"Note {number}", kind, verdict)))
    return (
        f'<sup class="ref"><a{_id(page, f"ref-{note}")} href="#note-{note}" role="doc-noteref" aria-label="{label}" '
        f'data-kind="{kind}">{number}</a></sup>'
    )


def _footnote_reference(page: _Page, match: re.Match[str]) -> str:
    _, name, label = match.groups()
    return (
        f'<sup class="fnref"><a{_id(page, f"fnref-{name}")} href="#fn-{name}" role="doc-noteref" '
        f'aria-label="Footnote {label or name} of the article">{label or name}</a></sup>'
    )


def _id(page: _Page, wanted: str) -> str:
    """The attribute, once a page."""
    if wanted in page.seen:
        return ""
    page.seen.add(wanted)
    return f' id="{wanted}"'


def _block_token(page: _Page, token: str) -> bool:
    """Gives the block that begins here its id, class or number; False where no block begins or it is no such token."""
    if page.host < 0:
        return False
    if match := _NUMBER.fullmatch(token):
        number = match[1]
        _add(page, page.host, _id(page, f"p-{number}"))
        page.out.append(f'<a class="pilcrow" href="#p-{number}" aria-label="Paragraph {number}">{number}</a>')
    elif match := _KIND.fullmatch(token):
        _add(page, page.host, f' class="{match[1]}"')
    elif (match := _VALUE.fullmatch(token)) and page.item >= 0:
        _add(page, page.item, f' value="{match[1]}"')
    elif (match := _FOOTNOTE.fullmatch(token)) and match[1]:
        name, label = match[2], match[3] or match[2]
        _add(page, page.host, f'{_id(page, f"fn-{name}")} class="footnote"')
        page.out.append(
            f'<a class="fn-back" href="#fnref-{name}" role="doc-backlink" '
            f'aria-label="Footnote {label}, back to the text">{label}</a> '
        )
    else:
        return False
    return True


def _add(page: _Page, index: int, attributes: str) -> None:
    tag = page.out[index]
    page.out[index] = f"{tag[:-1]}{attributes}>"
