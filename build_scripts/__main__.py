"""The command `edition`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence

from build_scripts.cli.arguments import parse
from build_scripts.cli.console import fail
from build_scripts.findings import RefusedError

UNUSABLE = 2
"""The exit status when the edition or the command line can't be read, or the result can't be written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 nothing to mend, 1 findings, 2 unusable."""
    # An edition is some millions of small values that live to the end: looking through them for garbage at Python's
    # usual pace takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except RefusedError as error:
        fail(str(error))
        return UNUSABLE
    except BrokenPipeError:
        # The reader of our output has seen enough. Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        fail("stopped")
        return 128 + signal.SIGINT
    return status


if __name__ == "__main__":
    raise SystemExit(main())
