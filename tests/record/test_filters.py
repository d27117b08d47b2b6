"""The query string as a filter, and back."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from django.utils.http import urlencode

from tests import make
from timeline.filters import EventFilter
from timeline.models import Event
from timeline.paging import WrongCursor, page_of
from timeline.summaries import nearest, summarise
from timeline.vocabulary import one_revision

pytestmark = pytest.mark.django_db

TODAY = date(2025, 9, 1)


def ask(query, **options):
    return EventFilter(QueryDict(query), today=TODAY, **options)


def slugs(query):
    return set(ask(query).apply(Event.objects.published()).values_list("slug", flat=True))


@pytest.fixture
def three():
    korea, japan = make.state("south-korea", "KR"), make.state("japan", "JP")
    lee = make.actor("lee-jae-myung", country=korea)
    ishiba = make.actor("ishiba-shigeru", country=japan)
    trade, security = make.theme("trade"), make.theme("security")
    herald = make.publisher("herald")
    article = make.source("an-article", publisher=herald)
    make.source("a-copy", syndication_of=article)
    make.event("treaty", date="1965-06-22", kind="treaty", plover="SUPPORT", significance=5, actors=[korea, japan])
    make.event(
        "summit", date="2025-08-23", plover="CONSULT", plover_mode="visit", significance=4,
        actors=[lee, ishiba], themes=[security], sources=[article],
    )  # fmt: skip
    make.event(
        "curbs", date="2019-07", kind="trade", plover="SANCTION", significance=3, actors=[japan], themes=[trade],
        sources=[make.source(language="ja")],
    )  # fmt: skip
    make.draft("hidden", date="2025-08-23")


@pytest.mark.parametrize(
    "query, found",
    [
        ("", {"treaty", "summit", "curbs"}),
        ("kind=summit&kind=treaty", {"summit", "treaty"}),
        ("actor=lee-jae-myung", {"summit"}),
        ("with=lee-jae-myung&with=ishiba-shigeru", {"summit"}),
        ("with=lee-jae-myung&with=japan", set()),
        ("country=japan", {"treaty", "summit", "curbs"}),
        ("country=south-korea", {"treaty", "summit"}),
        ("theme=trade&theme=security", {"summit", "curbs"}),
        ("publisher=herald", {"summit"}),
        ("source=a-copy", {"summit"}),
        ("tone=friction", {"curbs"}),
        ("tone=cooperation", {"treaty", "summit"}),
        ("significance=4", {"treaty", "summit"}),
        ("language=ja", {"curbs"}),
        ("event=curbs&event=summit", {"curbs", "summit"}),
        ("from=2019-07-15", {"curbs", "summit"}),
        ("to=2019-07-15", {"curbs", "treaty"}),
        ("from=2019&to=2019", {"curbs"}),
        ("dates=2019", {"curbs"}),
        ("dates=since+2019", {"curbs", "summit"}),
        ("dates=2019년부터", {"curbs", "summit"}),
        ("dates=2019年7月から", {"curbs", "summit"}),
        ("q=lee", {"summit"}),
        ("kind=summit&tone=friction", set()),
    ],
)
def test_each_parameter_narrows(three, query, found):
    assert ask(query).errors == {}
    assert slugs(query) == found


@pytest.mark.parametrize(
    "query, name",
    [
        ("kind=party", "kind"),
        ("actor=nobody", "actor"),
        ("from=sometime", "from"),
        ("dates=zzz", "dates"),
        ("from=2025&to=2020", "dates"),
        ("significance=9", "significance"),
        ("significance=2&significance=3", "significance"),
        ("tone=blue", "tone"),
        ("sort=up", "sort"),
        ("sort=relevance", "sort"),
        ("limit=0", "limit"),
        ("q=%3F%3F", "q"),
        ("q=-lee", "q"),
        ("language=%3Cb%3E", "language"),
        ("source=none", "source"),
        ("event=hidden", "event"),
        ("during=never", "during"),
        ("story=none", "story"),
        ("window=zzz", "window"),
        ("q=" + "a" * 201, "q"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_it_and_never_a_wider_answer(three, query, name):
    assert list(ask(query).errors) == [name]
    assert slugs(query) == set()


def test_an_unknown_name_is_an_error_for_programs_and_ignored_on_pages(three):
    assert list(ask("utm_source=mail", strict=True).errors) == ["utm_source"]
    assert ask("utm_source=mail&kind=summit").canonical == "kind=summit"


def test_the_canonical_query_is_in_one_order_without_defaults(three):
    asked = ask("kind=treaty&sort=-date&q=+talks++now&kind=summit&from=March+2023&significance=1&kind=summit")

    assert asked.canonical == "q=talks+now&from=2023-03&kind=summit&kind=treaty"
    assert ask(asked.canonical).canonical == asked.canonical


def test_each_chip_takes_off_what_it_names(three):
    asked = ask("kind=summit&kind=treaty&from=2023-03&to=2025&q=lee")

    assert [(chip.name, chip.url) for chip in asked.chips] == [
        ("q", "?from=2023-03&to=2025&kind=summit&kind=treaty"),
        ("dates", "?q=lee&kind=summit&kind=treaty"),
        ("kind", "?q=lee&from=2023-03&to=2025&kind=treaty"),
        ("kind", "?q=lee&from=2023-03&to=2025&kind=summit"),
    ]


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
@pytest.mark.parametrize("query", ["from=2023-03", "to=2025-08-23", "from=2019-07&to=2025", "from=2019&to=2019"])
def test_the_words_of_the_date_box_are_read_back_as_the_same_days(three, language, query):
    with translation.override(language):
        asked = ask(query)
        again = ask(urlencode({"dates": asked.dates_text}))

    assert (again.first, again.last) == (asked.first, asked.last)


@pytest.mark.parametrize(
    "typed, days",
    [("two years ago", "{year-2}"), ("in 2025", "2025"), ("8/23/2025", "2025-08-23"), ("지난해 봄", "{year-1}-21"), ("今年上半期", "{year}-40")],
)  # fmt: skip
def test_the_date_box_reads_what_prose_says(db, typed, days):
    year = TODAY.year
    expected = days.replace("{year-2}", str(year - 2)).replace("{year-1}", str(year - 1)).replace("{year}", str(year))

    asked = EventFilter(QueryDict(mutable=True) | {"dates": [typed]}, today=TODAY)

    assert (asked.errors, asked.asked) == ({}, {"from": expected, "to": expected})


def test_facets_count_with_their_own_selection_lifted(three):
    facets = summarise(ask("kind=summit")).facets

    assert {f.value: f.count for f in facets["kind"] if f.count} == {"treaty": 1, "summit": 1, "trade": 1}
    assert [(f.value, f.count, f.selected) for f in facets["tone"]] == [
        ("cooperation", 1, False),
        ("neutral", 0, False),
        ("friction", 0, False),
    ]
    assert {f.value: f.count for f in facets["country"]} == {"japan": 1, "south-korea": 1}


@pytest.mark.parametrize("query, queries", [("kind=summit&country=japan", 0), ("q=lee&kind=summit", 1)])
def test_a_summary_is_no_query_and_one_for_words(three, django_assert_num_queries, query, queries):
    summarise(ask(""))  # reads the index
    asked = ask(query)

    with one_revision(), django_assert_num_queries(1 + queries):  # the revision
        summary = summarise(asked)

    assert summary.count == 1


def test_window_is_not_filter(three):
    summary = summarise(ask("window=2019/2020"))

    assert (summary.count, summary.in_window, summary.years) == (3, 1, {1965: 1, 2019: 1, 2025: 1})


def test_chosen_events_are_chips_by_their_short_titles():
    make.event("long-name-of-one", short_title_en="One meets two")
    make.event("without-short-title", title_en="Two meet three")
    asked = EventFilter(QueryDict("event=long-name-of-one&event=without-short-title"))

    assert [chip.label for chip in asked.chips] == ["One meets two", "Two meet three"]


def test_an_empty_result_offers_the_nearest_and_the_chip_that_brings_most_back(three):
    offered = nearest(ask("from=2020&to=2021&kind=summit"))

    assert (offered.before, offered.after.slug) == (None, "summit")
    assert (offered.chip.name, offered.brings) == ("dates", 1)


@pytest.mark.parametrize("sort", ["-date", "date", "significance"])
def test_pages_by_key_hold_every_event_once_forward_and_back(sort):
    for day in (1, 1, 2, 3, 3, 3, 9):
        make.event(date=f"2025-08-0{day}", significance=1 + day % 3)
    make.event(date="2025-08")
    events = Event.objects.published()

    pages, after = [], ""
    while after is not None:
        page = page_of(events, sort, after, limit=3)
        pages.append([e.slug for e in page.events])
        after, last = page.next, page
    back = page_of(events, sort, last.previous, limit=3)

    assert [len(p) for p in pages] == [3, 3, 2]
    assert len({slug for p in pages for slug in p}) == 8
    assert [e.slug for e in back.events] == pages[1]


def test_a_place_in_the_list_that_we_never_gave_out_is_refused():
    with pytest.raises(WrongCursor):
        page_of(Event.objects.all(), "-date", "nonsense")


def test_the_vaguer_date_opens_its_time_and_the_default_order_is_the_exact_reverse():
    make.event("day", date="1998-05-14")
    make.event("year", date="1998")
    make.event("month", date="1998-01")

    oldest = [e.slug for e in Event.objects.in_time()]
    newest = [e.slug for e in Event.objects.newest_first()]

    assert oldest == ["year", "month", "day"]
    assert newest == oldest[::-1]
