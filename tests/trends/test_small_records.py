"""Charts of a few events that a test makes: what is counted where, and what is said of it."""

import pytest

from tests import make

from .test_charts import made
from .test_numbers import body

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("n", [0, 4, 5])
def test_below_five_events_there_are_words(client, n):
    for _ in range(n):
        make.event(date="2025")

    found = made()

    assert (found["topics"].figure is not None) == (n == 5)
    assert all(chart.instead for chart in found.values() if chart.figure is None)
    page = client.get("/trends/").text
    assert ("<timeline-chart" in page) == (n == 5)
    assert page.count("A chart needs five events or more") <= 1 or n == 5


def test_nothing_found_and_an_open_record_break_no_chart(client):
    assert client.get("/trends/").status_code == 200
    make.event("open-ended", date="../1990")
    make.event(date="2025-01/..")
    assert client.get("/trends/?selected=open-ended").status_code == 200


def test_sentences_say_the_numbers():
    lee, ishiba = make.actor("lee"), make.actor("ishiba")
    for year, plover in (
        ("2021", "SANCTION"),
        ("2022", "SANCTION"),
        ("2022", "CONSULT"),
        ("2023", "CONSULT"),
        ("2024", "AGREE"),
    ):
        make.event(date=year, plover=plover, kind="trade", actors=[lee])
    make.event(date="2024", plover="CONSULT", kind="summit", actors=[lee, ishiba])

    titles = {name: chart.title for name, chart in made().items()}

    assert titles["topics"] == "No year has more events than 2024: 2, 1 of them in “Leaders & diplomacy”"
    assert titles["tones"] == "Of 6 events, 4 are cooperation and 2 friction"
    assert (
        titles["balance"]
        == "The balance was lowest in 2021, at −6; cooperation has outweighed friction in every scored year since 2023"
    )
    assert titles["actors"] == "No person or body takes part in more events than Lee: 6, 2 of them in 2024"
    assert titles["languages"] == "6 of 6 citations are of sources in English"
    assert titles["events"] == "From 2021 to 2024, 2 of 6 events are friction"


def test_text_of_the_record_is_no_markup_in_a_figure():
    for _ in range(5):
        make.event(date="2025-08", title_en="<a href='javascript:x'>A & B</a>")
    point = made()["events"].figure["data"][0]["hovertext"][0]
    assert point.startswith("&lt;a href='javascript:x'&gt;A &amp; B&lt;/a&gt;<br>")


def test_years_without_an_event_in_the_record_are_told_apart_from_years_without_one_that_fits(client):
    for year in ("2001", "2003", "2007"):
        make.event(date=year, kind="treaty")
    make.event(date="2005", kind="trade")

    every, treaties = body(client, "/api/v1/trends"), body(client, "/api/v1/trends", kind="treaty")

    assert (
        every["coverage"]["unrecorded"]
        == treaties["coverage"]["unrecorded"]
        == [[2002, 2002], [2004, 2004], [2006, 2006]]
    )
    assert list(treaties["years"]) == ["2001", "2003", "2007"]


def test_before_and_after_leaves_out_the_event_and_what_begins_while_it_lasts(client):
    make.event("the-turn", date="2020-05-10/2020-05-20")
    for day in ("2019-05-11", "2020-05-09", "2020-05-15", "2020-05-21", "2021-05-20", "2019-05-10", "2021-05-21"):
        make.event(date=day, plover="CONSULT")

    told = body(client, "/api/v1/trends", selected="the-turn")["change"]

    assert (told["before"]["count"], told["after"]["count"]) == (2, 2)
    assert told["before"] == {"count": 2, "tones": {"cooperation": 2, "neutral": 0, "friction": 0}, "net": 5.0}


def test_an_event_of_unknown_beginning_is_counted_in_no_year(client):
    make.event(date="../1998")
    make.event(date="2001")

    told = body(client, "/api/v1/trends")

    assert (told["count"], told["undated"], list(told["years"])) == (2, 1, ["2001"])
