"""What every test starts from: a shut network, a fresh vocabulary, and, where asked for, the real site in a process."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.loaded import load_record_once

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures" / "korea-japan"
SAMPLE = ROOT / "tests" / "sample_record"  # seventy events of it, which stay as they are


def pytest_configure(config):
    from django.conf import settings

    # Playwright keeps an event loop in the thread of the tests; no test of ours is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "whitenoise" not in m]
    call_command("compile_messages", verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _tables_emptied_with_patience():
    """A database that cleans a table gives way after a second, which is as long as a session of ours waits for it."""
    from django.db import connection
    from django.test import TransactionTestCase

    empty = TransactionTestCase._fixture_teardown

    def patiently(case):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '20s'; SET statement_timeout = '30s'")
        empty(case)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout; RESET statement_timeout")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", patiently)
        yield


@pytest.fixture(autouse=True)
def _network_shut(monkeypatch):
    """Nothing but loopback and unix sockets may be connected to."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not re.match(r"127\.|::1$|localhost$", address[0]):
            raise AssertionError(f"A test reached out to {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _vocabulary_read_anew():
    """A test's rows go without a new revision of the record, which is what the vocabulary is kept by."""
    from timeline import index, picturing, vocabulary
    from timeline.intake import names
    from timeline.views import freshness

    kept = (vocabulary.forget, index.forget, freshness.forget, picturing.forget, names.forget)
    for forget in kept:
        forget()
    yield
    for forget in kept:
        forget()


@pytest.fixture(scope="module")
def shipped_record(django_db_setup, django_db_blocker):
    """The record of `fixtures/`, loaded once for a module and taken back after it."""
    yield from loaded(FIXTURES, django_db_blocker)


@pytest.fixture(scope="module")
def sample_record(django_db_setup, django_db_blocker):
    """The record of `tests/sample_record`, likewise: large enough to see, small enough to count."""
    yield from loaded(SAMPLE, django_db_blocker)


def loaded(folder, blocker):
    with blocker.unblock(), transaction.atomic():
        load_record_once(folder)
        yield
        transaction.set_rollback(True)


@dataclass
class Site:
    """The real site: `manage.py serve` with the shipped record, in a process of its own."""

    url: str
    data: Path
    process: subprocess.Popen

    def get(self, path, **headers):
        """(status, headers, text) of an answer; redirects are not followed."""
        request = urllib.request.Request(self.url + path, headers=headers)
        opener = urllib.request.build_opener(NoRedirect)
        try:
            with opener.open(request, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode("utf-8", "replace")

    @property
    def password(self):
        return (self.data / "admin-password").read_text().strip()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def environment(**changes):
    """The environment for a process of its own, without what only this one needs."""
    return {n: v for n, v in os.environ.items() if n != "DJANGO_ALLOW_ASYNC_UNSAFE"} | changes


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_site(record=SAMPLE, **changes):
    """Start the site with an empty data folder and a record to load; wait until it says its address."""
    data, port = Path(tempfile.mkdtemp(prefix="shuttle-test-")), free_port()
    data.chmod(0o755)
    kept = {name: value for name, value in environment().items() if name not in ("SITE_URL", "DATABASE_URL")}
    with (data / "output").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=kept
            | {"SHUTTLE_DATA": str(data), "SHUTTLE_RECORD": str(record), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
            | changes,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    site = Site(f"http://127.0.0.1:{port}", data, process)
    for _ in range(1200):
        said = (data / "output").read_text()
        if "Shuttle is at" in said:
            return site
        if process.poll() is not None:
            break
        time.sleep(0.2)
    stop_site(site)
    raise AssertionError(f"The site did not start:\n{said}")


def stop_site(site, *, keep=False):
    if site.process.poll() is None:
        site.process.send_signal(signal.SIGTERM)
        try:
            site.process.wait(30)
        except subprocess.TimeoutExpired:
            site.process.kill()
    if not keep:
        shutil.rmtree(site.data, ignore_errors=True)


@pytest.fixture(scope="session")
def site():
    started = start_site()
    yield started
    stop_site(started)


# A real Chromium, found by `make test`.


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        " --disable-component-update --disable-sync"
    )
    return browser_type_launch_args | ({"executable_path": chromium} if chromium else {}) | {"args": flags.split()}


@pytest.fixture
def curator(client, settings):
    """A curator, signed in at the client without a second factor."""
    settings.REQUIRE_2FA = False
    from django.contrib.auth.models import Group

    from tests import make

    person = make.user(is_staff=True)
    person.groups.add(Group.objects.get(name="curator"))
    client.force_login(person)
    return person
