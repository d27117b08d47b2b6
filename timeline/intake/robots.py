"""What sites ask of programs (robots.txt), remembered for a while."""

import threading
import time

from .fetch_errors import FetchError, ForbiddenByRobots, RobotsUnknown

NAME = "Shuttle"
KEPT_FOR = 3600  # seconds
KEPT_FAILURE_FOR = 60
MOST_KEPT = 200
LONGEST = 500_000  # bytes that are read of one, as RFC 9309 asks at least

_kept: dict[str, tuple[float, object]] = {}  # origin → (until, its rules, True for none, or the failure)
_lock = threading.Lock()


def forget():
    with _lock:
        _kept.clear()


def check(address, read):
    """Raise ForbiddenByRobots, or why the rules are unknown; `read(url)` gives a robots.txt's (status, body)."""
    from protego import Protego

    with _lock:
        until, rules = _kept.get(address.origin, (0.0, None))
    if until < time.monotonic():
        rules, seconds = ask_for(address.origin, read)
        with _lock:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            _kept[address.origin] = (time.monotonic() + seconds, rules)
    if isinstance(rules, FetchError):
        raise rules
    if isinstance(rules, Protego) and not rules.can_fetch(address.url, NAME):
        raise ForbiddenByRobots


def ask_for(origin, read):
    from protego import Protego

    try:
        status, body = read(origin + "/robots.txt")
    except FetchError as failure:
        return failure, KEPT_FAILURE_FOR
    if status >= 500 or status == 429:
        return RobotsUnknown(), KEPT_FAILURE_FOR
    if status >= 400:
        return True, KEPT_FOR
    return Protego.parse(body[:LONGEST].decode("utf-8", "replace")), KEPT_FOR
