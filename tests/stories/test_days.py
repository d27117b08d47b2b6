"""On this day, anniversaries ahead, and their calendar."""

from datetime import date

import pytest
import time_machine
from icalendar import Calendar

from tests import make
from timeline.anniversaries import returning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]


def test_a_day_shows_the_events_that_are_known_to_be_of_it(client):
    page = client.get("/on-this-day/?day=08-23").text

    assert "2025-08-23-lee-ishiba-summit" in page and "2025-08-23-working-visit" not in page


@time_machine.travel("2026-06-21T16:00:00Z", tick=False)
def test_today_is_the_day_in_the_records_time_zone(client):
    page = client.get("/on-this-day/").text

    assert "22 June" in page and "2025-06-22-sixtieth-anniversary" in page
    assert "1965-06-22-treaty-on-basic-relations" in page


@time_machine.travel("2025-06-01T03:00:00Z", tick=False)
def test_round_years_come_first_among_those_ahead(client):
    make.event("2024-06-10-talks", date="2024-06-10", title_en="Talks of last year")

    page = client.get("/on-this-day/").text
    ahead = page.split('id="ahead-heading"')[1]
    assert ahead.index("1965-06-22-treaty-on-basic-relations") < ahead.index("2024-06-10-talks")
    assert "60 years ago" in ahead


@time_machine.travel("2025-06-01T03:00:00Z", tick=False)
def test_the_calendar_holds_the_same_days_and_follows_the_filter(client):
    make.event("2024-06-10-talks", date="2024-06-10", title_en="Talks of last year", kind="meeting")
    make.event("2024-06-meeting", date="2024-06", title_en="Some day in June")

    answer = client.get("/on-this-day.ics", {"kind": "meeting"})
    entries = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert answer["Content-Type"].startswith("text/calendar")
    assert [(str(e["summary"]), e.decoded("dtstart")) for e in entries] == [
        ("1 year ago: Talks of last year", date(2025, 6, 10))
    ]
    assert client.get("/on-this-day.ics", {"nothing": "x"}).status_code == 400


@time_machine.travel("2025-06-01T03:00:00Z", tick=False)
def test_of_many_anniversaries_the_page_lists_thirty_and_the_calendar_all(client):
    for n in range(40):
        make.event(f"2024-06-{n % 25 + 2:02}-talks-{n}", date=f"2024-06-{n % 25 + 2:02}", title_en=f"Talks {n}")

    ahead = client.get("/on-this-day/").text.split('id="ahead-heading"')[1]
    calendar = len(list(Calendar.from_ical(client.get("/on-this-day.ics").content).walk("VEVENT")))
    assert ahead.count("<li>") == 30
    assert f"{calendar - 30} more stand in the calendar." in ahead


@pytest.mark.parametrize("typed", ["02-30", "13-01", "zzz", "8-23", "٠٨-٢٣", "2025-08-23"])
def test_what_is_no_day_is_said_in_words(client, typed):
    answer = client.get("/on-this-day/", {"day": typed})

    assert answer.status_code == 400 and "is no day of the year" in answer.text


def test_a_leap_day_returns_on_the_last_day_of_february():
    assert returning(date(2024, 2, 29), 2025) == date(2025, 2, 28)
    assert returning(date(2024, 2, 29), 2028) == date(2028, 2, 29)
    assert make.event(date="2024-02-29")
