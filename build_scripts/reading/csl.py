"""The vocabulary of CSL 1.0.2 (citation-style-language/schema, `csl-data.json`): types and variables."""

from __future__ import annotations

# fmt: off
TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)
NAMES = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
    "curator", "director", "editor", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer",
    "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
)
DATES = (
    "accessed", "available-date", "event-date", "issued", "original-date", "submitted",
)
NAME_PARTS = (
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "comma-suffix",
    "static-ordering", "literal", "parse-names",
)
TEXTS = (
    "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location", "authority",
    "call-number", "chapter-number", "citation-key", "citation-label", "citation-number", "collection-number",
    "collection-title", "container-title", "container-title-short", "dimensions", "division", "DOI",
    "edition", "event", "event-place", "event-title", "first-reference-note-number", "genre", "ISBN", "ISSN",
    "issue", "journalAbbreviation", "jurisdiction", "keyword", "language", "license", "locator", "medium",
    "note", "number", "number-of-pages", "number-of-volumes", "original-publisher",
    "original-publisher-place", "original-title", "page", "page-first", "part", "part-title", "PMCID", "PMID",
    "printing", "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale",
    "section", "shortTitle", "source", "status", "supplement", "title", "title-short", "version", "volume",
    "volume-title", "volume-title-short", "year-suffix",
)
TYPE_SLIPS = {
    "newspaper": "article-newspaper", "newspaper article": "article-newspaper", "news": "article-newspaper",
    "journal": "article-journal", "journal article": "article-journal", "magazine": "article-magazine",
    "magazine article": "article-magazine", "book section": "chapter", "book chapter": "chapter",
    "blog": "post-weblog", "blog post": "post-weblog", "forum post": "post", "tweet": "post",
    "web": "webpage", "web page": "webpage", "website": "webpage", "web site": "webpage", "online": "webpage",
    "film": "motion_picture", "movie": "motion_picture", "video": "motion_picture", "letter": "personal_communication",
    "email": "personal_communication", "conference paper": "paper-conference", "press release": "document",
    "law": "legislation", "statute": "legislation", "case": "legal_case", "encyclopedia article": "entry-encyclopedia",
    "dictionary entry": "entry-dictionary", "radio broadcast": "broadcast", "tv broadcast": "broadcast",
    "podcast": "broadcast", "presentation": "speech", "manuscripts": "manuscript", "misc": "document",
}
"""What Zotero's window, BibTeX and people call a type, in small letters."""
KEY_SLIPS = {
    "newspaper": "container-title", "journal": "container-title", "magazine": "container-title",
    "periodical": "container-title", "book-title": "container-title", "booktitle": "container-title",
    "publication": "container-title", "website": "container-title", "blog": "container-title",
    "year": "issued", "date": "issued", "published": "issued", "place": "publisher-place",
    "location": "publisher-place", "address": "publisher-place", "pages": "page", "link": "URL",
    "date-accessed": "accessed", "access-date": "accessed", "retrieved": "accessed", "authors": "author",
    "editors": "editor", "series": "collection-title", "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN",
}
"""What people call a variable, in small letters."""
# fmt: on
