"""Whom, where and what an article names, as rows of the record: `timeline.extract` read once for the whole text."""

import re
from dataclasses import dataclass, field

from timeline.codebook import ActorKind
from timeline.extract.coding import code
from timeline.extract.naming import find_names
from timeline.models import Actor, Place

from .names import gazetteer

CLAUSE_END = re.compile(r"[;；、，]|,(?! \d{4})|(?<=[가-힣][고며])\s")
ANOTHER_TIME = 45  # days from which on an office named is read as of the event's day, not of the article's


@dataclass
class Named:
    """What a sentence says besides its date; `rule` is the words by which the kind was told."""

    actors: list = field(default_factory=list)
    place: Place | None = None
    kind: str = ""
    plover: str = ""
    plover_mode: str = ""
    rule: str = ""


class Names:
    """The names of one article, published on `day`."""

    def __init__(self, text, day):
        self.text, self.day, self.gazetteer = text, day, gazetteer()
        self.found = find_names(text, self.gazetteer, day)
        slugs = {one.slug for one in self.found} | {held.actor for held in self.gazetteer.held}
        self.actors = {a.slug: a for a in Actor.objects.filter(slug__in=slugs).select_related("country")}
        self.places = {place.slug: place for place in Place.objects.filter(slug__in=slugs)}

    def in_span(self, first, last, at, day):
        """What the sentence at `first`–`last` names, where its date stands at `at` and means `day`.

        Actors come in the text's order. States named beside two persons are where these come from or go to, and no
        parties. The kind is told by the clause that the date stands in, else by the whole sentence.
        """
        inside = [one for one in self.found if first <= one.start < last]
        sentence = self.text[first:last]
        if abs((day - self.day).days) > ANOTHER_TIME:
            then = find_names(sentence, self.gazetteer, day)
            offices = [one for one in then if one.how == "office"]
            inside = [one for one in inside if one.how != "office"] + offices
        actors = list(dict.fromkeys(self.actors[one.slug] for one in inside if one.what != "place"))
        if sum(actor.kind == ActorKind.PERSON for actor in actors) > 1:
            actors = [actor for actor in actors if actor.kind != ActorKind.STATE]
        place = next((self.places[one.slug] for one in inside if one.what == "place"), None)
        coded = code(clause(sentence, at - first))
        if not coded.kind:
            coded = code(sentence)
        rule = coded.plover_words or coded.kind_words
        return Named(actors, place, coded.kind, coded.plover, coded.plover_mode, rule)


def clause(sentence, at):
    """The part of a sentence between commas that holds the character at `at`."""
    ends = [0, *(end.end() for end in CLAUSE_END.finditer(sentence)), len(sentence)]
    return next((sentence[a:b] for a, b in zip(ends, ends[1:], strict=False) if a <= at < b), sentence)
