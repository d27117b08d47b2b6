"""EDTF against two oracles and against its own laws."""

import json
from datetime import date
from pathlib import Path

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DateError, Precision, in_words, parse
from timeline.dates.__main__ import main

DEV = Path(__file__).parents[2].parent / "shared" / "dev" / "edtf_dev.jsonl"

# What the product refuses with words: years before 0001 or after 9999, exponents, significant digits, and dates that
# leave out a larger part than they give.
BEYOND_US = ("-0", "-2005", "0000", "Y", "S2", "S3", "156X-12-25", "15XX-12", "1560-XX-25", "XXXX-XX-23")


@pytest.mark.parametrize(
    "text, canonical, earliest, latest, precision",
    [
        ("2025-08-23", "2025-08-23", "2025-08-23", "2025-08-23", "day"),
        ("2025-08-23T10:00:00+09:00", "2025-08-23", "2025-08-23", "2025-08-23", "day"),
        ("2023-03", "2023-03", "2023-03-01", "2023-03-31", "month"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2008?", "2008?", "2008-01-01", "2008-12-31", "year"),
        ("2024-12~", "2024-12~", "2024-12-01", "2024-12-31", "month"),
        ("2004-06-11%", "2004-06-11%", "2004-06-11", "2004-06-11", "day"),
        ("197X", "197X", "1970-01-01", "1979-12-31", "decade"),
        ("19XX", "19XX", "1900-01-01", "1999-12-31", "century"),
        ("1XXX", "1XXX", "1000-01-01", "1999-12-31", "span"),
        ("2023-XX", "2023-XX", "2023-01-01", "2023-12-31", "year"),
        ("2023-XX-XX", "2023-XX-XX", "2023-01-01", "2023-12-31", "year"),
        ("2023-03-XX", "2023-03-XX", "2023-03-01", "2023-03-31", "month"),
        ("2008-21", "2008-21", "2008-03-01", "2008-05-31", "season"),
        ("2010-24", "2010-24", "2010-12-01", "2011-02-28", "season"),
        ("2001-29", "2001-29", "2001-09-01", "2001-11-30", "season"),
        ("2025-34", "2025-34", "2025-04-01", "2025-06-30", "quarter"),
        ("2025-38", "2025-38", "2025-05-01", "2025-08-31", "span"),
        ("2025-41", "2025-41", "2025-07-01", "2025-12-31", "half"),
        ("1910/1945", "1910/1945", "1910-01-01", "1945-12-31", "span"),
        ("2023-03-16/2023-03-17", "2023-03-16/2023-03-17", "2023-03-16", "2023-03-17", "days"),
        ("2025-06-04/..", "2025-06-04/..", "2025-06-04", "9999-12-31", "span"),
        ("../1965", "../1965", "0001-01-01", "1965-12-31", "span"),
        ("/1965", "/1965", "0001-01-01", "1965-12-31", "span"),
        ("1984~/2004-06", "1984~/2004-06", "1984-01-01", "2004-06-30", "span"),
        ("[1667, 1668, 1670..1672]", "[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "choice"),
        ("[..1760-12-03]", "[..1760-12-03]", "0001-01-01", "1760-12-03", "choice"),
        ("{1960, 1961-12}", "{1960,1961-12}", "1960-01-01", "1961-12-31", "span"),
        ("2004-06~-11", "2004-06~-11", "2004-06-11", "2004-06-11", "day"),
        ("~2004-~06-11", "2004-06~-11", "2004-06-11", "2004-06-11", "day"),
        ("2004-06-~11", "2004-06-~11", "2004-06-11", "2004-06-11", "day"),
        ("?2004-%06", "?2004-%06", "2004-06-01", "2004-06-30", "month"),
        ("2004?-06?", "2004-06?", "2004-06-01", "2004-06-30", "month"),
        ("2004~-06?", "%2004-?06", "2004-06-01", "2004-06-30", "month"),
    ],
)
def test_a_date_has_a_canonical_text_strict_bounds_and_a_precision(text, canonical, earliest, latest, precision):
    read = parse(text)

    assert (read.text, str(read.earliest), str(read.latest), read.precision) == (canonical, earliest, latest, precision)


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "Write a date"),
        ("   ", "Write a date"),
        ("2023-13", "no month 13"),
        ("2023-02-29", "it has 28 days"),
        ("2023/2020", "ends before it begins"),
        ("2023-05/2023-03", "ends before it begins"),
        ("Y17E7", "0001 to 9999"),
        ("-0044", "0001 to 9999"),
        ("0000", "0001 to 9999"),
        ("1950S2", "195X"),
        ("XXXX-12-25", "needs its year"),
        ("1560-XX-25", "Leave out from the right"),
        ("197X-05", "Leave out from the right"),
        ("20230316", "2023-03-16"),
        ("2023-21-05", "has no day"),
        ("9999-24", "out of reach"),
        ("2020/2021/2022", "one “/”"),
        ("[2020", "ends with “]”"),
        ("{}", "ends with “}”"),
        ("[2020,]", "is empty"),
        ("[2020..,2021]", "only the first member"),
        ("..", "no EDTF"),
        ("../..", "at least one side"),
        ("March 2023", "no EDTF"),
        ("２０２３", "no EDTF"),
        ("2023-03-16T25:00:00", "no EDTF"),
        ("9" * 500, "at most 120"),
    ],
)
def test_what_is_no_date_is_refused_with_words_that_help(text, words):
    with pytest.raises(DateError) as refused:
        parse(text)

    assert words in str(refused.value)


@pytest.mark.skipif(not DEV.exists(), reason="the outside test material is not here")
def test_validity_agrees_with_the_outside_list_but_for_what_we_refuse_by_choice():
    differ = []
    for line in DEV.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        try:
            ours = bool(parse(row["input"]))
        except DateError:
            ours = False
        if ours != row["valid"] and not any(part in row["input"] for part in BEYOND_US):
            differ.append(row["input"])

    assert differ == []


singles = st.builds(
    lambda day, size, mark: {"day": day.isoformat(), "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}[size] + mark,
    st.dates(date(1000, 1, 1), date(9998, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from(["", "", "?", "~", "%"]),
)
grouped = st.builds(lambda year, group: f"{year}-{group}", st.integers(1000, 9998), st.integers(21, 41))
unknown = st.builds(
    lambda year, n: str(year)[: 4 - n] + "X" * n, st.integers(1000, 9999), st.integers(1, 2)
) | st.builds(lambda year, tail: f"{year}{tail}", st.integers(1000, 9999), st.sampled_from(["-XX", "-XX-XX", "-03-XX"]))
parts = singles | grouped | unknown


def in_order(pair):
    one, other = sorted(pair, key=lambda text: (parse(text).earliest, parse(text).latest))
    return one, other


pairs = (
    st.tuples(parts, parts)
    .map(in_order)
    .filter(
        lambda pair: (
            parse(pair[0]).earliest <= parse(pair[1]).earliest and parse(pair[0]).latest <= parse(pair[1]).latest
        )
    )
)
dates = (
    parts
    | pairs.map(lambda pair: f"{pair[0]}/{pair[1]}")
    | pairs.map(lambda pair: f"[{pair[0]}..{pair[1]}]")
    | st.tuples(parts, parts).map(lambda pair: f"[{pair[0]},{pair[1]}]")
    | st.tuples(parts, parts).map(lambda pair: f"{{{pair[0]},{pair[1]}}}")
    | parts.map(lambda part: f"{part}/..")
    | parts.map(lambda part: f"/{part}")
)


@given(dates)
def test_print_and_parse_give_the_same(text):
    read = parse(text)

    assert parse(read.text) == read
    assert read.earliest <= read.latest


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_a_narrower_date_lies_within_a_wider_one(day):
    wider = [parse(text) for text in (f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}"[:3] + "X")]

    for inner, outer in zip(wider, wider[1:], strict=False):
        assert outer.earliest <= inner.earliest <= inner.latest <= outer.latest


@given(st.text(max_size=60) | st.text(alphabet="0123456789-/?~%X.[]{},T:Y ", max_size=40))
def test_any_text_is_a_date_or_a_date_error(text):
    try:
        read = parse(text)
    except DateError as error:
        assert str(error)
    else:
        assert parse(read.text) == read


@given(singles | grouped.filter(lambda text: int(text[-2:]) <= 23))
def test_bounds_agree_with_the_edtf_package(text):
    ours, theirs = parse(text), oracle.parse_edtf(text)
    plain = theirs if not text.endswith(("?", "~", "%")) else oracle.parse_edtf(text[:-1])

    assert ours.earliest.timetuple()[:3] == plain.lower_strict()[:3]
    assert ours.latest.timetuple()[:3] == plain.upper_strict()[:3]


@given(dates, st.sampled_from(["en", "ko", "ja"]), st.sampled_from(["full", "short", "tight"]))
def test_every_date_has_words_in_three_languages(text, language, style):
    words = in_words(text, language, style)

    assert words.strip() == words != ""
    assert "None" not in words and "X" not in words


def test_the_command_prints_value_bounds_precision_and_words(capsys):
    code = main(["2023-03?"])

    assert code == 0
    assert [line.split(None, 1) for line in capsys.readouterr().out.splitlines()] == [
        ["value", "2023-03?"],
        ["earliest", "2023-03-01"],
        ["latest", "2023-03-31"],
        ["precision", "month"],
        ["en", "March 2023 (uncertain)"],
        ["ko", "2023년 3월(불확실)"],
        ["ja", "2023年3月（不確実）"],
    ]


def test_the_command_says_what_is_wrong(capsys):
    assert main(["2023-13"]) == 2
    assert "no month 13" in capsys.readouterr().err
    assert main([]) == 2


def test_every_precision_is_reached():
    texts = "2025-08-23 2023-03-16/2023-03-17 2023-03 2008-21 2025-33 2025-40 2008 197X 19XX 1910/1945 [2008,1998]"

    assert [parse(text).precision for text in texts.split()] == list(Precision)
