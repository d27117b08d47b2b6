"""Fetch an address of the web, safely and politely.

Whatever a curator, a feed or a page names may be hostile: it never leads into our own network, is never asked without
its site's leave, and is never read longer or further than the policy says. Parsers get bytes, never an address.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from . import robots
from .addresses import Policy, read_address
from .fetch_errors import BadAddress, FetchError, Garbled, TooManyRedirects, WrongType, of_status
from .turns import one_at_a_time
from .wire import CODINGS, Deadline, ask

__all__ = ["Conditional", "FetchError", "Fetched", "answers", "fetch"]

HTML = ("text/html", "application/xhtml+xml")
TEXT = ("text/plain",)
PDF = ("application/pdf",)
XML = ("application/xml", "text/xml")
FEED = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    *XML,
    *HTML,
    *TEXT,
)  # many are mislabelled
JSON = ("application/json",)
ARTICLE = HTML + TEXT
ANYTHING = None
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Conditional:
    """What was said of an address when it was last fetched; an answer of 304 means that nothing changed since."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """What an address answered. `content_type` is the whole header, with its charset; `body` is unpacked."""

    url: str
    final_url: str
    status: int  # 200, or 304 where the fetch was conditional
    content_type: str
    body: bytes
    etag: str
    last_modified: str
    fetched_at: datetime


def usual_policy():
    return Policy(ports=frozenset(settings.FETCH_PORTS), hosts=tuple(settings.FETCH_HOSTS))


def user_agent():
    contact = f"; {settings.CONTACT}" if settings.CONTACT else ""
    said = f"{robots.NAME}/{settings.VERSION} (+{settings.SITE_URL}{contact})"
    return "".join(c for c in said if " " <= c <= "~")


def fetch(
    url: str,
    *,
    accept: Collection[str] | None = ARTICLE,
    conditional: Conditional | None = None,
    policy: Policy | None = None,
) -> Fetched:
    """GET an address: the types in `accept` only, ANYTHING for all. Raises a FetchError, whose words are a curator's.

    It may take `policy.seconds`; call it outside a transaction.
    """
    policy = policy or usual_policy()
    headers = {"Accept": ", ".join(accept or ["*/*"])}
    if conditional and header_safe(conditional.etag):
        headers["If-None-Match"] = conditional.etag
    if conditional and header_safe(conditional.last_modified):
        headers["If-Modified-Since"] = conditional.last_modified

    def taken(address, answer):
        unchanged = answer.status == 304 and conditional is not None
        if answer.status != 200 and not unchanged:
            raise of_status(answer.status)
        if not unchanged and accept is not ANYTHING and answer.media_type not in accept:
            raise WrongType
        return Fetched(
            url=url,
            final_url=address.url,
            status=answer.status,
            content_type=answer.header("Content-Type")[:200],
            body=b"" if unchanged else answer.body(),
            etag=answer.header("ETag")[:300],
            last_modified=answer.header("Last-Modified")[:100],
            fetched_at=timezone.now(),
        )

    return follow(url, taken, headers=headers, policy=policy, deadline=Deadline(policy.seconds))


def answers(url: str, *, policy: Policy | None = None) -> str:
    """The address at which `url` answers in the end; its page is not read. Raises a FetchError if it does not."""
    policy = policy or usual_policy()

    def taken(address, answer):
        if answer.status != 200:
            raise of_status(answer.status)
        return address.url

    return follow(url, taken, headers={"Accept": "*/*"}, policy=policy, deadline=Deadline(policy.seconds))


def follow(url, taken, *, headers, policy, deadline, ask_robots=True):
    """What `taken(address, answer)` makes of the answer that redirects, each checked anew, lead to."""
    address = read_address(url, policy)
    sent = {"User-Agent": user_agent(), "Accept-Encoding": CODINGS} | headers
    for _hop in range(MOST_REDIRECTS + 1):
        if ask_robots:
            robots.check(address, lambda url: rules_of(url, policy, deadline))
        with one_at_a_time(address.host, deadline), ask(address, sent, policy, deadline) as answer:
            if answer.status not in REDIRECTS:
                return taken(address, answer)
            address = next_address(address, answer.header("Location"), policy)
    raise TooManyRedirects


def next_address(address, location, policy):
    if not location:
        raise Garbled
    try:
        return read_address(urljoin(address.url, location), policy)
    except ValueError as error:
        raise BadAddress from error


def rules_of(url, policy, deadline):
    def taken(address, answer):
        return answer.status, answer.body() if answer.status == 200 else b""

    return follow(url, taken, headers={"Accept": "text/plain"}, policy=policy, deadline=deadline, ask_robots=False)


def header_safe(value):
    return 0 < len(value) <= 300 and all(" " <= c <= "~" for c in value)
