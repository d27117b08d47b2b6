"""Whether the site lives, and whether it can serve readers."""

import logging

from django.db import DatabaseError, connection
from django.views.decorators.http import require_safe

from timeline.db.embedded import EmbeddedError
from timeline.models import Record
from timeline.views.middleware import plain

log = logging.getLogger("shuttle.health")


def uncached(response):
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def healthz(request):
    """The process answers; nothing else is asked."""
    return uncached(plain("ok\n", 200))


@require_safe
def readyz(request):
    """The database answers, its tables are there, and a record is loaded."""
    try:
        connection.ensure_connection()
        if Record.objects.exists():
            return uncached(plain("ready\n", 200))
        reason = "no record is loaded"
    except (DatabaseError, EmbeddedError) as error:
        log.warning("not ready: %s", str(error).splitlines()[0])
        reason = "the database does not answer"
    return uncached(plain(f"not ready: {reason}\n", 503))
