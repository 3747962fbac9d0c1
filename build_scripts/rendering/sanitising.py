"""The last gate: every fragment of HTML that holds contributed words passes here, after everything else was done
to it (promises.md T1)."""

from __future__ import annotations

import nh3

TAGS = frozenset({"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "ul"})
"""The elements a fragment may hold."""

ATTRIBUTES = {"a": frozenset({"href", "title"})}
"""The attributes that may have any value, `href` only with one of `SCHEMES` or none."""

SCHEMES = frozenset({"http", "https", "mailto"})

REL = "noopener noreferrer"
"""The only value of `rel`; ours, on links that leave the site."""

CLASSES = {"a": frozenset({"citation", "crossref"}), "span": frozenset({"broken", "small-caps"})}
"""The classes we give. Contributors cannot write an attribute: their HTML is shown as text before this gate."""

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    tag_attribute_values={"a": {"rel": {REL}}},
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Balanced HTML of `TAGS` alone; of a tag that is not allowed only the tag is dropped, never the words in it.

    The brackets ⟦ and ⟧ come out as character references, because on a woven page they are ours.
    """
    return _CLEANER.clean(html).replace("⟦", "&#10214;").replace("⟧", "&#10215;")
