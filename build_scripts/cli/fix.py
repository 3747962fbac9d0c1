"""The command that goes through what the check suggests."""

from __future__ import annotations

import difflib
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_scripts.authoring.tree import NotEditableError
from build_scripts.cli.ask import within
from build_scripts.cli.console import fail, progress, result, say
from build_scripts.edition import find_root
from build_scripts.findings import Cure, Finding
from build_scripts.pipeline.checking import check
from build_scripts.pipeline.curing import with_cures
from build_scripts.pipeline.editing import hand_written
from build_scripts.pipeline.mending import Session, open_session
from build_scripts.reporting import as_text, visible

_ROUNDS = 5
"""How often the check is asked again once mistakes are mended that hid others."""


class _StoppedError(Exception):
    """The person has had enough."""


class _Asking:
    """How one finding after the other is decided on."""

    def __init__(self, options: Namespace) -> None:
        self.safe_only = options.all_safe
        self.asks = not options.dry_run and not options.all_safe and sys.stdin.isatty()
        self.writes = self.asks or (options.write and options.all_safe and not options.dry_run)
        self.all = False

    def choose(self, finding: Finding) -> Cure | None:
        """Raises `_StoppedError`."""
        single = finding.cures[0] if len(finding.cures) == 1 else None
        if self.safe_only:
            return single if single is not None and single.safe else None
        if not self.asks:
            return None
        if self.all:
            return single
        return self._answer(finding)

    def _answer(self, finding: Finding) -> Cure | None:
        many = len(finding.cures) > 1
        keys = "/".join(str(number) for number in range(1, len(finding.cures) + 1)) if many else "y"
        while True:
            sys.stderr.write(f"change it? [{keys}/n/q{'' if many else '/all'}] ")
            sys.stderr.flush()
            answer = sys.stdin.readline()
            said = answer.strip().lower()
            if not answer or said == "q":
                raise _StoppedError
            if said in ("n", ""):
                return None
            if many and said.isdecimal() and 1 <= int(said) <= len(finding.cures):
                return finding.cures[int(said) - 1]
            if not many and said in ("y", "yes", "a", "all"):
                self.all = said in ("a", "all")
                return finding.cures[0]


def run(options: Namespace) -> int:
    """Status 0 when every suggestion was made, or there was none."""
    root = find_root(options.directory)
    if options.paths:
        hand_written(root, options.paths)  # refuses a path that names nothing
    asking = _Asking(options)
    taken = 0
    for _ in range(_ROUNDS):
        offered, rest = _suggestions(root, options)
        made = _go_through(root, offered, asking)
        taken += made
        # A mistake of syntax hides others: once it is mended they can be.
        if not made or not asking.writes or not asking.safe_only:
            break
        offered = []
    left = len(offered) - (0 if asking.safe_only and asking.writes else made)
    say(f"{taken} {'made' if asking.writes else 'would be made'}, {left} left; {rest} without a suggestion")
    if offered and not asking.writes:
        say("nothing is written; on a terminal `edition fix` asks, and `--write --all-safe` makes the safe ones")
    return int(left > 0 or (bool(offered) and not asking.writes))


def _suggestions(root: Path, options: Namespace) -> tuple[list[Finding], int]:
    """The findings with cures, and how many have none that is asked for."""
    found = with_cures(root, within(check(root, progress), options.paths, root))
    offered = [finding for finding in found if finding.cures]
    if options.all_safe:
        offered = [finding for finding in offered if len(finding.cures) == 1 and finding.cures[0].safe]
    return offered, len(found) - len(offered)


def _go_through(root: Path, offered: Sequence[Finding], asking: _Asking) -> int:
    """How many of them were mended."""
    sessions: dict[str, Session | None] = {}
    taken = 0
    try:
        for finding in offered:
            path = finding.place.path
            if path not in sessions:
                sessions[path] = open_session(root, path)
            taken += _one(sessions[path], finding, asking)
    except _StoppedError:
        say("stopped")
    return taken


def _one(session: Session | None, finding: Finding, asking: _Asking) -> bool:
    """Shows a finding with the lines before and after, and makes the cure that is chosen."""
    if session is None:
        return False
    result(as_text([finding]).rstrip("\n"))
    for number, cure in enumerate(finding.cures, 1):
        label = f"{number}: " if len(finding.cures) > 1 else ""
        safe = " (safe)" if cure.safe else ""
        result(f"  {label}{visible(cure.says)}{safe}")
        try:
            result("\n".join(_diff(session.now, session.preview(cure))))
        except NotEditableError as error:
            result(f"    can't be made now: {error}")
    chosen = asking.choose(finding)
    if chosen is None:
        return False
    try:
        session.take(chosen, write=asking.writes)
    except NotEditableError as error:
        fail(f"left as it is: {error}")
        return False
    return True


def _diff(before: bytes, after: bytes) -> Iterator[str]:
    """The lines that change, without context."""
    old, new = (data.decode("utf-8").removeprefix("\ufeff").splitlines() for data in (before, after))
    for line in list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]:
        if not line.startswith("@@"):
            yield f"    {visible(line)}"
