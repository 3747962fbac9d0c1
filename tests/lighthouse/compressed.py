"""The built site as a host serves it: pages, styles and scripts compressed by gzip, as GitHub Pages sends them.

Lighthouse reckons with a slow network, where a page of 100 kB that nobody compressed comes half a second later.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml"}


class _Compressing(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        asked = Path(self.translate_path(self.path))
        file = asked / "index.html" if asked.is_dir() else asked
        if file.suffix not in _TEXTS or not file.is_file():
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served_compressed(site: Path) -> Iterator[str]:
    """The address of the site's root, with a slash at the end, while the block runs."""
    handler = functools.partial(_Compressing, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
