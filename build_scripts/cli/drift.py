"""The command that says what became of the notes since a revision."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from build_scripts.cli.console import counted, result, result_json, say
from build_scripts.edition import find_root
from build_scripts.pipeline.drifting import Drift, Fate, NoteDrift, drift_since
from build_scripts.pipeline.passages import Ground, Passage
from build_scripts.reporting import visible

_PASSAGES = {
    Passage.UNCHANGED: "its words are unchanged",
    Passage.MOVED: "its words have moved",
    Passage.CHANGED: "its words have changed",
    Passage.GONE: "its words are gone",
    Passage.FOUND: "its words are there now",
    Passage.UNKNOWN: "its words can't be compared",
    Passage.WHOLE: "on the whole article",
}
_COUNTED = {Passage.WHOLE: "on the whole article"}
"""Those that are counted by another word than their own."""
_GROUNDS = {
    Ground.WORDS: "",
    Ground.SAME_TEXT: "by its checksum the text is the same",
    Ground.PLACES: "as far as is recorded: the text has changed, and is not here as it was then and as it is now",
    Ground.NO_RECORD: "the text is not here, and where its notes stood is not recorded",
    Ground.NOT_RECORDED: "the text is not here, and no place of this note was recorded since its quote was written",
}
"""How far a text that is not here is known."""
_CURE = "put the texts in their places and run edition anchors --record, and the next comparison knows more"


def run(options: Namespace) -> int:
    """Status 1 when the words of a note have changed or are gone."""
    found = drift_since(find_root(options.directory), options.since)
    if options.format == "json":
        result_json(as_rows(found))
    else:
        for note in found.notes:
            if note.is_news or options.all:
                result("\n".join(_lines(note)))
        for path in found.unreadable:
            say(f"{path} can't be read, now or then; nothing is known of its notes")
        for line in _of_absent(found):
            say(line)
        say(_counts(found))
    grave = (Passage.CHANGED, Passage.GONE)
    return int(any(note.fate is Fate.KEPT and note.passage in grave for note in found.notes))


def as_rows(found: Drift) -> dict[str, object]:
    """One object for a program; every note is in it."""
    notes = [
        {
            "article": note.article,
            "id": note.id,
            "fate": str(note.fate),
            "passage": str(note.passage),
            "known_from": str(note.ground),
            "then": list(note.then),
            "now": list(note.now),
            "paragraph_then": note.number_then,
            "paragraph_now": note.number_now,
            "changes": [{"key": key, "then": then, "now": now} for key, then, now in note.changes],
            "path": note.place.path if note.place else None,
            "line": note.place.line if note.place else None,
        }
        for note in found.notes
    ]
    return {"commit": found.commit, "notes": notes, "absent": list(found.absent), "unreadable": list(found.unreadable)}


def _lines(note: NoteDrift) -> Iterator[str]:
    name = f"{note.article}#{note.id}"
    if note.fate is not Fate.KEPT:
        yield f"{name}: {note.fate}" + (f", {_PASSAGES[note.passage]}" if note.passage is Passage.WHOLE else "")
        yield from (f"    {_quoted(words, number)}" for words, number in _with_number(note))
        return
    ground = f" ({_GROUNDS[note.ground]})" if _GROUNDS[note.ground] else ""
    says = [f"{_PASSAGES[note.passage]}{ground}"] + (["the note has changed"] if note.changes else [])
    yield f"{name}: {', '.join(says)}"
    if note.passage not in (Passage.UNCHANGED, Passage.WHOLE):
        yield from (f"    then {_quoted(words, note.number_then)}" for words in note.then)
        label = "near" if note.passage is Passage.GONE else "now "
        if note.passage is not Passage.UNKNOWN:
            number = None if note.passage is Passage.GONE else note.number_now
            yield from (f"    {label} {_quoted(words, number)}" for words in note.now)
    for key, then, now in note.changes:
        yield f"    {key} then: {visible(then) or '(none)'}"
        yield f"    {key} now:  {visible(now) or '(none)'}"


def _of_absent(found: Drift) -> Iterator[str]:
    """What can't be known of the articles of which a text is not here, or was not there."""
    for article in found.absent:
        notes = [note for note in found.notes if note.article == article and note.fate is Fate.KEPT]
        unknown = sum(note.passage is Passage.UNKNOWN for note in notes)
        partly = sum(note.ground is Ground.PLACES for note in notes)
        if partly:
            yield f"{article}: the text has changed and is not here; {_as_recorded(partly)}"
        if unknown:
            yield f"{article}: the text is not here; {_unknown(unknown)}"
    if any(note.passage is Passage.UNKNOWN for note in found.notes):
        yield _CURE


def _as_recorded(count: int) -> str:
    return f"of {counted(count, 'note')} only the recorded place and the quote were compared"


def _unknown(count: int) -> str:
    return f"what became of the words under {counted(count, 'note')} is unknown"


def _with_number(note: NoteDrift) -> list[tuple[str, int | None]]:
    words, number = (note.now, note.number_now) if note.fate is Fate.ADDED else (note.then, note.number_then)
    return [(one, number) for one in words]


def _quoted(words: str, number: int | None) -> str:
    return visible(f"{f'¶ {number} ' if number is not None else ''}“{words}”")


def _counts(found: Drift) -> str:
    kept = [note for note in found.notes if note.fate is Fate.KEPT]
    parts = [f"{sum(note.passage is one for note in kept)} {_COUNTED.get(one, one)}" for one in Passage]
    parts += [f"{sum(bool(note.changes) for note in kept)} rewritten"]
    parts += [f"{sum(note.fate is fate for note in found.notes)} {fate}" for fate in (Fate.ADDED, Fate.REMOVED)]
    shown = [part for part in parts if not part.startswith("0 ")]
    return f"since {found.commit[:12]}: {', '.join(shown) or 'no notes'}"
