"""Whoever asks for too much in a minute is told when to come again; whoever can't be counted is let in."""

import pytest
from django.db import OperationalError, connection

from timeline.views import freshness, limits

pytestmark = pytest.mark.django_db
HERE, NEAR, FAR = "203.0.113.7", "203.0.113.200", "198.51.100.7"
NOON = 1_800_000_000 - 1_800_000_000 % 60


@pytest.fixture(autouse=True)
def small_limits(settings, monkeypatch):
    """Two files and three searches a minute, at a standing clock."""
    settings.RATE_LIMITS = {"files": 2, "search": 3, "oembed": 1}
    monkeypatch.setattr(limits.time, "time", lambda: NOON + 18)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_rate")


def ask(client, address="/events.csv", who=HERE, **headers):
    """The answer, made anew."""
    freshness.forget()
    return client.get(address, REMOTE_ADDR=who, headers=headers)


def statuses(client, times, *args, **kwargs):
    return [ask(client, *args, **kwargs).status_code for _ in range(times)]


def test_one_file_too_many_is_refused_until_the_minute_is_over(sample_record, client, monkeypatch):
    assert statuses(client, 3) == [200, 200, 429]

    monkeypatch.setattr(limits.time, "time", lambda: NOON + 60)
    assert statuses(client, 1) == [200]


def test_a_refusal_says_when_to_come_again_as_a_problem_detail(sample_record, client):
    for _ in range(2):
        answer = ask(client)
    assert (answer["RateLimit"], answer["RateLimit-Policy"]) == ('"files";r=0;t=42', '"files";q=2;w=60')

    answer = ask(client)

    assert answer["Content-Type"] == "application/problem+json"
    assert (answer["Retry-After"], answer["RateLimit"]) == ("42", '"files";r=0;t=42')
    assert (answer.json()["status"], answer["Cache-Control"]) == (429, "no-store")


def test_a_page_is_refused_in_the_dress_of_the_site_and_language(sample_record, client):
    assert statuses(client, 3, "/ko/?q=tokyo") == [200, 200, 200]

    answer = ask(client, "/ko/?q=tokyo")

    assert (answer.status_code, answer["Retry-After"]) == (429, "42")
    assert '<html lang="ko"' in answer.content.decode()
    assert ask(client, "/ko/").status_code == 200  # the page that asks nothing costs little


def test_files_and_searches_are_counted_apart(sample_record, client):
    assert statuses(client, 3) == [200, 200, 429]
    assert statuses(client, 4, "/api/v1/events?kind=summit") == [200, 200, 200, 429]


@pytest.mark.parametrize(
    "first, second, same",
    [
        (HERE, NEAR, True),
        (HERE, FAR, False),
        ("2001:db8:0:1::1", "2001:db8:0:ff::2", True),
        ("2001:db8:0:1::1", "2001:db8:1::1", False),
        (HERE, f"::ffff:{NEAR}", True),
        ("not an address", "neither", True),
    ],
)
def test_a_network_is_one_client(sample_record, client, first, second, same):
    statuses(client, 2, who=first)

    assert ask(client, who=second).status_code == (429 if same else 200)


def test_what_costs_nothing_does_not_count(sample_record, client):
    tag = ask(client, "/card/view.svg")["ETag"]
    for _ in range(5):
        assert client.get("/card/view.svg", REMOTE_ADDR=HERE).status_code == 200  # kept
    assert [ask(client, "/card/view.svg", **{"If-None-Match": tag}).status_code for _ in range(5)] == [304] * 5

    assert statuses(client, 2, "/card/view.svg") == [200, 429]


def test_a_kept_answer_does_not_say_what_was_left_to_another(sample_record, client):
    assert "RateLimit" in ask(client, "/card/view.svg").headers
    assert "RateLimit" not in client.get("/card/view.svg", REMOTE_ADDR=FAR).headers


def test_on_the_machine_itself_nothing_is_counted_unless_a_proxy_is_declared(sample_record, client, settings):
    assert statuses(client, 4, who="127.0.0.1") == [200] * 4

    settings.TRUSTED_PROXIES = 1
    assert [ask(client, who="127.0.0.1", **{"X-Forwarded-For": f"{FAR}"}).status_code for _ in range(3)] == [
        200,
        200,
        429,
    ]
    assert ask(client, who="127.0.0.1", **{"X-Forwarded-For": f"{FAR}, {HERE}"}).status_code == 200


def test_a_key_lifts_the_limits_and_nothing_else(sample_record, client, settings):
    settings.API_KEYS = ["a-key-of-more-than-20-letters"]

    assert statuses(client, 4, Authorization="Bearer a-key-of-more-than-20-letters") == [200] * 4
    assert statuses(client, 3, Authorization="Bearer another") == [200, 200, 429]
    assert (
        ask(client, "/events.csv?kind=wedding", Authorization="Bearer a-key-of-more-than-20-letters").status_code == 400
    )


def test_a_limit_of_nought_is_none(sample_record, client, settings):
    settings.RATE_LIMITS = {"files": 0}

    assert statuses(client, 4) == [200] * 4


def test_no_address_is_kept_and_yesterdays_clients_are_forgotten(sample_record, client, monkeypatch):
    limits._tidied["day"] = 0
    ask(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT client FROM timeline_rate")
        ((today,),) = cursor.fetchall()
    assert "203" not in today and len(today) == 32

    monkeypatch.setattr(limits.time, "time", lambda: NOON + 86400)
    ask(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT client FROM timeline_rate")
        ((tomorrow,),) = cursor.fetchall()
    assert tomorrow != today


def test_where_the_database_is_away_nobody_is_refused(sample_record, client, monkeypatch):
    class Away:
        def cursor(self):
            raise OperationalError("the connection is closed")

    monkeypatch.setattr(limits, "connection", Away())

    assert statuses(client, 5) == [200] * 5


def test_the_count_is_in_no_journal(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'timeline_rate'")
        assert cursor.fetchone() == ("u",)
