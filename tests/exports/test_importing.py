"""What we exported comes back and changes nothing; what others wrote becomes drafts; nothing is half-imported."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests import make
from timeline.intake.event_tables import Unreadable, read_events
from timeline.intake.importing import faults_as_csv, import_events
from timeline.models import Change, Event

pytestmark = pytest.mark.django_db


def exported(client, extension):
    return b"".join(client.get(f"/events.{extension}").streaming_content)


@pytest.mark.parametrize("extension", ["csv", "json", "timelinejs.json"])
def test_importing_what_we_exported_changes_nothing(sample_record, client, extension):
    file, changes = exported(client, extension), Change.objects.count()

    lines = import_events(file, by=make.user())

    assert len(lines) == Event.objects.count() and {line.sign for line in lines} == {"="}
    assert Change.objects.count() == changes
    assert exported(client, extension) == file


@pytest.mark.parametrize("extension", ["csv", "json"])
def test_a_changed_row_changes_its_event_and_a_deleted_one_comes_back(sample_record, client, extension):
    file = exported(client, extension).replace(b"Lee and Ishiba meet in Tokyo", b"Ishiba and Lee meet in Tokyo")

    rehearsed = import_events(file, by=make.user(), reason="A better title", dry_run=True)
    assert Event.objects.get(slug="2025-08-23-lee-ishiba-summit").title_en == "Lee and Ishiba meet in Tokyo"
    done = import_events(file, by=make.user(), reason="A better title")

    assert [(line.sign, line.slug, line.words) for line in done if line.sign != "="] == [
        ("~", "2025-08-23-lee-ishiba-summit", "title")
    ]
    assert rehearsed == done
    event = Event.objects.get(slug="2025-08-23-lee-ishiba-summit")
    assert (event.title_en, event.status) == ("Ishiba and Lee meet in Tokyo", "published")


def test_a_wrong_row_stops_the_whole_file_and_is_named():
    article = make.source("an-article")
    head = "slug,date,kind,significance,title_en,citations\r\n"
    good = f'2025-01-01-good,2025-01-01,summit,3,Good,"[{{""source"":""{article.slug}"",""role"":""reports""}}]"\r\n'
    bad = "2025-02-30-bad,2025-02-30,summit,3,Bad,\r\n2025-03-01-odd,2025-03-01,wedding,9,Odd,\r\n"

    lines = import_events((head + good + bad).encode(), by=make.user())

    assert [(line.number, line.sign) for line in lines] == [(2, "+"), (3, "!"), (4, "!")]
    assert not Event.objects.filter(status="draft").exists()
    assert faults_as_csv(lines).splitlines()[1].startswith("3,2025-02-30-bad,")
    assert [line.sign for line in import_events((head + good).encode(), by=make.user())] == ["+"]
    assert Event.objects.get(slug="2025-01-01-good").status == "draft"


def test_wrong_rows_that_cannot_be_kept_are_said_in_a_sentence(tmp_path):
    file = tmp_path / "events.csv"
    file.write_text("slug,date,kind,significance,title_en,citations\r\n2025-02-30-bad,2025-02-30,summit,3,Bad,\r\n")

    with pytest.raises(CommandError, match="No such file or directory; nothing was imported"):
        call_command("import_events", file, errors=tmp_path / "nowhere" / "wrong.csv")


TIMELINEJS = json.dumps(
    {
        "events": [
            {
                "start_date": {"year": "1998", "month": "10", "day": "8"},
                "text": {"headline": "<b>A declaration</b>", "text": "<p>Signed &amp; sealed.</p>"},
            },
            {"start_date": {"year": 2011}, "end_date": {"year": 2012}, "text": {"headline": "A pause"}},
        ]
    }
)
SHEET = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background\r\n1998,10,8,,,,,,,A declaration,Signed & sealed.,,,,,,,,\r\n2011,,,,2012,,,,,A pause,,,,,,,,,\r\n"
SIMILE = json.dumps(
    {
        "dateTimeFormat": "iso8601",
        "events": [
            {"start": "1998-10-08T00:00:00Z", "title": "A declaration", "description": "Signed & sealed."},
            {"start": "2011", "end": "2012", "title": "A pause"},
        ],
    }
)
SIMILE_XML = '<data><event start="Oct 8 1998 00:00:00 GMT" title="A declaration">Signed &amp; sealed.</event><event start="2011" end="2012" title="A pause"/></data>'


@pytest.mark.parametrize("file", [TIMELINEJS, SHEET, SIMILE, SIMILE_XML])
def test_files_of_other_programs_become_drafts(file):
    lines = import_events(file.encode(), by=make.user())

    assert [line.sign for line in lines] == ["+", "+"]
    events = Event.objects.filter(status="draft").order_by("date")
    assert [(e.date, e.title_en, e.status) for e in events] == [
        ("1998-10-08", "A declaration", "draft"),
        ("2011/2012", "A pause", "draft"),
    ]
    assert events[0].summary_en == "Signed & sealed."


@pytest.mark.parametrize(
    "data, words",
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a,b\n1,2", "columns are not known"),
        (b"{", "no JSON"),
        (b'{"a": 1}', "neither"),
        (b"<data>", "no XML"),
        (b"<data/>", "no <event>"),
        (b"x\x00y", "NUL"),
        (b'<!DOCTYPE a [<!ENTITY b "bbbb">]><data><c>&b;</c></data>', "no <event>"),
    ],
)
def test_what_is_no_table_of_events_is_refused_in_words(data, words):
    with pytest.raises(Unreadable, match=words):
        read_events(data)


@pytest.mark.parametrize(
    "line, words",
    [
        ("x,2025,summit,,,,extra", "cells more than the header"),
        (f"x,2025,summit,3,{'t' * 20_001},", "longer than"),
    ],
)
def test_a_row_out_of_shape_is_named(line, words):
    rows = read_events(f"slug,date,kind,significance,title_en,citations\n{line}\n".encode())

    assert words in rows[0].fault
