from django.db.backends.postgresql import base

from timeline.db import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection starts the embedded server if nobody has; the last process that used it stops it."""

    def get_new_connection(self, conn_params):
        embedded.join()
        return super().get_new_connection(conn_params)
