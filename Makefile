# RevOps Advisor. `make help` lists what can be made.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run room test check bench docs picture clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
WORKERS ?= 2
ARGS ?=

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.app ## Open the app in the browser (first time: make the environment)
	@$(BIN)/streamlit run app.py $(ARGS)

room: $(VENV)/.app ## Open the app to phones in the same network, for a workshop
	@$(BIN)/streamlit run app.py --server.address 0.0.0.0 --browser.serverAddress localhost $(ARGS)

test: check .make/browser ## Install what the tests need, check, run every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/.test ## Lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --num-workers $(WORKERS)

bench: $(VENV)/.test ## Measure speed and honesty of the numbers, print the tables
	@$(BIN)/python tests/bench/run.py $(ARGS)

docs: $(VENV)/.app ## Write the generated pages of docs/ again
	@$(BIN)/python -m docs.make

picture: .make/browser ## Take the picture of the README again
	@$(BIN)/python tests/browser/shots.py $(ARGS)

clean: ## Remove the environment and everything made
	@rm -rf $(VENV) .make .mypy_cache .ruff_cache .pytest_cache .hypothesis out
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@.ci/make-environment "$(VENV)" "$(PYTHON)"

$(VENV)/.app: requirements.txt | $(BIN)/python
	@echo "Installing what the app needs (requirements.txt) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt requirements.txt | $(BIN)/python
	@echo "Installing what the tests need (requirements-test.txt) …"
	@$(PIP) -r requirements-test.txt
	@touch $@ $(VENV)/.app

.make/browser: $(VENV)/.test
	@mkdir -p .make
	@if command -v chromium chromium-browser google-chrome >/dev/null; then \
		echo "Using the chromium of this system for the browser tests."; \
	else \
		echo "Installing chromium for the browser tests …"; $(BIN)/playwright install chromium; \
	fi
	@touch $@
