"""A made-up edition on disk: articles, sidecars, sources, glossary, timeline, the project's own theme and settings.

The same seed and size give the same bytes. Articles are Markdown with a headline, three sub-headings, a quotation and
some emphasis; every quote stands in its article once; notes overlap, cite, and point at each other.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench import prose

ROOT = Path(__file__).resolve().parents[2]
WORDS = 1000
"""Of an article."""
NOTES = 20
"""Of an article."""
IN_COLLECTION = 100
"""Articles of one collection."""
KINDS = ("context", "claim", "claim", "language", "source", "person", "place", "organisation", "event", "question")
VERDICTS = ("supported", "contradicted", "disputed", "unverified", "opinion")


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up article."""

    collection: str
    slug: str
    title: str
    blocks: tuple[str, ...]
    """In Markdown, the headline first."""

    @property
    def markdown(self) -> str:
        return "\n\n".join(self.blocks) + "\n"


def slugs(size: int) -> list[tuple[str, str]]:
    """Collection and slug of every article."""
    return [(f"part-{number // IN_COLLECTION + 1:02}", f"report-{number + 1:04}") for number in range(size)]


def make_article(seed: int, collection: str, slug: str) -> Made:
    random = Random(f"{seed} {slug}")  # noqa: S311 - repeatable, not secret
    title = f"{prose.sentence(random).rstrip('.').replace('“', '').replace('”', '')} ({slug[-4:]})"
    blocks = [f"# {title}"]
    words, paragraphs = 0, 0
    while words < WORDS:
        lines = prose.sentences(random, random.randint(50, 95))
        words += sum(len(line.split()) for line in lines)
        paragraphs += 1
        if paragraphs % 4 == 0:
            blocks.append(f"## {prose.word(random, 'nouns').capitalize()} and {prose.word(random, 'nouns')}")
        blocks.append(("> " if paragraphs == 6 else "") + " ".join(_emphasise(random, line) for line in lines))
    return Made(collection, slug, title, tuple(blocks))


def _emphasise(random: Random, line: str) -> str:
    """One sentence in eight has a word in italics, one in thirty a phrase in bold."""
    words = line.split()
    place = random.randrange(1, len(words) - 3)
    if random.random() < 1 / 8 and words[place].isalpha():
        words[place] = f"*{words[place]}*"
    elif random.random() < 1 / 30 and words[place].isalpha() and words[place + 1].isalpha():
        words[place : place + 2] = [f"**{words[place]}", f"{words[place + 1]}**"]
    return " ".join(words)


def plain(markdown: str) -> str:
    """The words of a block of `Made` without its Markdown."""
    return markdown.lstrip("#> ").replace("*", "")


def quotes(made: Made, random: Random) -> list[str]:
    """`NOTES` quotes of 2 to 12 words, each once in the article. Every fifth overlaps the one before it."""
    paragraphs = [plain(block) for block in made.blocks if not block.startswith("#")]
    whole = " ".join(map(plain, made.blocks))  # a quote may run from one block into the next
    found: list[str] = []
    words: list[str] = []
    start = length = 0
    overlap = False
    while len(found) < NOTES:
        if overlap and start + length + 4 < len(words):
            start, length = start + length // 2, length + 2
        else:
            words = random.choice(paragraphs).split()
            length = random.randint(2, 12)
            start = random.randrange(max(1, len(words) - length))
        quote = " ".join(words[start : start + length])
        overlap = whole.count(quote) == 1 and quote not in found
        if overlap:
            found.append(quote)
            overlap = len(found) % 5 == 4
    return found


def make_sidecar(seed: int, made: Made, everything: list[tuple[str, str]], sources: int) -> str:
    random = Random(f"{seed} notes {made.slug}")  # noqa: S311
    lines = [
        "article:",
        f"  title: {_quoted(made.title)}",
        "  publisher: The Made-up Gazette",
        f"  published: {random.randint(1990, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        f"  url: https://example.org/{made.slug}",
        "  rights: full",
        "  summary: |",
        f"    {' '.join(prose.sentences(random, 35))}",
        "annotations:",
    ]
    for number, quote in enumerate(quotes(made, random), 1):
        kind = random.choice(KINDS)
        lines += [f"  - id: note-{number}", f"    quote: {_quoted(quote)}", f"    kind: {kind}"]
        if kind == "claim":
            lines.append(f"    verdict: {random.choice(VERDICTS)}")
        lines += ["    note: |", f"      {note(random, everything, sources)}"]
    return "\n".join(lines) + "\n"


def note(random: Random, everything: list[tuple[str, str]], sources: int) -> str:
    """Two or three sentences, a citation in most, one in six with a cross-reference, one in eight with emphasis."""
    lines = prose.sentences(random, random.randint(25, 45))
    for _ in range(random.choice((0, 1, 1, 1, 2))):
        place = random.randrange(len(lines))
        locator = f", p. {random.randint(1, 400)}" if random.random() < 0.5 else ""
        lines[place] = f"{lines[place].rstrip('.')} [@source-{random.randint(1, sources)}{locator}]."
    chance = random.random()
    if chance < 0.12:
        collection, slug = random.choice(everything)
        lines.append(f"Compare [[{collection}/{slug}#note-{random.randint(1, NOTES)}]].")
    elif chance < 0.17:
        lines.append(f"See [[glossary:entry-{random.randint(1, 50)}]].")
    if random.random() < 1 / 8:
        lines[0] = f"*{prose.word(random, 'nouns').capitalize()}*: {lines[0]}"
    return " ".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# ---------------------------------------------------------------- what the articles share


def make_sources(seed: int, count: int) -> str:
    random = Random(f"{seed} sources")  # noqa: S311
    lines = ["references:"]
    for number in range(1, count + 1):
        title = prose.sentence(random).rstrip(".").replace("“", "").replace("”", "")
        lines += [
            f"  - id: source-{number}",
            f"    type: {random.choice(('book', 'article-newspaper', 'report', 'webpage'))}",
            f"    title: {_quoted(title)}",
            "    author:",
            f"      - family: {random.choice(prose.vocabulary()['people'])}",
            f"        given: {random.choice('ABCDEFGHJKLM')}.",
            f"    publisher: {_quoted('Press of ' + random.choice(prose.vocabulary()['places']))}",
            f"    issued: {{date-parts: [[{random.randint(1990, 2025)}]]}}",
            f"    URL: https://example.org/source-{number}",
        ]
    return "\n".join(lines) + "\n"


def make_glossary(seed: int) -> str:
    random = Random(f"{seed} glossary")  # noqa: S311
    lines = ["entries:"]
    for number in range(1, 51):
        name = f"{random.choice(prose.vocabulary()['people'])} of {random.choice(prose.vocabulary()['places'])}"
        lines += [
            f"  - id: entry-{number}",
            "    type: person",
            f"    name: {_quoted(f'{name} {number}')}",
            "    note: |",
        ]
        lines.append(f"      {' '.join(prose.sentences(random, 30))} [@source-{number}]")
    return "\n".join(lines) + "\n"


def make_timeline(seed: int) -> str:
    random = Random(f"{seed} timeline")  # noqa: S311
    lines = ["events:"]
    for number in range(1, 41):
        lines += [f"  - date: '{1985 + number}-0{random.randint(1, 9)}'", "    event: |"]
        lines.append(f"      {' '.join(prose.sentences(random, 15))} [@source-{number}]")
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- onto disk


def write_edition(root: Path, size: int, seed: int) -> list[Made]:
    """Writes the edition into the empty folder `root` and returns its articles."""
    everything = slugs(size)
    sources = 100 + size // 5
    articles = [make_article(seed, collection, slug) for collection, slug in everything]
    for made in articles:
        _write(root / "articles" / made.collection / f"{made.slug}.md", made.markdown)
        sidecar = make_sidecar(seed, made, everything, sources)
        _write(root / "annotations" / made.collection / f"{made.slug}.yml", sidecar)
    _write(root / "annotations" / "sources.yml", make_sources(seed, sources))
    _write(root / "annotations" / "glossary.yml", make_glossary(seed))
    _write(root / "annotations" / "timeline.yml", make_timeline(seed))
    settings = without((ROOT / "mkdocs.yml").read_text("utf-8"), ("nav", "not_in_nav", "site_dir"))
    # The guides are pages of the shipped edition, which this one does not have.
    _write(root / "mkdocs.yml", re.sub(r"(?m)^ {4}guides:\n(?: {6}.*\n)+", "", settings))
    for folder in ("overrides", "assets"):
        if (ROOT / "docs" / folder).is_dir():
            shutil.copytree(ROOT / "docs" / folder, root / "docs" / folder)
    return articles


def without(config: str, keys: tuple[str, ...]) -> str:
    """The settings without some top-level keys and what belongs to them. By lines: the file may hold tags that only
    MkDocs understands."""
    kept: list[str] = []
    dropping = False
    for line in config.splitlines():
        if line[:1] not in {" ", "", "#", "-"}:
            dropping = line.split(":", 1)[0] in keys
        if not dropping:
            kept.append(line)
    return "\n".join(kept) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
