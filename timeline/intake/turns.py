"""One request at a time to a host, whichever process asks."""

import contextlib
import hashlib
import time

from django.db import DatabaseError, connection

from .fetch_errors import HostBusy, TimedOut

SPACE = 0x5348  # our own of PostgreSQL's advisory locks
PAUSE = 0.1


@contextlib.contextmanager
def one_at_a_time(host, deadline):
    """Wait for the host's turn within the deadline, or raise HostBusy. PostgreSQL frees the turn of a process that
    dies. Never hold a transaction open around it: the database ends idle ones."""
    key = int.from_bytes(hashlib.sha256(host.encode()).digest()[:4], signed=True)
    while not taken(key):
        try:
            time.sleep(min(PAUSE, deadline.left()))
        except TimedOut:
            raise HostBusy from None
    try:
        yield
    finally:
        with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [SPACE, key])


def taken(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [SPACE, key])
        return cursor.fetchone()[0]
