"""Makes Pagefind's search bundle from our records.

Pagefind's own Python interface waits a tenth of a second for each record. Here all requests are sent at once to
`pagefind --service`, which reads and answers base64-coded JSON, each message ended by a comma, in order.
The files come back to us (`GetFiles`) and we write them: Pagefind answers `WriteFiles` before they are on the disk.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from pagefind_bin import get_executable

from build_scripts.rendering.search import SearchRecord
from build_scripts.site.disk import WriteError, explain, make_folder, write
from build_scripts.site.search_order import in_order
from build_scripts.site.staging import MARK

FOLDER = "pagefind"
WANTED = (".pf_meta", ".pf_fragment", ".pf_index", ".pf_filter", ".pagefind")
WANTED_NAMES = frozenset({"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"})
"""What a page of ours loads; Pagefind's own user interface stays out."""


def bundle(records: Iterable[SearchRecord]) -> tuple[tuple[str, bytes], ...]:
    """The files of the bundle by path, sorted. Equal records in equal order make equal files.

    Raises `WriteError` when Pagefind refuses a record or ends early.
    """
    with subprocess.Popen(
        [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise WriteError("Pagefind has no pipes")
        # The pipe stays open: Pagefind stops at the end of its input, answered or not.
        feeder = threading.Thread(target=_feed, args=(process.stdin, list(records)), daemon=True)
        feeder.start()
        try:
            files = _files(process.stdout)
        finally:
            process.kill()
            feeder.join()
    return tuple(in_order((path, data) for path, data in files if _is_wanted(path)))


def digest(parts: Iterable[str]) -> str:
    """Of everything the bundle is made of; `parts` may be the digests of the pages' records."""
    whole = hashlib.sha256(str(get_executable().stat().st_size).encode())
    for part in parts:
        whole.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return whole.hexdigest()


def write_bundle(files: Sequence[tuple[str, bytes]], folder: Path) -> None:
    """Raises `WriteError`."""
    for path, data in files:
        write(folder / path, data)


def bundled(site: Path) -> str:
    """The digest of the bundle in a built site; empty when there is none."""
    try:
        return (site / MARK).read_text("ascii", "replace") if (site / FOLDER / "pagefind.js").is_file() else ""
    except OSError:
        return ""


def link_bundle(site: Path, target: Path) -> None:
    """Takes over the bundle of the old site, without copying where the file system can. Raises `WriteError`."""
    source = site / FOLDER
    for folder, _, names in os.walk(source):
        here = target / Path(folder).relative_to(source)
        make_folder(here)
        for name in names:
            try:
                os.link(f"{folder}/{name}", here / name)
            except OSError:
                write(here / name, Path(folder, name).read_bytes())


def settle(bundle: Path, staging: Path, records: str) -> None:
    """Puts the bundle where the pages look for it, once MkDocs has done emptying and filling the folder."""
    try:
        os.rename(bundle, staging / FOLDER)
    except OSError as error:
        raise explain(staging / FOLDER, error) from error
    write(staging / MARK, records.encode("ascii"))


# ---------------------------------------------------------------- the service's protocol


def _feed(pipe: IO[bytes], records: Sequence[SearchRecord]) -> None:
    try:
        for number, request in enumerate(_requests(records)):
            message = json.dumps({"message_id": number, "payload": request}).encode("ascii")
            pipe.write(base64.b64encode(message) + b",")
        pipe.flush()
    except BrokenPipeError:
        return  # the reader of the answers says why


def _requests(records: Sequence[SearchRecord]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {}}
    for record in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.url,
            "content": record.content,
            "language": record.language,
            "meta": dict(record.meta),
            "filters": {name: list(values) for name, values in record.filters.items()},
            "sort": None,
        }
    yield {"type": "GetFiles", "index_id": 0}


def _files(pipe: IO[bytes]) -> list[tuple[str, bytes]]:
    for answer in _answers(pipe):
        if answer["type"] == "Error":
            raise WriteError(f"Pagefind: {answer.get('message')}")
        if answer["type"] == "GetFiles":
            return [(file["path"], base64.b64decode(file["content"])) for file in answer["files"]]
    raise WriteError("Pagefind ended before the search index was made")


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The payload of each message, as it arrives."""
    parts: list[bytes] = []
    while data := os.read(pipe.fileno(), 1 << 20):
        *ended, rest = data.split(b",")
        for end in ended:
            message = json.loads(base64.b64decode(b"".join([*parts, end])))
            parts.clear()
            yield message["payload"]
        parts.append(rest)


def _is_wanted(path: str) -> bool:
    return path in WANTED_NAMES or path.endswith(WANTED)
