"""The site as a WSGI application."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
application = get_wsgi_application()


def read_index():
    """Read the record's index before a reader waits for it; without a database the first answer says what is wrong."""
    from django.db import DatabaseError, connection

    from timeline.index import index

    try:
        index()
    except DatabaseError:
        pass
    finally:
        connection.close()


Thread(target=read_index, daemon=True).start()
