"""Commands that answer: check, text, anchors, quote."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from build_scripts.cli.console import progress, result, result_json, say
from build_scripts.cli.reporting import report, status_of
from build_scripts.edition import find_root
from build_scripts.findings import Finding, in_marks
from build_scripts.model import AnchorStatus, Place
from build_scripts.pipeline.adding import finished_entries
from build_scripts.pipeline.asking import (
    Found,
    all_anchors,
    find_article,
    find_words,
    record_anchors,
    text_of,
)
from build_scripts.pipeline.checking import check as check_edition
from build_scripts.pipeline.curing import with_cures
from build_scripts.pipeline.touching import nearness_since
from build_scripts.reading.history import HistoryError
from build_scripts.reporting import Nearness, visible

PLACED = frozenset({AnchorStatus.ANCHORED, AnchorStatus.FOLDED, AnchorStatus.UNCHECKED})


def check(options: Namespace) -> int:
    root = find_root(options.directory)
    findings = within(check_edition(root, progress, remember=True), options.paths, root)
    if options.format == "github":
        report(findings, options.format, nearness=_nearness(root, options.since))
    else:
        report(with_cures(root, findings) if options.format == "json" else findings, options.format)
    return status_of(findings, strict=options.strict)


def _nearness(root: Path, revision: str | None) -> Callable[[Place], Nearness] | None:
    """None where it can't be known, which is said: findings in another order are better than none."""
    try:
        return nearness_since(root, revision) if revision else None
    except HistoryError as error:
        say(f"the findings on the lines of this pull request can't be put first: {visible(str(error))}")
        return None


def text(options: Namespace) -> int:
    root = find_root(options.directory)
    found, _ = text_of(root, find_article(root, options.slug))
    result(found.canonical.text)
    return 0


def anchors(options: Namespace) -> int:
    root = find_root(options.directory)
    found = all_anchors(root, options.slug)
    rows = [
        {
            "article": article,
            "id": anchor.annotation,
            "status": str(anchor.status),
            "start": anchor.start,
            "end": anchor.end,
            "paragraph": anchor.number,
            "text": anchor.text,
        }
        for article, anchor in found
    ]
    if options.format == "json":
        result_json({"anchors": rows})
    else:
        for row in rows:
            place = "" if row["start"] is None else f"{row['start']}-{row['end']}"
            paragraph = "" if row["paragraph"] is None else f"¶{row['paragraph']}"
            words = " ".join(str(row["text"]).split())
            result(f"{row['article']}#{row['id']}\t{row['status']}\t{place}\t{paragraph}\t{words}")
    if options.record:
        for path in record_anchors(root, options.slug):
            say(f"recorded {path}")
    return 0 if all(anchor.status in PLACED for _, anchor in found) else 1


def quote(options: Namespace) -> int:
    root = find_root(options.directory)
    where = find_article(root, options.slug)
    text, _ = text_of(root, where)
    found = find_words(text, options.words, options.through, whole=options.whole)
    if not found:
        say(_not_there(where.id, options.through if options.through and find_words(text, options.words) else ""))
        return 1
    if not found[0].exact:
        say(f"these words are not in {where.id}; perhaps you mean:")
    elif len(found) > 1:
        what = "passages that begin and end so" if options.through else "these words"
        say(f"{what} are in {where.id} {len(found)} times; choose one:")
    if options.selector:
        for one in found:
            result(selector_yaml(one))
    else:
        for one, entry in zip(found, finished_entries(root, where, found), strict=True):
            result(f"{_where(one)}\n{entry}")
    return 0 if found[0].exact else 1


def _not_there(article: str, last: str) -> str:
    if last:
        return f"the first words are in {article}, but {in_marks(last)} does not come after them"
    return f"these words are not in {article}, nor anything like them"


def selector_yaml(found: Found) -> str:
    """The lines to paste below an annotation's `id`; JSON strings are YAML strings."""
    exact, prefix, suffix = found.selector
    pairs = (("quote", exact), ("prefix", prefix), ("suffix", suffix), ("through", found.through))
    lines = [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in pairs if value]
    return "\n".join([f"    {_where(found)}", *lines])


def _where(found: Found) -> str:
    return "# before the first paragraph" if found.number is None else f"# ¶ {found.number}"


def within(findings: Sequence[Finding], paths: Sequence[str], root: Path) -> tuple[Finding, ...]:
    """Those in the given files and folders, named from the edition's root or from where the command is given."""
    if not paths:
        return tuple(findings)
    wanted = {Path(path).as_posix().rstrip("/") for path in paths}
    wanted |= {p.relative_to(root).as_posix() for path in paths if (p := Path(path).resolve()).is_relative_to(root)}
    return tuple(f for f in findings if any(f.place.path == w or f.place.path.startswith(f"{w}/") for w in wanted))
