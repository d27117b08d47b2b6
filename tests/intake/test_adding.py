"""Adding articles in the admin: what is typed is kept, what is recognised is shown, nothing is stored unasked."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.admin.test_events import fields
from timeline.intake.receiving import receive
from timeline.models import IntakeFile, Outcome, Source

ARTICLES = Path(__file__).parents[1] / "articles"
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_2FA = False
    person = make.user(username="contributor", is_staff=True)
    person.groups.add(Group.objects.get(name="contributor"))
    client.force_login(person)
    client.person = person
    return client


def add(desk, **typed):
    return desk.post(reverse("admin:source_add_articles"), typed)


def upload(name):
    path = ARTICLES / name
    return SimpleUploadedFile(path.name, path.read_bytes())


def test_a_pasted_text_is_shown_then_stored(desk):
    answer = add(
        desk,
        text=(ARTICLES / "headless.txt").read_text(encoding="utf-8"),
        title="Ice",
        publisher="Harbour Courier",
        published="30 January 2024",
    )
    page = desk.get(answer.url).text
    assert "Ice" in page and "30 January 2024" in page and "as given" in page and "Nothing is stored yet" in page
    assert not Source.objects.exists()

    answer = desk.post(answer.url, fields(page[page.index("record-form") :]))

    source = Source.objects.get()
    assert (source.title, source.publisher.name_en, source.published) == ("Ice", "Harbour Courier", "2024-01-30")
    page = desk.get(answer.url).text
    assert f"/admin/review/{source.slug}/" in page and reverse("admin:timeline_source_change", args=[source.pk]) in page


def test_files_are_shown_with_their_articles_and_the_refused_with_their_reason(desk):
    broken = SimpleUploadedFile("b.pdf", b"%PDF-1.7")

    page = desk.get(add(desk, uploads=[upload("aggregated.txt"), upload("pages/korean-ipryeok.html"), broken]).url).text

    for words in (
        "Envoys to open talks",
        "Terminal fund",
        "Will the shared timetable",
        "항로 재개 합의",
        "the kind PDF",
    ):
        assert words in page
    assert not Source.objects.exists()


def test_only_what_is_ticked_is_stored(desk):
    answer = add(desk, uploads=[upload("headless.txt"), upload("pages/url-date.html")])
    chosen = IntakeFile.objects.get(name="url-date.html")

    desk.post(answer.url, {"file": [chosen.pk]})

    assert Source.objects.get().title == "Lighthouse keepers meet at last"
    assert not IntakeFile.objects.filter(outcome=Outcome.WAITING).exists()


def test_nothing_is_stored_when_so_decided(desk):
    answer = add(desk, uploads=[upload("headless.txt")])

    desk.post(answer.url, {"drop": ""})

    assert not Source.objects.exists() and not IntakeFile.objects.exists()


def test_a_copy_is_shown_as_one_before_it_is_stored(desk):
    receive((ARTICLES / "aggregated.txt").read_bytes(), by=desk.person, name="aggregated.txt")

    page = desk.get(add(desk, uploads=[upload("headless.txt")]).url).text

    assert '<span class="becomes">Copy</span>' in page and "Will the shared timetable survive another winter?" in page


def test_what_was_taken_in_before_is_said(desk):
    receive((ARTICLES / "aggregated.txt").read_bytes(), by=desk.person, name="aggregated.txt")

    page = desk.get(add(desk, uploads=[upload("aggregated.txt")]).url).text

    assert "was taken in before" in page and "Terminal fund" in page


def test_what_was_typed_is_kept_on_an_error(desk):
    answer = add(desk, text="A text that stays.", published="the day after never", title="Kept")

    assert answer.status_code == 422
    assert fields(answer.text)["text"].strip() == "A text that stays." and fields(answer.text)["title"] == "Kept"


def test_nothing_brought_is_an_error_in_words(desk):
    assert "Paste a text, choose files, or give an address." in add(desk).text


def test_a_file_too_large_is_refused_before_it_is_opened(desk, monkeypatch):
    monkeypatch.setattr("timeline.admin.intake.LARGEST_FILE", 100)

    answer = add(desk, uploads=[SimpleUploadedFile("large.txt", b"x" * 101)])

    assert answer.status_code == 422 and "more than 10 MB" in answer.text


def test_a_text_of_markup_is_only_text(desk):
    hostile = "<script>alert(1)</script> said the minister, and everybody in the room laughed for a while."

    page = desk.get(add(desk, text=hostile, title="<img src=x onerror=alert(1)>").url).text

    assert "<script>alert" not in page and "<img src=x" not in page


def test_the_list_of_files_says_why(desk):
    receive(b"%PDF-1.7", by=desk.person, name="b.pdf")

    assert "This is a file of the kind PDF" in desk.get(reverse("admin:timeline_intakefile_changelist")).text
