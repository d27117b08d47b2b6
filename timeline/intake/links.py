"""Whether sources' pages are still where they were, and where an archive keeps those that are not."""

import json
from datetime import timedelta
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.models import Source

from . import fetch_errors
from .addresses import read_address
from .fetch_errors import FetchError
from .fetching import JSON, answers, fetch, usual_policy

WORKS, MOVED = "works", "moved"
STATES = fetch_errors.WORDS | {
    "": _("Not checked yet"),
    WORKS: _("The page is there"),
    MOVED: _("Leads to another address"),
}
# What says nothing about the page: who asked was not let in, or there was no time.
UNDECIDED = ("robots", "robots-unknown", "host-busy", "not-for-us", "asked-to-wait", "not-on-the-list")
BROKEN = tuple(sorted(set(fetch_errors.WORDS) - set(UNDECIDED)))
AGAIN_AFTER = timedelta(days=30)
BROKEN_AGAIN_AFTER = timedelta(days=2)
AT_A_TIME = 40  # sources in one check
ARCHIVE = "https://archive.org/wayback/available?url={url}&timestamp={day}"
ARCHIVE_HOST = "web.archive.org"


def due(now):
    """Sources to look at, those not looked at for longest first."""
    with_address = Source.objects.exclude(url=None)
    again = Q(link_checked_at__lt=now - AGAIN_AFTER)
    broken_again = Q(link_checked_at__lt=now - BROKEN_AGAIN_AFTER) & ~Q(link_state__in=(WORKS, MOVED))
    never = Q(link_checked_at=None)
    return with_address.filter(never | again | broken_again).order_by(F("link_checked_at").asc(nulls_first=True), "pk")


def check_some(*, most=AT_A_TIME, policy=None):
    """Check the sources that are due; nothing where link care is off. Returns {state: how many}."""
    if not settings.LINK_CARE:
        return {}
    found: dict[str, int] = {}
    for source in due(timezone.now())[:most]:
        state = check_link(source, policy=policy)
        found[state] = found.get(state, 0) + 1
    return found


def check_link(source, *, policy=None):
    """Ask whether a source's page is there and keep the answer on it; where it is not, look for an archived one.

    This is no edit of the record: it leaves no line of history and moves no version.
    """
    policy = policy or usual_policy()
    now = timezone.now()
    try:
        final = answers(source.url, policy=policy)
        state = WORKS if essence(final) == essence(read_address(source.url, policy).url) else MOVED
        source.link_seen_at = now
    except FetchError as failure:
        state = failure.code
    source.link_state, source.link_checked_at = state, now
    if state in (WORKS, MOVED) or source.archive_url:
        source.archive_proposed = ""
    elif state in BROKEN and not source.archive_proposed and settings.CONTACT:
        source.archive_proposed = archived(source, policy=policy)
    source.save(update_fields=["link_state", "link_checked_at", "link_seen_at", "archive_proposed"])
    return state


def essence(url):
    """What of an address matters: http or https, www and a final slash do not."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def archived(source, *, policy=None):
    """Where the Internet Archive keeps a source's page, nearest to the day of its publication; "" if nowhere."""
    day = f"{source.published_earliest:%Y%m%d}" if source.published_earliest else ""
    asked = ARCHIVE.format(url=quote(source.url, safe=""), day=day)
    try:
        told = json.loads(fetch(asked, accept=JSON, policy=policy).body)
        nearest = told["archived_snapshots"]["closest"]
        if not nearest["available"] or str(nearest["status"]) != "200":
            return ""
        address = read_address(str(nearest["url"]), policy or usual_policy())
    except (FetchError, ValueError, KeyError, TypeError):
        return ""
    kept = address.url.replace("http://", "https://", 1)
    return kept if address.host == ARCHIVE_HOST and len(kept) <= 1000 else ""
