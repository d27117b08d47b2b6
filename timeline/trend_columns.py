"""Columns that only the charts ask for, beside those of the index: years, scores, and who is cited."""

from dataclasses import dataclass

import numpy as np
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from timeline.index import distinct, found_in, read_columns
from timeline.models import Citation, Event, Publisher, Source

UNSCORED = -99.0


@dataclass(frozen=True)
class Columns:
    """Of one revision. `year` and `score` have a row an event, the others a row for each event and source it cites."""

    year: np.ndarray
    score: np.ndarray  # NaN where an event has none
    citing: np.ndarray  # rows of events
    cited_country: np.ndarray  # places in `countries`
    cited_language: np.ndarray
    cited_publisher: np.ndarray
    countries: tuple  # slugs of states; "" is not given
    languages: tuple
    publishers: tuple  # slugs; "" is none


_kept: dict = {}


def columns(index):
    """The columns that go with an index; kept until another index is asked for."""
    if _kept.get("index") is not index:
        _kept.update(index=index, columns=read(index))
    return _kept["columns"]


def read(index):
    """Four queries, read once for a revision; rows that the index does not have are passed over."""
    scores = read_columns(Event.objects.published(), pk=F("pk"), score=Coalesce(F("score"), Value(UNSCORED)))
    cited = read_columns(Citation.objects, event=F("event"), source=F("source"))
    published_by = {
        pk: (slug, country or "") for pk, slug, country in Publisher.objects.values_list("pk", "slug", "country__slug")
    }
    texts = list(Source.objects.order_by("pk").values_list("pk", "publisher", "language"))

    order, ordered = index.by_pk
    score = np.full(index.size, np.nan)
    at, good = found_in(ordered, scores["pk"])
    score[order[at[good]]] = scores["score"][good]
    score[score == UNSCORED] = np.nan

    country = {pk: state for pk, (_slug, state) in published_by.items()}
    countries = tuple(sorted({"", *country.values()}))
    publishers = tuple(sorted({"", *(slug for slug, _state in published_by.values())}))
    place_of = {slug: place for place, slug in enumerate(publishers)}
    languages = tuple(sorted({language for _pk, _publisher, language in texts}))
    keys = np.fromiter((pk for pk, _publisher, _language in texts), np.int64, len(texts))
    from_country = np.array([countries.index(country.get(publisher, "")) for _pk, publisher, _l in texts], np.int64)
    of_publisher = np.array([place_of[published_by.get(by, ("",))[0]] for _pk, by, _l in texts], np.int64)
    in_language = np.array([languages.index(language) for _pk, _publisher, language in texts], np.int64)

    pairs = distinct(cited["event"] << 32 | cited["source"]) if len(cited["event"]) else cited["event"]
    at, good = found_in(ordered, pairs >> 32)
    where, known = found_in(keys, pairs & 0xFFFFFFFF)
    good &= known
    years, starts = index.years
    return Columns(
        year=np.repeat(np.array(years, np.int64), np.diff(starts, append=index.size)),
        score=score,
        citing=order[at[good]],
        cited_country=from_country[where[good]],
        cited_language=in_language[where[good]],
        cited_publisher=of_publisher[where[good]],
        countries=countries,
        languages=languages,
        publishers=publishers,
    )
