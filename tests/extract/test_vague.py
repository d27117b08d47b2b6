"""Words that place a happening without dating it."""

from datetime import date

import pytest

from timeline.extract import find_dates
from timeline.extract.vague import find_vague


def vague(text, published="2025-08-28"):
    day = date.fromisoformat(published)
    return [(m.text, str(m.date), m.counted_from) for m in find_vague(text, day, find_dates(text, day))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministry recently proposed a fund.", "recently"),
        ("She praised him for his recent visit to Busan.", "recent visit"),
        ("외교부는 최근 새 기금을 제안했다.", "최근"),
        ("外務省は最近、新しい基金を提案した。", "最近"),
    ],
)
def test_recently_is_about_the_month_of_publication(text, words):
    assert vague(text) == [(words, "2025-08~", "published")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Aug. 23. After the summit they dined.", ("After the summit", "2025-08-23~", "Aug. 23")),
        ("It was agreed in July. A week later, Tokyo eased its curbs.", ("A week later", "2025-07~", "July")),
        ("두 정상은 지난 23일 만났다. 회담 직후 성명이 나왔다.", ("회담 직후", "2025-08-23~", "지난 23일")),
        ("両首脳は23日に会った。会談後、声明が出た。", ("会談後", "2025-08-23~", "23日")),
    ],
)
def test_after_the_summit_is_about_the_day_that_the_text_reports_on(text, expected):
    assert vague(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "After the summit they dined.",  # no day was said
        "They met in 1998. After the summit they dined.",  # news does not report on it
        "They will meet on Sept. 20. Ahead of the summit, he spoke of trust.",  # it has not come
        "Ahead of the Aug. 23 summit he spoke of trust.",  # a date stands there
        "The recent changes are many.",
    ],
)
def test_nothing_is_made_of_words_that_nothing_places(text):
    assert vague(text) == []
