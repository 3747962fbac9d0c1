"""Puts Pagefind's filters in order.

Pagefind writes the filters and their values in the order of a hash table with a random seed, so that no two bundles are
alike. Its files are gzipped CBOR (RFC 8949) behind a signature; of CBOR they use unsigned integers, text and arrays.
The names of the files are digests of ours, kept in the file `.pf_meta` that lists them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from build_scripts.site.disk import WriteError

SIGNATURE = b"pagefind_dcd"
FILTER, META, ENTRY = ".pf_filter", ".pf_meta", "pagefind-entry.json"
LANGUAGE, FILTERS = "_", 3
"""What ends the language in a file's name; the place of the filters in the list of `.pf_meta`."""

Value: TypeAlias = "int | str | list[Value]"


def in_order(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The bundle with filters and values sorted by name. Raises `WriteError` when a file is not as expected."""
    given = dict(files)
    try:
        return sorted(_reordered(given).items())
    except (ValueError, TypeError, KeyError, IndexError, OSError) as error:
        raise WriteError(f"the search index is not as this version of Pagefind writes it: {error}") from error


def _reordered(given: dict[str, bytes]) -> dict[str, bytes]:
    made = {path: data for path, data in given.items() if not path.endswith((FILTER, META)) and path != ENTRY}
    names: dict[str, str] = {}
    for path, data in given.items():
        if path.endswith(FILTER):
            folder, _, name = path.rpartition("/")
            title, values = _read(data)
            content = _packed([title, sorted(values)])
            names[name.removesuffix(FILTER)] = _named(name, content)
            made[f"{folder}/{_named(name, content)}{FILTER}"] = content
    for path, data in given.items():
        if path.endswith(META):
            meta = _read(data)
            meta[FILTERS] = sorted([title, names[digest]] for title, digest in meta[FILTERS])
            content = _packed(meta)
            old = path.removeprefix("pagefind.").removesuffix(META)
            names[old] = _named(old, content)
            made[f"pagefind.{names[old]}{META}"] = content
    entry = json.loads(given[ENTRY])
    for language in entry["languages"].values():
        language["hash"] = names[language["hash"]]
    made[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return made


def _named(old: str, content: bytes) -> str:
    return f"{old.partition(LANGUAGE)[0]}{LANGUAGE}{hashlib.sha256(content).hexdigest()[:10]}"


def _read(data: bytes) -> list[Any]:
    """Raises ValueError for anything but one array behind the signature."""
    content = gzip.decompress(data)
    if not content.startswith(SIGNATURE):
        raise ValueError("no signature")
    value, end = _decode(content, len(SIGNATURE))
    if end != len(content) or not isinstance(value, list):
        raise ValueError("not one list")
    return value


def _packed(value: Value) -> bytes:
    return gzip.compress(SIGNATURE + _encode(value), mtime=0)


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    """The value that begins at `at`, and where it ends."""
    major, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        length = {24: 1, 25: 2, 26: 4, 27: 8}[size]
        size, at = int.from_bytes(data[at : at + length], "big"), at + length
    if major == 0:
        return size, at
    if major == 3:
        return data[at : at + size].decode("utf-8"), at + size
    if major == 4:
        items: list[Value] = []
        for _ in range(size):
            item, at = _decode(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"a value of CBOR's major type {major}")


def _encode(value: Value) -> bytes:
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, str):
        data = value.encode("utf-8")
        return _head(3, len(data)) + data
    return _head(4, len(value)) + b"".join(map(_encode, value))


def _head(major: int, size: int) -> bytes:
    if size < 24:
        return bytes([major << 5 | size])
    for code, length in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if size < 1 << (8 * length):
            return bytes([major << 5 | code]) + size.to_bytes(length, "big")
    raise ValueError("too large")
