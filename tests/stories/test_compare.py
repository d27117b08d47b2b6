"""Two filters one above the other."""

import html
import re
from urllib.parse import urlencode

import pytest

from timeline.comparing import compared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]


def counts(page):
    return [int(n) for n in re.findall(r'class="count"><strong>(\d+) event', page)]


def test_each_side_counts_what_its_filter_gives(client):
    page = client.get("/compare/", {"a": "kind=summit", "b": "tone=friction"}).text

    assert counts(page) == [client.get("/api/v1/events", q).json()["count"]
                            for q in ({"kind": "summit"}, {"tone": "friction"})]  # fmt: skip


def test_a_window_is_dates_like_others(client):
    window = client.get("/compare/", {"a": "window=2023", "b": "from=2023&to=2023"}).text

    first, second = counts(window)
    assert first == second > 0


def test_days_are_as_wide_above_as_below():
    for a, b, aligned in (("kind=summit", "kind=meeting", False), ("from=2008&to=2011", "from=2023&to=2025", True),
                          ("during=yoon-suk-yeol-president", "during=lee-jae-myung-president", True)):  # fmt: skip
        sides, apart = compared(a, b, 1040)
        lengths = {side.window[1] - side.window[0] for side in sides}
        assert len(lengths) == 1 and apart == aligned
        assert aligned or sides[0].window == sides[1].window


def test_no_id_stands_twice(client):
    ids = re.findall(r'\sid="([^"]+)"', client.get("/compare/").text)

    assert len(ids) == len(set(ids))


def test_the_form_leads_to_an_address_of_two_filters(client):
    sent = {"a.q": "", "a.dates": "2023", "a.kind": "summit", "a.rest": "event=2023-08-camp-david-summit",
            "b.dates": "from 2024", "b.tone": "friction"}  # fmt: skip

    answer = client.get("/ko/compare/", sent)
    a = urlencode({"event": "2023-08-camp-david-summit", "dates": "2023", "kind": "summit"})
    assert answer["Location"] == "/ko/compare/?" + urlencode({"a": a, "b": "dates=from+2024&tone=friction"})
    assert counts(client.get(answer["Location"].replace("/ko/", "/")).text)[0] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "kind=nothing",
        "dates=zzz",
        "from=2025&to=2001",
        "q=" + "x" * 3000,
        "q=%00",
        "event=%00",
        "source=%00",
        "%ED%A0%80",
    ],
)
def test_a_filter_that_is_not_understood_is_said_and_nothing_is_shown(client, wrong):
    answer = client.get("/compare/", {"a": wrong})

    assert answer.status_code in (200, 400)
    assert (answer.status_code == 400) == (counts(answer.text) == [])


def test_who_asks_for_nothing_is_offered_something_to_begin_with(client):
    page = client.get("/compare/").text
    offered = [html.unescape(query) for query in re.findall(r'<a href="(\?a=[^"]+)"', page.split("For example:")[1])]

    assert len(offered) == 2
    for query in offered:
        answer = client.get(f"/compare/{query}")
        assert answer.status_code == 200 and "For example:" not in answer.text
    assert re.findall(r'<section aria-label="([^"]+)"', page) == ["Above: All events", "Below: All events"]


def test_a_wrong_date_is_marked_where_it_was_typed(client):
    page = client.get("/compare/", {"a": "dates=zzz", "b": "tone=friction"})
    assert page.status_code == 400
    assert re.search(r'id="a-dates"[^>]*aria-invalid="true"', page.text)
    assert not re.search(r'id="b-dates"[^>]*aria-invalid="true"', page.text)
