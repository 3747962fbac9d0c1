"""What an import proposes: values only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """One article's lines in a file."""

    first: int
    """From 1."""
    last: int
    reason: str
    """Why an article begins here, for a person."""
    sure: bool
    title: str = ""
    """The title of the sidecar that was recognised, as the sidecar writes it; empty when none was."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the lines of an article say of where it comes from."""

    author: str = ""
    translator: str = ""
    publisher: str = ""
    """Who published the text first, as far as the lines say."""
    via: tuple[str, ...] = ()
    """Who published it again, in the order of time."""
    date_printed: str = ""
    """The dates as printed, joined by ` / ` where there are several."""
    published: str = ""
    """ISO 8601; empty when the lines do not settle it."""
    date_reason: str = ""
    """How `published` was found, or why it is empty."""
    urls: tuple[str, ...] = ()
    """Addresses that close the article, in their order."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One article that an import would make."""

    file: str
    """The name of the file it is in."""
    cut: Cut
    slug: str
    headline: str
    """As printed, white space collapsed."""
    origin: Origin = Origin()
    credits: tuple[str, ...] = ()
    """The credit lines as printed."""
    kinds: tuple[tuple[str, str], ...] = ()
    """Lines of the file (`46-52`) and the kind of block they hold, in order; or what is done with lines set aside."""
    openings: tuple[tuple[str, str], ...] = ()
    """Kind and first words of each block whose kind is a guess that a person should look at."""
    remarks: tuple[str, ...] = ()
    """Oddities of the text that stay as they are, for a person."""
    sidecar: str = ""
    """The path of the sidecar that exists already; empty when there is none."""
    rights: str = "quoted"
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Plan:
    """An import, ready to be read, edited and applied."""

    collection: str
    proposals: tuple[Proposal, ...] = ()
