"""All that the page and the panel say about one event, asked for in a fixed number of queries."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, prefetch_related_objects

from timeline.models import Actor, Citation, Event, EventLink, Participation, Source
from timeline.offices import holders, offices_of
from timeline.readings import readings, worth_saying

NOT_SHOWN = ("search_text", "search_bigrams", "search_words")
MANY_HOLDERS = 6


@dataclass(frozen=True)
class Cast:
    """An actor in the event: the role, and the offices held at that time."""

    actor: Actor
    role: str
    offices: list


@dataclass(frozen=True)
class InOffice:
    """Who held the record's two offices, a list an office; `if_date` where that depends on which date is right."""

    if_date: str
    sides: list


@dataclass(frozen=True)
class Related:
    """Another event, and what it is to this one: "Follows up", "Announced by"."""

    label: str
    event: Event


@dataclass(frozen=True)
class EventDetail:
    """One event with everything that readers are told of it."""

    event: Event
    cast: list
    citations: list
    readings: list
    says_when: bool
    in_office: list
    related: list
    themes: list

    @property
    def kin(self):
        """The slugs of the related events."""
        return frozenset(item.event.slug for item in self.related)

    @property
    def is_apart(self):
        """Whether two of the dates given can't both be true."""
        return any(reading.is_apart for reading in self.readings)

    @property
    def ghost(self):
        """The first day of the earliest date that can't be true together with the record's doubtful one, or None."""
        apart = [reading.earliest for reading in self.readings if reading.is_apart]
        return min(apart, default=None) if self.event.edtf.is_doubtful else None

    @property
    def sources_counted(self):
        return len({citation.source_id for citation in self.citations})


def detail_of(event, known, *, whole=True):
    """The event with its participants, citations, links and, where `whole`, copies and themes.

    Five queries, whatever the number of each; what is prefetched already is not asked for again.
    """
    lookups = [
        Prefetch("participations", Participation.objects.select_related("actor", "actor__country")),
        Prefetch("citations", Citation.objects.select_related("source__publisher").defer("source__text")),
    ]
    if whole:
        lookups.append(Prefetch("citations__source__copies", Source.objects.select_related("publisher").defer("text")))
    prefetch_related_objects([event], *lookups)
    found = readings(event)
    return EventDetail(
        event=event,
        cast=[Cast(p.actor, p.get_role_display(), held_by(p, event, known)) for p in event.participations.all()],
        citations=list(event.citations.all()),
        readings=found,
        says_when=worth_saying(event, found),
        in_office=in_office(event, found, known),
        related=related_to(event),
        themes=themes_of(event, known) if whole else [],
    )


def with_themes(events):
    """Events with the keys of their themes, read in the same query; the themes themselves are in the vocabulary."""
    through = Event.themes.through.objects.filter(event=OuterRef("pk"))
    return events.annotate(theme_pks=ArraySubquery(through.values("theme")))


def themes_of(event, known):
    themes = [theme for theme in known.themes.values() if theme.pk in event.theme_pks]
    return sorted(themes, key=lambda theme: theme.name)


def held_by(participation, event, known):
    if participation.actor.kind != "person":
        return []
    return offices_of(participation.actor.slug, known, event.earliest, event.latest)


def in_office(event, found, known):
    """The holders of the record's two offices at the event's date, and at each date that can't be the same."""
    apart = [reading for reading in found if reading.is_apart]
    exact = [r for r in apart if not any(r is not other and r.contains(other) for other in apart)]
    times = [(found[0].date if apart else "", event.earliest, event.latest)]
    times += [(reading.date, reading.earliest, reading.latest) for reading in exact]
    offices = [InOffice(if_date, sides_at(earliest, latest, known)) for if_date, earliest, latest in times]
    return [office for office in offices if office.sides]


def sides_at(earliest, latest, known):
    """The holders of each of the two offices; nobody for a time so long that naming two dozen would tell nothing."""
    sides = [holders(office, known, earliest, latest) for office in (known.office_above, known.office_below) if office]
    return [] if max(map(len, sides), default=0) > MANY_HOLDERS else [side for side in sides if side]


def related_to(event):
    """Published events linked to or from this one, newest first, each with its label in one query."""
    links = (
        EventLink.objects.filter(Q(event=event, other__status="published") | Q(other=event, event__status="published"))
        .select_related("event", "other")
        .defer(*(f"{side}__{name}" for side in ("event", "other") for name in NOT_SHOWN))
    )
    found = [
        Related(link.get_kind_display(), link.other)
        if link.event_id == event.pk
        else Related(link.inverse_label, link.event)
        for link in links
    ]
    return sorted(found, key=lambda r: (-r.event.earliest.toordinal(), r.event.latest, r.event.public_id))


def neighbours(event):
    """The published events just before and just after this one in time, or None at an end; one query."""
    same_start = Q(earliest=event.earliest)
    earlier = (
        Q(earliest__lt=event.earliest)
        | same_start & Q(latest__gt=event.latest)
        | same_start & Q(latest=event.latest, public_id__lt=event.public_id)
    )
    later = (
        Q(earliest__gt=event.earliest)
        | same_start & Q(latest__lt=event.latest)
        | same_start & Q(latest=event.latest, public_id__gt=event.public_id)
    )
    events = Event.objects.published().defer(*NOT_SHOWN)
    pair = list(events.filter(earlier).newest_first()[:1].union(events.filter(later).in_time()[:1]))
    key = (event.earliest, -event.latest.toordinal(), event.public_id)
    before = [e for e in pair if (e.earliest, -e.latest.toordinal(), e.public_id) < key]
    after = [e for e in pair if (e.earliest, -e.latest.toordinal(), e.public_id) > key]
    return (before or [None])[0], (after or [None])[0]
