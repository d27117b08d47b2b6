"""The first record, again: what is proposed of the five files as they were collected, beside what a person made of them.

Thresholds are two points below what was reached; `docs/dates-in-text.md` has the figures.
"""

import pytest
from django.core.management import call_command
from django.db import transaction

from timeline.models import Event, Source

from .front_door import ARTICLES, base_of_the_record, compare, originals, proposed, take_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ARTICLES.exists(), reason="the articles are not here"),
]


@pytest.fixture(scope="module")
def base(django_db_setup, django_db_blocker, tmp_path_factory):
    """The record without its events and its nine articles, and then the five files, taken in and read."""
    with django_db_blocker.unblock(), transaction.atomic():
        folder = base_of_the_record(tmp_path_factory.mktemp("record") / "base")
        call_command("load_record", folder, verbosity=0)
        assert not Event.objects.exists()
        take_in()
        yield proposed()
        transaction.set_rollback(True)


def test_nine_articles_are_proposed_from_with_their_copies_beside_them(base):
    assert len(originals()) == 9 and all(source.text for source in originals())
    assert Source.objects.filter(syndication_of__in=originals()).count() == 10
    assert {candidate.source_id for candidate in base} == {source.pk for source in originals()}
    assert not any(candidate.likely for candidate in base)


def test_most_of_the_records_events_are_found_again(base, capsys):
    found = compare(base)

    with capsys.disabled():
        print(f"\n{found}")
    assert (found.events, found.citations) == (70, 90)
    assert found.recall > 0.85
    assert found.citation_recall > 0.80
    assert found.citations_in_their_sentence / found.citations > 0.72
    assert found.precision > 0.82


def test_what_was_said_of_an_undated_day_is_one_of_some_days(base):
    """Of one article the page tells only between which days it was published: no Wednesday is picked."""
    dates = {c.phrase: c.date for c in base if c.source.title == "Lee, Ishiba to hold summit on Aug. 23"}

    assert dates["Aug. 23"] == "2025-08-23" and dates["Wednesday"] == "[2025-07-23..2025-08-20]"
