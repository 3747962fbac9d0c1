"""From the summaries of all articles, the sources, the glossary and the timeline to the index of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from build_scripts.edition import DOCS
from build_scripts.findings import Code, Finding
from build_scripts.model import Entry, Happening, Place, Scalar, Settings, Source
from build_scripts.rendering.article_sources import article_source, author_of, title_of
from build_scripts.rendering.bodies import Body, Cluster, Reference
from build_scripts.rendering.crossrefs import Destination, Lost, Names, Problem, find_article, resolve
from build_scripts.rendering.dangling import (
    citation_without_at,
    id_of_an_article,
    reference_to_nowhere,
    source_without_use,
    unknown_source,
)
from build_scripts.rendering.index import GLOSSARY, HOME, TIMELINE, Backlink, Index, Origin, Use
from build_scripts.rendering.locators import locator
from build_scripts.rendering.notes import fill_text, parse_body
from build_scripts.rendering.questions import asked_by
from build_scripts.rendering.summary import Summary, see_reference
from build_scripts.rendering.written import Written


def build_index(
    summaries: Iterable[Summary],
    sources: Mapping[str, Source],
    entries: Sequence[Entry],
    happenings: Sequence[Happening],
    settings: Settings,
    lost: Lost | None = None,
    written: Sequence[Written] = (),
) -> tuple[Index, tuple[Finding, ...]]:
    """The order of the arguments' items decides nothing.

    What names something `lost` leads nowhere, but is no finding of its own.

    A note without a number is one this build does not show, a draft: it is still checked, but what is wrong in it is
    a notice, and it counts as no use of a source.
    """
    maker = _Maker(_reading_order(summaries, settings), sources, entries, settings, lost or Lost())
    for key, summary in maker.names.articles.items():
        maker.article(key, summary)
    by_name = sorted(entries, key=lambda entry: (entry.name.casefold(), entry.id))
    entry_bodies = {entry.id: maker.entry(entry) for entry in by_name}
    by_date = sorted(happenings, key=lambda row: (row.date, row.event.text))
    happening_bodies = tuple([maker.happening(row) for row in by_date])
    introduction = maker.introduction(settings)
    for page in written:
        maker.written(page)
    maker.unused(sources)
    return maker.index(introduction, by_name, entry_bodies, by_date, happening_bodies), tuple(maker.findings)


def _reading_order(summaries: Iterable[Summary], settings: Settings) -> dict[str, Summary]:
    rank = {collection.id: i for i, collection in enumerate(settings.collections)}
    ordered = sorted(
        summaries,
        key=lambda s: (
            rank.get(s.collection, len(rank)),
            s.collection,
            s.order is None,
            s.order or 0,
            s.published or "9999",
            s.slug,
        ),
    )
    return {f"{summary.collection}/{summary.slug}": summary for summary in ordered}


class _Maker:
    """Collects the index; thrown away with it."""

    def __init__(
        self,
        articles: dict[str, Summary],
        sources: Mapping[str, Source],
        entries: Sequence[Entry],
        settings: Settings,
        lost: Lost,
    ) -> None:
        slugs: dict[str, tuple[str, ...]] = {}
        for key, summary in articles.items():
            slugs[summary.slug] = (*slugs.get(summary.slug, ()), key)
        self.findings: list[Finding] = []
        self.sources: dict[str, Source] = {}
        self.source_urls: dict[str, str] = {}
        for key, summary in articles.items():
            id_ = summary.slug if len(slugs[summary.slug]) == 1 else f"{summary.collection}--{summary.slug}"
            self.sources[id_] = article_source(summary, id_)
            self.source_urls[id_] = f"{key}/"
        self.article_ids = {url.rstrip("/"): id_ for id_, url in self.source_urls.items()}
        for id_, source in sorted(sources.items()):
            if id_ in self.sources:
                self.findings.append(id_of_an_article(source, self.source_urls[id_]))
            self.sources[id_] = source
            self.source_urls[id_] = f"sources/{id_}/"
        self.names = Names(
            articles,
            slugs,
            {entry.id: entry.name for entry in entries},
            {id_: title_of(source) for id_, source in self.sources.items()},
            {key: {note.id: note.number for note in summary.notes} for key, summary in articles.items()},
            asked_by(articles, settings),
            lost,
        )
        self.locators: dict[str, str] = {"": ""}
        self.destinations: dict[tuple[str, str], Destination | Problem] = {}
        self.source_ids: dict[tuple[str, str], str] = {}
        self.uses: dict[str, list[Use]] = {}
        self.backlinks: dict[str, list[Backlink]] = {}
        self.cited: dict[str, dict[str, None]] = {}

    # ------------------------------------------------------------ what points

    def article(self, key: str, summary: Summary) -> None:
        origin = Origin(key, summary.title, "", None, f"{key}/")
        self.pointings(origin, summary.path, summary.clusters, summary.references, shown=True)
        for note in summary.notes:
            if note.suspects:
                self.without_at(summary.path, note.suspects)
            if note.clusters or note.references:
                origin = Origin(key, summary.title, note.id, note.number, f"{key}/#note-{note.id}")
                shown = note.number is not None
                self.pointings(origin, summary.path, note.clusters, note.references, shown=shown)

    def entry(self, entry: Entry) -> Body:
        body = parse_body(entry.note)
        self.findings.extend(body.findings)
        self.without_at(body.path, body.suspects)
        origin = Origin(GLOSSARY, entry.name, entry.id, None, f"glossary/#entry-{entry.id}")
        self.pointings(origin, entry.place.path, body.clusters, body.references, shown=True)
        self.listed(origin, entry.sources)
        return body

    def happening(self, row: Happening) -> Body:
        body = parse_body(row.event)
        self.findings.extend(body.findings)
        self.without_at(body.path, body.suspects)
        origin = Origin(TIMELINE, row.date, "", None, "timeline/")
        references = (*body.references, *(see_reference(see) for see in row.see))
        self.pointings(origin, row.place.path, body.clusters, references, shown=True)
        self.listed(origin, row.sources)
        return body

    def introduction(self, settings: Settings) -> Body:
        body = parse_body(Scalar(settings.introduction, Place("mkdocs.yml")))
        self.findings.extend(body.findings)
        origin = Origin(HOME, settings.title, "", None, "")
        self.pointings(origin, "mkdocs.yml", body.clusters, body.references, shown=True)
        return body

    def written(self, page: Written) -> None:
        self.findings.extend(page.findings)
        references = [spot.reference for spot in page.spots]
        self.pointings(page.origin, f"{DOCS}/{page.path}", (), references, shown=True)

    def pointings(
        self, origin: Origin, path: str, clusters: Sequence[Cluster], references: Sequence[Reference], *, shown: bool
    ) -> None:
        for cluster in clusters:
            sentence = self.sentence(cluster.sentence, origin.key, clusters, references)
            for citation in cluster.citations:
                source = self.source_ids.get((origin.key, citation.id)) or self.source(origin.key, citation.id)
                if source is None:
                    self.unknown(origin.key, citation.id, Place(path, citation.line, citation.column), shown=shown)
                elif shown:
                    self.use(source, Use(origin, sentence, self.locator(citation.suffix)))
        for reference in references:
            found = self.destination(origin.key, reference.target)
            if isinstance(found, Problem):
                self.leads_nowhere(found, Place(path, reference.line, reference.column), shown=shown)
            elif shown:
                sentence = self.sentence(reference.sentence, origin.key, clusters, references)
                self.backlink(found.key, Backlink(origin, sentence))
                if found.key.startswith("sources:"):
                    self.use(found.key.removeprefix("sources:"), Use(origin, sentence, ""))

    def listed(self, origin: Origin, sources: Sequence[Scalar]) -> None:
        for scalar in sources:
            source = self.source(origin.key, scalar.text)
            if source is None:
                self.unknown(origin.key, scalar.text, scalar.place, shown=True)
            else:
                self.use(source, Use(origin, "", ""))

    def use(self, source: str, use: Use) -> None:
        uses = self.uses.setdefault(source, [])
        if not uses or uses[-1] != use:
            uses.append(use)
        self.cited.setdefault(use.origin.key, {})[source] = None

    def backlink(self, key: str, backlink: Backlink) -> None:
        """One for each sentence of a note; what stands both in its text and under `see` counts once."""
        backlinks = self.backlinks.setdefault(key, [])
        if not backlinks or (
            backlinks[-1] != backlink and (backlink.sentence or backlinks[-1].origin != backlink.origin)
        ):
            backlinks.append(backlink)

    def locator(self, suffix: str) -> str:
        if suffix not in self.locators:
            self.locators[suffix] = locator(suffix)
        return self.locators[suffix]

    # ------------------------------------------------------------ what is pointed at

    def source(self, origin: str, id_: str) -> str | None:
        key = (origin, id_)
        if key not in self.source_ids:
            if id_ in self.sources:
                self.source_ids[key] = id_
            else:
                article = find_article(self.names, id_, origin)
                if isinstance(article, Problem):
                    return None
                self.source_ids[key] = self.article_ids[f"{article.collection}/{article.slug}"]
        return self.source_ids[key]

    def destination(self, origin: str, target: str) -> Destination | Problem:
        key = (origin, target)
        if key not in self.destinations:
            found = resolve(self.names, target, origin if origin in self.names.articles else "")
            if isinstance(found, Destination) and found.key.startswith("sources:"):
                found = found._replace(url=self.source_urls[found.key.removeprefix("sources:")])
            self.destinations[key] = found
        return self.destinations[key]

    def sentence(self, sentence: str, origin: str, clusters: Sequence[Cluster], references: Sequence[Reference]) -> str:
        if "\x02" not in sentence:
            return sentence

        def author(i: int) -> str:
            written = clusters[i].citations[0].id
            id_ = self.source(origin, written)
            return author_of(self.sources[id_]) if id_ else written

        def title(i: int) -> str:
            found = self.destination(origin, references[i].target)
            return found.title if isinstance(found, Destination) else references[i].target

        return fill_text(sentence, author, title)

    # ------------------------------------------------------------ what is wrong

    def unknown(self, origin: str, id_: str, place: Place, *, shown: bool) -> None:
        article = find_article(self.names, id_, origin)
        if isinstance(article, Problem) and article.code is Code.X106:
            self.leads_nowhere(article, place, shown=shown)
        elif not (isinstance(article, Problem) and article.follows) and id_ not in self.names.lost.sources:
            self.findings.append(unknown_source(id_, self.sources, place, shown=shown))

    def without_at(self, path: str, suspects: Sequence[Reference]) -> None:
        """For each that is the id of a source; anything else in brackets is words."""
        known = (suspect for suspect in suspects if suspect.target in self.sources)
        self.findings.extend(citation_without_at(path, suspect) for suspect in known)

    def leads_nowhere(self, problem: Problem, place: Place, *, shown: bool) -> None:
        if not problem.follows:
            self.findings.append(reference_to_nowhere(problem, place, shown=shown))

    def unused(self, sources: Mapping[str, Source]) -> None:
        lost = self.names.lost
        for id_, source in sorted(sources.items()):
            if id_ not in self.uses and id_ not in lost.words and not lost.unknown:
                self.findings.append(source_without_use(source))

    def index(
        self,
        introduction: Body,
        entries: Sequence[Entry],
        entry_bodies: Mapping[str, Body],
        happenings: Sequence[Happening],
        happening_bodies: tuple[Body, ...],
    ) -> Index:
        collections: dict[str, list[str]] = {}
        for key, summary in self.names.articles.items():
            collections.setdefault(summary.collection, []).append(key)
        return Index(
            articles=self.names.articles,
            collections={collection: tuple(keys) for collection, keys in collections.items()},
            sources=self.sources,
            source_urls=self.source_urls,
            entries={entry.id: entry for entry in entries},
            entry_bodies=entry_bodies,
            introduction=introduction,
            happenings=tuple(happenings),
            happening_bodies=happening_bodies,
            destinations={key: found for key, found in self.destinations.items() if isinstance(found, Destination)},
            source_ids=self.source_ids,
            uses={id_: tuple(made) for id_, made in self.uses.items()},
            backlinks={key: tuple(made) for key, made in self.backlinks.items()},
            cited={key: tuple(made) for key, made in self.cited.items()},
        )
