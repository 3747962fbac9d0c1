"""Sources seen from outside CSL: an article of the edition as a source, and what to call a source in running text."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.model import Place, Source
from build_scripts.rendering.summary import Summary


def article_source(summary: Summary, id_: str) -> Source:
    """The article as a CSL item. Names stand as printed (`literal`): whether `Press TV` is a person is not said."""
    item: dict[str, object] = {
        "id": id_,
        "type": "article-newspaper" if summary.publisher else "webpage",
        "title": summary.title,
        "language": summary.language,
    }
    if summary.author:
        item["author"] = [{"literal": summary.author}]
    if summary.translator:
        item["translator"] = [{"literal": summary.translator}]
    if summary.publisher:
        item["container-title"] = summary.publisher
    if summary.url:
        item["URL"] = summary.url
    parts = [int(part) for part in summary.published.split("-") if part.isascii() and part.isdecimal()]
    if parts:
        item["issued"] = {"date-parts": [parts]}
    return Source(id_, Place(summary.path, summary.line), item)


def title_of(source: Source) -> str:
    """Its title without mark-up; its id when it has none."""
    return str(source.item.get("title") or source.id).replace("*", "")


def author_of(source: Source) -> str:
    """Whom a sentence names: one author, two joined by “and”, the first “et al.”, or the title."""
    authors = source.item.get("author") or source.item.get("editor")
    names = [_family(name) for name in authors] if isinstance(authors, list) else []
    names = [name for name in names if name]
    if not names:
        return title_of(source)
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


def _family(name: object) -> str:
    if not isinstance(name, Mapping):
        return str(name)
    particle = name.get("non-dropping-particle")
    family = str(name.get("literal") or name.get("family") or name.get("given") or "")
    return f"{particle} {family}" if particle else family


def full_name(name: object) -> str:
    """`Given Family`, or the name as it stands."""
    if not isinstance(name, Mapping):
        return str(name)
    parts = ("given", "dropping-particle", "non-dropping-particle", "family")
    return str(name.get("literal") or " ".join(str(name[part]) for part in parts if name.get(part)))


def date_of(source: Source) -> str:
    """The day it was published, ISO 8601 and perhaps partial, or as written; empty when not known."""
    issued = source.item.get("issued")
    if not isinstance(issued, Mapping):
        return str(issued or "")
    dates = issued.get("date-parts")
    if isinstance(dates, list) and dates and isinstance(dates[0], list):
        return "-".join(str(part).zfill(2) for part in dates[0])
    return str(issued.get("raw") or issued.get("literal") or "")
