PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test check bench
help: ## この一覧を表示します
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

test: $(VENV)/.ready ## すべての試験を走らせます
	$(BIN)/pytest

check: $(VENV)/.ready ## 書式・型・層の検査をします
	$(BIN)/ruff check piadiff tests
	$(BIN)/mypy
	$(BIN)/lint-imports
