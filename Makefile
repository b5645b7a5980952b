# make demo   set up and run the demo      make test   set up and run every check
# make lint   style, types, layers         make bench  measurements, into benchmarks/results/
# make scoreboard   graphring and its peers on every world with known truth: an hour or more; make scoreboard-quick: minutes
# make docs   docs/cli.md from --help, docs/scenarios.md, cypher/ and docs/neo4j-model.md from the schema
# make fuzz   10,000 mutated files; the seed is the date, WORDS="--seed 1 --files 500" for others; bad ones are kept in fuzz/
# make notebook   docs/investigation.ipynb run anew, its outputs kept
#                Another Python: make PYTHON=python3.12 test
# make neo4j  a real Neo4j on this machine, without Docker; NEO4J_LINE=5 for the long-term line, HEAP=3g for more memory
# make neo4j-stop

VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.stamp
JOBS  ?= 2
BENCHMARKS := $(wildcard benchmarks/startup.py benchmarks/real_data.py benchmarks/scale.py)

.DEFAULT_GOAL := demo
.PHONY: demo test lint bench scoreboard scoreboard-quick docs notebook fuzz setup neo4j neo4j-stop

demo: setup
	@$(BIN)/graphring demo

test: lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache  # a stale cache was seen to report imports that are gone

bench: setup
	@for script in $(BENCHMARKS); do echo "== $$script"; $(BIN)/python $$script || exit 1; done

# What was measured with the same code, settings and versions is kept; WORDS is for what benchmarks/scoreboard.py takes.
scoreboard: setup
	@$(BIN)/python benchmarks/scoreboard.py $(WORDS)

scoreboard-quick: setup
	@$(BIN)/python benchmarks/scoreboard.py --quick $(WORDS)

docs: setup
	$(BIN)/python -m graphring.cli.helptext > docs/cli.md
	$(BIN)/python -m graphring.graphdb.jobs.page docs/jobs.md
	$(BIN)/python -m graphring.simulate.page docs/scenarios.md
	$(BIN)/python -m graphring.graphdb.generated
	$(BIN)/python -m graphring.graphdb.queries_page > docs/queries.md

# Exit code 1 where a file was found that crashes, hangs, or whose rows do not add up.
fuzz: setup
	@$(BIN)/python tests/ingest/mutation/run.py $(WORDS)

notebook: setup
	$(BIN)/python docs/notebook.py

# From inside neo4j/, so that the starter is found and the folder's name can't be taken for the driver's.
neo4j: setup
	@cd neo4j && ../$(BIN)/python -m local_server start $(if $(HEAP),--heap $(HEAP))

neo4j-stop: setup
	@cd neo4j && ../$(BIN)/python -m local_server stop

setup: $(STAMP)

# The environment: made once, and again when pyproject.toml changed. The first Python that can is taken.
$(STAMP): pyproject.toml
	@chosen=; \
	for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
	  command -v "$$python" >/dev/null 2>&1 || continue; \
	  "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { unfit="$$unfit $$python"; continue; }; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null || { bare="$$bare $$python"; continue; }; \
	  chosen=$$python; break; \
	done; \
	if [ -z "$$chosen" ]; then \
	  if [ -n "$$bare" ]; then echo "graphring:$$bare can't make environments; run 'apt install python3-venv' as root, then make again." >&2; \
	  elif [ -n "$$unfit" ]; then echo "graphring needs Python 3.11 to 3.13 and$$unfit is not; run 'apt install python3.12 python3.12-venv' as root, then 'make PYTHON=python3.12'." >&2; \
	  else echo "graphring needs Python 3.11 to 3.13 and $(or $(PYTHON),python3) is not here; run 'apt install python3 python3-venv' as root, then make again." >&2; fi; \
	  exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$chosen: once, a minute or two." >&2; \
	"$(BIN)/python" -c 'import pip' 2>/dev/null || "$$chosen" -m venv --clear "$(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
