"""The command for the annotator's editor: schema."""

from __future__ import annotations

from argparse import Namespace

from build_scripts.cli.console import result, say
from build_scripts.edition import find_root
from build_scripts.pipeline.schemas import stale_schemas, write_schemas


def schema(options: Namespace) -> int:
    """Names the schemas that are not what models and settings say; with `--write` brings them up to date."""
    root = find_root(options.directory)
    if options.write:
        for path in write_schemas(root):
            result(f"wrote {path}")
        return 0
    stale = stale_schemas(root)
    for path in stale:
        say(f"{path} is not up to date; run edition schema --write")
    return int(bool(stale))
