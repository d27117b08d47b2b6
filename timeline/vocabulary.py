"""What a filter may name: actors, themes, publishers, tenures, eras; kept until the record's revision moves."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from timeline.models import Actor, Era, Office, Publisher, Record, Tenure, Theme, as_language


@dataclass(frozen=True)
class Term:
    """Something that a filter names by its slug."""

    pk: int
    slug: str
    names: tuple  # in en, ko, ja
    kind: str = ""
    country: str = ""  # slug of a state
    iso: str = ""

    @property
    def name(self):
        wanted = ("en", "ko", "ja").index(as_language(get_language()))
        return self.names[wanted] or next((name for name in self.names if name), self.slug)


@dataclass(frozen=True)
class Stretch(Term):
    """A tenure or an era: a stretch of time with a name. `office` is a slug, for tenures."""

    earliest: object = None
    latest: object = None
    date: str = ""
    office: str = ""
    acting: bool = False
    actor: str = ""
    family_names: tuple = ("", "", "")


@dataclass(frozen=True)
class Vocabulary:
    """All terms, by slug, of one revision of the record."""

    revision: int
    record: Record | None
    office_above: str = ""
    office_below: str = ""
    actors: dict = field(default_factory=dict)
    countries: dict = field(default_factory=dict)
    themes: dict = field(default_factory=dict)
    publishers: dict = field(default_factory=dict)
    offices: dict = field(default_factory=dict)
    stretches: dict = field(default_factory=dict)

    @property
    def today(self):
        """The day that it is in the record's time zone."""
        return datetime.now(ZoneInfo(self.record.time_zone if self.record else "UTC")).date()

    @cached_property
    def actors_by_pk(self):
        return {term.pk: term for term in self.actors.values()}

    @cached_property
    def publishers_by_pk(self):
        return {term.pk: term for term in self.publishers.values()}

    def tenures_of(self, office):
        """The tenures of an office, oldest first."""
        return [s for s in self.stretches.values() if s.office == office]


_kept: dict = {}
_asked = ContextVar("revision", default=None)  # what a request was told; asked once


def revision_now():
    """The record's revision, or -1 where there is no record: one small query, and one only in a request."""
    told = _asked.get()
    if told and "revision" in told:
        return told["revision"]
    revision = Record.objects.values_list("revision", flat=True).first()
    revision = -1 if revision is None else revision
    if told is not None:
        told["revision"] = revision
    return revision


@contextmanager
def one_revision():
    """Within this, the revision is asked for once."""
    before = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(before)


def vocabulary():
    """The vocabulary of the record as it is now: read when the record has changed, else kept."""
    revision = revision_now()
    if revision not in _kept:
        read = _read(Record.objects.select_related("office_above", "office_below").first(), revision)
        _kept.clear()
        _kept[revision] = read
    return _kept[revision]


def forget():
    """Read anew at the next question; for tests, whose transactions end without a new revision."""
    _kept.clear()


def _names(thing):
    return (thing.name_en, thing.name_ko, thing.name_ja)


def _read(record, revision):
    actors = {
        a.slug: Term(
            a.pk,
            a.slug,
            _names(a),
            a.kind,
            a.slug if a.kind == "state" else (a.country.slug if a.country else ""),
            a.iso,
        )
        for a in Actor.objects.select_related("country")
    }
    stretches = {
        e.slug: Stretch(e.pk, e.slug, _names(e), earliest=e.earliest, latest=e.latest, date=e.date)
        for e in Era.objects.all()
    }
    for t in Tenure.objects.select_related("actor", "office", "office__country"):
        stretches[t.slug] = Stretch(
            t.pk,
            t.slug,
            _names(t.actor),
            country=t.office.country.slug,
            earliest=t.earliest,
            latest=t.latest,
            date=t.date,
            office=t.office.slug,
            acting=t.acting,
            actor=t.actor.slug,
            family_names=(t.actor.family_name_en, t.actor.family_name_ko, t.actor.family_name_ja),
        )
    return Vocabulary(
        revision=revision,
        record=record,
        office_above=record.office_above.slug if record and record.office_above else "",
        office_below=record.office_below.slug if record and record.office_below else "",
        actors=actors,
        countries={slug: term for slug, term in actors.items() if term.kind == "state"},
        themes={t.slug: Term(t.pk, t.slug, _names(t)) for t in Theme.objects.all()},
        publishers={p.slug: Term(p.pk, p.slug, _names(p)) for p in Publisher.objects.all()},
        offices={o.slug: Term(o.pk, o.slug, _names(o)) for o in Office.objects.all()},
        stretches=stretches,
    )
