# `make run` opens MediQuiz, `make test` tests it. Both set up what they need in .venv, once.

VENV := .venv
PY := $(VENV)/bin/python
ARGS ?=

.PHONY: run test bench check lint format

run: $(VENV)/.installed
	@.ci/libraries run
	@$(PY) -m mediquiz $(ARGS)

test: $(VENV)/.installed-test
	@.ci/libraries test
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest $(ARGS)

bench: $(VENV)/.installed-test
	@.ci/libraries test
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks.run $(ARGS)

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff format
	$(VENV)/bin/ruff check --fix

check: lint test
	$(PY) -m mediquiz bank check

# The stamps: with one newer than pyproject.toml nothing is installed and nothing is fetched.
$(VENV)/.installed: pyproject.toml
	@.ci/environment

$(VENV)/.installed-test: pyproject.toml
	@.ci/environment test

$(VENV)/.installed-dev: pyproject.toml
	@.ci/environment dev
