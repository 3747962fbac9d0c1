"""A reference in the RIS format (Research Information Systems, tags of 2011), for Zotero, EndNote, Mendeley."""

from __future__ import annotations

from build_scripts.rendering.citing import Cited, date_parts


def ris(cited: Cited) -> str:
    """The record, each line ended by a newline. A value is one line, so that none can begin another tag."""
    date = date_parts(cited.published)
    lines = [
        ("TY", "NEWS" if cited.publisher else "ELEC"),
        ("AU", cited.author),
        ("TI", cited.title),
        ("T2", cited.publisher or cited.edition),
        ("PY", f"{date[0]:04}" if date else ""),
        ("DA", "/".join(f"{part:02}" for part in date) + "/" * (3 - len(date)) if date else ""),
        ("DB", cited.edition if cited.publisher else ""),
        ("UR", cited.address),
        ("LA", cited.language),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value) + "ER  - \n"
