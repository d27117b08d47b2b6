"""An event as programs get it: PRODUCT's object, with texts as maps by language and flat in one."""

from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Prefetch

from timeline import dates
from timeline.models import LANGUAGES, EventLink, in_language
from timeline.record_files import texts


def absolute(path):
    """An address of ours, whole; from a setting, never from the request's Host."""
    return urljoin(settings.SITE_URL, path)


def day(value):
    """A day as "YYYY-MM-DD"; None where the date is open or its end unknown."""
    return None if value in (date.min, date.max) else value.isoformat()


def place_shape(place, language):
    if place is None:
        return None
    shape = {"slug": place.slug, "name": in_language(place, "name", language)[0], "names": texts(place, "name")}
    return shape | {"lat": place.lat, "lon": place.lon}


def citation_shape(citation, language):
    source = citation.source
    locator = {"prefix": citation.prefix, "exact": citation.exact, "suffix": citation.suffix}
    return {
        "slug": source.slug,
        "id": source.public_id,
        "title": source.title,
        "publisher": in_language(source.publisher, "name", language)[0] if source.publisher else None,
        "language": source.language,
        "authors": source.authors,
        "url": source.url,
        "archive_url": source.archive_url or None,
        "published": source.published or None,
        "role": citation.role,
        "claimed_date": citation.claimed_date or None,
        "date_words": citation.date_words or None,
        "locator": {key: value for key, value in locator.items() if value} if citation.exact else None,
        "page": citation.page or None,
        "checked": citation.checked.isoformat() if citation.checked else None,
        "paragraph": citation.paragraph,
        "text_hash": citation.text_hash or None,
        "notes": texts(citation, "note"),
        "copies": [copy.slug for copy in source.copies.all()],
    }


def event_shape(event, language="en"):
    """One event, whole. Load it with `with_everything`, or each part costs a query."""
    linked = [(link.kind, link.other) for link in event.links.all()]
    return {
        "id": event.public_id,
        "slug": event.slug,
        "url": absolute(f"/events/{event.slug}/"),
        "title": in_language(event, "title", language)[0],
        "titles": texts(event, "title"),
        "short_title": in_language(event, "short_title", language)[0],
        "short_titles": texts(event, "short_title"),
        "summary": in_language(event, "summary", language)[0],
        "summaries": texts(event, "summary"),
        "note": in_language(event, "note", language)[0] or None,
        "notes": texts(event, "note"),
        "date": event.date,
        "earliest": day(event.earliest),
        "latest": day(event.latest),
        "precision": event.precision,
        "date_text": dates.in_words(event.date, language),
        "date_texts": {code: dates.in_words(event.date, code) for code in LANGUAGES},
        "kind": event.kind,
        "phase": event.phase or None,
        "plover": event.plover or None,
        "plover_mode": event.plover_mode or None,
        "score": event.score,
        "score_override": event.score_override,
        "tone": event.tone,
        "significance": event.significance,
        "place": place_shape(event.place, language),
        "participants": [
            {
                "slug": p.actor.slug,
                "name": in_language(p.actor, "name", language)[0],
                "names": texts(p.actor, "name"),
                "role": p.role,
            }
            for p in event.participations.all()
        ],
        "themes": sorted(theme.slug for theme in event.themes.all()),
        "links": [
            {"kind": kind, "slug": other.slug, "title": in_language(other, "title", language)[0]}
            for kind, other in linked
            if other.status == "published"
        ],
        "sources": [citation_shape(citation, language) for citation in event.citations.all()],
        "status": event.status,
        "version": event.version,
        "published_at": event.published_at.isoformat(),
        "updated_at": event.updated_at.isoformat(),
    }


def with_everything(events):
    """The events with all that `event_shape` shows: a handful of queries, however many events."""
    return (
        events.with_rows()
        .select_related("place")
        .prefetch_related(
            "themes", Prefetch("links", EventLink.objects.select_related("other")), "citations__source__copies"
        )
    )
