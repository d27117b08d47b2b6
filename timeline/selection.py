"""The events that a filter asks for, as rows of the index: exactly those of `EventFilter.apply`, without asking SQL.

What the index does not hold (words, a source, a story, chosen events) is asked of the database in one query.
"""

from datetime import date
from functools import cached_property

import numpy as np
from django.db.models import F, Q

from timeline.index import KINDS, TONES, index, read_columns
from timeline.models import Event
from timeline.paging import KEYS


class Selection:
    """The published events that an EventFilter asks for; none where it was not understood."""

    def __init__(self, asked):
        self.asked, self.index = asked, index()
        self.conditions, self.elsewhere = {}, []
        for name, value in {} if asked.errors else asked.asked.items():
            if find := getattr(self, f"_with_{name}", None):
                self.conditions[name] = find(value)
            elif asked.condition(name):
                self.elsewhere.append(name)

    # What is asked, as one set of rows for each parameter

    def _elsewhere(self, lifted=()):
        """What parameters that the index does not hold ask, as one set or none; kept, as a search is asked often."""
        names = [name for name in self.elsewhere if name not in lifted]
        if not names:
            return []
        key = repr([(name, self.asked.asked[name]) for name in names])
        rows = self.index.elsewhere.get(key)
        if rows is None:
            condition = Q(*(self.asked.condition(name) for name in names))
            found = read_columns(Event.objects.published().filter(condition), pk=F("pk"))
            rows = self.index.elsewhere.put(key, self.index.rows_of(found["pk"]))
        return [rows]

    def _among(self, column, values, names):
        wanted = np.zeros(len(names), bool)
        wanted[[names.index(value) for value in values]] = True
        return wanted[column]

    def _with_kind(self, kinds):
        return self._among(self.index.kind, kinds, KINDS)

    def _with_tone(self, tones):
        return self._among(self.index.tone, tones, TONES)

    def _with_significance(self, least):
        return self.index.significance >= int(least)

    def _having(self, name, values):
        return self.index.relations[name].having(values, self.index.size)

    def _with_actor(self, slugs):
        return self._having("actor", slugs)

    def _with_with(self, slugs):
        return np.logical_and.reduce([self._having("actor", [slug]) for slug in slugs])

    def _with_country(self, slugs):
        return self._having("country", slugs)

    def _with_theme(self, slugs):
        return self._having("theme", slugs)

    def _with_publisher(self, slugs):
        return self._having("publisher", slugs)

    def _with_language(self, languages):
        return self._having("language", languages)

    def _with_during(self, slug):
        stretch = self.asked.vocabulary.stretches[slug]
        return self.between(stretch.earliest.toordinal(), stretch.latest.toordinal())

    def _with_from(self, _text):
        return self.index.latest >= self.asked.first.toordinal()

    def _with_to(self, _text):
        return self.index.earliest <= self.asked.last.toordinal()

    # Sets of rows

    def between(self, first, last):
        """The rows of all events that may have happened on or between two days, as ordinals."""
        return (self.index.earliest <= last) & (self.index.latest >= first)

    def without(self, name):
        """The rows asked for where one parameter is lifted; "dates" lifts both ends."""
        if self.asked.errors:
            return ~self.index.everything
        lifted = ("from", "to") if name == "dates" else (name,)
        sets = [rows for asked, rows in self.conditions.items() if asked not in lifted] + self._elsewhere(lifted)
        return np.logical_and.reduce(sets) if sets else self.index.everything

    def without_chip(self, chip):
        """The rows asked for where one chip is taken off: of values of which any will do, one less brings nothing."""
        values = self.asked.asked.get(chip.name, ())
        rest = [value for value in values if value != chip.value] if isinstance(values, list) else []
        if not rest:
            return self.without(chip.name)
        return self.without("with") & self._with_with(rest) if chip.name == "with" else self.rows

    @cached_property
    def rows(self):
        return self.without(None)

    @cached_property
    def in_window(self):
        window = self.asked.window
        if not window:
            return self.rows
        return self.rows & self.between(window.earliest.toordinal(), window.latest.toordinal())

    # What is told of them

    @cached_property
    def count(self):
        return int(np.count_nonzero(self.rows))

    @cached_property
    def years(self):
        return self.index.counted_by_year(self.rows)

    def facets(self):
        """How many events each value of a facet would give, its own selection lifted: {facet: {value: n}}."""
        found = {}
        for axis, name, values in ((0, "kind", KINDS), (1, "tone", TONES), (2, "significance", "012345")):
            counts = self._cells(name if name in self.conditions else None)
            counts = counts.sum(axis=tuple({0, 1, 2} - {axis})).tolist()
            found[name] = {value: n for value, n in zip(values, counts, strict=True) if n}
        for name, relation in self.index.relations.items():
            found[name] = relation.counted(self.without(name) if name in self.conditions else self.rows)
        return found

    def _cells(self, lifted):
        return self.index.kinds_tones_levels(self.without(lifted) if lifted else self.rows)

    def first_keys(self, rows, sort, limit, after=None, back=False):
        """The keys of the first so many of these rows in an order of the list, from a place in it on, or backwards."""
        keys = [(name, descending != back) for name, descending in KEYS[sort]]
        if after:
            rows = rows & self._beyond(keys, after)
        if sort == "significance":
            order = self.index.by_significance
            places = order[rows[order]]
        else:
            places = np.flatnonzero(rows)
        oldest_first = (sort == "date") != back
        return self.index.pk[places[::-1][:limit] if oldest_first else places[:limit]].tolist()

    def _beyond(self, keys, values):
        """The rows after one with these values, as in `paging.beyond`."""
        beyond, same = ~self.index.everything, self.index.everything
        for (name, descending), value in zip(keys, values, strict=True):
            column, value = getattr(self.index, name), as_number(name, value)
            beyond = beyond | same & ((column < value) if descending else (column > value))
            same = same & (column == value)
        return beyond

    def heaviest(self, rows, most):
        """The weightiest of these rows, most significant and newest first, as places."""
        order = self.index.by_weight
        return order[rows[order]][:most]

    def crowds(self, rows, lanes, first, last, step):
        """Counts of these rows by lane, tone and stretch of `step` days: rows of (place of lane, tone, stretch, n)."""
        middle = np.maximum(self.index.earliest[rows], first) + np.minimum(self.index.latest[rows], last) - 2 * first
        stretch = middle // (2 * step)
        many = int(stretch.max()) + 1 if len(stretch) else 0
        cells = (lanes.places[rows].astype(np.int64) * len(TONES) + self.index.tone[rows]) * many + stretch
        counts = np.bincount(cells)
        found = np.flatnonzero(counts)
        for cell, n in zip(found.tolist(), counts[found].tolist(), strict=True):
            lane_and_tone, number = divmod(cell, many)
            yield lane_and_tone // len(TONES), TONES[lane_and_tone % len(TONES)], number, n


def as_number(name, value):
    """A value of a cursor as the index holds it."""
    if name == "public_id":
        return int.from_bytes(value.encode(), "big")
    return date.fromisoformat(value).toordinal() if name in ("earliest", "latest") else value
