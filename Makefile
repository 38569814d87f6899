PYTHON ?= python3
BIN := .venv/bin
T ?= tests
LOCK := $(BIN)/uv pip compile -q pyproject.toml --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --universal --python-version 3.11 --no-strip-extras

.DEFAULT_GOAL := help
.PHONY: help run practice test lint format docs bench lock clean

help:  ## List the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

$(BIN)/.ready: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("secbot needs Python 3.11 or newer; set PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "python3 has no venv: install the package python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@

run: $(BIN)/.ready  ## Start the practice range: the bot, a Slack-like page, a simulated AWS
	$(BIN)/python -m bot practice

practice: run  ## The same as run

test: $(BIN)/.ready  ## Run the tests; T=path, or T='tests -k word'
	$(BIN)/python -m pytest -q -n 3 --dist worksteal $(T)

lint: $(BIN)/.ready  ## Check style, types and the arrows between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	! grep -nE '://|--(extra-)?index-url|--find-links' requirements/*.txt

format: $(BIN)/.ready  ## Mend what can be mended by itself
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

docs: $(BIN)/.ready  ## Write the pages that are made from the code
	$(BIN)/python -m runbooks.kit.handbook runbooks > docs/runbooks.md
	$(BIN)/python -m bot.policy.tables > docs/decisions.md
	$(BIN)/python -m bot.intake.handbook > docs/sources.md
	$(BIN)/python -m bot iam template > deploy/secbot.yaml
	$(BIN)/python -m bot iam guard > deploy/secbot-guard.yaml
	$(BIN)/python -m bot iam scp > deploy/scp.json
	$(BIN)/python -m bot iam prove --into SECURITY.md

bench: $(BIN)/.ready  ## Measure against the floors and print the ratios
	$(BIN)/python -m benchmarks

lock: $(BIN)/.ready  ## Lock the requirements with hashes, naming no index
	$(LOCK) -o requirements/main.txt
	$(LOCK) --group dev -o requirements/dev.txt
	! grep -nE '://|--(extra-)?index-url|--find-links' requirements/*.txt

clean:  ## Remove what the targets have made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .practice
