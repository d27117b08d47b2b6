"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DateError, in_words, parse, read_range, read_typed

TODAY = date(2025, 9, 1)  # a Monday


@pytest.mark.parametrize(
    "typed, edtf",
    [
        ("2023-03", "2023-03"),
        ("March 2023", "2023-03"),
        ("mar. 2023", "2023-03"),
        ("in March of 2023", "2023-03"),
        ("May 2025", "2025-05"),
        ("Aug. 23, 2025", "2025-08-23"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("August 23rd, 2025", "2025-08-23"),
        ("the 23rd of August 2025", "2025-08-23"),
        ("Saturday, 23 August 2025", "2025-08-23"),
        ("23-24 August 2025", "2025-08-23/2025-08-24"),
        ("2008", "2008"),
        ("1965년", "1965"),
        ("1965年", "1965"),
        ("2015년", "2015"),
        ("2025년 8월", "2025-08"),
        ("2025년8월23일", "2025-08-23"),
        ("2025년 8월 23일 토요일", "2025-08-23"),
        ("2025. 8. 23.", "2025-08-23"),
        ("2025.8.23", "2025-08-23"),
        ("2025/8/23", "2025-08-23"),
        ("20250823", "2025-08-23"),
        ("2025年8月23日（土）", "2025-08-23"),
        ("令和7年8月23日", "2025-08-23"),
        ("令和７年８月", "2025-08"),
        ("令和元年", "2019"),
        ("平成10年10月8日", "1998-10-08"),
        ("昭和40年6月22日", "1965-06-22"),
        ("단기 4298년", "1965"),
        ("mid-March 2023", "2023-03~"),
        ("early December 2024", "2024-12~"),
        ("2024년 12월 초", "2024-12~"),
        ("2024年12月中旬", "2024-12~"),
        ("about 2008", "2008~"),
        ("2008년경", "2008~"),
        ("2008年頃", "2008~"),
        ("2008?", "2008?"),
        ("spring 2008", "2008-21"),
        ("the summer of 2019", "2019-22"),
        ("2008년 봄", "2008-21"),
        ("2008年の春", "2008-21"),
        ("last summer", "2025-22"),
        ("last spring", "2025-21"),
        ("this summer", "2025-22"),
        ("지난 봄", "2025-21"),
        ("昨年の夏", "2024-22"),
        ("Q2 2025", "2025-34"),
        ("second quarter of 2025", "2025-34"),
        ("2025년 2분기", "2025-34"),
        ("2025年第2四半期", "2025-34"),
        ("first half of 2025", "2025-40"),
        ("2025년 하반기", "2025-41"),
        ("the 1960s", "196X"),
        ("1960년대", "196X"),
        ("1960年代", "196X"),
        ("20th century", "19XX"),
        ("today", "2025-09-01"),
        ("yesterday", "2025-08-31"),
        ("어제", "2025-08-31"),
        ("昨日", "2025-08-31"),
        ("last month", "2025-08"),
        ("지난달", "2025-08"),
        ("先月", "2025-08"),
        ("last year", "2024"),
        ("작년", "2024"),
        ("昨年", "2024"),
        ("지난해 5월", "2024-05"),
        ("昨年12月", "2024-12"),
        ("last Thursday", "2025-08-28"),
        ("last week", "2025-08-25/2025-08-31"),
        ("2 days ago", "2025-08-30"),
        ("3 months ago", "2025-06"),
        ("3년 전", "2022"),
        ("10年前", "2015"),
    ],
)
def test_one_date(typed, edtf):
    assert read_typed(typed, TODAY).text == edtf


@pytest.mark.parametrize(
    "typed, first, last",
    [
        ("from March 2023", "2023-03-01", None),
        ("since 2018", "2018-01-01", None),
        ("2018 onwards", "2018-01-01", None),
        ("after 2018", "2019-01-01", None),
        ("before March 2023", None, "2023-02-28"),
        ("until June 2025", None, "2025-06-30"),
        ("2023년 3월부터", "2023-03-01", None),
        ("2018년 이후", "2018-01-01", None),
        ("2025년 6월까지", None, "2025-06-30"),
        ("2023年3月から", "2023-03-01", None),
        ("2018年以降", "2018-01-01", None),
        ("2025年6月まで", None, "2025-06-30"),
        ("2023年3月から6月まで", "2023-03-01", "2023-06-30"),
        ("2023년 3월부터 6월까지", "2023-03-01", "2023-06-30"),
        ("2023年3月〜2025年8月", "2023-03-01", "2025-08-31"),
        ("March to June 2023", "2023-03-01", "2023-06-30"),
        ("March 2023 to June 2025", "2023-03-01", "2025-06-30"),
        ("March 2023 – June 2025", "2023-03-01", "2025-06-30"),
        ("from 2018 until June 2020", "2018-01-01", "2020-06-30"),
        ("between 2018 and 2020", "2018-01-01", "2020-12-31"),
        ("2018-2022", "2018-01-01", "2022-12-31"),
        ("2018–2022년", "2018-01-01", "2022-12-31"),
        ("1910/1945", "1910-01-01", "1945-12-31"),
        ("2023-03/..", "2023-03-01", None),
        ("last summer", "2025-06-01", "2025-08-31"),
        ("2025-08-23", "2025-08-23", "2025-08-23"),
    ],
)
def test_a_stretch(typed, first, last):
    read = read_range(typed, TODAY)

    assert (read.first and str(read.first), read.last and str(read.last)) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "may",
        "sat",
        "soon",
        "12",
        "8/2025/23",
        "2023 and a half",
        "June 31, 2025",
        "8월 23일",
        "x" * 300,
        None,
        "\x00",
    ],
)
def test_what_is_not_read_is_said_and_never_guessed_silently(typed):
    for reader in (read_typed, read_range):
        with pytest.raises(DateError):
            reader(typed, TODAY)


@pytest.mark.parametrize(
    "typed, guess", [("sometime in March 2023", "2023-03"), ("2025 or so", "2025"), ("soon", None)]
)
def test_a_near_date_is_offered(typed, guess):
    with pytest.raises(DateError) as refused:
        read_range(typed, TODAY)

    assert refused.value.guess == guess


@given(
    st.dates(date(1000, 1, 1), date(9998, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]),
    st.sampled_from(["en", "ko", "ja"]),
    st.sampled_from(["full", "short", "tight"]),
)
def test_our_own_words_are_read_back(day, form, language, style):
    edtf = parse(day.strftime(form))

    assert read_typed(in_words(edtf, language, style), TODAY) == edtf


@given(st.text(max_size=80) | st.text(alphabet="from to 2023-03~년월부터から年月까지,. ", max_size=60))
def test_any_text_is_read_or_refused(text):
    for reader in (read_typed, read_range):
        try:
            assert reader(text, TODAY)
        except DateError as error:
            assert str(error)
