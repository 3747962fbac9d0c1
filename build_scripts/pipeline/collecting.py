"""`edition import-sources`: references of another program into `annotations/sources.yml`, none twice, no id reused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.authoring.editing import apply, text_of
from build_scripts.authoring.proving import comments, syntax_findings
from build_scripts.authoring.references import BEGINNING, NewSource, insertions, written_source
from build_scripts.authoring.tree import NotEditableError, grow
from build_scripts.edition import SOURCES, look
from build_scripts.findings import Code, Finding, RefusedError, Severity, to_paste
from build_scripts.model import Place, Source
from build_scripts.reading.elsewhere.bibliography import Reference, read_bibliography
from build_scripts.reading.elsewhere.borrowed import one_line
from build_scripts.reading.elsewhere.csl_items import make_key, same_work, tidied
from build_scripts.reading.elsewhere.files import read_export
from build_scripts.reading.fields import RESERVED_IDS, shown
from build_scripts.reading.files import YAML_LIMIT, read_file
from build_scripts.reading.sources import read_sources
from build_scripts.site.disk import rewrite


@dataclass(frozen=True, slots=True)
class Collected:
    """What an import of sources would do."""

    before: bytes | None
    """`annotations/sources.yml`; None: it is not there."""
    after: bytes
    added: tuple[NewSource, ...]
    findings: tuple[Finding, ...]

    @property
    def entries(self) -> str:
        return "\n\n".join(written_source(one) for one in self.added)


def collect(root: Path, files: Sequence[Path]) -> Collected:
    """Reads everything, writes nothing. Raises `NotEditableError`, and `RefusedError` for a file that can't be used."""
    before = _register(root)
    data = _begun(before or b"")
    if wrong := syntax_findings(SOURCES, data):
        return Collected(before, data, (), wrong)
    known, _ = read_sources(SOURCES, data)
    articles = {name: files.id for files in look(root)[0].articles for name in (files.slug, files.id)}
    shelf = _Shelf(dict(known), articles)
    for file in files:
        path, given = read_export(file)
        references, findings = read_bibliography(path, given)
        shelf.findings += findings
        for reference in references:
            shelf.put(path, reference)
    after = apply(data, insertions(text_of(data), shelf.added)) if shelf.added else data
    _prove(data, after, shelf.added)
    return Collected(before, after, tuple(shelf.added), tuple(shelf.findings))


def keep_sources(root: Path, collected: Collected) -> None:
    """Replaces the file. Raises `WriteError`; then nothing is written."""
    rewrite(root / SOURCES, collected.before, collected.after)


def _register(root: Path) -> bytes | None:
    if not (root / SOURCES).exists():
        return None
    data, unreadable = read_file(root, SOURCES, YAML_LIMIT)
    if data is None:
        raise RefusedError(f"{unreadable[0].message}; {unreadable[0].hint}")
    return data


def _begun(data: bytes) -> bytes:
    """With its first key, where there are only comments."""
    written = any(line.strip() and not line.lstrip().startswith(b"#") for line in data.splitlines())
    return (
        data if written else data + (b"\n" if data.strip() and not data.endswith(b"\n") else b"") + BEGINNING.encode()
    )


@dataclass(slots=True)
class _Shelf:
    """What is there and what comes to it."""

    known: dict[str, Source]
    articles: Mapping[str, str]
    """By each name that cites one, the article's id."""
    added: list[NewSource] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def put(self, path: str, reference: Reference) -> None:
        item, lost = tidied(reference.item)
        if "title" not in item and not any(item.get(key) for key in ("author", "editor", "URL", "container-title")):
            message = f"{reference.name} can't be used: it names no title, author, place or address"
            self._say(Code.E202, Severity.ERROR, path, message, "Complete it in the program it comes from.")
            return
        id_ = make_key(reference.key, item)
        twin = next((one.id for one in self.known.values() if same_work(item, one.item)), None)
        if twin is not None:
            message = f"{reference.name} is here already, as “{twin}”"
            self._say(Code.E204, Severity.NOTICE, path, message, f"Cite it as [@{twin}]; it is not added again.")
            return
        if id_ in self.known or id_ in self.articles or id_ in RESERVED_IDS:
            self._clash(path, reference, id_)
            return
        by = f" ({reference.key[:80]})" if reference.key and reference.key != id_ else ""
        source = NewSource(id_, item, f"Imported from {one_line(Path(path).name)}{by}; recheck.")
        alone = f"{BEGINNING}{written_source(source)}\n".encode()
        read, wrong = read_sources(SOURCES, alone)
        if id_ not in read or any(finding.severity is Severity.ERROR for finding in wrong):
            why = wrong[0].message if wrong else "it can't be written"
            self._say(Code.E202, Severity.ERROR, path, f"{reference.name} can't be used: {why}", _hint(wrong))
            return
        for remark in (*lost, *(finding.message for finding in wrong)):
            self._say(Code.E205, Severity.NOTICE, path, f"{reference.name}: {remark}", "Look at the new entry.")
        self.known[id_] = read[id_]
        self.added.append(source)

    def _clash(self, path: str, reference: Reference, id_: str) -> None:
        free = next(self._free(id_))
        other = self.known.get(id_)
        if id_ in self.articles:
            what = f"the article {self.articles[id_]}"
        else:
            what = f"another work, “{shown(str(other.item.get('title', '')))}”" if other else "another meaning"
        message = f"{reference.name} would have the id “{id_}”, which is that of {what}"
        hint = to_paste("It is not added. Give it another id in the program it comes from, for instance:", free)
        self._say(Code.E203, Severity.ERROR, path, message, hint)

    def _free(self, id_: str) -> Iterator[str]:
        for number in range(2, len(self.known) + 4):
            if f"{id_[:60]}-{number}" not in self.known:
                yield f"{id_[:60]}-{number}"

    def _say(self, code: Code, severity: Severity, path: str, message: str, hint: str) -> None:
        self.findings.append(Finding(code, severity, Place(path), message, hint))


def _hint(wrong: Sequence[Finding]) -> str:
    return wrong[0].hint.split("\n")[0] if wrong else "Add it by hand."


def _prove(before: bytes, after: bytes, added: Sequence[NewSource]) -> None:
    """Raises `NotEditableError` unless the new sources are there and all else says what it said, comments included."""
    old, in_old = read_sources(SOURCES, before)
    new, in_new = read_sources(SOURCES, after)
    ids = [one.id for one in added]
    rest = {id_: source.item for id_, source in new.items() if id_ not in ids}
    graver = sum(finding.severity is Severity.ERROR for finding in in_new)
    remarks = set(comments(text_of(after), grow(text_of(after))))
    same = rest == {id_: source.item for id_, source in old.items()} and list(rest) == list(old)
    if (
        not same
        or len(new) != len(old) + len(ids)
        or graver > sum(finding.severity is Severity.ERROR for finding in in_old)
        or not remarks >= set(comments(text_of(before), grow(text_of(before))))
    ):
        why = next((finding.message for finding in in_new if finding not in in_old), "it is written in an unusual way")
        raise NotEditableError(f"{SOURCES} can't be added to safely: {why}")
