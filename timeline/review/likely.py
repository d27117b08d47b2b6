"""Which event of the record a candidate may be: shared parties, dates that can both be true, shared words."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.codebook import Kind, Status
from timeline.dates import Precision
from timeline.models import LANGUAGES, Event, Participation
from timeline.models.citation import CJK

LOOKED_AT = 300  # events of the same days that are compared
ENOUGH = 3.0
FAR_BEHIND = 0.6  # of the likeliest's score: what has less is not named beside it
WORD = re.compile(r"[^\W\d_]{4,}")
CJK_RUN = re.compile(rf"(?:{CJK.pattern}|ー)+")
SAID_OFTEN = set("said with that this from will have been were their they which after before about between".split())
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


def likely_events(candidate, limit=3, *, actors=None, near=None):
    """The record's events that a candidate may be, the likeliest first; none where only the date fits.

    `actors` and `near` (see `events_near`) save asking for them where many candidates are compared.
    """
    edtf = candidate.edtf
    if edtf is None:
        return []
    actors = list(candidate.actors.select_related("country")) if actors is None else actors
    near = events_near(edtf) if near is None else near
    words = words_of(sentence_of(candidate), candidate.title)
    found = [likely for event in near if (likely := compared(candidate, edtf, actors, words, event))]
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


def compared(candidate, edtf, actors, words, event):
    """A Likely where more than the date speaks for an event, else None."""
    taking_part = {part.actor for part in event.participations.all()}
    shared = sorted({actor for actor in actors if actor in taking_part}, key=lambda actor: actor.slug)
    states = {actor.state for actor in actors if actor.state} & {actor.state for actor in taking_part if actor.state}
    titles = [getattr(event, f"{field}_{code}") for field in ("title", "summary") for code in LANGUAGES]
    common = sorted(words & words_of(*titles))
    same_place = candidate.place_id is not None and candidate.place_id == event.place_id
    same_kind = bool(candidate.kind) and (
        candidate.kind == event.kind or {Kind(candidate.kind), Kind(event.kind)} <= TALKS
    )
    why = [("same-day" if is_same(edtf, event) else "dates-agree", [])]
    score = closeness(edtf, event)
    if shared:
        why.append(("actors", [actor.slug for actor in shared]))
        score += min(3.0, 1.5 * len(shared))
    if len(states) > 1:
        why.append(("states", sorted(state.iso for state in states)))
        score += 0.5
    if same_kind:
        why.append(("kind", [event.kind]))
        score += 1.0
    if same_place:
        why.append(("place", [event.place.slug]))
        score += 1.0
    if common:
        why.append(("words", common[:6]))
        score += min(2.0, 0.4 * len(common))
    speaks = shared or common or (same_place and same_kind)
    return Likely(event, round(score, 2), tuple(why)) if speaks and score >= ENOUGH else None


def is_same(edtf, event):
    return (edtf.earliest, edtf.latest) == (event.earliest, event.latest)


def closeness(edtf, event):
    """How much two dates that can both be true speak for one happening: much for a day, little for a year."""
    if is_same(edtf, event):
        return 2.5 if edtf.precision in (Precision.DAY, Precision.DAYS) else 1.5
    wider = max((edtf.latest - edtf.earliest).days, (event.latest - event.earliest).days)
    return 1.5 if wider <= 31 else 1.0 if wider <= 366 else 0.2


def sentence_of(candidate):
    return candidate.source.text[candidate.start : candidate.end]


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
