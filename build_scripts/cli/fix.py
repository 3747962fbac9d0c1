"""The command that goes through what the check suggests."""

from __future__ import annotations

import difflib
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_scripts.authoring.tree import NotEditableError
from build_scripts.cli.ask import within
from build_scripts.cli.console import fail, progress, result, say
from build_scripts.edition import find_root
from build_scripts.findings import Cure, Finding, is_expected
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
        self.stopped = False
        self.passed: set[tuple[str, str, str]] = set()
        """The findings that were shown and left as they are."""

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
    for number in range(_ROUNDS):
        found = _look(root, options)
        offered = _offered(found, options)
        fresh = [finding for finding in offered if _name(finding) not in asking.passed]
        if number and fresh:
            say("With that mended, there is this too:")
        made = _go_through(root, fresh, asking)
        taken += made
        if not made or not asking.writes or asking.stopped:
            break
    if made and asking.writes:
        found, made = _look(root, options), 0
        offered = _offered(found, options)
    left, rest = len(offered) - made, sum(not is_expected(one) for one in found) - len(offered)
    say(f"{taken} {'made' if asking.writes else 'would be made'}, {left} left; {rest} without a suggestion")
    if asking.writes and any(_name(finding) not in asking.passed for finding in offered):
        say("run it again for those that are left")
    if offered and not asking.writes:
        say("nothing is written; on a terminal `edition fix` asks, and `--write --all-safe` makes the safe ones")
    return int(left > 0 or (bool(offered) and not asking.writes))


def _look(root: Path, options: Namespace) -> tuple[Finding, ...]:
    return with_cures(root, within(check(root, progress), options.paths, root))


def _offered(found: Iterable[Finding], options: Namespace) -> list[Finding]:
    """Those with cures, of the kind that is asked for."""
    cured = [finding for finding in found if finding.cures]
    return [one for one in cured if not options.all_safe or (len(one.cures) == 1 and one.cures[0].safe)]


def _name(finding: Finding) -> tuple[str, str, str]:
    """What a finding is known by once lines above it have come or gone."""
    return finding.place.path, finding.code, finding.message


def _go_through(root: Path, offered: Sequence[Finding], asking: _Asking) -> int:
    """How many of them were mended."""
    sessions: dict[str, Session | None] = {}
    taken = 0
    try:
        for finding in offered:
            path = finding.place.path
            if path not in sessions:
                sessions[path] = open_session(root, path)
            mended = _one(sessions[path], finding, asking)
            asking.passed |= set() if mended else {_name(finding)}
            taken += mended
    except _StoppedError:
        asking.stopped = True
        say("stopped")
    return taken


def _one(session: Session | None, finding: Finding, asking: _Asking) -> bool:
    """Shows a finding with the lines before and after, and makes the cure that is chosen."""
    if session is None:
        return False
    result(as_text([finding]).rstrip("\n"))
    for number, cure in enumerate(finding.cures, 1):
        label = f"{number}: " if len(finding.cures) > 1 else ""
        safe = "(safe) " if cure.safe else ""
        result(f"  {label}{safe}{visible(cure.says)}")
        try:
            result("\n".join(_diff(session.now, session.preview(finding, cure))))
        except NotEditableError as error:
            result(f"    can't be made now: {error}")
    chosen = asking.choose(finding)
    if chosen is None:
        return False
    try:
        session.take(finding, chosen, write=asking.writes)
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
