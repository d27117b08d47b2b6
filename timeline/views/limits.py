"""Rate limits that weigh cost: what is made anew counts, a copy that is still good does not.

One row a client, a kind of question and a minute counts, in a table that all workers share. A client is its network
(IPv4 /24, IPv6 /56), kept as a hash under a salt that changes every day. Where the database is away nobody is refused.
"""

import hashlib
import hmac
import ipaddress
import time
from functools import wraps

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils.translation import gettext as _

from timeline.api.problems import problem
from timeline.views.errors import too_many
from timeline.views.middleware import client_address

MINUTE, DAY = 60, 86400
COUNT = """
    INSERT INTO timeline_rate AS rate (client, minute, count) VALUES (%s, %s, 1)
    ON CONFLICT (client) DO UPDATE SET
        count = CASE WHEN rate.minute = excluded.minute THEN rate.count + 1 ELSE 1 END,
        minute = excluded.minute
    RETURNING count
"""
_tidied = {"day": 0}


def limited(name, *, page=False, when=lambda request: True):
    """Refuse with 429 whoever asks for more of this in a minute than `settings.RATE_LIMITS[name]`.

    Stands within `fresh`, so that kept answers and 304 cost nothing. `page`: in the site's dress, not for programs.
    """

    def decorate(view):
        @wraps(view)
        def inner(request, *args, **kwargs):
            most = settings.RATE_LIMITS.get(name, 0)
            if not most or not when(request) or is_free(request):
                return view(request, *args, **kwargs)
            now = time.time()
            asked = counted(client_of(request, name, now), int(now // MINUTE))
            if asked is None:
                return view(request, *args, **kwargs)
            wait = MINUTE - int(now % MINUTE)
            request.rate = {
                "RateLimit-Policy": f'"{name}";q={most};w={MINUTE}',
                "RateLimit": f'"{name}";r={max(0, most - asked)};t={wait}',
            }
            if asked <= most:
                return view(request, *args, **kwargs)
            return refused(request, most, wait, page)

        return inner

    return decorate


def refused(request, most, wait, page):
    words = _("At most %(most)d such questions a minute are answered; ask again in %(wait)d seconds.") % {
        "most": most,
        "wait": wait,
    }
    response = too_many(words) if page else problem(request, {}, 429, words)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response


def rate_headers(get_response):
    """Say in every counted answer how much is left; not in the copies of it that are kept."""

    def middleware(request):
        response = get_response(request)
        for header, value in getattr(request, "rate", {}).items():
            response.headers[header] = value
        return response

    return middleware


def is_free(request):
    """Whether nothing is counted: for a known key, and on the machine itself where no proxy stands before it."""
    if key_of(request):
        return True
    return not settings.TRUSTED_PROXIES and network_of(client_address(request)).is_loopback


def key_of(request):
    """Whether the request bears one of the keys that lift the limits, and nothing else."""
    kind, _space, said = request.headers.get("Authorization", "").partition(" ")
    given = said.strip().encode() if kind.casefold() == "bearer" else b""
    return any(hmac.compare_digest(key.encode(), given) for key in settings.API_KEYS)


def network_of(address):
    """The network that an address counts as; what is no address counts as one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ipaddress.ip_network("0.0.0.0/32")
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ipaddress.ip_network((ip, 24 if ip.version == 4 else 56), strict=False)


def client_of(request, name, now):
    """A client and what it asks for, in letters that say neither, and nothing of yesterday's."""
    salt = hmac.digest(settings.SECRET_KEY.encode(), f"rate {int(now // DAY)}".encode(), "sha256")
    said = f"{name} {network_of(client_address(request))}"
    return hashlib.blake2b(said.encode(), key=salt, digest_size=16).hexdigest()


def counted(client, minute):
    """How often the client asked in this minute; None where it can't be counted."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [client, minute])
            (count,) = cursor.fetchone()
            tidy(cursor, minute)
    except (DatabaseError, InterfaceError):
        return None
    return count


def tidy(cursor, minute):
    """Once a day in each process: forget the clients of the days before."""
    day = minute * MINUTE // DAY
    if _tidied["day"] != day:
        cursor.execute("DELETE FROM timeline_rate WHERE minute < %s", [day * DAY // MINUTE])
        _tidied["day"] = day
