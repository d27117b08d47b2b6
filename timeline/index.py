"""The published record in memory, as columns: counts, facets, years and what the picture names are found here.

It is read once for a revision of the record, whole, a query a table. Rows stand in the order of the list, newest first;
a set of events is an array of booleans, one a row.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock

import numpy as np
from django.db import connection, transaction
from django.db.models import Aggregate, BinaryField, F, Func, IntegerField, Value
from django.db.models.functions import Coalesce

from timeline.codebook import Kind, Tone
from timeline.kept import Kept
from timeline.models import Citation, Event, Participation, Source
from timeline.vocabulary import revision_now, vocabulary

KINDS, TONES = tuple(Kind.values), tuple(Tone.values)
LEVELS = 6  # of significance, counted from 0
POSTGRES_DAY = date(2000, 1, 1).toordinal()


@dataclass(frozen=True)
class Relation:
    """Which events have which values, each pair once: `events[starts[i] : starts[i + 1]]` have `values[i]`."""

    values: tuple
    starts: np.ndarray
    events: np.ndarray

    @classmethod
    def of(cls, events, keys, names):
        """From arrays of events and of keys; `names` says what keys are called, others are left out."""
        known = np.fromiter(sorted(names), np.int64, len(names))
        values = {name: place for place, name in enumerate(dict.fromkeys(names[key] for key in known.tolist()))}
        if not values:
            return cls((), known, known)
        at, good = found_in(known, keys)
        called = np.fromiter((values[names[key]] for key in known.tolist()), np.int64, len(known))[at[good]]
        pairs = distinct(called << 32 | events[good])
        called, events = pairs >> 32, (pairs & 0xFFFFFFFF).astype(np.int32)
        starts = np.flatnonzero(np.r_[True, called[1:] != called[:-1]][: len(called)])
        every = tuple(values)
        return cls(tuple(every[place] for place in called[starts].tolist()), starts, events)

    @cached_property
    def places(self):
        ends = [*self.starts.tolist()[1:], len(self.events)]
        return dict(zip(self.values, zip(self.starts.tolist(), ends, strict=True), strict=True))

    def having(self, values, size):
        """The events that have at least one of these values."""
        found = np.zeros(size, bool)
        for value in values:
            begin, end = self.places.get(value, (0, 0))
            found[self.events[begin:end]] = True
        return found

    def counted(self, chosen):
        """How many of the chosen events have each value, as {value: n}; values without any are left out."""
        if not self.values:
            return {}
        if chosen.all():
            counts = np.diff(self.starts, append=len(self.events))
        else:
            counts = np.add.reduceat(chosen[self.events], self.starts, dtype=np.int32)
        return {value: n for value, n in zip(self.values, counts.tolist(), strict=True) if n}


@dataclass(frozen=True)
class Index:
    """The columns of one revision."""

    revision: int
    pk: np.ndarray
    public_id: np.ndarray  # its eight bytes as a number, so that numbers are ordered as ids are
    earliest: np.ndarray  # days as ordinals
    latest: np.ndarray
    kind: np.ndarray  # places in KINDS
    tone: np.ndarray  # places in TONES
    significance: np.ndarray
    sources: np.ndarray  # how many an event cites
    relations: dict  # name of a facet → Relation
    ghosts: dict  # pk → another day that a source gives, the most exact
    elsewhere: Kept = field(default_factory=lambda: Kept(20))  # sets of rows that SQL found, by what was asked

    @property
    def size(self):
        return len(self.pk)

    @cached_property
    def by_pk(self):
        """The rows in the order of their keys, and those keys."""
        order = np.argsort(self.pk)
        return order, self.pk[order]

    @cached_property
    def by_weight(self):
        """The rows in the order in which the picture names them: most significant first, then newest."""
        return np.lexsort((self.public_id, -self.latest, -self.significance.astype(np.int8))).astype(np.int32)

    @cached_property
    def by_significance(self):
        return np.argsort(-self.significance.astype(np.int8), kind="stable").astype(np.int32)

    @cached_property
    def years(self):
        """The years in which events begin, in the order of the rows, and the row at which each starts."""
        year = (np.datetime64("0001-01-01") + (self.earliest - 1)).astype("datetime64[Y]").astype(int) + 1970
        starts = np.flatnonzero(np.r_[True, year[1:] != year[:-1]][: self.size])
        return year[starts].tolist(), starts

    @cached_property
    def cell(self):
        """Kind, tone and significance as one small number, to count all three at once."""
        return (self.kind * (len(TONES) * LEVELS) + self.tone * LEVELS + self.significance).astype(np.uint8)

    @cached_property
    def everything(self):
        return np.ones(self.size, bool)

    def rows_of(self, keys):
        """The set of the events with these keys; keys of others are passed over."""
        found = np.zeros(self.size, bool)
        order, ordered = self.by_pk
        at, good = found_in(ordered, keys)
        found[order[at[good]]] = True
        return found

    def kinds_tones_levels(self, chosen):
        """How many of the chosen events there are of each kind, tone and significance: an array of three dimensions."""
        if chosen is self.everything:
            return self.all_kinds_tones_levels
        counts = np.bincount(self.cell[chosen], minlength=len(KINDS) * len(TONES) * LEVELS)
        return counts.reshape(len(KINDS), len(TONES), LEVELS)

    @cached_property
    def all_kinds_tones_levels(self):
        return self.kinds_tones_levels(self.everything.copy())

    def counted_by_year(self, chosen):
        """How many of the chosen events begin in each year, as {year: n}, oldest first; years without any left out."""
        years, starts = self.years
        counts = np.add.reduceat(chosen, starts, dtype=np.int32).tolist() if years else []
        return {year: n for year, n in reversed(list(zip(years, counts, strict=True))) if n}

    def years_and_tones(self, chosen):
        """The chosen events by the year of their first day and by tone: {year: {tone: n}}; no unknown beginnings."""
        found: dict = {}
        for place, tone in enumerate(TONES):
            for year, n in self.counted_by_year(chosen & (self.tone == place)).items():
                if year > 1:
                    found.setdefault(year, dict.fromkeys(TONES, 0))[tone] = n
        return dict(sorted(found.items()))


_kept: dict = {}
_reading = Lock()


def index():
    """The index of the record as it is now: read when the record has changed, by one thread for all, else kept."""
    revision = revision_now()
    if (found := _kept.get(revision)) is None:
        with _reading:
            if (found := _kept.get(revision)) is None:
                found = read(revision)
                _kept.clear()
                _kept[revision] = found
    return found


def forget():
    """Read anew at the next question; for tests, whose transactions end without a new revision."""
    _kept.clear()


def read(revision):
    """All columns, a query a table. Rows that appear between them are passed over: the next revision has them."""
    known = vocabulary()
    languages = list(Source.objects.order_by().values_list("language", flat=True).distinct())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        events = read_columns(
            Event.objects.published(), pk=F("pk"), public_id=F("public_id"), earliest=F("earliest"), latest=F("latest"),
            kind=place(KINDS, "kind"), tone=place(TONES, "tone"), significance=F("significance"),
        )  # fmt: skip
        parts = read_columns(Participation.objects, event=F("event"), actor=F("actor"))
        themes = read_columns(Event.themes.through.objects, event=F("event"), theme=F("theme"))
        cited = read_columns(Citation.objects, event=F("event"), source=F("source"))
        texts = read_columns(
            Source.objects, pk=F("pk"), publisher=Coalesce(F("publisher"), 0), language=place(languages, "language")
        )
    order = np.lexsort((~events["public_id"], events["latest"], -events["earliest"]))
    events = {name: column[order] for name, column in events.items()}
    by_pk = np.argsort(events["pk"])
    pks = events["pk"][by_pk]

    def pairs(rows, name):
        """Rows of published events beside the keys of what they have."""
        at, good = found_in(pks, rows["event"])
        return by_pk[at[good]], rows[name][good]

    citing, sources = pairs(cited, "source")
    by_text = np.argsort(texts["pk"])
    at, good = found_in(texts["pk"][by_text], sources)
    from_text, text = citing[good], by_text[at[good]]
    acting, actors = pairs(parts, "actor")
    terms = known.actors.values()
    return Index(
        revision=revision,
        pk=events["pk"],
        public_id=events["public_id"],
        earliest=events["earliest"] + np.int32(POSTGRES_DAY),
        latest=events["latest"] + np.int32(POSTGRES_DAY),
        kind=(events["kind"] - 1).astype(np.uint8),
        tone=(events["tone"] - 1).astype(np.uint8),
        significance=events["significance"].astype(np.uint8),
        sources=np.bincount(distinct(citing << 32 | sources) >> 32, minlength=len(pks)).astype(np.int32),
        relations={
            "actor": Relation.of(acting, actors, {term.pk: term.slug for term in terms}),
            "country": Relation.of(acting, actors, {term.pk: term.country for term in terms if term.country}),
            "theme": Relation.of(*pairs(themes, "theme"), {term.pk: term.slug for term in known.themes.values()}),
            "publisher": Relation.of(
                from_text, texts["publisher"][text], {term.pk: term.slug for term in known.publishers.values()}
            ),
            "language": Relation.of(from_text, texts["language"][text], dict(enumerate(languages, 1))),
        },
        ghosts=ghosts(),
    )


def ghosts():
    """The other day that a source gives of an event, where it can't be true together with the event's own."""
    apart = Citation.objects.filter(event__status="published").exclude(claimed_earliest=None)
    apart = apart.exclude(claimed_earliest__lte=F("event__latest"), claimed_latest__gte=F("event__earliest"))
    # The most exact comes last and stays.
    rows = apart.order_by(F("claimed_earliest") - F("claimed_latest"), "-pk").values_list("event", "claimed_earliest")
    return {event: day.toordinal() for event, day in rows}


def place(values, field):
    """The place of a field's value among these, from 1; 0 for any other."""
    found = Func(Value(list(values)), F(field), template="array_position(%(expressions)s)", output_field=IntegerField())
    return Coalesce(found, 0)


WIDE = {"bigint": ("int8send", ">i8"), "integer": ("int4send", ">i4"), "smallint": ("int2send", ">i2"),
        "date": ("date_send", ">i4"), "double precision": ("float8send", ">f8"),
        "varchar(8)": ("varcharsend", ">u8")}  # fmt: skip


class Packed(Aggregate):
    """Columns of all rows as one value, each as PostgreSQL sends it in binary: a million rows are one message."""

    template = "string_agg(%(expressions)s, ''::bytea)"
    arg_joiner = " || "
    output_field = BinaryField()


def read_columns(rows, **columns):
    """Columns of a queryset as arrays: whole numbers, days, ids of eight characters; no other width, no null."""
    rows = rows.order_by().annotate(**{f"column_{name}": expression for name, expression in columns.items()})
    sent, kinds = [], []
    for name in columns:
        send, kind = WIDE[rows.query.annotations[f"column_{name}"].output_field.rel_db_type(connection)]
        sent.append(Func(F(f"column_{name}"), function=send, output_field=BinaryField()))
        kinds.append((name, kind))
    packed = rows.aggregate(packed=Packed(*sent))["packed"] or b""
    table = np.frombuffer(packed, np.dtype(kinds))
    return {name: table[name].astype(table[name].dtype.newbyteorder("=")) for name in columns}


def found_in(ordered, keys):
    """Where keys are among ordered ones, and which of them are there."""
    if not len(ordered):
        return np.zeros(len(keys), int), np.zeros(len(keys), bool)
    at = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return at, ordered[at] == keys


def distinct(numbers):
    """The numbers in order, each once; by sorting, which is faster here than NumPy's hashing."""
    numbers = np.sort(numbers)
    return numbers[np.r_[True, numbers[1:] != numbers[:-1]]] if len(numbers) else numbers
