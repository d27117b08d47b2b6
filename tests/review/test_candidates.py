"""Accept, merge, reject, undo: each does the whole of its work or none, and nobody's decision is overwritten."""

import pytest

from tests import articles, make
from timeline import record_files
from timeline.codebook import CitationRole, Status
from timeline.models import Candidate, Change, Citation, Decision, Event
from timeline.review import (
    Overtaken,
    ReviewError,
    accept,
    merge,
    merge_events,
    publish,
    reject,
    undo,
    write_version,
)

pytestmark = pytest.mark.django_db
SENTENCE = "President Lee Jae-myung will travel to Japan for a summit with Prime Minister Ishiba Shigeru on Aug. 23,"


@pytest.fixture
def article():
    return make.source("working-visit", text=articles.text("working-visit.en.txt"), published="2025-08-13")


@pytest.fixture
def found(article):
    lee, ishiba = make.actor("lee-jae-myung"), make.actor("ishiba-shigeru")
    return make.candidate(article, SENTENCE, "Aug. 23", actors=[lee, ishiba], role="announces")


def state(candidate):
    now = Candidate.objects.get(pk=candidate.pk)
    return now.decision, now.event, now.decided_by


def test_accepting_makes_a_draft_with_its_citation_participants_and_address(found):
    by = make.user()

    event = accept(found, by=by)

    assert (event.status, event.slug, event.date) == (
        Status.DRAFT,
        "2025-08-23-lee-and-ishiba-meet-in-tokyo",
        "2025-08-23",
    )
    assert [part.actor.slug for part in event.participations.all()] == ["ishiba-shigeru", "lee-jae-myung"]
    citation = event.citations.get()
    assert (citation.role, citation.claimed_date, citation.date_words) == ("announces", "2025-08-23", "Aug. 23")
    assert citation.exact == "with Prime Minister Ishiba Shigeru on Aug. 23"
    assert (citation.paragraph, citation.checked is not None) == (1, True)
    assert state(found) == (Decision.ACCEPTED, event, by)
    assert Change.objects.get(public_id=event.public_id).by == by


def test_what_the_reviewer_corrects_is_what_is_kept(found):
    event = accept(
        found, by=make.user(), title_en="A summit", title_ko="회담", date="2025-08", kind="meeting", actors=[],
        exact="working visit", role="reports", significance=4,
    )  # fmt: skip

    assert (event.title_en, event.title_ko, event.date, event.kind, event.significance) == (
        "A summit", "회담", "2025-08", "meeting", 4,
    )  # fmt: skip
    citation = event.citations.get()
    assert (citation.exact, citation.role, citation.claimed_date) == ("working visit", "reports", "2025-08")


def test_words_that_the_text_has_not_are_kept_unchecked(found):
    citation = accept(found, by=make.user(), exact="words of nobody").citations.get()

    assert (citation.exact, citation.checked, citation.paragraph) == ("words of nobody", None, None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title_en": " "}, "title"),
        ({"date": "2025-13"}, "13"),
        ({"exact": "one two three four five six seven eight nine"}, "eight words"),
        ({"kind": ""}, "kind"),
    ],
)
def test_a_refused_acceptance_changes_nothing(found, wrong, words):
    with pytest.raises(ReviewError, match=words):
        accept(found, by=make.user(), **wrong)

    assert not Event.objects.exists() and state(found)[0] == Decision.PENDING


def test_a_title_in_the_articles_language_is_needed(found):
    found.source.language = "ko"
    found.source.save()

    with pytest.raises(ReviewError, match="title in the article's language"):
        accept(found, by=make.user(), title_ko="", title_en="A summit")
    assert accept(found, by=make.user(), title_ko="정상회담").slug == "2025-08-23-ishiba-shigeru-lee-jae-myung-summit"


def test_an_address_that_was_anothers_is_not_given_again(found):
    make.event("2025-08-23-lee-and-ishiba-meet-in-tokyo")

    assert accept(found, by=make.user()).slug == "2025-08-23-lee-and-ishiba-meet-in-tokyo-2"


def test_merging_adds_a_citation_and_leaves_the_event_as_it_says(found):
    event = make.event(date="2025-08", title_en="A visit")

    merge(found, event, by=make.user())

    event = Event.objects.get(pk=event.pk)
    assert (event.title_en, event.date, event.citations.count()) == ("A visit", "2025-08", 2)
    assert event.citations.get(source=found.source).claimed_date == "2025-08-23"
    assert state(found)[:2] == (Decision.MERGED, event)


def test_a_merge_takes_the_sharper_date_only_when_asked_and_only_inside_the_events_own(found):
    vague, elsewhere = make.event(date="2025"), make.event(date="2024")

    merge(found, vague, by=make.user(), sharpen=True)
    found.refresh_from_db()
    undo(found, by=make.user())
    found.refresh_from_db()
    assert Event.objects.get(pk=vague.pk).date == "2025"
    merge(found, elsewhere, by=make.user(), sharpen=True)

    assert Event.objects.get(pk=elsewhere.pk).date == "2024"


def test_merging_cites_the_original_of_a_copy(found):
    original = make.source("original")
    found.source.syndication_of = original
    found.source.save()
    event = make.event()

    merge(found, event, by=make.user())

    assert event.citations.filter(source=original, checked__isnull=False).exists()


@pytest.mark.parametrize("proposed", ["announces", "recalls"])
def test_an_article_is_cited_once_however_often_it_speaks_of_an_event(found, article, proposed):
    again = make.candidate(article, "The leaders first met", "first", role=proposed)
    event, by = make.draft(), make.user()
    merge(found, event, by=by)
    version = Event.objects.get(pk=event.pk).version

    merge(again, event, by=by)

    assert Event.objects.get(pk=event.pk).version == version and event.citations.count() == 2
    again.refresh_from_db()
    undo(again, by=by)
    assert event.citations.count() == 2 and state(again)[0] == Decision.PENDING


def test_a_withdrawn_event_takes_no_citation(found):
    from timeline.review import withdraw

    event = make.event()
    withdraw(event, by=make.user(), reason="Wrong")

    with pytest.raises(ReviewError, match="withdrawn"):
        merge(found, event, by=make.user())


def test_the_second_to_decide_is_told_and_sees_the_firsts_decision(found):
    first, second = make.user(display_name="First"), make.user()
    seen_by_both = Candidate.objects.get(pk=found.pk)
    event = accept(found, by=first)

    for late in (lambda: reject(seen_by_both, by=second), lambda: accept(seen_by_both, by=second)):
        with pytest.raises(Overtaken, match="First was faster") as told:
            late()
        assert told.value.candidate.event == event
    assert Event.objects.count() == 1 and state(found)[2] == first


def test_undo_takes_back_an_acceptance_whole(found):
    by = make.user()
    accept(found, by=by)
    found.refresh_from_db()

    undo(found, by=by)

    assert state(found) == (Decision.PENDING, None, None)
    assert not Event.objects.exists() and not Citation.objects.exists()


def test_undo_of_a_merge_leaves_the_event_as_it_was_and_the_history_with_both(found):
    event, by = make.event(), make.user()
    before = record_files.event_as_dict(event)
    merge(found, event, by=by)
    found.refresh_from_db()

    undo(found, by=by)

    event = Event.objects.get(pk=event.pk)
    assert record_files.event_as_dict(event) == before
    assert event.version == 4 and state(found)[0] == Decision.PENDING


def test_two_merges_are_undone_one_after_the_other(found, article):
    event, by = make.event(), make.user()
    before = record_files.event_as_dict(event)
    again = make.candidate(article, "The leaders first met", "first", role="announces")
    merge(found, event, by=by)
    merge(again, event, by=by, role="recalls")

    found.refresh_from_db()
    with pytest.raises(ReviewError, match="changed since"):
        undo(found, by=by)
    for candidate in (again, found):
        candidate.refresh_from_db()
        undo(candidate, by=by)

    assert record_files.event_as_dict(Event.objects.get(pk=event.pk)) == before


def test_undo_says_why_not_where_something_came_after(found, article):
    by, other = make.user(), make.user(display_name="Editor")
    event = accept(found, by=by)
    found.refresh_from_db()
    version = record_files.event_as_dict(event) | {"title": {"en": "Another title"}}
    write_version(event, version, by=other, reason="Better")

    with pytest.raises(ReviewError, match="changed since, last by Editor"):
        undo(found, by=by)
    publish(event, by=other, reason="Checked")
    with pytest.raises(ReviewError, match="published since"):
        undo(found, by=by)

    assert state(found)[0] == Decision.ACCEPTED


def test_undo_says_why_not_where_another_candidate_was_merged_into_the_draft(found, article):
    by = make.user()
    event = accept(found, by=by)
    merge(make.candidate(article, "The leaders first met", "first", role="announces"), event, by=by)
    found.refresh_from_db()

    with pytest.raises(ReviewError, match="Another candidate"):
        undo(found, by=by)


def test_a_rejection_keeps_its_note_and_is_undone(found):
    by = make.user()
    reject(found, by=by, reason="No event")
    found.refresh_from_db()
    assert (found.decision, found.note, found.decided_by) == (Decision.REJECTED, "No event", by)

    undo(found, by=by)

    found.refresh_from_db()
    assert (found.decision, found.note, found.decided_at) == (Decision.PENDING, "", None)


def test_a_second_person_publishes_where_the_setting_asks_for_two(found, settings):
    settings.REVIEW_TWO_PEOPLE = True
    first, second = make.user(), make.user()
    event = accept(found, by=first)

    with pytest.raises(ReviewError, match="second person"):
        publish(event, by=first, reason="Mine")

    assert publish(event, by=second, reason="Checked").status == Status.PUBLISHED


def test_a_decision_follows_its_event_into_a_merge(found):
    by = make.user()
    event, other = accept(found, by=by), make.event()

    merge_events(event, into=other, by=by, reason="Same")

    assert state(found)[1] == other
    found.refresh_from_db()
    with pytest.raises(ReviewError):
        undo(found, by=by)
    assert CitationRole.ANNOUNCES in set(other.citations.values_list("role", flat=True))
