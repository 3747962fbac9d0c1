"""The step of the Markdown extension that gives a page written by hand its links and lists of questions.

The build has put its text, with these in, where `written.file_of` says; a page that is not there stays as it is.
"""

from __future__ import annotations

from pathlib import Path

from markdown.preprocessors import Preprocessor

from build_scripts.edition import DOCS
from build_scripts.reading.files import ARTICLE_LIMIT, read_file
from build_scripts.rendering.written import file_of


class PutLinksIn(Preprocessor):
    """Comes before all other preprocessors: what it puts in has tokens for them.

    Site builders run beside their configuration file, so that the docs folder is below where they run.
    """

    def run(self, lines: list[str]) -> list[str]:
        if not any("[[" in line for line in lines):
            return lines
        path = file_of("\n".join(lines))
        data, _ = read_file(Path.cwd(), f"{DOCS}/{path}", ARTICLE_LIMIT)
        if data is None:
            return lines
        _sign, _, text = data.decode("utf-8").partition("\n\n")
        return text.split("\n")
