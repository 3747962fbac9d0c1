"""Where a quotation made on another copy of a text stands in ours: exactly, or nowhere.

A browser's quotation comes with some thirty characters of context on either side, taken from the page as it stood
there: between two paragraphs there is perhaps no white space, and beside the article's first or last words stand the
page's own. So the context may differ in white space, and on one side altogether, if the other settles the place. The
quotation itself may not.
"""

from __future__ import annotations

from build_scripts.anchoring.canonical import flatten, flatten_context
from build_scripts.anchoring.folding import fold_words
from build_scripts.anchoring.matching import Haystack, Selector, Span, resolve
from build_scripts.model import AnchorStatus

_PLACED = frozenset({AnchorStatus.ANCHORED, AnchorStatus.FOLDED})


def locate(text: str, exact: str, prefix: str = "", suffix: str = "", haystack: Haystack | None = None) -> Span | None:
    """The place of a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4) made elsewhere; None where nothing
    settles one. `haystack`, if the caller has one, is that of `text`."""
    haystack = haystack or Haystack(text)
    selector = Selector(flatten(exact), flatten_context(prefix), flatten_context(suffix))
    outcome = resolve(haystack, selector)
    if outcome.status in _PLACED:
        return outcome.spans[0]
    everywhere = resolve(haystack, Selector(selector.exact)).spans
    sides = [_fits(haystack.text, span, selector) for span in everywhere]
    for wanted in (all, any):
        left = [span for span, fits in zip(everywhere, sides, strict=True) if wanted(fits)]
        if len(left) == 1:
            return left[0]
        if left:
            return None
    return None


def _fits(text: str, span: Span, selector: Selector) -> tuple[bool, bool]:
    """Whether what stands before the place, and after it, is the context but for its white space and typography.

    Context that is not given fits nothing. Where the text begins or ends there is nothing to compare."""
    prefix, suffix = (_bare(words) for words in (selector.prefix, selector.suffix))
    before = _bare(text[max(span.start - 2 * len(selector.prefix) - 8, 0) : span.start])
    after = _bare(text[span.end : span.end + 2 * len(selector.suffix) + 8])
    return bool(prefix) and before.endswith(prefix), bool(suffix) and after.startswith(suffix)


def _bare(words: str) -> str:
    return "".join(fold_words(words).split())
