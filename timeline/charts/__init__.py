"""The charts of Trends, made of the numbers of `timeline.trends`."""

from collections.abc import Callable

from timeline.charts.by_year import balance, change, tones, topics
from timeline.charts.chart import Chart
from timeline.charts.coverage import coverage, languages, publishers
from timeline.charts.field import events
from timeline.charts.people import actors, pairs

__all__ = ["MADE", "Chart", "chart", "charts"]

MADE: dict[str, Callable] = {
    "topics": topics, "balance": balance, "tones": tones, "coverage": coverage, "languages": languages, "publishers": publishers,
    "actors": actors, "pairs": pairs, "change": change, "events": events,
}  # fmt: skip


def charts(trends):
    """All of them, in the order of the page."""
    return [make(trends) for make in MADE.values()]


def chart(trends, name):
    return MADE[name](trends)
