"""One note as it stands on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.model import Annotation, Kind, Settings, Status
from build_scripts.rendering.pages.page import esc
from build_scripts.rendering.pages.phrases import language_attributes, time_element

SHORT = 160
"""A lemma of more characters is shown by its beginning and its end beside the text it stands in."""


def kind_label(kinds: Mapping[str, Kind], kind: str) -> str:
    """The label of a kind; the kind's own name where the settings do not know it."""
    return kinds[kind].label if kind in kinds else kind


def note_html(
    annotation: Annotation,
    number: int,
    lemmas: Sequence[str],
    body: str,
    settings: Settings,
    language: str = "",
    links: str = "",
    pattern: int = 0,
) -> str:
    """The note's element, complete.

    `lemmas` are the words of its targets, none for a note on the whole article; `body` is finished HTML, an element;
    `language` is that of the article, as attributes; `links`, HTML, stands after the lemma (a quoted article's way to
    the original); `pattern` is the place of its own among the page's patterns to cite a note by.
    """
    label = kind_label(settings.kinds, annotation.kind)
    verdict = str(annotation.verdict or "")
    spoken = ", ".join(part for part in (f"Note {number}", label, verdict) if part)
    head = [f'<span class="number">{number}</span>', f'<span class="kind">{esc(label)}</span>']
    if verdict:
        head.append(f'<span class="verdict">{esc(verdict)}</span>')
    if annotation.status is Status.DRAFT:
        head.append('<span class="draft">draft</span>')
    own = language_attributes(settings.language)
    foreign = own if language and language != own else ""
    return "".join(
        (
            f'<aside class="note" id="note-{annotation.id}" role="note" aria-label="{esc(spoken)}" tabindex="-1"',
            f' data-kind="{esc(annotation.kind)}"{foreign}>',
            f'<p class="note-head label">{" ".join(head)}</p>',
            _lemma(lemmas, language, beside_text=not links),
            links,
            body,
            _credits(annotation, number, settings, pattern, has_place=bool(lemmas) and not links),
            "</aside>",
        )
    )


def _lemma(lemmas: Sequence[str], language: str, *, beside_text: bool) -> str:
    if not lemmas:
        return ""
    words = " … ".join(" ".join(lemma.split()) for lemma in lemmas)
    if beside_text:
        return f'<p class="lemma"{language}>{esc(shortened(words))}</p>'
    return f'<p class="lemma"{language}><q>{esc(words)}</q></p>'


def shortened(words: str) -> str:
    """Long words by their beginning and end, cut at spaces where there are any."""
    if len(words) <= SHORT:
        return words
    start, end = words[: SHORT // 2], words[-SHORT // 3 :]
    return f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"


def _credits(annotation: Annotation, number: int, settings: Settings, pattern: int, *, has_place: bool) -> str:
    name = settings.annotators.get(annotation.author, annotation.author)
    date = time_element(annotation.created) if annotation.created else ""
    made = ", ".join(part for part in (esc(name), date) if part)
    parts = [f"<span>{made}</span>"] if made else []
    # One of the two is shown: the button where scripts are on, the link where they are not.
    parts.append(f'<a class="permalink" href="#note-{annotation.id}">Link to note {number}</a>')
    label = f"Copy link to note {number}"
    parts.append(
        f'<button type="button" class="copy" data-copy="#note-{annotation.id}" aria-label="{label}">Copy link</button>'
    )
    parts.append(f'<a class="cite" href="#cite" data-pattern="{pattern}" aria-label="Cite note {number}">Cite</a>')
    if has_place:
        back = f'class="back" href="#ref-{annotation.id}" role="doc-backlink"'
        parts.append(f'<a {back} aria-label="Back to the text, note {number}">Back to the text</a>')
    return f'<p class="credits">{" ".join(parts)}</p>'
