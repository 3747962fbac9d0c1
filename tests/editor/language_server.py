"""A client for yaml-language-server, the program behind VS Code's YAML extension: JSON-RPC over standard streams."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
INSTALLED = ROOT / ".edition" / "editor-tests"
"""Where the pinned packages go; git-ignored, and kept from run to run."""
PATIENCE = 60
"""Seconds that one answer may take on a busy machine."""


def install() -> str:
    """Why the server can't be run here; empty when it can. Installs what `package-lock.json` pins, once."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "node and npm are not installed"
    lock = (HERE / "package-lock.json").read_bytes()
    stamp = INSTALLED / "installed.lock"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return ""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, INSTALLED / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        done = subprocess.run(command, cwd=INSTALLED, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return "npm did not end in five minutes"
    if done.returncode:
        return f"npm could not install the language server (no network?): {done.stderr.strip()[-200:]}"
    stamp.write_bytes(lock)
    return ""


class LanguageServer:
    """One server with the project as its workspace and the project's own settings."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        program = INSTALLED / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
        self.process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.answers: Queue[dict[str, Any]] = Queue()
        self.notices: Queue[dict[str, Any]] = Queue()
        self.configured = threading.Event()
        self.number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> LanguageServer:
        folder = {"uri": ROOT.as_uri(), "name": "edition"}
        able = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {}, "workspaceFolders": True},
        }
        about = {"processId": None, "rootUri": ROOT.as_uri(), "workspaceFolders": [folder], "capabilities": able}
        self.ask("initialize", about)
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})
        # It asks for the settings itself; a file that it is shown before it has them is held against no schema.
        assert self.configured.wait(PATIENCE), "the server never asked for its settings"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)

    def open(self, path: str, text: str) -> list[dict[str, Any]]:
        """The diagnostics of a file of that name with that text, which need not be on disk."""
        uri = (ROOT / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while True:
            notice = self.notices.get(timeout=PATIENCE)
            if notice["method"] == "textDocument/publishDiagnostics" and notice["params"]["uri"] == uri:
                found: list[dict[str, Any]] = notice["params"]["diagnostics"]
                return found

    def complete(self, path: str, line: int, column: int) -> list[dict[str, Any]]:
        """Both from 0."""
        found = self.ask("textDocument/completion", self._at(path, line, column))
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
        return items

    def hover(self, path: str, line: int, column: int) -> str:
        found = self.ask("textDocument/hover", self._at(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def _at(self, path: str, line: int, column: int) -> dict[str, Any]:
        place = {"line": line, "character": column}
        return {"textDocument": {"uri": (ROOT / path).as_uri()}, "position": place}

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": parameters})
        while True:
            answer = self.answers.get(timeout=PATIENCE)
            if answer["id"] == self.number:
                return answer["result"]

    def tell(self, method: str, parameters: dict[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if message.get("method") == "workspace/configuration":
                asked = [item.get("section", "") for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": [self.settings.get(section) for section in asked]})
                self.configured.set()
            elif "id" in message and "method" in message:  # another question to the editor: nothing to say
                self._send({"id": message["id"], "result": None})
            elif "id" in message:
                self.answers.put(message)
            else:
                self.notices.put(message)
