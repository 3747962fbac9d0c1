"""Findings about what names nothing, and about what nothing names.

With `shown`, whether readers see the note in question: what is wrong in a draft is a notice.
"""

from __future__ import annotations

from collections.abc import Collection

from build_scripts.findings import Code, Finding, Severity, to_paste
from build_scripts.model import Place, Source
from build_scripts.rendering.bodies import Reference
from build_scripts.rendering.crossrefs import Problem, nearest


def unknown_source(id_: str, sources: Collection[str], place: Place, *, shown: bool) -> Finding:
    advice, *near = nearest(id_.lstrip("@"), sources).split("\n")
    plain = "" if near else " For a plain @ write \\@."
    hint = to_paste(f"{advice}{plain}", *near)
    return Finding(Code.C101, _severity(shown=shown), place, f"there is no source “{id_}”", hint)


def reference_to_nowhere(problem: Problem, place: Place, *, shown: bool) -> Finding:
    return Finding(problem.code, _severity(shown=shown), place, problem.message, problem.hint)


def citation_without_at(path: str, suspect: Reference) -> Finding:
    """Of the id of a source in brackets."""
    message = f"“{suspect.target}” is the id of a source, but has no @ and so is no citation"
    hint = to_paste("Write its @; if words in brackets are meant, write \\[ for the bracket:", f"@{suspect.target}")
    return Finding(Code.C107, Severity.WARNING, Place(path, suspect.line, suspect.column), message, hint)


def id_of_an_article(source: Source, url: str) -> Finding:
    """`url` is the article's."""
    message = f"the source “{source.id}” has the id of the article {url.rstrip('/')}"
    return Finding(Code.C104, Severity.ERROR, source.place, message, "Give the source another id, here and in notes.")


def source_without_use(source: Source) -> Finding:
    message = f"nothing uses the source “{source.id}”"
    return Finding(Code.C103, Severity.NOTICE, source.place, message, "Cite it or remove it; it has no page.")


def _severity(*, shown: bool) -> Severity:
    return Severity.ERROR if shown else Severity.NOTICE
