"""What a phrase says of a date, before anything is known of when it was said.

A language's file finds phrases and says what they say, in these values; `resolve` alone counts days. So a language
knows nothing of calendars, and the counting knows nothing of words.
"""

from dataclasses import dataclass

MOST = 5_000  # phrases of a text that are read; one with more is a table, or meant to keep us busy


@dataclass(frozen=True)
class Parts:
    """Components as the text states them; what it does not state is None: "26 March", "Thursday", "spring 2008".

    `year` has four digits, or X for what is not known ("197X", "19XX"). `sub` is one of EDTF's sub-year groups:
    21–24 seasons, 33–36 quarters, 40–41 halves. `weekday` is 0 for Monday. `fiscal` names the month (1–12) in which
    a fiscal year begins, where the phrase speaks of one.
    """

    year: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    sub: int | None = None
    fiscal: int | None = None


@dataclass(frozen=True)
class Shift:
    """So many units from an anchor, as precise as `unit`: "yesterday", "last month", "two days later".

    `unit` is day, week, weekend, month, quarter, half, season, year, decade or century. `anchor` is "published" (what
    the writer calls now), "said" (the date said before in the text: "two days later", "the same month", 同年),
    "reported" (the day said before, or publication where none was: 전날, 翌日), "context" (published in news, said in a
    history: "the end of the year"), or a thing said itself: "two days after 15 May". `parts` then fills in components
    inside the unit that was reached: 昨年12月 is a year's shift with month 12. `exact` gives the day that lies so many
    months or years away, rather than the month or year.
    """

    unit: str
    count: int
    anchor: object = "published"
    parts: Parts = Parts()
    exact: bool = False


@dataclass(frozen=True)
class Nearest:
    """The nearest date with these parts in a direction from the anchor: "last Friday" −1, "next May" 1.

    A direction of 0 leaves it to the tense of the sentence and the kind of text.
    """

    parts: Parts
    direction: int = 0
    anchor: str = "published"


@dataclass(frozen=True)
class Nth:
    """One of the units inside something said: "the last day of the month", "the second Wednesday of next month".

    `unit` is day, week, weekend or month, or a weekday's number, 0 for Monday. `count` starts at 1; −1 is the last.
    """

    unit: str | int
    count: int
    of: object


@dataclass(frozen=True)
class Stretch:
    """From one thing said to another: "Aug. 23–24", "1910 to 1945"; "since 2012" has no end, "until May" no start."""

    start: object | None
    end: object | None


@dataclass(frozen=True)
class Expression:
    """A phrase at `start`–`end` of a text and what it says. `part` narrows it: "early", "mid", "late"."""

    start: int
    end: int
    said: object
    approximate: bool = False  # "around 1998"; also written for early, mid and late: "2024-12~"
    uncertain: bool = False
    part: str = ""
    direction: int = 0  # of the tense around it: −1 past, 1 future, 0 not known
