# What a developer does with Samplan, one word each. `make setup` comes first by itself where it is needed.
PY := .venv/bin/python
QGIS_HOME := $(HOME)/.local/share/QGIS
PROFILE ?= $(firstword $(wildcard $(QGIS_HOME)/QGIS4/profiles/default) $(QGIS_HOME)/QGIS3/profiles/default)
override PROFILE := $(patsubst ~/%,$(HOME)/%,$(PROFILE))
VERSIONS ?=
SEEDS ?= 500
PYTEST ?=
DEV_ZIP := dist/samplan-worktree.zip
export QT_QPA_PLATFORM ?= offscreen

.DEFAULT_GOAL := help
.PHONY: help setup test fuzz lint bench demo install uninstall package check-package release i18n i18n-check docs screenshots test-matrix clean

help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: ## Install what is missing (apt as root, .venv); quick when nothing is
	@scripts/setup.sh

# Every worker is a process with a QGIS and a profile of its own; one that crashes fails the run.
test: setup ## Run the whole test suite, a process per core (PYTEST="-k word" for a part, PYTEST="-n 0" in one process)
	@$(PY) scripts/i18n.py compile
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile $(PYTEST)

fuzz: setup ## Run the tests on random data with many more seeds (SEEDS=500)
	$(PY) -m pytest -n auto --maxprocesses 4 --dist load -m fuzz --fuzz $(SEEDS) $(PYTEST)

lint: setup ## Ruff, flake8-qgis, the plugin over PyQt6, and Bandit, detect-secrets and the repository's rules on the built zip
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/flake8 .
	$(PY) scripts/qt6_gate.py
	@$(PY) scripts/package.py --worktree --output $(DEV_ZIP)
	$(PY) scripts/check_package.py $(DEV_ZIP)

bench: setup ## Run the benchmarks, each beside what it is compared with, and the tests' limits of time
	$(PY) -m pytest -m timing
	@set -e; for script in tests/bench/bench_*.py; do echo "== $$script"; $(PY) "$$script"; done

demo: setup ## Assess the workshop data with the built zip: out/assessment.gpkg, out/map.png, out/report.html
	@$(PY) scripts/package.py --worktree --output $(DEV_ZIP)
	@$(PY) scripts/demo.py $(DEV_ZIP) out

install: setup ## Link the plugin into the profile of QGIS 4, else 3 (PROFILE=...)
	@test -n "$(PROFILE)" || { echo "PROFILE is empty. Name a profile's folder, or leave PROFILE out." >&2; exit 1; }
	@$(PY) scripts/i18n.py compile
	@mkdir -p "$(PROFILE)/python/plugins"
	@target="$(PROFILE)/python/plugins/samplan"; \
	if [ -e "$$target" ] && [ ! -L "$$target" ]; then \
	  echo "$$target exists and is not a link; remove it first." >&2; exit 1; fi; \
	ln -sfn "$(CURDIR)" "$$target" && echo "Linked $$target; enable Samplan in QGIS under Plugins."

uninstall: ## Remove that link
	@test -n "$(PROFILE)" || { echo "PROFILE is empty. Name a profile's folder, or leave PROFILE out." >&2; exit 1; }
	@target="$(PROFILE)/python/plugins/samplan"; if [ -L "$$target" ]; then rm "$$target"; fi

package: setup ## Build dist/samplan-<version>.zip from the last commit
	@$(PY) scripts/package.py

check-package: package ## Check that zip as the plugin repository does
	@$(PY) scripts/check_package.py dist/samplan-$$(sed -n 's/^version=//p' metadata.txt).zip

release: setup ## Write what release.toml says into metadata and changelog, build the zip of the release and check it
	@$(PY) scripts/release.py
	@$(PY) scripts/check_package.py dist/samplan-$$(sed -n 's/^version=//p' metadata.txt).zip

i18n: setup ## Collect the texts into resources/i18n/*.ts and compile them
	@$(PY) scripts/i18n.py update
	@$(PY) scripts/i18n.py compile

i18n-check: setup ## List what is not translated; fail when a .ts file is out of date or a placeholder is broken
	@$(PY) scripts/i18n.py check

docs: setup ## Write the indicators' pages from the declarations
	@$(PY) scripts/indicator_docs.py

screenshots: setup ## Take the pictures of the documentation in a real desktop (Xvfb)
	@$(PY) scripts/screenshots.py

test-matrix: setup ## Run the tests on QGIS 3.22, 3.40 and 3.44 (VERSIONS="3.44 qt6 wheels bare-12 bare-13-user", PYTEST="-k word")
	@$(PY) scripts/i18n.py compile
	scripts/test-matrix.sh $(VERSIONS) $(if $(PYTEST),-- $(PYTEST))

clean: ## Remove what was built (not .venv, not .matrix)
	rm -rf dist out .pytest_cache .ruff_cache .qgis-settings
	find . -path ./.venv -prune -o -path ./.matrix -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
