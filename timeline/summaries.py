"""Counts, facets and years of a filtered set: one query for all of them, whatever the number of events."""

from dataclasses import dataclass, field

from django.db.models import Case, CharField, Count, F, IntegerField, Value, When
from django.db.models.functions import Cast, ExtractYear
from django.utils.translation import get_language, get_language_info

from timeline.codebook import Kind, Significance, Tone
from timeline.models import Event
from timeline.paging import ordered

TOP = 20


@dataclass(frozen=True)
class Facet:
    """A value that a filter could name, how many events it would give, and the address that toggles it."""

    value: str
    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True)
class Summary:
    """What a filtered set holds: its count, its count in the window, its facets, its events a year."""

    count: int = 0
    in_window: int = 0
    facets: dict = field(default_factory=dict)
    years: dict = field(default_factory=dict)


def summarise(asked, events=None):
    """Summary of what an EventFilter asks for, among published events unless others are given. One query."""
    events = Event.objects.published() if events is None else events
    if not asked.is_valid():
        return Summary(facets=facets_of(asked, {}))
    rows = [
        part(asked.apply(events), "count", Value("")),
        part(asked.in_window(asked.apply(events)), "in_window", Value("")),
        part(asked.apply(events), "year", Cast(ExtractYear("earliest"), CharField())),
        part(asked.apply(events, without="kind"), "kind", F("kind")),
        part(asked.apply(events, without="tone"), "tone", F("tone")),
        part(asked.apply(events, without="significance"), "significance", Cast("significance", CharField())),
        part(asked.apply(events, without="actor"), "actor", F("participations__actor__slug")),
        part(asked.apply(events, without="country"), "country", country()),
        part(asked.apply(events, without="theme"), "theme", F("themes__slug")),
        part(asked.apply(events, without="publisher"), "publisher", F("citations__source__publisher__slug")),
        part(asked.apply(events, without="language"), "language", F("citations__source__language")),
    ]
    counts = {}
    for name, value, count in rows[0].union(*rows[1:], all=True).order_by():
        if value is not None:
            counts.setdefault(name, {})[value] = count
    return Summary(
        count=counts.get("count", {}).get("", 0),
        in_window=counts.get("in_window", {}).get("", 0),
        facets=facets_of(asked, counts),
        years={int(year): count for year, count in sorted(counts.get("year", {}).items(), key=lambda i: int(i[0]))},
    )


def part(events, name, value):
    """One part of the union: how many events have each value."""
    return (
        events.order_by()
        .annotate(facet=Value(name, CharField()), value=Cast(value, CharField()))
        .values("facet", "value")
        .annotate(events=Count("pk", distinct=True))
        .values_list("facet", "value", "events")
    )


def country():
    """The state that a participant is or belongs to."""
    return Case(
        When(participations__actor__kind="state", then=F("participations__actor__slug")),
        default=F("participations__actor__country__slug"),
    )


def facets_of(asked, counts):
    known = asked.vocabulary
    return {
        "kind": closed(asked, "kind", [(k.value, str(k.label)) for k in Kind], counts),
        "actor": opened(asked, "actor", {s: t.name for s, t in known.actors.items() if t.kind != "state"}, counts),
        "country": opened(asked, "country", {s: t.name for s, t in known.countries.items()}, counts),
        "theme": opened(asked, "theme", {s: t.name for s, t in known.themes.items()}, counts),
        "publisher": opened(asked, "publisher", {s: t.name for s, t in known.publishers.items()}, counts),
        "tone": closed(asked, "tone", [(t.value, str(t.label)) for t in Tone], counts),
        "significance": at_least(asked, counts),
        "language": opened(asked, "language", None, counts),
    }


def closed(asked, name, choices, counts):
    """A vocabulary fixed in the code: zeros stay, in the code's order."""
    found = counts.get(name, {})
    chosen = asked.asked.get(name, [])
    return [
        Facet(value, label, found.get(value, 0), value in chosen, asked.toggled(name, value))
        for value, label in choices
    ]


def opened(asked, name, labels, counts):
    """A vocabulary of the record: the most frequent, and whatever is chosen."""
    found = dict(counts.get(name, {}))
    chosen = asked.asked.get(name, [])
    ranked = sorted(found, key=lambda value: (-found[value], value))
    if labels is not None:
        ranked = [value for value in ranked if value in labels]
    shown = ranked[:TOP] + [value for value in chosen if value not in ranked[:TOP]]
    return [
        Facet(
            value,
            labels.get(value, value) if labels is not None else language_name(value),
            found.get(value, 0),
            value in chosen,
            asked.toggled(name, value),
        )
        for value in shown
    ]


def language_name(code):
    try:
        return get_language_info(code)["name_translated" if get_language() else "name"]
    except KeyError:
        return code


def at_least(asked, counts):
    """Significance is asked for from a level upward, so each level counts itself and all above."""
    found = counts.get("significance", {})
    chosen = asked.asked.get("significance", "1")
    return [
        Facet(
            str(level.value),
            str(level.label),
            sum(count for value, count in found.items() if int(value) >= level),
            str(level.value) == chosen,
            asked.url(significance=None if level == 1 else str(level.value)),
        )
        for level in Significance
    ]


@dataclass(frozen=True)
class Nearest:
    """What to offer where nothing was found: events either side, and the chip whose removal brings most back."""

    before: Event | None
    after: Event | None
    chip: object
    brings: int

    @property
    def either_side(self):
        return [event for event in (self.before, self.after) if event]


def nearest(asked):
    """Three queries: the nearest events before and after the asked days, and what each chip keeps away."""
    events = Event.objects.published()
    undated = asked.apply(events, without="dates")
    before = after = None
    if "from" in asked.asked or asked.window:
        first = max(asked.first, asked.window.earliest) if asked.window else asked.first
        before = ordered(undated.filter(latest__lt=first), "-date").first()
    if "to" in asked.asked or asked.window:
        last = min(asked.last, asked.window.latest) if asked.window else asked.last
        after = ordered(undated.filter(earliest__gt=last), "date").first()
    chips = asked.chips
    if not chips:
        return Nearest(before, after, None, 0)
    lifted = []
    for number, chip in enumerate(chips):
        rest = asked.without(chip)
        counted = (
            rest.apply(events)
            .order_by()
            .annotate(number=Value(number, IntegerField()))
            .values("number")
            .annotate(n=Count("pk", distinct=True))
            .values_list("number", "n")
        )
        lifted.append(counted)
    found = dict(lifted[0].union(*lifted[1:], all=True).order_by()) if len(lifted) > 1 else dict(lifted[0])
    if not found:
        return Nearest(before, after, None, 0)
    best = max(found, key=lambda number: found[number])
    return Nearest(before, after, chips[best], found[best])
