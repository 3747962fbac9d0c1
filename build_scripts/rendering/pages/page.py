"""What every page is made of: a path, front matter from a closed list, finished HTML that no Markdown parser reads.

Front matter reaches templates in an environment that does not escape; the templates escape it, and here it is kept to
strings under known keys. Finished HTML goes into verbatim blocks (`⟦html⟧ … ⟦/html⟧`), which the Markdown extension
takes out before anything else looks at them; that is both the safe way and the fast one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

KEYS = ("title", "description", "page", "collection")
"""The keys a page's front matter may have, in this order. `page` chooses the page's scripts and width."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file to write below the documentation folder."""

    path: str
    """POSIX, relative to that folder, for instance `dossier/slug.md`."""
    text: str


def esc(text: str) -> str:
    """Text made fit for HTML, element content and quoted attributes alike; our own token brackets included."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
        .replace("\u27e6", "&#10214;")
        .replace("\u27e7", "&#10215;")
    )


def verbatim(html: str) -> str:
    """A block of finished HTML. Token brackets inside it become character references, so nothing in it can end it.

    The brackets of ours that stay are the first and the last. A blank line before and after belongs to the block.
    """
    safe = html.replace("\u27e6", "&#10214;").replace("\u27e7", "&#10215;")
    return f"\n\u27e6html\u27e7\n{safe}\n\u27e6/html\u27e7\n"


def front_matter(title: str, page: str, description: str = "", collection: str = "") -> str:
    """The YAML head of a page; empty values are left out. JSON strings are YAML strings, whatever is in them."""
    values = dict(zip(KEYS, (title, description, page, collection), strict=True))
    lines = [f"{key}: {json.dumps(' '.join(values[key].split()))}" for key in KEYS if values[key]]
    return "\n".join(("---", *lines, "---", ""))


def make_page(path: str, head: str, html: str) -> Page:
    """A page that is finished HTML from end to end."""
    return Page(path, head + verbatim(html))


def root_of(path: str) -> str:
    """From the address of the page at `path` to the site's root: `""` for `index.md`, `../../` for `a/b.md`.

    Right for directory addresses (`a/b.md` is served at `a/b/`, `a/index.md` at `a/`).
    """
    depth = path.count("/") + (0 if path.rpartition("/")[2] == "index.md" else 1)
    return "../" * depth


def link(url: str, words: str, root: str = "", spoken: str = "") -> str:
    """A link to a page of the site (`url` relative to its root); `words` are plain text.

    `spoken`, where `words` alone would say little in a list of links, begins with them (WCAG 2.5.3).
    """
    label = f' aria-label="{esc(spoken)}"' if spoken else ""
    return f'<a href="{esc((root + url) or "./")}"{label}>{esc(words)}</a>'


def outward(url: str, words: str) -> str:
    """A link to another site, or only the words where the address is not plain http or https."""
    if not is_web_address(url):
        return esc(words)
    return f'<a href="{esc(url)}" rel="external">{esc(words)}</a>'


def is_web_address(url: str) -> bool:
    """Whether `url` is an absolute http or https address with a host and nothing that an address may not hold."""
    if any(char.isspace() or ord(char) < 0x21 for char in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
