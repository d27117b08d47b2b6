"""Fetch an address and take in what is there."""

from django.utils import timezone

from .fetching import ARTICLE, fetch


def receive_from(url, *, by, name="", accept=ARTICLE, policy=None):
    """What `receive` made of the page at `url`; raises a FetchError where there is none to take in."""
    from .receiving import receive

    fetched = fetch(url, accept=accept, policy=policy)
    return receive(
        fetched.body,
        by=by,
        name=name or fetched.final_url,
        url=fetched.final_url,
        content_type=fetched.content_type,
        today=timezone.localdate(fetched.fetched_at),
    )


def refuse(url, failure, *, by):
    """Keep why an address gave nothing, where curators look for what they asked for."""
    from .outcomes import IntakeError
    from .receiving import receive

    return receive(b"", by=by, name=url[:300], url=url, refusal=IntakeError(str(failure)))
