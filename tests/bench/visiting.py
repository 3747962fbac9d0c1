"""What a reader downloads, counted by a real browser from a server that compresses as a web host does."""

from __future__ import annotations

import gzip
import mimetypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

from tests.chromium import installed

COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".mjs")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


class Visit(NamedTuple):
    """Bytes as compressed for the wire, without headers; seconds on this machine."""

    article: int
    """A first visit to an article page."""
    search: int
    """From there, with what the browser keeps, to the search page with its first result."""
    search_seconds: float


@lru_cache(maxsize=512)
def _compressed(path: Path, modified: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=modified)


@contextmanager
def serving(site: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a server of that folder, and a list that grows by the bytes of every answer's body.

    Text is compressed with gzip and may be kept for ten minutes, as on GitHub Pages. Counting here, not in the
    browser, also counts what its workers fetch.
    """
    sent: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = site / unquote(urlsplit(self.path).path).lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            packed = path.suffix in COMPRESSED
            body = _compressed(path, 0) if packed else path.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            sent.append(len(body))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


def visit(site: Path, article: str, words: str) -> Visit | None:
    """`article` is the page's address relative to the site. None when this machine has no browser."""
    browser_path = installed()
    if browser_path is None:
        return None
    with serving(site) as (address, received), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        try:
            page = browser.new_page()
            page.goto(address + article, wait_until="networkidle")
            first = sum(received)
            start = time.perf_counter()
            page.goto(f"{address}search/?q={words}")
            page.locator("#search-hits a").first.wait_for(timeout=60_000)
            seconds = time.perf_counter() - start
            page.wait_for_load_state("networkidle")
            return Visit(first, sum(received) - first, seconds)
        finally:
            browser.close()
