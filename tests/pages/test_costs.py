"""What a page costs: few queries, the same for few events and many; nothing at all for a copy that is still good."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from timeline import picturing
from timeline.models import Record
from timeline.views import freshness

pytestmark = pytest.mark.django_db

PAGES = ["/", "/?kind=summit&q=Tokyo", "/?selected=2025-08-23-lee-ishiba-summit", "/?q=nothing-at-all", "/?dates=zzz",
         "/?from=2001&to=2002", "/ko/", "/events/2008-future-oriented-declaration/",
         "/events/2008-future-oriented-declaration/history/", "/actors/", "/actors/lee-jae-myung/", "/actors/japan/",
         "/sources/", "/sources/kei-warm-spring/", "/changes/", "/about/", "/stories/", "/stories/return-of-shuttle-diplomacy/",
         "/stories/return-of-shuttle-diplomacy/4/", "/compare/?a=kind%3Dsummit&b=tone%3Dfriction",
         "/on-this-day/?day=08-23", "/events.json", "/e/422Q2AAR"]  # fmt: skip


def cold():
    """No answer and no picture is kept; what is read once for a revision is."""
    freshness.forget()
    picturing.forget()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
    return [q["sql"] for q in caught.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_database_eight_times_at_most(sample_record, client, address):
    client.get(address)  # the vocabulary is read once for a revision
    cold()
    asked = queries_of(client, address)
    assert len(asked) <= 8, "\n".join(sql[:160] for sql in asked)


@pytest.mark.parametrize(
    "address", ["/?limit={}", "/events.json?limit={}", "/?selected=2025-11-apec-gyeongju&limit={}"]
)
def test_many_events_cost_as_many_queries_as_three(sample_record, client, address):
    client.get("/")
    counts = []
    for limit in (3, 64):
        cold()
        counts.append(len(queries_of(client, address.format(limit))))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", [page for page in PAGES if "zzz" not in page and "/e/" not in page])
def test_a_copy_is_good_until_the_record_changes(sample_record, client, address):
    first = client.get(address)
    tag = first.headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")

    Record.objects.update(revision=Record.objects.get().revision + 1)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_an_answer_is_kept_whole_until_the_record_changes(sample_record, client):
    first = client.get("/?kind=summit")
    assert len(queries_of(client, "/?kind=summit")) == 1  # the revision
    assert client.get("/?kind=summit").content == first.content


@pytest.mark.parametrize("address", ["/", "/actors/", "/timeline.svg"])
@pytest.mark.parametrize("asked, packed", [("gzip, br", True), ("br, gzip;q=0", False), ("", False)])
def test_an_answer_is_compressed_for_those_who_take_it(sample_record, client, address, asked, packed):
    plain = client.get(address)
    for _ in range(2):  # made, and kept
        answer = client.get(address, headers={"Accept-Encoding": asked})
        assert (answer.headers.get("Content-Encoding") == "gzip") is packed
        assert (gzip.decompress(answer.content) if packed else answer.content) == plain.content
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["ETag"] == plain.headers["ETag"]
        assert answer.headers["Content-Security-Policy"] == plain.headers["Content-Security-Policy"]


def test_a_kept_picture_is_as_sealed_as_a_new_one(sample_record, client):
    for _ in range(2):
        assert "sandbox" in client.get("/timeline.svg").headers["Content-Security-Policy"]


def test_a_copy_of_a_part_is_no_copy_of_the_page(sample_record, client):
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"HX-Target": "explore"}).headers["ETag"] != tag
    assert client.get("/ko/").headers["ETag"] != tag
