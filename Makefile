# make help tells what there is. Needs Python 3.11 or later; everything else is installed into .venv from lock files.

SHELL := /bin/sh
EDITION := .venv/bin/edition
PYTHON := .venv/bin/python
PYTEST_FLAGS ?= -n auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help site serve test check bench compare screenshots lighthouse clean ready ready-for-tests

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

site: ready ## build the site into site/
	@$(EDITION) build --strict

serve: ready ## live preview, with drafts and texts that may not be published
	@$(EDITION) serve

test: ready-for-tests ## linters, types and all tests, in a real browser too
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	@CHROMIUM="$$($(PYTHON) tests/chromium.py)" && export CHROMIUM && \
	echo "$(PYTHON) -m pytest, with $$CHROMIUM" && $(PYTHON) -m pytest -q $(PYTEST_FLAGS)

check: ready ## every finding of the edition, without building it
	@$(EDITION) check

bench: ready-for-tests ## time and memory on made-up editions of 100, 1,000 and 3,000 articles
	@$(PYTHON) -m tests.bench.checking
	@$(PYTHON) -m tests.bench

compare: site ## build the same Markdown with Zensical and say what differs
	@sh requirements/install.sh requirements/zensical.txt
	@$(PYTHON) -m tests.builders

screenshots: site ready-for-tests ## pictures of every kind of page on one sheet, and the picture of the README
	@CHROMIUM="$$($(PYTHON) tests/chromium.py)" && export CHROMIUM && $(PYTHON) -m tests.pictures

lighthouse: site ready-for-tests ## scores of five pages by Lighthouse; needs node and npm
	@npm ci --prefix tests/lighthouse --ignore-scripts --no-audit --no-fund --silent
	@CHROMIUM="$$($(PYTHON) tests/chromium.py)" && export CHROMIUM && $(PYTHON) -m tests.lighthouse

clean: ## remove what was built, not the environment
	rm -rf site site-private site-drafts .edition .pytest_cache .mypy_cache .ruff_cache .hypothesis

ready:
	@sh requirements/install.sh requirements/site.txt

ready-for-tests:
	@sh requirements/install.sh requirements/test.txt
