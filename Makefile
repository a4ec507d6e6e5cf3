PYTHON = .venv/bin/python
READY = .venv/ready
BENCHMARKS = $(filter-out __init__ harness session,$(basename $(notdir $(wildcard benchmarks/*.py))))

.PHONY: help run test check format data bench

help:    ## List these commands
	@sed -n 's/^\([a-z]*\): .*## /\1\t/p' Makefile | expand -t 10

run: $(READY)    ## Start the app
	.venv/bin/streamlit run app.py

test: $(READY)    ## Run the tests
	$(PYTHON) -m pytest

check: $(READY)    ## Complain about style, change nothing
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check

format: $(READY)    ## Mend style
	$(PYTHON) -m ruff format
	$(PYTHON) -m ruff check --fix

data: $(READY)    ## Make the images anew
	$(PYTHON) data/make_subjects.py

bench: $(READY)    ## Print how fast the app is
	for name in $(BENCHMARKS); do $(PYTHON) -m benchmarks.$$name || exit 1; done

$(READY): requirements.txt requirements-dev.txt
	python3 -m venv .venv
	.venv/bin/pip install -r requirements-dev.txt
	touch $(READY)
