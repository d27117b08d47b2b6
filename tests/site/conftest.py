"""Here the site shows the shipped record, whole."""

import pytest

from tests.conftest import FIXTURES, start_site, stop_site


@pytest.fixture(scope="session")
def site():
    started = start_site(record=FIXTURES)
    yield started
    stop_site(started)
