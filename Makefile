# `make run` opens MediQuiz, `make test` tests it. Both set up what they need in .venv, once.

VENV ?= .venv
PY := $(VENV)/bin/python
ARGS ?=
# The whole suite runs on all cores, what is named by its path in one process: JOBS=2 or JOBS=0 says otherwise.
JOBS ?= $(if $(findstring tests/,$(ARGS)),0,auto)
PYTEST := QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(JOBS) --maxprocesses 8 --dist worksteal
export VENV

.PHONY: run test layout test-newest test-lowest shape bench bank check lint lint-format lint-code lint-types lint-imports \
	format hooks release catalog

run: $(VENV)/.installed
	@.ci/libraries run
	@$(PY) -m mediquiz $(ARGS)

test: $(VENV)/.installed-test
	@.ci/libraries test
	$(PYTEST) $(ARGS)

# Every page in every size of window and text; `make test` looks at a few of them.
layout: $(VENV)/.installed-test
	@.ci/libraries test
	MEDIQUIZ_LAYOUT=all $(PYTEST) tests/layout $(ARGS)

# On the newest Python of the machine that is not the one of .venv.
test-newest: $(VENV)/.installed-test
	@.ci/other newest

# With the oldest of every package that pyproject.toml allows.
test-lowest:
	@.ci/other lowest

# What a commit may not break and is looked at in seconds.
shape: $(VENV)/.installed-dev
	$(PY) -m pytest -q tests/shape/test_shape.py

bench: $(VENV)/.installed-test
	@.ci/libraries test
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks.run $(ARGS)

bank: $(VENV)/.installed
	$(PY) -m mediquiz bank check

lint: lint-format lint-code lint-types lint-imports

lint-format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff format --check

lint-code: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check

lint-types: $(VENV)/.installed-dev
	$(PY) -m mypy

lint-imports: $(VENV)/.installed-dev
	$(VENV)/bin/lint-imports

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff format
	$(VENV)/bin/ruff check --fix

check: lint shape test bank

# The checks before each commit, by pre-commit.
hooks: $(VENV)/.installed-dev
	@.ci/environment hooks
	$(VENV)/bin/pre-commit install

# All texts that can be translated, as build/mediquiz.pot.
catalog: $(VENV)/.installed-test
	$(PY) -m tools.catalog

# `make release VERSION=1.2.3` shows what would be released; with RELEASE=yes it makes commit and tag.
release: $(VENV)/.installed-dev
	@$(PY) -m tools.release $(VERSION)
	@$(MAKE) check
	@$(PY) -m tools.release $(VERSION) $(if $(filter yes,$(RELEASE)),--release)

# The stamps: with one newer than pyproject.toml nothing is installed and nothing is fetched.
$(VENV)/.installed: pyproject.toml
	@.ci/environment

$(VENV)/.installed-test: pyproject.toml
	@.ci/environment test

$(VENV)/.installed-dev: pyproject.toml
	@.ci/environment dev
