"""Files of the shipped record, read back by programs that we did not write."""

import csv
import io
import json
from datetime import date, timedelta
from urllib.parse import urlsplit

import bibtexparser
import feedparser
import icalendar
import pytest
import rispy
import vobject
from django.utils import timezone

from timeline.api.shapes import event_shape, with_everything
from timeline.exports import FORMATS
from timeline.exports.timelinejs import COLUMNS
from timeline.models import Citation, Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]
FILTERS = ["", "?kind=summit", "?from=2025-05&to=2025-06&lang=ko", "?q=정상회담&lang=ja", "?from=1800&to=1801"]
WHOLE = [name for name, form in FORMATS.items() if form.most is None]


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)


def count_in(extension, body):
    """How many events a file holds."""
    text = body.decode()
    return {
        "json": lambda: len(json.loads(text)["results"]),
        "csv": lambda: len(list(csv.DictReader(io.StringIO(text)))),
        "ics": lambda: len(icalendar.Calendar.from_ical(text).walk("VEVENT")),
        "atom": lambda: len(feedparser.parse(body).entries),
        "jsonfeed": lambda: len(json.loads(text)["items"]),
        "jsonld": lambda: len(json.loads(text)["@graph"]) - 1,
        "timelinejs.json": lambda: len(json.loads(text)["events"]),
        "timelinejs.csv": lambda: len(list(csv.DictReader(io.StringIO(text)))),
    }[extension]()


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize(
    "extension", ["json", "csv", "ics", "atom", "jsonfeed", "jsonld", "timelinejs.json", "timelinejs.csv"]
)
def test_every_format_holds_what_the_filter_asks_for(client, extension, query):
    count = json.loads(read(client, f"/events.json{query}"))["count"]

    assert count_in(extension, read(client, f"/events.{extension}{query}")) == count


@pytest.mark.parametrize("extension", FORMATS)
def test_a_format_says_what_was_not_understood(client, extension):
    response = client.get(f"/events.{extension}?kind=wedding")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["errors"][0]["parameter"] == "kind"


@pytest.mark.parametrize("extension", FORMATS)
def test_the_same_record_gives_the_same_bytes(client, extension):
    assert read(client, f"/events.{extension}") == read(client, f"/events.{extension}?sort=-date")[:].replace(
        b"?sort=-date", b""
    )


@pytest.mark.parametrize("extension", FORMATS)
def test_a_file_costs_the_same_queries_for_few_and_for_many(client, django_assert_max_num_queries, extension):
    few, many = f"/events.{extension}?from=2023-03&to=2023-04", f"/events.{extension}?from=1800"
    for address in (few, many):
        read(client, address)  # the index is read, and what a search finds is kept

    with django_assert_max_num_queries(20) as of_few:
        read(client, few)
    with django_assert_max_num_queries(20) as of_many:
        read(client, many)

    assert len(of_few) == len(of_many)


def test_one_event_is_a_file_too(client):
    event = with_everything(Event.objects.published()).order_by("slug").first()

    assert json.loads(read(client, f"/events/{event.slug}.json"))["results"] == [event_shape(event)]
    assert client.get(f"/events/{event.slug}.xls").status_code == 404
    assert client.get("/events/no-such-event.json").status_code == 404


def test_a_calendar_reads_whole_days_in_two_programs(client):
    body = read(client, "/events.ics?lang=ko").decode()

    by_icalendar = {
        str(e["uid"]): (e["dtstart"].dt, e["dtend"].dt) for e in icalendar.Calendar.from_ical(body).walk("VEVENT")
    }
    by_vobject = {e.uid.value: (e.dtstart.value, e.dtend.value) for e in vobject.readOne(body).vevent_list}
    site = urlsplit("http://127.0.0.1:8000").netloc
    expected = {
        f"{event.public_id}@{site}": (event.earliest, min(event.latest, date(9998, 12, 31)) + timedelta(days=1))
        for event in Event.objects.published()
    }
    assert by_icalendar == by_vobject == expected
    assert max(len(line) for line in body.encode().split(b"\r\n")) <= 75
    assert "\n" not in body.replace("\r\n", "")


def test_a_coarse_date_is_said_in_the_summary_of_its_entry(client):
    body = read(client, "/events.ics?event=2008-future-oriented-declaration")

    entry = icalendar.Calendar.from_ical(body).walk("VEVENT")[0]

    assert str(entry["summary"]).endswith("(2008 (uncertain))")
    assert (str(entry["status"]), str(entry["transp"])) == ("TENTATIVE", "TRANSPARENT")


def test_atom_is_well_formed_and_moves_with_the_record(client):
    feed = feedparser.parse(read(client, "/events.atom?kind=summit"))

    assert not feed.bozo
    assert feed.feed.links and all(entry.id and entry.updated and entry.title for entry in feed.entries)
    assert [entry.updated for entry in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)


def sources_cited():
    return set(Citation.objects.filter(event__status="published").values_list("source__public_id", flat=True))


def test_every_source_is_one_reference_in_three_formats(client):
    csl = json.loads(read(client, "/events.csl.json"))
    ris = rispy.loads(read(client, "/events.ris").decode())
    bib = bibtexparser.loads(
        read(client, "/events.bib").decode(),
        bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False, common_strings=True),
    )

    assert len(csl) == len(ris) == len(bib.entries) == 1 + len(sources_cited())
    assert {row["id"] for row in csl[1:]} == {row["id"] for row in ris[1:]} == sources_cited()
    assert {entry["ID"][-8:] for entry in bib.entries[1:]} == sources_cited()
    assert csl[0]["id"] == ris[0]["id"] == bib.entries[0]["ID"]
    assert (csl[0]["container-title"], csl[0]["URL"]) == ("Korea–Japan relations", "http://127.0.0.1:8000/")


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
def test_the_references_of_an_event_begin_with_the_event_itself(client, language):
    event = Event.objects.get(slug="2025-08-23-lee-ishiba-summit")
    address, day = f"http://127.0.0.1:8000/e/{event.public_id}", timezone.localdate(event.updated_at)

    csl = json.loads(read(client, f"/events/{event.slug}.csl.json?lang={language}"))[0]
    ris = rispy.loads(read(client, f"/events/{event.slug}.ris?lang={language}").decode())[0]
    bib = bibtexparser.loads(
        read(client, f"/events/{event.slug}.bib?lang={language}").decode(),
        bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False, common_strings=True),
    ).entries[0]

    assert csl["title"] == ris["title"] == bib["title"].strip("{}")
    assert csl["title"].startswith(getattr(event, f"title_{language}"))
    assert (csl["type"], ris["type_of_reference"], bib["ENTRYTYPE"]) == ("webpage", "ELEC", "online")
    assert csl["URL"] == ris["urls"][0] == bib["url"] == address
    assert csl["issued"]["date-parts"] == [[day.year, day.month, day.day]]
    assert (ris["date"], bib["date"]) == (f"{day:%Y/%m/%d}", f"{day:%Y-%m-%d}")
    assert "author" not in csl and "authors" not in ris and "author" not in bib


def test_names_of_authors_are_never_split(client):
    csl = json.loads(read(client, "/events.csl.json"))

    authors = [author for row in csl for author in row.get("author", [])]
    assert authors and all(list(author) == ["literal"] for author in authors)


def test_the_sheet_for_timelinejs_has_its_nineteen_columns(client):
    rows = list(csv.reader(io.StringIO(read(client, "/events.timelinejs.csv").decode())))

    assert tuple(rows[0]) == COLUMNS and len(COLUMNS) == 19
    assert all(len(row) == 19 and row[0].isdigit() for row in rows[1:])


def test_every_slide_has_a_date_and_names_its_sources(client):
    slides = json.loads(read(client, "/events.timelinejs.json"))["events"]

    assert all(slide["start_date"]["year"] and slide["unique_id"] for slide in slides)
    assert all("<a href=" in slide["text"]["text"] for slide in slides)


def test_linked_data_gives_a_date_no_more_precise_than_it_is(client):
    graph = json.loads(read(client, "/events.jsonld"))["@graph"]
    starts = {node["url"].split("/")[-2]: node.get("startDate") for node in graph[1:]}

    assert starts["2008-future-oriented-declaration"] == "2008"
    assert starts["2023-08-camp-david-summit"] == "2023-08"
    assert starts["2025-08-23-lee-ishiba-summit"] == "2025-08-23"
