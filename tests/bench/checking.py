"""How long `edition check` takes on 200 sidecars with 4,000 notes, cold and warm: `python -m tests.bench.checking`.

Processor time is what counts where other programs run beside; the clock is given for who has the machine to himself.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.generating import NOTES, write_edition
from tests.bench.measuring import Run, run
from tests.building.running import change, command

SIDECARS = 200
ROUNDS = 5
"""Of which the quickest counts: the others were disturbed."""
GOAL = 2.0
"""Seconds of the processor, warm."""


def measure(root: Path, sidecars: int, rounds: int = ROUNDS) -> dict[str, Run]:
    """The first check, one with nothing changed, one with a note changed. Raises `FailedError` when the made-up edition
    has anything to mend."""
    made = write_edition(root / "edition", sidecars, seed=1)
    asked = command(root / "edition", "check", "--strict")
    laps = {"cold": run(asked, root), "warm": _quickest([run(asked, root) for _ in range(rounds)])}
    changed = []
    for number in range(rounds):
        one = made[number % len(made)]
        sidecar = f"annotations/{one.collection}/{one.slug}.yml"
        change(root / "edition", sidecar, "    note: |\n", f"    note: |\n      No {number}.\n")
        changed.append(run(asked, root))
    return {**laps, "one sidecar changed": _quickest(changed)}


def _quickest(runs: list[Run]) -> Run:
    return min(runs, key=lambda one: one.processor)


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        laps = measure(Path(scratch), SIDECARS)
    sys.stdout.write(f"edition check, {SIDECARS} sidecars with {SIDECARS * NOTES:,} notes\n")
    for name, lap in laps.items():
        sys.stdout.write(f"  {name:20} {lap.processor:5.2f} s of the processor  {lap.seconds:5.2f} s by the clock\n")
    sys.stdout.write(f"  warm : cold          {laps['warm'].processor / laps['cold'].processor:5.2f}\n")
    return int(laps["warm"].processor > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
