"""The background worker, by the product's own command, with jobs that a test can watch and stop at a chosen moment.

`receive` is one that does its work anew whenever it is called: what keeps it from doing so twice is the job's part.
"""

import os
import sys
import time
from pathlib import Path
from types import ModuleType

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from procrastinate.contrib.django import app  # noqa: E402

from timeline.models import Theme  # noqa: E402

FOLDER = Path(sys.argv[1])


def note(word):
    with (FOLDER / "notes").open("a") as file:
        file.write(word + "\n")


def hold(word):
    """Say that this point is reached; the first process to do so stays there."""
    note(word)
    if not (FOLDER / "held").exists():
        (FOLDER / "held").touch()
        time.sleep(120)


def receive(data, *, by, name, batch="", **rest):
    Theme.objects.create(slug=name, name_en=data.decode())
    if name == "file-2":
        hold("in file-2")


receiving = ModuleType("timeline.intake.receiving")
receiving.receive = receive
sys.modules["timeline.intake.receiving"] = receiving


@app.task(name="tests.write")
def write(slug):
    with transaction.atomic():
        if not Theme.objects.filter(slug=slug).exists():
            Theme.objects.create(slug=slug, name_en=slug)
            hold(slug)


@app.task(name="tests.grow")
def grow(size):
    note("grown")
    globals()["kept"] = bytearray(size)


@app.task(name="tests.limits")
def limits():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        note(cursor.fetchone()[0])


call_command("work", *sys.argv[2:])
