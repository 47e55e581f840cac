# Each target makes what it needs. PYTHON may name any Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9

# A folder of wheels made by `make wheels`, for a machine without the internet: make WHEELS=wheels demo
WHEELS ?=
OFFLINE := $(if $(WHEELS),--no-index --find-links $(WHEELS))
# Compiled at once: every file is opened in a fresh process, which would otherwise compile the libraries again.
INSTALL := $(UV) pip install --quiet --python $(BIN)/python --no-deps $(OFFLINE) --compile-bytecode

# ONNX Runtime would otherwise report its use to its maker (docs/security.md).
export ORT_DISABLE_TELEMETRY := 1

.PHONY: setup demo bench bench-plain bench-reading bench-steady bench-translate run test test-transformers lint format lock docs models wheels clean

setup: $(VENV)/.installed

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(OFFLINE) uv==$(UV_VERSION)

$(VENV)/.installed: $(UV) requirements.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

models: $(VENV)/.installed
	$(BIN)/yakusho models fetch

demo: models
	$(BIN)/python tests/bench/demo.py

bench: bench-plain bench-reading

# DATA may name a folder of development sets beside the project's own.
bench-plain: $(VENV)/.installed-dev
	$(BIN)/python tests/bench/plain.py $(DATA)

# A peer in an environment of its own; tesseract is measured too where Debian's packages of it are installed.
var/peers/rapidocr/bin/python: $(UV)
	$(UV) venv --quiet --python $(BIN)/python var/peers/rapidocr
	$(UV) pip install --quiet --python $@ rapidocr==3.10.0 onnxruntime opencv-python-headless

bench-reading: $(VENV)/.installed-dev models var/peers/rapidocr/bin/python
	$(BIN)/python tests/bench/reading.py $(DATA)

# PAGES: how many, 1,000 if it is not given.
bench-steady: $(VENV)/.installed-dev models
	$(BIN)/python tests/bench/steady.py $(PAGES)

# SAMPLE: so many of the project's own rows and of each set in DATA, all of the own ones and 60 of the others without it.
bench-translate: $(VENV)/.installed-dev models
	$(BIN)/python tests/bench/translate.py $(DATA) $(if $(SAMPLE),--sample $(SAMPLE))

run: models
	$(BIN)/yakusho run

test: $(VENV)/.installed-dev models
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The optional extra is large, so it lives apart from the environment that the tests and the demo use.
test-transformers: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --upgrade --target var/transformers torch==2.13.0 "transformers>=5" "sentencepiece>=0.2" "numpy<2.4"
	PYTHONPATH=var/transformers $(BIN)/python -m pytest tests/ingest/translate/test_engines.py -m "not engine"

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

LOCK := $(UV) pip compile --quiet --generate-hashes --no-emit-index-url --universal --override overrides.txt --python-version 3.11 pyproject.toml
lock: $(UV)
	$(LOCK) --custom-compile-command "make lock" --extra dev -o requirements-dev.lock
	$(LOCK) --custom-compile-command "make lock" -c requirements-dev.lock -o requirements.lock

docs: $(VENV)/.installed
	$(BIN)/python -m tests.documentation

wheels: $(UV)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --dest wheels -r requirements.lock
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --dest wheels uv==$(UV_VERSION)

clean:
	rm -rf $(VENV) var
