import sys
from types import ModuleType

import pytest

from .web import serving


@pytest.fixture
def site():
    with serving() as started:
        yield started


@pytest.fixture
def received(monkeypatch):
    """What was handed over to be taken in, instead of taking it in."""
    handed = []

    def receive(data, *, by, name, url=None, **rest):
        handed.append({"data": data, "by": by, "name": name, "url": url} | rest)

    stand_in = ModuleType("timeline.intake.receiving")
    stand_in.receive = receive
    monkeypatch.setitem(sys.modules, "timeline.intake.receiving", stand_in)
    return handed
