"""Serves a built site on this machine alone, and tells open pages when there is a new one.

Not MkDocs' own server: that puts a script into the page, which the page's content security policy forbids. Here the
script is a file of the server.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

SCRIPT_PATH = "/edition-preview.js"
NEWS_PATH = "/edition-preview-news"
PATIENCE = 25.0
"""Seconds after which a waiting page is told that nothing is new and asks again."""

SCRIPT = """\
const started = new URL(import.meta.url).searchParams.get("build");
async function wait() {
  for (;;) {
    try {
      const answer = await fetch("%s?build=" + started, { cache: "no-store" });
      const build = (await answer.text()).trim();
      if (answer.ok && build !== started) { location.reload(); return; }
    } catch { await new Promise((later) => setTimeout(later, 2000)); }
  }
}
wait();
"""


class Preview(ThreadingHTTPServer):
    """The server. `renew` after each build; `serve_forever` and `shutdown` as in the standard library."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Path, host: str, port: int) -> None:
        self.site = site
        self._build = 0
        self._news = threading.Condition()
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """With the port the system gave, when 0 was asked for."""
        return f"http://{self.server_name if self.server_name != '::1' else '[::1]'}:{self.server_port}/"

    def server_bind(self) -> None:
        """Without the look-up of the host's name, which may take seconds."""
        self.socket.setsockopt(1, 2, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def renew(self) -> None:
        """Has every open page load itself again."""
        with self._news:
            self._build += 1
            self._news.notify_all()

    @property
    def build(self) -> str:
        return str(self._build)

    def wait_for_news(self, known: str) -> str:
        """The current build, at once when it is another than `known`, else when it is or after `PATIENCE`."""
        with self._news:
            self._news.wait_for(lambda: self.build != known, timeout=PATIENCE)
            return self.build


class _Handler(SimpleHTTPRequestHandler):
    server: Preview
    protocol_version = "HTTP/1.1"

    def __init__(self, request: object, address: object, server: Preview) -> None:
        super().__init__(request, address, server, directory=str(server.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if not self._is_asked_by_name():
            self.send_error(HTTPStatus.FORBIDDEN, "this preview answers on this machine only")
        elif address.path == NEWS_PATH:
            self._answer(self.server.wait_for_news(address.query.removeprefix("build=")).encode(), "text/plain")
        elif address.path == SCRIPT_PATH:
            self._answer((SCRIPT % NEWS_PATH).encode(), "text/javascript")
        elif (page := self._page(address.path)) is not None:
            tag = f'<script type="module" src="{SCRIPT_PATH}?build={self.server.build}"></script></body>'
            self._answer(page.replace(b"</body>", tag.encode(), 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: only the command line prints."""

    def _is_asked_by_name(self) -> bool:
        """Whether the browser thinks it talks to this machine: another name is a foreign page reaching in."""
        name = self.headers.get("Host", "").rsplit(":", 1)[0]
        return name in {"localhost", "127.0.0.1", "[::1]", str(self.server.server_address[0])}

    def _page(self, path: str) -> bytes | None:
        """The HTML file behind an address, or None when it is none."""
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file = file / "index.html"
        if file.suffix != ".html":
            return None
        try:
            return file.read_bytes()
        except OSError:
            return None

    def _answer(self, data: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
