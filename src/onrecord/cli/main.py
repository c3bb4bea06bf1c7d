"""The `onrecord` command.

argparse, not a larger library: the command must start in little more than the time that loading the model takes.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from onrecord.cli import (
    add,
    check,
    export,
    import_,
    link,
    read,
    reread,
    review,
    sample,
    search,
    serve,
    speaker,
    speakers,
    stats,
    timeline,
    validate,
    verify,
)
from onrecord.errors import InputError, OnRecordError
from onrecord.version import VERSION


def make_parser() -> argparse.ArgumentParser:
    """The command line with all its commands."""
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Reads news articles and shows who said what, when, and whether the headline bears it out.",
    )
    parser.add_argument("--version", action="version", version=f"onrecord {VERSION}", help="print the version and stop")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for module in (
        *(read, check, add, search, speakers, speaker, timeline, stats),
        *(link, review, sample, validate, reread, verify, export, import_, serve),
    ):
        command = commands.add_parser(
            module.__name__.rsplit(".", 1)[1].rstrip("_"),  # `import_` is the command `import`
            help=module.SUMMARY,
            description=module.DESCRIPTION,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_options(command)
        command.set_defaults(run=module.run)
    return parser


def command() -> NoReturn:
    """Runs the command as a process of its own.

    It leaves at once: taking the model and all modules down piece by piece costs a tenth of the time of one article.
    """
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # `onrecord read … | head`
        status = 1
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit status; an error that we foresee is one line, not a traceback.

    0 is done, 1 says that something was skipped or could not be read, 2 that the call was wrong.
    """
    try:
        given = make_parser().parse_args(arguments)
        status: int = given.run(given)
    except OnRecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return 1 if isinstance(error, InputError) else 2
    except BrokenPipeError:  # `onrecord read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return status
