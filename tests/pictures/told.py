"""What the check tells of a pull request, as a page to photograph: its true words about a change of this very edition.

The steps are those of the workflow `check`, played on a copy; only the setting of the words is ours, and it looks like
no other site's.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from markdown_it import MarkdownIt

from tests.cli.test_review import played
from tests.pipeline.test_drifting import git

ROOT = Path(__file__).parents[2]
PARTS = ("annotations", "articles", "docs", "mkdocs.yml")
SIDECAR = "annotations/cases/gulf-of-tonkin.yml"
MENDED = (
    "attack, and of the raids that was not true.",
    "attack. Of the raid on two islands, three nights before, that was not true.",
)
"""What a newcomer's first change does to the note `routine`."""
WORDS = "a searchlight, a column of smoke"
NOTE = (
    "Seen from one of the two ships. On the other, by the first reports, nobody had seen a boat. Moïse concludes that"
    " there was no attack [@moise-1996]."
)
"""Her first note, and the words it is about."""
ADDED = f"""
  - id: a-searchlight-a-column-of
    quote: {WORDS.replace("searchlight", "serchlight")}
    kind: source
    note: |
      {NOTE}
"""
"""The same, with a slip of the pen in the quotation."""
STYLE = """
body { margin: 0; background: #fff; color: #1d1d1b; font: 15px/1.5 "DejaVu Sans", Verdana, sans-serif; }
main { width: 640px; padding: 6px 26px 10px; }
h2 { font-size: 20px; } h3 { font-size: 17px; margin: 20px 0 6px; } h4 { font-size: 15px; margin: 16px 0 4px; }
ul { padding-left: 20px; margin: 4px 0; } p { margin: 8px 0; }
code { font: 13.5px/1.4 "DejaVu Sans Mono", monospace; background: #f1efe9; padding: 1px 4px; border-radius: 3px; }
"""


def copy_of_this_edition(folder: Path) -> Path:
    """The files that are or may be under version control, into `folder`, which is there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PARTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in listed.split("\0"):
        if not (ROOT / name).is_file():
            continue  # deleted and not yet committed
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def proposal(folder: Path) -> Path:
    """A copy of this edition in a repository of its own, one note mended and one added, as it would be merged."""
    copy_of_this_edition(folder)
    (folder / ".gitignore").write_text(".edition/\n", "utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "the edition")
    git(folder, "switch", "-q", "-c", "patch-1")
    sidecar = folder / SIDECAR
    before = sidecar.read_text("utf-8")
    if MENDED[0] not in before:
        raise LookupError(f"{SIDECAR} no longer says “{MENDED[0]}”: choose other words to mend in the pictures")
    sidecar.write_text(before.replace(*MENDED) + ADDED, "utf-8")
    git(folder, "commit", "-q", "-a", "-m", "One note mended, one added")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "as it would be merged", "patch-1")
    return folder


def summary_page(folder: Path) -> str:
    """The summary of the check on `proposal(folder)`, as an HTML document."""
    body = MarkdownIt("commonmark").render(played(proposal(folder)))
    return f"<!doctype html><meta charset='utf-8'><title>Summary</title><style>{STYLE}</style><main>{body}</main>"
