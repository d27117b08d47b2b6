"""A record in a test's database: loaded from its files once in a session, copied back in after that."""

from django.core.management import call_command
from django.db import connection

from timeline.intake.record_loader import count_anew

_kept: dict = {}


def load_record_once(folder):
    """Load a record within the open transaction; the second time its rows are copied from the first.

    Copying leaves the rules of the database aside, which takes a superuser's right; without it every load is a load.
    """
    if folder not in _kept:
        call_command("load_record", folder, verbosity=0)
        if may_copy():
            _kept[folder] = {table: rows_of(table) for table in tables()}
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in _kept[folder].items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    count_anew()


def may_copy():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


def tables():
    return [table for table in connection.introspection.table_names() if table.startswith("timeline_")]


def rows_of(table):
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(piece) for piece in copy)
