"""References as other programs export them, BibTeX and BibLaTeX, RIS, CSL-JSON, as CSL items that nobody has checked.

BibTeX and RIS go through pandoc. Two habits of its readers are undone: English titles of BibTeX lose their capitals, so
titles are taken from a reading that takes them for Latin; and of RIS only whole years are read, so dates are read here.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import PurePath

import pypandoc  # type: ignore[import-untyped]

from build_scripts.findings import Code, Finding, RefusedError, Severity
from build_scripts.model import Place
from build_scripts.reading.elsewhere.borrowed import one_line
from build_scripts.reading.elsewhere.json_text import Number, read_json
from build_scripts.reading.fields import shown

MOST = 5_000
"""References of one file."""
SECONDS = 60
"""How long pandoc may take for one file before it is stopped."""
_MEMORY = "-M1G"
_AS_WRITTEN = ("title", "title-short", "container-title", "collection-title", "volume-title", "event-title")
_BIBLATEX = re.compile(
    r"@(?:online|report|thesis|mvbook|periodical)\b|^\s*(?:date|journaltitle|urldate)\s*=", re.I | re.M
)
_ENTRY = re.compile(r"@(?!string|preamble|comment)\w+\s*[{(]\s*[^,\s{}\"]+\s*,", re.I)
_LANGUAGE = re.compile(r"\b(?:langid|language|hyphenation)\s*=\s*(?:\{[^{}]*\}|\"[^\"]*\"|\w+)", re.I)
_AT = re.compile(r"line (\d+), column (\d+)")
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_RIS_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?)?(?:[/-](\d{1,2})?)?(?:[/-].*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as it came."""

    name: str
    """How a person finds it in the file: `reference 3 (“smith_2016”)`."""
    key: str
    """Its id there; perhaps empty."""
    item: dict[str, object]
    """By CSL-JSON's names; the values are of any type."""


def read_bibliography(path: str, data: bytes) -> tuple[tuple[Reference, ...], tuple[Finding, ...]]:
    """The references in the order of the file. Raises `RefusedError` for a name that says no known format."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in _READERS:
        raise RefusedError(f"{shown(path)} is not .bib, .ris or .json (CSL-JSON): the end of its name says the format")
    if suffix != ".json":
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            return (), (_refused(path, f"byte {error.start + 1} is not UTF-8", Place(path)),)
    value, findings = _READERS[suffix](path, data)
    if findings:
        return (), findings
    if isinstance(value, dict):
        value = value.get("references", value.get("items", [value]))
    if not isinstance(value, list) or not any(isinstance(one, dict) and "type" in one for one in value):
        return (), (_refused(path, "it holds no references", Place(path)),)
    if len(value) > MOST:
        return (), (_refused(path, f"it holds {len(value):,} references; at most {MOST:,} are taken", Place(path)),)
    return tuple(_reference(number, one) for number, one in enumerate(value, 1)), ()


def _reference(number: int, value: object) -> Reference:
    """One that is no object has no item."""
    item = value if isinstance(value, dict) else {}
    found = item.get("id")
    key = one_line(found.text if isinstance(found, Number) else found if isinstance(found, str) else "")[:200]
    return Reference(f"reference {number} (“{key[:80]}”)" if key else f"reference {number}", key, item)


def _csl_json(path: str, data: bytes) -> tuple[object, tuple[Finding, ...]]:
    return read_json(path, data, Code.E201)


def _bibtex(path: str, data: bytes) -> tuple[object, tuple[Finding, ...]]:
    text = data.decode("utf-8-sig")
    source = "biblatex" if _BIBLATEX.search(text) else "bibtex"
    items, failed = _by_pandoc(path, text.encode(), source)
    latin = _ENTRY.sub(lambda entry: f"{entry[0]} langid = {{latin}},", _LANGUAGE.sub("langid = {latin}", text))
    written, _ = ([], ()) if failed else _by_pandoc(path, latin.encode(), source)
    for item, other in zip(items, written, strict=False):
        for key in _AS_WRITTEN:
            if _small(item.get(key)) == _small(other.get(key)) and key in item:
                item[key] = other[key]
    return items, failed


def _small(words: object) -> str:
    """What two readings of a title that differ in their capitals have in common."""
    return re.sub(r"</?span[^<>]*>", "", str(words)).casefold()


def _ris(path: str, data: bytes) -> tuple[object, tuple[Finding, ...]]:
    items, failed = _by_pandoc(path, data, "ris")
    records = _ris_records(data.decode("utf-8-sig"))
    if len(records) == len(items):
        for item, record in zip(items, records, strict=True):
            item["id"] = record.get("ID", "")
            item.pop("issued", None)
            for key, tags in (("issued", ("DA", "PY", "Y1")), ("accessed", ("Y2",))):
                parts = max((_ris_date(record.get(tag, "")) for tag in tags), key=len)
                written = next((record[tag] for tag in tags if record.get(tag)), "")
                if parts or written:
                    item[key] = {"date-parts": [parts]} if parts else {"raw": written}
            if record.get("ST"):
                item["title-short"] = record["ST"]
    return items, failed


def _ris_records(text: str) -> list[dict[str, str]]:
    """The first value of each tag, for each record from `TY` on."""
    records: list[dict[str, str]] = []
    for line in text.splitlines():
        match = _RIS_LINE.match(line)
        if match and match[1] == "TY":
            records.append({})
        if match and records:
            records[-1].setdefault(match[1], (match[2] or "").strip())
    return records


def _ris_date(written: str) -> list[Number]:
    """`2016/12/08/`, `2016//`, `2016`: year, month, day as far as they are given."""
    match = _RIS_DATE.fullmatch(written)
    parts = match.groups() if match else ()
    return [Number(part) for number, part in enumerate(parts) if part and all(parts[:number])]


def _by_pandoc(path: str, data: bytes, source: str) -> tuple[list[dict[str, object]], tuple[Finding, ...]]:
    command = [pypandoc.get_pandoc_path(), "+RTS", _MEMORY, "-RTS", "--sandbox", "-f", source, "-t", "csljson"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return [], (_refused(path, f"pandoc took more than {SECONDS} seconds", Place(path)),)
    except OSError as problem:
        return [], (_refused(path, f"pandoc can't be started: {problem.strerror}", Place(path)),)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        at = _AT.search(said)
        place = Place(path, int(at[1]), int(at[2])) if at else Place(path)
        why = " ".join(line for line in said.splitlines()[1:] if line.strip() and line.strip() != "^")
        return [], (_refused(path, one_line(why or said), place),)
    value = json.loads(done.stdout, parse_int=Number)
    return [one for one in value if isinstance(one, dict)], ()


def _refused(path: str, why: str, place: Place) -> Finding:
    hint = "Mend that line, or export it again as BibTeX, RIS or CSL-JSON in UTF-8."
    return Finding(Code.E201, Severity.ERROR, place, f"{shown(path)} can't be read: {shown(why, 160)}", hint)


_READERS = {".bib": _bibtex, ".bibtex": _bibtex, ".ris": _ris, ".json": _csl_json}
