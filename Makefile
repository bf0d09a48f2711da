# The two commands of the README are `make check` and `make test`.
VENV := .venv
BIN := $(VENV)/bin
DEMO := examples/demo
# Public data sets that are not part of this repository.
DATA ?= ../shared/data
CHECKED := consistency models eval tests docs

.PHONY: check test lint format docs bench bench-audit clean

check: $(VENV)/.installed
	@$(BIN)/consistency check $(DEMO)/spun.txt --source $(DEMO)/source.txt --facts $(DEMO)/facts.txt; \
	code=$$?; \
	if [ $$code -eq 1 ]; then echo "The demo article holds planted errors, so its gate fails: exit code 1, as it should."; \
	else echo "expected exit code 1 for the demo article, got $$code" >&2; exit 1; fi

test: $(VENV)/.developed lint
	$(BIN)/python -m pytest

lint: $(VENV)/.developed
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.developed
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)

docs: $(VENV)/.developed
	$(BIN)/python -m docs.generate

bench: $(VENV)/.developed
	$(BIN)/python -m eval.bench

$(VENV)/bin/python:
	python3.11 -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@echo "installing (the first time takes a few minutes) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.developed: $(VENV)/bin/python pyproject.toml
	@echo "installing (the first time takes a few minutes) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev,train,eval]"
	@touch $@ $(VENV)/.installed

bench-audit: $(VENV)/.developed
	$(BIN)/python -m eval.bench_audit --data $(DATA)
	$(BIN)/python -m eval.audit_memory

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache
