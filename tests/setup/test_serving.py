"""Starting and stopping the site as `make run` does."""

import os
import socket
import stat
import subprocess
import sys
import time

import pytest
from django.core.management.base import CommandError

from tests.conftest import ROOT, environment, free_port, start_site, stop_site
from timeline.management.commands.serve import for_others


def serve(**changes):
    """What `manage.py serve` says when it can't start: (exit code, output)."""
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment(**changes), capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="about the embedded server")
def test_the_site_starts_keeps_its_data_and_stops_cleanly():
    site = start_site()
    password = site.data / "admin-password"
    try:
        assert site.get("/healthz")[0] == site.get("/readyz")[0] == 200
        assert stat.S_IMODE(password.stat().st_mode) == stat.S_IMODE((site.data / "secret-key").stat().st_mode) == 0o600
        assert password.read_text().strip() in (site.data / "output").read_text()

        stop_site(site, keep=True)

        assert site.process.returncode == 0
        assert "Traceback" not in (site.data / "output").read_text()
        assert not (site.data / "postgres" / "data" / "postmaster.pid").exists()

        again = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
            env=environment(SHUTTLE_DATA=str(site.data), PORT=site.url.rsplit(":", 1)[1]),
            start_new_session=True,
        )  # fmt: skip
        for _ in range(100):
            try:
                if site.get("/readyz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.2)
        again.terminate()
        said = again.communicate(timeout=30)[0]
        assert again.returncode == 0
        assert "Loaded the record" not in said and "Made the user" not in said
    finally:
        stop_site(site)


def test_a_taken_port_gets_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = serve(PORT=str(taken.getsockname()[1]))

    assert code != 0
    assert "can't be used" in said and "PORT=8001 make run" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"PORT": "many"}, "PORT is “many”"),
        ({"SITE_URL": "timeline.example.org"}, "SITE_URL"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL does not name a PostgreSQL"),
        ({"REQUIRE_2FA": "perhaps"}, "write true or false"),
        ({"SHUTTLE_DATA": "/proc/nowhere"}, "SHUTTLE_DATA"),
        ({"SHUTTLE_DATA": __file__}, "SHUTTLE_DATA"),  # no folder
    ],
)
def test_a_wrong_setting_gets_one_sentence(changes, words):
    code, said = serve(**changes)

    assert code != 0
    assert words in said
    assert "Traceback" not in said


def test_a_place_that_static_files_cannot_be_written_to_gets_one_sentence(monkeypatch):
    from timeline.management.commands import serve as command

    def refused():
        raise PermissionError(13, "Permission denied", "/opt/static")

    monkeypatch.setattr(command.Command, "refuse_taken_port", lambda self: None)
    monkeypatch.setattr(command.embedded, "join", lambda server: None)
    monkeypatch.setattr(command.Command, "prepare", lambda self: refused())

    with pytest.raises(CommandError, match=r"/opt/static can't be written \(Permission denied\)"):
        command.Command().handle()


@pytest.mark.parametrize(
    "host, address",
    [("::1", "http://[::1]:8000"), ("::", "http://127.0.0.1:8000"), ("10.0.0.1", "http://10.0.0.1:8000")],
)
def test_the_printed_address_is_one(host, address):
    done = subprocess.run(
        [sys.executable, "-c", "from timeline.settings import SITE_URL; print(SITE_URL)"],
        cwd=ROOT, env=environment(HOST=host, PORT="8000", SITE_URL=""), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout.strip() == address


@pytest.mark.parametrize(
    "host, given, says",
    [("0.0.0.0", "", True), ("::", "", True), ("127.0.0.1", "", False), ("0.0.0.0", "http://10.0.0.1:8000", False)],
)
def test_who_opens_the_site_to_others_is_told_to_give_its_address(settings, monkeypatch, host, given, says):
    settings.HOST = host
    monkeypatch.setenv("SITE_URL", given)
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)

    assert ("SITE_URL=" in for_others()) == says


def test_a_missing_interpreter_gets_one_sentence(tmp_path):
    """Also where there is no HOME."""
    tools = tmp_path / "bin"
    tools.mkdir()
    done = subprocess.run(
        ["/bin/sh", ROOT / ".ci" / "venv", ROOT / "requirements.txt"],
        cwd=tmp_path, env={"PATH": str(tools)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Shuttle needs Python 3.12 or newer with its venv module: install python3.13 and python3.13-venv, or set"
        " PYTHON=/path/to/python3.13."
    ]


def test_a_database_that_is_away_gets_one_sentence():
    code, said = serve(DATABASE_URL=f"postgres://nobody@127.0.0.1:{free_port()}/none", PORT=str(free_port()))

    assert code != 0
    assert "The database can't be used" in said
    assert "Traceback" not in said


def test_django_finds_nothing_to_warn_of_in_production():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment(SITE_URL="https://timeline.example.org"), capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


def test_no_migration_is_missing():
    done = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], cwd=ROOT, capture_output=True,
        text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
