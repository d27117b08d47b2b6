"""Numbers of Trends: the same as facets, the API and the list give for the same filter."""

import csv
import io
import json
import random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.test_api import schema
from timeline.codebook import LANE_OF_KIND
from timeline.models import Event
from timeline.views import freshness

pytestmark = pytest.mark.django_db


def body(client, path, **query):
    return json.loads(client.get(f"{path}?{urlencode(query, doseq=True)}").content)


def all_events(client):
    """Every event of the API, page by page."""
    found, page = [], body(client, "/api/v1/events", limit=500)
    while True:
        found += page["results"]
        if not page["next"]:
            return found
        page = json.loads(client.get(page["next"]).content)


def random_filters(client, n):
    dice = random.Random(8)  # noqa: S311
    facets = body(client, "/api/v1/facets")["facets"]
    for _ in range(n):
        names = dice.sample(sorted(facets), dice.randint(0, 3))
        asked = {name: [dice.choice(facets[name])["value"]] for name in names if facets[name]}
        if dice.random() < 0.4:
            asked["from"] = dice.choice(["1965", "2015", "2023-03", "2025-05-29"])
        elif dice.random() < 0.4:
            asked["to"] = dice.choice(["2018", "2025-06"])
        if dice.random() < 0.2:
            asked["q"] = dice.choice(["summit", "Lee", "election"])
        yield asked


def test_trends_and_facets_agree_for_any_filter(sample_record, client):
    some = 0
    for asked in random_filters(client, 60):
        told, facets = body(client, "/api/v1/trends", **asked), body(client, "/api/v1/facets", **asked)

        assert told["count"] == facets["count"] == sum(year["count"] for year in told["years"].values())
        assert {year: one["count"] for year, one in told["years"].items()} == facets["years"], asked
        for group in ("kinds", "tones"):
            name = group.removesuffix("s")
            if name not in asked:
                counts = {one["value"]: one["count"] for one in facets["facets"][name]}
                assert {value: sum(y[group][value] for y in told["years"].values()) for value in counts} == (
                    counts if told["years"] else dict.fromkeys(counts, 0)
                )
        if "actor" not in asked:
            counts = {one["value"]: one["count"] for one in facets["facets"]["actor"]}
            assert {one["slug"]: one["count"] for one in told["actors"] if not one["state"]} == counts
        some += bool(told["count"])
    assert some > 30


def test_every_answer_is_as_described(sample_record, client):
    for query in ({}, {"selected": "2025-08-23-lee-ishiba-summit"}, {"theme": "elections"}, {"q": "xyzzyx"}):
        told = body(client, "/api/v1/trends", **query)
        assert [error.message for error in schema("Trends").iter_errors(told)] == [] or "errors" in told
    assert told["count"] == 0


def test_the_balance_can_be_counted_again_from_the_events(sample_record, client):
    told = body(client, "/api/v1/trends")
    again: dict = {}
    for event in all_events(client):
        year = again.setdefault(str(int(event["earliest"][:4])), {"scored": 0, "net": 0.0, "topics": {}})
        topic = LANE_OF_KIND[event["kind"]].value
        year["topics"][topic] = year["topics"].get(topic, 0) + 1
        if event["score"] is not None:
            year["scored"] += 1
            year["net"] += event["score"]

    assert {y: (one["scored"], one["net"]) for y, one in told["years"].items()} == {
        y: (one["scored"], one["net"]) for y, one in again.items()
    }
    assert {y: {t: n for t, n in one["topics"].items() if n} for y, one in told["years"].items()} == {
        y: one["topics"] for y, one in again.items()
    }


def test_coverage_counts_what_the_events_cite(sample_record, client):
    told = body(client, "/api/v1/trends")["coverage"]
    cited = [s for event in all_events(client) for s in {c["slug"]: c for c in event["sources"]}.values()]

    assert told["citations"] == len(cited)
    for group in ("countries", "languages", "publishers"):
        assert sum(n for years in told[group].values() for n in years.values()) == len(cited)
    events = all_events(client)
    assert told["single"] == sum(1 for event in events if len({c["slug"] for c in event["sources"]}) == 1)
    assert sum(told["languages"]["en"].values()) == sum(1 for source in cited if source["language"] == "en")


def test_a_file_has_the_numbers_of_the_api(sample_record, client):
    lines = list(csv.DictReader(io.StringIO(client.get("/trends/balance.csv?from=2001").content.decode())))
    told = body(client, "/api/v1/trends", **{"from": "2001"})["years"]

    assert {line["Year"]: float(line["Net score"]) for line in lines} == {
        y: one["net"] for y, one in told.items() if one["scored"]
    }
    assert client.get("/trends/nothing.csv").status_code == 404
    assert client.get("/trends/topics.csv?kind=party").status_code == 400


def test_an_unknown_event_is_an_error_that_names_it(sample_record, client):
    answer = client.get("/api/v1/trends?selected=no-such-event")
    assert (answer.status_code, json.loads(answer.content)["errors"][0]["parameter"]) == (400, "selected")


@pytest.mark.parametrize(
    "address",
    [
        "/trends/",
        "/ko/trends/?kind=summit&kind=meeting",
        "/trends/?selected=2025-08-23-lee-ishiba-summit",
        "/api/v1/trends",
        "/trends/actors.csv",
    ],
)
def test_a_page_asks_the_database_eight_times_at_most(sample_record, client, address):
    client.get("/trends/")
    freshness.forget()
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    assert len(caught) <= 8, [query["sql"][:100] for query in caught]


def test_many_events_cost_as_many_queries_as_three(sample_record, client):
    slugs = list(Event.objects.published().values_list("slug", flat=True)[:40])
    counts = []
    client.get("/trends/")
    for some in (slugs[:6], slugs):
        address = f"/trends/?{urlencode({'event': some}, doseq=True)}"
        freshness.forget()
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        counts.append(len(caught))
    assert counts[0] == counts[1]
