"""How a candidate becomes an event, and an event public: accept, merge, reject, publish, withdraw, their history."""

from .candidates import Overtaken, accept, is_sharper, locator_of, merge, reject, still_there, undo
from .history import lock, record_change
from .merging import merge_actors, merge_events
from .publishing import ReviewError, publish, submit, withdraw
from .slugs import slug_for
from .versions import write_version

__all__ = [
    "Overtaken",
    "ReviewError",
    "accept",
    "is_sharper",
    "locator_of",
    "lock",
    "merge",
    "merge_actors",
    "merge_events",
    "publish",
    "record_change",
    "reject",
    "slug_for",
    "still_there",
    "submit",
    "undo",
    "withdraw",
    "write_version",
]
