# Everything that one does with a checkout. Needs python3 (3.11 or newer), make and a package
# index that pip knows; each target sets up the virtual environment when it is not there yet.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := $(VENV)/.packages
INSTALLED := $(VENV)/.installed
# npm writes this file last: it says what is installed for the browser tests.
WEB := tests/web/node_modules/.package-lock.json
TRIAL := walljack.db
REPORT := walljack-report.html
SAMPLES := data/samples

.DEFAULT_GOAL := help
.PHONY: help run test check format lint requirements samples book clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: $(INSTALLED) ## replay the sample school morning into a fresh trial database and report
	@rm -f $(TRIAL) $(TRIAL)-wal $(TRIAL)-shm
	$(BIN)/walljack replay $(SAMPLES)/school-morning.pcap --config $(SAMPLES)/walljack.toml \
		--db $(TRIAL) --report $(REPORT)

test: $(INSTALLED) $(WEB) ## run the tests
	$(BIN)/python -m pytest

check: $(INSTALLED) $(WEB) lint ## formatting, lint and types, then the same tests with CI=true
	CI=true $(BIN)/python -m pytest

lint: $(INSTALLED) ## formatting, lint and types only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict daemon/walljack tests

format: $(INSTALLED) ## put the code into the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

samples: $(INSTALLED) ## make the scripted captures again
	$(BIN)/python tests/pcaps/make_school_morning.py $(SAMPLES)
	$(BIN)/python tests/pcaps/make_cases.py tests/pcaps/cases

book: $(INSTALLED) ## check every fingerprint and make the one file that the package ships
	$(BIN)/walljack fingerprints build

# A pinned uv, in an environment of its own, resolves for every platform and Python at once.
requirements: ## resolve requirements.txt again from pyproject.toml (keeps pins that still fit)
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip install --quiet uv==0.13.9
	build/uv/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.txt

clean: ## remove everything that make made
	rm -rf $(VENV) tests/web/node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f $(TRIAL) $(TRIAL)-wal $(TRIAL)-shm $(REPORT)

# Made afresh when the pinned packages change, so that nothing undeclared lingers in it.
$(PACKAGES): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
		"Walljack needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo \
		"'$(PYTHON)' cannot make virtual environments: install its venv package (Debian: python3-venv)." >&2; exit 1; }
	@echo "Setting up $(VENV) from requirements.txt (once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt || { echo \
		"pip could not install requirements.txt: is a package index reachable? (pip config list)" >&2; exit 1; }
	@touch $@

$(INSTALLED): $(PACKAGES) pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

# Without node, npm or a registry the tests go on: those in a browser say what is missing and skip,
# and with CI=true they fail.
$(WEB): tests/web/package.json tests/web/package-lock.json
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
		echo "Setting up tests/web from package-lock.json (once)"; \
		{ cd tests/web && npm ci --silent --no-audit --no-fund && touch node_modules/.package-lock.json; } || echo \
			"npm could not install tests/web: is a registry reachable? (npm config get registry)" >&2; \
	else \
		echo "node or npm is missing: the browser tests of tests/web cannot run" >&2; \
	fi
