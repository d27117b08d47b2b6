"""How an event becomes public and changes: publish, withdraw, merge, and the history that each leaves."""

from .history import lock, record_change
from .merging import merge_actors, merge_events
from .publishing import ReviewError, publish, submit, withdraw
from .versions import write_version

__all__ = [
    "ReviewError",
    "lock",
    "merge_actors",
    "merge_events",
    "publish",
    "record_change",
    "submit",
    "withdraw",
    "write_version",
]
