"""English days, months and years as the text states them. Each reader takes the tokens from i to j of its pattern."""

from dataclasses import replace

from .english_context import counts, is_named_day, is_year, lies_ahead, names_a_month
from .english_phrase import first_of, is_day, number_at, parts_of, phrase, split_at, with_year_of
from .said import Nearest, Nth, Parts, Shift, Stretch

FUNCTION_WORDS = frozenset(
    "was were is are had has have would will he she it they we when where who which that as with while but because"
    " there his her their our its a an at".split()
)


def day(tokens, i, j):
    parts = parts_of(tokens, i, j)
    if parts.year and tokens.letters[j - 1] == "Y" and tokens.letters[j - 2] in ",doq" and counts(tokens, j):
        parts, j = replace(parts, year=None), j - (2 if tokens.letters[j - 2] == "," else 1)
    return [phrase(tokens, i, j, parts)]


def days(tokens, i, j):
    """A stretch of days within a month: "Aug. 23–24, 2025"."""
    whole = parts_of(tokens, i, j)
    numbers = [tokens.values[k] for k in range(i, j) if tokens.letters[k] in "doq"]
    first, last = (Parts(whole.year, whole.month, n) for n in numbers[:2])
    if not (is_day(first) and is_day(last)) or first.day >= last.day:
        return None
    return [phrase(tokens, i, j, Stretch(first, last))]


def dates(tokens, i, j):
    k = split_at(tokens, i, j, "-")
    first, last = parts_of(tokens, i, k), parts_of(tokens, k, j)
    if not (is_day(first) and is_day(last)):
        return None
    return [phrase(tokens, i, j, Stretch(first, last))]


def two_dates(tokens, i, j):
    """Two dates of which the second has the year for both."""
    k = split_at(tokens, i, j, "=&-")
    first, last = parts_of(tokens, i, k), parts_of(tokens, k, j)
    if not (is_day(first) and is_day(last)):
        return None
    first = with_year_of(first, last)
    end = k - 1 if tokens.letters[k - 1] == "," else k
    return [phrase(tokens, i, end, first), phrase(tokens, k + 1, j, last)]


def listed_days(tokens, i, j):
    """ "4, 5 and 6 May": every day is one date; the one beside the month has its words."""
    whole = parts_of(tokens, i, j)
    at = [k for k in range(i, j) if tokens.letters[k] in "do"]
    month_first = tokens.letters[i] in "MAj"
    found = []
    for k in at:
        parts = Parts(whole.year, whole.month, tokens.values[k])
        if not is_day(parts):
            return None
        start = i if month_first and k == at[0] else k - (tokens.letters[k - 1] == "e" and k > i)
        end = j if k == at[-1] else k + 1
        found.append(phrase(tokens, start, end, parts))
    return found


def iso(tokens, i, j):
    parts = tokens.values[j - 1]
    return [phrase(tokens, i, j, parts)] if is_day(parts) else None


def iso_span(tokens, i, j):
    return [phrase(tokens, i, j, Stretch(tokens.values[i], tokens.values[j - 1]))]


def joined(tokens, i, j):
    """ "05-Aug-2016", "Dec/2018"."""
    parts = parts_of(tokens, i, j)
    return [phrase(tokens, i, j, parts)] if is_day(parts) else None


def month(tokens, i, j):
    k = first_of(tokens, i, j, "Y") if "Y" in tokens.letters[i:j] else j - 1
    if tokens.letters[k] == "Y" and not is_year(tokens, k, parts_of(tokens, i, j)):
        return bare_month(tokens, i, k) if tokens.letters[i:k] and tokens.letters[k - 1] in "MA" else None
    return [phrase(tokens, i, j, parts_of(tokens, i, j))]


def months(tokens, i, j):
    """ "January and February 1942", "March–May 2023"."""
    k = split_at(tokens, first_of(tokens, i, j, "MA"), j, "-=&")
    first, last = parts_of(tokens, i, k), parts_of(tokens, k, j)
    first = with_year_of(first, last)
    if tokens.letters[k] == "-" and first.year:
        return [phrase(tokens, i, j, Stretch(first, last))]
    end = k - 1 if tokens.letters[k - 1] == "," else k
    if tokens.letters[i] in "A" and not names_a_month(tokens, i, end):
        return None
    return [phrase(tokens, i, end, first), phrase(tokens, k + 1, j, last)]


def bare_month(tokens, i, j):
    at = first_of(tokens, i, j, "MA")
    if not names_a_month(tokens, at, j):
        return None
    parts = parts_of(tokens, i, j)
    before = tokens.letters[at - 1] if at > i else ""
    if before in ("p", "P", "x", "X"):
        ahead = 1 if before in "xX" else -1
        said = before in "PX" or (before == "x" and tokens.letters[max(at - 2, 0)] == "e")
        return [phrase(tokens, i, j, Nearest(parts, ahead, "said" if said else "published"))]
    if before == "t":
        return [phrase(tokens, i, j, Shift("year", 0, "published", parts))]
    if before == "a":
        if at > 1 and tokens.letters[at - 2] not in "ei.¶,":
            return None
        return [phrase(tokens, i, j, Shift("year", 0, "said", parts))]
    if tokens.letters[i] == "e" and i == at - 1:
        i = at
    return [phrase(tokens, i, j, parts)]


def years(tokens, i, j):
    """ "1914–1918", "1915-17"; with "to" they are two."""
    at = first_of(tokens, i, j, "Y")
    first, last = tokens.values[at], tokens.values[j - 1]
    k = next(k for k in range(at, j) if tokens.letters[k] in "-=~")
    if tokens.letters[j - 1] != "Y":
        digits = tokens.word(j - 1)
        apart = tokens.starts[j - 1] - tokens.ends[at] > 1
        if tokens.letters[k] != "-" or len(digits) != 2 or apart:
            return year(tokens, i, at + 1)
        last = first // 100 * 100 + int(digits)
    if tokens.letters[k] == "=" or first >= last or not is_year(tokens, at, None):
        return year(tokens, i, at + 1)
    said = Stretch(Parts(f"{first:04}"), Parts(f"{last:04}"))
    return [phrase(tokens, i, j, said)]


def dated_year(tokens, i, j):
    """ "the year 1800", "AD 79", "c. 1860"."""
    if tokens.letters[i] == "e" and tokens.values[i + 1] != "year":
        return year(tokens, j - 1, j) if tokens.letters[j - 1] == "Y" else None
    k = next(k for k in range(i, j) if tokens.letters[k] in "Ydn")
    value = number_at(tokens, k)
    if tokens.letters[i] == "~" and not is_year(tokens, k, None):
        return None
    return [phrase(tokens, i, j, Parts(f"{value:04}"))] if value else None


def year(tokens, i, j):
    at = first_of(tokens, i, j, "Y")
    if not is_year(tokens, at, None):
        return None
    if tokens.letters[i] == "B" and "v" not in tokens.letters[i:j]:
        return None
    return [phrase(tokens, i, j, Parts(f"{tokens.values[at]:04}"))]


def short_year(tokens, i, j):
    return [phrase(tokens, i, j, Parts(tokens.values[j - 1]))]


def weekday(tokens, i, j):
    if is_named_day(tokens, j - 1):
        return None
    found = phrase(tokens, i, j, Parts(weekday=tokens.values[j - 1]), part="")
    return [replace(found, direction=1) if lies_ahead(tokens, i, j) else found]


def weekday_day(tokens, i, j):
    return [phrase(tokens, i, j, Parts(weekday=tokens.values[i], day=tokens.values[j - 1]))]


def day_number(tokens, i, j):
    if tokens.letters[j : j + 1] == "z" and tokens.word(j).lower() not in FUNCTION_WORDS and tokens.word(j).isalpha():
        return None
    return [phrase(tokens, i, j, Parts(day=tokens.values[j - 1]))]


def holiday(tokens, i, j):
    said = tokens.values[i]
    year = f"{tokens.values[j - 1]:04}" if tokens.letters[j - 1] == "Y" else None
    said = replace(said, of=replace(said.of, year=year)) if isinstance(said, Nth) else replace(said, year=year)
    return [phrase(tokens, i, j, said)]


def bc(tokens, i, j):
    return [phrase(tokens, i, j, Parts("BC"))]
