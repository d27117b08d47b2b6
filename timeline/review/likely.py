"""Which event of the record a candidate may be: shared parties, dates that can both be true, shared words."""

import re
import unicodedata
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.codebook import ActorKind, Kind, Status
from timeline.dates import Precision
from timeline.intake.locators import clause
from timeline.models import LANGUAGES, Event, Participation
from timeline.models.citation import CJK

LOOKED_AT = 300  # events of the same days that are compared
ENOUGH = 3.0
FAR_BEHIND = 0.6  # of the likeliest's score: what has less is not named beside it
WORD = re.compile(r"[^\W\d_]{4,}")
CJK_RUN = re.compile(rf"(?:{CJK.pattern}|ー)+")
SAID_OFTEN = set("said with that this from will have been were their they which after before about between".split())
IN_DATES = {word[:6] for word in (*month_name, *day_name) for word in [word.casefold()] if word}
RARE = 0.5  # for a word that one event of these days alone has
MOST_WORDS = 2.5
BESIDE = 45  # characters before and after a date
TALKS = {Kind.SUMMIT, Kind.MEETING}


@dataclass(frozen=True)
class Likely:
    """An event that a candidate may be, with how much speaks for it and what: `(code, data)` each."""

    event: Event
    score: float
    why: tuple

    @cached_property
    def reasons(self):
        return reasons_in_words(self.why)


def likely_events(candidate, limit=3, *, actors=None, named=(), near=None):
    """The record's events that a candidate may be, the likeliest first; none where only the date fits.

    `actors` and `near` (see `events_near`) save asking for them where many candidates are compared; `named` is who
    else the sentence names.
    """
    edtf = candidate.edtf
    if edtf is None:
        return []
    actors = list(candidate.actors.select_related("country")) if actors is None else actors
    near = events_near(edtf) if near is None else near
    said = said_of(candidate, [*actors, *named])
    told = {event: told_of(event) for event in near}
    often = Counter(word for words in told.values() for word in words)
    found = [
        likely
        for event in near
        if (likely := compared(candidate, edtf, actors, named, said, told[event], often, event))
    ]
    found.sort(key=lambda likely: (-likely.score, likely.event.public_id))
    return [likely for likely in found if likely.score >= FAR_BEHIND * found[0].score][:limit]


def likely_event(candidate, **known):
    """The likeliest of them, or None."""
    return next(iter(likely_events(candidate, limit=1, **known)), None)


def events_near(edtf):
    """The weightiest events whose dates can be true together with a date, with who took part."""
    near = Event.objects.exclude(status=Status.WITHDRAWN).between(edtf.earliest, edtf.latest)
    near = near.order_by("-significance", "-latest", "public_id").defer("search_text", "search_bigrams")
    parts = Prefetch("participations", Participation.objects.select_related("actor__country"))
    return list(near.select_related("place").prefetch_related(parts)[:LOOKED_AT])


def compared(candidate, edtf, actors, named, said, told, often, event):
    """A Likely where more than the date speaks for an event, else None."""
    taking_part = {part.actor for part in event.participations.all()}
    shared = sorted({actor for actor in actors if actor in taking_part}, key=lambda actor: actor.slug)
    beside = {actor for actor in named if actor in taking_part} - set(shared)
    states = {actor.state for actor in actors if actor.state} & {actor.state for actor in taking_part if actor.state}
    common = {word: said[word] * told[word] / sqrt(often[word]) for word in said if word in told}
    same_place = candidate.place_id is not None and candidate.place_id == event.place_id
    same_kind = bool(candidate.kind) and (
        candidate.kind == event.kind or {Kind(candidate.kind), Kind(event.kind)} <= TALKS
    )
    why = [("same-day" if is_same(edtf, event) else "dates-agree", [])]
    score = closeness(edtf, event)
    if shared:
        why.append(("actors", [actor.slug for actor in shared]))
    score += min(3.0, sum(map(weight_of, shared)) + 0.5 * sum(map(weight_of, beside)))
    if len(states) > 1:
        why.append(("states", sorted(state.iso for state in states)))
        score += 0.5 * same_kind
    if same_kind:
        why.append(("kind", [event.kind]))
        score += 1.0 if candidate.kind == event.kind else 0.7
    if same_place:
        why.append(("place", [event.place.slug]))
        score += 1.0
    if common:
        why.append(("words", sorted(common, key=lambda word: (-common[word], word))[:6]))
        score += min(MOST_WORDS, sum(common.values()))
    speaks = shared or common or (same_place and same_kind)
    return Likely(event, round(score, 2), tuple(why)) if speaks and score >= ENOUGH else None


def weight_of(actor):
    """What a shared party says: a state takes part in much, a person or a body in little."""
    return 0.75 if actor.kind == ActorKind.STATE else 1.5


def said_of(candidate, actors):
    """The words of a candidate's sentence with their weight: those beside the date weigh more; names are parties."""
    text = candidate.source.text
    first, last = candidate.phrase_start, candidate.phrase_end
    low, high = clause(text, candidate.start, candidate.end, first, last)
    beside = words_of(text[max(low, first - BESIDE) : first], text[last : min(high, last + BESIDE)], candidate.title)
    names = IN_DATES.union(*(words_of(*actor.all_names) for actor in actors))
    words = words_of(text[candidate.start : first], text[last : candidate.end], candidate.title) - names
    return {word: RARE * (1 + (word in beside)) for word in words}


def told_of(event):
    """The words of an event with their weight: its title's weigh more."""
    titles = words_of(*(getattr(event, f"title_{code}") for code in LANGUAGES))
    summaries = words_of(*(getattr(event, f"summary_{code}") for code in LANGUAGES))
    return {word: 1.0 if word in titles else 0.5 for word in titles | summaries}


def is_same(edtf, event):
    return (edtf.earliest, edtf.latest) == (event.earliest, event.latest)


def closeness(edtf, event):
    """How much two dates that can both be true speak for one happening: much for a day, little for a year."""
    if is_same(edtf, event):
        return {Precision.DAY: 3.0, Precision.DAYS: 3.0, Precision.MONTH: 2.0}.get(edtf.precision, 1.5)
    wider = max((edtf.latest - edtf.earliest).days, (event.latest - event.earliest).days)
    return 1.5 if wider <= 31 else 0.6 if wider <= 366 else 0.2


def words_of(*texts):
    """What texts are compared by: stems of longer words, pairs of Korean and Japanese characters."""
    found = set()
    for text in texts:
        text = unicodedata.normalize("NFKC", text or "").casefold()
        for run in CJK_RUN.findall(text):
            found |= {run[i : i + 2] for i in range(len(run) - 1)}
        rest = CJK_RUN.sub(" ", text)
        found |= {word[:6] for word in WORD.findall(rest) if word not in SAID_OFTEN}
    return found


def reasons_in_words(why: Iterable):
    """Why an event is likely, a phrase each."""
    said = []
    for code, data in why:
        if code == "same-day":
            said.append(_("same date"))
        elif code == "dates-agree":
            said.append(_("both dates can be true"))
        elif code == "actors":
            said.append(ngettext("%(n)s party in both", "%(n)s parties in both", len(data)) % {"n": len(data)})
        elif code == "states":
            said.append(_("between %(states)s") % {"states": "–".join(data)})
        elif code == "kind":
            said.append(_("same kind"))
        elif code == "place":
            said.append(_("same place"))
        elif code == "words":
            said.append(_("words in common"))
    return said
