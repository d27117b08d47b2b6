"""From days to px and back: linear, or stretched by sections where a long window is crowded at one end."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

STRETCH_FROM = 12 * 365.25  # days; a shorter window is linear
FLOOR = 70.0
TIME_SHARE = 0.17
WEIGHTS = {1: 0.5, 2: 0.5, 3: 0.8, 4: 1.25, 5: 1.25}


@dataclass(frozen=True)
class Section:
    """A stretch of days with its place on the axis; `last` is the day after its end."""

    first: float
    last: float
    left: float
    right: float

    @cached_property
    def per_day(self):
        return (self.right - self.left) / (self.last - self.first)

    @property
    def is_one_year(self):
        """Whether it lies within a year, which its dates then need not say."""
        return date.fromordinal(int(self.first)).year == date.fromordinal(int(self.last) - 1).year

    @property
    def name(self):
        """The years of the section, as "1965–1997", or one year."""
        first, last = date.fromordinal(int(self.first)).year, date.fromordinal(int(self.last) - 1).year
        return str(first) if first == last else f"{first}–{last}"


class Scale:
    """Days to px within one picture. Inside a section time is linear, so order and proportion hold there."""

    def __init__(self, sections):
        self.sections = tuple(sections)
        self.starts = [section.first for section in self.sections]
        self.left, self.right = self.sections[0].left, self.sections[-1].right
        self.seams = tuple(section.left for section in self.sections[1:])

    @property
    def stretched(self):
        return len(self.sections) > 1

    def section(self, day):
        return self.sections[max(0, bisect_right(self.starts, day) - 1)]

    def x(self, day):
        """Where a day begins; days outside the window lie on its ends."""
        section = self.section(day)
        return min(self.right, max(self.left, section.left + (day - section.first) * section.per_day))

    def day(self, x):
        """The day at a place; the inverse of `x` within the window."""
        for section in self.sections:
            if x <= section.right or section is self.sections[-1]:
                return section.first + (max(x, section.left) - section.left) / section.per_day
        return self.sections[-1].last


def linear(first, last, left, right):
    return Scale([Section(first, last + 1, left, right)])


def stretched(first, last, left, right, edges, demand):
    """Sections of the window with widths by their time and by how much room their labels ask for.

    `edges` are first days of sections; `demand(first, last)` is a number for the days from `first` to before `last`.
    A window under twelve years, or within one section, is linear.
    """
    inner = [edge for edge in sorted(set(edges)) if first < edge <= last]
    most = int((right - left) // (FLOOR * 1.2))
    if last - first < STRETCH_FROM or not inner or most < 2:
        return linear(first, last, left, right)
    bounds = fewer([first, *inner, last + 1], most, demand)
    spans = list(zip(bounds, bounds[1:], strict=False))
    times = [(b - a) ** 0.5 for a, b in spans]
    demands = [demand(a, b) ** 0.8 for a, b in spans]
    all_times, all_demands = sum(times), sum(demands) or 1.0
    share = TIME_SHARE if sum(demands) else 1.0
    wanted = [share * t / all_times + (1 - share) * d / all_demands for t, d in zip(times, demands, strict=True)]
    widths = with_floor(wanted, right - left)
    sections, x = [], left
    for (a, b), width in zip(spans, widths, strict=True):
        sections.append(Section(a, b, x, x + width))
        x += width
    return Scale(sections)


def fewer(bounds, most, demand):
    """The bounds of at most so many sections: the two neighbours that ask for least room become one."""
    bounds = list(bounds)
    while len(bounds) - 1 > most:
        asked = [demand(a, b) + (b - a) / 3650 for a, b in zip(bounds, bounds[1:], strict=False)]
        least = min(range(1, len(bounds) - 1), key=lambda i: asked[i - 1] + asked[i])
        del bounds[least]
    return bounds


def with_floor(shares, room):
    """Widths by shares, none under the floor; what the floor takes comes from the others in proportion."""
    small = set()
    while True:
        rest = room - FLOOR * len(small)
        open_share = sum(share for i, share in enumerate(shares) if i not in small) or 1.0
        widths = [FLOOR if i in small else rest * share / open_share for i, share in enumerate(shares)]
        found = {i for i, width in enumerate(widths) if width < FLOOR - 1e-9}
        if not found - small:
            return widths
        small |= found
