"""Dates that can be read in two ways, settled by the order in which a file holds its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from build_scripts.reading.importing.origins import Credits, readings
from build_scripts.reading.importing.plan import Origin

_ENOUGH = 3
"""Articles with a clear date that must stand in one order before that order says anything."""
BY_ORDER = "the one reading that fits the order of the file"


def settle_by_order(origins: Sequence[Origin], credits: Sequence[Credits]) -> list[Origin]:
    """The origins of one file's articles; an unsettled date gets the only reading that fits between its neighbours.

    Collected articles mostly stand in order of time, forward or backward. Where these do not, or both readings fit,
    nothing is settled.
    """
    clear = [(index, one.published) for index, one in enumerate(origins) if one.published]
    rising = all(first <= second for (_, first), (_, second) in pairwise(clear))
    falling = all(first >= second for (_, first), (_, second) in pairwise(clear))
    settled = list(origins)
    if len(clear) < _ENOUGH or rising == falling:
        return settled
    for index, one in enumerate(origins):
        ambiguous = next((printed for printed in credits[index].dates if printed.ambiguous), None)
        before = [when for at, when in clear if at < index][-1:]
        after = [when for at, when in clear if at > index][:1]
        if one.published or ambiguous is None or not before or not after:
            continue
        low, high = sorted((before[0], after[0]))
        fitting = [iso for iso in readings(ambiguous) if low <= iso <= high]
        if len(fitting) == 1:
            reason = f"{BY_ORDER}: between {low} and {high}"
            settled[index] = replace(one, published=fitting[0], date_reason=reason)
    return settled
