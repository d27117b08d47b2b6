"""Look at the feeds that are watched, and take in what is new in them, once."""

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.models import Feed, FeedEntry

from . import fetch_errors
from .fetch_errors import FetchError
from .fetching import FEED, Conditional, fetch, usual_policy
from .from_the_web import receive_from

LARGEST = 2_000_000  # bytes of a feed, and
MOST_TAGS = 60_000  # how much there may be in them: it is parsed as a whole, which takes a worker's memory
MOST_LISTED = 1000  # entries that are looked at in one feed
MOST_TRIES = 3  # of an entry whose page did not come
LONGEST_PAUSE = 7 * 24 * 60  # minutes, between two looks at a feed that fails

OK, UNCHANGED, NO_FEED, TAKEN = "ok", "unchanged", "no-feed", "taken"
STATES = fetch_errors.WORDS | {
    "": _("Not looked at yet"),
    OK: _("The feed was read"),
    UNCHANGED: _("Nothing new"),
    NO_FEED: _("There is no feed at this address."),
    TAKEN: _("Taken in"),
}


@dataclass(frozen=True)
class Looked:
    """What a look brought: the state kept on the feed, how many entries were taken in, how many did not come, and how
    many wait for the next look."""

    state: str
    taken: int = 0
    failed: int = 0
    left: int = 0


@dataclass(frozen=True)
class Entry:
    """An entry as a feed lists it."""

    key: str
    address: str
    title: str


def due(now):
    """The feeds whose next look is due: a feed that failed is asked half as often after each failure."""
    return [
        feed
        for feed in Feed.objects.filter(active=True)
        if feed.last_looked_at is None or feed.last_looked_at + timedelta(minutes=pause(feed)) <= now
    ]


def pause(feed):
    """Minutes until the next look."""
    return max(feed.every_minutes, min(feed.every_minutes * 2 ** min(feed.failures, 12), LONGEST_PAUSE))


def look_at_feed(feed, *, policy=None):
    """Fetch a feed and take in its new entries, newest first, FEED_MOST_NEW of them at most; returns a Looked.

    It may run twice or be killed at any moment: an entry is marked as seen once it was taken in, and whatever is taken
    in a second time is recognised.
    """
    policy = policy or usual_policy()
    try:
        fetched = fetch(
            feed.address,
            accept=FEED,
            conditional=Conditional(feed.etag, feed.last_modified),
            policy=replace(policy, largest=min(policy.largest, LARGEST)),
        )
    except FetchError as failure:
        return finish(feed, Looked(failure.code))
    if fetched.status == 304:
        return finish(feed, Looked(UNCHANGED))
    entries = entries_of(fetched)
    if entries is None:
        return finish(feed, Looked(NO_FEED))
    new = unsettled(feed, entries)
    taken = sum(take(feed, entry, policy) for entry in new[: settings.FEED_MOST_NEW])
    left = len(new) - settings.FEED_MOST_NEW
    looked = Looked(OK, taken=taken, failed=min(len(new), settings.FEED_MOST_NEW) - taken, left=max(left, 0))
    return finish(feed, looked, fetched)


def entries_of(fetched):
    """The entries that a feed lists, each once, or None where this is no feed."""
    import feedparser

    if fetched.body.count(b"<") > MOST_TAGS:
        return None
    read = feedparser.parse(
        io.BytesIO(fetched.body),  # as a stream: bytes by themselves it would take for the name of a file
        response_headers={"content-type": fetched.content_type},
        sanitize_html=False,  # of what it would clean, nothing is used
        resolve_relative_uris=False,
    )
    if not read.get("version") and not read.entries:
        return None
    found = {}
    for entry in read.entries[:MOST_LISTED]:
        link = entry.get("link") or ""
        try:
            address = urljoin(fetched.final_url, link)
        except ValueError:
            continue
        if not link or "\0" in address or len(address) > 2000:
            continue
        known_as = str(entry.get("id") or address)
        key = hashlib.sha256(known_as.encode("utf-8", "replace")).hexdigest()
        title = " ".join(str(entry.get("title") or "").replace("\0", "").split())
        found.setdefault(key, Entry(key, address, title[:300]))
    return list(found.values())


def unsettled(feed, entries):
    """Those of the entries that were never seen, or did not come yet."""
    keys = [entry.key for entry in entries]
    settled = set(feed.entries.filter(settled=True, key__in=keys).values_list("key", flat=True))
    return [entry for entry in entries if entry.key not in settled]


def take(feed, entry, policy):
    """Take in an entry's page and say what came of it; True if it came."""
    row, _new = FeedEntry.objects.get_or_create(
        feed=feed, key=entry.key, defaults={"address": entry.address, "title": entry.title, "state": ""}
    )
    if row.settled:
        return False
    row.address, row.title, row.tries = entry.address, entry.title, row.tries + 1
    try:
        receive_from(entry.address, by=feed.added_by, name=entry.title, policy=policy)
        row.state, row.settled = TAKEN, True
    except FetchError as failure:
        row.state, row.settled = failure.code, failure.lasting or row.tries >= MOST_TRIES
    row.save()
    return row.state == TAKEN


def finish(feed, looked, fetched=None):
    """Keep what the look brought. What the site said of the feed's state is kept only when nothing waits in it."""
    feed.state, feed.last_looked_at = looked.state, timezone.now()
    feed.failures = 0 if looked.state in (OK, UNCHANGED) else min(feed.failures + 1, 100)
    if fetched is not None:
        all_seen = looked.left == 0 and not feed.entries.filter(settled=False).exists()
        feed.etag, feed.last_modified = (fetched.etag, fetched.last_modified) if all_seen else ("", "")
    feed.save(update_fields=["state", "last_looked_at", "failures", "etag", "last_modified"])
    return looked
