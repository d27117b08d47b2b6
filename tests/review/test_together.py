"""Several reviewers at once."""

import pytest

from tests import articles, make
from tests.record.test_together import all_at_once
from timeline.models import Candidate, Citation, Decision, Event, Record
from timeline.review import Overtaken, ReviewError, accept, merge, merge_events, reject, undo

from .test_candidates import SENTENCE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def found():
    Record.objects.create(slug="r", name_en="R")
    article = make.source(text=articles.text("working-visit.en.txt"))
    return make.candidate(article, SENTENCE, "Aug. 23")


def test_of_many_who_decide_at_once_one_does_and_the_others_are_told(found):
    event = make.event()
    people = [make.user() for _ in range(6)]

    def work(n):
        def decide():
            seen = Candidate(pk=found.pk, version=found.version)
            verb = (
                lambda: accept(seen, by=people[n]),
                lambda: merge(seen, event, by=people[n]),
                lambda: reject(seen, by=people[n]),
            )
            verb[n % 3]()

        return decide

    raised = all_at_once(*(work(n) for n in range(6)))

    assert [type(error) for error in raised] == [Overtaken] * 5
    now = Candidate.objects.get(pk=found.pk)
    made = {Decision.ACCEPTED: (2, 2), Decision.MERGED: (1, 2), Decision.REJECTED: (1, 1)}[now.decision]
    assert (Event.objects.count(), Citation.objects.count()) == made


def test_an_undo_and_a_second_undo_at_once_take_back_once(found):
    by = make.user()
    accept(found, by=by)
    seen = Candidate.objects.get(pk=found.pk)

    raised = all_at_once(lambda: undo(seen, by=by), lambda: undo(Candidate.objects.get(pk=found.pk), by=by))

    assert len(raised) == 1 and isinstance(raised[0], ReviewError)
    assert not Event.objects.exists()


def test_a_merge_of_events_and_a_review_at_once_end_in_one_order_or_the_other(found):
    one, other, by = make.event(), make.event(), make.user()

    raised = all_at_once(lambda: merge(found, one, by=by), lambda: merge_events(one, into=other, by=by, reason="Same"))

    assert [error for error in raised if not isinstance(error, ReviewError)] == []
    now = Candidate.objects.get(pk=found.pk)
    assert now.event in (None, other) and Event.objects.filter(pk=other.pk).exists()
