.PHONY: run test lint setup screenshots clean

PYTHON ?= python3

run: ## Start everything on this machine with made-up content
	@$(PYTHON) scripts/run.py

test: ## Check and test everything
	@$(PYTHON) scripts/test.py

lint: ## The quick checks only
	@$(PYTHON) scripts/test.py --lint

setup: ## Install what development needs
	@$(PYTHON) scripts/setup.py

screenshots: ## Take the pictures in the README anew
	@$(PYTHON) scripts/run.py --then scripts/screenshots.py

clean: ## Remove what make made, the database included
	@rm -rf .venv node_modules var
