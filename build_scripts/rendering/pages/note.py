"""One note as it stands on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.model import Annotation, Kind, Settings, Status
from build_scripts.rendering.annotators import name_of, url_of
from build_scripts.rendering.pages.forge import edit_address
from build_scripts.rendering.pages.page import esc, link
from build_scripts.rendering.pages.phrases import language_attributes, time_element
from build_scripts.rendering.summary import NoteSummary

DRAFT = '<span class="draft">draft</span>'
"""Beside each note that is not published yet."""
SHORT = 160
"""A lemma of more characters is shown by its beginning and its end beside the text it stands in."""


def kind_label(kinds: Mapping[str, Kind], kind: str) -> str:
    """The label of a kind; the kind's own name where the settings do not know it."""
    return kinds[kind].label if kind in kinds else kind


def note_html(
    annotation: Annotation,
    note: NoteSummary,
    lemmas: Sequence[str],
    body: str,
    settings: Settings,
    language: str = "",
    links: str = "",
    pattern: int = 0,
    root: str = "",
    told: str = "",
) -> str:
    """The note's element, complete.

    `note` is one that is shown; `lemmas` are the words of its targets, none for a note on the whole article; `body` is
    finished HTML, an element; `language` is that of the article, as attributes; `links`, HTML, stands after the lemma
    (a quoted article's way to the original); `pattern` is the place of its own among the page's patterns to cite a
    note by; `root` leads from the page to the site's root; `told` are attributes of the lemma that say more of its
    place, on a page without the text.
    """
    number = note.number or 0
    label = kind_label(settings.kinds, annotation.kind)
    verdict = str(annotation.verdict or "")
    spoken = ", ".join(part for part in (f"Note {number}", label, verdict) if part)
    head = [f'<span class="number">{number}</span>', f'<span class="kind">{esc(label)}</span>']
    if verdict:
        head.append(f'<span class="verdict">{esc(verdict)}</span>')
    if annotation.status is Status.DRAFT:
        head.append(DRAFT)
    signature = _signature(note, settings, root)
    own = language_attributes(settings.language)
    foreign = own if language and language != own else ""
    return "".join(
        (
            f'<aside class="note" id="note-{annotation.id}" role="note" aria-label="{esc(spoken)}" tabindex="-1"',
            f' data-kind="{esc(annotation.kind)}"{foreign}>',
            f'<p class="note-head label">{" ".join(head)}</p>',
            _lemma(lemmas, language, beside_text=not links, told=told),
            links,
            body,
            _credits(annotation, number, settings, signature, pattern, bool(lemmas) and not links),
            "</aside>",
        )
    )


def _lemma(lemmas: Sequence[str], language: str, *, beside_text: bool, told: str) -> str:
    if not lemmas:
        return ""
    words = " … ".join(" ".join(lemma.split()) for lemma in lemmas)
    if beside_text:
        return f'<p class="lemma"{language}>{esc(shortened(words))}</p>'
    return f'<p class="lemma"{language}><q{told}>{esc(words)}</q></p>'


def shortened(words: str) -> str:
    """Long words by their beginning and end, cut at spaces where there are any."""
    if len(words) <= SHORT:
        return words
    start, end = words[: SHORT // 2], words[-SHORT // 3 :]
    return f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"


def _signature(note: NoteSummary, settings: Settings, root: str) -> str:
    """Who wrote it and when, when it changed, who reviewed it; empty where nothing of this is known."""
    changed = f"changed {time_element(note.changed)}" if note.changed else ""
    parts = (
        person_link(note.author, settings, root) if note.author else "",
        time_element(note.created) if note.created else "",
        changed if note.author or note.created else changed.capitalize(),
    )
    said = [", ".join(part for part in parts if part)]
    if note.reviewed_by:
        said.append(f"Reviewed by {people(note.reviewed_by, settings, root)}")
    words = ". ".join(part for part in said if part)
    return f'<span class="signature">{words}</span>' if words else ""


def person_link(id_: str, settings: Settings, root: str) -> str:
    """An annotator's name, which leads to the annotator's page."""
    url, name = url_of(id_, settings), name_of(id_, settings)
    return link(url, name, root) if url else esc(name)


def people(ids: Sequence[str], settings: Settings, root: str) -> str:
    """`A`, `A and B`, `A, B and C`, each a link."""
    links = [person_link(id_, settings, root) for id_ in ids]
    return " and ".join(part for part in (", ".join(links[:-1]), links[-1]) if part) if links else ""


def _credits(
    annotation: Annotation, number: int, settings: Settings, signature: str, pattern: int, has_place: bool
) -> str:
    parts = [signature] if signature else []
    # One of the two is shown: the button where scripts are on, the link where they are not.
    parts.append(f'<a class="permalink" href="#note-{annotation.id}">Link to note {number}</a>')
    label = f"Copy link to note {number}"
    parts.append(
        f'<button type="button" class="copy" data-copy="#note-{annotation.id}" aria-label="{label}">Copy link</button>'
    )
    parts.append(f'<a class="cite" href="#cite" data-pattern="{pattern}" aria-label="Cite note {number}">Cite</a>')
    if address := edit_address(settings, annotation.place.path, annotation.place.line):
        named = f'aria-label="Suggest a change to note {number}"'
        parts.append(f'<a class="suggest" href="{esc(address)}" rel="external" {named}>Suggest a change</a>')
    if has_place:
        back = f'class="back" href="#ref-{annotation.id}" role="doc-backlink"'
        parts.append(f'<a {back} aria-label="Back to the text, note {number}">Back to the text</a>')
    return f'<p class="credits">{" ".join(parts)}</p>'
