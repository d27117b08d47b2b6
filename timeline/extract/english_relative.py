"""English dates that are counted: "last week", "two days later", "the end of the year", "the first Monday of May"."""

import re
from dataclasses import replace

from .english_calendar import bare_month
from .english_context import direction_at, is_named_day
from .english_phrase import count_of, first_of, is_day, is_vague, parts_of, phrase, shift_of
from .said import Nearest, Nth, Parts, Shift


def day_of(tokens, i, j):
    """ "4 May of that year", "June 3 last year"."""
    unit = tokens.values[j - 1]
    if unit not in ("year", "month") or (unit == "month"):
        return None
    k = max(k for k in range(i, j) if tokens.letters[k] in "MAjdoq")
    parts = parts_of(tokens, i, k + 1)
    if not is_day(parts):
        return None
    return [phrase(tokens, i, j, shift_of(tokens, k + 1, j, "year", replace(parts, weekday=None)))]


def month_of(tokens, i, j):
    k = first_of(tokens, i, j, "MAj")
    if tokens.values[j - 1] != "year":
        return bare_month(tokens, i, k + 1) if tokens.letters[k] != "j" else None
    return [phrase(tokens, i, j, shift_of(tokens, k + 1, j, "year", Parts(month=tokens.values[k])))]


def ago(tokens, i, j):
    counted = count_of(tokens, i, j)
    if not counted or tokens.word(i - 1).lower() in ("few", "several", "half", "many", "some"):
        return None
    n, unit, nearly = counted
    if unit == "decade":
        n, unit, nearly = n * 10, "year", True
    return [phrase(tokens, i, j, Shift(unit, -n), approximate=nearly or tokens.letters[i] == "~")]


def later(tokens, i, j):
    counted = count_of(tokens, i, j)
    if not counted or is_vague(tokens, i):
        return None
    n, unit, nearly = counted
    if unit == "decade":
        n, unit, nearly = n * 10, "year", True
    ahead = n if tokens.letters[j - 1] == "l" else -n
    return [phrase(tokens, i, j, Shift(unit, ahead, "said"), approximate=nearly)]


def fixed_shift(tokens, i, j):
    """ "two days after 15 May", "the day before yesterday"."""
    k = next(k for k in range(i, j) if tokens.letters[k] in "uU") + 1
    counted = count_of(tokens, i, k)
    if not counted or not tokens.letters[k:j]:
        return None
    n, unit, nearly = counted
    if tokens.letters[j - 1] == "T":
        anchor = Shift("day", tokens.values[j - 1])
    else:
        anchor = parts_of(tokens, k + 1, j)
        if not is_day(anchor):
            return None
    ahead = -n if tokens.letters[k] == "b" else n
    return [phrase(tokens, i, j, Shift(unit, ahead, anchor), approximate=nearly)]


def week_of(tokens, i, j):
    unit = next(tokens.values[k] for k in range(i, j) if tokens.letters[k] == "u")
    if unit not in ("week", "weekend"):
        return None
    k = next(k for k in range(i, j) if tokens.letters[k] == "v") + 1
    parts = parts_of(tokens, k, j)
    if parts.month and not is_day(parts):
        return None
    return [phrase(tokens, i, j, Shift(unit, 0, parts))]


def weekday_of(tokens, i, j):
    """ "Tuesday of last week", "next week on Monday"."""
    at = i if tokens.letters[i] == "W" else j - 1
    k = next(k for k in range(i, j) if tokens.letters[k] == "u")
    if tokens.values[k] != "week":
        return None
    first, last = (i + 1, j) if at == i else (i, k + 1)
    return [phrase(tokens, i, j, shift_of(tokens, first, last, "week", Parts(weekday=tokens.values[at])))]


def in_so_long(tokens, i, j):
    """ "will meet in two weeks": only where the sentence looks ahead."""
    counted = count_of(tokens, i, j)
    if not counted or tokens.word(i - 1).lower() != "in" or direction_at(tokens, i - 1, j) <= 0:
        return None
    n, unit, nearly = counted
    if unit == "decade":
        return None
    return [phrase(tokens, i, j, Shift(unit, n), approximate=nearly)]


def nth(tokens, i, j):
    """ "the first Monday of May 2016", "the last week of next month"."""
    k = first_of(tokens, i, j, "qop")
    count = -1 if tokens.letters[k] == "p" else tokens.values[k]
    unit_at = k + 1 + (tokens.letters[k + 1] == "-")
    unit = tokens.values[unit_at]
    if unit in ("year", "decade", "fortnight"):
        return None
    rest = unit_at + 2
    letters = tokens.letters[rest:j]
    if "M" in letters or "A" in letters:
        of = parts_of(tokens, rest, j)
    elif "Y" in letters:
        of = Parts(year=f"{tokens.values[j - 1]:04}")
    else:
        outer = tokens.values[j - 1]
        if outer not in ("month", "year", "week"):
            return None
        of = shift_of(tokens, rest, j, outer)
    if tokens.letters[k] == "p" and tokens.word(k).lower() != "last":
        return None
    return [phrase(tokens, i, j, Nth(unit, count, of))]


def today(tokens, i, j):
    if is_named_day(tokens, j - 1):
        return None
    return [phrase(tokens, i, j, Shift("day", tokens.values[j - 1]))]


def unit(tokens, i, j):
    """ "last week", "the following year", "that day", "this quarter", "last Friday"."""
    letter, value = tokens.letters[j - 1], tokens.values[j - 1]
    letters = tokens.letters[i:j]
    if letter in "fb":  # "the day before."
        counted = count_of(tokens, i, j)
        if not counted:
            return None
        return [
            phrase(tokens, i, j, Shift(counted[1], counted[0] * tokens.values[j - 1], "said"), approximate=counted[2])
        ]
    word = tokens.word(j - 2).lower()
    if letter == "W":
        if letters[-2] == "t":
            return [phrase(tokens, i, j, Shift("week", 0, "published", Parts(weekday=value)))]
        ahead = 1 if letters[-2] in "xX" else -1
        return [
            phrase(tokens, i, j, Nearest(Parts(weekday=value), ahead, "said" if letters[-2] in "PX" else "published"))
        ]
    if value == "fortnight":
        return None
    if letters[0] == "e" and "p" in letters and letter != "k":
        return None  # "the last year", "over the past week": so long, not when
    if word == "past" and "t" not in letters:
        return None
    if value == "day" and ("p" in letters or "t" in letters or letters == "xu"):
        return None
    if word in ("coming", "prior", "preceding") and value == "day":
        return None
    if letters == "au" and word == "same" and value not in ("year", "month", "day"):
        return None
    following = tokens.letters[j : j + 2]
    if following[:1] == "v" or (
        letters[-2] == "a" and re.match("[tpxPX]u|Nu", following + tokens.letters[j + 2 : j + 3])
    ):
        return None  # "last week of August", "the same month last year"
    return [phrase(tokens, i, j, shift_of(tokens, i, j, value))]


def weekend(tokens, i, j):
    """ "over the weekend"."""
    return [phrase(tokens, i, j, Shift("weekend", 0))] if tokens.values[j - 1] == "weekend" else None


def that_quarter(tokens, i, j):
    value = tokens.values[j - 1]
    if tokens.letters[j - 1] == "S":
        return [phrase(tokens, i, j, Shift("year", 0, "said", Parts(sub=value)))]
    return [phrase(tokens, i, j, Shift("quarter", 0, "said"))]


def part_of_day(tokens, i, j):
    """ "this morning", "last night", "the next evening": the day alone is kept."""
    letters = tokens.letters[i:j]
    if letters[0] == "p" and tokens.word(i).lower() != "last":
        return None
    return [phrase(tokens, i, j, shift_of(tokens, i, j, "day"))]


def around_today(tokens, i, j):
    n = tokens.values[j - 1]
    return [phrase(tokens, i, j, Shift("day", n + (1 if tokens.letters[j - 2] == "f" else -1)))]


def end_of_unit(tokens, i, j):
    """ "the end of the year", "the beginning of last month", "year-end", "last year's end", "mid-year"."""
    letters = tokens.letters[i:j]
    at = i + letters.index("u")
    value = tokens.values[at]
    if letters[-1] == "Y":
        return [phrase(tokens, i, j, Parts(f"{tokens.values[j - 1]:04}"))]
    if at < j - 1 or letters[-2] in "v-":  # "year's end", "end of year", "mid-year"
        if value not in ("year", "month"):
            return None
    elif value in ("day", "fortnight", "weekend"):
        return None
    first = i if at < j - 1 else i + 1
    return [phrase(tokens, i, j, shift_of(tokens, first, at + 1, value))]


def earlier_in(tokens, i, j):
    """ "earlier this year", "later in the month", "late last week"."""
    value = tokens.values[j - 1]
    if value == "fortnight":
        return None
    if value == "day":
        return [phrase(tokens, i, j, Shift("day", 0, "said"), part="")]
    return [phrase(tokens, i, j, shift_of(tokens, i + 1, j, value))]
