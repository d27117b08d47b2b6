"""Days that return: what happened on a day of the year, and which anniversaries are ahead.

Only events known to the day have one. 29 February returns on 28 February in a year that lacks it.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.event_detail import NOT_SHOWN
from timeline.models import Event

AHEAD = 60  # days


@dataclass(frozen=True)
class Anniversary:
    """An event and the day on which it is so many years ago."""

    event: Event
    day: date
    years: int

    @property
    def is_round(self):
        """Tens, and quarters of a century."""
        return self.years % 10 == 0 or self.years % 25 == 0


def known_to_the_day(asked):
    """The events of a filter that have one day and no doubt about it, oldest first."""
    events = asked.in_window(asked.apply(Event.objects.published()))
    return events.filter(date__regex=r"^\d{4}-\d\d-\d\d$").defer(*NOT_SHOWN).in_time()


def on_day(asked, month, day):
    """The filter's events of one day of the year, oldest first."""
    return list(known_to_the_day(asked).filter(earliest__month=month, earliest__day=day))


def returning(day, year):
    """A day of history in another year."""
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def ahead(asked, today, days=AHEAD):
    """The filter's anniversaries from tomorrow on for so many days: round ones first, each group in order of days."""
    last = today + timedelta(days=days)
    found = []
    for event in known_to_the_day(asked).filter(earliest__lte=today):
        for year in {today.year, last.year}:
            day = returning(event.earliest, year)
            if today < day <= last and year > event.earliest.year:
                found.append(Anniversary(event, day, year - event.earliest.year))
    return sorted(found, key=lambda a: (not a.is_round, a.day, a.event.public_id))
