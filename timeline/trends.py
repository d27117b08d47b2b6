"""What the record shows when it is counted: the numbers of Trends, its tables and files, and of `/api/v1/trends`.

An event counts in the year of its first possible day, as in facets. Events of which no beginning is known are counted
apart (`undated`), never guessed into a year.
"""

from datetime import date
from functools import cached_property

import numpy as np

from timeline.codebook import LANE_OF_KIND, Kind, Lane, Tone
from timeline.index import KINDS, TONES
from timeline.selection import Selection
from timeline.trend_columns import columns

TOP_STATES, TOP_ACTORS = 5, 20
MEETINGS = (Kind.SUMMIT, Kind.MEETING)
BESIDE = 365  # days before and after a chosen event
TOPICS = tuple(Lane.values)
TOPIC_OF_KIND = {kind.value: lane.value for kind, lane in LANE_OF_KIND.items()}


class Trends:
    """The numbers of what an EventFilter asks for; `chosen` is the event that before and after are told of, if any."""

    def __init__(self, asked, found=None, chosen=None):
        self.asked, self.chosen = asked, chosen
        self.found = found or Selection(asked)
        self.index, self.rows = self.found.index, self.found.rows
        self.columns = columns(self.index)
        self.dated = self.rows & (self.columns.year > 1)

    @property
    def count(self):
        return self.found.count

    @cached_property
    def undated(self):
        return self.count - int(np.count_nonzero(self.dated))

    # Years

    @cached_property
    def years(self):
        """By year: the events by kind, topic and tone, and the balance of their scores; years without any left out."""
        names, place = np.unique(self.columns.year[self.dated], return_inverse=True)
        kinds = tabulated(place, self.index.kind[self.dated], len(names), len(KINDS))
        tones = tabulated(place, self.index.tone[self.dated], len(names), len(TONES))
        score = self.columns.score[self.dated]
        known = ~np.isnan(score)
        up, down = (
            np.bincount(place[part], score[part], len(names))
            for part in (known & (np.nan_to_num(score) > 0), known & (np.nan_to_num(score) < 0))
        )
        scored = np.bincount(place[known], minlength=len(names))
        return {
            int(year): {
                "count": int(kinds[i].sum()),
                "kinds": dict(zip(KINDS, kinds[i].tolist(), strict=True)),
                "topics": by_topic(dict(zip(KINDS, kinds[i].tolist(), strict=True))),
                "tones": dict(zip(TONES, tones[i].tolist(), strict=True)),
                "scored": int(scored[i]),
                "cooperation": round(float(up[i]), 2),
                "friction": round(float(down[i]), 2),
                "net": round(float(up[i] + down[i]), 2),
            }
            for i, year in enumerate(names)
        }

    @cached_property
    def scored(self):
        return sum(year["scored"] for year in self.years.values())

    @cached_property
    def span(self):
        """The first and last year that the charts show: what is asked for, as far as the record goes; None for none."""
        recorded = [year for year in self.index.years[0] if year > 1]
        if not self.years:
            return None
        first, last = min(self.years), max(self.years)
        if "from" in self.asked.asked:
            first = min(first, max(self.asked.first.year, min(recorded)))
        if "to" in self.asked.asked:
            last = max(last, min(self.asked.last.year, max(recorded)))
        return first, last

    @cached_property
    def unrecorded(self):
        """Runs of years, as [first, last], in which the whole record has no event: nothing recorded."""
        if self.span is None:
            return []
        first, last = self.span
        recorded = [year for year in sorted(self.index.years[0]) if first <= year <= last]
        edges = [first - 1, *recorded, last + 1]
        return [[a + 1, b - 1] for a, b in zip(edges, edges[1:], strict=False) if b - a > 1]

    # Who

    @cached_property
    def actors(self):
        """Those who take part in most events, states first: `{slug, state, count, years}`."""
        relation, known = self.index.relations["actor"], self.asked.vocabulary.actors
        counts = {slug: n for slug, n in relation.counted(self.rows).items() if slug in known}
        ranked = sorted(counts, key=lambda slug: (-counts[slug], slug))
        states = [slug for slug in ranked if known[slug].kind == "state"][:TOP_STATES]
        others = [slug for slug in ranked if known[slug].kind != "state"][:TOP_ACTORS]
        return [
            {"slug": slug, "state": known[slug].kind == "state", "count": counts[slug], "years": self._years_of(slug)}
            for slug in (*states, *others)
        ]

    def _years_of(self, slug):
        begin, end = self.index.relations["actor"].places[slug]
        events = self.index.relations["actor"].events[begin:end]
        return counted(self.columns.year[events[self.dated[events]]])

    @cached_property
    def offices(self):
        """Who held the record's two offices, each once, oldest first: `{slug: [tenure]}` above and below."""
        known = self.asked.vocabulary
        held = []
        for office in (known.office_above, known.office_below):
            holders: dict = {}
            for tenure in known.tenures_of(office) if office else []:
                holders.setdefault(tenure.actor, []).append(tenure)
            held.append(holders)
        return held

    @cached_property
    def pairs(self):
        """Summits and meetings that two leaders both take part in: `{above, below, together, count}`.

        Pairs who met, and pairs who were in office at the same time and did not.
        """
        above, below = self.offices
        relation = self.index.relations["actor"]
        met = self.rows & np.isin(self.index.kind, [KINDS.index(kind) for kind in MEETINGS])
        made = []
        for one, tenures in above.items():
            counts = relation.counted(met & relation.having([one], self.index.size))
            for other, theirs in below.items():
                together = any(overlap(a, b) for a in tenures for b in theirs)
                if together or counts.get(other):
                    made.append({"above": one, "below": other, "together": together, "count": counts.get(other, 0)})
        return made

    # Sources

    @cached_property
    def coverage(self):
        """Citations by the year of the event: by publisher, its country ("" not given) and language.

        `single` is how many events rest on one source.
        """
        cited = self.columns
        mine = self.dated[cited.citing]
        year = cited.year[cited.citing][mine]
        return {
            "citations": len(year),
            "countries": grouped(year, cited.cited_country[mine], cited.countries),
            "languages": grouped(year, cited.cited_language[mine], cited.languages),
            "publishers": grouped(year, cited.cited_publisher[mine], cited.publishers),
            "single": int(np.count_nonzero(np.bincount(cited.citing[mine]) == 1)),
        }

    # Before and after

    @cached_property
    def change(self):
        """Events of the 365 days before a chosen event and after it, by tone; none that begins during it."""
        if self.chosen is None or date.min in (self.chosen.earliest, self.chosen.latest):
            return None
        if self.chosen.latest == date.max:
            return None
        others = self.rows & (self.index.pk != self.chosen.pk)
        first, last = self.chosen.earliest.toordinal(), self.chosen.latest.toordinal()
        begins = self.index.earliest
        sides = {
            "before": others & (begins >= first - BESIDE) & (begins < first),
            "after": others & (begins > last) & (begins <= last + BESIDE),
        }
        return {"event": self.chosen.slug, "days": BESIDE} | {name: self._told(rows) for name, rows in sides.items()}

    def _told(self, rows):
        tones = np.bincount(self.index.tone[rows], minlength=len(TONES)).tolist()
        score = self.columns.score[rows]
        return {
            "count": sum(tones),
            "tones": dict(zip(TONES, tones, strict=True)),
            "net": round(float(np.nansum(score)), 2),
        }

    def as_data(self):
        """All of it as plain values."""
        return {
            "count": self.count,
            "undated": self.undated,
            "years": {str(year): told for year, told in self.years.items()},
            "actors": [
                actor | {"years": {str(year): n for year, n in actor["years"].items()}} for actor in self.actors
            ],
            "pairs": self.pairs,
            "coverage": self.coverage
            | {
                name: {
                    value: {str(year): n for year, n in years.items()} for value, years in self.coverage[name].items()
                }
                for name in ("countries", "languages", "publishers")
            }
            | {"unrecorded": self.unrecorded},
            "change": self.change,
        }


def overlap(one, other):
    """Whether two tenures have a day in common."""
    return one.earliest <= other.latest and other.earliest <= one.latest


def by_topic(kinds):
    topics = dict.fromkeys(TOPICS, 0)
    for kind, n in kinds.items():
        topics[TOPIC_OF_KIND[kind]] += n
    return topics


def tabulated(rows, columns_, height, width):
    """How often each pair of places occurs, as a table."""
    return np.bincount(rows * width + columns_, minlength=height * width).reshape(height, width)


def counted(years):
    """{year: n}, oldest first."""
    names, counts = np.unique(years, return_counts=True)
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


def grouped(years, places, names):
    """{name: {year: n}}, the most frequent first; names without any left out."""
    made = {name: counted(years[places == place]) for place, name in enumerate(names)}
    return dict(sorted(((n, y) for n, y in made.items() if y), key=lambda pair: (-sum(pair[1].values()), pair[0])))


def tone_total(years, tone):
    return sum(year["tones"][tone] for year in years.values())


COOPERATION, NEUTRAL, FRICTION = (tone.value for tone in Tone)
