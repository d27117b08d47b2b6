"""The index answers as SQL does: for any filter the same events, facets, years and pages."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from django.db.models import Case, CharField, Count, F, When
from django.db.models.functions import Cast, ExtractYear
from django.http import QueryDict
from django.utils.http import urlencode

from tests import make
from timeline import index
from timeline.codebook import PLOVER_CHOICES, Kind, Tone
from timeline.filters import EventFilter
from timeline.lanes import lanes_of
from timeline.models import Citation, Event, Record, Story, StoryStep
from timeline.paging import page_of, read_cursor
from timeline.review import withdraw
from timeline.selection import Selection

pytestmark = pytest.mark.django_db

TODAY = date(2025, 9, 1)
COUNTRY = Case(
    When(participations__actor__kind="state", then=F("participations__actor__slug")),
    default=F("participations__actor__country__slug"),
)
FACETS = {
    "kind": F("kind"), "tone": F("tone"), "significance": F("significance"), "actor": F("participations__actor__slug"),
    "country": COUNTRY, "theme": F("themes__slug"), "publisher": F("citations__source__publisher__slug"),
    "language": F("citations__source__language"),
}  # fmt: skip
LIFTED = [*FACETS, "with", "q", "dates", "source", "story", "event"]
SORTS = ("-date", "date", "significance")


@pytest.fixture
def chance():
    return random.Random(7)  # noqa: S311


@pytest.fixture
def record(chance):
    """Forty events of every sort, some hidden; returns values to ask for, by parameter."""
    states = [make.state(f"state-{n}", iso) for n, iso in enumerate(("AA", "BB"))]
    people = [make.actor(f"actor-{n}", country=chance.choice([*states, None])) for n in range(4)]
    themes = [make.theme(f"theme-{n}") for n in range(3)]
    papers = [make.publisher(f"daily-{n}") for n in range(3)]
    sources = [make.source(f"text-{n}", publisher=chance.choice(papers), language=chance.choice(["en", "ko", "ja"]))
               for n in range(8)]  # fmt: skip
    sources += [make.source(f"copy-{n}", publisher=None, syndication_of=sources[n], language="en") for n in range(3)]
    plover = [code for code, _name in PLOVER_CHOICES]
    made = []
    for n in range(40):
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
        made.append(
            (make.draft if n % 10 == 3 else make.event)(
                date=chance.choice([day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y-%m-%d}?", f"../{day}"]),
                title_en=chance.choice(["Talks in Tokyo", "Talks in Seoul", "東京で会談"]), kind=chance.choice(Kind.values),
                plover=chance.choice(plover), significance=chance.randint(1, 5),
                actors=chance.sample([*states, *people], chance.randint(0, 3)),
                themes=chance.sample(themes, chance.randint(0, 2)), sources=chance.sample(sources, chance.randint(1, 3)),
            )
        )  # fmt: skip
    withdraw(made[0], by=make.user(), reason="Wrong")
    Citation.objects.filter(event=make.event(date="2024-05-05?")).update(
        claimed_date="1990", claimed_earliest="1990-01-01", claimed_latest="1990-12-31"
    )
    story = Story.objects.create(slug="a-story", title_en="A story", published=True)
    for position in (1, 2):
        StoryStep.objects.create(story=story, position=position, headline_en="Step").events.set(made[4:9])
    public = [event.slug for event in Event.objects.published()]
    return {
        "kind": Kind.values, "tone": Tone.values, "significance": list("2345"),
        "actor": [actor.slug for actor in [*states, *people]], "with": [actor.slug for actor in [*people, *states]],
        "country": [state.slug for state in states], "theme": [theme.slug for theme in themes],
        "publisher": [paper.slug for paper in papers], "source": [source.slug for source in sources],
        "language": ["en", "ko", "ja"], "q": ["Tokyo", "talks -seoul", "東京"], "story": ["a-story"], "event": public,
        "from": ["2024-06", "2025"], "to": ["2025-06", "2025-08-10"], "window": ["2024", "2025-01/2025-03"],
    }  # fmt: skip


def filters(chance, known, how_many):
    """Filters of one to four parameters, and the one that asks nothing."""
    yield ask("")
    for _ in range(how_many):
        asked = []
        for name in chance.sample(sorted(known), chance.randint(1, 4)):
            several = name in (
                "kind",
                "actor",
                "country",
                "theme",
                "publisher",
                "language",
                "tone",
                "event",
                "with",
                "source",
            )
            values = chance.sample(known[name], min(len(known[name]), chance.choice([1, 2, 5]) if several else 1))
            asked += [(name, value) for value in values]
        yield ask(urlencode(asked))


def ask(query):
    asked = EventFilter(QueryDict(query), today=TODAY)
    assert asked.errors == {}
    return asked


def counted(events, value):
    """How many of the events have each value, as SQL counts them."""
    rows = events.order_by().annotate(v=Cast(value, CharField())).values("v").annotate(n=Count("pk", distinct=True))
    return {v: n for v, n in rows.values_list("v", "n") if v is not None}


def test_any_filter_finds_the_same_events_facets_and_years_as_sql(record, chance):
    published, seen = Event.objects.published(), 0
    for asked in filters(chance, record, 120):
        found, events = Selection(asked), asked.apply(published)

        assert set(found.index.pk[found.rows].tolist()) == set(events.values_list("pk", flat=True)), asked.canonical
        assert found.count == events.count()
        assert set(found.index.pk[found.in_window].tolist()) == set(
            asked.in_window(events).values_list("pk", flat=True)
        ), asked.canonical
        lifted = chance.choice(LIFTED)
        assert np.count_nonzero(found.without(lifted)) == asked.apply(published, without=lifted).count(), lifted
        for chip in asked.chips if not found.count else ():
            assert np.count_nonzero(found.without_chip(chip)) == asked.without(chip).apply(published).count(), chip
        facets = {name: counted(asked.apply(published, without=name), value) for name, value in FACETS.items()}
        assert found.facets() == facets, asked.canonical
        assert found.years == {int(y): n for y, n in counted(events, ExtractYear("earliest")).items()}
        assert list(found.years) == sorted(found.years)
        seen += bool(found.count)
    assert seen > 40  # filters that find nothing agree easily


@pytest.mark.parametrize("sort", SORTS)
def test_any_filter_lists_the_same_pages_as_sql_forward_and_back(record, chance, sort):
    for asked in filters(chance, record, 12):
        found, events = Selection(asked), asked.apply(Event.objects.published())
        after = ""
        while after is not None:
            page = page_of(events, sort, after, limit=4)
            direction, values = read_cursor(after, sort) if after else ("next", None)
            keys = found.first_keys(found.rows, sort, 5, values, direction == "previous")
            assert keys[:4] == [event.pk for event in page.events]
            narrowed = page_of(events.filter(pk__in=keys), sort, after, limit=4)
            assert (narrowed.events, bool(narrowed.next), bool(narrowed.previous)) == (
                page.events, bool(page.next), bool(page.previous)
            )  # fmt: skip
            if page.previous:
                direction, values = read_cursor(page.previous, sort)
                back = found.first_keys(found.rows, sort, 4, values, back=True)
                assert back[::-1] == [event.pk for event in page_of(events, sort, page.previous, limit=4).events]
            after = page.next


def test_the_picture_names_the_weightiest_and_counts_the_others(record):
    found = Selection(ask(""))
    first, last = date(2024, 1, 1).toordinal(), date(2025, 12, 31).toordinal()
    shown = found.between(first, last)
    places = found.heaviest(shown, 9)
    wanted = Event.objects.published().between(date(2024, 1, 1), date(2025, 12, 31))

    assert found.index.pk[places].tolist() == list(
        wanted.order_by("-significance", "-latest", "public_id").values_list("pk", flat=True)[:9]
    )
    assert found.index.sources[places].tolist() == [
        Event.objects.get(pk=pk).citations.values("source").distinct().count() for pk in found.index.pk[places].tolist()
    ]
    others = shown.copy()
    others[places] = False
    lanes = lanes_of(found)
    crowds = list(found.crowds(others, lanes, first, last, 10))
    assert sum(n for *_, n in crowds) == wanted.count() - 9
    for event in Event.objects.filter(pk__in=found.index.pk[others].tolist()):
        middle = (max(first, event.earliest.toordinal()) + min(last, event.latest.toordinal())) // 2
        assert any(
            (lanes.names[lane][0], tone) == (event.lane.value, event.tone)
            and first + number * 10 <= middle < first + number * 10 + 10
            for lane, tone, number, _n in crowds
        )


@pytest.mark.parametrize("query", ["lanes=country", "lanes=country&country=japan", "lanes=actor", "lanes=tone", ""])
def test_every_event_stands_in_one_lane_and_with_whom_it_belongs(record, query):
    found = Selection(EventFilter(QueryDict(query)))
    lanes = lanes_of(found)

    assert len(lanes.places) == found.index.size and set(lanes.places.tolist()) <= set(range(len(lanes.names)))
    if "country" in query:
        named = [key for key, _name in lanes.names if not key.startswith("+")]
        for row, pk in enumerate(found.index.pk.tolist()):
            event = Event.objects.get(pk=pk)
            there = {part.actor.state.slug for part in event.participations.all() if part.actor.state} & set(named)
            expected = there.pop() if len(there) == 1 else "+several" if there else "+others"
            assert lanes.key(row) == expected


def test_a_source_that_gives_another_day_leaves_it_in_the_index(record):
    event = Event.objects.filter(citations__claimed_date="1990").first()

    assert index.index().ghosts == {event.pk: date(1990, 1, 1).toordinal()}


def test_the_index_is_read_anew_when_the_record_has_changed():
    record = Record.objects.create(slug="record", name_en="Record")
    assert index.index().size == 0

    make.event()
    Record.objects.filter(pk=record.pk).update(revision=record.revision + 5)

    assert (index.index().size, index.index()) == (1, index.index())
