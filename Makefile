# `make demo` and `make test` work in a fresh clone: they need Python 3.11 or newer and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help demo test lint types bench bench-compare damage fuzz coverage mutants plots docs dist bom audit environment lock clean

help:
	@echo "make demo           show who said what in docs/examples"
	@echo "make test           run all tests, with the examples in docstrings"
	@echo "make lint           check style and formatting"
	@echo "make types          check the types of the package and of the tests"
	@echo "make bench          measure accuracy and speed, write build/bench/COMMIT.json and the figures of the pages"
	@echo "make bench-compare OLD=COMMIT NEW=COMMIT"
	@echo "                    show the figures and quotes that differ between two such files"
	@echo "make damage         measure what damage to the texts costs, in some 40 kinds"
	@echo "make fuzz           look for texts on which something does not hold, for an hour"
	@echo "make coverage       run all tests, and see how many lines and branches they run"
	@echo "make mutants        make 500 changes of the rules, and list those that no test notices"
	@echo "make plots          draw the plots and the picture of the view that the documentation shows"
	@echo "make docs           build the documentation into site/"
	@echo "make dist           build the wheel and the source distribution of the last commit into dist/"
	@echo "make bom            write what the wheel needs, in CycloneDX, into dist/"
	@echo "make audit          ask for known faults of what the tests need"
	@echo "make environment    install what the tests need into .venv, each file with the sum that"
	@echo "                    .ci/requirements.txt has for it"
	@echo "make lock           write that file anew, after a change of constraints.txt"
	@echo "make clean          remove the virtual environment and all that was built or measured"

demo: $(VENV)/installed
	$(BIN)/quoteattr docs/examples/*.txt

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

bench: $(VENV)/installed-bench
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.shown

bench-compare: $(VENV)/installed
	$(if $(and $(OLD),$(NEW)),,$(error usage: make bench-compare OLD=COMMIT NEW=COMMIT))
	@$(BIN)/python -m tests.benchmarks.compare $(OLD) $(NEW)

damage: $(VENV)/installed-bench
	$(BIN)/python -m tests.benchmarks damage
	$(BIN)/python -m tests.benchmarks.shown

fuzz: $(VENV)/installed-dev
	$(PIP) atheris
	$(BIN)/python -m pytest --hypothesis-profile=explore tests/fuzz tests/test_robustness.py tests/test_view.py
	$(BIN)/python -m tests.fuzz --seconds 600

coverage: $(VENV)/installed-dev
	mkdir -p build
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage json --quiet -o build/coverage.json
	$(BIN)/python -m tests.covered build/coverage.json

mutants: $(VENV)/installed-dev
	$(PIP) mutmut
	$(BIN)/python -m tests.mutants

plots: $(VENV)/installed-dev
	$(BIN)/python docs/plots.py
	$(BIN)/python docs/view_picture.py

docs: $(VENV)/installed-dev
	$(BIN)/python -m sphinx --quiet --fail-on-warning --conf-dir docs --doctree-dir build/doctrees docs/pages site

# The same bytes from the same commit, wherever and whenever it is built.
dist: $(VENV)/installed-dev
	rm -rf dist build/commit
	mkdir -p build/commit
	git archive HEAD | tar -x -C build/commit
	cd build/commit && SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) \
		../../$(BIN)/python -m hatchling build --directory ../../dist

# Of an environment with the wheel alone, with the versions of constraints.txt.
bom: dist
	rm -rf build/bom
	$(PYTHON) -m venv build/bom
	build/bom/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt dist/*.whl
	$(PIP) cyclonedx-bom
	$(BIN)/cyclonedx-py environment build/bom/bin/python --pyproject pyproject.toml \
		--mc-type library --output-reproducible --output-file dist/quoteattr.cdx.json

audit: $(VENV)/bin/python
	$(PIP) pip-audit
	$(BIN)/pip-audit --disable-pip --require-hashes --requirement .ci/requirements.txt

lock: $(VENV)/bin/python
	$(PIP) uv
	.ci/lock

clean:
	rm -rf $(VENV) build dist mutants site jupyter_execute .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find quoteattr tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment, once with what users get and once with the tools of development. It is laid
# again when the dependencies change.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing quoteattr and PyTorch into $(VENV): this takes some minutes the first time."
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) --editable ".[dev,docs]"
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed
	$(PIP) --editable ".[bench]"
	@touch $@

# What CI uses: nothing is installed that is not the very file that was tested before.
environment: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	@touch $(VENV)/installed $(VENV)/installed-dev
