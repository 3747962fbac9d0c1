"""What changed in the edition, in plain words, for whoever reviews a pull request: GitHub-flavoured Markdown.

The first thing told is what a diff does not show: that a note stands as it stood, and the words under it do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.cli.console import counted
from build_scripts.cli.spans import LONGEST, code_span, listed
from build_scripts.pipeline.drifting import ID, Drift, Fate, NoteDrift
from build_scripts.pipeline.passages import Ground, Passage
from build_scripts.pipeline.reviewing import Review, Thing, ThingChange

_GRAVE = (Passage.CHANGED, Passage.GONE)
_PLURALS = {
    Thing.ARTICLE: "Articles",
    Thing.SOURCE: "Sources",
    Thing.ENTRY: "Glossary",
    Thing.HAPPENING: "Timeline",
}
_GROUNDS = {
    Ground.SAME_TEXT: "by its checksum the text is the same, so this is certain.",
    Ground.PLACES: "the text has changed; quotes and recorded places were compared, and not what stands around them.",
    Ground.NO_RECORD: "no places are recorded, so whether the words changed is not known.",
    Ground.NOT_RECORDED: "no place was recorded since the quote was written; whether the words changed is not known.",
}
_BEFORE = 40
"""Characters shown before a difference."""
_SECTION = 80_000
"""Bytes of one list; nine of them and the findings stay below what GitHub takes."""


def what_changed(review: Review, artifact: str = "") -> list[str]:
    """Lines of Markdown. `artifact`: the address of the page that the built site can be downloaded from; else none."""
    notes = review.drift.notes
    kept = [note for note in notes if note.fate is Fate.KEPT]
    sections = (
        ("The words these notes are about have changed", [note for note in kept if note.passage in _GRAVE]),
        ("Notes changed", [note for note in kept if note.changes and note.passage not in _GRAVE]),
        ("Notes added", [note for note in notes if note.fate is Fate.ADDED]),
        ("Notes removed", [note for note in notes if note.fate is Fate.REMOVED]),
        ("Notes whose words moved or were found", [note for note in kept if _is_elsewhere(note)]),
    )
    lines = ["### What this pull request changes", "", _sum(review), ""]
    if any(found for _, found in sections) or review.things:
        lines += [_how_to_look(artifact), ""]
    for number, (title, found) in enumerate(sections):
        if found:
            warning = ":warning: " if number == 0 else ""
            lines += [f"#### {warning}{title}", "", *listed(map(_note, found), _SECTION, len(found)), ""]
    for thing, title in _PLURALS.items():
        changes = [change for change in review.things if change.thing is thing]
        if changes:
            lines += [f"#### {title}", "", *listed(map(_thing, changes), _SECTION // 2, len(changes)), ""]
    return [*lines, *_unknown(review.drift)]


def _is_elsewhere(note: NoteDrift) -> bool:
    return note.passage in (Passage.MOVED, Passage.FOUND) and not note.changes


def _sum(review: Review) -> str:
    notes = review.drift.notes
    grave = sum(note.fate is Fate.KEPT and note.passage in _GRAVE for note in notes)
    rewritten = sum(note.fate is Fate.KEPT and bool(note.changes) for note in notes)
    fates = [(sum(note.fate is fate for note in notes), str(fate)) for fate in (Fate.ADDED, Fate.REMOVED)]
    parts = [
        f"{counted(count, 'note')} {fate}" for count, fate in [*fates[:1], (rewritten, "changed"), *fates[1:]] if count
    ]
    parts += [f"the words under {counted(grave, 'note')} changed"] if grave else []
    for thing in Thing:
        count = sum(change.thing is thing for change in review.things)
        names = {Thing.ENTRY: "glossary entries", Thing.HAPPENING: "rows of the timeline"}
        name = str(thing) if count == 1 else names.get(thing, f"{thing}s")
        parts += [f"{count} {name} touched"] if count else []
    return (
        f"{', '.join(parts)}." if parts else "No note, article, source, glossary entry or row of the timeline changes."
    )


def _how_to_look(artifact: str) -> str:
    where = f"[the artifact `site` of this run]({artifact})" if artifact else "the artifact `site` of this run"
    return f"To see them on their pages: download {where}, unpack it, and open the file named after each in a browser."


def _note(note: NoteDrift) -> str:
    """One item; what is quoted stands in lines of its own below."""
    number = note.number_then if note.fate is Fate.REMOVED else note.number_now
    place = f", ¶ {number}" if number is not None else ""
    words = (note.then if note.fate is Fate.REMOVED else note.now) or ()
    about = "the whole article" if note.passage is Passage.WHOLE else " and ".join(code_span(one) for one in words[:3])
    head = f"- {code_span(f'{note.article}#{note.id}')}"
    if note.fate is Fate.KEPT and note.passage in _GRAVE:
        rows = [f"- {code_span(f'{note.article}#{note.id}')}{place}: {_grave(note)}"]
    else:
        rows = [f"{head} on {about}{place}" if about else f"{head}{place}"]
    for key, then, now in note.changes:
        was, is_ = _where_they_part(then, now)
        lost = "; **links to its old address no longer find it**" if key == ID else ""
        rows.append(f"{key} was {code_span(was or '(none)')}, is {code_span(is_ or '(none)')}{lost}")
    if note.fate is not Fate.REMOVED and note.place is not None:
        page = code_span(f"{note.article}/index.html#note-{note.id}")
        look = "**it has a mistake, and is on no page until that is mended**" if note.withheld else f"open {page}"
        rows.append(f"{code_span(f'{note.place.path}:{note.place.line}')} · {look}")
    return "  \n  ".join(rows)


def _where_they_part(then: str, now: str) -> tuple[str, str]:
    """Two texts from shortly before their first difference, so that it is seen when they are cut."""
    if max(len(then), len(now)) <= LONGEST:
        return then, now
    same = next((n for n, (a, b) in enumerate(zip(then, now, strict=False)) if a != b), min(len(then), len(now)))
    start = max(then.rfind(" ", 0, max(same - _BEFORE, 0)) + 1, 0) if same > _BEFORE else 0
    lead = "…" if start else ""
    return lead + then[start:], lead + now[start:]


def _grave(note: NoteDrift) -> str:
    then = " and ".join(code_span(one) for one in note.then[:3]) or "`?`"
    now = " and ".join(code_span(one) for one in note.now[:3])
    recorded = " (as far as is recorded)" if note.ground is Ground.PLACES else ""
    if note.passage is Passage.GONE:
        return f"stood on {then}, which is gone from the text{recorded}" + (f"; the nearest is {now}" if now else "")
    return f"stood on {then} and stands now on {now}{recorded}"


def _thing(change: ThingChange) -> str:
    says = f" ({code_span(change.says)})" if change.says else ""
    open_ = f" · open {code_span(change.page)}" if change.page else ""
    id_ = "" if change.thing is Thing.HAPPENING else f"{code_span(change.id)}, "
    return f"- {change.fate}: {id_}{code_span(change.name)}{says}{open_}"


def _unknown(drift: Drift) -> Iterator[str]:
    """What nothing can be said of."""
    if drift.unreadable:
        yield "These sidecars can't be read, before or after; nothing is known of their notes:"
        paths = (f"- {code_span(path)}" for path in drift.unreadable)
        yield from ("", *listed(paths, _SECTION // 4, len(drift.unreadable)), "")
    if drift.absent:
        yield from (*_of_absent(drift), "")


def _of_absent(drift: Drift) -> Iterator[str]:
    """What is known all the same of notes on texts that are not in the repository, and what is not."""
    one = len(drift.absent) == 1
    count = "The text of 1 article is" if one else f"The texts of {len(drift.absent)} articles are"
    them = "it" if one else "them"
    yield f"{count} not in the repository; the words under notes are compared by what is recorded of {them}."
    kept = [note for note in drift.notes if note.fate is Fate.KEPT and note.article in drift.absent]
    for ground, says in _GROUNDS.items():
        found = sum(note.ground is ground for note in kept)
        if found:
            yield f"- {counted(found, 'note')}: {says}"
