"""When an article was published of which a page says only how old it is: counted from the day the page was read.

That day is told, or it follows from an article on the same page whose date is known from elsewhere. A day before and
after are never hidden: "two days ago" is one of two days.
"""

import re
from datetime import date, timedelta

from timeline import dates

from .datelines import MONTH, MONTHS

OPEN = date.max
COUNTED = ("age", "order")  # how a date was found that may be found better


def day_read(known, today=None):
    """The days between which a page must have been read, from its articles' `(earliest, latest, age)`; or None."""
    if today:
        return today, today
    ranges = [
        (first + timedelta(age[0]), last + timedelta(age[1])) for first, last, age in known if age and last < OPEN
    ]
    if not ranges:
        return None
    first, last = max(one[0] for one in ranges), min(one[1] for one in ranges)
    return (first, last) if first <= last else None


def published_by_age(age, read):
    """EDTF of an article's day by its age on a page that was read within these days."""
    return some_day(read[0] - timedelta(age[1]), read[1] - timedelta(age[0]))


def some_day(first, last):
    if first == last:
        return first.isoformat()
    return f"[{first.isoformat()}..{last.isoformat() if last < OPEN else ''}]"


def published_by_order(at, days, text):
    """EDTF of an article without a date in a list that is newest first, from its neighbours' days; or "".

    `days` holds (earliest, latest) or None for each article, in the list's order. What the text announces for a day
    to come gives the last day.
    """
    stated = [span for span in days if span and span[1] < OPEN]
    if len(stated) < 2 or any(after[0] > before[1] for before, after in zip(stated, stated[1:], strict=False)):
        return ""
    first = next((span[0] for span in days[at + 1 :] if span and span[1] < OPEN), None)
    if first is None:
        return ""
    last = next((span[1] for span in days[:at][::-1] if span and span[1] < OPEN), None)
    return some_day(first, last or announced_day(text, first) or OPEN)


ANNOUNCED = re.compile(
    rf"\b(?:will|to|set to|due to)\b[^.]{{0,120}}?\bon (?:\w+day,? )?{MONTH}\s(?P<day>\d\d?)\b(?!,? \d{{4}})", re.I
)


def announced_day(text, first):
    """The day for which the beginning of a text announces something, the first such on or after `first`."""
    match = ANNOUNCED.search(" ".join(text[:400].split()))
    if not match:
        return None
    for year in (first.year, first.year + 1):
        try:
            day = date(year, MONTHS[match["month"].lower()], int(match["day"]))
        except ValueError:
            return None
        if day >= first:
            return day
    return None


def span_of(edtf):
    if not edtf:
        return None
    parsed = dates.parse(edtf)
    return parsed.earliest, parsed.latest
