# Two commands set everything up on a fresh machine and run it:  make demo   make test
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.PHONY: demo
demo: $(READY) ## audit the samples, print the findings, open the review UI on loopback
	$(BIN)/docaudit demo $(ARGS)

.PHONY: test
test: $(READY) ## the tests a change must pass, with the import rules
	$(BIN)/pytest $(ARGS)
	@$(BIN)/lint-imports > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }

.PHONY: test-all
test-all: $(READY) ## every test, slow ones too
	$(BIN)/pytest -m "not bench" $(ARGS)
	@$(BIN)/lint-imports > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }

.PHONY: test-slow
test-slow: $(READY) ## only the slow tests
	$(BIN)/pytest -m "slow and not bench" $(ARGS)

.PHONY: bench
bench: $(READY) ## speed figures
	$(BIN)/pytest -m bench -s $(ARGS)

.PHONY: lint
lint: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: fix
fix: $(READY) ## repair what can be repaired by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: samples
samples: $(READY) ## make the synthetic samples again, byte for byte
	$(BIN)/python samples/make

.PHONY: train
train: $(READY) ## train the language models again (ten minutes; ARGS="clause names" trains some)
	$(BIN)/python -m training $(ARGS)

.PHONY: screenshots
screenshots: $(READY) ## make the pictures of the READMEs from the samples (needs Chromium)
	$(BIN)/python docs/make_screenshots.py

.PHONY: wheel
wheel: $(READY) ## build the wheel and check what is in it
	rm -rf dist
	$(BIN)/python -m build --wheel .
	$(BIN)/python .ci/wheel_contents.py dist/*.whl

.PHONY: clean
clean: ## remove everything that was built
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(READY): pyproject.toml .ci/setup .ci/constraints.txt
	@.ci/setup
	@touch $@
