"""Names in three scripts, titles and offices by date; what stays open stays open."""

from datetime import date

import pytest

from timeline.extract.gazetteer import Gazetteer, Held, Known
from timeline.extract.naming import find_names

PEOPLE = {
    "lee": Known("lee", "person", ("Lee Jae-myung", "이재명", "李在明"), ("Lee", "이", "李")),
    "lee-ju-ho": Known("lee-ju-ho", "person", ("Lee Ju-ho", "이주호"), ("Lee", "이")),
    "yoon": Known("yoon", "person", ("Yoon Suk Yeol", "윤석열", "尹錫悦"), ("Yoon", "윤", "尹")),
    "ishiba": Known(
        "ishiba",
        "person",
        ("Ishiba Shigeru", "Shigeru Ishiba", "이시바 시게루", "石破茂"),
        ("Ishiba", "이시바", "石破"),
    ),
    "sato": Known("sato", "person", ("Satō Eisaku", "佐藤栄作"), ("Satō", "佐藤")),
}
OTHERS = [
    Known("south-korea", "state", ("South Korea", "한국", "韓国")),
    Known("japan", "state", ("Japan", "일본", "日本")),
    Known("united-states", "state", ("United States", "US", "미국", "米国")),
    Known("canada", "state", ("Canada",)),
    Known("tokyo", "place", ("Tokyo", "도쿄", "東京")),
]


def held(office, country, titles, actor, first, last):
    return Held(office, country, titles, actor, PEOPLE[actor].family, first, last)


PRESIDENT, PREMIER = ("President", "대통령", "大統領"), ("Prime Minister", "총리", "首相")
GAZETTEER = Gazetteer(
    [*PEOPLE.values(), *OTHERS],
    [
        held("president", "south-korea", PRESIDENT, "yoon", date(2022, 5, 10), date(2025, 4, 4)),
        held("president", "south-korea", PRESIDENT, "lee-ju-ho", date(2025, 5, 2), date(2025, 6, 3)),
        held("president", "south-korea", PRESIDENT, "lee", date(2025, 6, 4), date.max),
        held("premier", "japan", PREMIER, "ishiba", date(2024, 10, 1), date(2025, 10, 21)),
    ],
)
AUGUST = date(2025, 8, 24)


def named(text, day=AUGUST):
    return [(one.text, one.slug, one.how) for one in find_names(text, GAZETTEER, day)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Lee Jae Myung spoke.", [("Lee Jae Myung", "lee", "name")]),
        ("Sato Eisaku’s visit", [("Sato Eisaku", "sato", "name")]),
        ("in Tokyo, Shigeru Ishiba", [("Tokyo", "tokyo", "name"), ("Shigeru Ishiba", "ishiba", "name")]),
        ("the Canadian and Japanese sides", [("Canadian", "canada", "demonym"), ("Japanese", "japan", "demonym")]),
        ("Give us the US view", [("US", "united-states", "name")]),
        ("이재명과 石破茂가", [("이재명", "lee", "name"), ("石破茂", "ishiba", "name")]),
        ("a japan of words", []),
    ],
)
def test_names_and_aliases_are_found_as_they_are_written(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("President Lee arrived", [("President Lee", "lee", "title")]),
        ("prime minister Ishiba’s dinner", [("prime minister Ishiba", "ishiba", "title")]),
        ("이 대통령은 떠났다", [("이 대통령", "lee", "title")]),
        ("石破首相は述べた", [("石破首相", "ishiba", "title")]),
        ("former President Yoon", [("President Yoon", "yoon", "title")]),
        ("the Japanese prime minister", [("Japanese prime minister", "ishiba", "office")]),
        ("Japan's prime minister", [("Japan's prime minister", "ishiba", "office")]),
        ("the president of South Korea", [("president of South Korea", "lee", "office")]),
        ("日本の首相は", [("日本の首相", "ishiba", "office")]),
        ("한국 대통령이", [("한국 대통령", "lee", "office")]),
    ],
)
def test_a_title_means_who_held_the_office_that_day(text, expected):
    assert named(text) == expected


def test_the_same_words_mean_another_person_on_another_day():
    assert named("President Lee", date(2025, 5, 20)) == [("President Lee", "lee-ju-ho", "title")]
    assert named("the South Korean president", date(2023, 3, 16)) == [
        ("South Korean president", "yoon", "office"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the foreign ministers of both countries",
        "the vice president of the bank",
        "President Park Hyun-soo of the club",
        "the prime minister said",
        "President Ishiba",
        "大統領選挙",
    ],
)
def test_what_is_open_stays_open(text):
    assert [slug for _text, slug, how in named(text) if how in ("title", "office", "family")] == []


def test_a_family_name_alone_means_its_person_once_the_whole_name_was_said():
    text = "Ishiba waited. Shigeru Ishiba then spoke. Ishiba left; Rick Ishiba stayed."

    found = find_names(text, GAZETTEER, AUGUST)

    assert [(one.start, one.how) for one in found] == [(15, "name"), (42, "family")]


def test_two_family_names_that_name_a_meeting_mean_their_persons():
    text = "Yoon Suk Yeol met Shigeru Ishiba. The Yoon-Ishiba summit and the Yoon-Tanaka talks went well."

    found = [(name.text, name.slug) for name in find_names(text, GAZETTEER, AUGUST)]

    assert found[2:] == [("Yoon", "yoon"), ("Ishiba", "ishiba")]


def test_a_family_name_that_two_of_the_named_bear_is_not_guessed():
    text = "Lee Jae-myung thanked Lee Ju-ho. Lee then spoke."

    assert [one.how for one in find_names(text, GAZETTEER, AUGUST)] == ["name", "name"]


@pytest.mark.parametrize("junk", ["Lee " * 5000, "이" * 20000, "President " * 3000, "a" * 50000, "日本の" * 5000])
def test_no_two_names_overlap_in_any_text(junk):
    found = find_names(junk, GAZETTEER, AUGUST)

    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))
    assert all(junk[one.start : one.end] == one.text for one in found)
