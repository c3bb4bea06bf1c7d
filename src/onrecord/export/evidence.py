"""An evidence pack: a zip that shows, to somebody without this program, what was captured and what was read in it."""

import hashlib
import json
import zipfile
from pathlib import Path

from onrecord.export.html import render_report
from onrecord.export.job import Job
from onrecord.export.names_of_files import FileNames
from onrecord.export.prov import CONTEXT, capture_node, document_nodes, run_nodes
from onrecord.export.reading_json import to_json
from onrecord.record.ask import CaptureRow, captures_of
from onrecord.record.captures import load_capture, now
from onrecord.record.provenance import provenance_of, runs_of
from onrecord.record.selection import Selected
from onrecord.version import VERSION

_ENDINGS = {"text/html": ".html", "text/plain": ".txt", "application/json": ".json"}

_README = """EVIDENCE PACK
made by On Record {version} on {made} from {record}

What is in here
  captures/        the bytes of each source as they came, before anything was done to them; a file's name is the
                   SHA-256 of its bytes
  captures.json    when each one was captured, from where, and what the server said of it
  reports/         one page for each article: open it in any browser; it loads nothing from anywhere
  readings/        the same for programs: the article's text, and every statement with its place in that text
  prov.jsonld      which run of the program made what out of what (W3C PROV-O)
  sha256sums.txt   the SHA-256 of every other file

How to check it
  Unpack it, go into the folder, and run:  sha256sum -c sha256sums.txt
  (on a Mac: shasum -a 256 -c sha256sums.txt). Every line must end in OK.
  The sums show that nothing was changed since this pack was made. To show when that was, keep the pack's own sum
  with somebody else, or have it time-stamped.

How to read it
  Places are counted in characters (Unicode code points) from 0: text[start:end] are the words, and stand as "exact".
  The readings were made by a program and are not free of mistakes. What was captured is the evidence; what was read
  in it is a help to find your way. Verdicts of reviewers and stances on questions are not in this pack.

It holds {articles} articles, {statements} statements and {captures} captures.
"""


def write(job: Job, path: Path) -> None:
    """The zip at `path`: articles with a statement asked for, with all that shows where they come from."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        pack = _Pack(file)
        for one in job.whole_articles():
            _add_article(pack, one, job)
        job.written["captures"] = len(pack.captures)
        pack.add("captures.json", json.dumps(pack.captures, indent=1).encode())
        graph = [*run_nodes(runs_of(job.connection, pack.runs)), *pack.nodes]
        pack.add("prov.jsonld", json.dumps({"@context": CONTEXT, "@graph": graph}, indent=1).encode())
        counts = {name: f"{job.written[name]:,}" for name in ("articles", "statements", "captures")}
        pack.add("README.txt", _README.format(version=VERSION, made=now(), record=job.record, **counts).encode())
        file.writestr("sha256sums.txt", "".join(f"{digest}  {name}\n" for name, digest in pack.sums.items()))


class _Pack:
    """What was put into the zip so far."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.names = FileNames()
        self.sums: dict[str, str] = {}
        self.captures: list[dict[str, object]] = []
        self.nodes: list[dict[str, object]] = []
        self.runs: set[int] = set()

    def add(self, name: str, data: bytes) -> None:
        """Writes a file once, and notes its sum."""
        if name not in self.sums:
            self._file.writestr(name, data)
            self.sums[name] = hashlib.sha256(data).hexdigest()


def _add_article(pack: _Pack, one: Selected, job: Job) -> None:
    name, descent = pack.names.of(one.document_id), provenance_of(job.connection, one.document_id)
    pack.add(f"readings/{name}.json", to_json(one.reading, indent=1).encode())
    pack.add(f"reports/{name}.html", render_report(one.reading).encode())
    runs = dict(descent.captures)
    for row in captures_of(job.connection, one.document_id):
        pack.nodes.append(capture_node(row, runs[row.capture_id]))
        _add_capture(pack, row, one.document_id, job)
    pack.nodes += document_nodes(descent)
    pack.runs |= {descent.run, descent.reading[1], *runs.values()}


def _add_capture(pack: _Pack, row: CaptureRow, document: str, job: Job) -> None:
    _, capture = load_capture(job.connection, row.capture_id)
    file = f"captures/{row.sha256}{_ENDINGS.get(row.media_type, '.bin')}"
    pack.add(file, capture.data)
    facts = {name: getattr(row, name) for name in CaptureRow.__slots__}
    headers = [list(pair) for pair in capture.fetched.headers] if capture.fetched else []
    pack.captures.append({"file": file, "document_id": document, **facts, "headers": headers})
