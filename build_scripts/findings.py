"""Findings: what a person should mend. Data, collected first and judged at the end.

The list of codes here is the only list; `docs/findings.md` has a heading for each and a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from build_scripts.model import Place


class Severity(StrEnum):
    ERROR = "error"
    """The published build fails."""
    WARNING = "warning"
    """The published build fails with `--strict`."""
    NOTICE = "notice"
    """Worth knowing; never fails a build."""


class Code(StrEnum):
    """Stable codes. Y YAML, S sidecar, A anchoring, C citation, X cross-reference, T text, W weaving, G glossary,
    H history, E from elsewhere."""

    # Y1: the file as a text and as YAML
    Y101 = "Y101"  # not UTF-8
    Y102 = "Y102"  # a character no text may hold
    Y103 = "Y103"  # larger than a hand-written file may be
    Y104 = "Y104"  # nested too deeply
    Y105 = "Y105"  # empty
    Y106 = "Y106"  # not YAML, none of the kinds below
    Y107 = "Y107"  # a tab in the indentation
    Y108 = "Y108"  # an unquoted value that needs quotes
    Y109 = "Y109"  # a quotation mark or bracket that is never closed
    Y110 = "Y110"  # an anchor or alias
    Y111 = "Y111"  # a tag
    Y112 = "Y112"  # a directive or a second document
    Y113 = "Y113"  # a key twice
    Y114 = "Y114"  # a key that is not text
    Y115 = "Y115"  # a value cut by a comment
    Y116 = "Y116"  # a hidden character in a key, an id or an address
    Y117 = "Y117"  # a hidden character in words
    Y118 = "Y118"  # line ends of two kinds
    Y119 = "Y119"  # a bidi control left open
    Y120 = "Y120"  # the marks of a merge or of a code block
    Y121 = "Y121"  # a character that only looks like the one YAML needs
    Y122 = "Y122"  # an entry that does not begin under the others
    # Y2: what every hand-written file has in common
    Y201 = "Y201"  # unknown key
    Y202 = "Y202"  # a required key is missing
    Y203 = "Y203"  # a list where text belongs, or the like
    Y204 = "Y204"  # not one of the values allowed
    Y205 = "Y205"  # not an ISO date
    Y206 = "Y206"  # not a language tag
    Y207 = "Y207"  # an address of a forbidden kind
    Y208 = "Y208"  # too long
    Y209 = "Y209"  # not an id
    Y210 = "Y210"  # an id twice
    Y211 = "Y211"  # a reserved id
    Y212 = "Y212"  # a list or text without content
    # Y3: layout, for `edition fmt`
    Y301 = "Y301"  # a file that is not in the layout
    Y302 = "Y302"  # a file that can't be laid out
    # S: sidecars
    S101 = "S101"  # kind not defined
    S102 = "S102"  # a claim without a verdict
    S103 = "S103"  # a verdict on something that is no claim
    S104 = "S104"  # prefix, suffix or through without a quote
    S106 = "S106"  # annotator not named in the settings
    S107 = "S107"  # more annotations than one article may have
    S108 = "S108"  # a note reviewed by its own author
    S109 = "S109"  # a note changed before it was created
    # S3: settings in mkdocs.yml
    S301 = "S301"  # no kinds of annotation defined
    S302 = "S302"  # a guide that is not there
    S303 = "S303"  # an ORCID iD that is none
    # S4: an edition's files
    S402 = "S402"  # an article without a sidecar
    S403 = "S403"  # two files for one article
    S404 = "S404"  # a name no address can be made of
    S405 = "S405"  # a symbolic link, or a path out of the edition
    S406 = "S406"  # a file that can't be read
    S407 = "S407"  # a file too large
    S408 = "S408"  # a sidecar whose article is not here
    S409 = "S409"  # a record of places that can't be read
    S410 = "S410"  # a record of places that is out of date
    S411 = "S411"  # a file whose name or place keeps it from being read
    # T1: reading articles; T2: importing
    T101 = "T101"  # an article without words
    T102 = "T102"  # an article too large
    T103 = "T103"  # an encoding nobody knows
    T104 = "T104"  # bytes that are not in the declared encoding
    T105 = "T105"  # a NUL in an article
    T106 = "T106"  # characters nobody sees
    T107 = "T107"  # text that was broken before it came here
    T108 = "T108"  # a correction that matches no block
    T109 = "T109"  # a correction that is not needed
    T110 = "T110"  # words that conversion lost, added or moved
    T111 = "T111"  # front matter in an article
    T112 = "T112"  # words to redact that are nowhere
    T113 = "T113"  # a kind of file that is not read
    T114 = "T114"  # a selector that selects nothing or cannot be read
    T115 = "T115"  # pandoc could not convert the article
    T116 = "T116"  # a docx file that is refused before it is opened
    T117 = "T117"  # a link to where links may not lead
    T118 = "T118"  # a picture that is not there
    T119 = "T119"  # a picture without a description
    T120 = "T120"  # a picture that lies elsewhere
    T121 = "T121"  # a file that is not only a picture
    T201 = "T201"  # a printed date that can be read in two ways
    T202 = "T202"  # a date in an address that contradicts the printed one
    T203 = "T203"  # an import plan that cannot be read or does not fit
    T204 = "T204"  # a sidecar whose article is not in the files
    T205 = "T205"  # lines that belong to no article
    # C1: citations
    C101 = "C101"  # a citation of a source that is not in sources.yml
    C102 = "C102"  # a citation that cannot be read
    C103 = "C103"  # a source that nothing uses
    C104 = "C104"  # a source and an article, or two sources, under one id
    C105 = "C105"  # the citations could not be rendered
    C106 = "C106"  # the program that renders citations has a remark
    C107 = "C107"  # the id of a source in brackets, without its @
    # C2: sources.yml
    C201 = "C201"  # not a CSL type
    C202 = "C202"  # date-parts that are no date
    C203 = "C203"  # a source without a title
    # X: cross-references
    X101 = "X101"  # a cross-reference to an article that is not there
    X102 = "X102"  # a cross-reference to a note that its article does not have
    X103 = "X103"  # a cross-reference to a paragraph past the article's last
    X104 = "X104"  # a cross-reference to a note that is not published
    X105 = "X105"  # a cross-reference that cannot be read
    X106 = "X106"  # a cross-reference by a slug that several collections use
    X107 = "X107"  # a cross-reference to a glossary entry or source that is not there
    X108 = "X108"  # two hand-written pages with the same words, whose links would differ
    X109 = "X109"  # mark-up that notes do not have, shown as it was typed
    # W: writing and building
    W401 = "W401"  # a hand-written page where a made one belongs
    W402 = "W402"  # MkDocs found something in a page
    # G: glossary and timeline
    G101 = "G101"  # coordinates that are no place on earth
    G102 = "G102"  # coordinates on an entry that is no place
    # A: anchoring
    A101 = "A101"  # a quote that stands in several places
    A102 = "A102"  # a quote whose prefix or suffix contradicts its place
    A103 = "A103"  # a quote found only with typography folded
    A104 = "A104"  # a quote that is nowhere
    A105 = "A105"  # words of `through` that do not come after the quote
    A106 = "A106"  # `status: orphaned` that is no longer needed
    A107 = "A107"  # a quote without words
    # W1: weaving
    W101 = "W101"  # words that did not survive weaving
    # H: history
    H101 = "H101"  # a history that is cut short or can't be read
    # E1: annotations from elsewhere; E2: bibliographies from elsewhere
    E101 = "E101"  # a file that holds no annotations
    E102 = "E102"  # an annotation that can't be used
    E103 = "E103"  # an annotation without a place
    E104 = "E104"  # an annotation that is here already
    E105 = "E105"  # something that an annotation said otherwise there
    E106 = "E106"  # annotations on another page
    E201 = "E201"  # a bibliography that can't be read
    E202 = "E202"  # a reference that can't be used
    E203 = "E203"  # an id that another work has
    E204 = "E204"  # a work that is here already
    E205 = "E205"  # something that a reference said otherwise there


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words of a hand-written file replaced by others, byte for byte as they are to stand there."""

    start: Place
    end: Place
    """In the same file, the first place that stays; equal to `start` where something is only put in."""
    text: str


@dataclass(frozen=True, slots=True)
class Cure:
    """One way to mend a finding."""

    says: str
    """What a person chooses by: `suffix: " was"`."""
    edits: tuple[Edit, ...]
    """All in one file; made together."""
    safe: bool = False
    """It is the only one, and it cannot change what a note is about or says."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend."""

    code: Code
    severity: Severity
    place: Place
    message: str
    """What is wrong, with the offending words; one line, no control characters."""
    hint: str
    """What to do, on the first line. Each further line can be pasted as it stands; one that begins with `#` says of the
    next what it stands for."""
    cures: tuple[Cure, ...] = field(default=(), compare=False)
    """What `edition fix` offers, the likeliest first; empty until `pipeline.curing` has looked for some."""


def is_expected(finding: Finding) -> bool:
    """Whether it tells of something that nobody has to mend: a text that may not be published, and is not here."""
    return finding.code is Code.S408 and finding.severity is Severity.NOTICE


def in_marks(words: str) -> str:
    """Words of somebody in quotation marks; in ⟨…⟩ where they have such marks at an end, which would be doubled."""
    return f"⟨{words}⟩" if words[:1] == "“" or words[-1:] == "”" else f"“{words}”"


def to_paste(advice: str, *lines: str) -> str:
    """A hint that gives the very text: `lines` are choices, unless `advice` says that all of them are needed."""
    return "\n".join((advice, *lines))


def in_a_line(finding: Finding) -> str:
    """What is wrong and what to do, as a `RefusedError` says it."""
    return f"{finding.message}. {' '.join(finding.hint.split())}"


class RefusedError(Exception):
    """What was asked can't be done at all, so there is nothing to collect findings about. One line, for a person."""
