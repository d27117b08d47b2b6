"""What is proposed of an article, and what stays when it is read again."""

import pytest

from tests import articles, make
from timeline import extract
from timeline.intake.locators import locator_for
from timeline.intake.proposing import propose, sentences
from timeline.models import Actor, Candidate, CountedFrom, Decision
from timeline.models.citation import CJK_LIMIT, WORD_LIMIT, locator_length
from timeline.review import accept, reject
from timeline.review.likely import likely_event, likely_events

from .reading import ENGLISH, reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(monkeypatch):
    monkeypatch.setattr(extract, "find_dates", reader(*ENGLISH), raising=False)
    make.actor("lee-jae-myung", name_en="Lee Jae-myung", family_name_en="Lee", family_name_ko="이", name_ko="이재명")
    make.actor("ishiba-shigeru", name_en="Ishiba Shigeru", family_name_en="Ishiba")
    return make.source(text=articles.text("working-visit.en.txt"), published="2025-08-13")


def test_each_date_of_a_sentence_is_a_candidate_with_how_it_was_counted(article):
    found = {candidate.phrase: candidate for candidate in propose(article)}

    assert list(found) == sorted(found, key=article.text.index) and len(found) == len(ENGLISH)
    later = found["two days later"]
    assert (later.counted_from, later.counted_words) == (CountedFrom.SAID, "on Aug. 23")
    assert later.counted_start == found["on Aug. 23"].phrase_start
    assert found["in March 2023"].counted_from == CountedFrom.ITSELF
    assert article.text[later.start : later.end].startswith("From Tokyo") and later.end > later.phrase_end


def test_who_what_and_how_are_proposed_with_the_rule_that_told(article):
    found = {candidate.phrase: candidate for candidate in propose(article)}
    summit, treaty = found["on Aug. 23"], found["on June 22, 1965"]

    assert {actor.slug for actor in summit.actors.all()} == {"lee-jae-myung", "ishiba-shigeru"}
    assert (summit.kind, summit.plover, summit.rule, summit.role) == ("summit", "CONSULT", "summit", "announces")
    assert (found["Wednesday"].kind, found["on July 24"].kind) == ("statement", "meeting")
    assert (treaty.kind, treaty.role) == ("treaty", "recalls")
    assert summit.title == "Lee–Ishiba: Summit"


def test_reading_again_adds_nothing_and_changes_nothing(article):
    first = propose(article)
    before = list(Candidate.objects.values())

    again = propose(article)

    assert [candidate.pk for candidate in again] == [candidate.pk for candidate in first]
    assert list(Candidate.objects.values()) == before


def test_a_better_reading_leaves_what_was_decided(article, monkeypatch):
    found = {candidate.phrase: candidate for candidate in propose(article)}
    accept(found["on Aug. 23"], by=make.user())
    reject(found["in June"], by=make.user())
    better = [("summit with Prime Minister Ishiba Shigeru on Aug. 23", "2025-08", None), ("June", "2024-06", None)]
    monkeypatch.setattr(extract, "find_dates", reader(*better, *ENGLISH[4:6]))

    now = {candidate.phrase: candidate for candidate in propose(article)}

    assert set(now) == {"on Aug. 23", "in June", "on July 24", "in March 2023"}
    assert now["on Aug. 23"].decision == Decision.ACCEPTED and now["on Aug. 23"].date == "2025-08-23"
    assert now["on July 24"].pk == found["on July 24"].pk


def test_the_records_event_is_proposed_with_reasons(article):
    lee, ishiba = (Actor.objects.get(slug=s) for s in ("lee-jae-myung", "ishiba-shigeru"))
    event = make.event(title_en="Summit in Tokyo", date="2025-08-23", actors=[lee, ishiba])
    make.event(title_en="Floods", date="2025-08-23", kind="society", summary_en="Rain.")

    found = {candidate.phrase: candidate for candidate in propose(article)}

    assert found["on Aug. 23"].likely == event
    likely = likely_event(found["on Aug. 23"])
    assert likely.reasons[:2] == ["same date", "2 parties in both"] and "same kind" in likely.reasons
    assert found["on June 22, 1965"].likely is None


def test_vague_words_propose_where_who_and_what_are_said_and_no_date():
    make.actor("lee-jae-myung", name_en="Lee Jae-myung", family_name_en="Lee")
    text = (
        "Lee Jae-myung voted on Aug. 13. Lee recently proposed a treaty. It has recently rained. On Aug. 12 Lee recalled"
        " a recent summit. Lee saw a missile ahead of the summit. A 16th-century poem hung in the hall."
    )

    found = {c.phrase: c for c in propose(make.source(text=text, published="2025-08-14"))}

    assert list(found) == ["Aug. 13", "recently", "Aug. 12", "ahead of the summit"]
    assert (found["recently"].date, found["recently"].kind) == ("2025-08~", "treaty")
    ahead = found["ahead of the summit"]
    assert (ahead.date, ahead.counted_words, ahead.kind) == ("2025-08-12~", "Aug. 12", "security")


def test_events_of_the_same_days_are_told_apart_by_the_words_beside_the_date():
    yoon = make.actor("yoon-suk-yeol", name_en="Yoon Suk Yeol", family_name_en="Yoon")
    common = {"kind": "leadership", "actors": [yoon], "date": "2024-12"}
    decree = make.event(title_en="Yoon declares martial law", **common)
    vote = make.event(title_en="Yoon is impeached", summary_en="It follows the decree of martial law.", **common)
    text = "Deputies impeached Yoon Suk Yeol in mid-December, since he had declared martial law in early December 2024."

    found = {c.phrase: c.likely for c in propose(make.source(text=text, published="2025-05-31"))}

    assert found == {"mid-December": vote, "early December 2024": decree}


def test_an_event_whose_date_cannot_be_true_too_is_never_proposed(article):
    actors = list(Actor.objects.all())
    make.event(title_en="Summit in Tokyo with Ishiba", date="2025-08-24", actors=actors)

    found = {candidate.phrase: candidate for candidate in propose(article)}

    assert likely_events(found["on Aug. 23"]) == []


@pytest.mark.parametrize(
    ("name", "first", "count"),
    [
        ("working-visit.en.txt", "President Lee Jae-myung will travel", 6),
        ("working-visit.ko.txt", "이재명 대통령이 오는 23일", 6),
        ("working-visit.ja.txt", "韓国の李在明大統領は23日に", 8),
    ],
)
def test_texts_fall_into_sentences_in_three_languages(name, first, count):
    text = articles.text(name)

    found = [text[start:end] for start, end in sentences(text)]

    assert found[0].startswith(first) and len(found) == count
    assert all("\n" not in sentence for sentence in found)


@pytest.mark.parametrize(
    ("name", "phrase", "words"),
    [
        ("working-visit.en.txt", "two days later", "to meet President Donald Trump two days later"),
        ("working-visit.en.txt", "on July 24", "both countries spoke by phone on July 24"),
        ("working-visit.en.txt", "in March 2023", "Ties had already warmed in March 2023"),
        ("working-visit.ko.txt", "지난 6월", "지난 6월 캐나다에서 열린 주요 7개국 정상회의에서"),
        ("working-visit.ko.txt", "13일", "시게루 총리와 정상회담을 한다고 대통령실이 13일 밝혔다"),
        ("working-visit.ja.txt", "6月", "両首脳は6月、カナダでの先進7カ国首脳会議に"),
        ("working-visit.ja.txt", "7月24日", "7月24日に電話で協議している"),
    ],
)
def test_a_locator_says_what_the_date_dates_in_few_words(name, phrase, words):
    text = articles.text(name)
    at = text.index(phrase)
    start, end = next(span for span in sentences(text) if span[0] <= at < span[1])

    found = locator_for(text, start, end, (at, at + len(phrase)))

    assert words in found.exact
    counted, cjk = locator_length(found.exact)
    assert phrase in found.exact and counted <= WORD_LIMIT and cjk <= CJK_LIMIT
    assert found.times == 1 and found.paragraph >= 1


@pytest.mark.parametrize(
    ("language", "dated"),
    [
        ("en", {"2025-08-23", "2025-08-13", "2025-06", "2025-07-24", "2023-03", "1965-06-22"}),
        ("ko", {"2025-08-23", "2025-08-13", "2025-06", "2025-07-24", "2023-03", "1965-06-22"}),
        ("ja", {"2025-08-23", "2025-08-13", "2025-06", "2025-07-24", "2023-03", "1965-06-22", "1965"}),
    ],
)
def test_an_article_of_each_language_is_read_from_its_text_to_the_records_events(sample_record, language, dated):
    article = make.source(
        text=articles.text(f"working-visit.{language}.txt"), language=language, published="2025-08-13"
    )

    found = {candidate.date: candidate for candidate in propose(article)}

    assert dated <= set(found)
    likely = {date: candidate.likely.slug for date, candidate in found.items() if candidate.likely}
    assert likely["2025-08-23"] == "2025-08-23-lee-ishiba-summit"
    assert likely["1965-06-22"] == "1965-06-22-treaty-on-basic-relations"
    assert likely["2025-08-13"] == "2025-08-13-summit-announced"
    assert all(candidate.phrase in article.text for candidate in found.values())
