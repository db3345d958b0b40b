# Two commands: `make run` starts the bot with the demo group, `make test` checks everything.
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
# The newest Python of 3.11 or later on this machine.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
# Modules compiled once are kept, whatever the machine's default: without, the suite's processes take 10 s more each.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test types suite format bench soak peers mutants lock schema docs migration

# start.py installs what is missing and becomes the bot; the environment's own Python saves looking for another.
run:
	@$(or $(wildcard $(PY)),$(PYTHON)) -I -S start.py

test: $(READY)
	@$(VENV)/bin/ruff format --check -q . || { echo "run: make format"; exit 1; }
	@$(VENV)/bin/ruff check -q .
	@$(VENV)/bin/lint-imports --no-logo
	@$(MAKE) --no-print-directory -j 2 suite types

# mypy uses one core only: beside the tests it costs half the time.
types: $(READY)
	@$(VENV)/bin/mypy

suite: $(READY)
	@$(PY) -m pytest -n 2 --dist worksteal

format: $(READY)
	$(VENV)/bin/ruff format -q . && $(VENV)/bin/ruff check -q --fix .

bench: $(READY)
	@$(PY) -m benchmarks

soak: $(READY)
	@$(PY) -m benchmarks.endurance
	@$(PY) -m benchmarks.kill_test 1000
	@$(PY) -m benchmarks.economy
	@$(PY) -m benchmarks.hostile
	@$(PY) -m benchmarks.hostile_words
	@$(PY) -m benchmarks.random_play
	@$(PY) -m benchmarks.packet_races
	@$(PY) -m benchmarks.upgrade_kills
	@$(PY) -m benchmarks.segments
	@$(PY) -m benchmarks.teams
	@$(PY) -m benchmarks.year

# Other people's clients against our fake platform; by hand, it needs npm and a network.
peers: $(READY)
	@$(PY) -m benchmarks.peers

mutants: $(READY)
	@$(PY) -m benchmarks.mutants

schema: $(READY)
	$(PY) -m bot schema > .venv/group.schema.json && mv .venv/group.schema.json config/group.schema.json

# Writes docs/commands.md and docs/group-file.md from what the features declare.
docs: $(READY)
	@$(PY) -m bot.reference

# Drafts a migration from what changed in the tables: make migration NAME=add_levels
migration: $(READY)
	$(PY) -m storage.migrations.draft "$(NAME)"

# Resolves pyproject.toml anew; needs uv. The file carries hashes and no addresses.
lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 -q -o requirements.lock

$(READY): requirements.lock
	@test -n "$(PYTHON)" || { echo "Qunban needs Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -I -S start.py --install
