# make run    set up, index the sample archive, answer a question, serve the page
# make test   set up, run the tests
# make check  format, lint, security, types, tests, gates: what CI runs
# make audit  known weaknesses of the exact dependencies, where the service that knows them can be reached
PYTHON ?= python3
BIN := .venv/bin
SAMPLES := .sample-library
SOURCES := app.py cli.py corpus index qa terminal web whosaid
PIP_AUDIT := 2.10.1

.PHONY: run test check audit format clean
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
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive $(SOURCES)
	$(BIN)/mypy
	$(BIN)/python -m pytest

# pip-audit lives in an environment of its own: it is no dependency, and brings a dozen.
audit:
	test -x .audit/bin/python || $(PYTHON) -m venv .audit
	.audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit==$(PIP_AUDIT)'
	.audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict \
	|| { echo "Something is known to be weak, as listed above, or else pip-audit's service could not be asked."; exit 1; }

format: .venv/installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv .audit $(SAMPLES)
