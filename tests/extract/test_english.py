"""Dates in English sentences that we wrote, all read as if published on a Friday, 22 March 2013."""

from datetime import date

import pytest

from timeline.extract import find_dates

PUBLISHED = date(2013, 3, 22)


def found(text, published=PUBLISHED):
    return [(mention.text, str(mention.date)) for mention in find_dates(text, published)]


def dates(text, published=PUBLISHED):
    return [value for _, value in found(text, published)]


@pytest.mark.parametrize(
    "sentence, phrase, edtf",
    [
        ("They met on Aug. 23, 2025, in Tokyo.", "Aug. 23, 2025", "2025-08-23"),
        ("They met on Sept. 3, 2025.", "Sept. 3, 2025", "2025-09-03"),
        ("It was a June 3, 2025 election.", "June 3, 2025", "2025-06-03"),
        ("The envoy left on 23 August 2025.", "23 August 2025", "2025-08-23"),
        ("The envoy left on the 23rd of August, 2025.", "the 23rd of August, 2025", "2025-08-23"),
        ("It opened on the twenty-third of May 1985.", "the twenty-third of May 1985", "1985-05-23"),
        ("On Saturday, 23 August 2025, they met.", "Saturday, 23 August 2025", "2025-08-23"),
        ("Signed 2025-08-23 in Seoul.", "2025-08-23", "2025-08-23"),
        ("Logged at 2025-08-23T10:00:00+09:00 there.", "2025-08-23T10:00:00+09:00", "2025-08-23"),
        ("The form is dated 23/8/2025.", "23/8/2025", "2025-08-23"),
        ("The form is dated 8/23/2025.", "8/23/2025", "2025-08-23"),
        ("The form is dated 05-Aug-2016.", "05-Aug-2016", "2016-08-05"),
        ("Talks ran on March 16-17, 2023.", "March 16-17, 2023", "2023-03-16/2023-03-17"),
        ("Talks ran from 16 to 17 March 2023.", "16 to 17 March 2023", "2023-03-16/2023-03-17"),
        ("Talks ran April 30–May 2, 2018.", "April 30–May 2, 2018", "2018-04-30/2018-05-02"),
        ("A visit in mid-March 2023 followed.", "mid-March 2023", "2023-03~"),
        ("In early 2024 they agreed.", "early 2024", "2024~"),
        ("It closed at the end of 2011.", "the end of 2011", "2011~"),
        ("In spring 2008 it began.", "spring 2008", "2008-21"),
        ("In the winter of 2008 it began.", "the winter of 2008", "2008-24"),
        ("Output rose in Q3 2024.", "Q3 2024", "2024-35"),
        ("Output rose in the third quarter of 2024.", "the third quarter of 2024", "2024-35"),
        ("Output rose in the second half of 2024.", "the second half of 2024", "2024-41"),
        ("Prices fell in fiscal 2012.", "fiscal 2012", "2012~"),
        ("In the 1960s trade grew.", "the 1960s", "196X"),
        ("In the late 1990s trade grew.", "the late 1990s", "199X~"),
        ("The '80s were calm.", "The '80s", "198X"),
        ("A 19th-century house stood there.", "19th-century", "18XX"),
        ("In the early 20th century it burned.", "the early 20th century", "19XX~"),
        ("Built c. 1860 by masons.", "c. 1860", "1860~"),
        ("Perhaps in 1862 he left.", "1862", "1862?"),
        ("The town was founded in AD 79.", "AD 79", "0079"),
        ("The colonial years 1910-1945 ended.", "1910-1945", "1910/1945"),
        ("In January 2005, it said so.", "January 2005", "2005-01"),
        ("MARCH 2012 was cold.", "MARCH 2012", "2012-03"),
    ],
)
def test_a_full_date_is_read_as_precisely_as_it_stands(sentence, phrase, edtf):
    assert found(sentence) == [(phrase, edtf)]


@pytest.mark.parametrize(
    "sentence, phrase, edtf",
    [
        ("He left yesterday.", "yesterday", "2013-03-21"),
        ("He left the day before yesterday.", "the day before yesterday", "2013-03-20"),
        ("He left last night.", "last night", "2013-03-21"),
        ("He left this morning.", "this morning", "2013-03-22"),
        ("He left on Monday.", "Monday", "2013-03-18"),
        ("He left on Saturday.", "Saturday", "2013-03-16"),
        ("He spoke on Friday.", "Friday", "2013-03-22"),
        ("He will leave on Monday.", "Monday", "2013-03-25"),
        ("He left last Thursday.", "last Thursday", "2013-03-21"),
        ("They failed to agree on Sunday.", "Sunday", "2013-03-17"),
        ("They agreed to meet on Sunday.", "Sunday", "2013-03-24"),
        ("They agreed on Sunday to meet.", "Sunday", "2013-03-17"),
        ("He leaves next Tuesday.", "next Tuesday", "2013-03-26"),
        ("It is due on Tuesday next week.", "Tuesday next week", "2013-03-26"),
        ("Last week he left.", "Last week", "2013-03-11/2013-03-17"),
        ("They met over the weekend.", "the weekend", "2013-03-16/2013-03-17"),
        ("They will meet at the weekend.", "the weekend", "2013-03-23/2013-03-24"),
        ("Last month he left.", "Last month", "2013-02"),
        ("He leaves next month.", "next month", "2013-04"),
        ("Earlier this month he left.", "Earlier this month", "2013-03"),
        ("Late last year he left.", "Late last year", "2012~"),
        ("He left last July.", "last July", "2012-07"),
        ("He will leave in July.", "July", "2013-07"),
        ("He left in November.", "November", "2012-11"),
        ("He left on Dec. 26.", "Dec. 26", "2012-12-26"),
        ("The vote is set for May 5.", "May 5", "2013-05-05"),
        ("A hearing on April 9 was postponed.", "April 9", "2013-04-09"),
        ("Three years ago he left.", "Three years ago", "2010"),
        ("He left three months ago.", "three months ago", "2012-12"),
        ("He left two weeks ago.", "two weeks ago", "2013-03-08~"),
        ("He left five days ago.", "five days ago", "2013-03-17"),
        ("They will meet in two weeks.", "two weeks", "2013-04-05~"),
        ("He retires at the end of the year.", "the end of the year", "2013~"),
        ("He retires at the end of this month.", "the end of this month", "2013-03~"),
        ("Sales rose in the third quarter.", "the third quarter", "2012-35"),
        ("Sales fell in Q2 last year.", "Q2 last year", "2012-34"),
        ("Sales fell in the first half of last year.", "the first half of last year", "2012-40"),
        ("Sales fell last quarter.", "last quarter", "2012-36"),
        ("He left last summer.", "last summer", "2012-22"),
        ("He sang on Christmas Eve.", "Christmas Eve", "2012-12-24"),
        ("It will open in January next year.", "January next year", "2014-01"),
        ("The first Monday in May is a holiday.", "The first Monday in May", "2013-05-06"),
        ("The last day of February was cold.", "The last day of February", "2013-02-28"),
        ("The week of April 8 will be busy.", "The week of April 8", "2013-04-08/2013-04-14"),
    ],
)
def test_a_relative_date_is_counted_from_publication(sentence, phrase, edtf):
    (mention,) = find_dates(sentence, PUBLISHED)

    assert (mention.text, str(mention.date), mention.counted_from) == (phrase, edtf, "published")


@pytest.mark.parametrize(
    "text, edtfs",
    [
        ("On March 11, 2011, it struck. Two days later it burned.", ["2011-03-11", "2011-03-13"]),
        ("On 27 June 1950 it met. The following day it voted.", ["1950-06-27", "1950-06-28"]),
        ("The pact of 22 June 1965 held; the same year, trade doubled.", ["1965-06-22", "1965"]),
        ("It was signed in May 1998. A year earlier he had refused.", ["1998-05", "1997"]),
        ("It was signed in May 1998, seventeen years after the 1981 accord.", ["1998-05", "1981"]),
        ("It was signed in autumn 1998 and began the following January.", ["1998-23", "1999-01"]),
        ("In May 1998 they met. Later that month they signed.", ["1998-05", "1998-05"]),
        ("On 15 March 1998 they met. By the end of the month it was over.", ["1998-03-15", "1998-03~"]),
        ("It fell two days after 15 March 1998.", ["1998-03-17"]),
        ("A hearing on April 9 was moved to the 23rd.", ["2013-04-09", "2013-04-23"]),
        ("They marched on the 5th and 6th of May 1960.", ["1960-05-05", "1960-05-06"]),
        ("In January and February 1942 it snowed.", ["1942-01", "1942-02"]),
        ("Between 5 March and 28 April 1915 it rained.", ["1915-03-05", "1915-04-28"]),
        ("From 1910 to 1945 it was closed.", ["1910", "1945"]),
    ],
)
def test_a_date_is_counted_from_the_one_said_before(text, edtfs):
    assert dates(text) == edtfs


def test_a_mention_says_what_it_was_counted_from():
    text = "The ministers met on 27 June 1950. The following day they voted."

    _, mention = find_dates(text, PUBLISHED)

    assert text[mention.start : mention.end] == mention.text == "The following day"
    assert (mention.counted_from, mention.counted_from_start, mention.how) == ("27 June 1950", 21, "shifted")


STORY = (
    "In 1904 the council met. On 14 May it declared the treaty void, and in June its envoys left. The harbour was closed"
    " in November. In January it opened again, and that summer the first ships called.\n\n1912: A new council\n\nBy"
    " early March a new council sat. It recalled the charter of 1604. On 2 April it resigned."
)


def test_a_story_carries_its_year_along():
    assert found(STORY, date(2020, 1, 1)) == [
        ("1904", "1904"),
        ("14 May", "1904-05-14"),
        ("June", "1904-06"),
        ("November", "1904-11"),
        ("January", "1905-01"),
        ("that summer", "1905-22"),
        ("1912", "1912"),
        ("early March", "1912-03~"),
        ("1604", "1604"),
        ("2 April", "1912-04-02"),
    ]


def test_news_that_looks_back_carries_the_year_within_its_paragraph():
    text = "On 5 March 1998 the talks opened. On 10 April they ended.\nA new round began on 14 March."

    assert dates(text) == ["1998-03-05", "1998-04-10", "2013-03-14"]


def test_a_weekday_of_the_news_is_counted_from_publication_wherever_it_stands():
    assert dates("The pact of 5 March 1998 is over, officials said on Monday.") == ["1998-03-05", "2013-03-18"]


@pytest.mark.parametrize(
    "text, edtf",
    [
        ("Few had posted their ballots before Tuesday's election.", "2013-03-26"),
        ("It rose ahead of Tuesday’s summit.", "2013-03-26"),
        ("It fell before Tuesday's storm.", "2013-03-19"),
        ("Envoys could speak in Busan in November.", "2013-11"),
        ("They could have met in November.", "2012-11"),
        ("March saw many envoys leave.", "2013-03"),
    ],
)
def test_what_lies_ahead_is_told_by_what_it_is(text, edtf):
    assert dates(text) == [edtf]


def test_a_march_is_no_month():
    assert dates("They left. March on, he said. The March on Rome failed.") == []


def test_a_day_goes_on_from_the_full_date_just_before_it():
    text = "On Dec. 3, 2012, and in the early hours of Dec. 4, troops came. The law of Dec. 7 was void."

    assert dates(text) == ["2012-12-03", "2012-12-04", "2012-12-07"]


def test_a_date_in_passing_does_not_draw_the_news_to_it():
    assert dates("An anniversary of the June 22, 1965, treaty was marked in February.") == ["1965-06-22", "2013-02"]


def test_a_year_in_passing_does_not_draw_the_news_to_it():
    assert dates("The summit, the first since 2009, follows an Aug. 10 visit.") == ["2009", "2012-08-10"]


def test_years_of_a_period_are_two_dates_in_a_history():
    text = "1914-1918\n\nIn 1914 it began. In 1916 it was lost, and in 1918 it ended."

    assert found(text)[:2] == [("1914", "1914"), ("1918", "1918")]


@pytest.mark.parametrize(
    "sentence",
    [
        "You may go, and he sat in the sun for a second.",
        "Theresa May may speak. May I ask?",
        "They march on, and the March on the capital went ahead.",
        "April Smith met June Carter and August Wilson.",
        "About 2008 people and 1945 soldiers came.",
        "It cost $2008, or 1,950 euros, or 2008%.",
        "Call +82 2010-2015 or 555-2013-44.",
        "At 1430 the ship left; flight 1967 followed at 10:30 p.m. (1530 GMT).",
        "It lasted for three days, over the past two years, in recent weeks.",
        "They celebrate the 60th anniversary, for the third time in five years.",
        "He is in his 60s.",
        "In 480 BC and in the 5th century BC it burned.",
        "The 31st of February and 2013-02-30 are no days.",
        "It was dated 3/4/2025.",
        "Few remember it; a few days later all had left.",
        "Two days later they left.",
        "Chapter 2008-b3 is at /2019-1687-4ea7/.",
        "USA Today and The Sunday Times wrote of Black Friday.",
        "Between 2000 and 3000 people came, more than 2000.",
        "Resolutions 1695 and 1718, Resolution 1874, Act No. 1914 and a G-2000 jet came up.",
        "She scored in the second half.",
        "The Mayor spoke of the second day and the first quarter-final.",
    ],
)
def test_what_is_no_date_is_left_alone(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    "text, edtfs",
    [
        ("It was sent on 3/4/2025 and came on 25/4/2025.", ["2025-04-03", "2025-04-25"]),
        ("It was sent on 3/4/2025 and came on 4/25/2025.", ["2025-03-04", "2025-04-25"]),
        ("It was sent on 03-04-2025 and came on 25-04-2025.", ["2025-04-03", "2025-04-25"]),
        ("It was sent on 3/4/2025 and came on April 25, 2025.", ["2025-03-04", "2025-04-25"]),
    ],
)
def test_figures_in_either_order_are_read_by_the_other_dates_of_the_text(text, edtfs):
    assert dates(text) == edtfs


def test_no_component_is_invented():
    said = "In 2008, in June 2025, in the 1960s, in spring 2008 and in Q1 2020 nothing happened."

    assert dates(said) == ["2008", "2025-06", "196X", "2008-21", "2020-33"]


def test_dates_of_two_languages_stand_in_order():
    found = find_dates("회담은 2025-08-23 열렸다. The talks ended on Aug. 24, 2025.", date(2025, 9, 1))

    assert [str(mention.date) for mention in found][-1] == "2025-08-24"
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
