"""Ticks at every scale, from centuries to days; each label has its own room."""

from datetime import date, timedelta

from .text import text_width
from .values import Tick

SIZE = 11
AIR = 10
YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
MONTHS = (1, 2, 3, 6)
DAYS = (1, 2, 7, 14)


def ticks(scale, words):
    """Ticks of all sections, from left to right; the first of a section of a stretched scale is strong."""
    found = []
    for section in scale.sections:
        for tick in ticks_of(section, words, strong_first=scale.stretched):
            reach = text_width(tick.label, SIZE, tick.strong)
            if found and tick.x < found[-1].x + text_width(found[-1].label, SIZE, found[-1].strong) + AIR:
                if not tick.strong or found[-1].strong:
                    continue
                found.pop()
            if tick.x + reach <= scale.right + 130:
                found.append(tick)
    return tuple(found)


def ticks_of(section, words, *, strong_first):
    first, last = date.fromordinal(int(section.first)), date.fromordinal(int(section.last) - 1)
    yield_first = [Tick(section.left, str(first.year), True)] if strong_first else []
    year = 365.25 * section.per_day
    room = text_width("0000", SIZE, True) + AIR
    if year * YEARS[0] < room * 3:
        step = next((step for step in YEARS if year * step >= room), YEARS[-1])
        years = range(-(-first.year // step) * step, last.year + 1, step)
        days = [(date(max(y, 1), 1, 1), str(y), not strong_first and step >= 1) for y in years if y >= 1]
    elif year / 12 * MONTHS[0] >= room * 3:
        day_width = section.per_day
        day_room = text_width("28 " + max(words.months, key=len), SIZE) + AIR
        step = next((step for step in DAYS if day_width * step >= day_room), 0)
        days = months(first, last, 1, words) if not step else days_of(first, last, step, words)
    else:
        month_room = max(text_width("0000", SIZE, True), text_width(max(words.months, key=len), SIZE)) + AIR
        step = next((step for step in MONTHS if year / 12 * step >= month_room), 12)
        days = months(first, last, step, words)
    rest = [
        Tick(section.left + (day.toordinal() - section.first) * section.per_day, label, strong)
        for day, label, strong in days
        if section.first <= day.toordinal() < section.last
    ]
    return yield_first + [tick for tick in rest if not yield_first or tick.x > section.left + 1]


def months(first, last, step, words):
    """The first of every `step`-th month; January carries its year."""
    found, year, month = [], first.year, 1
    while (year, month) <= (last.year, last.month):
        if (year, month) >= (first.year, first.month):
            found.append((date(year, month, 1), str(year) if month == 1 else words.months[month - 1], month == 1))
        month += step
        if month > 12:
            year, month = year + 1, 1
    return found


def days_of(first, last, step, words):
    """Every `step`-th day of each month; the first of a month carries its name, of a year its number."""
    found, day = [], first
    while day <= last:
        if day.day == 1:
            found.append((day, str(day.year) if day.month == 1 else words.months[day.month - 1], True))
        elif (day.day - 1) % step == 0 and day.day <= 31 - step // 2:
            found.append((day, str(day.day), False))
        day += timedelta(days=1)
    return found
