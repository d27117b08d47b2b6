"""The five files as they were collected: nine articles come out, and their copies, as a person described them."""

import itertools
import tomllib
from pathlib import Path

import pytest

from tests import make
from timeline import dates
from timeline.intake.receiving import receive
from timeline.models import IntakeFile, Outcome, Source

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "articles"
FIXTURES = ROOT / "tests" / "sample_record"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ARTICLES.exists(), reason="the articles are not here"),
]


def files():
    return sorted(ARTICLES.glob("0*.txt"))


def take_in(paths, by):
    return [receive(path.read_bytes(), by=by, name=path.name) for path in paths]


def described():
    """What a person wrote of the nine originals: {title: row}."""
    rows = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (FIXTURES / "sources").glob("*.toml")]
    copied = {row["syndication_of"] for row in rows if "syndication_of" in row and row.get("text_file")}
    return {
        row["title"]: row
        for row in rows
        if row["slug"] in copied or row.get("text_file") and "syndication_of" not in row
    }


def publisher_names():
    rows = tomllib.loads((FIXTURES / "publishers.toml").read_text(encoding="utf-8"))["publishers"]
    return {row["slug"]: row["name"]["en"].removeprefix("The ") for row in rows}


def test_nine_articles_come_out_of_five_files():
    by, expected = make.user(), described()

    take_in(files(), by)

    originals = Source.objects.filter(syndication_of=None).select_related("publisher")
    assert len(expected) == 9
    assert {source.title for source in originals} == set(expected)
    assert Source.objects.exclude(syndication_of=None).count() == 10
    for source in originals:
        row = expected[source.title]
        assert source.publisher.name_en.startswith(publisher_names()[row["publisher"]]), source
        assert source.authors == row.get("authors", []), source
        theirs, ours = dates.parse(row["published"]), dates.parse(source.published)
        assert ours.earliest <= theirs.latest and theirs.earliest <= ours.latest, source
        if theirs.precision == "day" and not source.published_how == "order":
            assert ours.text == theirs.text, source


def test_the_second_run_changes_nothing():
    by = make.user()
    take_in(files(), by)
    before = list(Source.objects.order_by("pk").values()), list(IntakeFile.objects.order_by("pk").values())

    received = take_in(files(), by)

    assert {one.outcome for one in received} == {Outcome.KNOWN}
    assert (list(Source.objects.order_by("pk").values()), list(IntakeFile.objects.order_by("pk").values())) == before


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::17])
def test_the_order_of_the_files_makes_no_difference(order):
    by, paths = make.user(), files()

    take_in([paths[i] for i in order], by)

    originals = Source.objects.filter(syndication_of=None)
    assert sorted(originals.values_list("title", flat=True)) == sorted(described())
    assert not originals.filter(publisher__slug="unknown-publisher").exists()
    assert set(
        Source.objects.get(title__startswith="Will Seoul", syndication_of=None).copies.values_list("kind", flat=True)
    ) == {"page"}
    assert Source.objects.get(title__startswith="Millions", syndication_of=None).published == "[2025-05-30..2025-06-01]"


def test_the_loaded_record_knows_them_all(sample_record):
    before = Source.objects.count()

    received = take_in(files(), make.user())

    assert Source.objects.count() == before
    assert {one.file.outcome for one in received} == {Outcome.KNOWN}
    assert Source.objects.get(slug="kh-lee-ishiba-to-hold-summit").text.startswith("President Lee")
