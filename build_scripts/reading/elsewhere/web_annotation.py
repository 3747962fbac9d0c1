"""Annotations of the W3C Web Annotation Data Model in JSON-LD: one, a list, a page, a collection.

Keys are read by their usual names; no context is fetched. Of a target only its TextQuoteSelectors count, one that is
`refinedBy` another too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.reading.elsewhere.borrowed import Borrowed, Quoted, Text, day_of, name_of, tidy
from build_scripts.reading.elsewhere.json_text import (
    Object,
    WrongTypeError,
    as_list,
    as_object,
    text_at,
    texts_at,
)

_DEEPEST = 8
"""Lists of lists, pages of pages, selectors that refine selectors."""
_LISTS = ("items", "@graph", "first", "rows", "replies", "annotations", "resources")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_FORMATS = {"text/html": "html", "text/markdown": "markdown", "text/x-markdown": "markdown"}


def flatten(value: object, depth: int = 0) -> Iterator[object]:
    """The annotations in a list, page, collection or search result, in order; whatever is none of these, as it is."""
    if depth > _DEEPEST:
        raise WrongTypeError("lists nested too deeply")
    if isinstance(value, list):
        for one in value:
            yield from flatten(one, depth + 1)
    elif isinstance(value, dict) and not is_annotation(value) and any(key in value for key in _LISTS):
        for key in _LISTS:
            yield from flatten(as_list(value.get(key)), depth + 1)
    else:
        yield value


def is_annotation(value: Object) -> bool:
    """Whether this says that it is one, or looks like one of the W3C's."""
    types = {str(one).rpartition(":")[2] for key in ("type", "@type") for one in as_list(value.get(key))}
    return "Annotation" in types or ("target" in value and bool({"body", "bodyValue"} & value.keys()))


def read_annotation(number: int, value: Object) -> Borrowed:
    """Raises `WrongTypeError`."""
    key = text_at(value, "id", "@id")
    targets = [found for one in as_list(value.get("target")) for found in _targets(one, 0)]
    quoted = [chain for _, chain in targets if chain]
    if quoted and len(quoted) < len(targets):
        raise WrongTypeError("some of its targets are words and others a whole page")
    motivations = tuple(one.rpartition(":")[2] for one in texts_at(value, "motivation"))
    page = next((source for source, _ in targets if source), "")
    bodies = [*as_list(value.get("body")), *({"value": one} for one in texts_at(value, "bodyValue"))]
    texts, tags = _bodies(bodies, 0)
    return Borrowed(
        name=name_of(number, key),
        key=key,
        page=page,
        targets=tuple(quoted),
        texts=tuple(texts),
        tags=tidy(tags),
        creators=tuple(dict.fromkeys(one for who in as_list(value.get("creator")) for one in _names(who))),
        created=day_of(text_at(value, "created")),
        motivations=motivations,
        answers=page if "replying" in motivations and not quoted else "",
    )


def _targets(value: object, depth: int) -> Iterator[tuple[str, tuple[Quoted, ...]]]:
    """For each target its source and the chain of its quotations, which is empty for a whole page."""
    if depth > _DEEPEST:
        raise WrongTypeError("targets nested too deeply")
    if isinstance(value, str):
        yield value, ()
        return
    target = as_object(value, "a target")
    if "items" in target:
        for one in as_list(target["items"]):
            yield from _targets(one, depth + 1)
        return
    source = target.get("source")
    address = text_at(source, "id", "@id") if isinstance(source, dict) else text_at(target, "source", "id", "@id")
    selectors = as_list(target.get("selector"))
    chains = [chain for one in selectors if (chain := _chain(one, 0))]
    if selectors and not chains:
        raise WrongTypeError("it names a place without quoting its words (no TextQuoteSelector)")
    yield address, max(chains, key=len) if chains else ()


def _chain(value: object, depth: int) -> tuple[Quoted, ...]:
    """The quotations from the outermost selector to the innermost, others passed over."""
    if depth > _DEEPEST:
        raise WrongTypeError("selectors nested too deeply")
    selector = as_object(value, "a selector")
    if "items" in selector:
        chains = [_chain(one, depth + 1) for one in as_list(selector["items"])]
        return max(chains, key=len, default=())
    own: tuple[Quoted, ...] = ()
    if str(selector.get("type", selector.get("@type", ""))).rpartition(":")[2] == "TextQuoteSelector":
        own = (Quoted(text_at(selector, "exact"), text_at(selector, "prefix"), text_at(selector, "suffix")),)
    inner = [_chain(one, depth + 1) for one in as_list(selector.get("refinedBy"))]
    return own + max(inner, key=len, default=())


def _bodies(bodies: list[object], depth: int) -> tuple[list[Text], list[str]]:
    """Texts and tags. What is no text is named by its address."""
    if depth > _DEEPEST:
        raise WrongTypeError("bodies nested too deeply")
    texts: list[Text] = []
    tags: list[str] = []
    for one in bodies:
        if isinstance(one, str):
            texts.append(_plain_or_address(one))
            continue
        body = as_object(one, "a body")
        if "items" in body:
            more, other = _bodies(as_list(body["items"]), depth + 1)
            texts += more
            tags += other
            continue
        words = text_at(body, "value", "chars", "cnt:chars")
        address = text_at(body, "source", "id", "@id")
        if "tagging" in {purpose.rpartition(":")[2] for purpose in texts_at(body, "purpose")}:
            tags.append(words or address)
        elif words:
            texts.append(Text(words, _FORMATS.get(text_at(body, "format").partition(";")[0].strip().lower(), "plain")))
        elif address:
            texts.append(_plain_or_address(address))
    return texts, tags


def _plain_or_address(words: str) -> Text:
    return Text(f"<{words}>", "markdown") if _ADDRESS.fullmatch(words) else Text(words, "plain")


def _names(creator: object) -> list[str]:
    if isinstance(creator, str):
        return [creator]
    who = as_object(creator, "a creator")
    return [name for key in ("name", "nickname", "nick", "id", "@id") for name in texts_at(who, key)]
