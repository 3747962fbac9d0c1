"""A built site, served from this machine alone."""

from __future__ import annotations

import functools
import http.server
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64  # a page asks for all its files at once; who finds no room here asks again a second later

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is left no longer takes what it had asked for: that is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, lateness: float, **named: Any) -> None:
        self.lateness = lateness
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        if self.lateness and "/assets/" in self.path:
            time.sleep(random.uniform(0, self.lateness))  # noqa: S311  # any order of arrival will do
        super().do_GET()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Path, lateness: float = 0) -> Iterator[str]:
    """The address of the site's root, with a slash at the end, while the block runs.

    What pages ask for (styles, scripts, faces) comes late by up to so many seconds, in a different order each time.
    """
    handler = functools.partial(_Quiet, directory=str(site), lateness=lateness)
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
