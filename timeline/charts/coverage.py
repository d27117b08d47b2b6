"""Charts of sources: whose publishers are cited, in which languages, and for which years nothing is recorded."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.charts import bars, sentences
from timeline.charts.chart import finished
from timeline.summaries import language_name

MOST_CITED = 10


def coverage(trends):
    return covered(
        trends,
        "countries",
        "coverage",
        _("Coverage"),
        _(
            "Citations a year by the country of the publisher; copies are not counted. A dotted dash under the axis: nothing is recorded for these years."
        ),
        _(
            "A source counts once for each event that cites it, in the year of the event. A year without a bar and without a dash has events in the record, but none of this selection. A dash says that no event of the record begins in that year, which does not say that nothing happened."
        ),
        lambda slug: trends.asked.vocabulary.countries[slug].name if slug else _("Country not given"),
        wide=True,
        says=(sentences.thin(thin_years(trends), trends.coverage["single"], trends.count), searched(trends)),
    )


def searched(trends):
    """What was searched for this record, in its curators' words."""
    return trends.asked.vocabulary.record.searched if trends.asked.vocabulary.record else ""


def thin_years(trends):
    """Runs of years, as [first, last], of which the selection has one event or none."""
    if trends.span is None:
        return []
    first, last = trends.span
    full = [year for year in sorted(trends.years) if trends.years[year]["count"] > 1]
    edges = [first - 1, *full, last + 1]
    return [[a + 1, b - 1] for a, b in zip(edges, edges[1:], strict=False) if b - a > 1]


def languages(trends):
    return covered(
        trends,
        "languages",
        "languages",
        _("Languages"),
        _("Citations a year by the language of the source; copies are not counted."),
        _("A source counts once for each event that cites it, in the year of the event."),
        language_name,
    )


def publishers(trends):
    found, timeline, total = trends.coverage["publishers"], reverse("event_list"), trends.coverage["citations"]
    numbers = {slug: sum(years.values()) for slug, years in found.items() if slug}
    top = list(numbers)[:MOST_CITED]
    return finished(
        "publishers",
        _("Publishers"),
        _("Citations by publisher, the most cited; copies are not counted."),
        _(
            "A source counts once for each event that cites it. The table has every publisher and the years of its events."
        ),
        min(total, trends.count) if numbers else 0,
        title=lambda: sentences.most_cited(named(trends, top[0]), numbers[top[0]], total, len(numbers)),
        figure=lambda: bars.ranked(
            [named(trends, slug) for slug in top], [numbers[slug] for slug in top], top, "publisher"
        ),
        columns=(_("Publisher"), _("Citations"), _("From"), _("To")),
        rows=[[named(trends, slug), sum(years.values()), min(years), max(years)] for slug, years in found.items()],
        links=tuple(f"{timeline}?{trends.asked.query(publisher=slug)}" if slug else "" for slug in found),
        height="high",
    )


def named(trends, slug):
    return trends.asked.vocabulary.publishers[slug].name if slug else _("Publisher not given")


def covered(trends, group, name, heading, counts, method, label_of, **more):
    found, total = trends.coverage[group], trends.coverage["citations"]
    top = list(found)[: 4 if len(found) > 5 else 5]
    rest: dict = {}
    for value in list(found)[len(top) :]:
        for year, n in found[value].items():
            rest[year] = rest.get(year, 0) + n
    asks = {"languages": "language"}.get(group)
    series = [
        {
            "label": label_of(value),
            "token": f"topic-{place}",
            "years": found[value],
            "asks": {asks: [value]} if asks else {},
        }
        for place, value in enumerate(top, 1)
    ]
    if rest:
        series.append({"label": pgettext("countries or languages", "Others"), "token": "topic-5", "years": rest})
    missing = sum(last - first + 1 for first, last in trends.unrecorded)

    def title():
        first = next((value for value in found if value), "")
        n = sum(found[first].values())
        if group == "languages":
            return sentences.languages(label_of(first), n, total)
        return sentences.publishers(label_of(first) if first else "", n, total, missing)

    def figure():
        drawn = bars.stacked(series, trends.span, "")
        if not asks and trends.unrecorded:
            bars.with_nothing(drawn, trends.unrecorded, _("Nothing recorded"))
        return drawn

    years = sorted({year for counted in found.values() for year in counted}, reverse=True)
    rows = [[year, *(found[value].get(year, 0) for value in found)] for year in years]
    if not asks:
        rows += [
            [f"{a}–{b}" if a != b else a, _("nothing recorded"), *[""] * (len(found) - 1)] for a, b in trends.unrecorded
        ]
        rows.sort(key=lambda row: -int(str(row[0]).split("–")[0]))
    return finished(
        name, heading, counts, method, min(total, trends.count) if found else 0, title=title, figure=figure,
        columns=(_("Year"), *(label_of(value) for value in found)), rows=rows if found else [], **more,
    )  # fmt: skip
