"""EDTF (ISO 8601-2): level 0 and 1, and of level 2 sets, sub-year groups and partly qualified dates.

Years run from 0001 to 9999. Bounds are strict: a "?" or "~" never widens them. An open or unknown end is the first or
last day that Python knows.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

MAX_LENGTH = 120


class Precision(StrEnum):
    """The size of what a date may mean."""

    DAY = "day"
    DAYS = "days"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"
    CHOICE = "choice"


class DateError(ValueError):
    """A text that is no date here. Its words say what is wrong and what would be right; `guess` may be an EDTF text."""

    def __init__(self, message, guess=None):
        super().__init__(message)
        self.guess = guess


@dataclass(frozen=True)
class Edtf:
    """A date no more precise than its source, as ISO 8601-2 (EDTF) writes it."""

    text: str  # canonical: "2023-03", "2008?", "1910/1945"
    earliest: date
    latest: date
    precision: Precision
    shape: object = field(
        compare=False, repr=False, default=None
    )  # Single, Interval or Several: what words are made of

    def __str__(self):
        return self.text

    @property
    def is_doubtful(self):
        """Whether any part is marked uncertain or approximate, or the date is one of several."""
        return self.precision == Precision.CHOICE or any(mark in self.text for mark in "?~%")

    @property
    def is_open_start(self):
        return self.earliest == date.min

    @property
    def is_open_end(self):
        return self.latest == date.max


@dataclass(frozen=True)
class Single:
    """One date: its known parts and their qualifiers ("", "?", "~" or "%" for year, month and day)."""

    year: str  # four characters, X for what is not known: "2023", "197X"
    month: int | None = None  # 1–12, or a sub-year group 21–41
    day: int | None = None
    marks: tuple = ("",)
    hidden: int = 0  # how many parts after the last are written X

    @property
    def mark(self):
        """The qualifier of the whole date, or "" where there is none or only some parts are qualified."""
        return self.marks[0] if len(set(self.marks)) == 1 else ""

    @property
    def partly_marked(self):
        return any(self.marks) and not self.mark


@dataclass(frozen=True)
class Interval:
    """From one date to another; None is open (".."), "" unknown."""

    start: Single | str | None
    end: Single | str | None


@dataclass(frozen=True)
class Several:
    """One of these dates, or all of them. Members are Single, or a pair for a stretch (None for an open end)."""

    members: tuple
    one: bool


YEAR_ONLY = r"([?~%]?)(\d{4}|\d{3}X|\d{2}XX|\dXXX)([?~%]?)"
PART = r"(?:-([?~%]?)(\d\d|XX)([?~%]?))?"
SINGLE = re.compile(rf"{YEAR_ONLY}{PART}{PART}", re.ASCII)
TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(?::([0-5]\d|60)(?:\.\d{1,6})?)?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)

# First and last month of each sub-year group; months past 12 lie in the next year.
GROUPS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
GROUP_PRECISION = (
    dict.fromkeys(range(21, 33), Precision.SEASON)
    | dict.fromkeys(range(33, 37), Precision.QUARTER)
    | dict.fromkeys(range(37, 40), Precision.SPAN)
    | dict.fromkeys((40, 41), Precision.HALF)
)


@lru_cache(maxsize=4096)
def parse(text):
    """The Edtf that a text means. Raises DateError, with words, for anything else."""
    if not isinstance(text, str) or not text.strip():
        raise DateError("Write a date, such as 2025-08-23, 2023-03 or 2008?.")
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise DateError(f"A date has at most {MAX_LENGTH} characters.")
    if text[0] in "[{":
        return _several(text)
    if "/" in text:
        return _interval(text)
    single = _single(text)
    first, last = days_of(single)
    return Edtf(write(single), first, last, precision_of(single), single)


def _single(text):
    if match := TIME.fullmatch(text):
        text = match[1]
    match = SINGLE.fullmatch(text)
    if not match:
        raise DateError(_why_not(text))
    year, parts, qualifiers, hidden = match[2], [], [[match[1], match[3]]], 0
    for before, value, after in (match.groups()[3:6], match.groups()[6:9]):
        if value is None:
            continue
        qualifiers.append([before, after])
        if value == "XX":
            hidden += 1
        elif hidden or "X" in year:
            raise DateError(
                f"“{text}” leaves out a larger part and gives a smaller one. Leave out from the right: 2023-XX, 197X."
            )
        else:
            parts.append(int(value))
    if "X" in year and hidden:
        raise DateError(f"“{text}” gives less than a year; write {year}.")
    month, day = (*parts, None, None)[:2]
    single = Single(year, month, day, _marks(qualifiers), hidden)
    _check(single, text)
    return single


def _marks(qualifiers):
    """The qualifier of each part: one after a part holds for all to its left, one before it for itself alone."""
    found = [set() for _ in qualifiers]
    for i, (before, after) in enumerate(qualifiers):
        if before:
            found[i].add(before)
        if after:
            for left in range(i + 1):
                found[left].add(after)
    return tuple(_joined(marks) for marks in found)


def _joined(marks):
    if not marks:
        return ""
    return next(iter(marks)) if len(marks) == 1 else "%"


def _check(single, text):
    if single.year == "0000":
        raise DateError("There is no year 0000 here; years run from 0001 to 9999.")
    if single.month is None:
        return
    if single.month in GROUPS:
        if single.day is not None or single.hidden:
            raise DateError(f"“{text}”: a season or quarter ({single.month}) has no day.")
        if single.year == "9999" and GROUPS[single.month][1] > 12:
            raise DateError("The winter of 9999 ends in a year that is out of reach.")
        return
    if not 1 <= single.month <= 12:
        raise DateError(f"“{text}”: there is no month {single.month:02}. Months are 01–12, seasons and quarters 21–41.")
    if single.day is not None:
        last = calendar.monthrange(int(single.year), single.month)[1]
        if not 1 <= single.day <= last:
            raise DateError(f"“{text}”: {single.year}-{single.month:02} has no day {single.day}; it has {last} days.")


def _why_not(text):
    shown = text if len(text) <= 60 else text[:57] + "…"
    if re.fullmatch(r"Y-?\d+(E\d+)?(S\d+)?", text) or text.startswith("-"):
        return f"“{shown}”: years run from 0001 to 9999 here."
    if re.fullmatch(r"\d+S\d+", text):
        return f"“{shown}”: significant digits are not read here; write a decade as 195X, a century as 19XX."
    if text.startswith("XXXX"):
        return f"“{shown}”: a date needs its year, or at least its century: 19XX."
    if text.isascii() and re.fullmatch(r"\d{8}", text):
        return f"“{shown}”: write the hyphens: {text[:4]}-{text[4:6]}-{text[6:]}."
    return (
        f"“{shown}” is no EDTF date. Write 2025-08-23, 2023-03, 2008?, 2024-12~, 2023-03-16/2023-03-17 or 2025-06-04/.."
    )


def days_of(single):
    """The first and last day that a single date may mean."""
    if "X" in single.year:
        first, last = int(single.year.replace("X", "0")), int(single.year.replace("X", "9"))
        return date(max(first, 1), 1, 1), date(last, 12, 31)
    year = int(single.year)
    if single.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if single.day is not None:
        return date(year, single.month, single.day), date(year, single.month, single.day)
    start, end = GROUPS.get(single.month, (single.month, single.month))
    end_year, end_month = (year + 1, end - 12) if end > 12 else (year, end)
    return date(year, start, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def precision_of(single):
    if "X" in single.year:
        return {1: Precision.DECADE, 2: Precision.CENTURY, 3: Precision.SPAN}[single.year.count("X")]
    if single.month is None:
        return Precision.YEAR
    if single.day is not None:
        return Precision.DAY
    return GROUP_PRECISION.get(single.month, Precision.MONTH)


def write(single):
    """The canonical text of a single date: a qualifier of everything at the end, others before their parts."""
    parts = [single.year]
    if single.month is not None:
        parts.append(f"{single.month:02}")
    if single.day is not None:
        parts.append(f"{single.day:02}")
    parts += ["XX"] * single.hidden
    if single.mark or not any(single.marks):
        return "-".join(parts) + single.mark
    group = next((n for n in range(len(parts) - 1, 0, -1) if single.marks[0] and len(set(single.marks[:n])) == 1), 0)
    if group and not any(single.marks[group:]):
        parts[group - 1] += single.marks[0]
        return "-".join(parts)
    return "-".join(mark + part for mark, part in zip(single.marks, parts, strict=True))


def _end(text, whole):
    if text == "..":
        return None
    if text == "":
        return ""
    if text[0] in "[{" or "/" in text:
        raise DateError(f"“{whole}”: an interval has a plain date on each side of its one “/”.")
    return _single(text)


def _interval(text):
    sides = text.split("/")
    if len(sides) != 2:
        raise DateError(f"“{text}”: an interval has one “/”: 2023-03-16/2023-03-17.")
    start, end = (_end(side.strip(), text) for side in sides)
    if not isinstance(start, Single) and not isinstance(end, Single):
        raise DateError(f"“{text}”: an interval needs a date on at least one side.")
    first = days_of(start)[0] if isinstance(start, Single) else date.min
    last = days_of(end)[1] if isinstance(end, Single) else date.max
    if first > last:
        raise DateError(f"“{text}” ends before it begins. Put the earlier date first.")
    if isinstance(start, Single) and isinstance(end, Single):
        if days_of(start)[0] > days_of(end)[0] or days_of(start)[1] > days_of(end)[1]:
            raise DateError(f"“{text}” ends before it begins. Put the earlier date first.")
        both_days = precision_of(start) == precision_of(end) == Precision.DAY
        precision = Precision.DAYS if both_days and (last - first).days <= 31 else Precision.SPAN
        if both_days and first == last:
            precision = Precision.DAY
    else:
        precision = Precision.SPAN
    shape = Interval(start, end)
    return Edtf(f"{_side(start)}/{_side(end)}", first, last, precision, shape)


def _side(end):
    return ".." if end is None else end if isinstance(end, str) else write(end)


def _several(text):
    one, closing = text[0] == "[", "]" if text[0] == "[" else "}"
    if not text.endswith(closing) or len(text) < 3:
        raise DateError(f"“{text}”: a set ends with “{closing}”: [2023-03..2023-05], {{1960,1961-12}}.")
    members = tuple(_member(part.strip(), text) for part in text[1:-1].split(","))
    firsts, lasts, written = [], [], []
    for i, member in enumerate(members):
        if isinstance(member, Single):
            first, last = days_of(member)
            written.append(write(member))
        else:
            start, end = member
            if (start is None and i) or (end is None and i < len(members) - 1):
                raise DateError(f"“{text}”: only the first member may be open at its start and the last at its end.")
            first = days_of(start)[0] if start else date.min
            last = days_of(end)[1] if end else date.max
            if first > last or (start and end and days_of(start)[0] > days_of(end)[0]):
                raise DateError(f"“{text}”: a stretch ends before it begins.")
            written.append(f"{write(start) if start else ''}..{write(end) if end else ''}")
        firsts.append(first)
        lasts.append(last)
    single = len(members) == 1 and isinstance(members[0], Single)
    if one:
        precision = precision_of(members[0]) if single else Precision.CHOICE
    else:
        precision = precision_of(members[0]) if single else Precision.SPAN
    body = ",".join(written)
    return Edtf(f"{text[0]}{body}{closing}", min(firsts), max(lasts), precision, Several(members, one))


def _member(text, whole):
    if not text:
        raise DateError(f"“{whole}”: a member of the set is empty.")
    if ".." in text:
        start, _, end = text.partition("..")
        if not start and not end:
            raise DateError(f"“{whole}”: a stretch needs a date on at least one side.")
        return (_single(start) if start else None, _single(end) if end else None)
    return _single(text)
