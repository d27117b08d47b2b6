"""Run the background worker: intake of uploads and addresses, feeds, links."""

import asyncio
import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from timeline.db import embedded


class Command(BaseCommand):
    help = "Do what waits in the background, until told to stop; `manage.py serve` starts one of these by itself."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--stalled-after", type=float, default=30.0, help="Seconds without a sign of life.")
        parser.add_argument("--parent", type=int, default=0, help="End when this process is no longer the parent.")

    def handle(self, *, stalled_after, parent, **options):
        import psycopg
        from procrastinate.exceptions import ConnectorException

        from timeline.intake.worker import Worker

        connections.settings["default"]["OPTIONS"]["options"] = settings.JOB_LIMITS
        connection = connections["default"]
        try:
            connection.close()
            connection.ensure_connection()  # starts the embedded server, if that is the one and nobody has
            connection.close()
            asyncio.run(Worker(stalled_after=stalled_after, parent=parent, leave=leave).run())
        except (DatabaseError, psycopg.Error, ConnectorException) as error:
            raise CommandError(f"The worker lost its database: {str(error).splitlines()[0]}") from error


def leave():
    """Use the embedded server no longer, as the end of a process would say by itself."""
    if settings.DATABASES["default"]["ENGINE"] == "timeline.db.postgresql":
        embedded.leave(embedded.configured(), os.getpid())
