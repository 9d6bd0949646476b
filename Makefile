# make run    set up, index the sample archive, answer a question, serve the page
# make test   set up, run the tests
# make check  format, lint, types, tests, gates: what CI runs
PYTHON ?= python3
BIN := .venv/bin
SAMPLES := .sample-library

.PHONY: run test check format clean
.DELETE_ON_ERROR:

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

run: .venv/installed
	$(BIN)/whosaid --library $(SAMPLES) add corpus/samples
	$(BIN)/whosaid --library $(SAMPLES) ask "How many people were evacuated at Lysmere?"
	$(BIN)/whosaid --library $(SAMPLES) serve

test: .venv/installed
	$(BIN)/python -m pytest

check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: .venv/installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv $(SAMPLES)
