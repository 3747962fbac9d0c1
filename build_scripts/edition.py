"""Where an edition's things lie: the files of each article, found by name and never opened here.

Names come from contributors. Only what matches `SLUG` is an article; symbolic links are refused, because a link in
`articles/` would publish any file of the machine that builds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_scripts.findings import Code, Finding, RefusedError, Severity, to_paste
from build_scripts.model import Guide, Place

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
_COPY = re.compile(r"(?P<name>.+?)(?: ?\(\d+\)| - (?:Copy|Kopie)(?: \(\d+\))?| copy(?: \d+)?)", re.IGNORECASE)
ARTICLE_FORMATS = (".txt", ".md", ".html", ".docx")
SIDECAR_FORMATS = (".yml", ".yaml")
RECORD_SUFFIX = ".anchors.json"

CONFIG = "mkdocs.yml"
SOURCES = "annotations/sources.yml"
GLOSSARY = "annotations/glossary.yml"
TIMELINE = "annotations/timeline.yml"
REGISTERS = frozenset({SOURCES, GLOSSARY, TIMELINE})
DOCS = "docs"
THEME = frozenset({"assets", "overrides"})
"""The folders of `DOCS` that hold no pages."""
MADE = THEME | {"annotators", "glossary", "pagefind", "questions", "recent", "search", "sources", "timeline"}
"""Folders of the site that are made, which no collection may be called like."""
STATE = ".edition"
"""The folder for caches, the lock and private builds; git-ignored."""


class NotAnEditionError(RefusedError):
    """The folder given is no edition; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class ArticleFiles:
    """The files of one article, as POSIX paths relative to the edition's root."""

    collection: str
    slug: str
    article: str | None
    """None: the text is not here."""
    sidecar: str | None
    record: str | None
    """The recorded places of the notes, for a text that may not be in the repository."""

    @property
    def id(self) -> str:
        """`collection/slug`."""
        return f"{self.collection}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition on disk."""

    root: Path
    """Absolute, links resolved."""
    articles: tuple[ArticleFiles, ...]
    """Sorted by id. None has neither article nor sidecar."""


def find_root(directory: Path) -> Path:
    """The edition's root. Raises `NotAnEditionError` when there is no `mkdocs.yml` in `directory`."""
    root = Path(os.path.realpath(directory))
    if not root.is_dir():
        raise NotAnEditionError(f"{directory} is not a folder")
    if not (root / CONFIG).is_file():
        raise NotAnEditionError(f"{root} has no {CONFIG}; name the edition's folder with -C")
    return root


def look(root: Path) -> tuple[Edition, tuple[Finding, ...]]:
    """All articles and sidecars below `root`, in the order of their ids, whatever the file system's order.

    Of two files for one slug the first in the order of `ARTICLE_FORMATS` is taken, and the other is a finding.
    """
    findings: list[Finding] = []
    articles = _by_id(root, "articles", ARTICLE_FORMATS, findings)
    sidecars = _by_id(root, "annotations", SIDECAR_FORMATS, findings)
    records = _by_id(root, "annotations", (RECORD_SUFFIX,), findings)
    found = tuple(
        ArticleFiles(*key, articles.get(key), sidecars.get(key), records.get(key))
        for key in sorted(articles.keys() | sidecars.keys())
    )
    return Edition(root, found), tuple(findings)


def written_pages(root: Path) -> tuple[str, ...]:
    """The Markdown files below the docs folder, made ones included, as sorted POSIX paths relative to it; not what lies
    in hidden folders or in those of the theme, and no links."""
    found: list[str] = []
    for folder, folders, names in os.walk(root / DOCS):
        below = PurePosixPath(Path(folder).relative_to(root / DOCS))
        folders[:] = [name for name in folders if not name.startswith(".") and f"{below / name}" not in THEME]
        pages = (name for name in names if name.endswith(".md") and not name.startswith("."))
        found.extend(f"{below / name}" for name in pages if not os.path.islink(f"{folder}/{name}"))
    return tuple(sorted(found))


def missing_sidecars(edition: Edition, in_names: Iterable[Finding]) -> tuple[Finding, ...]:
    """An article without a sidecar has no title and no rights, so it can't be shown. One whose sidecar only has the
    wrong name, as `in_names` says, is not reported again."""
    misnamed = {
        PurePosixPath(finding.place.path).name.partition(".")[0].casefold()
        for finding in in_names
        if finding.place.path.startswith("annotations/")
    }
    return tuple(
        Finding(
            Code.S402,
            Severity.ERROR,
            Place(files.article),
            f"{files.id} has no sidecar, so it has no title and no rights and is not shown",
            to_paste(f"Make annotations/{files.id}.yml, beginning with these lines:", "article:", "  title: …"),
        )
        for files in edition.articles
        if files.article and not files.sidecar and files.slug not in misnamed
    )


def missing_guides(root: Path, guides: Iterable[Guide]) -> tuple[Finding, ...]:
    """A guide without its page below `docs/`: the menu would lead nowhere."""
    return tuple(
        Finding(
            Code.S302,
            Severity.ERROR,
            guide.place,
            f"the guide {guide.page} is not there",
            f"Write {DOCS}/{guide.page}.md, or take the guide out of the settings.",
        )
        for guide in guides
        if not (root / DOCS / f"{guide.page}.md").is_file()
    )


def _by_id(root: Path, folder: str, suffixes: tuple[str, ...], findings: list[Finding]) -> dict[tuple[str, str], str]:
    """By (collection, slug), the path of the one file with one of `suffixes`."""
    found: dict[tuple[str, str], str] = {}
    for collection in _folders(root / folder, folder, findings):
        names = list(_files(root / folder / collection, f"{folder}/{collection}", findings, suffixes))
        for suffix in suffixes:
            for name in (n for n in names if n.endswith(suffix) and not _belongs_to_another(n, suffix)):
                path = f"{folder}/{collection}/{name}"
                slug = name.removesuffix(suffix)
                if not SLUG.match(slug):
                    findings.append(_copy(path, slug, names) or _bad_name(path, slug))
                elif (collection, slug) in found:
                    findings.append(_second(path, found[collection, slug]))
                else:
                    found[collection, slug] = path
    return found


def _belongs_to_another(name: str, suffix: str) -> bool:
    return name.endswith(RECORD_SUFFIX) and suffix != RECORD_SUFFIX


def _folders(folder: Path, shown: str, findings: list[Finding]) -> Iterator[str]:
    """The collections below `folder`; none when it does not exist."""
    for entry in _entries(folder, shown, findings):
        if entry.is_dir(follow_symlinks=False):
            if entry.name in MADE:
                findings.append(_taken(f"{shown}/{entry.name}", entry.name))
            elif SLUG.match(entry.name):
                yield entry.name
            else:
                findings.append(_bad_name(f"{shown}/{entry.name}", entry.name))
        elif (
            f"{shown}/{entry.name}" not in REGISTERS and shown == "annotations" and _looks_like(entry, SIDECAR_FORMATS)
        ):
            hint = f"Move it into the folder of its collection, as in {shown}/<collection>/{entry.name}."
            findings.append(_unread(f"{shown}/{entry.name}", hint))


def _files(folder: Path, shown: str, findings: list[Finding], suffixes: tuple[str, ...]) -> Iterator[str]:
    found = findings if suffixes[0] != RECORD_SUFFIX else []
    for entry in _entries(folder, shown, found):
        if entry.is_file(follow_symlinks=False) and entry.name.endswith(suffixes):
            yield entry.name
        elif _looks_like(entry, suffixes):
            right = entry.name.lower().removesuffix(".txt") if suffixes != ARTICLE_FORMATS else entry.name.lower()
            hint = f"Let its name end in one of {', '.join(suffixes)}, in small letters and with nothing after it:"
            hint = to_paste(hint, f"{shown}/{right}")
            found.append(_unread(f"{shown}/{entry.name}", hint))


def _entries(folder: Path, shown: str, findings: list[Finding]) -> Iterable[os.DirEntry[str]]:
    """Sorted by name, hidden ones left out, links refused with a finding."""
    if folder.is_symlink():
        findings.append(_link(shown))
        return ()
    if not folder.is_dir():
        return ()
    with os.scandir(folder) as entries:
        ordered = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
    findings.extend(_link(f"{shown}/{entry.name}") for entry in ordered if entry.is_symlink())
    return [entry for entry in ordered if not entry.is_symlink()]


def _looks_like(entry: os.DirEntry[str], suffixes: tuple[str, ...]) -> bool:
    """Whether a file was meant to be read: `story.YML`, or `story.yml.txt` as some editors save it."""
    return entry.is_file(follow_symlinks=False) and entry.name.lower().removesuffix(".txt").endswith(suffixes)


def _unread(path: str, hint: str) -> Finding:
    message = f"{path} has a name or place by which it is not found, so nothing in it is read"
    lines = (_printable(line) for line in hint.split("\n"))
    return Finding(Code.S411, Severity.ERROR, Place(_printable(path)), _printable(message), "\n".join(lines))


def _bad_name(path: str, name: str) -> Finding:
    message = f"{name} is not a name an address can be made of"
    meant = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64]
    hint = "Use 1 to 64 of a-z, 0-9 and -, beginning with a letter or a digit"
    last = PurePosixPath(path).name
    right = PurePosixPath(path).with_name(f"{meant}{last.removeprefix(name)}") if SLUG.match(meant) else None
    hint = to_paste(f"{hint}, for instance:", _printable(str(right))) if right else f"{hint}."
    return Finding(Code.S404, Severity.ERROR, Place(_printable(path)), _printable(message), hint)


def _copy(path: str, slug: str, names: Iterable[str]) -> Finding | None:
    """A second download of a file that is here too, as browsers and file managers name it."""
    copied = _COPY.fullmatch(slug)
    first = f"{copied['name']}{PurePosixPath(path).name.removeprefix(slug)}" if copied else ""
    if first not in names:
        return None
    message = f"{PurePosixPath(path).name} looks like a second copy of {first}, and nothing in it is read"
    hint = f"If it is the newer one, give it the name {first} in place of the other; else delete it."
    return Finding(Code.S404, Severity.ERROR, Place(_printable(path)), _printable(message), _printable(hint))


def _taken(path: str, name: str) -> Finding:
    message = f"no collection can be called {name}: the site has pages of its own there"
    hint = to_paste(
        "Give the folder another name, in articles/ and in annotations/ alike, for instance:", f"{path}-texts"
    )
    return Finding(Code.S404, Severity.ERROR, Place(path), message, hint)


def _second(path: str, first: str) -> Finding:
    message = f"{path} is for the same article as {first}, which is the one used"
    return Finding(Code.S403, Severity.ERROR, Place(path), message, "Remove or rename one of the two.")


def _link(path: str) -> Finding:
    message = "a symbolic link is not followed: it could publish any file of the machine that builds"
    return Finding(Code.S405, Severity.ERROR, Place(_printable(path)), message, "Put the file itself here.")


def _printable(text: str) -> str:
    """File names may hold control characters and bytes that are not UTF-8: shown as escapes."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
