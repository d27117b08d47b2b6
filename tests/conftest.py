"""What every test starts from."""

import pytest

from timeline import vocabulary


@pytest.fixture(autouse=True)
def _vocabulary_read_anew():
    """A test's rows go without a new revision of the record, which is what the vocabulary is kept by."""
    vocabulary.forget()
    yield
    vocabulary.forget()
