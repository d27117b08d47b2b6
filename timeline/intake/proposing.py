"""An article's text in, candidates out: one for each date that a sentence gives."""

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline import dates
from timeline.codebook import ActorKind, CitationRole, Kind
from timeline.dates import Precision
from timeline.extract.coding import code
from timeline.extract.naming import find_names
from timeline.models import Actor, Candidate, Place, Source, as_language, in_language
from timeline.review.likely import TALKS, events_near, likely_event

from .locators import clause
from .names import gazetteer
from .said_dates import dates_in
from .sentences import sentences

LONG_AGO = 45  # days before publication from which on an article recalls rather than reports
READ_ANEW = (
    "start", "end", "phrase", "counted_from", "counted_words", "counted_start", "role", "title", "kind", "plover",
    "plover_mode", "rule", "place_id", "confidence", "likely_id", "likely_why",
)  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """What a sentence says besides its date: whom, where, what kind, and the words that told the kind (`rule`)."""

    actors: list
    place: Place | None
    kind: str
    plover: str
    plover_mode: str
    rule: str


class Reading:
    """Whom and where a whole text names, asked sentence by sentence: a family name alone needs what was said before."""

    def __init__(self, source):
        day = source.published_latest or timezone.localdate()
        self.text = source.text
        self.names = find_names(self.text, gazetteer(), day)
        slugs = {name.slug for name in self.names}
        self.actors = {a.slug: a for a in Actor.objects.filter(slug__in=slugs).select_related("country")}
        self.places = {place.slug: place for place in Place.objects.filter(slug__in=slugs)}
        self.near = {}

    def mentions_of(self, start, end, phrase, vague=False):
        """The Spoken of a sentence. What stands in the clause of the date goes before what the rest of it says.

        Of vague words ("ahead of the summit") neither the kind nor the parties are the happening's own.
        """
        near = clause(self.text, start, end, *phrase)
        cut = phrase if vague else (end, end)
        said = code(self.without(*near, *cut))
        if not said.kind:
            said = code(self.without(start, end, *cut))
        named = [name for name in self.names if start <= name.start < end and not cut[0] <= name.start < cut[1]]
        beside = [name for name in named if near[0] <= name.start < near[1]]
        closest = beside + [name for name in named if name not in beside]
        place = next((self.places[name.slug] for name in closest if name.what == "place"), None)
        parties = self.parties(beside) or self.parties(named)
        if said.kind in TALKS and len(parties) == 1:
            parties = self.parties(named)
        return Spoken(parties, place, said.kind, said.plover, said.plover_mode, said.kind_words)

    def without(self, start, end, first, last):
        """A span of the text without what stands from `first` to `last`."""
        return f"{self.text[start : min(end, first)]} {self.text[max(start, last) : end]}".strip()

    def likely(self, candidate, actors):
        """The Likely of a candidate, or None; events of the same days are asked for once."""
        edtf = candidate.edtf
        days = (edtf.earliest, edtf.latest)
        if days not in self.near:
            self.near[days] = events_near(edtf)
        low, high = candidate.start, candidate.end
        slugs = [name.slug for name in self.names if low <= name.start < high and name.slug in self.actors]
        named = [self.actors[slug] for slug in slugs]
        return likely_event(candidate, actors=actors, named=named, near=self.near[days])

    def parties(self, named):
        """Those who are named, once each, in order.

        A state beside two persons, or beside one of its own, is where they come from or go to; an adjective
        ("Japanese") names its state only where nobody else is named.
        """
        kept = [name for name in named if name.slug in self.actors]
        persons = [self.actors[slug] for slug in {name.slug for name in kept if name.what == "person"}]
        theirs = {person.country.slug for person in persons if person.country}
        kept = [n for n in kept if n.what != "state" or (len(persons) < 2 and n.slug not in theirs)]
        if any(name.how != "demonym" for name in kept):
            kept = [name for name in kept if name.how != "demonym"]
        return [self.actors[slug] for slug in dict.fromkeys(name.slug for name in kept)]


@transaction.atomic
def propose(source):
    """Read an article's text and propose what it dates; returns the candidates that it now has.

    Read again, nothing that was decided changes and nothing doubles: what is pending is brought up to date, or goes
    where the text no longer says it.
    """
    source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    found = dates_in(source) if source.text else []
    spans = sentences(source.text, [(date.start, date.end) for date in found])
    dated = {sentence_at(spans, date) for date in found if not date.vague}
    existing = list(Candidate.objects.select_for_update(of=("self",)).filter(source=source))
    decided = [candidate for candidate in existing if not candidate.is_pending]
    pending = {(c.phrase_start, c.phrase_end, c.date): c for c in existing if c.is_pending}
    reading = Reading(source)
    for date in found:
        if any(c.phrase_start < date.end and date.start < c.phrase_end for c in decided):
            continue
        span = sentence_at(spans, date)
        candidate, spoken = candidate_for(source, date, span, reading)
        if not is_worth_a_look(candidate, spoken, date, span in dated):
            continue
        dated.add(span)
        keep(pending.pop((date.start, date.end, date.date), None), candidate, spoken.actors, reading)
    for stale in pending.values():
        stale.delete()
    return list(Candidate.objects.filter(source=source))


def sentence_at(spans, date):
    """The sentence in which a date begins, to the date's end at least."""
    at = bisect_right(spans, date.start, key=itemgetter(0)) - 1
    if at < 0 or spans[at][1] <= date.start:
        return date.start, date.end
    return spans[at][0], max(spans[at][1], date.end)


def keep(known, candidate, actors, reading):
    """Store a proposal, or bring the one that is known up to date; its version moves only where it says otherwise."""
    likely = reading.likely(candidate, actors)
    candidate.likely = likely.event if likely else None
    candidate.likely_why = [list(reason) for reason in likely.why] if likely else []
    if known is None:
        candidate.save()
        candidate.actors.set(actors)
        return
    before = [getattr(known, name) for name in READ_ANEW], set(known.actors.values_list("pk", flat=True))
    after = [getattr(candidate, name) for name in READ_ANEW], {actor.pk for actor in actors}
    if before != after:
        for name in READ_ANEW:
            setattr(known, name, getattr(candidate, name))
        known.version += 1
        known.save()
        known.actors.set(actors)


def candidate_for(source, date, span, reading):
    """What is proposed for a date in a sentence, not yet saved, and what the sentence says besides."""
    edtf = dates.parse(date.date)
    spoken = reading.mentions_of(*span, (date.start, date.end), date.vague)
    candidate = Candidate(
        source=source,
        start=span[0],
        end=span[1],
        phrase_start=date.start,
        phrase_end=date.end,
        phrase=source.text[date.start : date.end][:200],
        date=date.date,
        counted_from=date.counted_from,
        counted_words=date.counted_words,
        counted_start=date.counted_start,
        role=role_of(source, edtf),
        kind=spoken.kind,
        plover=spoken.plover,
        plover_mode=spoken.plover_mode,
        rule=spoken.rule[:120],
        place=spoken.place,
        title=title_in(as_language(source.language), spoken.actors, spoken.kind, spoken.place),
        confidence=confidence(spoken, edtf, date.vague),
    )
    return candidate, spoken


def is_worth_a_look(candidate, spoken, date, is_dated):
    """Whether a date may be of an event: a century needs a kind, vague words a kind and who or where, and no date."""
    if date.vague:
        return bool(spoken.kind and (spoken.actors or spoken.place)) and not is_dated
    return bool(spoken.kind) or candidate.edtf.precision is not Precision.CENTURY


def role_of(source, edtf):
    """Whether an article announces a day to come, recalls one long past, or reports."""
    if source.published_latest and edtf.earliest > source.published_latest:
        return CitationRole.ANNOUNCES
    if source.published_earliest and (source.published_earliest - edtf.latest).days > LONG_AGO:
        return CitationRole.RECALLS
    return CitationRole.REPORTS


def confidence(spoken, edtf, vague=False):
    """How much speaks for an event of the record: who, what and where are named, and the date is close."""
    said = 0.2 + 0.15 * min(len(spoken.actors), 3) + 0.2 * bool(spoken.kind) + 0.05 * bool(spoken.place)
    return round(said + 0.1 * ((edtf.latest - edtf.earliest).days < 32) - 0.1 * vague, 2)


def title_in(language, actors, kind, place):
    """A plain title from who, what and where; "" where neither is known. A person rewrites it."""
    if not kind:
        return ""
    with translation.override(language):
        persons = [actor for actor in actors if actor.kind == ActorKind.PERSON]
        named = persons[:3] or [actor for actor in actors if actor.kind != ActorKind.PERSON][:3]
        names = [in_language(a, "family_name", language)[0] or in_language(a, "name", language)[0] for a in named]
        said = {
            "who": pgettext("between names in a title", "–").join(names),
            "what": str(Kind(kind).label),
            "where": in_language(place, "name", language)[0] if place else "",
        }
        if names and place:
            return _("%(who)s: %(what)s, %(where)s") % said
        if names:
            return _("%(who)s: %(what)s") % said
        return _("%(what)s, %(where)s") % said if place else ""
