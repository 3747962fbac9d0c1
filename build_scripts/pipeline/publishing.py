"""From Markdown pages to a site: built elsewhere, verified, then put in the old one's place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from build_scripts.edition import CONFIG, DOCS, STATE
from build_scripts.findings import Finding
from build_scripts.rendering.search import SearchRecord
from build_scripts.site import mkdocs, search_bundle
from build_scripts.site.lightening import lighten
from build_scripts.site.mirror import mirror, write_config
from build_scripts.site.pictures import copy_pictures
from build_scripts.site.staging import clear_away, publish, stage
from build_scripts.site.verify import settle_dates, verify


class Mode(StrEnum):
    """Who a build is for. Each has a docs folder of its own, so that words meant for one never reach another."""

    PUBLIC = "public"
    """Everybody: no drafts, of quoted texts only lemmas and notes."""
    DRAFTS = "drafts"
    """Reviewers: drafts too, of quoted texts only lemmas and notes."""
    PRIVATE = "private"
    """Whoever may read the quoted texts."""
    PREVIEW = "preview"
    """The editor: drafts and quoted texts."""


WITH_DRAFTS = frozenset({Mode.DRAFTS, Mode.PREVIEW})
WITH_QUOTED_TEXTS = frozenset({Mode.PRIVATE, Mode.PREVIEW})


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one mode's build lies."""

    docs: Path
    config: Path
    notes: Path
    """What is remembered of the made pages."""


def ground(root: Path, mode: Mode) -> Ground:
    if mode is Mode.PUBLIC:
        return Ground(root / DOCS, root / CONFIG, root / STATE / "pages.json")
    own = root / STATE / mode
    return Ground(own / DOCS, own / CONFIG, own / "pages.json")


def prepare(root: Path, mode: Mode, url: str | None) -> Ground:
    """For any build but the public one, the copy of the hand-written pages and a `mkdocs.yml` of its own; `url` is
    where the site will be, None for what the edition says. Raises `WriteError`."""
    where = ground(root, mode)
    if mode is not Mode.PUBLIC:
        mirror(root / DOCS, where.docs, where.notes.with_name("copied.json"))
        write_config(where.config, root / CONFIG, {"private": True, "preview": mode is Mode.PREVIEW}, url)
    return where


def publish_site(
    where: Ground,
    site: Path,
    pages: Sequence[str],
    records_digest: str,
    records: Callable[[], Iterable[SearchRecord]],
    pictures: Mapping[str, tuple[Path, str]],
) -> tuple[Finding, ...]:
    """Builds the site of all pages below `where.docs` and swaps it in; with findings, the old one stays.

    `pages` are the made ones, which must all come out; `records` is called only when `records_digest` is another than
    that of the old site's search. `pictures` are files to copy, by their places in the site, each with the digest of
    what was looked at. Raises `WriteError` and `mkdocs.ConfigError`. The caller holds the lock.
    """
    staging = stage(site)
    try:
        with mkdocs.running(where.config, staging, len(pages)) as run:
            # While MkDocs works in its own process, Pagefind does in its own.
            bundle = staging / f".{search_bundle.FOLDER}"
            if search_bundle.bundled(site) == records_digest:
                search_bundle.link_bundle(site, bundle)
            else:
                search_bundle.write_bundle(search_bundle.bundle(records()), bundle)
            findings = run.wait()
        if findings:
            return findings
        search_bundle.settle(bundle, staging, records_digest)
        copy_pictures(pictures, staging)
        settle_dates(staging, dated="SOURCE_DATE_EPOCH" in os.environ)
        verify(staging, pages, where.docs)
        lighten(staging)
        publish(staging, site)
    finally:
        clear_away(staging)
    return ()
