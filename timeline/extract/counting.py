"""Days counted: a step of units from a date, the nth of a unit, and the dates near a day that have given parts.

Everything here takes and gives EDTF texts and days; nothing knows of texts or of languages.
"""

from datetime import date, timedelta
from functools import lru_cache

from timeline.dates import DateError, Edtf, Precision, parse

FINE = (Precision.DAY, Precision.DAYS)
UP_TO_MONTH = (*FINE, Precision.MONTH)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
UP_TO_YEAR = (*UP_TO_MONTH, Precision.SEASON, Precision.QUARTER, Precision.HALF, Precision.YEAR)

UNLIKELY, LIKELY = 270, 60  # days


class Unread(Exception):
    """A phrase that means no date that could be written without inventing part of it."""


def edtf(text):
    try:
        return parse(text)
    except DateError as error:
        raise Unread(text) from error


def days(first, last):
    """A stretch of days, as text."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def written(parts):
    """The text of parts whose year is known."""
    year = parts.year
    if parts.fiscal and (parts.fiscal > 1 or parts.sub):
        return _of_fiscal_year(parts)
    if parts.sub:
        return f"{year}-{parts.sub}"
    if parts.month:
        return f"{year}-{parts.month:02}" + (f"-{parts.day:02}" if parts.day else "")
    if parts.day:
        raise Unread(parts)
    return year


def _of_fiscal_year(parts):
    """A fiscal year, or its half or quarter, from its first month to its last."""
    first = date(int(parts.year), parts.fiscal, 1)
    sub = parts.sub or 0
    skipped, length = (3 * (sub - 33), 3) if 33 <= sub <= 36 else (6 * (sub - 40), 6) if sub in (40, 41) else (0, 12)
    return f"{month_of(first, skipped)}/{month_of(first, skipped + length - 1)}"


def month_of(day, months):
    """The month that lies so many months from a day's, as text."""
    count = day.year * 12 + day.month - 1 + months
    if not 12 <= count < 120000:
        raise Unread(months)
    return f"{count // 12:04}-{count % 12 + 1:02}"


def plus(day, count):
    try:
        return day + timedelta(days=count)
    except OverflowError as error:
        raise Unread(count) from error


def step(anchor: Edtf, unit, count, parts, exact=False):
    """The unit that lies `count` units from a date, narrowed by `parts`, as text; `exact` is the day so far away."""
    base = anchor.latest if count > 0 and anchor.precision is Precision.DAYS else anchor.earliest
    if exact and unit in MONTHS_IN:
        return same_day(anchor, count * MONTHS_IN[unit])
    if unit in ("day", "week", "weekend"):
        if anchor.precision not in FINE:
            raise Unread(unit)
        if unit == "day":
            return plus(base, count).isoformat()
        monday = plus(base, 7 * count - base.weekday())
        if parts.weekday is not None:
            return plus(monday, parts.weekday).isoformat()
        return days(plus(monday, 5 if unit == "weekend" else 0), plus(monday, 6))
    if unit == "month":
        if anchor.precision not in UP_TO_MONTH:
            raise Unread(unit)
        month = month_of(base, count)
        return f"{month}-{parts.day:02}" if parts.day else month
    if unit in ("quarter", "half", "season"):
        return _step_of_group(anchor, base, unit, count)
    if unit == "year":
        if anchor.precision not in UP_TO_YEAR and anchor.precision is not Precision.SPAN:
            raise Unread(unit)
        if parts.sub == 24 and count == 0 and base.month < 3:
            count = -1  # "this winter", said in January, began the year before
        begun = not parts.fiscal or base.month >= parts.fiscal  # in January a fiscal year is still the last one's
        return written(parts_in(parts, year_text(base.year + count - (not begun))))
    size = {"decade": 10, "century": 100}[unit]
    return year_text(base.year // size * size + count * size)[: 3 if size == 10 else 2] + ("X" if size == 10 else "XX")


def same_day(anchor: Edtf, months):
    """The same day so many months away, or the last of that month where it has fewer."""
    if anchor.precision is not Precision.DAY:
        raise Unread(months)
    month = edtf(month_of(anchor.earliest, months))
    return f"{month}-{min(anchor.earliest.day, month.latest.day):02}"


def _step_of_group(anchor, base, unit, count):
    if anchor.precision not in (*UP_TO_MONTH, Precision.SEASON, Precision.QUARTER, Precision.HALF):
        raise Unread(unit)
    first, size = {"quarter": (33, 4), "half": (40, 2), "season": (21, 4)}[unit]
    months = base.year * 12 + base.month - 1 - (2 if unit == "season" else 0)
    n = months // (12 // size) + count
    return f"{year_text(n // size)}-{first + n % size}"


def year_text(year):
    if not 1 <= year <= 9999:
        raise Unread(year)
    return f"{year:04}"


def parts_in(parts, year):
    return type(parts)(year, parts.month, parts.day, None, parts.sub, parts.fiscal)


def nth(whole: Edtf, unit, count):
    """The nth unit inside a date, as text. A week belongs where its Thursday lies."""
    first, last = whole.earliest, whole.latest
    if (last - first).days > 366:
        raise Unread(unit)
    if unit == "month":
        return month_of(first if count > 0 else last, count - 1 if count > 0 else count + 1)
    if unit == "day":
        found = plus(first, count - 1) if count > 0 else plus(last, count + 1)
    else:
        weekday = {"week": 3, "weekend": 5}.get(unit, unit)
        ahead = plus(first, (weekday - first.weekday()) % 7)
        back = plus(last, -((last.weekday() - weekday) % 7))
        found = plus(ahead, 7 * (count - 1)) if count > 0 else plus(back, 7 * (count + 1))
    if not first <= found <= last:
        raise Unread(count)
    if unit == "week":
        return days(plus(found, -3), plus(found, 3))
    return days(found, plus(found, 1)) if unit == "weekend" else found.isoformat()


@lru_cache(maxsize=4096)
def occurrences(parts, base):
    """The dates near a day that have these parts, in order: weekdays, days of a month, months, seasons."""
    if parts.month or parts.sub:
        reach = 8 if (parts.month, parts.day) == (2, 29) else 3
        texts = [f"{year:04}" for year in range(max(base.year - reach, 1), min(base.year + reach, 9998) + 1)]
        found = [_known(written(parts_in(parts, year))) for year in texts]
    elif parts.day:
        found = [_known(f"{month_of(base, n)}-{parts.day:02}") for n in range(-3, 4)]
    elif parts.weekday is not None:
        nearest = plus(base, (parts.weekday - base.weekday()) % 7)
        return [edtf(plus(nearest, n).isoformat()) for n in (-14, -7, 0, 7)]
    else:
        raise Unread(parts)
    found = [f for f in found if f]
    if parts.weekday is not None:
        found = [f for f in found if f.earliest.weekday() == parts.weekday] or found
    return found


def _known(text):
    try:
        return parse(text)
    except DateError:
        return None


def customary(parts, base, direction):
    """The date with these parts in the running year or month, as Korean and Japanese news mean it, where another year
    or month would have been named; but 「31일」 on the first and 「12月28日」 in January are of the one before.
    """
    found = occurrences(parts, base)
    running = (base.year,) if parts.month or parts.sub else (base.year, base.month)
    inner = [f for f in found if (f.earliest.year, f.earliest.month)[: len(running)] == running]
    turn = 20 if len(running) == 2 else {-1: 150, 1: 240, 0: 300}[direction]
    ahead = (inner[0].earliest - base).days if inner else None
    if inner and (ahead <= turn if direction <= 0 else ahead >= -turn):
        return inner[0]
    return nearest(found, base, direction or -1)


def nearest(found, base, direction, strict=False):
    """Of dates in order, the nearest to a day: before it, after it, or, for 0, the nearer with a leaning to the past.

    A tense is not believed against the calendar: what was "postponed from 9 April" in March lies ahead.
    """
    before = [f for f in found if (f.latest if strict else f.earliest) < base or (not strict and f.earliest == base)]
    after = [f for f in found if (f.earliest > base if strict else f.latest >= base)]
    if direction and not strict and before and after:
        past, future = (base - before[-1].latest).days, (after[0].earliest - base).days
        if (past if direction < 0 else future) > UNLIKELY and (future if direction < 0 else past) < LIKELY:
            direction = -direction
    if direction < 0:
        chosen = before[-1:]
    elif direction > 0:
        chosen = after[:1]
    else:
        chosen = [f for f in found if f.earliest <= base <= f.latest] or _nearer(before, after, base)
    if not chosen:
        raise Unread(direction)
    return chosen[0]


def _nearer(before, after, base):
    if not before or not after:
        return before[-1:] or after[:1]
    past, future = (base - before[-1].latest).days, (after[0].earliest - base).days
    return after[:1] if future * 3 < past else before[-1:]
