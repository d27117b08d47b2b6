"""The years around one event, as a picture for its page: one lane, true time, the two offices, no overview."""

from datetime import date

from django.urls import reverse

from timeline.filters import EventFilter
from timeline.lanes import one_lane
from timeline.picturing import Drawing

HALVES = (1, 2, 3, 6, 12, 25)  # years before and after
ENOUGH = 8  # events that make a neighbourhood
HEIGHT = 112


class LocalStrip(Drawing):
    """Draws an event among its neighbours. `ghost` is another day that a source gives; it is in the window too."""

    leaders, stretched = True, False
    tallest, name = HEIGHT, "local"

    def __init__(self, event, ghost=None, *, width=1040, kin=frozenset()):
        super().__init__(EventFilter({}), width=width, selected=event.slug, compact=True, kin=kin)
        self.window = around(event.earliest, event.latest, ghost, self.all_years)

    @property
    def lanes(self):
        return one_lane(self.found)

    def url(self, first, last):
        return reverse("event_list") + super().url(first, last)


def around(earliest, latest, ghost, years):
    """The first and last day of whole years about an event: few, unless too few events lie in them."""
    days = [day for day in (earliest, latest, ghost) if day and date.min < day < date.max] or [date.today()]
    low, high = min(days).year, max(days).year
    half = HALVES[-1]
    for half in HALVES:
        if sum(sum(years.get(year, {}).values()) for year in range(low - half, high + half + 1)) >= ENOUGH:
            break
    first, last = date(max(1, low - half), 1, 1), date(min(9999, high + half), 12, 31)
    return first.toordinal(), last.toordinal()
