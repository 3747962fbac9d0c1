"""YAML as this edition reads it: text, mappings and sequences with places, and nothing that can surprise."""

from __future__ import annotations

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place, Scalar
from build_scripts.reading.composing import Composer, Limits
from build_scripts.reading.decoding import decode, hidden_findings, without_doubles
from build_scripts.reading.entry_places import without_misplaced
from build_scripts.reading.left_overs import without_left_overs
from build_scripts.reading.nodes import Node
from build_scripts.reading.pasted import without_pasted
from build_scripts.reading.repair import MAX_REPAIRS, repair
from build_scripts.reading.yaml_errors import explain


def read_yaml(
    path: str, data: bytes, *, trusted: bool = False, limits: Limits | None = None
) -> tuple[Node | None, tuple[Finding, ...]]:
    """Compose the one document of a YAML file.

    None stands for a file of which nothing can be used; the findings then say why. A syntax error costs the list item
    it stands in, not the file. `trusted` is for the edition's own `mkdocs.yml`: tags are ignored, aliases resolved to
    the node they name, characters and comments not judged. Raises nothing, whatever `data` holds.
    """
    text, findings = decode(path, data)
    if text is None:
        return None, findings
    if not trusted:
        for take_out in (without_left_overs, without_pasted):
            text, taken = take_out(path, text)
            findings += taken
            if text is None:
                return None, findings
        findings += hidden_findings(path, text)
        text, out_of_line = without_misplaced(path, text)
        findings += out_of_line
    repaired = text
    syntax: list[Finding] = []
    while True:
        composer = Composer(path, text, trusted, limits or Limits())
        error = composer.compose(repaired)
        if error is None:
            break
        problem = explain(path, repaired, error)
        syntax.append(problem.finding)
        mended = repair(repaired, problem)
        if mended is None or len(syntax) == MAX_REPAIRS:
            return None, (*findings, *syntax)
        repaired = mended
    node = None if composer.stopped else composer.root
    if isinstance(node, Scalar) and not node.text:
        node = None
    if node is None and not composer.findings and not syntax:
        hint = "Fill it, or delete the file."
        composer.findings.append(Finding(Code.Y105, Severity.ERROR, Place(path), "the file is empty", hint))
    return node, without_doubles((*findings, *syntax, *composer.findings))
