# make run: the site with the real record. make test: everything. The rest is for those who change the code.
SHELL := /bin/sh
PY := .venv/bin/python

.PHONY: run test test-pg15 check format lock messages

run:
	@sh .ci/venv requirements.txt
	@exec $(PY) manage.py serve

test:
	@sh .ci/venv requirements-test.txt
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check --quiet || { echo "Some files are not formatted: make format"; exit 1; }
	@.venv/bin/djade --target-version 6.0 --check $$(find templates -name '*.html') > /dev/null 2>&1 || { echo "Some templates are not formatted: make format"; exit 1; }
	@$(PY) -m mypy --no-error-summary
	@if chromium=$$(sh .ci/chromium); then \
		CHROMIUM="$$chromium" $(PY) -m pytest -n 2 --dist loadfile -m "not nu"; \
	else \
		$(PY) -m pytest -n 2 --dist loadfile -m "not nu and not browser"; \
		echo "THE BROWSER TESTS DID NOT RUN: there is no Chromium (see above)."; exit 1; \
	fi

test-pg15:  # the suite without the browser tests on a Debian PostgreSQL 15
	@sh .ci/venv requirements-test.txt
	@bash .ci/pg15 $(PY) -m pytest -n 2 --dist loadfile -m "not nu and not browser"

check:  # what needs Java and Node: the Nu validator on every page
	@sh .ci/venv requirements-test.txt
	@npm ci --silent --ignore-scripts --no-audit --no-fund
	@$(PY) -m pytest -m nu

format:
	@sh .ci/venv requirements-test.txt
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format
	@.venv/bin/djade --target-version 6.0 $$(find templates -name '*.html') || true

lock:  # hashed lock files without addresses
	@sh .ci/venv requirements-test.txt
	@$(PY) -m uv pip compile -q pyproject.toml --generate-hashes --universal --python-version 3.12 --no-emit-index-url --no-emit-find-links --no-header -o requirements.txt
	@$(PY) -m uv pip compile -q pyproject.toml --group test --generate-hashes --universal --python-version 3.12 --no-emit-index-url --no-emit-find-links --no-header -o requirements-test.txt

messages:  # collect strings for translation; needs GNU gettext
	@$(PY) manage.py makemessages -l ko -l ja --no-location --no-wrap --no-obsolete
