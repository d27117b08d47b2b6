"""Importing events in the admin: looked through first, whole or not at all, with a reason that everyone can read."""

import csv
import io
import json
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from timeline.admin import event_import
from timeline.models import Change, Event, WaitingImport

pytestmark = pytest.mark.django_db
IMPORT = "/admin/timeline/event/import/"
SLIDES = {
    "events": [
        {
            "start_date": {"year": "1998", "month": "10", "day": "8"},
            "text": {"headline": "A declaration", "text": "Signed."},
        },
        {"start_date": {"year": "2011"}, "text": {"headline": "A pause"}},
    ]
}


def upload(client, data, name="events.json"):
    data = json.dumps(data).encode() if isinstance(data, dict) else data
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)}, follow=True)


def exported(client, **query):
    return b"".join(client.get("/events.csv", query).streaming_content)


def changed(data, slug, **cells):
    """A CSV with cells of one row changed."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        if row["slug"] == slug:
            row.update(cells)
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def hidden(page, name="seen"):
    return re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())[1]


def where(page):
    return page.redirect_chain[-1][0]


def test_a_file_is_looked_through_before_anything_is_there(curator, client):
    page = upload(client, SLIDES)

    html = page.content.decode()
    assert Event.objects.count() == 0
    assert "A declaration" in html and html.count('data-sign="+"') == 2
    assert 'name="reason"' in html


def test_with_a_reason_it_is_imported_as_drafts_with_that_reason_in_their_history(curator, client):
    page = upload(client, SLIDES)

    done = client.post(where(page), {"reason": "From a colleague’s timeline", "seen": hidden(page)})

    assert done.status_code == 302 and done["Location"] == reverse("admin:timeline_event_changelist")
    assert {event.title_en: event.status for event in Event.objects.all()} == {
        "A declaration": "draft",
        "A pause": "draft",
    }
    assert set(Change.objects.values_list("reason", "by")) == {("From a colleague’s timeline", curator.pk)}
    assert not WaitingImport.objects.exists()


def test_without_a_reason_nothing_is_imported(curator, client):
    page = upload(client, SLIDES)

    refused = client.post(where(page), {"reason": "  ", "seen": hidden(page)})

    assert (refused.status_code, Event.objects.count()) == (422, 0)
    assert "Give a reason" in refused.content.decode()


def test_a_row_that_is_wrong_holds_the_whole_file_back_and_is_given_as_a_file(curator, client):
    wrong = {"events": [*SLIDES["events"], {"start_date": {"year": "x"}, "text": {"headline": "=1+1"}}]}

    page = upload(client, wrong)

    html = page.content.decode()
    assert 'data-sign="!"' in html and 'name="reason"' not in html
    file = client.get(where(page) + "&errors")
    assert file["Content-Disposition"] == 'attachment; filename="errors.csv"'
    rows = list(csv.reader(io.StringIO(file.content.decode())))
    assert rows[0] == ["row", "event", "what is wrong"] and [row[0] for row in rows[1:]] == ["3"]

    client.post(where(page), {"reason": "Anyway", "seen": hidden(page)})
    assert Event.objects.count() == 0


def test_what_changes_is_shown_field_by_field_and_the_rest_counted(curator, client):
    events = [make.event(title_en=f"Meeting {n}", by=curator) for n in range(3)]
    data = changed(exported(client), events[1].slug, title_en="Meeting at last")

    page = upload(client, data, "events.csv")

    html = page.content.decode()
    assert html.count("data-sign=") == 1
    assert "Meeting <ins>at</ins> <ins>last</ins>" in html or "<ins>at last</ins>" in html
    assert 'Nothing to do</span> <span class="count">2<' in html

    client.post(where(page), {"reason": "A better title", "seen": hidden(page)})
    events[1].refresh_from_db()
    assert (events[1].title_en, events[1].status) == ("Meeting at last", "published")


def test_what_we_exported_changes_nothing(curator, client):
    make.event(by=curator)

    html = upload(client, exported(client), "events.csv").content.decode()

    assert "The record says all of this already." in html and 'name="reason"' not in html


def test_an_edit_in_between_is_seen_before_it_is_overwritten(curator, client):
    event = make.event(title_en="Meeting", by=curator)
    page = upload(client, changed(exported(client), event.slug, title_en="From the file"), "events.csv")
    event.title_en = "Edited meanwhile"
    event.save()

    refused = client.post(where(page), {"reason": "Better", "seen": hidden(page)})

    event.refresh_from_db()
    assert (refused.status_code, event.title_en) == (422, "Edited meanwhile")
    assert "The record changed since" in refused.content.decode()


@pytest.mark.parametrize(
    "data, words",
    [(b"a,b\n1,2", "columns are not known"), (b"\xff\xfe", "UTF-8"), (b"", "empty"), (b"x" * 10_000_001, "10 MB")],
    ids=["table", "bytes", "empty", "large"],
)
def test_what_is_no_table_of_events_is_refused_beside_the_field(curator, client, data, words):
    page = upload(client, data, "x.csv")

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not WaitingImport.objects.exists()


def test_more_rows_than_a_page_bears_are_refused(curator, client, monkeypatch):
    monkeypatch.setattr(event_import, "MOST_ROWS", 1)

    page = upload(client, SLIDES)

    assert page.status_code == 422 and "at most 1 are read here" in page.content.decode()


def test_a_file_waits_for_who_brought_it_alone(curator, client):
    page = upload(client, SLIDES)
    other = make.user(is_staff=True, is_superuser=True)
    client.force_login(other)

    html = client.get(where(page)).content.decode()

    assert "A declaration" not in html and "no longer waits" in html


def test_dropping_it_leaves_nothing_behind(curator, client):
    page = upload(client, SLIDES)

    client.post(where(page), {"drop": "", "reason": "x"})

    assert not WaitingImport.objects.exists() and not Event.objects.exists()


def test_a_contributor_may_not_import(client, settings):
    settings.REQUIRE_2FA = False
    person = make.user(is_staff=True)
    person.groups.add(Group.objects.get(name="contributor"))
    client.force_login(person)

    assert upload(client, SLIDES).status_code == 403
    assert "Import events" not in client.get(reverse("admin:timeline_event_changelist")).content.decode()
