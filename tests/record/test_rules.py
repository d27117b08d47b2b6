"""What PostgreSQL itself refuses, whatever the code above it does."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests import make
from timeline import review
from timeline.models import Change, Citation, Event, OldSlug, Record, Verb

pytestmark = pytest.mark.django_db


def refused_by(change=lambda: None):
    """Make a change and check the deferred rules; the name of the one that refuses (and undoes it), or None."""
    try:
        with transaction.atomic():
            change()
            connection.check_constraints()
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return None


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_published_event_cannot_lose_its_last_citation():
    event, curator = make.event(), make.user()

    def lose():
        Citation.objects.filter(event=event).delete()
        review.record_change(event, by=curator, reason="mistake")

    assert refused_by(lose) == "event_published_is_cited"


def test_an_event_cannot_be_published_without_a_citation_even_by_sql():
    event = make.draft(sources=[])

    publish = "UPDATE timeline_event SET status = 'published', published_at = now() WHERE id = %s"

    assert refused_by(lambda: run(publish, event.pk)) == "event_published_is_cited"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE timeline_event SET title_en = 'Other' WHERE id = %s",
        "UPDATE timeline_citation SET note_en = 'Other' WHERE event_id = %s",
        "DELETE FROM timeline_participation WHERE event_id = %s",
        "INSERT INTO timeline_event_themes (event_id, theme_id) SELECT %s, id FROM timeline_theme",
    ],
)
def test_no_change_of_an_event_without_a_line_of_history(change):
    make.theme("trade")
    event = make.event(actors=[make.actor()])

    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [event.pk])

    assert refused.value.__cause__.diag.constraint_name == "event_change_has_history"


def test_history_is_never_changed_or_deleted():
    make.event()

    for write in (lambda: Change.objects.update(reason="other"), lambda: Change.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_a_published_event_is_never_deleted():
    event = make.event()

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()


def test_a_slug_is_never_given_twice():
    event = make.event("2025-08-23-summit")
    event.slug = "2025-08-23-tokyo-summit"
    event.save()
    review.record_change(event, by=make.user(), reason="clearer")

    assert OldSlug.objects.get(slug="2025-08-23-summit").public_id == event.public_id
    with pytest.raises(IntegrityError), transaction.atomic():
        make.draft("2025-08-23-summit")


@pytest.mark.parametrize(
    "column, value",
    [
        ("earliest", "2026-01-01"),
        ("kind", "party"),
        ("status", "hidden"),
        ("tone", "angry"),
        ("precision", "hour"),
        ("plover", "SHOUT"),
        ("significance", 6),
        ("score_override", 11),
        ("slug", "No Slug"),
        ("public_id", "abc"),
        ("published_at", None),
        ("withdrawn_reason", "because"),
    ],
)
def test_an_impossible_event_is_refused(column, value):
    event = make.event()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE timeline_event SET {column} = %s WHERE id = %s", [value, event.pk])


@pytest.mark.parametrize(
    "column, value",
    [
        ("url", "ftp://example.org/a"),
        ("language", "English"),
        ("publisher_id", None),
        ("published_latest", "2000-01-01"),
        ("kind", "tweet"),
    ],
)
def test_an_impossible_source_is_refused(column, value):
    source = make.source()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE timeline_source SET {column} = %s WHERE id = %s", [value, source.pk])


@pytest.mark.django_db(transaction=True)
def test_the_revision_moves_once_in_every_transaction_that_changes_something():
    Record.objects.create(slug="record", name_en="Record")
    before = Record.objects.get().revision

    with transaction.atomic():
        make.theme("trade")
        make.theme("energy")
    make.event()

    assert Record.objects.get().revision >= before + 2
    middle = Record.objects.get().revision
    with transaction.atomic():
        make.theme("security")
        make.theme("heritage")
    assert Record.objects.get().revision == middle + 1


def test_publishing_needs_a_reason_and_a_citation():
    uncited, cited = make.draft(sources=[]), make.draft()

    with pytest.raises(review.ReviewError, match="citation"):
        review.publish(uncited, by=make.user(), reason="ready")
    with pytest.raises(review.ReviewError, match="reason"):
        review.publish(cited, by=make.user(), reason="  ")

    assert set(Event.objects.values_list("status", flat=True)) == {"draft"}


def test_withdrawing_and_publishing_again_keeps_the_first_moment_and_the_whole_history():
    curator = make.user()
    event = make.event(by=curator)
    first = event.published_at

    review.withdraw(event, by=curator, reason="wrong day")
    event = review.publish(event, by=curator, reason="day mended")

    assert event.published_at == first
    lines = review.history.history_of("event", event.public_id)
    assert [(line.version, line.verb, line.reason) for line in lines] == [
        (4, Verb.PUBLISHED, "day mended"),
        (3, Verb.WITHDRAWN, "wrong day"),
        (2, Verb.PUBLISHED, "Checked"),
        (1, Verb.CREATED, ""),
    ]


def test_a_merge_moves_all_that_the_loser_had_and_its_addresses():
    curator, kishida = make.user(), make.actor("kishida-fumio")
    trade, paper = make.theme("trade"), make.source()
    loser = make.event("2023-03-tokyo-talks", by=curator, actors=[kishida], themes=[trade], sources=[paper])
    winner = make.event("2023-03-yoon-kishida-summit", by=curator)

    review.merge_events(loser, into=winner, by=curator, reason="one meeting")

    winner.refresh_from_db()
    assert winner.citations.count() == 2
    assert [p.actor for p in winner.participations.all()] == [kishida]
    assert list(winner.themes.all()) == [trade]
    assert set(OldSlug.objects.values_list("slug", "public_id")) == {
        ("2023-03-tokyo-talks", winner.public_id),
        (loser.public_id, winner.public_id),
    }
    assert Change.objects.filter(public_id=loser.public_id).count() == 2
    assert refused_by() is None


def test_merging_actors_keeps_every_name():
    curator = make.user()
    loser = make.actor("shigeru-ishiba", name_en="Shigeru Ishiba", name_ja="石破 茂")
    winner = make.actor("ishiba-shigeru", name_en="Ishiba Shigeru", name_ja="石破茂")
    event = make.event(by=curator, actors=[loser])

    review.merge_actors(loser, into=winner, by=curator, reason="one person")

    winner.refresh_from_db()
    assert winner.all_names == ["Ishiba Shigeru", "石破茂", "Shigeru Ishiba", "石破 茂"]
    assert [p.actor for p in event.participations.all()] == [winner]
    assert refused_by() is None
