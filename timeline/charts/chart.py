"""One chart: a sentence, what it counts, a figure as a plain dict, and the table that says the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.charts import sentences
from timeline.codebook import LANE_OF_KIND

LEAST = 5  # events of a chart; fewer are said in words


class Signed(float):
    """A sum of scores, read with its sign."""

    def __str__(self):
        return sentences.signed(self)


@dataclass(frozen=True)
class Chart:
    """One chart. `figure` is None where there is too little to draw; `instead` then says so."""

    name: str
    heading: str  # short, for the list of charts
    title: str
    counts: str  # what is counted, in a line
    method: str
    columns: tuple = ()
    rows: list = field(default_factory=list)
    figure: dict | None = None
    instead: str = ""
    says: tuple = ()  # further paragraphs below the figure
    ways: str = ""  # what a pointer can do with the figure
    height: str = "middle"
    wide: bool = False
    links: tuple = ()  # of each row, the address of what it counts, or ""


def too_few(n):
    if n == 0:
        return _("A chart needs five events or more; this selection has none that can be counted here.")
    return ngettext(
        "A chart needs five events or more; this selection has %(n)s that can be counted here. The list on the timeline shows it whole.",
        "A chart needs five events or more; this selection has %(n)s that can be counted here. The list on the timeline shows them whole.",
        n,
    ) % {"n": n}


def finished(name, heading, counts, method, n, *, title: Callable, figure: Callable, **more):
    """A chart with its figure, or words where it counts fewer than five."""
    if n < LEAST:
        return Chart(name, heading, heading, counts, method, instead=too_few(n), **more)
    return Chart(name, heading, title(), counts, method, figure=figure(), **more)


def year_links(trends, years):
    """The timeline of each year, as far as it is asked for."""
    asked, path = trends.asked, reverse("event_list")
    rest = asked.query(**{"from": None, "to": None})
    first = asked.first if "from" in asked.asked else date.min
    last = asked.last if "to" in asked.asked else date.max
    return tuple(
        f"{path}?{f'{rest}&' if rest else ''}"
        f"from={asked.asked['from'] if first > date(year, 1, 1) else f'{year:04}'}"
        f"&to={asked.asked['to'] if last < date(year, 12, 31) else f'{year:04}'}"
        for year in years
    )


def asked_kinds(trends, lane):
    """The kinds of a topic, of those asked for."""
    kinds = [kind.value for kind, topic in LANE_OF_KIND.items() if topic == lane]
    asked = trends.asked.asked.get("kind")
    return {"kind": [kind for kind in kinds if asked is None or kind in asked]}
