"""The lanes of the timeline's picture: by topic, by tone, by country or by actor. Every event stands in just one.

Where several of the countries (or actors) took part in an event, it stands in a lane of its own kind, so that nobody
reads as the friendly side; whoever was not asked for stands under "Others".
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from timeline.codebook import LANE_OF_KIND, Kind, Lane, Tone
from timeline.index import KINDS, TONES

MODES = ("topic", "tone", "country", "actor")
MOST = 4  # lanes of countries or actors where none are asked for
TONES_DOWN = (Tone.COOPERATION, Tone.NEUTRAL, Tone.FRICTION)


@dataclass(frozen=True)
class Lanes:
    """(key, name) from top to bottom, and for each row of the index the place of its lane."""

    names: tuple
    places: np.ndarray

    def key(self, row):
        return self.names[int(self.places[row])][0]


def lanes_of(found):
    """The Lanes that a Selection's filter asks for."""
    asked = found.asked
    if asked.lanes in ("country", "actor"):
        return by_party(found, asked.lanes)
    if asked.lanes == "tone":
        order = [tone.value for tone in TONES_DOWN]
        table = np.array([order.index(tone) for tone in TONES])
        return Lanes(tuple((tone.value, str(tone.label)) for tone in TONES_DOWN), table[found.index.tone])
    order = list(Lane)
    table = np.array([order.index(LANE_OF_KIND[Kind(kind)]) for kind in KINDS])
    return Lanes(tuple((lane.value, str(lane.label)) for lane in Lane), table[found.index.kind])


def one_lane(found):
    """All events in one lane without a name."""
    return Lanes((("", ""),), np.zeros(found.index.size, np.int64))


def by_party(found, name):
    """A lane for each country or actor asked for, else for the most frequent; then several of them, then others."""
    asked, index = found.asked, found.index
    values = list(asked.asked.get(name, ())) + (list(asked.asked.get("with", ())) if name == "actor" else [])
    if not values:
        known = asked.vocabulary.countries if name == "country" else asked.vocabulary.actors
        counted = index.relations[name].counted(found.rows)
        ranked = sorted((value for value in counted if value in known), key=lambda value: (-counted[value], value))
        if name == "actor":
            ranked = [value for value in ranked if known[value].kind != "state"]
        values = ranked[:MOST]
    values = list(dict.fromkeys(values))
    having = np.array([index.relations[name].having([value], index.size) for value in values], dtype=bool)
    having = having.reshape(len(values), index.size)
    several, others = len(values), len(values) + 1
    there = having.sum(axis=0)
    places = np.where(there == 1, having.argmax(axis=0) if values else 0, np.where(there > 1, several, others))
    names = [(value, asked.vocabulary.actors[value].name) for value in values]
    return Lanes((*names, ("+several", _("Several of these")), ("+others", _("Others"))), places)
