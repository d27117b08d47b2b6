"""Small rows for tests, made as the product makes them: through its verbs, with history."""

from itertools import count

from django.db import transaction

from timeline.codebook import Kind
from timeline.models import Actor, Candidate, Citation, Event, Participation, Publisher, Source, Theme, User, Verb
from timeline.review import publish, record_change

numbers = count(1)


def user(**fields):
    n = next(numbers)
    return User.objects.create_user(**{"username": f"person-{n}", "display_name": f"Curator {n}"} | fields)


def actor(slug=None, **fields):
    slug = slug or f"actor-{next(numbers)}"
    return Actor.objects.create(**{"slug": slug, "kind": "person", "name_en": slug.replace("-", " ").title()} | fields)


def state(slug, iso):
    return actor(slug, kind="state", iso=iso)


def theme(slug):
    return Theme.objects.create(slug=slug, name_en=slug)


def publisher(slug=None, **fields):
    slug = slug or f"paper-{next(numbers)}"
    return Publisher.objects.create(**{"slug": slug, "name_en": slug.title(), "language": "en"} | fields)


def source(slug=None, **fields):
    slug = slug or f"article-{next(numbers)}"
    if "publisher" not in fields and "syndication_of" not in fields:
        fields["publisher"] = publisher()
    return Source.objects.create(**{"slug": slug, "title": slug.title(), "published": "2025-08-24"} | fields)


@transaction.atomic
def draft(slug=None, *, by=None, actors=(), themes=(), sources=None, **fields):
    """A draft with history, cited once unless `sources` says otherwise."""
    n = next(numbers)
    fields = {
        "date": "2025-08-23",
        "kind": Kind.SUMMIT,
        "title_en": f"Event {n}",
        "summary_en": f"Summary {n}.",
    } | fields
    event = Event(slug=slug or f"event-{n}", **fields)
    event.save()
    for actor_ in actors:
        Participation.objects.create(event=event, actor=actor_, role="initiator")
    event.themes.set(themes)
    for source_ in [source()] if sources is None else sources:
        Citation.objects.create(event=event, source=source_)
    record_change(event, by=by or user(), verb=Verb.CREATED)
    return event


def event(slug=None, *, by=None, **fields):
    """A published event."""
    by = by or user()
    return publish(draft(slug, by=by, **fields), by=by, reason="Checked")


def candidate(source_, sentence, phrase, *, actors=(), **fields):
    """What a reading of an article would propose for a phrase of one of its sentences."""
    start = source_.text.index(sentence)
    at = source_.text.index(phrase, start)
    made = Candidate.objects.create(
        **{
            "source": source_,
            "start": start,
            "end": start + len(sentence),
            "phrase_start": at,
            "phrase_end": at + len(phrase),
            "phrase": phrase,
            "date": "2025-08-23",
            "title": "Lee and Ishiba meet in Tokyo",
            "kind": Kind.SUMMIT,
        }
        | fields
    )
    made.actors.set(actors)
    return made
