# Every target does all its own set-up. The work is in tools/*.py, which Windows can call too:
#   python tools\check.py
# More arguments for pytest or the program: make test ARGS="-k balance"

ifndef PYTHON
PYTHON := $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
ifeq ($(PYTHON),)
PYTHON := python3
endif
endif
TARGETS := install demo test check bench judges clean

.PHONY: help $(TARGETS)

help:
	@echo "make install   .venv with the command werklocaties"
	@echo "make demo      the main job on the example: balance, workbook, map, in build/demo"
	@echo "make check     format, lint, types, import contracts, fast tests (under two minutes)"
	@echo "make test      all tests, those of LibreOffice too"
	@echo "make judges    the tests in which QGIS opens our files"
	@echo "make bench     our speed against that of peers"
	@echo "make clean     remove .venv, build and the caches"

$(TARGETS):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed. On Debian 12:"; \
		echo "  sudo apt-get install -y git make python3 python3-venv"; exit 1; }
	@$(PYTHON) tools/$@.py $(ARGS)
