"""Runs MkDocs and turns what it says into findings."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from build_scripts.findings import Code, Finding, RefusedError, Severity, to_paste
from build_scripts.model import Place

QUIET = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
"""The variables by which Material's notices about MkDocs are switched off."""

SECONDS = 300.0
SECONDS_A_PAGE = 2.0
"""MkDocs is stopped after `SECONDS` and this much for each page: text can be made to stall Python-Markdown."""


class ConfigError(RefusedError):
    """MkDocs can't use the configuration. The message is one line and begins with `mkdocs.yml`."""


class Run:
    """A running MkDocs."""

    def __init__(self, config: Path, staging: Path, pages: int) -> None:
        command = [sys.executable, "-P", "-m", "build_scripts.site.mkdocs_child", str(os.getpid())]
        # Not --quiet: that also keeps warnings from --strict, which counts them as they are logged.
        command += ["build", "--strict", "--config-file", str(config), "--site-dir", str(staging)]
        self._config = config
        self._seconds = SECONDS + SECONDS_A_PAGE * pages
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(os.environ),
            cwd=config.parent,
            start_new_session=True,
        )

    def wait(self) -> tuple[Finding, ...]:
        """What MkDocs found; nothing when the site is built. Raises `ConfigError`."""
        try:
            output, _ = self._process.communicate(timeout=self._seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            message = f"MkDocs was stopped after {self._seconds:.0f} seconds"
            hint = "Look for a page with very many brackets or very deep lists."
            return (Finding(Code.W402, Severity.ERROR, Place("mkdocs.yml"), message, hint),)
        lines = _printable(output.decode("utf-8", "replace"))
        if self._process.returncode == 0:
            return ()
        if any("configuration" in line.lower() and "Aborted" in line for line in lines) or not lines:
            raise ConfigError(_config_message(self._config, lines))
        return tuple(_findings(lines))

    def kill(self) -> None:
        """Ends MkDocs at once, if it still runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


@contextmanager
def running(config: Path, staging: Path, pages: int) -> Iterator[Run]:
    """Starts MkDocs on `config`, into `staging`; kills it when the block is left for whatever reason."""
    run = Run(config, staging, pages)
    try:
        yield run
    finally:
        run.kill()


def environment(outer: Mapping[str, str]) -> dict[str, str]:
    """What MkDocs is told: UTF-8 whatever the locale, no notices, this package importable."""
    here = str(Path(__file__).resolve().parents[2])
    paths = [here, *filter(None, [outer.get("PYTHONPATH")])]
    fixed = {"PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0", "TZ": "UTC"}
    return {**outer, **QUIET, **fixed, "SOURCE_DATE_EPOCH": outer.get("SOURCE_DATE_EPOCH") or "0"}


_MESSAGE = re.compile(r"(?P<level>WARNING|ERROR)\s+-\s+(?P<text>.*)")
_DOC_FILE = re.compile(r"Doc file '(?P<path>[^']+)'")
_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<text>.*)")


def _printable(output: str) -> list[str]:
    """The lines, without what a terminal would obey."""
    lines = (re.sub(r"\x1b\[[0-9;]*m", "", line) for line in output.splitlines())
    return ["".join(c if c.isprintable() else ascii(c)[1:-1] for c in line) for line in lines if line.strip()]


def _findings(lines: list[str]) -> Iterator[Finding]:
    """One for each warning or error; when there is none, the last line stands for all."""
    said = [match for line in lines if (match := _MESSAGE.match(line))]
    for match in said:
        file = _DOC_FILE.search(match["text"])
        place = Place(f"docs/{file['path']}" if file else "mkdocs.yml")
        yield Finding(Code.W402, Severity.ERROR, place, f"MkDocs: {match['text']}", "Mend what MkDocs names.")
    if not said:
        hint = to_paste("To see all it says, run:", "mkdocs build --strict")
        yield Finding(Code.W402, Severity.ERROR, Place("mkdocs.yml"), f"MkDocs: {lines[-1]}", hint)


def _config_message(config: Path, lines: list[str]) -> str:
    """With the line in which the key stands, where MkDocs names one."""
    found = next((match for line in lines if (match := _VALUE.search(line))), None)
    if found is None:
        said = next((m["text"] for line in lines if (m := _MESSAGE.match(line))), lines[0] if lines else "no reason")
        return f"mkdocs.yml: {said}"
    key = found["key"].split(".")[0]
    text = config.read_text("utf-8", "replace").splitlines()
    number = next((i for i, line in enumerate(text, 1) if line.startswith(f"{key}:")), 1)
    return f"mkdocs.yml:{number}:1: {found['key']}: {found['text']}"
