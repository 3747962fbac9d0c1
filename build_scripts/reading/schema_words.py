"""What an annotator's editor says of each key: shown beside the key and while one types."""

from __future__ import annotations

SIDECAR = {
    "article": "What is known of the article itself.",
    "annotations": "The notes. Each begins with a hyphen and its `id`.",
    "article.title": "The article's title as printed.",
    "article.author": "Who wrote it, as printed.",
    "article.translator": "Who translated it.",
    "article.publisher": "The outlet that printed it.",
    "article.via": "Who published it again, nearest to the copy at hand first.",
    "article.published": "Year, month, day as in 2016-12-08; month and day may be left out.",
    "article.date_printed": "The date as the article prints it.",
    "article.url": "The article's own address.",
    "article.language": "The language of the text, as BCP 47 has it: `en`, `de-AT`, `ar`, `zh-Hant`.",
    "article.rights": "`full`: the text may be published. `quoted`: only the quoted words and the notes may.",
    "article.licence": "For `rights: full`, the licence's short name.",
    "article.encoding": "Only where the text is not UTF-8.",
    "article.content_selector": "Of an `.html` article, the CSS selector of its body.",
    "article.remove_selectors": "Of an `.html` article, CSS selectors of what does not belong to it.",
    "article.summary": "Two or three sentences on what the article is. Markdown, as in notes.",
    "article.structure": "Corrections to what the conversion guessed, each by quoting a block's beginning.",
    "article.redact": "Words that never leave the article's file, for instance a private address.",
    "article.order": "Place in the collection's reading order, from 1.",
    "structure.block": "The first words of the block, as printed.",
    "structure.as": "What the block is; `omit` sets it aside.",
    "structure.reason": "Why; shown on the page where a block is set aside.",
    "structure.occurrence": "Which of several blocks that begin so, from 1.",
    "redact.text": "The words, exactly as they stand in the article.",
    "redact.reason": "Why they are not shown; readers see the reason.",
    "annotations.id": (
        "The note's name in its address: small letters, digits, hyphens. Once published it stays: people link to it."
    ),
    "annotations.quote": (
        "The words the note is about, exactly as printed. Several passages: a list. None: a note on the whole article."
    ),
    "annotations.prefix": "A few words directly before the quote, only where it stands in the article more than once.",
    "annotations.suffix": "A few words directly after the quote, only where it stands in the article more than once.",
    "annotations.through": "For a long passage: it runs from `quote` to the end of these later words.",
    "annotations.kind": "What kind of note it is.",
    "annotations.verdict": "What checking the claim came to. Only for `kind: claim`, and always there.",
    "annotations.note": (
        "The text, in Markdown. Cite with `[@source-id, p. 12]`; point elsewhere with `[[article]]`, "
        "`[[article#note-id]]`, `[[article¶12]]`, `[[glossary:id]]`, each with `|words to show` if you like."
    ),
    "annotations.see": "Cross-references to show below the note, without brackets.",
    "annotations.tags": "Words to find the note by.",
    "annotations.author": "The id of an annotator, from `extra: edition: annotators:` in `mkdocs.yml`.",
    "annotations.reviewed_by": "The id of whoever checked the note, never its author; several: a list.",
    "annotations.created": "The day the note was written, where Git does not know it: 2026-11-21.",
    "annotations.changed": "The day its words last changed, where Git does not know it: 2026-12-02.",
    "annotations.status": (
        "`draft`: shown in the preview only. `orphaned`: its words are gone from the article, and everybody knows."
    ),
    "quote.quote": "The words of one of several passages, exactly as printed.",
}
"""By part and key. A part is the list or key under which the keys stand."""

GLOSSARY = {
    "entries": "Persons, places, organisations, events and terms.",
    "entries.id": "The entry's name in its address and in `[[glossary:id]]`.",
    "entries.type": "What the entry is about.",
    "entries.name": "What it is called.",
    "entries.aka": "Other names and spellings.",
    "entries.note": "A sentence or two, in Markdown, as in notes.",
    "entries.sources": "The ids of sources, without `@`.",
    "entries.coordinates": "Of a place: latitude and longitude in decimal degrees.",
}

TIMELINE = {
    "events": "What happened, by date.",
    "events.date": "2016-12-08, 2016-12, 2016, or two joined by a slash: 2016-12-08/2016-12-10.",
    "events.event": "What happened, in a sentence; Markdown, as in notes.",
    "events.sources": "The ids of sources, without `@`.",
    "events.see": "Cross-references, without brackets.",
}

SOURCES = {
    "references": "The sources, as CSL-YAML has them and Pandoc and Zotero write them.",
    "references.id": "What notes cite the source by: `[@id]`.",
    "references.type": "What kind of source it is, in the words of CSL 1.0.2.",
    "references.title": "The title; where there is none, a description in brackets.",
    "references.author": "Who wrote it: `family` and `given` of a person, `literal` of an institution.",
    "references.issued": "When it was published: 2016-12-08, or `{date-parts: [[2016, 12, 8]]}`.",
    "references.accessed": "When it was looked at.",
    "references.URL": "The whole address, beginning with https.",
    "references.DOI": "The DOI without an address before it: 10.1000/182.",
    "references.container-title": "What it appeared in: the newspaper, journal or book.",
    "references.publisher": "Who published it.",
    "references.publisher-place": "Where it was published.",
    "references.page": "The pages it takes up: 12-34.",
    "references.volume": "The volume's number.",
    "references.issue": "The issue's number.",
    "references.edition": "Which edition it is.",
    "references.language": "The source's language, as BCP 47 has it.",
    "references.note": "A remark, which is printed with the source.",
    "references.archive": "The archive that holds it.",
    "references.genre": "What it is more exactly: `PhD thesis`, `press release`.",
    "references.categories": "Words to sort sources by; not printed.",
    "references.custom": "Keys of your own; not printed.",
    "name.family": "The family's name.",
    "name.given": "The given names.",
    "name.literal": "The name of an institution, or of a person with one name.",
    "date.date-parts": "Year, month, day in two pairs of brackets: `[[2016, 12, 8]]`.",
    "date.literal": "A date in words, printed as it is.",
    "date.circa": "`true` where the date is not certain.",
}

EXAMPLES = {
    "article.title": "Moscow condemns the strikes",
    "article.published": "2016-12-08",
    "article.language": "en",
    "article.licence": "CC BY 4.0",
    "article.url": "https://example.org/story",
    "article.via": ["Global Research"],
    "annotations.id": "third-hand-figure",
    "annotations.quote": "18 civilians were killed",
    "annotations.prefix": "reported that ",
    "annotations.suffix": " near the bridge",
    "annotations.through": "no list of names was published",
    "annotations.note": "No list of names was published [@example-2016, p. 12].",
    "annotations.see": ["cases/gulf-of-tonkin#the-second-night"],
    "annotations.tags": ["casualties"],
    "annotations.created": "2026-11-21",
    "annotations.changed": "2026-12-02",
    "entries.id": "airwars",
    "entries.coordinates": [35.95, 39.01],
    "events.date": "2016-12-08/2016-12-10",
    "references.id": "report-2016",
    "references.issued": "2016-12-08",
    "references.author": [{"family": "Maly", "given": "Jan"}],
}
