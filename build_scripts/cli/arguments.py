"""The command line: what each command is called and takes."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from build_scripts.cli.commands import COMMANDS
from build_scripts.cli.console import say

EXAMPLES = """\
examples:
  edition check                           everything that should be mended
  edition build --strict                  the site, in site/
  edition serve                           a live preview on this machine
  edition quote my-article "these words"  the entry to paste into a sidecar
  edition add my-article "these words"    the same, put there for you
  edition -C ../other check               the same for another edition

exit status: 0 nothing to mend, 1 findings, 2 the edition or the command line can't be used
"""


class Parser(argparse.ArgumentParser):
    """Names the nearest command when one is not known."""

    def error(self, message: str) -> NoReturn:
        if "invalid choice" in message and self.commands:
            wrong = message.split("'")[1] if "'" in message else ""
            near = difflib.get_close_matches(wrong, self.commands, n=1, cutoff=0.5)
            if wrong and wrong not in self.commands:
                message = f"there is no command {wrong!r}" + (f"; did you mean {near[0]}?" if near else "")
        self.print_usage(sys.stderr)
        say(f"{self.prog}: {message}")
        raise SystemExit(2)

    commands: tuple[str, ...] = ()


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, with `run` the function of the command. Exits with 2 for a wrong command line, 0 after `--help`."""
    options = make_parser().parse_args(arguments)
    # Not a default of argparse: the option stands before or after the command, and one default would hide the other.
    options.directory = getattr(options, "directory", Path())
    return options


def make_parser() -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument(
        "-C",
        dest="directory",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="the edition's folder (default: this one)",
    )
    parser = Parser(
        prog="edition",
        description="Turns articles as found and notes in YAML into an annotated reading edition.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[everywhere],
    )
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=argparse.ArgumentParser
    )
    for command in COMMANDS:
        added = commands.add_parser(
            command.name,
            help=command.purpose,
            description=f"{command.purpose[0].upper()}{command.purpose[1:]}.",
            epilog="examples:\n" + "\n".join(f"  edition {command.name} {one}".rstrip() for one in command.examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[everywhere],
        )
        added.set_defaults(run=command.run)
        command.add_options(added)
    parser.commands = tuple(commands.choices)
    return parser
