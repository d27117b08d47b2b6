"""Several people at once: no edit is lost, no merge blocks another, and the history tells what the record says."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from timeline import record_files
from timeline.codebook import Status
from timeline.models import Change, Event, Record, User
from timeline.review import ReviewError, merge_events, publish, withdraw, write_version


def all_at_once(*works):
    """Run each work in a thread of its own, beginning together; returns what they raised."""
    gate, raised = threading.Barrier(len(works)), []

    def run(work):
        close_old_connections()
        try:
            with connection.cursor() as cursor:  # a busy machine is slow, and being slow is not what is tested
                cursor.execute("SET lock_timeout = '20s'; SET statement_timeout = '30s'")
            gate.wait(20)
            work()
        except Exception as error:  # the test looks at every kind
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.mark.django_db(transaction=True)
def test_of_eight_writers_each_saves_or_is_told_and_nothing_is_lost():
    Record.objects.create(slug="r", name_en="R")
    event, people = make.event("2025-01-01-contested"), [make.user() for _ in range(8)]
    saved, refused = [], []

    def writer(person, number):
        def work():
            for n in range(10):
                seen = Event.objects.get(pk=event.pk)
                version = record_files.event_as_dict(seen)
                version["title"] = {"en": f"By {number}, {n}"}
                try:
                    write_version(seen, version, by=person, reason="Race", expected=seen.version)
                    saved.append(version["title"]["en"])
                except ReviewError:
                    refused.append(version["title"]["en"])

        return work

    raised = all_at_once(*(writer(person, number) for number, person in enumerate(people)))

    assert raised == []
    assert len(saved) + len(refused) == 80 and saved
    now = Event.objects.get(pk=event.pk)
    assert now.version == event.version + len(saved)
    kept = Change.objects.filter(public_id=event.public_id, verb="edited")
    assert sorted(change.snapshot["title"]["en"] for change in kept) == sorted(saved)


@pytest.mark.django_db(transaction=True)
def test_two_curators_merge_the_same_two_events_each_into_the_other_and_one_wins():
    Record.objects.create(slug="r", name_en="R")
    one, other, by = make.event("2025-one"), make.event("2025-other"), make.user()

    raised = all_at_once(
        lambda: merge_events(one, into=other, by=by, reason="Same"),
        lambda: merge_events(other, into=one, by=by, reason="Same"),
    )

    assert [type(error) for error in raised] == [ReviewError]
    assert Event.objects.filter(pk__in=[one.pk, other.pk]).count() == 1


OPERATIONS = st.lists(st.sampled_from(["publish", "withdraw", "title", "date", "cite", "take back"]), max_size=12)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=OPERATIONS)
def test_whatever_is_done_the_last_line_of_history_is_what_the_record_says(operations):
    with transaction.atomic():
        by = User.objects.first() or make.user()
        event = make.draft(by=by)
        for number, operation in enumerate(operations):
            event = Event.objects.get(pk=event.pk)
            version = record_files.event_as_dict(event)
            try:
                if operation == "publish":
                    publish(event, by=by, reason="Checked")
                elif operation == "withdraw":
                    withdraw(event, by=by, reason="Wrong")
                elif operation == "take back":
                    first = Change.objects.filter(public_id=event.public_id).order_by("version").first()
                    write_version(event, first.snapshot, by=by, reason="Back")
                else:
                    if operation == "title":
                        version["title"] = {"en": f"Title {number}"}
                    elif operation == "date":
                        version["date"] = f"20{number + 10}-05"
                    else:
                        version["citations"] = [
                            *version["citations"],
                            {"source": make.source().slug, "role": "recalls"},
                        ]
                    write_version(event, version, by=by, reason="Edit")
            except ReviewError:
                pass
        event = Event.objects.get(pk=event.pk)
        lines = list(Change.objects.filter(public_id=event.public_id).order_by("version"))
        assert [line.version for line in lines] == list(range(1, event.version + 1))
        assert lines[-1].snapshot == record_files.event_as_dict(event)
        assert event.status != Status.PUBLISHED or event.citations.exists()
        transaction.set_rollback(True)
