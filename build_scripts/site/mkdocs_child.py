"""Runs MkDocs in a process that ends when ours does: `python -m build_scripts.site.mkdocs_child PID build …`.

A build that is killed must not leave MkDocs writing into the folder that the next build uses.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Linux's prctl(2); elsewhere nothing: the next build's staging folder is then emptied once more."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)


if __name__ == "__main__":
    die_with(int(sys.argv.pop(1)))
    from mkdocs.__main__ import cli

    cli(prog_name="mkdocs")
