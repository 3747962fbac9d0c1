"""Finished HTML with tokens in, finished HTML with marks out: the text is cut at every milestone and every tag, and
each run carries the set of notes over it. One pass, linear in the length of the HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SET_APART = '<sup id="fnref:token">'
"""What `marks` puts around a token in a heading."""
_PIECE = re.compile(f"{_SET_APART}⟦[^⟦⟧<>\n]*⟧</sup>|<[^>]*>|⟦[^⟦⟧<>\n]+⟧")
"""A token set apart, a tag, a token. The serialiser writes `<` and `>` only in tags."""
_TOKEN = re.compile(r"⟦[^⟦⟧<>\n]+⟧")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(?::[0-9]+)?")
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
    html = html.replace(f"{_APART}\n", "").replace(_APART, "")
    page = _Page(*_survey(_TOKEN.findall(html)))
    at = 0
    for piece in _PIECE.finditer(html):
        start = piece.start()
        if start > at:
            _text(page, html[at:start])
        at = piece.end()
        found = piece[0]
        if found[0] == "⟦":
            _token(page, found)
        elif found.startswith(_SET_APART):
            _token(page, found[len(_SET_APART) : -len("</sup>")])
        else:
            if found.startswith(_HOSTS):
                page.host = len(page.out)
                page.item = page.host if found.startswith("<li") else page.item
            page.out.append(found)
    if at < len(html):
        _text(page, html[at:])
    return "".join(page.out)


def _survey(tokens: Sequence[str]) -> tuple[set[str], dict[str, tuple[int, str]]]:
    """Which milestones have both their ends (each name once), and which notes have a reference."""
    opened: set[str] = set()
    paired: set[str] = set()
    known: dict[str, tuple[int, str]] = {}
    for token in tokens:
        if token[1] == "/":
            name = token[2:-1]
            if name in opened:
                paired.add(name)
        elif token[1] == "^":
            if match := _REFERENCE.fullmatch(token):
                known.setdefault(match[1], (int(match[2]), match[3]))
        elif _NAME.fullmatch(token, 1, len(token) - 1):
            opened.add(token[1:-1])
    return paired, known


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


def _token(page: _Page, token: str) -> None:
    if token in _FORMATS:
        page.out.append(_FORMATS[token])
    elif token[1] == "^" and (match := _REFERENCE.fullmatch(token)):
        page.out.append(_reference(page, match))
    elif token[1] == "/" and token[2:-1] in page.active:
        _close(page, token[2:-1])
    elif token[1:-1] in page.paired:
        _open(page, token[1:-1])
    elif not (page.host >= 0 and _block_token(page, token)):
        if match := _FOOTNOTE.fullmatch(token):
            page.out.append(_footnote_reference(page, match))
        elif token.startswith("⟦notes "):
            page.out.append(token)
        else:
            _text(page, token)


def _open(page: _Page, name: str) -> None:
    note = name.partition(":")[0]
    page.paired.discard(name)
    page.active[name] = note
    if f" {note}" not in page.seen:
        page.seen.add(f" {note}")
        page.fresh.append(note)
    page.opening = _opening(page)


def _close(page: _Page, name: str) -> None:
    note = page.active.pop(name)
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
