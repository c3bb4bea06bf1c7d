"""Readings as JSON, one whole article per line, in the published shape."""

from typing import BinaryIO

from onrecord.export.job import Job
from onrecord.export.reading_json import to_json


def write(job: Job, to: BinaryIO) -> None:
    """One line for each article that holds a statement asked for, with all its statements."""
    to.writelines(to_json(one.reading).encode() + b"\n" for one in job.whole_articles())
