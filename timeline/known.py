"""What readers may know of: nothing that only drafts speak of."""

from django.db.models import Exists, OuterRef, Q

from timeline.codebook import ActorKind, Status
from timeline.models import Actor, Citation, Era, Event, Participation, Source, Tenure

PUBLIC = (Status.PUBLISHED, Status.WITHDRAWN)


def known_events():
    """Events that are public or have been: a withdrawn one keeps its page, with the reason."""
    return Event.objects.filter(status__in=PUBLIC)


def known_actors():
    """States, holders of offices, and whoever takes part in an event that is public."""
    took_part = Participation.objects.filter(actor=OuterRef("pk"), event__status=Status.PUBLISHED)
    held_office = Tenure.objects.filter(actor=OuterRef("pk"))
    return Actor.objects.filter(Q(kind=ActorKind.STATE) | Exists(took_part) | Exists(held_office))


def known_sources():
    """Sources that an event, a tenure or an era rests on, and their copies; without their private texts."""
    return Source.objects.filter(rested_on("pk") | rested_on("syndication_of")).defer("text")


def rested_on(key):
    cited = Citation.objects.filter(source=OuterRef(key), event__status__in=PUBLIC)
    return (
        Exists(cited)
        | Exists(Tenure.objects.filter(source=OuterRef(key)))
        | Exists(Era.objects.filter(source=OuterRef(key)))
    )
