"""The record as a Data Package: whole, described, checked, and the same each time."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from timeline.models import Citation, Event, StoryStep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]


@pytest.fixture
def package(client):
    return zipfile.ZipFile(io.BytesIO(b"".join(client.get("/dataset.zip").streaming_content)))


def rows(package, name):
    return list(csv.DictReader(io.StringIO(package.read(name).decode(), newline="")))


def test_its_tables_hold_the_record(package):
    assert {row["slug"] for row in rows(package, "events.csv")} == set(Event.objects.values_list("slug", flat=True))
    assert len(rows(package, "citations.csv")) == Citation.objects.count()
    cited = {row["source"] for row in rows(package, "citations.csv")}
    assert cited <= {row["slug"] for row in rows(package, "sources.csv")}
    assert "text" not in rows(package, "sources.csv")[0]


def test_stories_are_in_it_step_by_step(package):
    steps = StoryStep.objects.filter(story__published=True)
    written = rows(package, "stories.csv")

    assert len(written) == steps.count() > 0
    assert {row["words_ko"] for row in written} == set(steps.values_list("words_ko", flat=True))
    assert {slug for row in written for slug in row["events"].split("; ")} <= {
        row["slug"] for row in rows(package, "events.csv")
    }


def test_its_description_is_of_its_tables(package):
    described = json.loads(package.read("datapackage.json"))

    for resource in described["resources"]:
        content = package.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = content.decode().splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_its_checksums_are_right(package):
    for line in package.read("checksums.txt").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(package.read(name)).hexdigest() == digest


def test_the_edition_needs_no_network(package):
    page = package.read("timeline.html").decode()

    assert page.count("<article") == Event.objects.published().count()
    assert "<script" not in page and "<link" not in page and "src=" not in page


def test_the_same_record_is_the_same_file(client):
    first, second = (b"".join(client.get(f"/dataset.zip?lang={code}").streaming_content) for code in ("ko", "ko"))

    assert first == second
