# All that a person or CI does with this tree; `make` alone lists it.
# Another Python: make install PYTHON=python3.12. Some tests: make test ARGS="-k citation"; one at a
# time: make test WORKERS=0.

PYTHON ?= python3
ARGS ?=
WORKERS ?= logical

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

# What pip says, as a line for each package above a megabyte, the end, and whatever went wrong.
STEPS := /^ *(Downloading|Using cached) .*\.(whl|tar\.gz) / { \
	  size = $$(NF - 1) " " $$NF; gsub(/[()]/, "", size); file = $$(NF - 2); sub(/.*\//, "", file); \
	  split(file, part, "-"); count++; \
	  if (size ~ /[MG]B/) { print "  " ($$1 == "Using" ? "had already " : "downloading ") part[1] " " part[2] " (" size ")" } } \
	/^ *Building wheel/ && /started/ { print "  building " $$4 " ..." } \
	/^Installing collected packages/ { print "  unpacking " NF - 3 " packages ..." } \
	/^(ERROR|error)/ { print } /^exit [0-9]+$$/ { code = $$2; next } { fflush() } \
	END { if (!code) { "date +%s" | getline now; print "  done, after " now - began " s" } exit code }

# $(call pip-install,WHAT): installs and says meanwhile how far it is.
pip-install = { $(PIP) install --progress-bar off -c requirements.lock -e '$(1)' 2>&1; echo "exit $$?"; } \
	| awk -v began="$$(date +%s)" '$(STEPS)'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help install install-dev ingest chat test check format gate evals bench bench-scale lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(RUNTIME) ## Install Parity and what it runs on into .venv

install-dev: $(DEV) ## Install what tests and checks need as well

ingest: install ## Bring the index level with the documents in corpus/
	@$(BIN)/parity ingest || [ $$? -eq 3 ]

chat: ingest ## Open the app at http://localhost:8501; ARGS="--address 0.0.0.0" for the network
	@$(BIN)/parity chat $(ARGS)

test: install-dev ## Run the tests
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

check: install-dev ## Check style, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: install-dev ## Format the code and mend what can be mended by rule
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

gate: ingest ## Ask the reference questions and compare with the baseline
	@$(BIN)/parity evals

evals: install-dev ingest ## The gate, the ablation and the external sets; evals/out/report.md
	@$(BIN)/parity evals --ablation --external

bench: ingest ## Time a warm answer beside a bare encoding of the question
	@$(BIN)/python -m evals.benchmark

bench-scale: install-dev ## Measure 1,000, 10,000 and 100,000 paragraphs, some hours; ARGS="1000" for others
	@$(BIN)/python -m evals.scale $(ARGS)

lock: ## Resolve requirements.lock afresh, with the list of its files and licences
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || { echo "The lock is resolved on Python 3.11, the oldest that Parity supports; name it with: make lock PYTHON=python3.11" >&2; exit 1; }
	@echo "Resolving the newest releases that pyproject.toml allows; this takes some minutes ..."
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh" requirements.lock.new' EXIT && \
	$(PYTHON) -m venv "$$fresh" && \
	"$$fresh/bin/python" -m pip -qq --disable-pip-version-check install -e '.[dev]' && \
	grep '^#' requirements.lock > requirements.lock.new && \
	"$$fresh/bin/python" -m pip freeze --all --exclude pip --exclude parity-assistant > "$$fresh/all" && \
	sed -e 's/+.*$$//' -e '/^cuda-/d' -e '/^nvidia-/d' -e '/^triton/d' "$$fresh/all" >> requirements.lock.new && \
	mv requirements.lock.new requirements.lock && \
	"$$fresh/bin/python" -m evals.licences --write && \
	for minor in 11 12 13; do \
	  "$$fresh/bin/python" -m pip -qq --disable-pip-version-check install --dry-run --ignore-installed --no-deps \
	    --only-binary :all: --python-version 3.$$minor --implementation cp --target "$$fresh/none" \
	    --report "$$fresh/3.$$minor.json" -r requirements.lock || exit 1; \
	done && \
	"$$fresh/bin/python" -m evals.wheels --write "$$fresh"/3.*.json
	@echo "requirements.lock is new; try it with: make test check"

clean: ## Remove all that these targets made: .venv, the index, caches, evals/out
	rm -rf $(VENV) .parity build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis evals/out
	find ingest assistant evals tests -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Parity needs Python 3.11 or newer, which '$(PYTHON)' is not; name another with, say: make install PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUNTIME): pyproject.toml requirements.lock | $(BIN)/python
	@echo "Installing Parity into $(VENV); the first time takes some minutes ..."
	@$(call pip-install,.)
	@touch $@

$(DEV): pyproject.toml requirements.lock | $(BIN)/python
	@echo "Installing Parity with its tests and checks into $(VENV); the first time takes some minutes ..."
	@$(call pip-install,.[dev])
	@touch $(RUNTIME) $@
