"""The background worker is killed, stopped and starved; no job is lost, none has its effect twice."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from tests import make
from tests.conftest import ROOT, environment
from timeline.intake import jobs
from timeline.intake.uploads import keep_for_later
from timeline.models import Theme, Upload

pytestmark = pytest.mark.django_db(transaction=True)


def database_url():
    its = connection.settings_dict
    parts = {name: quote(str(its[name]), safe="") for name in ("USER", "PASSWORD", "NAME")}
    return f"postgres://{parts['USER']}:{parts['PASSWORD']}@/{parts['NAME']}?host={quote(str(its['HOST']))}&port={its['PORT'] or 5432}"


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else None


def states():
    return sorted(rows("SELECT task_name, status::text FROM procrastinate_jobs WHERE task_name LIKE %s", "tests.%"))


@pytest.fixture
def no_jobs():
    def clear():
        rows("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers")

    clear()
    yield
    clear()


@pytest.fixture
def worker(tmp_path, no_jobs):
    """Starts workers; each ends with the test."""
    started = []

    def start(*arguments, stalled_after="2"):
        with (tmp_path / "output").open("a") as log:
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.intake.working", str(tmp_path), "--stalled-after", stalled_after, *arguments],
                    cwd=ROOT, env=environment(DATABASE_URL=database_url()), stdout=log, stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )  # fmt: skip
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


def until(condition, seconds=60):
    for _ in range(seconds * 10):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("It did not come to that.")


def notes(folder):
    return (folder / "notes").read_text().split("\n")[:-1] if (folder / "notes").exists() else []


def defer(name, **arguments):
    app.configure_task(name).defer(**arguments)


def test_a_job_whose_worker_was_killed_is_run_again_and_has_its_effect_once(worker, tmp_path):
    defer("tests.write", slug="once")
    first = worker()
    until(lambda: "once" in notes(tmp_path))
    first.kill()
    first.wait()
    assert states() == [("tests.write", "doing")]

    worker()
    until(lambda: states() == [])

    assert notes(tmp_path) == ["once", "once"]
    assert Theme.objects.filter(slug="once").count() == 1


def test_a_batch_whose_worker_was_killed_goes_on_where_it_stopped(worker, tmp_path):
    files = [(f"file-{n}", b"text") for n in range(5)]
    batch = keep_for_later(files, by=make.user())
    first = worker()
    until(lambda: "in file-2" in notes(tmp_path))
    first.kill()
    first.wait()
    until(lambda: sorted(Theme.objects.values_list("slug", flat=True)) == ["file-0", "file-1"])

    worker()
    until(lambda: not Upload.objects.filter(batch=batch).exists())

    assert sorted(Theme.objects.values_list("slug", flat=True)) == [name for name, _data in files]


def test_an_idle_worker_stops_when_told_to(worker, tmp_path):
    for number in (signal.SIGTERM, signal.SIGINT):
        process = worker()
        until(lambda: rows("SELECT 1 FROM procrastinate_workers"))
        process.send_signal(number)

        assert process.wait(10) == 0
        assert rows("SELECT 1 FROM procrastinate_workers") == []
    assert (tmp_path / "output").read_text() == ""


def test_a_worker_told_to_stop_in_a_long_job_puts_it_back_and_takes_back_what_it_did(worker, tmp_path):
    defer("tests.write", slug="long")
    process = worker()
    until(lambda: "long" in notes(tmp_path))
    process.terminate()

    assert process.wait(10) == 0
    assert states() == [("tests.write", "todo")]
    assert not Theme.objects.exists()

    worker()
    until(lambda: states() == [])
    assert Theme.objects.filter(slug="long").count() == 1


def test_a_job_that_takes_every_worker_down_is_given_up(worker):
    defer("tests.write", slug="poison")
    rows("UPDATE procrastinate_jobs SET status = 'doing', attempts = 5")

    worker()

    until(lambda: states() == [("tests.write", "failed")])


def test_a_worker_that_has_grown_ends_after_its_job(worker, tmp_path):
    defer("tests.grow", size=250_000_000)
    process = worker()

    assert process.wait(60) == 0
    assert notes(tmp_path) == ["grown"]
    assert states() == []


def test_a_worker_ends_with_whoever_started_it(worker, tmp_path):
    assert worker("--parent", str(os.getpid() + 1)).wait(60) == 0
    alive = worker("--parent", str(os.getpid()))
    until(lambda: rows("SELECT 1 FROM procrastinate_workers"))
    assert alive.poll() is None


def test_jobs_may_ask_the_database_longer_than_pages(worker, tmp_path):
    defer("tests.limits")
    worker()

    until(lambda: notes(tmp_path) == ["1min"])


def test_a_job_that_nobody_knows_is_no_end_of_the_worker(worker, tmp_path):
    defer("tests.unknown")
    defer("tests.write", slug="known")
    (tmp_path / "held").touch()
    worker()

    until(lambda: states() == [("tests.unknown", "failed")])
    assert Theme.objects.filter(slug="known").exists()


def test_a_deferred_job_goes_with_its_transaction(no_jobs):
    from django.db import transaction

    with transaction.atomic():
        keep_for_later([("a", b"b")], by=make.user())
        transaction.set_rollback(True)

    assert not Upload.objects.exists()
    assert rows("SELECT 1 FROM procrastinate_jobs") == []


def test_a_batch_whose_job_was_lost_is_taken_up_again(no_jobs):
    keep_for_later([("a", b"b")], by=make.user(), batch="lost")
    keep_for_later([("a", b"b")], by=make.user(), batch="new")
    rows("UPDATE timeline_upload SET at = now() - interval '2 hours' WHERE batch = 'lost'")
    rows("TRUNCATE procrastinate_jobs CASCADE")

    jobs.take_up_batches(timestamp=0)

    assert rows("SELECT task_name, args->>'batch' FROM procrastinate_jobs") == [("receive_batch", "lost")]
