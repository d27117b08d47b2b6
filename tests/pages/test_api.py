"""The API: what its description says, page by page, with errors that name the parameter."""

import json
import re

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests import make
from timeline.api.openapi import description
from timeline.models import Event
from timeline.review import withdraw

pytestmark = pytest.mark.django_db


def get(client, address, **headers):
    response = client.get(address, headers=headers)
    return response, json.loads(response.content) if response.content else None


def walk(client, address):
    """All results of a list, following `next`; and the number of pages."""
    found, pages = [], 0
    while address:
        _response, body = get(client, re.sub(r"^https?://[^/]+", "", address))
        found += body["results"]
        pages += 1
        address = body["next"]
    return found, pages


def schema(name):
    whole = description()
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": whole["components"]})


def test_the_description_is_valid_openapi():
    validate(description())


@pytest.mark.parametrize("name, schema_name", [("events", "Event"), ("actors", "Actor"), ("sources", "Source")])
def test_every_answer_is_as_described(sample_record, client, name, schema_name):
    found, pages = walk(client, f"/api/v1/{name}?limit=40")

    assert pages > 1
    assert len(found) == len({one["slug"] for one in found}) == get(client, f"/api/v1/{name}")[1]["count"]
    assert [error.message for one in found for error in schema(schema_name).iter_errors(one)] == []
    one = found[0]
    assert get(client, f"/api/v1/{name}/{one['slug']}")[1] == one


def test_facets_are_as_described_and_agree_with_the_list(sample_record, client):
    _response, body = get(client, "/api/v1/facets?theme=shuttle-diplomacy")

    assert [error.message for error in schema("Facets").iter_errors(body)] == []
    assert (
        body["count"]
        == sum(body["years"].values())
        == get(client, "/api/v1/events?theme=shuttle-diplomacy")[1]["count"]
    )
    for facet in body["facets"]["kind"]:
        asked = get(client, f"/api/v1/events?theme=shuttle-diplomacy&kind={facet['value']}")[1]
        assert asked["count"] == facet["count"]


def test_pages_lead_forth_and_back(sample_record, client):
    first = get(client, "/api/v1/events?limit=10&kind=leadership")[1]
    second = get(client, re.sub(r"^https?://[^/]+", "", first["next"]))[1]

    assert get(client, re.sub(r"^https?://[^/]+", "", second["previous"]))[1]["results"] == first["results"]


@pytest.mark.parametrize(
    "address, parameter",
    [
        ("/api/v1/events?kind=wedding", "kind"),
        ("/api/v1/events?from=yestermonth", "from"),
        ("/api/v1/events?colour=red", "colour"),
        ("/api/v1/events?limit=501", "limit"),
        ("/api/v1/events?after=abc", "after"),
        ("/api/v1/events?lang=fr", "lang"),
        ("/api/v1/actors?kind=state", "kind"),
        ("/api/v1/actors?after=abc", "after"),
        ("/api/v1/facets?tone=red", "tone"),
    ],
)
def test_an_error_names_its_parameter(client, address, parameter):
    response, body = get(client, address)

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert [error.message for error in schema("Problem").iter_errors(body)] == []


def test_anybody_may_read_and_nobody_write(client):
    assert client.get("/api/v1/events")["Access-Control-Allow-Origin"] == "*"
    assert client.options("/api/v1/events").status_code == 204
    refused = client.post("/api/v1/events")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    missing = client.get("/api/v1/events/no-such-event")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")
    assert "sandbox" in missing["Content-Security-Policy"]


@pytest.mark.parametrize(
    "method, address, status",
    [
        ("POST", "/api/v1/events", 405),
        ("QUERY", "/api/v1/actors/japan", 405),
        ("GET", "/api/v1/events/no slug!", 404),
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1/events?q=%00", 400),
    ],
)
def test_every_error_is_told_to_programs_as_a_problem(method, address, status):
    response = Client(enforce_csrf_checks=True).generic(method, address)

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(response.content)["status"] == status


def test_a_withdrawn_event_says_why(client):
    event = make.event("2025-01-01-mistake", date="2025-01-01")
    withdraw(event, by=make.user(), reason="Told twice")

    response, body = get(client, "/api/v1/events/2025-01-01-mistake")

    assert (response.status_code, body["detail"], body["id"]) == (410, "Told twice", event.public_id)


def test_an_unchanged_answer_is_not_sent_again(sample_record, client):
    first, _body = get(client, "/api/v1/events?limit=1")

    again, nothing = get(client, "/api/v1/events?limit=1", **{"If-None-Match": first["ETag"]})

    assert (again.status_code, nothing) == (304, None)


def test_a_page_costs_the_same_queries_for_few_and_many(sample_record, client, django_assert_max_num_queries):
    client.get("/api/v1/events?limit=2&kind=history")
    with django_assert_max_num_queries(14) as few:
        client.get("/api/v1/events?limit=3")
    with django_assert_max_num_queries(14) as many:
        client.get("/api/v1/events?limit=60")

    assert len(few) == len(many)
    assert Event.objects.published().count() > 60


@pytest.mark.parametrize("prefix", ["", "/ko", "/ja"])
def test_the_examples_of_the_page_work(sample_record, client, prefix):
    page = client.get(f"{prefix}/api/docs").text

    examples = [link.replace("&amp;", "&") for link in re.findall(r'href="(/api/v1/[^"]+|/events\.[^"]+)"', page)]
    assert len(examples) > 10
    assert {client.get(link).status_code for link in examples} == {200}
