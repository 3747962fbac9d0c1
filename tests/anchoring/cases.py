"""Reads `tests/cases/anchoring/*.md`: an article, a selector, and what becomes of it (see the head of `exact.md`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.model import Annotation, Article, Block, BlockKind, Place, Scalar, Status, Target

FOLDER = Path(__file__).parent.parent / "cases" / "anchoring"
_INVISIBLE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Case:
    """One case of a file."""

    name: str
    article: Article
    annotation: Annotation
    expected: str
    findings: tuple[tuple[str, str], ...]
    """Code, and words of the cure."""


def all_cases() -> list[Case]:
    """In the order of the files."""
    return [case for path in sorted(FOLDER.glob("*.md")) for case in _cases(path)]


def article_of(*paragraphs: str) -> Article:
    """An article of these paragraphs; one that begins with `~ ` is the headline."""
    blocks: list[Block] = []
    for words in paragraphs:
        if words.startswith("~ "):
            blocks.append(Block(BlockKind.HEADLINE, words[2:]))
        else:
            number = 1 + sum(block.number is not None for block in blocks)
            blocks.append(Block(BlockKind.PARAGRAPH, words, number=number))
    return Article("cases", "story", "articles/cases/story.txt", tuple(blocks))


def annotation_of(
    quote: str, *, name: str = "note", status: Status = Status.PUBLISHED, line: int = 1, **context: str
) -> Annotation:
    """A note on `quote`, with `prefix`, `suffix` and `through` as given."""
    place = Place("annotations/cases/story.yml", line, 12)
    scalars = {key: Scalar(words, place) for key, words in context.items()}
    target = Target(Scalar(quote, place), scalars.get("prefix"), scalars.get("suffix"), scalars.get("through"))
    return Annotation(name, place, (target,), "claim", Scalar("A note.", place), status=status)


def _cases(path: Path) -> Iterator[Case]:
    text = _INVISIBLE.sub(lambda match: chr(int(match[1], 16)), path.read_text("utf-8"))
    sections = re.split(r"(?m)^# ", text)
    line = 1 + sections[0].count("\n")
    for section in sections[1:]:
        yield _case(f"{path.name}:{line}", section)
        line += section.count("\n")


def _case(where: str, section: str) -> Case:
    title, body = section.split("\n", 1)
    paragraphs, rest = body.split("\n---\n", 1)
    fields = dict(re.findall(r"(?m)^(\w+): (.*)$", rest.split("\n=>")[0]))
    outcome = re.findall(r"(?m)^=> (.*)$", rest)[0]
    findings = tuple((code, words) for code, words in re.findall(r"(?m)^! (\w+) ?(.*)$", rest))
    return Case(f"{where} {title}", article_of(*paragraphs.split("\n")), _annotation(fields), outcome, findings)


def _annotation(fields: Mapping[str, str]) -> Annotation:
    values = {key: json.loads(value) for key, value in fields.items() if key != "status"}
    return annotation_of(values.pop("quote"), status=Status(fields.get("status", "published")), **values)
