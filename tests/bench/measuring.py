"""Runs a command and says how long it took and how much memory its largest process held."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Run(NamedTuple):
    """One command, from start to exit."""

    seconds: float
    """By the wall clock."""
    processor: float
    """Seconds of processor time of the command and all it started; other work on the machine hardly matters here."""
    megabytes: float
    """Resident memory of the largest of its processes, at its peak."""
    output: str
    """What it wrote to standard output and standard error."""


WEIGH = """
import json, pathlib, resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
pathlib.Path(sys.argv[1]).write_text(json.dumps([status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]), "ascii")
"""
"""Starts a command from a small process: Linux counts the memory of whoever starts a program as the program's own."""


class FailedError(Exception):
    """The command failed; the message holds what it said."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Raises `FailedError` when the exit status is not 0."""
    merged = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    said, weighed = folder / "said", folder / "weighed"
    weigher = [sys.executable, "-S", "-c", WEIGH, str(weighed), *command]
    start = time.perf_counter()
    with said.open("wb") as out:
        subprocess.run(weigher, cwd=folder, env=merged, stdout=out, stderr=out, check=True)
    seconds = time.perf_counter() - start
    output = said.read_text("utf-8", "replace")
    status, processor, largest = json.loads(weighed.read_text("ascii"))
    said.unlink()
    weighed.unlink()
    if status:
        raise FailedError(f"{' '.join(command)} in {folder}: exit status {status}\n{output[-3000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, processor, largest * unit / 1_000_000, output)


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of the straight line through the logarithms: 1 is linear growth. Needs two different sizes."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - mean_x) ** 2 for x in xs)
