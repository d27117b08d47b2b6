"""Charts of sources: whose publishers are cited, in which languages, and for which years nothing is recorded."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.charts import bars, sentences
from timeline.charts.chart import finished
from timeline.summaries import language_name


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
            "A source counts once for each event that cites it, in the year of the event. A year without a bar and without a dash has events in the record, but none of this selection. A dash says that the record has no event of that year, which does not say that nothing happened."
        ),
        lambda slug: trends.asked.vocabulary.countries[slug].name if slug else _("Country not given"),
    )


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


def covered(trends, group, name, heading, counts, method, label_of):
    found, total = trends.coverage[group], trends.coverage["citations"]
    top = list(found)[: 4 if len(found) > 5 else 5]
    rest: dict = {}
    for value in list(found)[len(top) :]:
        for year, n in found[value].items():
            rest[year] = rest.get(year, 0) + n
    asks = "language" if group == "languages" else None
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
        first = next(iter(found))
        n = sum(found[first].values())
        if asks:
            return sentences.languages(label_of(first), n, total)
        return sentences.publishers(label_of(first), n, total, missing)

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
        name, heading, counts, method, total if found else 0, title=title, figure=figure,
        columns=(_("Year"), *(label_of(value) for value in found)), rows=rows if found else [],
    )  # fmt: skip
