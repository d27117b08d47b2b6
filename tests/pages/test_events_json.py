"""The list as JSON: PRODUCT's object, the page's filter, errors that name the parameter."""

import json

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def get(client, query=""):
    response = client.get(f"/events.json{query}")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response, json.loads(body)


@pytest.fixture
def summit():
    japan = make.state("japan", "JP")
    ishiba = make.actor("ishiba-shigeru", country=japan, name_en="Ishiba Shigeru", name_ja="石破茂")
    article = make.source("an-article", title="They meet", published="2025-08-24", text="private words")
    make.source("a-copy", syndication_of=article)
    return make.event(
        "2025-08-23-summit", date="2025-08-23", plover="CONSULT", plover_mode="visit", significance=4,
        title_en="They meet in Tokyo", title_ko="도쿄에서 만나다", actors=[ishiba], sources=[article],
        themes=[make.theme("trade")], internal_note="never public",
    )  # fmt: skip


def test_an_event_has_every_field_of_the_product(client, summit):
    response, body = get(client)

    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert (body["count"], body["next"], body["previous"]) == (1, None, None)
    event = body["results"][0]
    assert {
        key: event[key]
        for key in (
            "id slug title titles date earliest latest date_text date_texts kind plover score tone significance place"
            " participants themes links status"
        ).split()
    } == {
        "id": summit.public_id,
        "slug": "2025-08-23-summit",
        "title": "They meet in Tokyo",
        "titles": {"en": "They meet in Tokyo", "ko": "도쿄에서 만나다"},
        "date": "2025-08-23",
        "earliest": "2025-08-23",
        "latest": "2025-08-23",
        "date_text": "23 August 2025",
        "date_texts": {"en": "23 August 2025", "ko": "2025년 8월 23일", "ja": "2025年8月23日"},
        "kind": "summit",
        "plover": "CONSULT",
        "score": 4.0,
        "tone": "cooperation",
        "significance": 4,
        "place": None,
        "participants": [
            {
                "slug": "ishiba-shigeru",
                "name": "Ishiba Shigeru",
                "names": {"en": "Ishiba Shigeru", "ja": "石破茂"},
                "role": "initiator",
            }
        ],
        "themes": ["trade"],
        "links": [],
        "status": "published",
    }
    assert [(s["slug"], s["title"], s["url"], s["published"], s["copies"]) for s in event["sources"]] == [
        ("an-article", "They meet", None, "2025-08-24", ["a-copy"])
    ]


def test_nothing_private_is_in_it(client, summit):
    response = client.get("/events.json")

    body = b"".join(response.streaming_content).decode()

    assert "never public" not in body
    assert "private words" not in body


def test_open_ends_are_null(client):
    make.event(date="2025-06-04/..")

    event = get(client)[1]["results"][0]

    assert (event["earliest"], event["latest"]) == ("2025-06-04", None)


def test_it_speaks_the_language_asked_for_and_falls_back(client, summit):
    event = get(client, "?lang=ja")[1]["results"][0]

    assert (event["title"], event["date_text"]) == ("They meet in Tokyo", "2025年8月23日")
    assert event["participants"][0]["name"] == "石破茂"


def test_drafts_and_withdrawn_events_are_in_no_file(client, summit):
    from timeline.review import withdraw

    make.draft()
    withdraw(summit, by=make.user(), reason="wrong")

    assert get(client)[1]["results"] == []


@pytest.mark.parametrize(
    "query, parameter",
    [("?kind=party", "kind"), ("?utm_source=x", "utm_source"), ("?from=zzz", "from"), ("?lang=fr", "lang")],
)
def test_what_is_not_understood_is_a_problem_that_names_it(client, query, parameter):
    response, body = get(client, query)

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert [error["parameter"] for error in body["errors"]] == [parameter]


def test_it_obeys_the_filter(client, summit):
    make.event("1965-treaty", date="1965-06-22", kind="treaty")

    assert [e["slug"] for e in get(client, "?kind=treaty")[1]["results"]] == ["1965-treaty"]
    assert [e["slug"] for e in get(client, "?sort=date")[1]["results"]] == ["1965-treaty", "2025-08-23-summit"]


def test_three_events_cost_as_many_queries_as_thirty(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as caught:
            get(client)
        return len(caught)

    actors, themes = [make.actor() for _ in range(3)], [make.theme("trade"), make.theme("energy")]
    for _ in range(3):
        make.event(actors=actors, themes=themes, sources=[make.source(), make.source()])
    queries()  # the vocabulary is read once
    few = queries()
    for _ in range(27):
        make.event(actors=actors, themes=themes, sources=[make.source(), make.source()])

    assert queries() == few
