"""Findings as text for a person, as JSON for a program and as annotations for GitHub. Strings out, nothing printed.

What a finding quotes was written by somebody else and ends in terminals and logs. So: one line each, nothing invisible,
nothing that a terminal or GitHub's runner takes for a command.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum

from build_scripts.findings import Finding, Severity, is_expected
from build_scripts.model import Place

LONGEST_QUOTE = 120
"""Characters of somebody's words in one finding."""

SHOWN_BY_GITHUB = 10
"""Annotations of one severity that GitHub shows of one step; it drops later ones without a word."""

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Controls, line separators, bidi controls, zero-width and tag characters, lone surrogates."""
_QUOTED = re.compile(f"“([^”]{{{LONGEST_QUOTE + 1},}})”")


class Nearness(IntEnum):
    """How near a finding is to the lines that a pull request changes; the nearest first."""

    LINE = 0
    FILE = 1
    ELSEWHERE = 2


_NEAR = {
    Nearness.LINE: "on lines of this pull request",
    Nearness.FILE: "in its files",
    Nearness.ELSEWHERE: "elsewhere",
}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By path, line, column, then code; each once."""
    return tuple(sorted(set(findings), key=lambda found: (found.place, found.code, found.message)))


def visible(words: str) -> str:
    """`words` on one line, what cannot be seen as `\\u{202E}`, long quotations in “…” cut.

    `##[` is the old form of GitHub's workflow commands, which its runner obeys anywhere in a line.
    """
    words = _UNSEEN.sub(lambda hit: f"\\u{{{ord(hit.group()):04X}}}", words)
    words = words.replace("##[", "##\\[")
    return _QUOTED.sub(lambda hit: f"“{hit.group(1)[: LONGEST_QUOTE - 1]}…”", words)


def as_text(findings: Iterable[Finding]) -> str:
    """A line `path:line:column: error S104 message` and the cure on indented lines for each; empty for none. Lines to
    paste that have an indentation of their own have no other, so that they can be copied from where they stand.
    Those that nobody has to mend are one line at the end."""
    lines = []
    ordered = in_order(findings)
    for finding in ordered:
        if is_expected(finding):
            continue
        place = f"{visible(finding.place.path)}:{finding.place.line}:{finding.place.column}"
        lines.append(f"{_harmless(place)}: {finding.severity} {finding.code} {visible(finding.message)}\n")
        advice, *paste = finding.hint.split("\n")
        margin = "" if any(line.startswith(" ") for line in paste) else "    "
        lines.append(f"    {_harmless(visible(advice))}\n")
        lines.extend(f"{margin}{_harmless(visible(line))}\n" for line in paste)
    return "".join([*lines, expected(sum(is_expected(finding) for finding in ordered))])


def expected(texts: int) -> str:
    """One line for so many articles whose texts may not be published, and are not here; empty for none."""
    if not texts:
        return ""
    which = "The text of 1 article is" if texts == 1 else f"The texts of {texts} articles are"
    return f"{which} not in the repository; nothing for you to do.\n"


def as_answer(finding: Finding) -> str:
    """As `as_text`, without the place: of words that were typed as part of a command."""
    lines = [f"{finding.severity} {finding.code} {visible(finding.message)}"]
    lines += [f"    {_harmless(visible(line))}" for line in finding.hint.split("\n")]
    return "".join(f"{line}\n" for line in lines)


def as_json(findings: Iterable[Finding]) -> str:
    """One object, `{"findings": [{"code", "severity", "path", "line", "column", "message", "hint"}]}`, pure ASCII.

    `path` is exact; `message` and `hint` are as in the text; the lines of a `hint` after its first are to paste.
    """
    rows = [
        {
            "code": finding.code.value,
            "severity": finding.severity.value,
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "message": visible(finding.message),
            "hint": _visible_lines(finding.hint),
        }
        for finding in in_order(findings)
    ]
    return json.dumps({"findings": rows}, indent=2) + "\n"


def as_github(findings: Iterable[Finding], token: str, nearness: Callable[[Place], Nearness] | None = None) -> str:
    """The text, with workflow commands switched off around it, then a workflow command for each finding, as many of a
    severity as GitHub shows of one step; the last of them says how many more there are. With `nearness` the nearest get
    the commands.

    `token` switches them on again, so it must be random and not known to whoever wrote the findings' words: 32 or more
    hexadecimal digits from `secrets`. Format: GitHub's "Workflow commands", `::error file=…,line=…,col=…,title=…::…`.
    """
    ordered = in_order(findings)
    return guarded(as_text(ordered), token) + "".join(_commands(ordered, nearness))


def guarded(text: str, token: str) -> str:
    """`text` so that GitHub's runner obeys none of its lines; empty for an empty text. `token` as in `as_github`."""
    return f"::stop-commands::{token}\n{text}::{token}::\n" if text else ""


def _commands(ordered: Sequence[Finding], nearness: Callable[[Place], Nearness] | None) -> Iterator[str]:
    for severity in Severity:
        found = [one for one in ordered if one.severity is severity and _is_to_point_at(one, nearness)]
        if nearness is not None:
            found.sort(key=lambda finding: nearness(finding.place))
        shown = found if len(found) <= SHOWN_BY_GITHUB else found[: SHOWN_BY_GITHUB - 1]
        yield from (_command(finding) for finding in shown)
        if rest := found[len(shown) :]:
            where = f" ({_where(nearness(finding.place) for finding in rest)})" if nearness else ""
            more = f"{len(rest)} more of this severity{where}: see the summary, or the log"
            yield f"::{severity} title=And {len(rest)} more::{more}\n"


def _is_to_point_at(finding: Finding, nearness: Callable[[Place], Nearness] | None) -> bool:
    """What nobody has to mend is only pointed at where somebody is at work."""
    return not is_expected(finding) or (nearness is not None and nearness(finding.place) is Nearness.LINE)


def _where(found: Iterable[Nearness]) -> str:
    counts = Counter(found)
    return ", ".join(f"{counts[near]} {words}" for near, words in _NEAR.items() if counts[near])


def _command(finding: Finding) -> str:
    place = finding.place
    where = f"file={_property(place.path)},line={place.line},col={place.column}"
    message = _data(f"{visible(finding.message)}\n{_visible_lines(finding.hint)}")
    return f"::{finding.severity} {where},title={_property(finding.code)}::{message}\n"


def _visible_lines(words: str) -> str:
    return "\n".join(visible(line) for line in words.split("\n"))


def _harmless(line: str) -> str:
    """`line` so that it does not begin with `::`; the runner passes over white space before it."""
    return f"\\{line}" if line.lstrip().startswith("::") else line


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(visible(words)).replace(":", "%3A").replace(",", "%2C")
