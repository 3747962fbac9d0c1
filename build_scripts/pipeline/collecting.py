"""`edition import-sources`: references of another program into `annotations/sources.yml`, none twice, no id reused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from build_scripts.authoring.editing import apply, text_of
from build_scripts.authoring.proving import comments, syntax_findings
from build_scripts.authoring.references import BEGINNING, NewSource, insertions, written_source
from build_scripts.authoring.tree import NotEditableError, grow
from build_scripts.edition import SOURCES, look
from build_scripts.findings import Code, Finding, RefusedError, Severity, in_a_line, to_paste
from build_scripts.model import Place, Source
from build_scripts.pipeline.appending import asked_id
from build_scripts.reading.elsewhere.bibliography import Reference, read_bibliography
from build_scripts.reading.elsewhere.borrowed import one_line
from build_scripts.reading.elsewhere.csl_items import make_key, same_work, tidied
from build_scripts.reading.elsewhere.files import read_export
from build_scripts.reading.fields import RESERVED_IDS, no_such, shown
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


def collect(root: Path, files: Sequence[Path], renames: Sequence[tuple[str, str]] = ()) -> Collected:
    """Reads everything, writes nothing. `renames` are pairs of the id that a reference would have, or has in its file,
    and the one it is to have; of several for one id each is for another reference. Raises `NotEditableError`, and
    `RefusedError` for a file that can't be used, a new id that can't be one, and a rename of what is not there."""
    before = _register(root)
    data = _begun(before or b"")
    if wrong := syntax_findings(SOURCES, data):
        return Collected(before, data, (), wrong)
    known, _ = read_sources(SOURCES, data)
    articles = {name: files.id for files in look(root)[0].articles for name in (files.slug, files.id)}
    shelf = _Shelf(dict(known), articles)
    references: list[tuple[str, Reference]] = []
    for file in files:
        path, given = read_export(file)
        found, findings = read_bibliography(path, given)
        shelf.findings += findings
        references += [(path, reference) for reference in found]
    shelf.ask_ids(renames, [reference for _, reference in references])
    for path, reference in references:
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
        raise RefusedError(in_a_line(unreadable[0]))
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
    renames: dict[str, list[str]] = field(default_factory=dict)
    """The ids to take instead of one, in order."""
    alone: frozenset[str] = frozenset()
    """The ids that one reference only would have."""
    offered: set[str] = field(default_factory=set)
    """Free ids that a finding names."""

    def ask_ids(self, renames: Sequence[tuple[str, str]], references: Sequence[Reference]) -> None:
        """Raises `RefusedError`."""
        usual = [make_key(one.key, tidied(one.item)[0]) for one in references]
        self.alone = frozenset(id_ for id_, times in Counter(usual).items() if times == 1)
        names = {one.key: id_ for one, id_ in zip(references, usual, strict=True)} | {id_: id_ for id_ in usual}
        for old, new in renames:
            if old not in names:
                raise RefusedError(no_such("reference", old, usual))
            self.renames.setdefault(names[old], []).append(asked_id(new))

    def put(self, path: str, reference: Reference) -> None:
        item, lost = tidied(reference.item)
        if "title" not in item and not any(item.get(key) for key in ("author", "editor", "URL", "container-title")):
            message = f"{reference.name} can't be used: it names no title, author, place or address"
            self._say(Code.E202, Severity.ERROR, path, message, "Complete it in the program it comes from.")
            return
        twin = next((one.id for one in self.known.values() if _is_same(item, one)), None)
        if twin is not None:
            message = f"{reference.name} is here already, as “{twin}”"
            self._say(Code.E204, Severity.NOTICE, path, message, f"Cite it as [@{twin}]; it is not added again.")
            return
        usual = make_key(reference.key, item)
        id_ = self._id(usual)
        if self._is_taken(id_):
            self._clash(path, reference, usual, id_)
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

    def _id(self, usual: str) -> str:
        """The one asked for instead; of two references with the same id the one that would clash is meant."""
        asked = self.renames.get(usual, [])
        if not asked or not (usual in self.alone or self._is_taken(usual)):
            return usual
        return next((one for one in asked if not self._is_taken(one)), asked[-1])

    def _is_taken(self, id_: str) -> bool:
        return id_ in self.known or id_ in self.articles or id_ in RESERVED_IDS

    def _clash(self, path: str, reference: Reference, usual: str, id_: str) -> None:
        free = self._free(id_)
        self.offered.add(free)
        other = self.known.get(id_)
        if id_ in self.articles:
            what = f"the article {self.articles[id_]}"
        else:
            what = f"another work, “{shown(str(other.item.get('title', '')))}”" if other else "another meaning"
        message = f"{reference.name} would have the id “{id_}”, which is that of {what}"
        hint = to_paste("It is not added. Import it again under another id, for instance:", f"--rename {usual}={free}")
        self._say(Code.E203, Severity.ERROR, path, message, hint)

    def _free(self, id_: str) -> str:
        """The nearest that nobody has and no other finding names."""
        numbered = (f"{id_[:60].rstrip('-')}-{number}" for number in count(2))
        return next(one for one in numbered if not self._is_taken(one) and one not in self.offered)

    def _say(self, code: Code, severity: Severity, path: str, message: str, hint: str) -> None:
        self.findings.append(Finding(code, severity, Place(path), message, hint))


def _is_same(item: Mapping[str, object], source: Source) -> bool:
    """The same work, or, where nothing tells works apart, the very same words."""
    return same_work(item, source.item) or item == {key: said for key, said in source.item.items() if key != "id"}


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
