"""The sidecar's corrections to what a reader guessed, applied to the blocks they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Correction
from build_scripts.reading.articles.pieces import Piece, heading_level

_QUOTES = str.maketrans("“”„‟«»‘’‚‛\u2010\u2011–—", '""""""\'\'\'\'----')
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
OMITTED_BY_EDITOR = "left out by the editors"


def folded(words: str) -> str:
    """Words as corrections and titles are compared: NFC, white space collapsed, quotes and dashes straight."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", words)).translate(_QUOTES).split())


def correct(
    pieces: Sequence[Piece], corrections: Sequence[Correction]
) -> tuple[tuple[Piece, ...], tuple[Finding, ...]]:
    """The pieces with every correction applied.

    A correction names a block by its beginning; `occurrence` counts, from 1, all blocks that begin so, those set aside
    included. One that matches no block is an error; one that changes nothing is a notice.
    """
    if not corrections:
        return tuple(pieces), ()
    corrected = list(pieces)
    beginnings = [folded(piece.block.shown) for piece in pieces]
    findings = []
    for correction in corrections:
        wanted = folded(correction.block.text)
        hits = [index for index, words in enumerate(beginnings) if wanted and words.startswith(wanted)]
        if len(hits) < correction.occurrence:
            findings.append(_no_block(correction, len(hits)))
            continue
        index = hits[correction.occurrence - 1]
        changed = _apply(corrected[index], correction)
        if changed == corrected[index]:
            findings.append(_not_needed(correction))
        corrected[index] = changed
    return tuple(corrected), tuple(findings)


def _apply(piece: Piece, correction: Correction) -> Piece:
    if correction.kind is None:
        reason = correction.reason or piece.aside or OMITTED_BY_EDITOR
        return replace(piece, aside=reason, what=piece.what if piece.aside else "omitted")
    kind = correction.kind
    block = replace(piece.block, kind=kind, level=heading_level(kind, piece.block.level))
    return replace(piece, block=block, aside="")


def _no_block(correction: Correction, hits: int) -> Finding:
    beginning = correction.block.text[:80]
    if hits:
        message = f"only {hits} block(s) begin with “{beginning}”, not {correction.occurrence}"
    else:
        message = f"no block of the article begins with “{beginning}”"
    hint = "Copy the first words of the block from the article; count its occurrences from 1."
    return Finding(Code.T108, Severity.ERROR, correction.block.place, message, hint)


def _not_needed(correction: Correction) -> Finding:
    message = f"the block that begins “{correction.block.text[:80]}” is already read so: the correction changes nothing"
    hint = "Remove the entry from `structure`, or keep it if you want to be sure."
    return Finding(Code.T109, Severity.NOTICE, correction.block.place, message, hint)
