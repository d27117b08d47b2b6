"""Actors, sources, stories and facets as programs get them; events are in `shapes`."""

from django.db.models import Count, Prefetch, Q

from timeline.codebook import Status
from timeline.known import known_actors, known_sources
from timeline.models import Source, in_language
from timeline.record_files import texts

from .shapes import absolute, day

SHOWN = Q(participations__event__status=Status.PUBLISHED)


def actors():
    """The actors that readers may know of, with what `actor_shape` shows."""
    counted = Count("participations__event", filter=SHOWN, distinct=True)
    return (
        known_actors()
        .select_related("country")
        .annotate(events_counted=counted)
        .prefetch_related("tenures__office", "tenures__source")
    )


def actor_shape(actor, language="en"):
    """An actor with its names in every script, its offices, and how many published events it took part in."""
    state = actor.state
    return {
        "id": actor.public_id,
        "slug": actor.slug,
        "url": absolute(f"/actors/{actor.slug}/"),
        "name": in_language(actor, "name", language)[0],
        "names": texts(actor, "name"),
        "aliases": texts(actor, "aliases"),
        "kind": actor.kind,
        "country": state.slug if state else None,
        "iso": state.iso if state else None,
        "tenures": [tenure_shape(tenure, language) for tenure in actor.tenures.all()],
        "events": actor.events_counted,
    }


def tenure_shape(tenure, language):
    return {
        "slug": tenure.slug,
        "office": tenure.office.slug,
        "office_name": in_language(tenure.office, "name", language)[0],
        "date": tenure.date,
        "earliest": day(tenure.earliest),
        "latest": day(tenure.latest),
        "acting": tenure.acting,
        "source": tenure.source.slug,
    }


def sources():
    """The sources that readers may know of, with what `source_shape` shows; never their private texts."""
    counted = Count("citations__event", filter=Q(citations__event__status=Status.PUBLISHED), distinct=True)
    return (
        known_sources()
        .select_related("publisher", "publisher__country", "syndication_of")
        .defer("text", "syndication_of__text")
        .annotate(events_counted=counted)
        .prefetch_related(Prefetch("copies", Source.objects.defer("text")))
    )


def source_shape(source, language="en"):
    """A source as it is cited, the state of its link, and how many published events it supports."""
    publisher = source.publisher
    return {
        "id": source.public_id,
        "slug": source.slug,
        "page": absolute(f"/sources/{source.slug}/"),
        "kind": source.kind,
        "title": source.title,
        "original_title": source.original_title or None,
        "language": source.language,
        "publisher": in_language(publisher, "name", language)[0] if publisher else None,
        "publisher_slug": publisher.slug if publisher else None,
        "authors": source.authors,
        "url": source.url,
        "archive_url": source.archive_url or None,
        "published": source.published or None,
        "accessed": source.accessed.isoformat() if source.accessed else None,
        "licence_note": source.licence_note or None,
        "syndication_of": source.syndication_of.slug if source.syndication_of else None,
        "copies": [copy.slug for copy in source.copies.all()],
        "link_state": source.link_state or None,
        "link_checked_at": source.link_checked_at.isoformat() if source.link_checked_at else None,
        "events": source.events_counted,
    }


def story_shape(story, language="en"):
    """A story: its steps in order, with the events that each speaks of."""
    return {
        "id": story.public_id,
        "slug": story.slug,
        "url": absolute(f"/stories/{story.slug}/"),
        "title": in_language(story, "title", language)[0],
        "titles": texts(story, "title"),
        "summary": in_language(story, "summary", language)[0],
        "summaries": texts(story, "summary"),
        "steps": [
            {
                "position": step.position,
                "headline": in_language(step, "headline", language)[0],
                "headlines": texts(step, "headline"),
                "narration": in_language(step, "words", language)[0],
                "narrations": texts(step, "words"),
                "events": [event.slug for event in step.events.all() if event.status == Status.PUBLISHED],
            }
            for step in story.steps.all()
        ],
    }


def facets_shape(summary):
    """Counts of the filter, each facet with its own selection lifted; `toggle` is the query that takes or leaves it."""
    return {
        "count": summary.count,
        "years": {str(year): count for year, count in summary.years.items()},
        "facets": {
            name: [
                {
                    "value": facet.value,
                    "label": str(facet.label),
                    "count": facet.count,
                    "selected": facet.selected,
                    "toggle": absolute(f"/api/v1/facets{facet.url}"),
                }
                for facet in facets
            ]
            for name, facets in summary.facets.items()
        },
    }
