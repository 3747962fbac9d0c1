"""A plan as a table that a person reads in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.reading.importing.plan import Plan, Proposal

_HEADLINE = 64
"""Characters of a headline in its column."""


def plan_table(plan: Plan) -> str:
    """One line an article (number, lines, sure or doubtful, date, id, headline), and below it why, whence and what.

    Ends with a newline; control characters are shown as escapes. An empty plan says so.
    """
    if not plan.proposals:
        return "No article was found.\n"
    rows = [
        (str(number), _lines(one), "sure" if one.cut.sure else "DOUBTFUL", one.origin.published or "no date", one.slug)
        for number, one in enumerate(plan.proposals, 1)
    ]
    heads = ("", "lines", "cut", "published", "id")
    widths = [max(len(row[column]) for row in (*rows, heads)) for column in range(len(heads))]
    out: list[str] = []
    file = ""
    for one, row in zip(plan.proposals, rows, strict=True):
        if one.file != file:
            file = one.file
            out += ["" if not out else "\n", f"{clean(file)}\n", _row(heads, widths, "headline")]
        out.append(_row(row, widths, _short(one.headline)))
        out += [f"{' ' * (widths[0] + 4)}{clean(line)}\n" for line in _details(one)]
    sure = sum(one.cut.sure for one in plan.proposals)
    total = len(plan.proposals)
    out.append(f"\n{total} articles for {plan.collection}: {sure} sure, {total - sure} doubtful.\n")
    return "".join(out)


def _row(cells: tuple[str, ...], widths: list[int], last: str) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join([*padded, clean(last)]).rstrip() + "\n"


def _lines(one: Proposal) -> str:
    return f"{one.cut.first}-{one.cut.last}"


def _short(words: str) -> str:
    return words if len(words) <= _HEADLINE else words[: _HEADLINE - 1] + "…"


def _details(one: Proposal) -> Iterator[str]:
    origin = one.origin
    yield f"because: {one.cut.reason}"
    if one.sidecar:
        yield f"sidecar: {one.sidecar} (stays as it is)"
    people = [f"by {origin.author}" if origin.author else "", f"tr. {origin.translator}" if origin.translator else ""]
    chain = " → ".join(name for name in (origin.publisher, *origin.via) if name)
    whence = "; ".join(part for part in (*people, chain) if part)
    if whence:
        yield f"from: {whence}"
    printed = f" “{origin.date_printed}”" if origin.date_printed else ""
    yield f"date:{printed} ({origin.date_reason})"
    if one.credits:
        yield f"credits: {' | '.join(one.credits)}"
    yield from (f"address: {url}" for url in origin.urls)
    yield from (f"remark: {remark}" for remark in one.remarks)
    if one.kinds:
        yield f"blocks: {', '.join(f'{lines} {kind}' for lines, kind in one.kinds)}"


def clean(words: str) -> str:
    """Words on one line, with every character a terminal might obey shown as its escape."""
    return "".join(one if one.isprintable() or one == "\u00a0" else f"\\u{ord(one):04x}" for one in words)
