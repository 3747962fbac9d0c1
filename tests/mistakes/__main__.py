"""Prints what the check says of cases of the catalogue: `python -m tests.mistakes [NAME…]`; writes it with `--write`.

What it writes is what the program says, right or wrong: read it before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.mistakes.cases import CATALOGUE, clean_edition, describe, findings_in, lay_out, place_in, read_cases


def main(arguments: list[str]) -> None:
    names = {name for name in arguments if not name.startswith("--")}
    with tempfile.TemporaryDirectory() as scratch:
        clean = clean_edition(Path(scratch))
        for case in read_cases():
            if names and case.name not in names:
                continue
            root = lay_out(case, Path(scratch) / "wrong", clean, case.wrong)
            found = describe(findings_in(root), place_in(case, root))
            cured = findings_in(lay_out(case, Path(scratch) / "cured", clean, case.cured))
            same = "" if found == case.found else " (changed)"
            sys.stdout.write(f"## {case.name}{same}\n{case.wrong}{found}\n")
            sys.stdout.write("".join(f"NOT CURED {one}\n" for one in cured) + "\n")
            if "--write" in arguments:
                file = CATALOGUE / f"{case.name}.txt"
                text = file.read_text("utf-8")
                head, _, rest = text.partition("-- found\n")
                file.write_text(
                    f"{head}-- found\n{found}\n-- cured\n{rest.partition('-- cured' + chr(10))[2]}", "utf-8"
                )


main(sys.argv[1:])
