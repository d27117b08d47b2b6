"""Workers share what they count, as they share nothing but the database."""

import pytest
from django.db import connection

from timeline.views import limits


@pytest.mark.django_db(transaction=True)
def test_two_workers_count_together():
    client = "a" * 32
    one = [limits.counted(client, 5) for _ in range(2)]
    connection.close()  # another connection, as another process has

    two = limits.counted(client, 5)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_rate")
    assert (one, two) == ([1, 2], 3)
