"""Pages of a list by key, not by number: a page stays where it was when events are added before it."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core import signing
from django.db.models import F, Q

from timeline.search import read_query

PAGE = 50
SIGNER = signing.Signer(salt="timeline.paging")  # without the time: the same page is the same bytes


class WrongCursor(ValueError):
    """A place in a list that we never gave out."""


@dataclass(frozen=True)
class Page:
    """Some events of a list, and the cursors of the pages beside it (None at an end)."""

    events: list
    next: str | None
    previous: str | None


# Each sort as keys, most important first: (field, descending).
KEYS = {
    "-date": (("earliest", True), ("latest", False), ("public_id", True)),
    "date": (("earliest", False), ("latest", True), ("public_id", False)),
    "significance": (("significance", True), ("earliest", True), ("latest", False), ("public_id", True)),
}


def ordered(events, sort, words=""):
    """The events in an order; `relevance` needs the words that were searched for."""
    if sort == "relevance":
        asked = " ".join(" ".join(term.words) for term in read_query(words) if not term.excluded)
        rank = SearchRank(F("search_words"), SearchQuery(asked, config="english"))
        return events.annotate(rank=rank).order_by("-rank", "-significance", "-earliest", "latest", "-public_id")
    return events.order_by(*[f"-{name}" if descending else name for name, descending in KEYS[sort]])


def page_of(events, sort, after="", limit=PAGE, words=""):
    """The page of `limit` events that a cursor leads to; the first without one. Raises WrongCursor."""
    direction, values = read_cursor(after, sort) if after else ("next", None)
    if sort == "relevance":
        return page_by_number(events, values, limit, words)
    keys = KEYS[sort]
    back = direction == "previous"
    asked = [(name, descending != back) for name, descending in keys]
    events = events.order_by(*[f"-{name}" if descending else name for name, descending in asked])
    if values:
        events = events.filter(beyond(asked, values))
    found = list(events[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    if back:
        found.reverse()
    has_next = more if not back else True
    has_previous = more if back else values is not None
    return Page(
        found,
        cursor("next", sort, keys, found[-1]) if found and has_next else None,
        cursor("previous", sort, keys, found[0]) if found and has_previous else None,
    )


def page_by_number(events, values, limit, words):
    start = int(values[0]) if values else 0
    found = list(ordered(events, "relevance", words)[start : start + limit + 1])
    return Page(
        found[:limit],
        sign(["next", "relevance", start + limit]) if len(found) > limit else None,
        sign(["previous", "relevance", max(start - limit, 0)]) if start else None,
    )


def beyond(asked, values):
    """Rows after the given one in an order of mixed directions."""
    condition, same = Q(), Q()
    for (name, descending), value in zip(asked, values, strict=True):
        condition |= same & Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
        same &= Q(**{name: value})
    return condition


def cursor(direction, sort, keys, event):
    return sign([direction, sort, *[plain(getattr(event, name)) for name, _ in keys]])


def plain(value):
    return value.isoformat() if isinstance(value, date) else value


def sign(parts):
    return SIGNER.sign_object(parts, compress=True)


def read_cursor(text, sort):
    try:
        direction, of_sort, *values = SIGNER.unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise WrongCursor(text[:40]) from error
    if of_sort != sort:
        raise WrongCursor(text[:40])
    return direction, values
