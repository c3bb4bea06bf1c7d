"""`onrecord serve`: the web app on a record."""

import argparse
import os
import sys

from onrecord.cli.opened import add_record, opened
from onrecord.errors import UsageError

SUMMARY = "show the record in a browser"
DESCRIPTION = """Shows a record in a browser: search, articles, speakers, review.

Example: onrecord serve --record news.db

It listens on this computer alone. Another --host needs a --token, which everybody who opens it is asked for."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord serve`."""
    add_record(parser)
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8420, metavar="N", help="the port (8420)")
    parser.add_argument(
        "--token",
        default=os.environ.get("ONRECORD_TOKEN"),
        metavar="WORDS",
        help="what callers must know (or ONRECORD_TOKEN)",
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a name under which others open it; may be given again",
    )


def run(given: argparse.Namespace) -> int:
    """Serves until it is stopped. Raises UsageError where it would be open to others without a token."""
    if given.host not in _LOOPBACK and not given.token:
        raise UsageError(f"--host {given.host} opens the record to others: give a --token of 16 characters or more")
    if given.token is not None and len(given.token) < 16:
        raise UsageError("the token is too easy to guess: give 16 characters or more")
    try:
        import uvicorn  # noqa: PLC0415 - an extra

        from onrecord.web.app import make_app  # noqa: PLC0415
        from onrecord.web.security import LOOPBACK, Guard  # noqa: PLC0415
    except ImportError as problem:
        raise UsageError("the web app needs the web extra: pip install 'onrecord[web]'") from problem
    guard = Guard(hosts=LOOPBACK | {given.host, *given.name}, token=given.token)
    with opened(given) as record:
        shown = f"[{given.host}]" if ":" in given.host else given.host
        print(f"{record.name} is at http://{shown}:{given.port} (stop with Ctrl-C)", file=sys.stderr)
        uvicorn.run(make_app(record, guard), host=given.host, port=given.port, log_level="warning", server_header=False)
    return 0
