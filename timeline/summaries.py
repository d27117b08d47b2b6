"""Counts, facets and years of a filtered set, from the index: no query but for what it does not hold."""

from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import get_language, get_language_info

from timeline.codebook import Kind, Significance, Tone
from timeline.models import Event
from timeline.selection import Selection

TOP = 20


@dataclass(frozen=True)
class Facet:
    """A value that a filter could name, how many events it would give, and the address that toggles it."""

    value: str
    label: str
    count: int
    selected: bool
    asked: object
    name: str

    @property
    def url(self):
        if self.name == "significance":
            return self.asked.url(significance=None if self.value == "1" else self.value)
        return self.asked.toggled(self.name, self.value)


@dataclass(frozen=True)
class Summary:
    """What a filtered set holds: its count, its count in the window, its facets, its events a year."""

    count: int = 0
    in_window: int = 0
    facets: dict = field(default_factory=dict)
    years: dict = field(default_factory=dict)


def summarise(asked, found=None):
    """Summary of what an EventFilter asks for; `found` is its Selection where that is at hand."""
    if not asked.is_valid():
        return Summary(facets=facets_of(asked, {}))
    found = found or Selection(asked)
    return Summary(
        count=found.count,
        in_window=int(np.count_nonzero(found.in_window)) if asked.window else found.count,
        facets=facets_of(asked, found.facets()),
        years=found.years,
    )


def facets_of(asked, counts):
    known = asked.vocabulary
    return {
        "kind": closed(asked, "kind", [(k.value, str(k.label)) for k in Kind], counts),
        "actor": opened(asked, "actor", {s: t for s, t in known.actors.items() if t.kind != "state"}, counts),
        "country": opened(asked, "country", known.countries, counts),
        "theme": opened(asked, "theme", known.themes, counts),
        "publisher": opened(asked, "publisher", known.publishers, counts),
        "tone": closed(asked, "tone", [(t.value, str(t.label)) for t in Tone], counts),
        "significance": at_least(asked, counts),
        "language": opened(asked, "language", None, counts),
    }


def closed(asked, name, choices, counts):
    """A vocabulary fixed in the code: zeros stay, in the code's order."""
    found = counts.get(name, {})
    chosen = asked.asked.get(name, [])
    return [Facet(value, label, found.get(value, 0), value in chosen, asked, name) for value, label in choices]


def opened(asked, name, terms, counts):
    """A vocabulary of the record: the most frequent, and whatever is chosen."""
    found = dict(counts.get(name, {}))
    chosen = asked.asked.get(name, [])
    ranked = sorted(found, key=lambda value: (-found[value], value))
    if terms is not None:
        ranked = [value for value in ranked if value in terms]
    shown = ranked[:TOP] + [value for value in chosen if value not in ranked[:TOP]]
    return [
        Facet(
            value,
            named(value, terms) if terms is not None else language_name(value),
            found.get(value, 0),
            value in chosen,
            asked,
            name,
        )
        for value in shown
    ]


def named(value, terms):
    return terms[value].name if value in terms else value


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
            asked,
            "significance",
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


def nearest(asked, found=None):
    """The nearest events before and after the asked days, and the chip that keeps most away; one query for the two."""
    found = found or Selection(asked)
    undated, window = found.without("dates"), asked.window
    before = after = ()
    if "from" in asked.asked or window:
        first = max(asked.first, window.earliest) if window else asked.first
        before = found.first_keys(undated & (found.index.latest < first.toordinal()), "-date", 1)
    if "to" in asked.asked or window:
        last = min(asked.last, window.latest) if window else asked.last
        after = found.first_keys(undated & (found.index.earliest > last.toordinal()), "date", 1)
    events = Event.objects.in_bulk([*before, *after]) if before or after else {}
    brought = [(int(np.count_nonzero(found.without_chip(chip))), chip) for chip in asked.chips]
    brings, chip = max(brought, key=lambda pair: pair[0], default=(0, None))
    return Nearest(
        before=events.get(before[0]) if before else None,
        after=events.get(after[0]) if after else None,
        chip=chip if brings else None,
        brings=brings,
    )
