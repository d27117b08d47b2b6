"""The five files with the shipped record there: its own events are proposed, and nothing is made twice."""

import pytest

from tests import make
from timeline.models import Candidate, Citation, Decision, Event
from timeline.review import merge

from .front_door import ARTICLES, cited_in, originals, proposed, take_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ARTICLES.exists(), reason="the articles are not here"),
]


@pytest.fixture
def shipped(sample_record):
    take_in()
    assert len(originals()) == 9 and all(source.text for source in originals())
    return proposed()


def test_the_records_own_event_is_proposed_first(shipped, capsys):
    belonging = [(candidate, slugs) for candidate in shipped if (slugs := cited_in(candidate))]

    right = sum(candidate.likely is not None and candidate.likely.slug in slugs for candidate, slugs in belonging)

    with capsys.disabled():
        print(f"\nlikely first: {right} of {len(belonging)}; candidates: {len(shipped)}")
    assert right / len(belonging) > 0.87


def test_merging_them_adds_no_event_and_cites_no_article_twice(shipped, capsys):
    by, events = make.user(), Event.objects.count()
    cited = set(Citation.objects.values_list("event", "source"))
    before = Citation.objects.count()

    for candidate in shipped:
        if candidate.likely:
            merge(candidate, candidate.likely, by=by)

    assert Event.objects.count() == events
    added = set(Citation.objects.values_list("event", "source")) - cited
    assert Citation.objects.count() == before + len(added)
    with capsys.disabled():
        print(f"\nmerged: citations added {len(added)}")
    right = [c for c in shipped if c.likely and c.likely.slug in cited_in(c)]
    assert not {(c.likely_id, c.source_id) for c in right} & added
    assert len(added) < 5  # of candidates whose likely event this article was not cited for

    decided = Candidate.objects.filter(decision=Decision.MERGED).count()
    assert {c.pk for c in proposed()} == {c.pk for c in shipped}
    assert Candidate.objects.filter(decision=Decision.MERGED).count() == decided > 50
