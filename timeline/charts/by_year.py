"""Charts of years: events by topic and by tone, the balance of scores, and the years around one event."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.charts import bars, sentences
from timeline.charts.chart import Chart, Signed, asked_kinds, finished, year_links
from timeline.codebook import Kind, Lane, Tone
from timeline.trends import COOPERATION, FRICTION, TOPICS, tone_total


def topics(trends):
    years, labels = trends.years, {lane.value: str(lane.label) for lane in Lane}
    series = [
        {
            "label": labels[lane],
            "token": f"topic-{place}",
            "years": part(years, "topics", lane),
            "asks": asked_kinds(trends, lane),
        }
        for place, lane in enumerate(TOPICS, 1)
    ]
    rows = [
        [year, told["count"], *told["topics"].values(), *told["kinds"].values()]
        for year, told in reversed(years.items())
    ]
    return finished(
        "topics",
        _("By topic"),
        _("Events a year, by topic. Select a part of a bar to open it on the timeline."),
        _(
            "An event counts once, in the year of its first possible day; a period counts in the year in which it begins. The timeline of a year also shows longer events that reach into it."
        ),
        sum(told["count"] for told in years.values()),
        title=lambda: sentences.fullest_year(years, labels),
        figure=lambda: bars.stacked(series, trends.span, ""),
        columns=(_("Year"), _("Events"), *labels.values(), *(str(kind.label) for kind in Kind)),
        rows=rows,
        links=year_links(trends, reversed(years)),
        wide=True,
    )


def part(years, group, name):
    return {year: told[group][name] for year, told in years.items()}


def tones(trends):
    years = trends.years
    order = (Tone.COOPERATION, Tone.NEUTRAL, Tone.FRICTION)
    series = [
        {
            "label": str(tone.label),
            "token": tone.value,
            "years": part(years, "tones", tone.value),
            "sign": -1 if tone == Tone.FRICTION else 1,
            "asks": {"tone": [tone.value]},
        }
        for tone in order
    ]
    count = sum(told["count"] for told in years.values())
    return finished(
        "tones",
        _("By tone"),
        _("Events a year: cooperation and neutral upward, friction downward."),
        _(
            "The tone follows the PLOVER score: 1 or more is cooperation, −1 or less friction, everything else neutral or domestic, and so is what is not coded."
        ),
        count,
        title=lambda: sentences.tones(tone_total(years, COOPERATION), tone_total(years, FRICTION), count),
        figure=lambda: bars.stacked(series, trends.span, ""),
        columns=(_("Year"), *(str(tone.label) for tone in order)),
        rows=[[year, *(told["tones"][tone.value] for tone in order)] for year, told in reversed(years.items())],
        links=year_links(trends, reversed(years)),
    )


def balance(trends):
    years = trends.years
    return finished(
        "balance",
        _("Balance"),
        _(
            "Sum of the PLOVER scores of each year’s events, cooperation above the line and friction below; the line is their sum."
        ),
        _(
            "Every event that is coded has a score from −10 to 10: the curator’s, else that of its PLOVER mode, else of its category. Positive scores are added to cooperation, negative ones to friction; events without a score are not counted. The CSV of the events has the score of each, so that anybody can count again. A sum grows with the number of events that are recorded: read it beside “Coverage”."
        ),
        trends.scored,
        title=lambda: sentences.balance(years),
        figure=lambda: bars.balance(years, trends.span, (Tone.COOPERATION.label, Tone.FRICTION.label, _("Net score"))),
        columns=(_("Year"), _("Scored events"), str(Tone.COOPERATION.label), str(Tone.FRICTION.label), _("Net score")),
        rows=[
            [year, told["scored"], *(Signed(told[name]) for name in ("cooperation", "friction", "net"))]
            for year, told in reversed(years.items())
            if told["scored"]
        ],
        links=year_links(trends, [year for year, told in reversed(years.items()) if told["scored"]]),
    )


def change(trends):
    told, heading = trends.change, pgettext("chart", "Before and after")
    counts = _("Events that begin in the 365 days before an event and in the 365 days after it, by tone.")
    method = _(
        "The event itself is left out, and so are events that begin while it lasts. What follows an event need not follow from it."
    )
    if told is None:
        words = _("Choose an event to see the year before it and the year after it.")
        if trends.chosen is not None:
            words = _("One end of this event is not known, so that there is no before and after to count.")
        return Chart("change", heading, heading, counts, method, instead=words, height="low", wide=True)
    before, after = told["before"], told["after"]
    names = (pgettext("time", "Before"), pgettext("time", "After"))
    return finished(
        "change",
        heading,
        counts,
        method,
        before["count"] + after["count"],
        title=lambda: sentences.before_and_after(trends.chosen.title, before["count"], after["count"]),
        figure=lambda: bars.sides(
            names, [(t.value, str(t.label), (before["tones"][t.value], after["tones"][t.value])) for t in Tone]
        ),
        columns=("", _("Events"), *(str(tone.label) for tone in Tone), _("Net score")),
        rows=[
            [name, side["count"], *(side["tones"][tone.value] for tone in Tone), Signed(side["net"])]
            for name, side in zip(names, (before, after), strict=True)
        ],
        height="low",
        wide=True,
    )
