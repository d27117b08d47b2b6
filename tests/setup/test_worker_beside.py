"""The background worker beside the web server, as `make run` has it."""

import os
import signal
import subprocess
import time

import pytest

from tests.conftest import start_site, stop_site

pytestmark = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="starts the embedded server")


def processes_below(pid):
    """{process id: (its command, MB it holds)} of a process's children."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,rss=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 3) for line in listed.splitlines()]
    return {int(row[0]): (row[3], int(row[2]) / 1000) for row in rows if int(row[1]) == pid and len(row) == 4}


def workers(site):
    return [pid for pid, (command, _size) in processes_below(site.process.pid).items() if "manage.py work" in command]


def until(condition):
    for _ in range(600):
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("It did not come to that.")


def test_one_worker_runs_is_started_again_when_it_dies_and_goes_with_the_site():
    site = start_site()
    try:
        (first,) = until(lambda: workers(site))
        os.kill(first, signal.SIGKILL)
        (second,) = until(lambda: [pid for pid in workers(site) if pid != first])
        time.sleep(3)  # it reads its jobs
        assert processes_below(site.process.pid)[second][1] < 300
        below = processes_below(site.process.pid)

        stop_site(site, keep=True)

        assert site.process.returncode == 0
        assert not [pid for pid in below if os.path.exists(f"/proc/{pid}")]
        assert not (site.data / "postgres" / "data" / "postmaster.pid").exists()
        said = (site.data / "output").read_text()
        assert said.count("The background worker ended") == 1
        assert "Traceback" not in said and "WARNING" not in said
    finally:
        stop_site(site)


def test_a_worker_may_run_elsewhere():
    site = start_site(WORKER="off")
    try:
        time.sleep(3)
        assert workers(site) == []
    finally:
        stop_site(site)
