"""From what an article says of dates to what is proposed: days of publication, stretches, sentences."""

import pytest

from timeline.intake.said_dates import dates_in
from timeline.intake.sentences import sentences
from timeline.models import Source


def said(text, published, language="en"):
    source = Source(text=text, language=language, published=published)
    source.derive_days()
    return [(text[one.start : one.end], one.date) for one in dates_in(source)]


TEXT = "They spoke on Wednesday and will meet on Aug. 23. The treaty is of 1965."


def test_a_day_counted_from_one_of_several_days_is_one_of_several_days():
    assert said(TEXT, "2025-08-14") == [("Wednesday", "2025-08-13"), ("Aug. 23", "2025-08-23"), ("1965", "1965")]
    assert said(TEXT, "[2025-08-14..2025-08-16]")[0] == ("Wednesday", "2025-08-13")
    assert said(TEXT, "[2025-08-10..2025-08-16]") == [
        ("Wednesday", "[2025-08-06..2025-08-13]"),
        ("Aug. 23", "2025-08-23"),
        ("1965", "1965"),
    ]


def test_where_only_the_last_day_of_publication_is_known_it_is_counted_from():
    assert said(TEXT, "[..2025-08-16]")[0] == ("Wednesday", "2025-08-13")


def test_of_an_undated_article_only_what_stands_by_itself_is_a_date():
    assert said(TEXT, "") == [("1965", "1965")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("He ruled from 1910 to 1945.", "en", [("1910 to 1945", "1910/1945")]),
        (
            "It lasted from May 3, 2024 until May 9, 2024.",
            "en",
            [("May 3, 2024 until May 9, 2024", "2024-05-03/2024-05-09")],
        ),
        ("Between 2017 and 2022 he was president.", "en", [("2017 and 2022", "2017/2022")]),
        ("He won in 2017 and 2022.", "en", [("2017", "2017"), ("2022", "2022")]),
        ("It fell from 2022 to a third.", "en", [("2022", "2022")]),
        ("1910년부터 1945년까지 이어졌다.", "ko", [("1910년부터 1945년", "1910/1945")]),
        ("1910年から1945年まで続いた。", "ja", [("1910年から1945年", "1910/1945")]),
    ],
)
def test_from_a_date_to_another_is_one_stretch(text, language, expected):
    found = [
        (words.removesuffix("까지").removesuffix("まで"), date) for words, date in said(text, "2025-08-14", language)
    ]

    assert found == expected


def test_a_time_of_day_ends_no_sentence():
    text = "The session rose at 6 p.m. Thursday. It sat again by 9 a.m. Friday."

    assert [text[start:end] for start, end in sentences(text)] == [
        "The session rose at 6 p.m. Thursday.",
        "It sat again by 9 a.m. Friday.",
    ]
